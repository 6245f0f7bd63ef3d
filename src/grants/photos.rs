//! Photos of a handing over: of the machine, and of the sheet that was signed. They belong to the case file of the household
//! that received it: each is sealed under the household's key, and opened for those who may read that file.
use super::model::{PhotoRow, Shows};
use crate::db::schema::{handover, handover_photo, household};
use crate::db::{Db, vault};
use crate::kernel::ids::{EquipmentId, HandoverId, HandoverPhotoId, HouseholdId, KeyId};
use crate::kernel::secret::{DataKey, Field};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A photo drawn anew, as WebP.
#[derive(Clone, Debug)]
pub(crate) struct NewPhoto {
    pub shows: Shows,
    pub bytes: Vec<u8>,
}

/// Seals the photos of a handing over whose own row is written next.
pub(super) fn add(db: &mut Db, of: HandoverId, household: HouseholdId, photos: &[NewPhoto]) -> QueryResult<()> {
    if photos.is_empty() {
        return Ok(());
    }
    let key = key_of(db, household)?.ok_or(diesel::result::Error::NotFound)?;
    for (ord, photo) in (1..).zip(photos) {
        let id: HandoverPhotoId = db.id();
        diesel::insert_into(handover_photo::table)
            .values((
                handover_photo::id.eq(id),
                handover_photo::handover_id.eq(of),
                handover_photo::ord.eq(ord),
                handover_photo::shows.eq(photo.shows),
                handover_photo::sealed.eq(vault::seal_bytes(&key, &field(id), &photo.bytes)?),
            ))
            .execute(db.conn)?;
    }
    Ok(())
}

/// The photos of every handing over of a machine, in their order.
pub(crate) fn of_machine(db: &mut Db, of: EquipmentId) -> QueryResult<Vec<PhotoRow>> {
    handover_photo::table
        .inner_join(handover::table)
        .filter(handover::equipment_id.eq(of))
        .order((handover_photo::handover_id, handover_photo::ord))
        .select((handover_photo::id, handover_photo::handover_id, handover_photo::shows))
        .load(db.conn)
}

/// The household whose handing over of this machine a photo belongs to.
pub(crate) fn household_of(db: &mut Db, machine: EquipmentId, id: HandoverPhotoId) -> QueryResult<Option<HouseholdId>> {
    handover_photo::table
        .inner_join(handover::table)
        .filter(handover_photo::id.eq(id))
        .filter(handover::equipment_id.eq(machine))
        .select(handover::household_id)
        .first(db.conn)
        .optional()
}

/// The bytes of a photo of this household's; nothing when its key was destroyed.
pub(crate) fn open(db: &mut Db, of: HouseholdId, id: HandoverPhotoId) -> QueryResult<Option<Vec<u8>>> {
    let sealed: Vec<u8> = handover_photo::table.find(id).select(handover_photo::sealed).first(db.conn)?;
    let key = key_of(db, of)?;
    vault::open_bytes(key.as_ref(), &field(id), &sealed)
}

fn key_of(db: &mut Db, household: HouseholdId) -> QueryResult<Option<DataKey>> {
    let key: KeyId = household::table.find(household).select(household::key_id).first(db.conn)?;
    vault::key(db, key)
}

fn field(id: HandoverPhotoId) -> Field {
    Field { table: "handover_photo", column: "sealed", row: id.0 }
}
