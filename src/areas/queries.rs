//! Reads of areas, institutions, settings and holidays.
use super::model::{
    AreaRow, Holiday, InCity, InstitutionKind, InstitutionRow, Level, MovedMachine, Overview, PartRow, ProgrammeRow,
    Switch,
};
use crate::db::Db;
use crate::db::schema::{account, area, area_role, holiday, institution, market_site, programme, setting as settings};
use crate::db::{setting, switch};
use crate::kernel::ids::{AreaId, InstitutionId};
use crate::kernel::money::MoneyUnit;
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// No list of a parent's areas is longer: a province has some two hundred neighbourhoods, the country 31 provinces.
const MOST: i64 = 500;

/// One area.
pub(crate) fn area(db: &mut Db, id: AreaId) -> QueryResult<Option<AreaRow>> {
    area::table
        .find(id)
        .select((area::id, area::level, area::parent_id, (area::name_fa, area::name_en)))
        .first(db.conn)
        .optional()
}

/// The areas directly below one, by name.
pub(crate) fn areas_below(db: &mut Db, parent: AreaId) -> QueryResult<Vec<AreaRow>> {
    area::table
        .filter(area::parent_id.eq(parent))
        .order((area::sort_key, area::id))
        .limit(MOST)
        .select((area::id, area::level, area::parent_id, (area::name_fa, area::name_en)))
        .load(db.conn)
}

/// Where a city stands in a path: below the country, the province and the county.
const CITY_DEPTH: usize = 4;

/// The cities that have a market, and those in which something is turned on or off other than everywhere, by name; each with
/// how all of it is there.
pub(crate) fn switched_cities(db: &mut Db) -> QueryResult<Vec<(AreaRow, Vec<InCity>)>> {
    let differing = switch::cities(db)?;
    let of_markets: Vec<String> =
        market_site::table.inner_join(area::table).limit(MOST).select(area::path).load(db.conn)?;
    let paths = of_markets.iter().map(|path| path.split('.').take(CITY_DEPTH).collect::<Vec<_>>().join("."));
    let ids: Vec<AreaId> = differing.iter().map(|(city, _)| *city).collect();
    let cities: Vec<AreaRow> = area::table
        .filter(area::level.eq(Level::City))
        .filter(area::path.eq_any(paths.collect::<BTreeSet<_>>()).or(area::id.eq_any(ids)))
        .order((area::sort_key, area::id))
        .limit(MOST)
        .select((area::id, area::level, area::parent_id, (area::name_fa, area::name_en)))
        .load(db.conn)?;
    let here = |city: &AreaRow| differing.iter().find(|(id, _)| *id == city.id).map(|(_, here)| here.clone());
    let with_switches = cities.into_iter().map(|city| {
        let here = here(&city).unwrap_or_else(|| vec![InCity::Usual; Switch::ALL.len()]);
        (city, here)
    });
    Ok(with_switches.collect())
}

/// The parts institutions have in an area, today or later.
pub(crate) fn parts_in(db: &mut Db, of: AreaId) -> QueryResult<Vec<PartRow>> {
    let today = db.now.today;
    area_role::table
        .inner_join(institution::table)
        .filter(area_role::area_id.eq(of))
        .filter(area_role::ends_on.is_null().or(area_role::ends_on.gt(today)))
        .order((area_role::role, area_role::starts_on, area_role::id))
        .limit(MOST)
        .select((
            area_role::id,
            area_role::role,
            area_role::starts_on,
            area_role::ends_on,
            (institution::name_fa, institution::name_en),
        ))
        .load(db.conn)
}

/// The country, if the office has been set up.
pub(crate) fn country(db: &mut Db) -> QueryResult<Option<AreaId>> {
    area::table.filter(area::level.eq(Level::Country)).select(area::id).first(db.conn).optional()
}

/// The institutions, the four first.
pub(crate) fn institutions(db: &mut Db) -> QueryResult<Vec<InstitutionRow>> {
    institution::table
        .order((institution::kind.eq(InstitutionKind::Other), institution::code))
        .limit(MOST)
        .select((institution::id, institution::kind, (institution::name_fa, institution::name_en)))
        .load(db.conn)
}

/// One institution.
pub(crate) fn institution(db: &mut Db, id: InstitutionId) -> QueryResult<Option<InstitutionRow>> {
    institution::table
        .find(id)
        .select((institution::id, institution::kind, (institution::name_fa, institution::name_en)))
        .first(db.conn)
        .optional()
}

/// The programmes of all institutions.
pub(crate) fn programmes(db: &mut Db) -> QueryResult<Vec<ProgrammeRow>> {
    programme::table
        .order((programme::institution_id, programme::code))
        .limit(MOST)
        .select((programme::institution_id, (programme::name_fa, programme::name_en)))
        .load(db.conn)
}

/// The unit of money as it holds and as it will, the newest last.
pub(crate) fn money_units(db: &mut Db) -> QueryResult<Vec<(NaiveDate, MoneyUnit)>> {
    settings::table
        .filter(settings::name.eq(setting::MONEY_UNIT))
        .order(settings::valid_from.desc())
        .limit(3)
        .select((settings::valid_from, settings::value))
        .load::<(NaiveDate, String)>(db.conn)
        .map(|rows| {
            let read = |(from, value): (NaiveDate, String)| MoneyUnit::parse(&value).map(|unit| (from, unit));
            rows.into_iter().rev().filter_map(read).collect()
        })
}

/// What happens to a sale when a machine has moved; it is refused until someone chose otherwise.
pub(crate) fn moved_machine(db: &mut Db) -> QueryResult<MovedMachine> {
    let value = setting::value(db, setting::MOVED_MACHINE)?;
    Ok(value.and_then(|value| MovedMachine::parse(&value)).unwrap_or(MovedMachine::Refuse))
}

/// The holidays from a day on.
pub(crate) fn holidays(db: &mut Db, from: NaiveDate) -> QueryResult<Vec<Holiday>> {
    holiday::table
        .filter(holiday::day.ge(from))
        .order(holiday::day)
        .limit(MOST)
        .select((holiday::day, (holiday::name_fa, holiday::name_en)))
        .load(db.conn)
}

/// How far the office is set up.
pub(crate) fn overview(db: &mut Db) -> QueryResult<Overview> {
    Ok(Overview {
        neighbourhoods: area::table.filter(area::level.eq(Level::Neighbourhood)).count().get_result(db.conn)?,
        institutions: institution::table.count().get_result(db.conn)?,
        programmes: programme::table.count().get_result(db.conn)?,
        sites: market_site::table.count().get_result(db.conn)?,
        people: account::table.count().get_result(db.conn)?,
    })
}
