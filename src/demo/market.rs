//! The market site with its 36 stalls, and the days it is open.
use super::families::Family;
use super::office::Office;
use super::stage::{Stage, proof, told};
use crate::accounts::access::Admin;
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::ids::{AccountId, MarketDayId, SiteId, StallId};
use crate::stalls::absences::{self, NewAbsence};
use crate::stalls::access::{Asker, DayManager, SiteManager};
use crate::stalls::attendance::{self, Tick};
use crate::stalls::bookings;
use crate::stalls::day_drawing;
use crate::stalls::days::{self, NewDays};
use crate::stalls::drawing::{self, NewSite};
use crate::stalls::edits::{Edit, NewObstacle, NewRow, StallChange};
use crate::stalls::fittings::{Baking, Fittings, Power};
use crate::stalls::layout;
use crate::stalls::model::{
    Attendance, CategoryRule, Counts, North, Obstacle, ObstacleKind, Rules, Seen, SiteDetails, Wanted, Wishes,
};
use crate::stalls::own::{self, NewOwn};
use crate::stalls::publish::{self, Publication};
use crate::stalls::queries;
use crate::stalls::trial;
use crate::stalls::vendors;
use crate::stalls::weekly;
use chrono::NaiveDate;

/// The site and the days it is opened on.
pub(super) struct Market {
    pub site: SiteId,
    pub manager: AccountId,
    pub days: Vec<(MarketDayId, NaiveDate)>,
    /// The stalls in the order they stand.
    stalls: Vec<StallId>,
}

impl Market {
    /// The market day so many days after a day.
    pub fn day_in(&self, day: NaiveDate, ahead: i64) -> Option<MarketDayId> {
        self.days.iter().find(|(_, of)| (*of - day).num_days() == ahead).map(|(id, _)| *id)
    }
}

/// Draws the site: three rows of twelve, the first with three-phase power and baking, the second with power.
pub(super) fn draw(stage: &Stage, office: &Office) -> anyhow::Result<Market> {
    let (admin, manager, city) = (office.admin, office.manager, office.city);
    let site = stage.act(|db| {
        let by: Admin = proof(db, admin, &[])?;
        let new = NewSite {
            area: city,
            north: North::Up,
            details: SiteDetails {
                name: "بازارچهٔ محلی هفده شهریور".to_owned(),
                address: "آمل، میدان هفده شهریور، روبه‌روی بوستان".to_owned(),
                opens_minute: 8 * 60,
                closes_minute: 14 * 60,
                cutoff_hours: 18,
                no_show_minutes: 45,
            },
        };
        told(drawing::open_site(db, &by, &new))
    })?;
    stage.act(|db| {
        let by: SiteManager = proof(db, manager, &[("site", site.0)])?;
        let rows = [
            ("نان", 1, Fittings { power: Power::ThreePhase, water: true, baking: Baking::Heavy, own_unit: false }),
            ("میوه", 13, Fittings { power: Power::Single, water: true, baking: Baking::None, own_unit: false }),
            ("دست‌ساز", 25, Fittings { power: Power::None, water: false, baking: Baking::None, own_unit: false }),
        ];
        for (name, first_number, fittings) in rows {
            let row = NewRow {
                name: name.to_owned(),
                is_ring: false,
                stalls: 12,
                prefix: String::new(),
                first_number,
                width_cm: 250,
                fittings,
                category: None,
            };
            redraw(db, &by, &Edit::AddRow(row))?;
        }
        lay_out(db, &by)
    })?;
    let drawing = stage.pool.read_now(|db| queries::drawing(db, site, db.now.today))?;
    let stalls = drawing.stalls().map(|stall| stall.id).collect();
    Ok(Market { site, manager, days: Vec::new(), stalls })
}

