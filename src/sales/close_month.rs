//! Closing a month of an institution in an area: once, never reopened, and not by the only one who posted in it.
//! What comes later for a closed month counts in the month that is open.
use super::access::MonthCloser;
use super::model::{Kind, Month};
use crate::audit::{self, Event};
use crate::db::schema::{area, ledger, period};
use crate::db::{Abort, Db, Write, refuse, refused_by, violated};
use crate::kernel::calendar::YearMonth;
use crate::kernel::chain::{Link, START};
use crate::kernel::money::Rial;
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a month is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CloseRefusal {
    #[error("it is not a month of the supervisor's institution and areas")]
    NotYours,
    #[error("the month is not over")]
    NotOver,
    #[error("nothing was written in it or before it")]
    Nothing,
    #[error("its sales are more than can be kept")]
    TooMuch,
    #[error("it was closed before")]
    ClosedBefore,
    #[error("nobody else posted in it")]
    SolePoster,
}

/// Closes a month that is over, with its net sales and a digest of its rows; gives the net sales.
pub(crate) fn close(db: &mut Db, by: &MonthCloser, of: Month) -> Write<Rial, CloseRefusal> {
    if !is_within(db, by, of)? {
        return refuse(CloseRefusal::NotYours);
    }
    if of.month >= YearMonth::of(db.now.today) {
        return refuse(CloseRefusal::NotOver);
    }
    if !has_begun(db, of)? {
        return refuse(CloseRefusal::Nothing);
    }
    let (Some(total), digest) = totals(db, of)? else {
        return refuse(CloseRefusal::TooMuch);
    };
    diesel::insert_into(period::table)
        .values((
            period::institution_id.eq(of.institution),
            period::area_id.eq(of.area),
            period::ym.eq(of.month),
            period::closed_at.eq(db.now.at),
            period::closed_by.eq(by.actor().account),
            period::total_irr.eq(total),
            period::digest.eq(digest),
        ))
        .execute(db.conn)
        .map_err(refused)?;
    let event = Event {
        action: "close_month",
        object: ("period", i64::from(of.month.number())),
        detail: "ledger",
        area: Some(of.area),
    };
    audit::record(db, by.actor(), event)?;
    Ok(total)
}

fn is_within(db: &mut Db, by: &MonthCloser, of: Month) -> QueryResult<bool> {
    let path: Option<String> = area::table.find(of.area).select(area::path).first(db.conn).optional()?;
    Ok(path.is_some_and(|path| {
        by.scopes().iter().any(|scope| scope.institution == Some(of.institution) && scope.covers(&path))
    }))
}

fn refused(error: Error) -> Abort<CloseRefusal> {
    if refused_by(&error, "period_closed_by_sole_poster") {
        Abort::Refused(CloseRefusal::SolePoster)
    } else if violated(&error, "period_pk", "period.institution_id, period.area_id, period.ym") {
        Abort::Refused(CloseRefusal::ClosedBefore)
    } else {
        Abort::Database(error)
    }
}

/// Whether anything was written down in the month or before it.
fn has_begun(db: &mut Db, of: Month) -> QueryResult<bool> {
    let rows = ledger::table
        .filter(ledger::institution_id.eq(of.institution))
        .filter(ledger::area_id.eq(of.area))
        .filter(ledger::ym.le(of.month));
    diesel::select(diesel::dsl::exists(rows)).get_result(db.conn)
}

/// The net sales of a month, unless they are too large to keep, and the digest of the hashes of its rows in the order of
/// posting.
pub(super) fn totals(db: &mut Db, of: Month) -> QueryResult<(Option<Rial>, Vec<u8>)> {
    let rows: Vec<(Kind, Rial, Vec<u8>)> = ledger::table
        .filter(ledger::institution_id.eq(of.institution))
        .filter(ledger::area_id.eq(of.area))
        .filter(ledger::ym.eq(of.month))
        .order(ledger::seq)
        .select((ledger::kind, ledger::amount_irr, ledger::hash))
        .load(db.conn)?;
    let sales = rows.iter().filter(|row| Kind::OF_SALES.contains(&row.0)).map(|row| row.1);
    let total = Rial::sum(sales);
    let digest = rows.iter().fold(Link::after(&START), |link, row| link.bytes(&row.2)).hash();
    Ok((total, digest))
}
