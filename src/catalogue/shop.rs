//! The shop of a household: opened with its first good, then named and described by its own people.
use super::list_good::searched;
use super::model::{Category, Shop};
use super::queries;
use crate::db::schema::{area, category, product, shop};
use crate::db::{Db, Write, refuse};
use crate::households::access::Producer;
use crate::kernel::ids::{AreaId, HouseholdId, ProductId, ShopId};
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

/// The household's shop; opened under `name` if there is none yet.
pub(super) fn of_or_open(db: &mut Db, by: &Producer, name: &str) -> QueryResult<ShopId> {
    match queries::shop_of(db, by.household())? {
        Some(Shop { id, .. }) => Ok(id),
        None => open(db, by, name),
    }
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

/// Changes the name and the story of the household's own shop; its goods are found by the new name from then on.
pub(crate) fn describe(db: &mut Db, by: &Producer, face: &ShopFace) -> Write<(), ShopRefusal> {
    let changed = diesel::update(shop::table.filter(shop::household_id.eq(by.household())))
        .set((shop::name.eq(&face.name), shop::sort_key.eq(sort_key(&face.name)), shop::story.eq(&face.story)))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(ShopRefusal::NotOpen);
    }
    find_goods_by(db, by.household(), &face.name)?;
    Ok(())
}

/// Writes the shop's name into what its goods are found by; a shop has no more goods than a page of its owner shows.
fn find_goods_by(db: &mut Db, of: HouseholdId, shop_name: &str) -> QueryResult<()> {
    type Row = (ProductId, String, String, (String, String, String));
    let goods: Vec<Row> = product::table
        .inner_join(category::table)
        .filter(product::household_id.eq(of))
        .filter(product::state.ne("removed"))
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
