//! What a seller reads where a good was sent back, does there, and is told then.
use super::{Careful, edit};
use crate::support::town::see_other;

#[test]
fn the_page_on_which_a_good_is_changed_says_what_is_wrong_and_what_to_do_and_that_it_waits_again() {
    let mut careful = Careful::open();
    let good = careful.list("نان");
    let page = format!("/my/goods/{good}");
    let waits = careful.seller.producer.get(&page);
    assert!(waits.has("در انتظار بررسی") && !waits.has("درستش کنید"), "{}", waits.words());
    see_other(&careful.decide("نان", "mend", &[("reason", "name"), ("note", "نوعش را هم بنویسید.")]));
    for path in ["/my/goods", &page] {
        let sent_back = careful.seller.producer.get(path);
        for words in [
            "اصلاح کنید",
            "نام کالا را روشن‌تر بنویسید",
            "نوعش را هم بنویسید.",
            "درستش کنید و ذخیره کنید تا دوباره بررسی شود",
        ] {
            assert!(sent_back.has(words), "{path}: {}", sent_back.words());
        }
    }
    let unread = edit(&mut careful.seller.producer, &good, &[("price", "")]);
    assert!(
        unread.status == 422 && unread.has("نوعش را هم بنویسید."),
        "a refused form says it too: {}",
        unread.words()
    );
    let form = careful.seller.producer.get(&page);
    let fields = [("name", "نان بربری"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread")];
    let version = form.value_of("version");
    let sent = careful.seller.producer.post(&page, &[&fields[..], &[("version", version.as_str())]].concat());
    let saved = careful.seller.producer.get(&see_other(&sent));
    assert!(saved.has("«نان بربری» دوباره در صف بررسی است"), "{}", saved.words());
    careful.seller.producer.forget_notice();
    let waits = careful.seller.producer.get(&page);
    assert!(waits.has("در انتظار بررسی") && !waits.has("نوعش را هم بنویسید."), "{}", waits.words());

    see_other(&careful.decide("نان بربری", "refuse", &[("reason", "forbidden")]));
    let refused = careful.seller.producer.get(&page);
    assert!(refused.has("پذیرفته نشد") && refused.has("از فروشگاه برش دارید"), "{}", refused.words());
    see_other(&edit(&mut careful.seller.producer, &good, &[("description", "نان خانگی است")]));
    see_other(&careful.decide("نان بربری", "accept", &[]));
    let seen = careful.seller.producer.get(&page);
    assert!(!seen.has("در انتظار بررسی") && !seen.has("پذیرفته نشد"), "{}", seen.words());
}
