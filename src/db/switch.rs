//! What an office can turn on and off while the program runs: everywhere, and otherwise in a city, for its market and its shops.
use super::Db;
use super::schema::{city_switch, setting, shop};
use super::setting::{set, value};
use crate::kernel::ids::{AccountId, AreaId, HouseholdId};
use crate::kernel::places::Where;
use crate::kernel::text_enum;
use diesel::{ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

text_enum! {
    /// What can be turned off; everything is on until then.
    pub(crate) enum Switch {
        /// What buyers say of goods, and what shops answer.
        Reviews = "reviews",
        /// What buyers are told of their orders, by whatever way.
        Messages = "messages",
        /// What goods cost, for visitors who are not signed in.
        Prices = "public-prices",
    }
}

text_enum! {
    /// How something is in one city.
    pub(crate) enum InCity {
        /// As it is everywhere.
        Usual = "usual",
        On = "on",
        Off = "off",
    }
}

/// The values of a switch.
const OFF: &str = "off";
const ON: &str = "on";

impl InCity {
    /// Whether it is on, where it is not as everywhere.
    fn is_on(self) -> Option<bool> {
        match self {
            InCity::Usual => None,
            InCity::On => Some(true),
            InCity::Off => Some(false),
        }
    }
}

/// Whether something is on today where nothing else is said.
fn is_on(db: &mut Db, switch: Switch) -> QueryResult<bool> {
    Ok(value(db, switch.as_str())?.as_deref() != Some(OFF))
}

/// Whether something is on today in the city of a household's shop.
pub(crate) fn is_on_for(db: &mut Db, switch: Switch, household: HouseholdId) -> QueryResult<bool> {
    let here: Option<InCity> = city_switch::table
        .inner_join(shop::table.on(shop::city_id.eq(city_switch::city_id)))
        .filter(shop::household_id.eq(household))
        .filter(city_switch::name.eq(switch.as_str()))
        .filter(city_switch::valid_from.le(db.now.today))
        .order(city_switch::valid_from.desc())
        .select(city_switch::value)
        .first(db.conn)
        .optional()?;
    match here.and_then(InCity::is_on) {
        Some(is_on) => Ok(is_on),
        None => is_on(db, switch),
    }
}

/// Everything that is on today where nothing else is said.
pub(crate) fn all_on(db: &mut Db) -> QueryResult<Vec<Switch>> {
    let set: Vec<(String, String)> = setting::table
        .filter(setting::name.eq_any(Switch::ALL.iter().map(|switch| switch.as_str())))
        .filter(setting::valid_from.le(db.now.today))
        .order(setting::valid_from.desc())
        .select((setting::name, setting::value))
        .load(db.conn)?;
    let is_on =
        |switch: &Switch| set.iter().find(|(name, _)| name == switch.as_str()).is_none_or(|(_, value)| value != OFF);
    Ok(Switch::ALL.iter().copied().filter(is_on).collect())
}

/// What was said last of each city and thing.
fn said(db: &mut Db) -> QueryResult<Vec<(AreaId, Switch, InCity)>> {
    let all: Vec<(AreaId, Switch, InCity)> = city_switch::table
        .filter(city_switch::valid_from.le(db.now.today))
        .order((city_switch::city_id, city_switch::name, city_switch::valid_from))
        .select((city_switch::city_id, city_switch::name, city_switch::value))
        .load(db.conn)?;
    let of_each = all.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    Ok(of_each.filter_map(<[_]>::last).copied().filter(|said| said.2 != InCity::Usual).collect())
}

/// Where each of them is on today, in the order of all.
pub(crate) fn places(db: &mut Db) -> QueryResult<Vec<(Switch, Where)>> {
    let (usually, said) = (all_on(db)?, said(db)?);
    let place = |switch: Switch| {
        let of_this = said.iter().filter(|said| said.1 == switch).filter_map(|said| Some((said.0, said.2.is_on()?)));
        (switch, Where::new(usually.contains(&switch), of_this))
    };
    Ok(Switch::ALL.iter().map(|switch| place(*switch)).collect())
}

/// The cities in which something is not as everywhere, each with how all of it is.
pub(crate) fn cities(db: &mut Db) -> QueryResult<Vec<(AreaId, Vec<InCity>)>> {
    let said = said(db)?;
    let of_each = said.chunk_by(|one, next| one.0 == next.0).filter_map(|of_one| Some((of_one.first()?.0, of_one)));
    let here = |of_one: &[(AreaId, Switch, InCity)], switch: &Switch| {
        of_one.iter().find(|said| said.1 == *switch).map_or(InCity::Usual, |said| said.2)
    };
    let all = of_each.map(|(city, of_one)| (city, Switch::ALL.iter().map(|switch| here(of_one, switch)).collect()));
    Ok(all.collect())
}

/// How each of them is in a city today, in the order of all.
pub(crate) fn in_city(db: &mut Db, city: AreaId) -> QueryResult<Vec<InCity>> {
    let said: Vec<(Switch, InCity)> = city_switch::table
        .filter(city_switch::city_id.eq(city))
        .filter(city_switch::valid_from.le(db.now.today))
        .order(city_switch::valid_from.desc())
        .select((city_switch::name, city_switch::value))
        .load(db.conn)?;
    let here = |switch: &Switch| said.iter().find(|said| said.0 == *switch).map_or(InCity::Usual, |said| said.1);
    Ok(Switch::ALL.iter().map(here).collect())
}

/// Turns something on or off from today on.
pub(crate) fn turn(db: &mut Db, (switch, is_on): (Switch, bool), by: AccountId) -> QueryResult<()> {
    let today = db.now.today;
    set(db, switch.as_str(), if is_on { ON } else { OFF }, today, by)
}

/// The same in one city, in place of what was said of it for the same day before.
pub(crate) fn turn_in(db: &mut Db, city: AreaId, (switch, here): (Switch, InCity), by: AccountId) -> QueryResult<()> {
    let (name, today) = (switch.as_str(), db.now.today);
    let said = (city_switch::value.eq(here), city_switch::set_by.eq(by.0), city_switch::set_at.eq(db.now.at));
    let changed = diesel::update(city_switch::table.find((city, name, today))).set(said).execute(db.conn)?;
    if changed == 0 {
        let key = (city_switch::city_id.eq(city), city_switch::name.eq(name), city_switch::valid_from.eq(today));
        diesel::insert_into(city_switch::table).values((key, said)).execute(db.conn)?;
    }
    Ok(())
}