/// Opens the next weeks' days.
pub(super) fn open_days(stage: &Stage, market: &mut Market, first: NaiveDate, weeks: u64) -> anyhow::Result<()> {
    let (site, manager) = (market.site, market.manager);
    let opened = stage.act(|db| {
        let by: SiteManager = proof(db, manager, &[("site", site.0)])?;
        told(days::open(db, &by, &NewDays { first, weeks, opens_minute: 8 * 60, closes_minute: 14 * 60 }))
    })?;
    let dates = (0..weeks).filter_map(|week| first.checked_add_days(chrono::Days::new(7 * week)));
    market.days.extend(opened.into_iter().zip(dates));
    Ok(())
}

/// Families that bring enough for two stalls, by their numbers.
const WIDE: [usize; 2] = [1, 6];
/// The family that asks for the same every week.
const EVERY_WEEK: usize = 4;
/// How many families hold own stalls when the market opens.
const HOLDERS: usize = 2;

/// Changes the drawing as somebody who has just looked.
fn redraw(db: &mut Db, by: &SiteManager, edit: &Edit) -> Write<(), String> {
    let newest = queries::site(db, by.site())?.version;
    told(drawing::edit(db, by, edit, Some(newest)))
}

/// A lime tree stands between two stalls of the bread row, a way to the park goes through the fruit row; of bread there is
/// no more than the market's buyers eat.
fn lay_out(db: &mut Db, by: &SiteManager) -> Write<(), String> {
    let drawing = queries::drawing(db, by.site(), db.now.today)?;
    let between = [(6, ObstacleKind::Tree, 150), (18, ObstacleKind::Path, 300)];
    for (number, kind, width_cm) in between {
        let stall =
            |number: i32| drawing.stalls().find(|stall| stall.number == number.to_string()).map(|stall| stall.id);
        if let Some(between) = stall(number).zip(stall(number + 1)) {
            let new = NewObstacle { between, obstacle: Obstacle { kind, width_cm } };
            redraw(db, by, &Edit::PutObstacle(new))?;
        }
    }
    let bread = CategoryRule { category: "bread".to_owned(), required: false, max_stalls: Some(14), max_vendors: None };
    redraw(db, by, &Edit::SetCategory(bread))?;
    let rules = Rules { max_each: Some(3), ..Rules::default() };
    told(layout::set_rules(db, by, (&Rules::default().written(), &rules)))?;
    Ok(())
}

/// A day of the story that is still to come has a festival: a stall makes room for the stage, and a row stands by the park.
pub(super) fn hold_festival(stage: &Stage, market: &Market, day: MarketDayId) -> anyhow::Result<()> {
    let manager = market.manager;
    stage.act(|db| {
        let by: DayManager = proof(db, manager, &[("day", day.0)])?;
        let row = NewRow {
            name: "جشنواره".to_owned(),
            is_ring: false,
            stalls: 6,
            prefix: "ج".to_owned(),
            first_number: 1,
            width_cm: 200,
            fittings: Fittings::NONE,
            category: None,
        };
        told(day_drawing::edit(db, &by, &Edit::AddRow(row), Some(0)))?;
        let drawing = queries::drawing_of_day(db, day)?.drawing;
        let Some(stall) = drawing.stalls().find(|stall| stall.number == "30") else {
            return Ok(());
        };
        let closed = StallChange {
            stall: stall.id,
            number: stall.number.clone(),
            width_cm: stall.width_cm,
            fittings: stall.fittings,
            category: stall.category.clone(),
            blocked: Some("جای صحنهٔ جشنواره".to_owned()),
            is_retired: false,
            shapes_row: false,
        };
        told(day_drawing::edit(db, &by, &Edit::ChangeStall(closed), Some(1)))
    })
}

