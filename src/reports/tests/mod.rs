//! Reports of what was really kept: a site with days in two seasons, sellers who get stalls or none.
mod asked;
mod dealt;
mod on_the_day;

use crate::accounts::access::Role;
use crate::db::schema::shop;
use crate::db::{Db, Pool, Write};
use crate::households::access::Producer;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, BookingId, HouseholdId, MarketDayId, PersonId, RunId, ShopId, SiteId, StallId};
use crate::kernel::persian::sort_key;
use crate::reports::access::SiteReader;
use crate::reports::model::{Naming, Record};
use crate::reports::queries;
use crate::reports::season::Season;
use crate::stalls::access::{Asker, DayManager, SiteManager};
use crate::stalls::attendance::{self, Tick};
use crate::stalls::days::NewDays;
use crate::stalls::drawing::NewSite;
use crate::stalls::edits::{Edit, NewRow, StallChange};
use crate::stalls::fittings::Fittings;
use crate::stalls::hand_on::{self, HandOn};
use crate::stalls::model::{Attendance, Counts, North, Seen, SiteDetails, Wanted, Wishes};
use crate::stalls::moves::{self, Move};
use crate::stalls::publish::Publication;
use crate::stalls::rearrange::Change;
use crate::stalls::{bookings, days, drawing, publish, queries as stalls, trial};
use crate::testing::{self, Office, TestPool, proof};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, QueryResult, RunQueryDsl};
use std::fmt::Debug;

/// A site of two stalls that is open on four Fridays of one autumn, and three sellers, of whom one always gets nothing
/// unless a rule says otherwise.
struct Town {
    pool: TestPool,
    office: Office,
    site: SiteId,
    days: Vec<MarketDayId>,
    stalls: Vec<StallId>,
    sellers: Vec<Seller>,
}

struct Seller {
    household: HouseholdId,
    account: AccountId,
}

const WEEKS: u64 = 4;

fn done<T, R: Debug>(pool: &Pool, change: impl Fn(&mut Db) -> Write<T, R>) -> T {
    pool.write_now(change).unwrap().unwrap()
}

fn first_friday() -> NaiveDate {
    "2026-11-27".parse().unwrap()
}

impl Town {
    fn new() -> Town {
        let pool = testing::pool();
        let office = Office::new(&pool);
        let admin = proof(&pool, office.admin, &[]).unwrap();
        let new = NewSite {
            area: office.city,
            north: North::Up,
            details: SiteDetails {
                name: "بازار میدان".into(),
                address: "میدان هفده شهریور".into(),
                opens_minute: 8 * 60,
                closes_minute: 14 * 60,
                cutoff_hours: 12,
                no_show_minutes: 30,
            },
        };
        let site = done(&pool, |db| drawing::open_site(db, &admin, &new));
        let mut town = Town { pool, office, site, days: Vec::new(), stalls: Vec::new(), sellers: Vec::new() };
        let by: SiteManager = town.manages("site", site.0);
        done(&town.pool, |db| drawing::edit(db, &by, &Edit::AddRow(row()), Some(1)));
        let drawn = town.pool.read_now(|db| stalls::drawing(db, site, db.now.today)).unwrap();
        town.stalls = drawn.stalls().map(|stall| stall.id).collect();
        let open = NewDays { first: first_friday(), weeks: WEEKS, opens_minute: 8 * 60, closes_minute: 14 * 60 };
        town.days = done(&town.pool, |db| days::open(db, &by, &open));
        town.sellers = (0..3).map(|at| town.seller(at)).collect();
        town
    }

    fn manages<P: crate::accounts::access::Proof>(&self, name: &str, id: i64) -> P {
        proof(&self.pool, self.office.manager, &[(name, id)]).unwrap()
    }

    fn seller(&self, at: u32) -> Seller {
        let mobile = format!("0912000{:04}", 100 + at);
        let (household, person) = self.pool.change_now(|db| seller_of(db, at, &self.office)).unwrap();
        let account = self
            .pool
            .change_now(|db| {
                let account = testing::person(db, "فروشنده", &mobile, Some(person))?;
                testing::give(db, account, Role::Producer, None, self.office.espiari)?;
                Ok(account)
            })
            .unwrap();
        Seller { household, account }
    }

    /// The day before a market day, at ten in the morning.
    fn day_before(&self, at: usize) {
        let day = first_friday() + Days::new(7 * at as u64) - Days::new(1);
        self.pool.clock().set(utc_of(day, 10 * 60));
    }

    fn ask(&self, day: usize, seller: usize, wishes: &[usize]) -> BookingId {
        let wanted = Wanted {
            category: "bread".into(),
            needs: Fittings::NONE,
            counts: Counts::ONE,
            flexible: true,
            wishes: Wishes::ranked(wishes.iter().map(|at| self.stalls[*at])),
        };
        let by = Asker::producer(&proof::<Producer>(&self.pool, self.sellers[seller].account, &[]).unwrap());
        done(&self.pool, |db| bookings::ask(db, &by, self.days[day], &wanted))
    }

