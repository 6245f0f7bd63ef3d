//! «Every Saturday»: what a household asks for on every market day of a site that falls on a weekday. Each open day gets its
//! own request from it; one day can be changed or skipped without touching the others.
use super::access::Asker;
use super::bookings::{self, AskRefusal};
use super::model::{Origin, Wanted};
use super::{queries, standing};
use crate::audit::{self, Event};
use crate::db::schema::{booking, weekly_request, weekly_wish};
use crate::db::{Db, Write, on_each, refuse};
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::{MarketDayId, SiteId, WeeklyId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Asks for this on a day, and for the same on every later day of its weekday at its site.
pub(crate) fn ask(db: &mut Db, by: &Asker, day: MarketDayId, wanted: &Wanted) -> Write<WeeklyId, AskRefusal> {
    let this_day = bookings::ask(db, by, day, wanted)?;
    let (card, site, area) = bookings::day_for(db, by, day)?;
    if !by.may_speak_of(site) {
        return refuse(AskRefusal::NotTheirs);
    }
    let every_week = lasting(db, site, wanted)?;
    let weekday = Weekday::of(card.day);
    let known = queries::weekly_of(db, (site, by.household()), weekday)?;
    let id = known.unwrap_or_else(|| db.id());
    if known.is_some() {
        renew(db, by, id, &every_week)?;
    } else {
        insert(db, by, (id, site, weekday), &every_week)?;
    }
    set_wishes(db, id, &every_week)?;
    standing::follow(db, (site, by.household(), weekday), &every_week)?;
    // From now on; what was asked for this day with stalls that only this day has stays as it is.
    diesel::update(booking::table.find(this_day)).set(booking::origin.eq(Origin::Weekly)).execute(db.conn)?;
    standing::enter(db, by.actor(), site)?;
    let event = Event { action: "ask_weekly", object: ("weekly_request", id.0), detail: "", area: Some(area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// What is asked for every week: without wishes for stalls that are there on one day alone.
fn lasting(db: &mut Db, site: SiteId, wanted: &Wanted) -> Write<Wanted, AskRefusal> {
    let drawing = queries::drawing(db, site, db.now.today)?;
    let wishes = wanted.wishes.only(|stall| drawing.any_stall(stall).is_some());
    if !wanted.flexible && wishes.is_empty() {
        return refuse(AskRefusal::NoWish);
    }
    Ok(Wanted { wishes, ..wanted.clone() })
}

/// Ends a weekly request; the days that follow it and can still be changed go with it.
pub(crate) fn end(db: &mut Db, by: &Asker, id: WeeklyId) -> Write<(), AskRefusal> {
    let found = queries::weekly_place(db, by.household(), id)?;
    let Some((site, weekday)) = found.filter(|(site, _)| by.may_speak_of(*site)) else {
        return refuse(AskRefusal::NothingAsked);
    };
    diesel::delete(weekly_wish::table.filter(weekly_wish::weekly_id.eq(id))).execute(db.conn)?;
    diesel::delete(weekly_request::table.find(id)).execute(db.conn)?;
    standing::withdraw_weekly(db, (site, by.household(), weekday))?;
    let area = queries::area_of(db, site)?;
    let event = Event { action: "end_weekly", object: ("weekly_request", id.0), detail: "", area: Some(area) };
    audit::record(db, by.actor(), event)?;
    Ok(())
}

fn insert(
    db: &mut Db,
    by: &Asker,
    (id, site, weekday): (WeeklyId, SiteId, Weekday),
    wanted: &Wanted,
) -> QueryResult<()> {
    let needs = wanted.needs;
    diesel::insert_into(weekly_request::table)
        .values((
            (weekly_request::id.eq(id), weekly_request::site_id.eq(site), weekly_request::weekday.eq(weekday)),
            (weekly_request::household_id.eq(by.household()), weekly_request::category_code.eq(&wanted.category)),
            (weekly_request::flexible.eq(wanted.flexible), weekly_request::least.eq(wanted.counts.least)),
            (weekly_request::most.eq(wanted.counts.most), weekly_request::power.eq(needs.power)),
            (weekly_request::water.eq(needs.water), weekly_request::baking.eq(needs.baking)),
            (weekly_request::own_unit.eq(needs.own_unit), weekly_request::asked_by.eq(by.actor().account)),
            (weekly_request::asked_at.eq(db.now.at), weekly_request::on_behalf.eq(!by.is_own())),
        ))
        .execute(db.conn)?;
    Ok(())
}

fn renew(db: &mut Db, by: &Asker, id: WeeklyId, wanted: &Wanted) -> QueryResult<()> {
    let needs = wanted.needs;
    diesel::update(weekly_request::table.find(id))
        .set((
            (weekly_request::category_code.eq(&wanted.category), weekly_request::flexible.eq(wanted.flexible)),
            (weekly_request::least.eq(wanted.counts.least), weekly_request::most.eq(wanted.counts.most)),
            (weekly_request::power.eq(needs.power), weekly_request::water.eq(needs.water)),
            (weekly_request::baking.eq(needs.baking), weekly_request::own_unit.eq(needs.own_unit)),
            (weekly_request::asked_by.eq(by.actor().account), weekly_request::asked_at.eq(db.now.at)),
            weekly_request::on_behalf.eq(!by.is_own()),
        ))
        .execute(db.conn)?;
    Ok(())
}

fn set_wishes(db: &mut Db, id: WeeklyId, wanted: &Wanted) -> QueryResult<()> {
    diesel::delete(weekly_wish::table.filter(weekly_wish::weekly_id.eq(id))).execute(db.conn)?;
    let row =
        |(tier, stall)| (weekly_wish::weekly_id.eq(id), weekly_wish::tier.eq(tier), weekly_wish::stall_id.eq(stall));
    let rows: Vec<_> = wanted.wishes.rows().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    on_each!(db.conn, |conn| diesel::insert_into(weekly_wish::table).values(&rows).execute(conn)).map(drop)
}
