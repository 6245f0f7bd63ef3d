//! Who sees the photo of a good: everyone while buyers see the good, otherwise its own people and whoever looks it over.
use crate::accounts::access::{Role, SignedIn};
use crate::catalogue::model::GoodState;
use crate::db::Db;
use crate::db::schema::{area, household, household_member, photo, product, shop};
use crate::kernel::ids::{HouseholdId, PhotoId};
use diesel::dsl::{exists, select};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// For whom a photo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    Everyone,
    Some,
}

/// Whether the photo of this code is of a good that buyers see.
pub(crate) fn is_public(db: &mut Db, code: &str) -> QueryResult<bool> {
    let id: Option<PhotoId> = photo::table.filter(photo::code.eq(code)).select(photo::id).first(db.conn).optional()?;
    let Some(id) = id else {
        return Ok(false);
    };
    let shown = product::table
        .inner_join(shop::table)
        .filter(product::photo_id.eq(id))
        .filter(product::state.eq(GoodState::Listed))
        .filter(shop::hidden_at.is_null());
    select(exists(shown)).get_result(db.conn)
}

/// The household that somebody belongs to today.
pub(crate) fn household_of(db: &mut Db, viewer: &SignedIn) -> QueryResult<Option<HouseholdId>> {
    let Some(person) = viewer.person else {
        return Ok(None);
    };
    let today = db.now.today;
    household_member::table
        .filter(household_member::person_id.eq(person))
        .filter(household_member::starts_on.le(today))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)))
        .select(household_member::household_id)
        .first(db.conn)
        .optional()
}

/// Whether the photo is of this household's shop, or of one that the viewer looks over.
pub(crate) fn sees(db: &mut Db, code: &str, (viewer, own): (&SignedIn, Option<HouseholdId>)) -> QueryResult<bool> {
    let of: Option<(HouseholdId, String)> = photo::table
        .inner_join(shop::table.inner_join(household::table.inner_join(area::table)))
        .filter(photo::code.eq(code))
        .select((household::id, area::path))
        .first(db.conn)
        .optional()?;
    let Some((household, path)) = of else {
        return Ok(false);
    };
    let moderates = |role| viewer.scopes_of(role).any(|scope| scope.covers(&path));
    Ok(own == Some(household) || moderates(Role::MarketManager) || moderates(Role::Admin))
}
