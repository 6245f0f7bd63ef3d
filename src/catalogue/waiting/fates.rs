//! What became of what a shop sent to be looked over and buyers do not see: of its goods, and of the words on its sign.
use super::{ItemKind, ItemState};
use crate::catalogue::model::GoodState;
use crate::db::Db;
use crate::db::schema::{moderation, product};
use crate::kernel::ids::{ProductId, ShopId};
use crate::messages::Reason;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// What became of a good that buyers do not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fate {
    pub state: ItemState,
    pub reasons: Vec<Reason>,
    pub note: String,
}

macro_rules! fates_of_hidden {
    () => {
        moderation::table
            .inner_join(product::table)
            .filter(product::state.eq(GoodState::Hidden))
            .filter(moderation::kind.eq_any([ItemKind::Good, ItemKind::Report]))
            // A report that is not decided hides nothing.
            .filter(
                moderation::state
                    .eq_any([ItemState::ToMend, ItemState::Refused])
                    .or(moderation::kind.eq(ItemKind::Good)),
            )
            .filter(moderation::state.ne_all([ItemState::Withdrawn, ItemState::Accepted]))
            .order(moderation::id)
            .select((moderation::product_id, moderation::state, moderation::reasons, moderation::note))
    };
}

type FateRow = (Option<ProductId>, ItemState, String, String);

/// What became of each of a shop's goods that buyers do not see; the newest word counts.
pub(crate) fn fates(db: &mut Db, shop: ShopId) -> QueryResult<Vec<(ProductId, Fate)>> {
    let rows: Vec<FateRow> = fates_of_hidden!().filter(moderation::shop_id.eq(shop)).load(db.conn)?;
    Ok(rows.into_iter().filter_map(fate).collect())
}

/// What became of one good that buyers do not see; nothing for one that they see, or that only lacks a licence.
pub(crate) fn fate_of(db: &mut Db, good: ProductId) -> QueryResult<Option<Fate>> {
    let rows: Vec<FateRow> = fates_of_hidden!().filter(moderation::product_id.eq(good)).load(db.conn)?;
    Ok(rows.into_iter().filter_map(fate).next_back().map(|(_, fate)| fate))
}

fn fate((good, state, reasons, note): FateRow) -> Option<(ProductId, Fate)> {
    Some((good?, Fate { state, reasons: Reason::read(&reasons), note }))
}

/// The words of a shop that buyers do not read, as they were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SentWords {
    pub name: String,
    pub story: String,
    pub fate: Fate,
}

/// The last words of a shop, if they wait or were not taken as they were.
pub(crate) fn words_of(db: &mut Db, shop: ShopId) -> QueryResult<Option<SentWords>> {
    type Row = (String, String, ItemState, String, String);
    let last: Option<Row> = moderation::table
        .filter(moderation::shop_id.eq(shop))
        .filter(moderation::kind.eq(ItemKind::Shop))
        // What buyers read while it is looked over again is no news to its shop.
        .filter(moderation::is_shown.eq(false).or(moderation::state.eq_any([ItemState::ToMend, ItemState::Refused])))
        .order(moderation::id.desc())
        .select((moderation::name, moderation::words, moderation::state, moderation::reasons, moderation::note))
        .first(db.conn)
        .optional()?;
    let unseen = last.filter(|(_, _, state, ..)| !matches!(state, ItemState::Accepted | ItemState::Withdrawn));
    Ok(unseen.map(|(name, story, state, reasons, note)| SentWords {
        name,
        story,
        fate: Fate { state, reasons: Reason::read(&reasons), note },
    }))
}
