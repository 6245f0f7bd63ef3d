//! What a change by hand says it breaks: limits, the order of the lists, own stalls.
use super::handing_on::seen;
use super::{Market, anything, done, only, redraw, refused, several};
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::edits::Edit;
use crate::stalls::hand_on::{self, HandOn, HandOnRefusal};
use crate::stalls::limits::Room;
use crate::stalls::model::{CategoryRule, Rules, Terms, VendorList, Wanted};
use crate::stalls::moves::{self, Move, MoveRefusal};
use crate::stalls::queries::Version;
use crate::stalls::rearrange::{Ahead, Break, BreakKind, Change, Shift};
use crate::stalls::vendors::{self, VendorChange};

/// What a change of the newest plan breaks, as the verb says it; nothing where it is done.
fn breaks(market: &Market, booking: BookingId, change: Change) -> Vec<Break> {
    let (by, seen) = (market.manager(), market.plan(Version::Latest).run.unwrap().seen());
    let wanted = Move { booking, change, seen, accepts_breaks: false };
    match market.pool.write_now(|db| moves::apply(db, &by, &wanted)).unwrap() {
        Ok(_) => Vec::new(),
        Err(MoveRefusal::Breaks(breaks)) => breaks,
        Err(other) => panic!("{other:?}"),
    }
}

fn limit(market: &Market, max_stalls: Option<i32>, max_vendors: Option<i32>) {
    let by = market.site_manager();
    let rule = CategoryRule { category: "bread".into(), required: false, max_stalls, max_vendors };
    done(&market.pool, |db| redraw(db, &by, &Edit::SetCategory(rule.clone())));
}

#[test]
fn one_stall_more_than_was_asked_for_or_than_the_market_gives_is_said() {
    let market = Market::new();
    market.rules(&Rules { max_each: Some(1), ..Rules::default() });
    let [one, two] = [(1, several(1, 1)), (2, several(1, 2))]
        .map(|(at, wanted)| market.ask(&market.seller(at, market.office.espiari), &wanted));
    market.run();
    let free = market.plan(Version::Latest).free().next().unwrap().id;
    let found = breaks(&market, one, Change::Also(free));
    assert!(found.contains(&Break { booking: one, kind: BreakKind::AboveMost(1) }), "{found:?}");
    assert!(found.contains(&Break { booking: one, kind: BreakKind::AboveLimit(1) }), "{found:?}");
    let found = breaks(&market, two, Change::Also(free));
    assert!(found.contains(&Break { booking: two, kind: BreakKind::AboveLimit(1) }), "{found:?}");
    assert!(!found.iter().any(|one| matches!(one.kind, BreakKind::AboveMost(_))), "two were asked for: {found:?}");
    assert_eq!(breaks(&market, one, Change::To(free)), [], "one for one is within both");
}

#[test]
fn who_insists_on_more_than_the_market_gives_is_given_it_on_the_day_only_knowingly() {
    let market = Market::new();
    market.rules(&Rules { max_each: Some(1), ..Rules::default() });
    let to = market.ask(&market.seller(1, market.office.espiari), &several(2, 2));
    market.publish(market.run());
    market.opens(40);
    let by = market.manager();
    assert!(market.plan(Version::Published).line().first_for(market.stalls[0]).is_none(), "it is offered to nobody");
    let gift = HandOn { stall: market.stalls[0], to, accepted: None };
    let HandOnRefusal::Breaks(found) = refused(&market.pool, |db| hand_on::give(db, &by, &gift)) else { panic!() };
    assert_eq!(found, [Break { booking: to, kind: BreakKind::AboveLimit(1) }]);
    done(&market.pool, |db| hand_on::give(db, &by, &HandOn { accepted: Some(seen(&market)), ..gift }));
}

#[test]
fn a_category_that_is_full_is_said_of_who_comes_to_it_by_hand_and_not_of_who_changes_places() {
    let market = Market::new();
    limit(&market, None, Some(1));
    let [one, two] = [1, 2].map(|at| market.ask(&market.seller(at, market.office.espiari), &anything()));
    market.run();
    let full = |of| full(of, Room::Sellers(1));
    let free = market.plan(Version::Latest).free().next().unwrap().id;
    let found = breaks(&market, two, Change::To(free));
    assert!(found.contains(&full(two)), "{found:?}");
    let found = breaks(&market, two, Change::To(first_of(&market, one)));
    assert!(!found.contains(&full(two)), "the other goes for it: {found:?}");
    assert_eq!(breaks(&market, one, Change::To(free)), []);
}

