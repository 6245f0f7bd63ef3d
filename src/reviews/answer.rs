//! Answering a review, once. The answer of a shop that is not trusted waits to be looked over.
use super::access::Reviewed;
use crate::catalogue::model::ItemState;
use crate::catalogue::waiting::{self, ItemKind, Sent};
use crate::db::schema::{moderation, review};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{ModerationId, ProductId, ShopId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AnswerRefusal {
    #[error("the shop has answered already")]
    Answered,
}

/// Takes the shop's answer; true if everyone reads it at once. The same words a second time are the same answer, unless they
/// were refused or are to be mended.
pub(crate) fn answer(db: &mut Db, by: &Reviewed, words: &str) -> Write<bool, AnswerRefusal> {
    type Row = (String, bool, Option<ModerationId>, ProductId, ShopId);
    let (before, was_seen, item, product, shop): Row = review::table
        .find(by.review())
        .select((review::answer, review::answer_seen, review::answer_item_id, review::product_id, review::shop_id))
        .first(db.conn)?;
    let state = state_of(db, item)?;
    if !before.is_empty() && state != Some(ItemState::ToMend) {
        let stands = before == words && (was_seen || state == Some(ItemState::Waiting));
        return if stands { Ok(was_seen) } else { refuse(AnswerRefusal::Answered) };
    }
    let is_seen = waiting::is_trusted(db, shop)? && item.is_none();
    let sent = Sent { kind: ItemKind::Answer, ..Sent::good(shop, product) };
    let item = match item {
        Some(item) => Some(waiting::send_again(db, item, &sent)?),
        None if is_seen => None,
        None => Some(waiting::put(db, &sent)?),
    };
    let changed = diesel::update(review::table.find(by.review()).filter(review::answer.eq(before)))
        .set((review::answer.eq(words), review::answer_item_id.eq(item), review::answer_seen.eq(is_seen)))
        .execute(db.conn)?;
    if changed == 0 { refuse(AnswerRefusal::Answered) } else { Ok(is_seen) }
}

fn state_of(db: &mut Db, item: Option<ModerationId>) -> QueryResult<Option<ItemState>> {
    match item {
        Some(item) => moderation::table.find(item).select(moderation::state).first(db.conn).optional(),
        None => Ok(None),
    }
}
