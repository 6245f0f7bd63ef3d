//! The versions of a site's drawing: each change leaves one, whole, and none is ever altered. An earlier one can be brought
//! back, as a new version.
use super::access::SiteManager;
use super::drawing;
use super::edits::{Edit, EditRefusal};
use super::model::{Drawing, DrawingAction};
use super::queries;
use crate::db::schema::{drawing_version, market_site};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, SiteId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A drawing to be kept, and how it came about.
pub(super) struct Made<'a> {
    pub by: AccountId,
    pub action: DrawingAction,
    pub content: &'a Drawing,
}

/// Keeps the drawing of a site as the version after the newest, if that is still this one.
pub(super) fn record(db: &mut Db, by: &SiteManager, newest: i32, made: &Made) -> Write<(), EditRefusal> {
    let still = market_site::table.find(by.site()).filter(market_site::version.eq(newest));
    let next = newest + 1;
    if diesel::update(still).set(market_site::version.eq(next)).execute(db.conn)? == 0 {
        return refuse(EditRefusal::Stale);
    }
    insert(db, (by.site(), next), made)?;
    Ok(())
}

pub(super) fn insert(db: &mut Db, (site, version): (SiteId, i32), made: &Made) -> QueryResult<()> {
    diesel::insert_into(drawing_version::table)
        .values((
            drawing_version::site_id.eq(site),
            drawing_version::version.eq(version),
            drawing_version::action.eq(made.action),
            drawing_version::content.eq(written(made.content)?),
            drawing_version::made_by.eq(made.by),
            drawing_version::made_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(())
}

/// A drawing as it is kept.
pub(super) fn written(drawing: &Drawing) -> QueryResult<String> {
    serde_json::to_string(drawing).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

/// Why a version is not brought back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VersionRefusal {
    #[error("the drawing is this one already")]
    Nothing,
    #[error(transparent)]
    Edit(EditRefusal),
}

/// Makes the rows, stalls and obstacles of the drawing what they were in an earlier version, if the newest is still the one
/// that was `seen`. The rules of categories stay as they are today.
pub(crate) fn bring_back(db: &mut Db, by: &SiteManager, version: i32, seen: Option<i32>) -> Write<(), VersionRefusal> {
    if seen != Some(queries::site(db, by.site())?.version) {
        return refuse(VersionRefusal::Edit(EditRefusal::Stale));
    }
    let once = queries::drawing_in(db, by.site(), version)?;
    let now = queries::drawing(db, by.site(), db.now.today)?;
    if once.rows == now.rows {
        return refuse(VersionRefusal::Nothing);
    }
    drawing::edit(db, by, &Edit::BringBack(once), seen).map_err(|abort| abort.map(VersionRefusal::Edit))
}
