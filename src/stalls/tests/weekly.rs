//! «Every Saturday»: each open day gets its request, and one day is changed or skipped by itself.
use super::{Market, anything, done, only, refused, several};
use crate::kernel::ids::MarketDayId;
use crate::stalls::bookings::{self, AskRefusal};
use crate::stalls::days::{self, NewDays};
use crate::stalls::model::{BookingState, Origin, Request};
use crate::stalls::queries::{self, Version};
use crate::stalls::weekly;
use chrono::Days;

impl Market {
    /// The market day and three more weeks.
    fn weeks(&self) -> Vec<MarketDayId> {
        let first = self.plan(Version::Latest).day.day;
        let by = self.site_manager();
        let new = NewDays { first: first + Days::new(7), weeks: 3, opens_minute: 480, closes_minute: 840 };
        let opened = done(&self.pool, |db| days::open(db, &by, &new));
        std::iter::once(self.day).chain(opened).collect()
    }

    fn requests_on(&self, day: MarketDayId) -> Vec<Request> {
        self.pool.read_now(|db| queries::plan(db, day, Version::Latest)).unwrap().requests
    }
}

#[test]
fn every_coming_day_has_the_request_and_a_later_one_too() {
    let market = Market::new();
    let by = market.asker(&market.seller(1, market.office.espiari));
    let wanted = only([market.stalls[1]]);
    done(&market.pool, |db| weekly::ask(db, &by, market.day, &wanted));
    let days = market.weeks();
    for day in days {
        let requests = market.requests_on(day);
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].wanted, wanted);
    }
}

#[test]
fn one_day_is_changed_or_skipped_and_the_others_follow_the_week() {
    let market = Market::new();
    let days = market.weeks();
    let by = market.asker(&market.seller(1, market.office.espiari));
    done(&market.pool, |db| weekly::ask(db, &by, days[0], &anything()));
    done(&market.pool, |db| bookings::ask(db, &by, days[1], &several(1, 2)));
    done(&market.pool, |db| bookings::withdraw(db, &by, days[2]));
    done(&market.pool, |db| weekly::ask(db, &by, days[0], &several(1, 3)));
    let counts = |day| market.requests_on(day)[0].wanted.counts.most;
    assert_eq!((counts(days[1]), counts(days[3])), (2, 3));
    assert_eq!(market.requests_on(days[1])[0].origin, Origin::Asked);
    assert_eq!(market.requests_on(days[2])[0].state, BookingState::Withdrawn);
}

#[test]
fn a_week_that_is_ended_takes_its_days_with_it_but_not_the_changed_ones() {
    let market = Market::new();
    let days = market.weeks();
    let seller = market.seller(1, market.office.espiari);
    let by = market.asker(&seller);
    let id = done(&market.pool, |db| weekly::ask(db, &by, days[0], &anything()));
    done(&market.pool, |db| bookings::ask(db, &by, days[1], &several(1, 2)));
    let others = market.asker(&market.seller(2, market.office.espiari));
    assert_eq!(refused(&market.pool, |db| weekly::end(db, &others, id)), AskRefusal::NothingAsked);
    done(&market.pool, |db| weekly::end(db, &by, id));
    let state = |day| market.requests_on(day)[0].state;
    assert_eq!(
        [state(days[0]), state(days[1]), state(days[2]), state(days[3])],
        [BookingState::Withdrawn, BookingState::Asked, BookingState::Withdrawn, BookingState::Withdrawn]
    );
    assert_eq!(market.pool.read_now(|db| queries::weeklies_of(db, seller.household)).unwrap().len(), 0);
}
