//! What is said of a site, and the rules by which it deals its stalls: the limit for each seller, the lists, and whose turn it
//! is after a refusal.
use super::access::SiteManager;
use super::model::{Rules, SiteDetails};
use super::queries;
use crate::audit::{self, Event};
use crate::db::schema::market_site;
use crate::db::{Db, Write, refuse};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// Why rules are not set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RulesRefusal {
    /// Others were set meanwhile: these.
    #[error("they are not those that were seen")]
    Stale(Rules),
}

/// Sets the rules by which the site deals its stalls, if they still are those that were seen, as
/// [`Rules::written`] wrote them.
pub(crate) fn set_rules(db: &mut Db, by: &SiteManager, (seen, new): (&str, &Rules)) -> Write<(), RulesRefusal> {
    let now = queries::site(db, by.site())?.rules;
    if now == *new {
        return Ok(());
    }
    if now.written() != seen {
        return refuse(RulesRefusal::Stale(now));
    }
    diesel::update(market_site::table.find(by.site()))
        .set((
            market_site::max_each.eq(new.max_each),
            market_site::ab_list.eq(new.ab_list),
            market_site::refused_first.eq(new.refused_first),
        ))
        .execute(db.conn)?;
    let object = ("market_site", by.site().0);
    audit::record(db, by.actor(), Event { action: "set_rules", object, detail: "", area: Some(by.area()) })?;
    Ok(())
}

/// Why the details of a site are not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DetailsRefusal {
    /// Others were set meanwhile: these.
    #[error("they are not those that were seen")]
    Stale(SiteDetails),
}

/// Changes the name, the address and the times of a site, if they still are those that were seen, as
/// [`SiteDetails::digest`] says them. Market days that are open keep their hours and the end of their requests.
pub(crate) fn set_details(
    db: &mut Db,
    by: &SiteManager,
    (seen, new): (&str, &SiteDetails),
) -> Write<(), DetailsRefusal> {
    let now = queries::site(db, by.site())?.details();
    if now == *new {
        return Ok(());
    }
    if now.digest() != seen {
        return refuse(DetailsRefusal::Stale(now));
    }
    diesel::update(market_site::table.find(by.site())).set(new).execute(db.conn)?;
    let object = ("market_site", by.site().0);
    audit::record(db, by.actor(), Event { action: "change_site", object, detail: "", area: Some(by.area()) })?;
    Ok(())
}
