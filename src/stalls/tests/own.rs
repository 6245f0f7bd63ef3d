//! Own stalls and absence: holders are there unless they sign off, and an absence overrides everything.
use super::{Market, Seller, anything, done, only, redraw, refused};
use crate::db::schema::job;
use crate::kernel::ids::{BookingId, OwnStallId};
use crate::stalls::absences::{self, AbsenceRefusal, NewAbsence};
use crate::stalls::access::Asker;
use crate::stalls::check::{Fault, faults};
use crate::stalls::edits::{Edit, EditRefusal, StallChange};
use crate::stalls::model::{BookingState, Grounds, Origin, Terms, VendorList};
use crate::stalls::own::{self, NewOwn, OwnRefusal};
use crate::stalls::queries::Version;
use crate::stalls::vendors::{self, VendorChange};
use crate::stalls::{bookings, queries};
use chrono::Days;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

impl Market {
    /// A seller known at the site.
    pub(super) fn known(&self, at: u32) -> Seller {
        let seller = self.seller(at, self.office.espiari);
        self.open_shop(&seller);
        let by = self.site_manager();
        done(&self.pool, |db| vendors::take_in(db, &by, seller.household, "bread"));
        seller
    }

    pub(super) fn owns(&self, seller: &Seller, at: usize) -> OwnStallId {
        let by = self.site_manager();
        let from = self.pool.clock().now().today;
        let new = NewOwn { household: seller.household, stall: self.stalls[at], from };
        done(&self.pool, |db| own::give(db, &by, &new))
    }

    pub(super) fn request_of(&self, seller: &Seller) -> Option<(BookingId, BookingState)> {
        self.pool.read_now(|db| queries::booking_of(db, self.day, seller.household)).unwrap()
    }

    fn absence(&self, first: u64, last: u64) -> NewAbsence {
        let day = self.plan(Version::Latest).day.day - Days::new(4);
        NewAbsence { site: self.site, first_day: day + Days::new(first), last_day: day + Days::new(last) }
    }
}

#[test]
fn a_holder_is_there_unasked_and_keeps_the_own_stall_against_a_senior() {
    let mut market = Market::new();
    let (senior, holder) = (market.known(1), market.known(2));
    market.owns(&holder, 0);
    let (booking, _) = market.request_of(&holder).expect("a request of the holder");
    let wished = market.ask(&senior, &only([market.stalls[0]]));
    market.run();
    let plan = market.plan(Version::Latest);
    assert_eq!((market.numbers_of(booking), market.numbers_of(wished)), (vec!["1".to_owned()], vec![]));
    assert_eq!(plan.place(booking).unwrap().grounds, Grounds::Own);
    assert_eq!(plan.request(booking).unwrap().origin, Origin::OwnStall);
    market.open_next_week();
    assert!(market.request_of(&holder).is_some(), "a day that is opened later has the request too");
}

#[test]
fn who_signs_off_leaves_the_own_stall_to_others_that_day() {
    let market = Market::new();
    let (holder, other) = (market.known(1), market.known(2));
    market.owns(&holder, 0);
    let by = market.asker(&holder);
    done(&market.pool, |db| bookings::withdraw(db, &by, market.day));
    let wished = market.ask(&other, &only([market.stalls[0]]));
    market.run();
    assert_eq!(market.numbers_of(wished), ["1"]);
    assert_eq!(market.plan(Version::Latest).withdrawn().count(), 1);
}

#[test]
fn a_stall_has_one_holder_and_a_stranger_holds_none() {
    let market = Market::new();
    let (holder, other) = (market.known(1), market.known(2));
    let own = market.owns(&holder, 0);
    let by = market.site_manager();
    let from = market.pool.clock().now().today;
    let again = NewOwn { household: other.household, stall: market.stalls[0], from };
    assert_eq!(refused(&market.pool, |db| own::give(db, &by, &again)), OwnRefusal::TwoHolders);
    let stranger =
        NewOwn { household: market.seller(3, market.office.espiari).household, stall: market.stalls[1], from };
    assert_eq!(refused(&market.pool, |db| own::give(db, &by, &stranger)), OwnRefusal::UnknownSeller);
    let past = NewOwn { from: from - Days::new(1), stall: market.stalls[1], ..again };
    assert_eq!(refused(&market.pool, |db| own::give(db, &by, &past)), OwnRefusal::Past);
    let retired = StallChange { is_retired: true, ..market.change(0) };
    let refusal = refused(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(retired.clone())));
    assert_eq!(refusal, EditRefusal::Owned("1".into()));
    done(&market.pool, |db| own::end(db, &by, own));
    assert_eq!(market.request_of(&holder).map(|(_, state)| state), Some(BookingState::Withdrawn));
    assert_eq!(refused(&market.pool, |db| own::end(db, &by, own)), OwnRefusal::UnknownStall);
    done(&market.pool, |db| own::give(db, &by, &again));
}

#[test]
fn own_stalls_apart_are_kept_and_the_manager_is_told() {
    let market = Market::new();
    let holder = market.known(1);
    market.owns(&holder, 0);
    market.owns(&holder, 2);
    let (booking, _) = market.request_of(&holder).expect("a request of the holder");
    market.run();
    assert_eq!(market.numbers_of(booking), ["1", "3"]);
    let plan = market.plan(Version::Latest);
    let stalls = vec![market.stalls[0], market.stalls[2]];
    let found = faults(&plan.drawing, &[("زهرا".to_owned(), stalls.clone())]);
    assert_eq!(found, [Fault::OwnApart { name: "زهرا".to_owned(), stalls }]);
}

