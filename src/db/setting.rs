//! The marketplace's own settings as they are stored: a name, a value, and the day from which it holds.
use super::Db;
use super::schema::setting;
use crate::kernel::ids::AccountId;
use crate::kernel::money::Rial;
use crate::kernel::text_enum;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The unit money is shown and typed in: a `MoneyUnit`.
pub(crate) const MONEY_UNIT: &str = "money-unit";
pub(crate) const PUBLIC_NAME_FA: &str = "public-name-fa";
pub(crate) const PUBLIC_NAME_EN: &str = "public-name-en";
/// What happens to a sale when the machine that makes the good has moved on.
pub(crate) const MOVED_MACHINE: &str = "moved-machine";
/// Above how many rials a grant decided on paper is not handed over by whoever wrote the decision down.
pub(crate) const PAPER_LIMIT: &str = "paper-limit";
/// The limit until an office sets another: 500 million toman.
const FIRST_PAPER_LIMIT: Rial = Rial(5_000_000_000);

text_enum! {
    /// What an office can turn off while the program runs; everything is on until then.
    pub(crate) enum Switch {
        /// What buyers say of goods, and what shops answer.
        Reviews = "reviews",
        /// What buyers are told of their orders, by whatever way.
        Messages = "messages",
        /// What goods cost, for visitors who are not signed in.
        Prices = "public-prices",
    }
}

/// The values of a switch.
pub(crate) const OFF: &str = "off";
const ON: &str = "on";

/// Whether something is on today.
pub(crate) fn is_on(db: &mut Db, switch: Switch) -> QueryResult<bool> {
    Ok(value(db, switch.as_str())?.as_deref() != Some(OFF))
}

/// Everything that is on today.
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

/// Turns something on or off from today on.
pub(crate) fn turn(db: &mut Db, (switch, is_on): (Switch, bool), by: AccountId) -> QueryResult<()> {
    let today = db.now.today;
    set(db, switch.as_str(), if is_on { ON } else { OFF }, today, by)
}

/// The value that holds today; nothing if none was ever set.
pub(crate) fn value(db: &mut Db, name: &str) -> QueryResult<Option<String>> {
    setting::table
        .filter(setting::name.eq(name))
        .filter(setting::valid_from.le(db.now.today))
        .order(setting::valid_from.desc())
        .select(setting::value)
        .first(db.conn)
        .optional()
}

/// The limit of grants decided on paper that holds today.
pub(crate) fn paper_limit(db: &mut Db) -> QueryResult<Rial> {
    let set = value(db, PAPER_LIMIT)?.and_then(|rials| rials.parse().ok());
    Ok(set.map_or(FIRST_PAPER_LIMIT, Rial))
}

/// Sets what holds from a day on, in place of what was set for the same day before.
pub(crate) fn set(db: &mut Db, name: &str, value: &str, from: NaiveDate, by: AccountId) -> QueryResult<()> {
    let changed = diesel::update(setting::table.find((name, from)))
        .set((setting::value.eq(value), setting::set_by.eq(by.0), setting::set_at.eq(db.now.at)))
        .execute(db.conn)?;
    if changed == 0 {
        diesel::insert_into(setting::table)
            .values((
                setting::name.eq(name),
                setting::valid_from.eq(from),
                setting::value.eq(value),
                setting::set_by.eq(by.0),
                setting::set_at.eq(db.now.at),
            ))
            .execute(db.conn)?;
    }
    Ok(())
}
