//! Having something looked over again that buyers see: because a visitor reported it, or a moderator wants to. It stands in the
//! queue once, buyers see it meanwhile, and what is decided then takes it from them or lets it stay.
use super::access::ModeratorOf;
use super::model::{ItemKind, ItemState, Seen};
use crate::audit::{self, Event};
use crate::catalogue::shop::face_of;
use crate::catalogue::waiting::{self, Sent};
use crate::db::Db;
use crate::db::schema::{moderation, review};
use crate::kernel::ids::{ModerationId, ProductId, ReviewId, ShopId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Has a moderator look something over again; gives what then stands in the queue, and nothing where it is not of the shop or
/// buyers do not see it.
pub(crate) fn look(db: &mut Db, by: &ModeratorOf, seen: Seen) -> QueryResult<Option<ModerationId>> {
    if !is_of(db, by.shop(), seen)? {
        return Ok(None);
    }
    let item = open(db, seen)?;
    let event = Event { action: "look_again", object: ("moderation", item.0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(Some(item))
}

fn is_of(db: &mut Db, shop: ShopId, seen: Seen) -> QueryResult<bool> {
    let (id, is_answer) = match seen {
        Seen::Good(_, of) | Seen::Sign(of) => return Ok(of == shop),
        Seen::Review(id) => (id, false),
        Seen::Answer(id) => (id, true),
    };
    let found: Option<(ShopId, bool, bool)> = review::table
        .find(id)
        .select((review::shop_id, review::is_seen, review::answer_seen))
        .first(db.conn)
        .optional()?;
    Ok(found.is_some_and(|(of, is_seen, answer_seen)| of == shop && is_seen && (answer_seen || !is_answer)))
}

/// Puts it into the queue, unless it stands there.
pub(super) fn open(db: &mut Db, seen: Seen) -> QueryResult<ModerationId> {
    match seen {
        Seen::Good(good, shop) => {
            let sent = Sent { kind: ItemKind::Report, ..Sent::good(shop, good) };
            match waiting_of(db, &sent)? {
                Some(waiting) => Ok(waiting),
                None => waiting::send(db, &sent),
            }
        }
        Seen::Sign(shop) => {
            let (name, story) = face_of(db, shop)?;
            let words = (name.as_str(), story.as_str());
            let sent = Sent { kind: ItemKind::Shop, shop, product: None, words, former: ("", ""), is_shown: true };
            match waiting_of(db, &sent)? {
                Some(waiting) => Ok(waiting),
                None => waiting::put(db, &sent),
            }
        }
        Seen::Review(id) => {
            let of = OfReview::find(db, id)?;
            again(db, of.item, &of.sent(ItemKind::Review))
        }
        Seen::Answer(id) => {
            let of = OfReview::find(db, id)?;
            let sent = of.sent(ItemKind::Answer);
            match of.answer_item {
                Some(item) => again(db, item, &sent),
                None => {
                    let item = waiting::put(db, &sent)?;
                    diesel::update(review::table.find(id)).set(review::answer_item_id.eq(item)).execute(db.conn)?;
                    Ok(item)
                }
            }
        }
    }
}

#[derive(diesel::Queryable)]
struct OfReview {
    item: ModerationId,
    answer_item: Option<ModerationId>,
    shop: ShopId,
    product: ProductId,
}

impl OfReview {
    fn find(db: &mut Db, id: ReviewId) -> QueryResult<OfReview> {
        review::table
            .find(id)
            .select((review::item_id, review::answer_item_id, review::shop_id, review::product_id))
            .first(db.conn)
    }

    fn sent(&self, kind: ItemKind) -> Sent<'static> {
        Sent { kind, is_shown: true, ..Sent::good(self.shop, self.product) }
    }
}

fn again(db: &mut Db, item: ModerationId, sent: &Sent) -> QueryResult<ModerationId> {
    let state: ItemState = moderation::table.find(item).select(moderation::state).first(db.conn)?;
    if state == ItemState::Waiting { Ok(item) } else { waiting::send_again(db, item, sent) }
}

fn waiting_of(db: &mut Db, sent: &Sent) -> QueryResult<Option<ModerationId>> {
    let waiting = moderation::table
        .filter(moderation::shop_id.eq(sent.shop))
        .filter(moderation::kind.eq(sent.kind))
        .filter(moderation::is_shown.eq(sent.is_shown))
        .filter(moderation::state.eq(ItemState::Waiting))
        .select(moderation::id)
        .into_boxed();
    let waiting = match sent.product {
        Some(good) => waiting.filter(moderation::product_id.eq(good)),
        None => waiting,
    };
    waiting.first(db.conn).optional()
}
