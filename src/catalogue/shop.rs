//! The shop of a household: opened with its first good, then named and described by its own people.
use super::model::Shop;
use super::queries;
use crate::db::schema::{area, shop};
use crate::db::{Db, Write, refuse};
use crate::households::access::Producer;
use crate::kernel::ids::{AreaId, ShopId};
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

/// Changes the name and the story of the household's own shop.
pub(crate) fn describe(db: &mut Db, by: &Producer, face: &ShopFace) -> Write<(), ShopRefusal> {
    let changed = diesel::update(shop::table.filter(shop::household_id.eq(by.household())))
        .set((shop::name.eq(&face.name), shop::sort_key.eq(sort_key(&face.name)), shop::story.eq(&face.story)))
        .execute(db.conn)?;
    if changed == 0 { refuse(ShopRefusal::NotOpen) } else { Ok(()) }
}
