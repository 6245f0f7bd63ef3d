//! Weeks without an order: what is waited for before a week is missed, and who is told of the orders there are.
use super::*;
use crate::db::schema::{market_day, market_site, standing_order};
use crate::kernel::ids::{DoorTimeId, MarketDayId, SiteId};
use crate::orders::batches::recall::{self, Recall};
use crate::orders::steps::ShopStep;
use crate::sales::tests::orders::ahead::AS_PLANNED;
use crate::stalls::model::DayState;

impl Market {
    /// A market from eight to two on a day, as far as this; gives its day.
    pub(in crate::sales::tests::orders) fn market_on(&self, on: &str, state: DayState) -> MarketDayId {
        let (site, id, area): (SiteId, MarketDayId, _) = (SiteId(77), MarketDayId(78), self.world.office.city);
        let insert = |db: &mut Db| {
            diesel::insert_into(market_site::table)
                .values((
                    (market_site::id.eq(site), market_site::code.eq("aaaaaaaa"), market_site::area_id.eq(area)),
                    (
                        market_site::name.eq("بازار میدان"),
                        market_site::address.eq("میدان"),
                        market_site::north.eq("up"),
                    ),
                    (market_site::opens_minute.eq(480), market_site::closes_minute.eq(840)),
                    (market_site::cutoff_hours.eq(18), market_site::no_show_minutes.eq(60)),
                    (market_site::ab_list.eq(false), market_site::refused_first.eq(false), market_site::version.eq(1)),
                ))
                .execute(db.conn)?;
            diesel::insert_into(market_day::table)
                .values((
                    (market_day::id.eq(id), market_day::site_id.eq(site), market_day::day.eq(day(on))),
                    (market_day::opens_minute.eq(480), market_day::closes_minute.eq(840)),
                    market_day::cutoff_at.eq(utc_of(day(on), 480) - chrono::TimeDelta::hours(18)),
                    (market_day::state.eq(state), market_day::announcement.eq("")),
                ))
                .execute(db.conn)
        };
        self.pool.change_now(insert).unwrap();
        id
    }

    /// Has what is wanted every week collected at that market.
    fn at_the_market(&self, id: StandingId) {
        let set = |db: &mut Db| {
            diesel::update(standing_order::table.find(id))
                .set((standing_order::site_id.eq(SiteId(77)), standing_order::door_time_id.eq(None::<DoorTimeId>)))
                .execute(db.conn)
        };
        self.pool.change_now(set).unwrap();
    }
}

#[test]
fn a_market_whose_plan_is_not_published_is_waited_for_until_three_hours_before_it_opens() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.market_on(TUESDAY, DayState::Open);
    market.at_the_market(id);
    for (on, minute) in [("2026-05-23", 60), ("2026-05-25", 12 * 60), ("2026-05-25", 23 * 60), (TUESDAY, 5 * 60 - 1)] {
        market.at(on, minute);
        market.place_due(id);
        assert_eq!(market.turns(id), [], "{on} {minute}");
    }
    market.at(TUESDAY, 5 * 60);
    (0..2).for_each(|_| market.place_due(id));
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Missed, Some(Missed::Unplanned))]);
    assert_eq!(why_missed(&market.told()), [Missed::Unplanned]);
}

#[test]
fn a_market_that_is_called_off_is_not_waited_for() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.market_on(TUESDAY, DayState::Cancelled);
    market.at_the_market(id);
    market.at("2026-05-25", 12 * 60);
    market.place_due(id);
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Missed, Some(Missed::Closed))]);
}

#[test]
fn bread_without_a_plan_is_ordered_from_a_full_stock_where_no_batch_suffices() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.batch_in(3, 1_000);
    market.at("2026-05-23", 60);
    market.place_due(id);
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Placed, None)]);
    assert_eq!(market.loaves(), (200_000, 2_000));
}

#[test]
fn what_is_taken_up_again_the_day_before_says_that_the_next_day_is_ordered() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let by = market.owner(id);
    done(&market.pool, |db| change::end(db, &by));
    market.at("2026-05-25", 60);
    assert_eq!(done(&market.pool, |db| change::resume(db, &by)), day(TUESDAY));
    market.place_due(id);
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Placed, None)]);
}

#[test]
fn an_account_without_a_household_is_told_of_its_weekly_order_and_of_a_recall() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let batch = market.batch_in(4, 40_000);
    market.at("2026-05-23", 60);
    market.place_due(id);
    let turns = market.pool.read_now(|db| queries::turns_of(db, id)).unwrap();
    let order = market.id_of(&turns[0].order.clone().unwrap());
    market.step(order, ShopStep::Accept);
    assert!(matches!(market.told().last(), Some(Letter::OrderAccepted { .. })), "{:?}", market.told());
    assert_eq!(market.count(batch, AS_PLANNED), Ok(()));
    let by = market.own_batch(batch);
    let said = Recall { reason: "بوی کپک می‌دهد".to_owned(), left: Quantity(40_000) };
    done(&market.pool, |db| recall::recall(db, &by, &said));
    let told = market.told();
    assert!(told.iter().any(|letter| matches!(letter, Letter::BatchCalledBack { .. })), "{told:?}");
    assert!(told.iter().any(|letter| matches!(letter, Letter::OrderCancelled { .. })), "{told:?}");
}