    fn withdraw(&self, day: usize, seller: usize) {
        let by = Asker::producer(&proof::<Producer>(&self.pool, self.sellers[seller].account, &[]).unwrap());
        done(&self.pool, |db| bookings::withdraw(db, &by, self.days[day]));
    }

    /// Deals the stalls of a day and publishes them.
    fn publish(&self, day: usize) {
        self.publish_with(day, None);
    }

    /// The same, with a change by hand before it is published: one request goes to the first stall.
    fn publish_with(&self, day: usize, to_first: Option<BookingId>) {
        let by: DayManager = self.manages("day", self.days[day].0);
        let run = done(&self.pool, |db| trial::run(db, &by));
        let mut seen = Seen { run, revision: 0 };
        if let Some(booking) = to_first {
            let change = Change::To(self.stalls[0]);
            let by_hand = Move { booking, change, seen, accepts_breaks: true };
            done(&self.pool, |db| moves::apply(db, &by, &by_hand));
            seen.revision += 1;
        }
        done(&self.pool, |db| publish::publish(db, &by, Publication { seen, closes_early: true }));
    }

    fn published(&self, day: usize) -> RunId {
        self.pool.read_now(|db| stalls::day(db, self.days[day])).unwrap().published_run.unwrap()
    }

    /// On the day: the stall goes to someone who waits.
    fn give(&self, day: usize, (stall, to): (usize, BookingId)) {
        let by: DayManager = self.manages("day", self.days[day].0);
        let gift = HandOn { stall: self.stalls[stall], to, accepted: Some(self.published(day)) };
        done(&self.pool, |db| hand_on::give(db, &by, &gift));
    }

    /// Four days on which the manager prefers the second seller, who does not come, and the third gets the stall on the day.
    fn season_by_hand(&self) {
        for day in 0..self.days.len() {
            self.day_before(day);
            let asked: Vec<BookingId> = (0..3).map(|seller| self.ask(day, seller, &[0])).collect();
            self.publish_with(day, Some(asked[1]));
            self.check_in(day, &[(asked[0], Attendance::Came), (asked[1], Attendance::NoShow)]);
            self.give(day, (0, asked[2]));
        }
    }

    fn number(&self, stall: usize, number: &str) {
        let by: SiteManager = self.manages("site", self.site.0);
        let change = StallChange {
            stall: self.stalls[stall],
            number: number.into(),
            width_cm: 300,
            fittings: Fittings::NONE,
            category: None,
            blocked: None,
            is_retired: false,
            shapes_row: false,
        };
        done(&self.pool, |db| {
            let newest = stalls::site(db, self.site)?.version;
            drawing::edit(db, &by, &Edit::ChangeStall(change.clone()), Some(newest))
        });
    }

    /// On the day, at ten: who came and who did not.
    fn check_in(&self, day: usize, ticks: &[(BookingId, Attendance)]) {
        self.pool.clock().set(utc_of(first_friday() + Days::new(7 * day as u64), 10 * 60));
        let by: DayManager = self.manages("day", self.days[day].0);
        for (booking, seen) in ticks {
            done(&self.pool, |db| attendance::mark(db, &by, Tick::now(*booking, *seen)));
        }
    }

    /// Four days on which all three ask for the first stall, and the last of them never gets one.
    fn season(&self) {
        self.season_with(|_| {});
    }

    /// The same, with something done before each day.
    fn season_with(&self, before: impl Fn(usize)) {
        for day in 0..self.days.len() {
            self.day_before(day);
            before(day);
            let asked: Vec<BookingId> = (0..3).map(|seller| self.ask(day, seller, &[0])).collect();
            self.publish(day);
            self.check_in(day, &[(asked[0], Attendance::Came), (asked[1], Attendance::NoShow)]);
        }
    }

    fn record(&self, naming: Naming) -> Record {
        let season = Season::of(first_friday());
        self.pool.read_now(|db| queries::season(db, self.site, (season, naming))).unwrap()
    }

    fn reader(&self, of: AccountId) -> Option<SiteReader> {
        proof(&self.pool, of, &[("site", self.site.0)])
    }
}

fn row() -> NewRow {
    NewRow {
        name: "الف".into(),
        is_ring: false,
        stalls: 2,
        prefix: String::new(),
        first_number: 1,
        width_cm: 200,
        fittings: Fittings::NONE,
        category: None,
    }
}

/// A household with a shop.
fn seller_of(db: &mut Db, at: u32, office: &Office) -> QueryResult<(HouseholdId, PersonId)> {
    let (id, person) = testing::household(db, at, office.espiari)?;
    let shop_id: ShopId = db.id();
    let shop_name = format!("فروشگاه {at}");
    diesel::insert_into(shop::table)
        .values((
            (shop::id.eq(shop_id), shop::code.eq(db.ids.code()), shop::household_id.eq(id)),
            (shop::city_id.eq(office.city), shop::name.eq(&shop_name), shop::sort_key.eq(sort_key(&shop_name))),
            (shop::story.eq(""), shop::opened_on.eq(db.now.today)),
        ))
        .execute(db.conn)?;
    Ok((id, person))
}
