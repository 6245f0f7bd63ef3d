//! The queue by kinds: how many wait, one kind alone, and pages of it.
use super::{Careful, decide};
use crate::support::town::see_other;

fn chips(page: &crate::support::Page) -> Vec<String> {
    page.links("/moderation?kind=")
}

#[test]
fn the_queue_says_how_many_wait_of_each_kind_and_so_does_the_way_to_it() {
    let mut careful = Careful::open();
    assert!(!careful.manager.get("/sites").has("مورد در صف"), "nothing waits");
    careful.list("نان جو");
    careful.list("نان گندم");
    let sign = [("name", "تنور طلا"), ("story", "")];
    see_other(&careful.seller.producer.post("/my/shop", &sign));
    careful.seller.producer.forget_notice();

    let queue = careful.manager.get("/moderation");
    assert!(queue.has("۳ مورد در صف است") && queue.has("همه ۳"), "{}", queue.words());
    assert!(queue.has("کالا ۲") && queue.has("نام و معرفی فروشگاه ۱"), "{}", queue.words());
    assert_eq!(
        chips(&queue),
        ["/moderation?kind=good", "/moderation?kind=shop"],
        "kinds of which nothing waits are left out"
    );
    assert!(careful.manager.get("/sites").has("بررسی ۳ مورد در صف"));
    assert!(!careful.seller.producer.get("/my/goods").has("مورد در صف"), "a seller is not told");

    let signs = careful.manager.get("/moderation?kind=shop");
    assert_eq!(signs.links("/moderation/items/").len(), 1);
    assert!(signs.has("تنور طلا") && !signs.has("نان جو"), "{}", signs.words());
    let none = careful.manager.get("/moderation?kind=licence");
    assert!(none.has("از این نوع چیزی در صف نیست") && none.has("۳ مورد در صف است"), "{}", none.words());
    assert_eq!(careful.manager.get("/moderation?kind=x").links("/moderation/items/").len(), 3, "no kind that is known");
}

#[test]
fn a_kind_that_is_looked_at_alone_stays_chosen_through_decisions_and_back() {
    let mut careful = Careful::open();
    let sign = |careful: &mut Careful, name: &str| {
        see_other(&careful.seller.producer.post("/my/shop", &[("name", name), ("story", "")]));
        careful.seller.producer.forget_notice();
    };
    careful.list("نان جو");
    sign(&mut careful, "تنور طلا");
    careful.list("نان گندم");
    let first = careful.manager.get("/moderation?kind=good").row_with("/moderation/items/", "نان جو");
    assert!(first.ends_with("?kind=good"), "{first}");
    let page = careful.manager.get(&first);
    assert!(page.links(&first).contains(&first), "the form is sent there: {:?}", page.links("/moderation"));
    let done = see_other(&decide(&mut careful.manager, &first, "accept", &[]));
    assert_eq!(done, first);
    let page = careful.manager.get(&done);
    assert_eq!(page.links("/moderation?kind=good"), ["/moderation?kind=good"], "the way back");
    let next: Vec<String> = page.links("/moderation/items/").into_iter().filter(|link| *link != first).collect();
    assert_eq!(next.len(), 1);
    assert!(
        next[0].ends_with("?kind=good") && careful.manager.get(&next[0]).has("نان گندم"),
        "the sign between is left out"
    );
    let refused = decide(&mut careful.manager, &next[0], "refuse", &[]);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.links("/moderation?kind=good"), ["/moderation?kind=good"], "a refused form keeps it too");
    see_other(&decide(&mut careful.manager, &next[0], "accept", &[]));
    let last = careful.manager.get(&next[0]);
    assert!(last.links("/moderation/items/").iter().all(|link| *link == next[0]), "no other good waits");
}

#[test]
fn a_long_queue_is_read_page_by_page_in_one_kind_too() {
    let mut careful = Careful::open();
    super::rule(&mut careful.town.admin, "new-shop-goods-a-day", "100");
    super::rule(&mut careful.town.admin, "new-shop-goods", "100");
    for number in 1..=26 {
        careful.list(&format!("نان شمارهٔ {number}"));
    }
    let page = careful.manager.get("/moderation?kind=good");
    let (first, older) = (page.links("/moderation/items/"), page.link("/moderation?kind=good&after="));
    assert_eq!(first.len(), 24);
    let page = careful.manager.get(&older);
    let rest = page.links("/moderation/items/");
    assert!(rest.len() == 2 && rest.iter().all(|link| !first.contains(link)), "{rest:?}");
    assert!(page.has("همه ۲۶") && page.links("/moderation?kind=good&after=").is_empty(), "{}", page.words());
    assert!(
        page.links("/moderation?kind=good").contains(&"/moderation?kind=good".to_owned()),
        "back to the first page"
    );
}
