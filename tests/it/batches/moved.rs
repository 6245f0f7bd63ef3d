//! A batch that is ready at another time: its buyers read when it was to be and when it is, and need not take it.
use super::{baker, order_ahead};
use crate::support::town::{self, Home, Town, see_other};

/// Has a batch ready at another minute of its day.
fn ready_at(home: &mut Home, batch: &str, minute: &str) {
    let page = home.producer.get(batch);
    let (key, version, on) = (page.value_of("idem"), page.value_of("version"), page.option("on", "فردا"));
    let change = [("do", "change"), ("idem", &key), ("version", &version), ("on", &on), ("quantity", "۴۰")];
    let when = [("ready", minute), ("until-days", "1"), ("until", "1200"), ("shelf", "۳")];
    see_other(&home.producer.post(batch, &[&change[..], &when].concat()));
    let changed = home.producer.get(batch);
    assert!(changed.has("این روز عوض شد: ۴۰ عدد."), "{}", changed.words());
    home.producer.forget_notice();
}

#[test]
fn a_buyer_reads_what_was_and_what_is_and_cancels_for_nothing() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let mine = see_other(&order_ahead(&mut buyer, &good, "۲"));
    buyer.forget_notice();
    assert!(!buyer.get(&mine).has("عوض شده است"));
    ready_at(&mut home, &batch, "600");
    let moved = buyer.get(&mine);
    assert!(moved.has("وقت آماده شدن نان لواش عوض شده است."), "{}", moved.words());
    assert!(moved.has("پیش از این: فردا، ساعت ۷:۰۰. حالا: فردا، ساعت ۱۰:۰۰."), "{}", moved.words());
    assert!(moved.has("سفارش را بدون هزینه لغو کنید"));
    let english = buyer.get(&format!("/en{mine}"));
    assert!(english.has("is ready at another time") && english.has("it costs nothing"), "{}", english.words());
    ready_at(&mut home, &batch, "420");
    assert!(!buyer.get(&mine).has("عوض شده است"), "it is as it was told");
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    let earlier = buyer.get(&mine);
    assert!(earlier.has("پیش از این: فردا، ساعت ۷:۰۰."), "{}", earlier.words());
    see_other(&buyer.post(&format!("{mine}/cancel"), &[]));
    let over = buyer.get(&mine);
    assert!(over.has("خودتان لغو کردید.") && !over.has("عوض شده است"), "{}", over.words());
}
