//! Photos of goods. What is uploaded is decoded and drawn anew in three widths, so that nothing of the original file remains:
//! no place, no camera, no hidden content. The files are written before the row that names them is committed.
mod place;
pub(crate) mod store;
mod sweep;

pub(crate) use place::Fault;
pub(crate) use store::{Kept, PhotoStore};
pub(crate) use sweep::{EVERY, SWEEP, plan_sweep, sweep};

use super::limits;
use super::list_good::GoodRefusal;
use crate::db::schema::photo;
use crate::db::{Abort, Db, Write, violated};
use crate::kernel::ids::{PhotoId, ShopId};
use crate::kernel::picture;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Adds the row of a photo whose files are written; a photo is shown by one good.
pub(super) fn add(db: &mut Db, shop: ShopId, kept: &Kept) -> Write<PhotoId, GoodRefusal> {
    limits::count_photo(db, shop)?;
    let id: PhotoId = db.id();
    diesel::insert_into(photo::table)
        .values((
            photo::id.eq(id),
            photo::code.eq(kept.code()),
            photo::shop_id.eq(shop),
            photo::width.eq(picture::WIDTH),
            photo::height.eq(picture::HEIGHT),
            photo::added_at.eq(db.now.at),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "photo_code_unique", "photo.code") {
                Abort::Refused(GoodRefusal::PhotoUsed)
            } else {
                Abort::Database(error)
            }
        })?;
    Ok(id)
}

/// Whether a row names the photo of this code.
pub(super) fn is_named(db: &mut Db, code: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(photo::table.filter(photo::code.eq(code)))).get_result(db.conn)
}

/// Which of these codes some row names.
pub(super) fn named(db: &mut Db, codes: &[String]) -> QueryResult<Vec<String>> {
    photo::table.filter(photo::code.eq_any(codes)).select(photo::code).load(db.conn)
}

/// Deletes the row of a photo that no good shows any more; gives its code.
pub(super) fn forget(db: &mut Db, id: PhotoId) -> QueryResult<String> {
    let code = photo::table.find(id).select(photo::code).first(db.conn)?;
    diesel::delete(photo::table.find(id)).execute(db.conn)?;
    Ok(code)
}
