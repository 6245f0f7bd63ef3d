//! Asking for a stall on a market day, and taking the request back. A household has one request a day; asking again changes
//! it. Until the cut-off anyone who may ask for the household does so; after it, the manager of the site.
use super::access::Asker;
use super::model::{BookingState, DayCard, DayState, Origin, Wanted};
use super::{jobs, queries, standing, vendors};
use crate::audit::{self, Event};
use crate::db::schema::booking;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AreaId, BookingId, MarketDayId, SiteId, StallId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// How many stalls one can wish for.
pub(crate) const MOST_WISHES: usize = 6;

/// Why a request is not taken or not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AskRefusal {
    /// The site does not serve the household, or there is no such day for the asker.
    #[error("not a market day of this household")]
    NotTheirs,
    #[error("the day is called off")]
    Cancelled,
    #[error("requests for the day have ended")]
    TooLate,
    #[error("there is no such category")]
    UnknownCategory,
    #[error("only wished stalls, but none is wished")]
    NoWish,
    #[error("such numbers of stalls cannot be asked for")]
    Counts,
    /// A wished stall is not on the drawing, or blocked.
    #[error("a wished stall cannot be had")]
    WishUnavailable,
    #[error("there is no request to take back")]
    NothingAsked,
}

/// Asks for a stall, or changes what was asked.
pub(crate) fn ask(db: &mut Db, by: &Asker, day: MarketDayId, wanted: &Wanted) -> Write<BookingId, AskRefusal> {
    ask_as(db, by, day, (wanted, Origin::Asked))
}

/// The same with the reason for which the request is there.
pub(super) fn ask_as(
    db: &mut Db,
    by: &Asker,
    day: MarketDayId,
    (wanted, origin): (&Wanted, Origin),
) -> Write<BookingId, AskRefusal> {
    let (card, site, area) = day_for(db, by, day)?;
    refuse_late(db, by, &card)?;
    if !queries::is_category(db, &wanted.category)? {
        return refuse(AskRefusal::UnknownCategory);
    }
    if !wanted.counts.are_possible() {
        return refuse(AskRefusal::Counts);
    }
    refuse_bad_wishes(db, day, wanted)?;
    if queries::vendor(db, site, by.household())?.is_none() {
        vendors::insert(db, site, by.household(), &wanted.category)?;
    }
    let known = queries::booking_of(db, day, by.household())?;
    let id = match known {
        Some((id, _)) => id,
        None => insert(db, by, day, (wanted, origin))?,
    };
    if known.is_some() {
        renew(db, by, id, (wanted, origin))?;
    }
    standing::set_wishes(db, &[id], &wanted.wishes)?;
    let event = Event { action: "ask_for_stall", object: ("booking", id.0), detail: "", area: Some(area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Takes a request back.
pub(crate) fn withdraw(db: &mut Db, by: &Asker, day: MarketDayId) -> Write<(), AskRefusal> {
    let (card, _, area) = day_for(db, by, day)?;
    refuse_late(db, by, &card)?;
    let Some((id, BookingState::Asked)) = queries::booking_of(db, day, by.household())? else {
        return refuse(AskRefusal::NothingAsked);
    };
    let asked = booking::table.filter(booking::id.eq(id)).filter(booking::state.eq(BookingState::Asked));
    let changed = diesel::update(asked).set(booking::state.eq(BookingState::Withdrawn)).execute(db.conn)?;
    if changed == 0 {
        return refuse(AskRefusal::NothingAsked);
    }
    let event = Event { action: "withdraw_request", object: ("booking", id.0), detail: "", area: Some(area) };
    audit::record(db, by.actor(), event)?;
    if card.state == DayState::Published {
        jobs::plan_looking(db, day)?;
    }
    Ok(())
}

/// The day, its site and the site's area, if the asker may ask there for the household.
pub(super) fn day_for(db: &mut Db, by: &Asker, day: MarketDayId) -> Write<(DayCard, SiteId, AreaId), AskRefusal> {
    if !by.may_ask_for(day) {
        return refuse(AskRefusal::NotTheirs);
    }
    let Some((card, site, area, path)) = queries::day_and_area(db, day)? else {
        return refuse(AskRefusal::NotTheirs);
    };
    let is_theirs = queries::serves(db, &path, by.household())? || queries::vendor(db, site, by.household())?.is_some();
    if is_theirs { Ok((card, site, area)) } else { refuse(AskRefusal::NotTheirs) }
}

fn refuse_late(db: &Db, by: &Asker, card: &DayCard) -> Write<(), AskRefusal> {
    let is_open = card.state == DayState::Open && db.now.at < card.cutoff_at;
    if card.state == DayState::Cancelled {
        refuse(AskRefusal::Cancelled)
    } else if is_open || (by.manages(card.id) && card.day >= db.now.today) {
        Ok(())
    } else {
        refuse(AskRefusal::TooLate)
    }
}

fn refuse_bad_wishes(db: &mut Db, day: MarketDayId, wanted: &Wanted) -> Write<(), AskRefusal> {
    if !wanted.flexible && wanted.wishes.is_empty() {
        return refuse(AskRefusal::NoWish);
    }
    let drawing = queries::drawing_of_day(db, day)?.drawing;
    let can_be_had = |id: StallId| drawing.is_usable(id);
    let is_bad =
        wanted.wishes.len() > MOST_WISHES || !wanted.wishes.stalls().all(can_be_had) || wanted.wishes.has_repeats();
    if is_bad { refuse(AskRefusal::WishUnavailable) } else { Ok(()) }
}

fn insert(db: &mut Db, by: &Asker, day: MarketDayId, (wanted, origin): (&Wanted, Origin)) -> QueryResult<BookingId> {
    let id: BookingId = db.id();
    let needs = wanted.needs;
    diesel::insert_into(booking::table)
        .values((
            (booking::id.eq(id), booking::market_day_id.eq(day), booking::household_id.eq(by.household())),
            (booking::category_code.eq(&wanted.category), booking::flexible.eq(wanted.flexible)),
            (booking::least.eq(wanted.counts.least), booking::most.eq(wanted.counts.most)),
            (booking::power.eq(needs.power), booking::water.eq(needs.water)),
            (booking::baking.eq(needs.baking), booking::own_unit.eq(needs.own_unit)),
            (booking::state.eq(BookingState::Asked), booking::asked_by.eq(by.actor().account)),
            (booking::asked_at.eq(db.now.at), booking::on_behalf.eq(!by.is_own())),
            booking::origin.eq(origin),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn renew(db: &mut Db, by: &Asker, id: BookingId, (wanted, origin): (&Wanted, Origin)) -> QueryResult<()> {
    let needs = wanted.needs;
    diesel::update(booking::table.find(id))
        .set((
            (booking::category_code.eq(&wanted.category), booking::flexible.eq(wanted.flexible)),
            (booking::least.eq(wanted.counts.least), booking::most.eq(wanted.counts.most)),
            (booking::power.eq(needs.power), booking::water.eq(needs.water)),
            (booking::baking.eq(needs.baking), booking::own_unit.eq(needs.own_unit)),
            (booking::state.eq(BookingState::Asked), booking::asked_by.eq(by.actor().account)),
            (booking::asked_at.eq(db.now.at), booking::on_behalf.eq(!by.is_own())),
            booking::origin.eq(origin),
        ))
        .execute(db.conn)?;
    Ok(())
}
