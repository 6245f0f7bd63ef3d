//! The kinds of licences and which goods need them, as an admin sets them.
use super::{CARD, CARD_NAME, Licensed, need, told};
use crate::support::town::{self, see_other};
use chrono::TimeDelta;

#[test]
fn goods_need_a_licence_from_the_day_that_is_set_and_shops_are_told_before() {
    let mut licensed = Licensed::open();
    licensed.need(("1405", "9", "10"));
    assert!(licensed.is_seen());
    assert_eq!(told(&mut licensed.baker.producer, "بعضی کالاهای شما"), 1, "at once");
    let mine = licensed.baker.producer.get("/my/goods");
    assert!(mine.has("به‌زودی مجوز لازم دارد") && mine.has("۱۰ آذر"), "{}", mine.words());
    licensed.pass(TimeDelta::days(7) + TimeDelta::minutes(11 * 60 + 30) - TimeDelta::seconds(1));
    assert!(licensed.is_seen());
    licensed.pass(TimeDelta::seconds(1));
    assert!(!licensed.is_seen(), "with the first second of the day");

    licensed.town.admin.sign_in_again();
    let kept = [("name-fa", CARD_NAME), ("name-en", "Health card"), ("may", "bread")];
    see_other(&licensed.town.admin.post(&format!("/admin/licences/{CARD}"), &kept));
    licensed.jobs();
    assert!(licensed.is_seen(), "what is not needed any more hides nothing");
}

#[test]
fn a_good_goes_and_comes_with_the_need_of_its_category() {
    let mut licensed = Licensed::open();
    see_other(&need(&mut licensed.town.admin, super::TODAY));
    licensed.jobs();
    // Nobody comes round a licence by calling it something else: out of such a category it is looked over.
    for (category, is_looked_over) in [("sweets", true), ("bread", false), ("sweets", true)] {
        let path = format!("/my/goods/{}", licensed.good);
        let form = licensed.baker.producer.get(&path);
        let mut fields = vec![("unit", "piece".to_owned()), ("category", category.to_owned())];
        fields.extend(["name", "price", "version"].map(|name| (name, form.value_of(name))));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        see_other(&licensed.baker.producer.post(&path, &fields));
        licensed.baker.producer.forget_notice();
        let page = licensed.page.clone();
        assert_eq!(licensed.town.app.client().get(&page).status, 404, "{category}");
        if is_looked_over {
            see_other(&licensed.decide("نان لواش", "accept", &[]));
            assert_eq!(licensed.town.app.client().get(&page).status, 200, "{category}");
        }
    }
    let listed = town::good(&mut licensed.baker.producer, "نان بربری");
    licensed.baker.producer.forget_notice();
    assert!(licensed.baker.producer.get("/my/goods").links("/my/goods/1").iter().any(|link| link.contains(&listed)));
    let shop = licensed.shop.clone();
    assert!(!licensed.town.app.client().get(&shop).has("نان بربری"), "a new one is hidden from its beginning");
}

#[test]
fn an_admin_makes_a_kind_and_nobody_else_does() {
    let mut licensed = Licensed::open();
    assert_eq!(licensed.manager.get("/admin/licences").status, 404);
    let admin = &mut licensed.town.admin;
    let new = [("name-fa", "گواهی ارگانیک"), ("name-en", "Organic certificate"), ("may", "herbs"), ("must", "chicks")];
    see_other(&admin.post("/admin/licences/new", &new));
    admin.forget_notice();
    let list = admin.get("/admin/licences");
    assert!(list.has("گواهی ارگانیک") && list.has("لازم برای جوجه و تخم‌مرغ"), "{}", list.words());
    let twice = admin.post("/admin/licences/new", &new);
    assert!(twice.status == 422 && twice.has("نوع دیگری با همین نام هست"), "{}", twice.words());
    let unnamed = admin.post("/admin/licences/new", &[("name-fa", "x")]);
    assert_eq!((unnamed.status, unnamed.value_of("name-fa")), (422, "x".to_owned()));
    let past = town::fields(
        &[("name-fa", "الف"), ("name-en", "A"), ("must", "bread")],
        &[town::date("from", ("1405", "9", "1"))],
    );
    assert!(town::post(admin, "/admin/licences/new", &past).has("این روز گذشته است"));
    assert!(!admin.get("/admin/licences").has("الف"), "nothing of it was kept");
    assert_eq!(admin.post("/admin/licences/77", &new).status, 404);
    assert!(licensed.baker.producer.get("/my/licences/new").has("گواهی ارگانیک"));
}
