//! The marketplace's own settings as they are stored: a name, a value, and the day from which it holds.
use super::Db;
use super::schema::setting;
use crate::kernel::ids::AccountId;
use crate::kernel::money::Rial;
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
