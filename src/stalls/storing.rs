//! Writing a changed drawing to the tables of its site: only what is otherwise than before.
use super::fittings::{Baking, Power};
use super::model::{CategoryRule, Drawing, DrawnRow, DrawnStall};
use crate::db::schema::{former_number, market_site, obstacle, site_category, site_row, stall};
use crate::db::{Db, on_each};
use crate::kernel::ids::{MarketDayId, RowId, SiteId, StallId};
use chrono::NaiveDate;
use diesel::upsert::excluded;
use diesel::{ExpressionMethods, Insertable, QueryDsl, QueryResult, RunQueryDsl};

// What is nothing is written as such, not left out: else SQLite would be sent each row by itself.
#[derive(Insertable)]
#[diesel(table_name = site_row, treat_none_as_default_value = false)]
struct RowRow<'a> {
    id: RowId,
    site_id: SiteId,
    ord: i32,
    name: &'a str,
    ring: bool,
    only_day: Option<MarketDayId>,
}

impl<'a> RowRow<'a> {
    fn of(row: &'a DrawnRow, (site_id, only_day): Place) -> RowRow<'a> {
        RowRow { id: row.id, site_id, ord: row.ord, name: &row.name, ring: row.is_ring, only_day }
    }
}

#[derive(Insertable)]
#[diesel(table_name = stall, treat_none_as_default_value = false)]
struct StallRow<'a> {
    id: StallId,
    site_id: SiteId,
    row_id: RowId,
    ord: i32,
    number: &'a str,
    width_cm: i32,
    power: Power,
    water: bool,
    baking: Baking,
    own_unit: bool,
    marked_category: Option<&'a str>,
    blocked_reason: Option<&'a str>,
    retired_on: Option<NaiveDate>,
    only_day: Option<MarketDayId>,
}

impl<'a> StallRow<'a> {
    fn of(stall: &'a DrawnStall, (site_id, only_day): Place, retired_on: Option<NaiveDate>) -> StallRow<'a> {
        StallRow {
            id: stall.id,
            site_id,
            row_id: stall.row,
            ord: stall.ord,
            number: &stall.number,
            width_cm: stall.width_cm,
            power: stall.fittings.power,
            water: stall.fittings.water,
            baking: stall.fittings.baking,
            own_unit: stall.fittings.own_unit,
            marked_category: stall.category.as_deref(),
            blocked_reason: stall.blocked.as_deref(),
            retired_on,
            only_day,
        }
    }
}

/// The site, and the day where it is of one alone.
type Place = (SiteId, Option<MarketDayId>);

fn all_rows(drawing: &Drawing) -> impl Iterator<Item = &DrawnRow> {
    drawing.rows.iter().chain(&drawing.away)
}

fn all_stalls(drawing: &Drawing) -> impl Iterator<Item = &DrawnStall> {
    drawing.stalls().chain(drawing.taken_off())
}

/// Writes what is otherwise in the second drawing than in the first.
pub(super) fn store(db: &mut Db, site: SiteId, (before, after): (&Drawing, &Drawing)) -> QueryResult<()> {
    if before.north != after.north
        && let Some(north) = after.north
    {
        diesel::update(market_site::table.find(site)).set(market_site::north.eq(north)).execute(db.conn)?;
    }
    change_rows(db, site, (before, after))?;
    change_stalls(db, site, (before, after))?;
    keep_numbers(db, site, (before, after))?;
    insert_new(db, (site, None), (before, after))?;
    place_obstacles(db, (before, after))?;
    if before.categories != after.categories {
        rule_categories(db, site, &after.categories)?;
    }
    Ok(())
}

/// Adds the rows and stalls that were not there before; those of a market day are there on it alone.
pub(super) fn insert_new(db: &mut Db, place: Place, (before, after): (&Drawing, &Drawing)) -> QueryResult<()> {
    let is_new = |row: &&DrawnRow| all_rows(before).all(|known| known.id != row.id);
    let rows: Vec<RowRow> = after.rows.iter().filter(is_new).map(|row| RowRow::of(row, place)).collect();
    let stalls: Vec<StallRow> = after
        .stalls()
        .filter(|stall| before.any_stall(stall.id).is_none())
        .map(|stall| StallRow::of(stall, place, None))
        .collect();
    if !rows.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(site_row::table).values(&rows).execute(conn))?;
    }
    if !stalls.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(stall::table).values(&stalls).execute(conn))?;
    }
    Ok(())
}

fn change_rows(db: &mut Db, site: SiteId, (before, after): (&Drawing, &Drawing)) -> QueryResult<()> {
    let differs = |row: &&DrawnRow| {
        let was = all_rows(before).find(|known| known.id == row.id);
        was.is_some_and(|was| (&was.name, was.is_ring) != (&row.name, row.is_ring))
    };
    let rows: Vec<RowRow> = after.rows.iter().filter(differs).map(|row| RowRow::of(row, (site, None))).collect();
    if !rows.is_empty() {
        on_each!(db.conn, |conn| {
            diesel::insert_into(site_row::table)
                .values(&rows)
                .on_conflict(site_row::id)
                .do_update()
                .set((site_row::name.eq(excluded(site_row::name)), site_row::ring.eq(excluded(site_row::ring))))
                .execute(conn)
        })?;
    }
    Ok(())
}

