//! Somebody who looks over what shops of several areas show.
use super::{Careful, decide};
use crate::privacy::lines_of;
use crate::support::town::{self, Home, see_other};

/// A shop in another neighbourhood than the seller's, with a good that waits.
fn elsewhere(careful: &mut Careful, area: &str, name: &str) -> Home {
    let institution = careful.town.behzisti.clone();
    let mut caseworker = careful.town.staff("مددکار دیگر", ("caseworker", &institution, area));
    let mut home = careful.town.home(&mut caseworker, ("لیلا", "خشک‌کن"));
    town::good(&mut home.producer, name);
    home.producer.forget_notice();
    home
}

#[test]
fn a_moderator_of_two_areas_decides_in_both_by_the_role_held_there_and_in_no_third() {
    let mut careful = Careful::open();
    let (espiari, upper) = (careful.town.espiari.clone(), careful.town.other_neighbourhood.clone());
    careful.list("نان جو");
    let _other = elsewhere(&mut careful, &upper, "سیب خشک");
    let (mut both, id) = careful.town.person("مدیر دو محله");
    careful.town.give_role(&id, ("market_manager", "", &espiari));
    careful.town.give_role(&id, ("market_manager", "", &upper));
    both.sign_in_again();
    let queue = both.get("/moderation");
    let (bread, apples) =
        (queue.row_with("/moderation/items/", "نان جو"), queue.row_with("/moderation/items/", "سیب خشک"));
    see_other(&decide(&mut both, &bread, "accept", &[]));
    see_other(&decide(&mut both, &apples, "refuse", &[("reason", "name")]));
    let trail = "SELECT role || ' ' || scope || ' ' || action AS text FROM audit_event \
                 WHERE object = 'moderation' AND action IN ('accept', 'refuse') ORDER BY at, id";
    let wanted = [format!("market_manager {espiari} accept"), format!("market_manager {upper} refuse")];
    assert_eq!(lines_of(careful.town.app.database(), trail), wanted, "each by the scope in which the shop lies");
}

#[test]
fn a_manager_here_who_is_an_admin_there_acts_there_as_an_admin_and_a_third_area_is_not_there() {
    let mut careful = Careful::open();
    let (city, espiari) = (careful.town.city.clone(), careful.town.espiari.clone());
    let other = careful.town.other_neighbourhood.clone();
    careful.list("نان جو");
    let item = careful.item("نان جو");
    let (mut mixed, id) = careful.town.person("مدیر رینه");
    careful.town.give_role(&id, ("market_manager", "", &other));
    mixed.sign_in_again();
    assert!(mixed.get("/moderation").links("/moderation/items/").is_empty());
    assert_eq!(mixed.get(&item).status, 404, "out of the areas it is not there");
    assert_eq!(mixed.post(&item, &[("version", "1"), ("do", "accept")]).status, 404);
    careful.town.give_role(&id, ("market_manager", "", &city));
    careful.town.give_role(&id, ("market_manager", "", &espiari));
    mixed.sign_in_again();
    see_other(&decide(&mut mixed, &item, "accept", &[]));
    let trail = "SELECT scope AS text FROM audit_event WHERE object = 'moderation' AND action = 'accept'";
    assert_eq!(lines_of(careful.town.app.database(), trail), [espiari], "the nearest of those that cover it");
}

#[test]
fn a_moderator_meets_nothing_of_the_own_household_in_the_queue_nor_behind_next() {
    let mut careful = Careful::open();
    let (city, espiari) = (careful.town.city.clone(), careful.town.espiari.clone());
    for name in ["نان جو", "نان گندم"] {
        careful.list(name);
    }
    let mut other = elsewhere(&mut careful, &espiari, "سیب خشک");
    town::good(&mut other.producer, "آلوی خشک");
    // Whoever manages the market now has sold before, and somebody else of the household does so still.
    let (mut own, account) = careful.town.person("مدیر از همان خانه");
    careful.town.give_role(&account, ("market_manager", "", &city));
    let person = &careful.seller.person;
    for sql in [
        format!("UPDATE account SET person_id = NULL WHERE person_id = {person} RETURNING name AS text"),
        format!("UPDATE account SET person_id = {person} WHERE id = {account} RETURNING name AS text"),
    ] {
        assert_eq!(lines_of(careful.town.app.database(), &sql).len(), 1);
    }
    own.sign_in_again();
    let queue = own.get("/moderation");
    assert!(queue.has("سیب خشک") && queue.has("آلوی خشک") && !queue.has("نان جو"), "{}", queue.words());
    assert!(queue.has("۲ مورد در صف است") && queue.has("کالا ۲"), "{}", queue.words());
    assert_eq!(own.get("/moderation/shops").links("/moderation/shops/1").len(), 1, "the other shop alone");
    let first = queue.row_with("/moderation/items/", "سیب خشک");
    let second = queue.row_with("/moderation/items/", "آلوی خشک");
    let mut here = first.clone();
    for wanted in [&second, &first] {
        let page = own.get(&here);
        let next = page.links("/moderation/items/").into_iter().find(|link| *link != here).expect("what comes next");
        assert_eq!(next, *wanted);
        assert_eq!(own.get(&next).status, 200);
        here = next;
    }
    assert_eq!(careful.manager.get("/moderation").links("/moderation/items/").len(), 4, "others look those over");
}
