//! A visitor reports something that buyers see of a shop. However many do, it stands in the queue once, as it stood there before:
//! a report changes nothing that a moderator is about to decide on. Nobody's name is asked.
use super::again;
use super::model::{ItemKind, ReportReason, Seen, What};
use super::queries;
use crate::db::schema::{good_report, moderation, review};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{ModerationId, ProductId, ReportId, ReviewId, ShopId};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What a visitor tells.
#[derive(Clone, Debug)]
pub(crate) struct NewReport {
    pub what: What,
    pub reason: ReportReason,
    pub words: String,
    /// A keyed digest of the network address.
    pub address: Vec<u8>,
}

/// Why a report is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReportRefusal {
    #[error("there is no such thing that buyers see")]
    Unknown,
    #[error("so many reports came from this network address today")]
    TooMany,
}

/// Reports from one network address in a day: behind one there may be a whole town of phones.
pub(super) const MOST_IN_A_DAY: i64 = 60;
/// Reports about one thing in a day that are kept: more of them tell nothing more.
const MOST_OF_ONE: i64 = 20;

/// Takes a report; a second one about the same from the same address, and one of very many, is taken without a row.
pub(crate) fn report(db: &mut Db, new: &NewReport) -> Write<(), ReportRefusal> {
    let Some((seen, ..)) = queries::seen(db, &new.what)? else {
        return refuse(ReportRefusal::Unknown);
    };
    let since = db.now.at - TimeDelta::days(1);
    let told = told_from(db, &new.address, since)?;
    if is_among(db, &told, seen)? {
        return Ok(());
    }
    if i64::try_from(told.len()).unwrap_or(i64::MAX) >= MOST_IN_A_DAY {
        return refuse(ReportRefusal::TooMany);
    }
    let item = again::open(db, seen)?;
    let of_it = good_report::table.filter(good_report::item_id.eq(item)).filter(good_report::made_at.gt(since));
    if of_it.count().get_result::<i64>(db.conn)? >= MOST_OF_ONE {
        return Ok(());
    }
    let id: ReportId = db.id();
    let product: Option<ProductId> = moderation::table.find(item).select(moderation::product_id).first(db.conn)?;
    diesel::insert_into(good_report::table)
        .values((
            (good_report::id.eq(id), good_report::item_id.eq(item), good_report::product_id.eq(product)),
            (good_report::reason.eq(new.reason), good_report::words.eq(&new.words)),
            (good_report::address_index.eq(&new.address), good_report::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(())
}

/// What a report was about.
type Told = (ModerationId, ItemKind, ShopId, Option<ProductId>);

fn told_from(db: &mut Db, address: &[u8], since: NaiveDateTime) -> QueryResult<Vec<Told>> {
    good_report::table
        .inner_join(moderation::table)
        .filter(good_report::address_index.eq(address))
        .filter(good_report::made_at.gt(since))
        .order(good_report::id)
        .limit(MOST_IN_A_DAY)
        .select((moderation::id, moderation::kind, moderation::shop_id, moderation::product_id))
        .load(db.conn)
}

fn is_among(db: &mut Db, told: &[Told], seen: Seen) -> QueryResult<bool> {
    let is_item = |item: Option<ModerationId>| told.iter().any(|(of, ..)| Some(*of) == item);
    Ok(match seen {
        Seen::Good(good, _) => told.iter().any(|(_, kind, _, of)| *kind == ItemKind::Report && *of == Some(good)),
        Seen::Sign(shop) => told.iter().any(|(_, kind, of, _)| *kind == ItemKind::Shop && *of == shop),
        Seen::Review(id) => is_item(items_of(db, id)?.0),
        Seen::Answer(id) => is_item(items_of(db, id)?.1),
    })
}

fn items_of(db: &mut Db, id: ReviewId) -> QueryResult<(Option<ModerationId>, Option<ModerationId>)> {
    let (item, answer): (ModerationId, Option<ModerationId>) =
        review::table.find(id).select((review::item_id, review::answer_item_id)).first(db.conn)?;
    Ok((Some(item), answer))
}
