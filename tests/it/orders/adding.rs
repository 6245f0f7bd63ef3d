//! What is put into the basket: only what can be collected, and what was typed comes back with what is to be mended.
use super::baker;
use crate::support::town::{self, Town, see_other};

#[test]
fn a_good_of_a_shop_that_has_no_time_is_not_put_into_the_basket() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان لواش");
    home.producer.forget_notice();
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut buyer = town.app.client();
    let bread = buyer.get(&shop).link("/p/");
    let put = [("good", bread.trim_start_matches("/p/")), ("quantity", "2")];
    assert_eq!(see_other(&buyer.post("/basket/add", &put)), bread, "back to the good");
    let told = buyer.get(&bread);
    assert!(told.has("الان زمانی برای تحویل ندارد"), "{}", told.words());
    buyer.forget_notice();
    assert!(buyer.get("/basket").has("سبدتان خالی است"));
    town::door(&mut home.producer, "کوچهٔ لاله ۴، زنگ اول");
    assert_eq!(see_other(&buyer.post("/basket/add", &put)), "/basket");
}

#[test]
fn a_quantity_that_is_refused_comes_back_with_its_good() {
    let mut town = Town::open();
    let (_, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (_, other) = baker(&mut town, ("مریم", "تنوری"));
    let mut buyer = town.app.client();
    let code = |good: &str| good.trim_start_matches("/p/").to_owned();
    see_other(&buyer.post("/basket/add", &[("good", &code(&other)), ("quantity", "1")]));
    buyer.forget_notice();
    for (typed, sentence) in [
        ("-۳", "مقدار را با عدد بنویسید"),
        ("سه تا", "مقدار را با عدد بنویسید"),
        ("۱٫۵", "عدد کامل بنویسید"),
        ("", "مقدار را با عدد"),
    ] {
        let back = buyer.post("/basket/add", &[("good", &code(&bread)), ("quantity", typed)]);
        assert!(back.status == 422 && back.has(sentence), "{typed}: {}", back.words());
        assert_eq!((back.value_of("quantity"), back.value_of("good")), (typed.to_owned(), code(&bread)));
        assert!(back.has("نان لواش") && !back.has("سبدتان خالی است"));
    }
    let english = buyer.post("/en/basket/add", &[("good", &code(&bread)), ("quantity", "none")]);
    assert!(english.status == 422 && english.has("Write a number"), "{}", english.words());
    assert_eq!(buyer.get("/basket").links("/p/").len(), 1, "what was in the basket is still there");
}

#[test]
fn a_batch_that_is_refused_is_asked_for_again() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let product = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
    let product = product.trim_start_matches("/my/goods/").split('/').next().unwrap_or_default().to_owned();
    town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let batch = buyer.get(&bread).value_of("batch");
    let sent = [("good", bread.trim_start_matches("/p/")), ("batch", batch.as_str()), ("quantity", "۰٫۵")];
    let back = buyer.post("/basket/add", &sent);
    assert!(back.status == 422 && back.has("آماده: فردا، ساعت ۷:۰۰"), "{}", back.words());
    assert_eq!(back.value_of("batch"), batch);
}

#[test]
fn a_good_that_left_the_shop_does_not_leave_the_basket_silently() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (_, other) = baker(&mut town, ("مریم", "تنوری"));
    let mut buyer = town.app.client();
    for good in [&bread, &other] {
        see_other(&buyer.post("/basket/add", &[("good", good.trim_start_matches("/p/")), ("quantity", "1")]));
    }
    buyer.forget_notice();
    let own = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
    see_other(&home.producer.post(&format!("{}/remove", own.trim_end_matches("/stock")), &[]));
    let counted = buyer.post("/basket", &[("do", "update")]);
    assert!(counted.status == 200 && counted.has("بعضی از کالاها از سبدتان بیرون رفت"), "{}", counted.words());
}