#[test]
fn a_category_with_as_many_stalls_as_it_may_have_is_said_of_one_more() {
    let market = Market::new();
    limit(&market, Some(1), None);
    let of = market.ask(&market.seller(1, market.office.espiari), &several(1, 2));
    market.run();
    let free = market.plan(Version::Latest).free().next().unwrap().id;
    let found = breaks(&market, of, Change::Also(free));
    assert!(found.contains(&full(of, Room::Stalls(1))), "{found:?}");
}

fn full(booking: BookingId, room: Room) -> Break {
    Break { booking, kind: BreakKind::CategoryFull { category: "bread".to_owned(), room } }
}

#[test]
fn a_change_names_everyone_it_touches_with_what_they_had_and_will_have() {
    let market = Market::new();
    let [one, two] = [1, 2].map(|at| market.ask(&market.seller(at, market.office.espiari), &anything()));
    market.run();
    let plan = market.plan(Version::Latest);
    let [first, second] = [one, two].map(|of| first_of(&market, of));
    let shift = |booking, before: &[StallId], after: &[StallId]| Shift {
        booking,
        before: before.to_vec(),
        after: after.to_vec(),
    };
    let swap = [shift(two, &[second], &[first]), shift(one, &[first], &[second])];
    assert_eq!(plan.shifts(two, Change::To(first)), swap);
    let both = plan.drawing.in_order(vec![first, second]);
    let also = [shift(two, &[second], &both), shift(one, &[first], &[])];
    assert_eq!(plan.shifts(two, Change::Also(first)), also);
}

fn first_of(market: &Market, of: BookingId) -> StallId {
    market.plan(Version::Latest).place(of).unwrap().stalls[0]
}

/// Three who want the first stall alone: the most senior is on list B, the two others on list A.
fn on_two_lists(market: &Market) -> [BookingId; 3] {
    market.rules(&Rules { ab_list: true, ..Rules::default() });
    let sellers = [1, 2, 3].map(|at| market.known(at));
    let by = market.site_manager();
    let change = VendorChange {
        household: sellers[0].household,
        seniority: 1,
        category: "bread".into(),
        terms: Terms { list: VendorList::B, guaranteed: 0 },
    };
    done(&market.pool, |db| vendors::change(db, &by, &change));
    sellers.each_ref().map(|seller| market.ask(seller, &only([market.stalls[0]])))
}

#[test]
fn who_is_passed_over_is_said_by_the_lists_and_not_by_seniority_alone() {
    let market = Market::new();
    let [senior, holder, waits] = on_two_lists(&market);
    market.run();
    assert_eq!(market.stall_of(holder).as_deref(), Some("1"));
    let found = breaks(&market, senior, Change::To(market.stalls[0]));
    let passed_over = Break { booking: waits, kind: BreakKind::PassedOver(Ahead::Rules) };
    assert!(found.contains(&passed_over), "list A comes first: {found:?}");
    let found = breaks(&market, waits, Change::To(market.stalls[0]));
    assert!(!found.iter().any(|one| one.booking == senior), "list B does not come before: {found:?}");
}

#[test]
fn who_gets_one_more_while_somebody_has_none_passes_them_over_however_junior() {
    let market = Market::new();
    let wide = market.ask(&market.seller(1, market.office.espiari), &Wanted { flexible: true, ..several(1, 2) });
    let waits = market.ask(&market.seller(2, market.office.espiari), &anything());
    market.run();
    let left = first_of(&market, waits);
    breaks_accepted(&market, waits, Change::Nowhere);
    let found = breaks(&market, wide, Change::Also(left));
    assert!(found.contains(&Break { booking: waits, kind: BreakKind::PassedOver(Ahead::HasNone) }), "{found:?}");
}

fn breaks_accepted(market: &Market, booking: BookingId, change: Change) {
    let (by, seen) = (market.manager(), market.plan(Version::Latest).run.unwrap().seen());
    done(&market.pool, |db| moves::apply(db, &by, &Move { booking, change, seen, accepts_breaks: true }));
}

#[test]
fn who_goes_off_the_own_stall_is_said_whether_moved_or_made_to_move() {
    let market = Market::new();
    let (holder, other) = (market.known(1), market.known(2));
    market.owns(&holder, 0);
    let (theirs, _) = market.request_of(&holder).unwrap();
    let asked = market.ask(&other, &only([market.stalls[1]]));
    market.run();
    let off_own = Break { booking: theirs, kind: BreakKind::OffOwn { stalls: vec![market.stalls[0]] } };
    for (of, change) in
        [(theirs, Change::To(market.stalls[2])), (theirs, Change::Nowhere), (asked, Change::To(market.stalls[0]))]
    {
        let found = breaks(&market, of, change);
        assert!(found.contains(&off_own), "{change:?}: {found:?}");
    }
    assert!(!breaks(&market, asked, Change::To(market.stalls[2])).contains(&off_own));
}
