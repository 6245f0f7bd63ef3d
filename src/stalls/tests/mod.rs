//! Market days from drawing to check-in, as verbs on a fresh database of either engine.
mod after_all;
mod asking;
mod by_hand;
mod calendar;
mod changes;
mod day_drawing;
mod handing_on;
mod happened;
mod layout;
mod own;
mod passed_on;
mod refusals;
mod running;
mod scheduled;
mod several;
mod since;
mod site;
mod turned_away;
mod underway;
mod versions;
mod weekly;

use crate::accounts::access::Role;
use crate::db::schema::{household_member, message, shop};
use crate::db::{Db, Pool, Write};
use crate::households::access::Producer;
use crate::kernel::ids::{AccountId, AreaId, BookingId, HouseholdId, MarketDayId, RunId, ShopId, SiteId, StallId};
use crate::kernel::persian::sort_key;
use crate::stalls::access::{Asker, DayManager, SiteManager};
use crate::stalls::days::NewDays;
use crate::stalls::drawing::NewSite;
use crate::stalls::edits::{Edit, EditRefusal, NewRow, StallChange};
use crate::stalls::fittings::{Fittings, Power};
use crate::stalls::model::{Counts, North, Seen, SiteDetails, Wanted, Wishes};
use crate::stalls::plan::DayPlan;
use crate::stalls::publish::Publication;
use crate::stalls::queries::Version;
use crate::stalls::{bookings, days, drawing, publish, queries, trial};
use crate::testing;
use crate::testing::{Office, TestPool, proof};
use chrono::{Days, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use std::fmt::Debug;

/// A site with one row of three stalls, the first with three-phase power, open in four days; and some sellers.
struct Market {
    pool: TestPool,
    office: Office,
    site: SiteId,
    day: MarketDayId,
    stalls: Vec<StallId>,
}

struct Seller {
    household: HouseholdId,
    account: AccountId,
}

fn done<T, R: Debug>(pool: &Pool, change: impl Fn(&mut Db) -> Write<T, R>) -> T {
    pool.write_now(change).unwrap().unwrap()
}

fn refused<T: Debug, R>(pool: &Pool, change: impl Fn(&mut Db) -> Write<T, R>) -> R {
    match pool.write_now(change).unwrap() {
        Ok(done) => panic!("done: {done:?}"),
        Err(refusal) => refusal,
    }
}

/// The first stall that a request has on the published plan; the market's first where it has none.
fn first_held(market: &Market, of: BookingId) -> StallId {
    let plan = market.plan(Version::Published);
    plan.place(of).and_then(|place| place.stalls.first().copied()).unwrap_or(market.stalls[0])
}

/// Changes the drawing of the site as somebody who has just looked.
fn redraw(db: &mut Db, by: &SiteManager, edit: &Edit) -> Write<(), EditRefusal> {
    let newest = queries::site(db, by.site())?.version;
    drawing::edit(db, by, edit, Some(newest))
}

impl Market {
    fn new() -> Market {
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
                cutoff_hours: 24,
                no_show_minutes: 30,
            },
        };
        let site = done(&pool, |db| drawing::open_site(db, &admin, &new));
        let mut market = Market { pool, office, site, day: MarketDayId(0), stalls: Vec::new() };
        market.draw();
        let first = market.pool.clock().now().today + Days::new(4);
        let by = market.site_manager();
        let days = NewDays { first, weeks: 1, opens_minute: 8 * 60, closes_minute: 14 * 60 };
        market.day = done(&market.pool, |db| days::open(db, &by, &days))[0];
        market
    }

    fn draw(&mut self) {
        let by = self.site_manager();
        done(&self.pool, |db| redraw(db, &by, &Edit::AddRow(row(3))));
        let plan = self.pool.read_now(|db| queries::drawing(db, self.site, db.now.today)).unwrap();
        self.stalls = plan.stalls().map(|stall| stall.id).collect();
        let change = StallChange { fittings: three_phase(), ..self.change(0) };
        done(&self.pool, |db| redraw(db, &by, &Edit::ChangeStall(change.clone())));
    }

    /// Opens the day a week after the one of the market, which becomes the market's.
    fn open_next_week(&mut self) {
        let first = self.plan(Version::Latest).day.day + Days::new(7);
        let by = self.site_manager();
        let days = NewDays { first, weeks: 1, opens_minute: 8 * 60, closes_minute: 14 * 60 };
        self.day = done(&self.pool, |db| days::open(db, &by, &days))[0];
    }

    fn change(&self, at: usize) -> StallChange {
        StallChange {
            stall: self.stalls[at],
            number: (at + 1).to_string(),
            width_cm: 200,
            fittings: Fittings::NONE,
            category: None,
            blocked: None,
            is_retired: false,
            shapes_row: false,
        }
    }

    fn site_manager(&self) -> SiteManager {
        proof(&self.pool, self.office.manager, &[("site", self.site.0)]).unwrap()
    }

    /// Sets the rules of the site, whatever they were.
    fn rules(&self, new: &crate::stalls::model::Rules) {
        let by = self.site_manager();
        done(&self.pool, |db| {
            let seen = queries::site(db, self.site)?.rules.written();
            crate::stalls::layout::set_rules(db, &by, (&seen, new))
        });
    }

    fn manager(&self) -> DayManager {
        proof(&self.pool, self.office.manager, &[("day", self.day.0)]).unwrap()
    }

    fn seller(&self, at: u32, area: AreaId) -> Seller {
        let mobile = format!("0912000{:04}", 100 + at);
        let (household, person) = self.pool.change_now(|db| testing::household(db, at, area)).unwrap();
        let account = self
            .pool
            .change_now(|db| {
                let account = testing::person(db, "فروشنده", &mobile, Some(person))?;
                testing::give(db, account, Role::Producer, None, area)?;
                Ok(account)
            })
            .unwrap();
        Seller { household, account }
    }

    /// What makes a household one of whom the manager may know.
    fn open_shop(&self, of: &Seller) {
        let name = format!("فروشگاه {}", of.household);
        self.pool
            .change_now(|db| {
                let id: ShopId = db.id();
                diesel::insert_into(shop::table)
                    .values((
                        (shop::id.eq(id), shop::code.eq(db.ids.code()), shop::household_id.eq(of.household)),
                        (shop::city_id.eq(self.office.city), shop::name.eq(&name), shop::sort_key.eq(sort_key(&name))),
                        (shop::story.eq(""), shop::opened_on.eq(db.now.today)),
                    ))
                    .execute(db.conn)
            })
            .unwrap();
    }

    fn asker(&self, seller: &Seller) -> Asker {
        Asker::producer(&proof::<Producer>(&self.pool, seller.account, &[]).unwrap())
    }

    fn ask(&self, seller: &Seller, wanted: &Wanted) -> BookingId {
        let by = self.asker(seller);
        done(&self.pool, |db| bookings::ask(db, &by, self.day, wanted))
    }

    fn run(&self) -> RunId {
        let by = self.manager();
        done(&self.pool, |db| trial::run(db, &by))
    }

    fn plan(&self, version: Version) -> DayPlan {
        self.pool.read_now(|db| queries::plan(db, self.day, version)).unwrap()
    }

    fn stall_of(&self, booking: BookingId) -> Option<String> {
        self.numbers_of(booking).into_iter().next()
    }

    fn numbers_of(&self, booking: BookingId) -> Vec<String> {
        self.plan(Version::Latest).numbers_of(booking)
    }

    /// Sets the clock to some minutes after the opening of the day.
    fn opens(&self, after_minutes: i64) {
        let day = self.plan(Version::Latest).day;
        let at = crate::kernel::clock::utc_of(day.day, day.opens_minute);
        self.pool.clock().set(at + TimeDelta::minutes(after_minutes));
    }

    fn publish(&self, seen: RunId) -> usize {
        let by = self.manager();
        done(&self.pool, |db| publish::publish(db, &by, Publication { seen: unchanged(seen), closes_early: true }))
    }

    fn letters_to(&self, account: AccountId) -> i64 {
        self.pool
            .read_now(|db| {
                let inbox = message::table.filter(message::channel.eq("inbox"));
                inbox.filter(message::account_id.eq(account)).count().get_result(db.conn)
            })
            .unwrap()
    }
}

fn row(stalls: i32) -> NewRow {
    NewRow {
        name: "الف".into(),
        is_ring: false,
        stalls,
        prefix: String::new(),
        first_number: 1,
        width_cm: 200,
        fittings: Fittings::NONE,
        category: None,
    }
}

/// A run as a manager saw it before anything was changed by hand.
fn unchanged(run: RunId) -> Seen {
    Seen { run, revision: 0 }
}

fn three_phase() -> Fittings {
    Fittings { power: Power::ThreePhase, ..Fittings::NONE }
}

/// Asks for these stalls alone, the first being the best.
fn only(stalls: impl IntoIterator<Item = StallId>) -> Wanted {
    Wanted { flexible: false, wishes: Wishes::ranked(stalls), ..anything() }
}

/// Asks for so many stalls, at least and at most.
fn several(least: i32, most: i32) -> Wanted {
    Wanted { counts: Counts { least, most }, ..anything() }
}

fn anything() -> Wanted {
    Wanted {
        category: "bread".into(),
        needs: Fittings::NONE,
        counts: Counts::ONE,
        flexible: true,
        wishes: Wishes::default(),
    }
}
