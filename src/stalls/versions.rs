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

/// Counts the version of a site's drawing up and keeps the drawing.
pub(super) fn record(db: &mut Db, by: &SiteManager, action: DrawingAction, content: &Drawing) -> QueryResult<()> {
    let site = market_site::table.find(by.site());
    diesel::update(site).set(market_site::version.eq(market_site::version + 1)).execute(db.conn)?;
    let version: i32 = site.select(market_site::version).first(db.conn)?;
    insert(db, (by.site(), version), &Made { by: by.actor().account, action, content })
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
    #[error("the drawing was changed meanwhile")]
    Stale,
    #[error(transparent)]
    Edit(EditRefusal),
}

/// Makes the rows, stalls and obstacles of the drawing what they were in an earlier version, if the newest is still the one
/// that was `seen`. The rules of categories stay as they are today.
pub(crate) fn bring_back(db: &mut Db, by: &SiteManager, version: i32, seen: i32) -> Write<(), VersionRefusal> {
    let newest: i32 = market_site::table.find(by.site()).select(market_site::version).first(db.conn)?;
    if newest != seen {
        return refuse(VersionRefusal::Stale);
    }
    let once = queries::drawing_in(db, by.site(), version)?;
    let now = queries::drawing(db, by.site(), db.now.today)?;
    if once.rows == now.rows {
        return refuse(VersionRefusal::Nothing);
    }
    drawing::edit(db, by, &Edit::BringBack(once)).map_err(|abort| abort.map(VersionRefusal::Edit))
}
