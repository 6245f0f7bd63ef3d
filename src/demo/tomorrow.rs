//! The market of the day after the story, as whoever opens the demo finds it: under way.
use super::families::Family;
use super::market::{Market, ask};
use super::stage::{Stage, proof, told};
use crate::db::{Db, Write};
use crate::households::access::Producer;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::stalls::access::{Asker, DayManager, SiteManager};
use crate::stalls::attendance::{self, Tick};
use crate::stalls::days::{self, NewDays};
use crate::stalls::fittings::Fittings;
use crate::stalls::incidents::{self, NewIncident};
use crate::stalls::model::{Attendance, BookingState, Counts, DrawnStall, IncidentKind, Wanted, Wishes};
use crate::stalls::walk_in::{self, WalkIn};
use crate::stalls::{bookings, queries};
use chrono::TimeDelta;

/// Of the families with goods, one in so many asks for nothing for the day after the story; somebody of them comes anyway.
const STAY_AT_HOME: usize = 4;
/// How many want the first stall and no other, so that all of them but one wait.
const FOR_ONE_STALL: usize = 3;

/// On the last day of the story, the market of the day after it is opened, unless one is held then anyway, and asked for.
pub(super) fn open_tomorrow(stage: &Stage, market: &mut Market, families: &[Family]) -> anyhow::Result<()> {
    let Some(tomorrow) = stage.last_day.succ_opt() else {
        return Ok(());
    };
    if market.day_in(stage.last_day, 1).is_none() {
        let (site, manager) = (market.site, market.manager);
        let opened = stage.act(|db| {
            let by: SiteManager = proof(db, manager, &[("site", site.0)])?;
            told(days::open(
                db,
                &by,
                &NewDays { first: tomorrow, weeks: 1, opens_minute: 6 * 60, closes_minute: 14 * 60 },
            ))
        })?;
        market.days.extend(opened.into_iter().map(|id| (id, tomorrow)));
    }
    let Some(day) = market.day_in(stage.last_day, 1) else {
        return Ok(());
    };
    let site = market.site;
    let selling: Vec<&Family> = families.iter().filter(|family| !family.goods.is_empty()).collect();
    let comes = |(at, _): &(usize, &&Family)| at % STAY_AT_HOME != 0;
    for (at, family) in selling.iter().enumerate().filter(comes) {
        let is_choosy = at >= selling.len().saturating_sub(FOR_ONE_STALL + 1);
        stage.act(
            |db| if is_choosy { ask_for_first(db, family, (site, day)) } else { ask(db, market, (family, day)) },
        )?;
    }
    Ok(())
}

/// A family asks for the first stall of the site, and no other.
fn ask_for_first(db: &mut Db, family: &Family, (site, day): (SiteId, MarketDayId)) -> Write<(), String> {
    let by: Producer = proof(db, family.account, &[])?;
    let first = queries::drawing(db, site, db.now.today)?.stalls().next().map(|stall| stall.id);
    let wanted = Wanted {
        category: family.trade.category.to_owned(),
        needs: Fittings::NONE,
        counts: Counts::ONE,
        flexible: false,
        wishes: Wishes(vec![first.into_iter().collect()]),
    };
    told(bookings::ask(db, &Asker::producer(&by), day, &wanted)).map(drop)
}

/// The morning after the story, as whoever opens the demo finds it: most came, one did not and others wait for the stall, one
/// came unasked, and the power failed. The clock goes back to where the story ends.
pub(super) fn see_tomorrow(stage: &Stage, market: &Market, families: &[Family]) -> anyhow::Result<()> {
    let Some(day) = market.day_in(stage.last_day, 1) else {
        return Ok(());
    };
    let clock = stage.pool.clock();
    let end = clock.now().at;
    let (card, site) = stage.pool.read_now(|db| Ok((queries::day(db, day)?, queries::site(db, market.site)?)))?;
    let minutes = card.opens_minute + site.no_show_minutes + 5;
    stage.at(card.day, minutes);
    let (manager, site) = (market.manager, market.site);
    stage.act(|db| {
        let by: DayManager = proof(db, manager, &[("day", day.0)])?;
        tick_morning(db, &by)?;
        come_unasked(db, &by, (site, families))?;
        let stall = queries::drawing(db, site, card.day)?.stalls().nth(12).map(|stall| stall.id);
        let note = "برق ردیف میوه نیم ساعت رفت.".to_owned();
        let idem = Idem::fresh(db.ids);
        let new = NewIncident { kind: IncidentKind::PowerCut, stall, note, idem, ago: TimeDelta::zero() };
        told(incidents::note(db, &by, &new))
    })?;
    clock.set(end);
    Ok(())
}

/// Whoever has the first stall does not come; who waits for it first is there; the last few are not ticked yet.
fn tick_morning(db: &mut Db, by: &DayManager) -> Write<(), String> {
    let plan = queries::plan(db, by.day(), queries::Version::Published)?;
    let first = plan.drawing.stalls().next().and_then(|stall| plan.holder(stall.id)).map(|request| request.booking);
    let others: Vec<_> = plan.placed().map(|(request, _)| request.booking).filter(|of| Some(*of) != first).collect();
    for booking in others.iter().copied().take(others.len().saturating_sub(4)) {
        told(attendance::mark(db, by, Tick::now(booking, Attendance::Came)))?;
    }
    if let Some(booking) = first {
        told(attendance::mark(db, by, Tick::now(booking, Attendance::NoShow)))?;
    }
    match plan.waiting().last().map(|request| request.booking) {
        Some(waits) => told(attendance::mark(db, by, Tick::now(waits, Attendance::Here))),
        None => Ok(()),
    }
}

/// The first family of the site that did not ask comes, and gets a free stall for which nobody waits.
fn come_unasked(db: &mut Db, by: &DayManager, (site, families): (SiteId, &[Family])) -> Write<(), String> {
    for family in families {
        let is_known = queries::vendor(db, site, family.household)?.is_some();
        let asked = queries::booking_of(db, by.day(), family.household)?;
        if !is_known || asked.is_some_and(|(_, state)| state == BookingState::Asked) {
            continue;
        }
        let Some(wanted) = walk_in::wanted(db, by, family.household)? else {
            continue;
        };
        let plan = queries::plan(db, by.day(), queries::Version::Published)?;
        let line = plan.line();
        let suits =
            |stall: &&DrawnStall| plan.drawing.lacks(stall, &wanted).is_empty() && line.first_for(stall.id).is_none();
        let stall = plan.free().find(suits).map(|stall| stall.id);
        let Some(run) = plan.run else {
            return Ok(());
        };
        let new = WalkIn { household: family.household, stall, accepted: Some(run.id) };
        return told(walk_in::enter(db, by, &new).map(drop));
    }
    Ok(())
}