fn change_stalls(db: &mut Db, site: SiteId, (before, after): (&Drawing, &Drawing)) -> QueryResult<()> {
    let was_drawn = |stall: &DrawnStall| before.stall(stall.id).is_some();
    let is_drawn = |stall: &DrawnStall| after.stall(stall.id).is_some();
    let differs = |stall: &&DrawnStall| {
        before.any_stall(stall.id).is_some_and(|was| was != *stall || was_drawn(stall) != is_drawn(stall))
    };
    let changed: Vec<&DrawnStall> = all_stalls(after).filter(differs).collect();
    if changed.is_empty() {
        return Ok(());
    }
    // Two stalls that change numbers have none for a moment: of a retired one it is not asked.
    let ids: Vec<StallId> = changed.iter().map(|stall| stall.id).collect();
    let today = db.now.today;
    let of_drawn = stall::table.filter(stall::id.eq_any(ids)).filter(stall::retired_on.is_null());
    diesel::update(of_drawn).set(stall::retired_on.eq(today)).execute(db.conn)?;
    let rows: Vec<StallRow> = changed.iter().map(|stall| StallRow::of(stall, (site, None), Some(today))).collect();
    overwrite(db, &rows)?;
    let drawn: Vec<StallId> = changed.iter().filter(|stall| is_drawn(stall)).map(|stall| stall.id).collect();
    let back = stall::table.filter(stall::id.eq_any(drawn));
    diesel::update(back).set(stall::retired_on.eq(None::<NaiveDate>)).execute(db.conn)?;
    Ok(())
}

/// Writes what can change of stalls that are there, all in one statement; since when one is retired stays as it is.
fn overwrite(db: &mut Db, rows: &[StallRow]) -> QueryResult<()> {
    on_each!(db.conn, |conn| {
        diesel::insert_into(stall::table)
            .values(rows)
            .on_conflict(stall::id)
            .do_update()
            .set((
                stall::number.eq(excluded(stall::number)),
                stall::width_cm.eq(excluded(stall::width_cm)),
                stall::power.eq(excluded(stall::power)),
                stall::water.eq(excluded(stall::water)),
                stall::baking.eq(excluded(stall::baking)),
                stall::own_unit.eq(excluded(stall::own_unit)),
                stall::marked_category.eq(excluded(stall::marked_category)),
                stall::blocked_reason.eq(excluded(stall::blocked_reason)),
            ))
            .execute(conn)
    })
    .map(drop)
}

/// Keeps the numbers that stalls had before and have no more; also that of one which is taken off, so that its label leads to
/// no other stall that had the number earlier.
fn keep_numbers(db: &mut Db, site: SiteId, (before, after): (&Drawing, &Drawing)) -> QueryResult<()> {
    let left = |was: &&DrawnStall| after.stall(was.id).is_none_or(|is| is.number != was.number);
    let rows: Vec<_> = before
        .stalls()
        .filter(left)
        .map(|was| {
            (former_number::site_id.eq(site), former_number::number.eq(&was.number), former_number::stall_id.eq(was.id))
        })
        .collect();
    if !rows.is_empty() {
        on_each!(db.conn, |conn| {
            diesel::insert_into(former_number::table)
                .values(&rows)
                .on_conflict((former_number::site_id, former_number::number))
                .do_update()
                .set(former_number::stall_id.eq(excluded(former_number::stall_id)))
                .execute(conn)
        })?;
    }
    Ok(())
}

fn place_obstacles(db: &mut Db, (before, after): (&Drawing, &Drawing)) -> QueryResult<()> {
    let was = |stall: &DrawnStall| before.any_stall(stall.id).and_then(|known| known.after);
    let moved: Vec<&DrawnStall> = all_stalls(after).filter(|stall| was(stall) != stall.after).collect();
    let ids: Vec<StallId> = moved.iter().map(|stall| stall.id).collect();
    diesel::delete(obstacle::table.filter(obstacle::stall_id.eq_any(ids))).execute(db.conn)?;
    let rows: Vec<_> = moved
        .iter()
        .filter_map(|stall| Some((stall.id, stall.after?)))
        .map(|(id, put)| (obstacle::stall_id.eq(id), obstacle::kind.eq(put.kind), obstacle::width_cm.eq(put.width_cm)))
        .collect();
    if !rows.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(obstacle::table).values(&rows).execute(conn))?;
    }
    Ok(())
}

fn rule_categories(db: &mut Db, site: SiteId, rules: &[CategoryRule]) -> QueryResult<()> {
    diesel::delete(site_category::table.filter(site_category::site_id.eq(site))).execute(db.conn)?;
    let rows: Vec<_> = rules
        .iter()
        .map(|rule| {
            (
                (site_category::site_id.eq(site), site_category::category_code.eq(&rule.category)),
                site_category::required.eq(rule.required),
                (site_category::max_stalls.eq(rule.max_stalls), site_category::max_vendors.eq(rule.max_vendors)),
            )
        })
        .collect();
    if !rows.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(site_category::table).values(&rows).execute(conn))?;
    }
    Ok(())
}
