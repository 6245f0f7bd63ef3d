//! Reads of the drawing of a site: its rows, stalls, obstacles and the rules of its categories.
use crate::db::Db;
use crate::db::schema::{market_site, obstacle, site_category, site_row, stall};
use crate::kernel::ids::{RowId, SiteId, StallId};
use crate::stalls::fittings::Fittings;
use crate::stalls::model::{CategoryRule, Drawing, DrawnRow, DrawnStall, North, Obstacle, ObstacleKind};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The drawing of a site as it stands on a day.
pub(crate) fn drawing(db: &mut Db, of: SiteId, on: NaiveDate) -> QueryResult<Drawing> {
    let north: North = market_site::table.find(of).select(market_site::north).first(db.conn)?;
    let rows: Vec<(RowId, String, bool)> = site_row::table
        .filter(site_row::site_id.eq(of))
        .order(site_row::ord)
        .select((site_row::id, site_row::name, site_row::ring))
        .load(db.conn)?;
    let mut stalls = stalls(db, of)?;
    let rows = rows.into_iter().map(|(id, name, is_ring)| {
        let all: Vec<DrawnStall> = stalls.extract_if(.., |stall| stall.row == id).collect();
        DrawnRow { id, name, is_ring, stalls: on_day(all, on) }
    });
    let rows = rows.filter(|row| !row.stalls.is_empty()).collect();
    Ok(Drawing { north: Some(north), rows, categories: category_rules(db, of)? })
}

/// The stalls of a row that are not retired on a day. What stood after a retired one stands after the one before it.
fn on_day(all: Vec<DrawnStall>, on: NaiveDate) -> Vec<DrawnStall> {
    let mut kept: Vec<DrawnStall> = Vec::new();
    for stall in all {
        if stall.retired_on.is_none_or(|retired_on| retired_on > on) {
            kept.push(stall);
        } else if let Some(before) = kept.last_mut() {
            before.after = before.after.or(stall.after);
        }
    }
    kept
}

/// The rules of the categories at a site.
pub(crate) fn category_rules(db: &mut Db, of: SiteId) -> QueryResult<Vec<CategoryRule>> {
    site_category::table
        .filter(site_category::site_id.eq(of))
        .order(site_category::category_code)
        .select((
            site_category::category_code,
            site_category::required,
            site_category::max_stalls,
            site_category::max_vendors,
        ))
        .load(db.conn)
}

/// Every stall a site ever had, in the order of its rows.
fn stalls(db: &mut Db, of: SiteId) -> QueryResult<Vec<DrawnStall>> {
    type Place = (StallId, RowId, String, i32);
    type Marks = (Option<String>, Option<String>, Option<NaiveDate>);
    type Between = (Option<ObstacleKind>, Option<i32>);
    let rows: Vec<(Place, Fittings, Marks, Between)> = stall::table
        .left_join(obstacle::table)
        .filter(stall::site_id.eq(of))
        .order((stall::row_id, stall::ord))
        .select((
            (stall::id, stall::row_id, stall::number, stall::width_cm),
            (stall::power, stall::water, stall::baking, stall::own_unit),
            (stall::marked_category, stall::blocked_reason, stall::retired_on),
            (obstacle::kind.nullable(), obstacle::width_cm.nullable()),
        ))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|((id, row, number, width_cm), fittings, (category, blocked, retired_on), (kind, between_cm))| {
            let after = kind.zip(between_cm).map(|(kind, width_cm)| Obstacle { kind, width_cm });
            DrawnStall { id, row, number, width_cm, fittings, category, blocked, retired_on, after }
        })
        .collect())
}

/// One stall of a site, retired or not.
pub(crate) fn stall(db: &mut Db, of: SiteId, id: StallId) -> QueryResult<Option<DrawnStall>> {
    Ok(stalls(db, of)?.into_iter().find(|stall| stall.id == id))
}

/// The stalls that were taken off a site's drawing.
pub(crate) fn retired_stalls(db: &mut Db, of: SiteId) -> QueryResult<Vec<DrawnStall>> {
    let today = db.now.today;
    Ok(stalls(db, of)?.into_iter().filter(|stall| stall.retired_on.is_some_and(|on| on <= today)).collect())
}
