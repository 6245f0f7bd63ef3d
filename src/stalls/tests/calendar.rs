//! The private address of a household's calendar.
use super::*;
use crate::db::schema::market_day;
use crate::stalls::calendar;
use crate::stalls::model::{DayState, SiteDetails};
use chrono::NaiveDate;

fn opened(market: &Market, token: &str) -> Option<HouseholdId> {
    market.pool.read_now(|db| queries::calendar_of(db, token)).unwrap()
}

fn made(market: &Market, seller: &Seller) -> (Producer, String) {
    let by: Producer = proof(&market.pool, seller.account, &[]).unwrap();
    let token = market.pool.change_now(|db| calendar::make(db, &by)).unwrap();
    (by, token)
}

#[test]
fn an_address_opens_its_household_until_another_is_made_or_it_is_ended() {
    let market = Market::new();
    let (seller, other) = (market.seller(1, market.office.espiari), market.seller(2, market.office.espiari));
    let (by, first) = made(&market, &seller);
    let (_, of_other) = made(&market, &other);
    assert_eq!(opened(&market, &first), Some(seller.household));
    let (_, second) = made(&market, &seller);
    assert_eq!((opened(&market, &first), opened(&market, &second)), (None, Some(seller.household)));
    market.pool.change_now(|db| calendar::end(db, &by)).unwrap();
    assert_eq!((opened(&market, &second), opened(&market, &of_other)), (None, Some(other.household)));
    assert_eq!((opened(&market, ""), opened(&market, "نان")), (None, None));
}

#[test]
fn an_address_opens_nothing_once_its_maker_has_left_the_household() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let (_, token) = made(&market, &seller);
    market.pool.clock().advance(TimeDelta::days(3));
    assert_eq!(opened(&market, &token), Some(seller.household));
    let leave = |db: &mut Db| {
        diesel::update(household_member::table.filter(household_member::household_id.eq(seller.household)))
            .set(household_member::ends_on.eq(db.now.today))
            .execute(db.conn)
    };
    market.pool.change_now(leave).unwrap();
    assert_eq!(opened(&market, &token), None);
}

/// Opens the days of a site between two days, both counted from today, as if it had been so for long.
fn days_at(market: &Market, site: SiteId, (since, until): (i64, i64)) {
    let insert = |db: &mut Db| {
        for at in since..=until {
            let day = db.now.today + TimeDelta::days(at);
            let id: MarketDayId = db.id();
            diesel::insert_into(market_day::table)
                .values((
                    (market_day::id.eq(id), market_day::site_id.eq(site), market_day::day.eq(day)),
                    (market_day::opens_minute.eq(480), market_day::closes_minute.eq(840)),
                    (market_day::cutoff_at.eq(db.now.at), market_day::state.eq(DayState::Open)),
                    market_day::announcement.eq(""),
                ))
                .execute(db.conn)?;
        }
        Ok(())
    };
    market.pool.change_now(insert).unwrap();
}

#[test]
fn a_feed_that_is_too_long_leaves_out_what_is_longest_past_and_never_what_comes_next() {
    let market = Market::new();
    let read = || -> Vec<NaiveDate> {
        let days = market.pool.read_now(|db| queries::feed_days(db, None)).unwrap();
        days.into_iter().map(|day| day.day.day).collect()
    };
    let today = market.pool.clock().now().today;
    days_at(&market, market.site, (-31, 3));
    days_at(&market, market.site, (5, 366));
    let all = read();
    assert_eq!((all.len(), all[0]), (398, today - TimeDelta::days(31)), "the one of the market among them");
    let admin = proof(&market.pool, market.office.admin, &[]).unwrap();
    let new = NewSite {
        area: market.office.city,
        north: North::Up,
        details: SiteDetails {
            name: "بازار دوم".into(),
            address: String::new(),
            opens_minute: 480,
            closes_minute: 840,
            cutoff_hours: 24,
            no_show_minutes: 30,
        },
    };
    let second = done(&market.pool, |db| drawing::open_site(db, &admin, &new));
    days_at(&market, second, (-31, 9));
    let cut = read();
    assert!(cut.len() == 400 && cut.is_sorted(), "{cut:?}");
    assert_eq!(cut.iter().filter(|day| **day >= today).count(), 377, "all that come, of both sites");
    assert_eq!(cut[0], today - TimeDelta::days(12), "of the past the newest");
    days_at(&market, second, (10, 366));
    let coming = read();
    assert_eq!((coming.len(), coming[0], coming[399]), (400, today, today + TimeDelta::days(199)));
}
