//! The shop of a household: opened with its first good, then named and described by its own people.
use super::list_good::searched;
use super::model::{Category, GoodState, Shop};
use super::queries;
use super::waiting::{self, ItemKind, Sent};
use crate::db::schema::{area, category, product, shop};
use crate::db::{Db, Write, refuse};
use crate::households::access::Producer;
use crate::i18n::texts;
use crate::kernel::ids::{AreaId, HouseholdId, ProductId, ShopId};
use crate::kernel::lang::Lang;
use crate::kernel::persian::sort_key;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// What the public reads of a shop.
#[derive(Clone, Debug)]
pub(crate) struct ShopFace {
    pub name: String,
    pub story: String,
}

/// Why a shop is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ShopRefusal {
    #[error("the household has not opened a shop")]
    NotOpen,
}

/// The household's shop; opened under `name` if there is none yet. Where the shop is not trusted, its sign names its first
/// kind of goods until the name was looked over.
pub(super) fn of_or_open(db: &mut Db, by: &Producer, (name, kind): (&str, &Category)) -> QueryResult<ShopId> {
    if let Some(Shop { id, .. }) = queries::shop_of(db, by.household())? {
        return Ok(id);
    }
    let id = open(db, by, name)?;
    let [unnamed, other] = Lang::BOTH.map(|lang| texts(lang).catalogue_shop_unnamed(kind.name(lang)));
    if name != unnamed && name != other && !waiting::is_trusted(db, id)? {
        put_face(db, id, (&unnamed, ""))?;
        send(db, id, (name, ""), (&unnamed, ""))?;
    }
    Ok(id)
}

fn open(db: &mut Db, by: &Producer, name: &str) -> QueryResult<ShopId> {
    let id: ShopId = db.id();
    let city = city_of(db, by.area())?;
    diesel::insert_into(shop::table)
        .values((
            shop::id.eq(id),
            shop::code.eq(db.code()),
            shop::household_id.eq(by.household()),
            shop::city_id.eq(city),
            shop::name.eq(name),
            shop::sort_key.eq(sort_key(name)),
            shop::story.eq(""),
            shop::opened_on.eq(db.now.today),
        ))
        .execute(db.conn)?;
    waiting::begin(db, id)?;
    Ok(id)
}

/// The city that an area lies in: the finest place the public is told. An area that lies in no city stands for itself.
fn city_of(db: &mut Db, of: AreaId) -> QueryResult<AreaId> {
    let path: String = area::table.find(of).select(area::path).first(db.conn)?;
    let above: Vec<&str> =
        path.char_indices().filter(|(_, c)| *c == '.').map(|(end, _)| path.split_at(end).0).collect();
    let city: Option<AreaId> = area::table
        .filter(area::path.eq_any(above))
        .filter(area::level.eq("city"))
        .select(area::id)
        .first(db.conn)
        .optional()?;
    Ok(city.unwrap_or(of))
}

/// The name on the sign of a shop.
pub(super) fn name_of(db: &mut Db, id: ShopId) -> QueryResult<String> {
    shop::table.find(id).select(shop::name).first(db.conn)
}

/// The name on the sign of a household's shop.
pub(super) fn name_of_household(db: &mut Db, of: HouseholdId) -> QueryResult<String> {
    shop::table.filter(shop::household_id.eq(of)).select(shop::name).first(db.conn)
}

/// What became of the words of a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Described {
    /// Everyone reads them.
    Seen,
    /// They wait to be looked over; those of before stay until then.
    Waiting,
}

/// Changes the name and the story of the household's own shop; its goods are found by the new name from then on.
pub(crate) fn describe(db: &mut Db, by: &Producer, face: &ShopFace) -> Write<Described, ShopRefusal> {
    let Some(now) = queries::shop_of(db, by.household())? else {
        return refuse(ShopRefusal::NotOpen);
    };
    let (new, old) = ((face.name.as_str(), face.story.as_str()), (now.name.as_str(), now.story.as_str()));
    if new == old {
        waiting::withdraw_words(db, now.id)?;
        return Ok(Described::Seen);
    }
    if !waiting::is_trusted(db, now.id)? {
        send(db, now.id, new, old)?;
        return Ok(Described::Waiting);
    }
    waiting::withdraw_words(db, now.id)?;
    put_face(db, now.id, new)?;
    Ok(Described::Seen)
}

fn send(db: &mut Db, shop: ShopId, words: (&str, &str), former: (&str, &str)) -> QueryResult<()> {
    let sent = Sent { kind: ItemKind::Shop, shop, product: None, words, former, is_shown: false };
    waiting::send(db, &sent).map(drop)
}

/// What the sign of a shop says in whose words nobody trusts: what it sells, named by the kind of its first good.
pub(crate) fn plain_face(db: &mut Db, of: ShopId) -> QueryResult<String> {
    let first: Option<(String, String, String)> = product::table
        .inner_join(category::table)
        .filter(product::shop_id.eq(of))
        .order(product::id)
        .select((category::code, category::name_fa, category::name_en))
        .first(db.conn)
        .optional()?;
    let kind = match first {
        Some((code, name_fa, name_en)) => Category { code, name_fa, name_en }.name(Lang::Fa).to_owned(),
        None => String::new(),
    };
    Ok(texts(Lang::Fa).catalogue_shop_unnamed(kind.as_str()))
}

/// The name and the story on the sign of a shop.
pub(crate) fn face_of(db: &mut Db, of: ShopId) -> QueryResult<(String, String)> {
    shop::table.find(of).select((shop::name, shop::story)).first(db.conn)
}

/// Puts a name and a story on the sign of a shop; its goods are found by the new name from then on.
pub(crate) fn put_face(db: &mut Db, shop: ShopId, (name, story): (&str, &str)) -> QueryResult<()> {
    diesel::update(shop::table.find(shop))
        .set((shop::name.eq(name), shop::sort_key.eq(sort_key(name)), shop::story.eq(story)))
        .execute(db.conn)?;
    waiting::sign_changed(db, shop)?;
    find_goods_by(db, shop, name)
}

/// Writes the shop's name into what its goods are found by; a shop has no more goods than a page of its owner shows.
fn find_goods_by(db: &mut Db, of: ShopId, shop_name: &str) -> QueryResult<()> {
    type Row = (ProductId, String, String, (String, String, String));
    let goods: Vec<Row> = product::table
        .inner_join(category::table)
        .filter(product::shop_id.eq(of))
        .filter(product::state.ne(GoodState::Removed))
        .select((
            product::id,
            product::name,
            product::description,
            (category::code, category::name_fa, category::name_en),
        ))
        .load(db.conn)?;
    for (id, name, description, (code, name_fa, name_en)) in goods {
        let category = Category { code, name_fa, name_en };
        let text = searched((&name, &description), &category, shop_name);
        diesel::update(product::table.find(id)).set(product::search_text.eq(text)).execute(db.conn)?;
    }
    Ok(())
}