/// The first families with a shop become holders of own stalls: one stall, two stalls side by side.
pub(super) fn give_own_stalls(stage: &Stage, market: &Market, families: &[Family]) -> anyhow::Result<()> {
    let (site, manager) = (market.site, market.manager);
    let holders = families.iter().filter(|family| !family.goods.is_empty()).take(HOLDERS);
    for (at, family) in holders.enumerate() {
        stage.act(|db| {
            let by: SiteManager = proof(db, manager, &[("site", site.0)])?;
            told(vendors::take_in(db, &by, family.household, family.trade.category))?;
            let drawing = queries::drawing(db, site, db.now.today)?;
            let from = db.now.today;
            for stall in drawing.stalls().skip(13 + 7 * at).take(1 + at) {
                let new = NewOwn { household: family.household, stall: stall.id, from };
                told(own::give(db, &by, &new))?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A family goes away for two weeks after the story ends.
pub(super) fn be_absent(stage: &Stage, market: &Market, families: &[Family]) -> anyhow::Result<()> {
    let site = market.site;
    let Some(family) = families.iter().filter(|family| !family.goods.is_empty()).nth(HOLDERS + 1) else {
        return Ok(());
    };
    stage.act(|db| {
        let by: Producer = proof(db, family.account, &[])?;
        let day = |ahead: u64| db.now.today.checked_add_days(chrono::Days::new(ahead)).unwrap_or(db.now.today);
        let new = NewAbsence { site, first_day: day(12), last_day: day(25) };
        told(absences::announce(db, &Asker::producer(&by), &new)).map(drop)
    })
}

/// The stalls a family would like: where its row begins, near the gate, is what most would like best.
fn wishes(market: &Market, family: &Family, bakes: bool) -> Wishes {
    let (row, number) = (if bakes { 0 } else { 12 + 12 * (family.number % 2) }, family.number / 2);
    let best = [number % 3, 3 + number % 4].map(|at| row + at);
    let wished = best.into_iter().take(if number % 5 == 4 { 0 } else { 2 });
    Wishes::ranked(wished.filter_map(|at| market.stalls.get(at).copied()))
}

/// A family asks for a stall.
pub(super) fn ask(db: &mut Db, market: &Market, (family, day): (&Family, MarketDayId)) -> Write<(), String> {
    let by: Producer = proof(db, family.account, &[])?;
    let bakes = family.trade.machines.contains(&"oven");
    let needs = Fittings {
        power: if bakes { Power::ThreePhase } else { Power::None },
        water: false,
        baking: if bakes { Baking::Light } else { Baking::None },
        own_unit: false,
    };
    let wanted = Wanted {
        category: family.trade.category.to_owned(),
        needs,
        counts: if WIDE.contains(&family.number) { Counts { least: 1, most: 2 } } else { Counts::ONE },
        flexible: true,
        wishes: wishes(market, family, bakes),
    };
    if family.number == EVERY_WEEK {
        return told(weekly::ask(db, &Asker::producer(&by), day, &wanted)).map(drop);
    }
    told(bookings::ask(db, &Asker::producer(&by), day, &wanted)).map(drop)
}

/// After the cut-off: one run, and its publication.
pub(super) fn assign(stage: &Stage, market: &Market, day: MarketDayId) -> anyhow::Result<()> {
    let manager = market.manager;
    stage.act(|db| {
        let by: DayManager = proof(db, manager, &[("day", day.0)])?;
        let seen = Seen { run: told(trial::run(db, &by))?, revision: 0 };
        told(publish::publish(db, &by, Publication { seen, closes_early: false })).map(drop)
    })
}

/// On the day: most come. `absent` says for each placed booking, in order, whether it stays away.
pub(super) fn check_in(stage: &Stage, market: &Market, day: MarketDayId, absent: &[bool]) -> anyhow::Result<()> {
    let manager = market.manager;
    stage.act(|db| {
        let by: DayManager = proof(db, manager, &[("day", day.0)])?;
        let plan = queries::plan(db, day, queries::Version::Published)?;
        let placed = plan.places.iter().filter(|place| !place.stalls.is_empty());
        for (place, stays_away) in placed.zip(absent) {
            let seen = if *stays_away { Attendance::NoShow } else { Attendance::Came };
            told(attendance::mark(db, &by, Tick::now(place.booking, seen)))?;
        }
        Ok(())
    })
}
