//! What is done when its time has come: a shop is told that a licence ends, goods are hidden when it has ended, and the goods of
//! a category are looked through when what they need changes.
use super::model::{Kind, LicenceState, after, moment_of, reached};
use super::queries;
use crate::catalogue::model::GoodState;
use crate::catalogue::shown;
use crate::db::schema::{licence, product, shop};
use crate::db::{Db, Pool};
use crate::households::queries::{people_of, people_of_all};
use crate::jobs;
use crate::kernel::ids::{AccountId, HouseholdId, LicenceId, LicenceKindId, ShopId};
use crate::messages::{self, EndingLicence, Letter};
use anyhow::Context;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the job that looks at one licence; its argument is the licence.
pub(crate) const DUE: &str = "licence_due";
/// The kind of the job that looks through the shops of a category; its argument is the category.
pub(crate) const SETTLE: &str = "licence_settle";
/// The kind of the job that tells the shops of a category what they will need; its argument is the category and the kind.
pub(crate) const TELL: &str = "licence_needed";
/// So many shops are looked at in one transaction.
const AT_ONCE: i64 = 50;

/// Plans the next look at a licence, after the stage of which its shop was told.
pub(super) fn plan_after(db: &mut Db, (id, expires_on): (LicenceId, NaiveDate), told: Option<i32>) -> QueryResult<()> {
    match after(told) {
        Some(stage) => jobs::enqueue(db, DUE, &id.to_string(), moment_of(expires_on, stage)).map(drop),
        None => Ok(()),
    }
}

/// Tells the shop of a licence how near its end is, each stage once, and hides what needed it when it has ended.
///
/// # Errors
/// When the database cannot be used.
pub(crate) fn look_at(pool: &Pool, id: &str) -> anyhow::Result<()> {
    let id: LicenceId = id.parse()?;
    Ok(pool.change_now(|db| look(db, id))?)
}

fn look(db: &mut Db, id: LicenceId) -> QueryResult<()> {
    type Row = (ShopId, LicenceKindId, NaiveDate, Option<i32>);
    let accepted = licence::table.find(id).filter(licence::state.eq(LicenceState::Accepted));
    let found: Option<Row> = accepted
        .select((licence::shop_id, licence::kind_id, licence::expires_on, licence::told_days))
        .first(db.conn)
        .optional()?;
    let Some((shop, kind, expires_on, told)) = found else {
        return Ok(());
    };
    let Some(stage) = reached(expires_on, db.now.at).filter(|stage| told.is_none_or(|told| *stage < told)) else {
        return Ok(());
    };
    diesel::update(licence::table.find(id)).set(licence::told_days.eq(stage)).execute(db.conn)?;
    plan_after(db, (id, expires_on), Some(stage))?;
    if stage == 0 {
        shown::settle(db, &[shop])?;
    }
    if queries::is_renewed(db, shop, (kind, expires_on))? {
        return Ok(());
    }
    tell(db, shop, (kind, expires_on), stage == 0)
}

fn tell(db: &mut Db, of: ShopId, (kind, until): (LicenceKindId, NaiveDate), has_ended: bool) -> QueryResult<()> {
    let Some(Kind { name_fa, name_en, .. }) = queries::kind(db, kind)? else {
        return Ok(());
    };
    let is_needed = queries::is_needed(db, of, kind)?;
    let household: HouseholdId = shop::table.find(of).select(shop::household_id).first(db.conn)?;
    let letter = Letter::LicenceEnding(EndingLicence { name_fa, name_en, until, has_ended, is_needed });
    let letters: Vec<_> = people_of(db, household)?.into_iter().map(|person| (person, letter.clone())).collect();
    messages::send_all(db, &letters)
}

/// Has what changed for a category looked at on the day from which it holds.
pub(super) fn plan_settling(db: &mut Db, category: &str, at: NaiveDateTime) -> QueryResult<()> {
    let at = at.max(db.now.at);
    jobs::enqueue(db, SETTLE, category, at).map(drop)
}

/// Has the shops of a category told that its goods need a kind.
pub(super) fn plan_telling(db: &mut Db, category: &str, kind: LicenceKindId) -> QueryResult<()> {
    let now = db.now.at;
    jobs::enqueue(db, TELL, &format!("{category} {kind}"), now).map(drop)
}

/// Hides and shows the goods of a category by what they need now.
///
/// # Errors
/// When the database cannot be used.
pub(crate) fn settle(pool: &Pool, category: &str) -> anyhow::Result<()> {
    each_shop(pool, category, shown::settle)
}

/// Tells every shop with goods of a category and without this kind that they need it.
///
/// # Errors
/// When the database cannot be used.
pub(crate) fn tell_needed(pool: &Pool, arg: &str) -> anyhow::Result<()> {
    let (category, kind) = arg.split_once(' ').context("a category and a kind")?;
    let kind: LicenceKindId = kind.parse()?;
    let need =
        pool.read_now(queries::needs)?.into_iter().find(|need| need.category == category && need.kind.id == kind);
    let Some((from, Kind { name_fa, name_en, .. })) = need.and_then(|need| Some((need.from?, need.kind))) else {
        return Ok(());
    };
    let letter = Letter::LicenceNeeded { name_fa, name_en, from };
    each_shop(pool, category, |db, shops| {
        let have = queries::that_have(db, shops, kind)?;
        let lacking: Vec<ShopId> = shops.iter().filter(|shop| !have.contains(shop)).copied().collect();
        let of: Vec<HouseholdId> =
            shop::table.filter(shop::id.eq_any(&lacking)).select(shop::household_id).load(db.conn)?;
        let people: Vec<AccountId> = people_of_all(db, &of)?;
        let letters: Vec<_> = people.into_iter().map(|person| (person, letter.clone())).collect();
        messages::send_all(db, &letters)
    })
}

/// Goes through the shops with goods of a category, some at a time.
fn each_shop(pool: &Pool, category: &str, act: impl Fn(&mut Db, &[ShopId]) -> QueryResult<()>) -> anyhow::Result<()> {
    let mut last = ShopId(0);
    loop {
        let shops = pool.change_now(|db| {
            let shops: Vec<ShopId> = product::table
                .filter(product::category_code.eq(category))
                .filter(product::state.eq_any([GoodState::Listed, GoodState::Hidden]))
                .filter(product::shop_id.gt(last))
                .order(product::shop_id)
                .select(product::shop_id)
                .distinct()
                .limit(AT_ONCE)
                .load(db.conn)?;
            act(db, &shops).map(|()| shops)
        })?;
        match shops.last() {
            Some(further) => last = *further,
            None => return Ok(()),
        }
    }
}
