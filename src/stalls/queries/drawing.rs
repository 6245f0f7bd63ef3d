//! Reads of the drawing of a site as it stands in the tables: its rows, stalls, obstacles and the rules of its categories.
//! What is there on one market day alone is not of the site.
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
    let heads: Vec<(RowId, i32, String, bool)> = site_row::table
        .filter(site_row::site_id.eq(of))
        .filter(site_row::only_day.is_null())
        .order(site_row::ord)
        .select((site_row::id, site_row::ord, site_row::name, site_row::ring))
        .load(db.conn)?;
    let (gone, drawn): (Vec<_>, Vec<_>) =
        stalls(db, of)?.into_iter().partition(|(_, retired_on)| retired_on.is_some_and(|since| since <= on));
    let (rows, away) = (in_rows(&heads, drawn), in_rows(&heads, gone));
    Ok(Drawing { north: Some(north), rows, categories: category_rules(db, of)?, away })
}

/// The rows that have some of these stalls, with these.
fn in_rows(heads: &[(RowId, i32, String, bool)], mut stalls: Vec<(DrawnStall, Option<NaiveDate>)>) -> Vec<DrawnRow> {
    let rows = heads.iter().map(|(id, ord, name, is_ring)| {
        let theirs = stalls.extract_if(.., |(stall, _)| stall.row == *id).map(|(stall, _)| stall).collect();
        DrawnRow { id: *id, ord: *ord, name: name.clone(), is_ring: *is_ring, stalls: theirs }
    });
    rows.filter(|row| !row.stalls.is_empty()).collect()
}

/// The rules of the categories at a site.
fn category_rules(db: &mut Db, of: SiteId) -> QueryResult<Vec<CategoryRule>> {
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

/// Every stall a site ever had, in the order of its rows, and since when it is retired.
fn stalls(db: &mut Db, of: SiteId) -> QueryResult<Vec<(DrawnStall, Option<NaiveDate>)>> {
    type Place = (StallId, RowId, i32, String, i32);
    type Marks = (Option<String>, Option<String>, Option<NaiveDate>);
    type Between = (Option<ObstacleKind>, Option<i32>);
    let rows: Vec<(Place, Fittings, Marks, Between)> = stall::table
        .left_join(obstacle::table)
        .filter(stall::site_id.eq(of))
        .filter(stall::only_day.is_null())
        .order((stall::row_id, stall::ord))
        .select((
            (stall::id, stall::row_id, stall::ord, stall::number, stall::width_cm),
            (stall::power, stall::water, stall::baking, stall::own_unit),
            (stall::marked_category, stall::blocked_reason, stall::retired_on),
            (obstacle::kind.nullable(), obstacle::width_cm.nullable()),
        ))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|((id, row, ord, number, width_cm), fittings, (category, blocked, retired_on), (kind, between_cm))| {
            let after = kind.zip(between_cm).map(|(kind, width_cm)| Obstacle { kind, width_cm });
            (DrawnStall { id, row, ord, number, width_cm, fittings, category, blocked, after }, retired_on)
        })
        .collect())
}
