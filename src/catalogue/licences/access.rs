//! The proof that someone may change a licence: it is of their own shop.
use super::model::LicenceState;
use crate::accounts::access::{Asking, Proof};
use crate::db::Db;
use crate::db::schema::{licence, shop};
use crate::households::access::Producer;
use crate::kernel::ids::LicenceId;
use diesel::dsl::{exists, select};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The producer of the shop of which the licence named `{licence}` in the path is; what was taken away is not there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnLicence {
    licence: LicenceId,
}

impl OwnLicence {
    pub fn licence(self) -> LicenceId {
        self.licence
    }

    /// The same check for a licence that is not named in the path.
    pub fn of(db: &mut Db, producer: &Producer, licence: LicenceId) -> QueryResult<Option<Self>> {
        let own = licence::table
            .inner_join(shop::table)
            .filter(licence::id.eq(licence))
            .filter(licence::state.ne(LicenceState::Removed))
            .filter(shop::household_id.eq(producer.household()));
        let is_own: bool = select(exists(own)).get_result(db.conn)?;
        Ok(is_own.then_some(OwnLicence { licence }))
    }
}

impl Proof for OwnLicence {
    const RULE: &'static str = "own_licence";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let (Some(licence), Some(producer)) = (asking.path.id("licence"), Producer::check(db, asking)?) else {
            return Ok(None);
        };
        OwnLicence::of(db, &producer, licence)
    }
}