#[test]
fn an_absence_overrides_an_own_stall_and_ends_with_the_day() {
    let market = Market::new();
    let holder = market.known(1);
    market.owns(&holder, 0);
    let by = market.asker(&holder);
    let id = done(&market.pool, |db| absences::announce(db, &by, &market.absence(4, 4)));
    assert_eq!(market.plan(Version::Latest).waiting().count(), 0, "neither placed nor refused");
    let own = market.pool.read_now(|db| queries::own_days(db, holder.household)).unwrap();
    assert!(own[0].is_absent && own[0].own == ["1"]);
    assert_eq!(
        refused(&market.pool, |db| absences::announce(db, &by, &market.absence(3, 9))),
        AbsenceRefusal::Overlaps
    );
    done(&market.pool, |db| absences::end(db, &by, id));
    assert_eq!(market.plan(Version::Latest).waiting().count(), 1, "what stood before stands again");
}

#[test]
fn an_absence_has_sensible_days_at_a_site_of_the_household() {
    let market = Market::new();
    let seller = market.known(1);
    let by = market.asker(&seller);
    let said = |new: NewAbsence| refused(&market.pool, |db| absences::announce(db, &by, &new));
    let order = market.absence(5, 5);
    assert_eq!(said(NewAbsence { last_day: order.first_day - Days::new(1), ..order }), AbsenceRefusal::Order);
    assert_eq!(said(market.absence(1, 800)), AbsenceRefusal::TooLong);
    let past =
        NewAbsence { first_day: order.first_day - Days::new(40), last_day: order.first_day - Days::new(30), ..order };
    assert_eq!(said(past), AbsenceRefusal::Past);
    let far = market.seller(2, market.office.country);
    let stranger = market.asker(&far);
    let elsewhere = refused(&market.pool, |db| absences::announce(db, &stranger, &market.absence(1, 2)));
    assert_eq!(elsewhere, AbsenceRefusal::NotTheirs);
    let id = done(&market.pool, |db| absences::announce(db, &by, &market.absence(1, 2)));
    let others = market.asker(&market.known(3));
    assert_eq!(refused(&market.pool, |db| absences::end(db, &others, id)), AbsenceRefusal::NotTheirs);
}

#[test]
fn after_the_cut_off_only_the_manager_notes_an_absence() {
    let market = Market::new();
    let seller = market.known(1);
    let by = market.asker(&seller);
    let new = market.absence(3, 6);
    market.opens(-60);
    let day = market.plan(Version::Latest).day.day;
    assert_eq!(refused(&market.pool, |db| absences::announce(db, &by, &new)), AbsenceRefusal::TooLate { day });
    let by = Asker::site_manager(&market.site_manager(), seller.household);
    done(&market.pool, |db| absences::announce(db, &by, &new));
}

#[test]
fn list_a_is_dealt_before_list_b_and_a_guaranteed_number_before_the_others() {
    let market = Market::new();
    let by = market.site_manager();
    let [senior, junior] = [1, 2].map(|at| market.known(at));
    let rules = crate::stalls::model::Rules { ab_list: true, ..Default::default() };
    market.rules(&rules);
    let change = VendorChange {
        household: senior.household,
        seniority: 1,
        category: "bread".into(),
        terms: Terms { list: VendorList::B, guaranteed: 0 },
    };
    done(&market.pool, |db| vendors::change(db, &by, &change));
    let wished = only([market.stalls[1]]);
    let (first, second) = (market.ask(&senior, &wished), market.ask(&junior, &wished));
    market.run();
    assert_eq!((market.numbers_of(first).len(), market.numbers_of(second).len()), (0, 1));
    let terms = Terms { list: VendorList::A, guaranteed: 2 };
    let change = VendorChange { terms, ..change };
    done(&market.pool, |db| vendors::change(db, &by, &change));
    let first = market.ask(&senior, &anything());
    market.run();
    assert_eq!(market.numbers_of(first).len(), 2);
}

#[test]
fn nobody_is_sent_to_the_stall_of_who_is_absent_and_those_who_would_be_are_looked_for() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &anything());
    market.publish(market.run());
    let coming = || market.pool.read_now(|db| queries::coming_stall_of(db, seller.household)).unwrap();
    let looks = || {
        let kind = job::kind.eq(crate::stalls::jobs::DAY_CHANGED);
        market.pool.read_now(|db| job::table.filter(kind).count().get_result::<i64>(db.conn)).unwrap()
    };
    market.pool.change_now(|db| diesel::delete(job::table).execute(db.conn).map(drop)).unwrap();
    assert_eq!((coming().is_some(), looks()), (true, 0));
    let day = market.plan(Version::Published).day.day;
    let by = Asker::site_manager(&market.site_manager(), seller.household);
    let new = NewAbsence { site: market.site, first_day: day, last_day: day };
    done(&market.pool, |db| absences::announce(db, &by, &new));
    assert_eq!((coming().is_none(), looks()), (true, 1));
}
