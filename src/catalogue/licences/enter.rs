//! A shop enters a licence, mends one that was not accepted, or takes it away again. It is good once it was looked over.
use super::access::OwnLicence;
use super::model::LicenceState;
use super::queries;
use crate::catalogue::model::Shop;
use crate::catalogue::queries::shop_of;
use crate::catalogue::waiting::{self, ItemKind, Sent};
use crate::db::schema::licence;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::access::Producer;
use crate::kernel::ids::{LicenceId, LicenceKindId, ShopId};
use chrono::NaiveDate;
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A licence as its shop tells it.
#[derive(Clone, Debug)]
pub(crate) struct NewLicence {
    pub kind: LicenceKindId,
    pub number: String,
    /// Who gave it; may be empty.
    pub issuer: String,
    pub expires_on: NaiveDate,
}

/// Why a licence is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LicenceRefusal {
    #[error("the household has not opened a shop")]
    NoShop,
    #[error("there is no such kind")]
    Kind,
    #[error("it has ended already")]
    Ended,
    #[error("one of this kind is being looked over, or is to be mended")]
    Sent,
    #[error("it was decided on meanwhile")]
    Decided,
}

/// Enters a licence.
pub(crate) fn enter(db: &mut Db, by: &Producer, new: &NewLicence) -> Write<LicenceId, LicenceRefusal> {
    let Some(Shop { id: shop, .. }) = shop_of(db, by.household())? else {
        return refuse(LicenceRefusal::NoShop);
    };
    check(db, new)?;
    let item = waiting::put(db, &sent(shop, new))?;
    let id: LicenceId = db.id();
    diesel::insert_into(licence::table)
        .values((
            (licence::id.eq(id), licence::shop_id.eq(shop), licence::kind_id.eq(new.kind), licence::item_id.eq(item)),
            (licence::number.eq(&new.number), licence::issuer.eq(&new.issuer)),
            (licence::expires_on.eq(new.expires_on), licence::state.eq(LicenceState::Sent)),
        ))
        .execute(db.conn)
        .map_err(sent_before)?;
    Ok(id)
}

/// Changes a licence that is not accepted, and has it looked over again.
pub(crate) fn mend(db: &mut Db, by: OwnLicence, new: &NewLicence) -> Write<(), LicenceRefusal> {
    check(db, new)?;
    let now = queries::one(db, by.licence())?;
    let open = licence::table.find(by.licence()).filter(licence::state.eq(LicenceState::Sent));
    let changed = diesel::update(open)
        .set((
            licence::kind_id.eq(new.kind),
            (licence::number.eq(&new.number), licence::issuer.eq(&new.issuer)),
            licence::expires_on.eq(new.expires_on),
        ))
        .execute(db.conn)
        .map_err(sent_before)?;
    if changed == 0 {
        return refuse(LicenceRefusal::Decided);
    }
    Ok(waiting::send_again(db, now.item, &sent(now.shop, new)).map(drop)?)
}

/// Takes away a licence that is not accepted.
pub(crate) fn remove(db: &mut Db, by: OwnLicence) -> Write<(), LicenceRefusal> {
    let now = queries::one(db, by.licence())?;
    let open = licence::table.find(by.licence()).filter(licence::state.eq(LicenceState::Sent));
    let removed = diesel::update(open).set(licence::state.eq(LicenceState::Removed)).execute(db.conn)?;
    if removed == 0 {
        return refuse(LicenceRefusal::Decided);
    }
    Ok(waiting::withdraw_item(db, now.item)?)
}

fn check(db: &mut Db, new: &NewLicence) -> Write<(), LicenceRefusal> {
    if queries::kind(db, new.kind)?.is_none() {
        return refuse(LicenceRefusal::Kind);
    }
    if new.expires_on < db.now.today {
        return refuse(LicenceRefusal::Ended);
    }
    Ok(())
}

fn sent(shop: ShopId, new: &NewLicence) -> Sent<'_> {
    Sent {
        kind: ItemKind::Licence,
        shop,
        product: None,
        words: (&new.number, &new.issuer),
        former: ("", ""),
        is_shown: false,
    }
}

fn sent_before(error: Error) -> Abort<LicenceRefusal> {
    if violated(&error, "licence_once", "licence.shop_id, licence.kind_id") {
        Abort::Refused(LicenceRefusal::Sent)
    } else {
        Abort::Database(error)
    }
}

/// Whether the shop entered another of the same kind since.
pub(crate) fn is_followed(db: &mut Db, id: LicenceId) -> QueryResult<bool> {
    let (shop, kind): (ShopId, LicenceKindId) =
        licence::table.find(id).select((licence::shop_id, licence::kind_id)).first(db.conn)?;
    let others = licence::table
        .filter(licence::shop_id.eq(shop))
        .filter(licence::kind_id.eq(kind))
        .filter(licence::state.eq(LicenceState::Sent))
        .filter(licence::id.ne(id));
    diesel::select(diesel::dsl::exists(others)).get_result(db.conn)
}
