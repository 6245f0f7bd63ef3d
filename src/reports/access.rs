//! Who reads the reports of a market site: its manager, and a supervisor whose area holds it. A supervisor is told shops,
//! whose names are public, and no names of households: not everyone at a market is in a file of theirs.
use super::model::Naming;
use crate::accounts::access::{Asking, Proof, Role, Scope};
use crate::audit::Actor;
use crate::db::Db;
use crate::db::schema::{area, market_site};
use crate::kernel::ids::{AreaId, SiteId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The roles that read reports, the one that is told more first.
const READERS: [Role; 2] = [Role::MarketManager, Role::Supervisor];

/// Someone who reads reports, for the list of the sites in their areas.
#[derive(Clone, Debug)]
pub(crate) struct SitesReader {
    scopes: Vec<Scope>,
}

impl SitesReader {
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

impl Proof for SitesReader {
    const RULE: &'static str = "sites_reader";

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> =
            asking.who.scopes.iter().filter(|scope| READERS.contains(&scope.role)).cloned().collect();
        Ok((!scopes.is_empty()).then_some(SitesReader { scopes }))
    }
}

/// Someone who reads the reports of the site named `{site}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct SiteReader {
    actor: Actor,
    role: Role,
    site: SiteId,
    area: AreaId,
}

impl SiteReader {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn site(&self) -> SiteId {
        self.site
    }

    /// The area the site serves.
    pub fn area(&self) -> AreaId {
        self.area
    }

    /// How the sellers of the site are told to the reader: to who runs it, by name.
    pub fn naming(&self) -> Naming {
        if self.role == Role::MarketManager { Naming::Names } else { Naming::Shops }
    }

    /// Whether the reader runs the site.
    pub fn is_manager(&self) -> bool {
        self.role == Role::MarketManager
    }
}

impl Proof for SiteReader {
    const RULE: &'static str = "site_reader";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(site) = asking.path.id::<SiteId>("site") else {
            return Ok(None);
        };
        let found: Option<(AreaId, String)> = market_site::table
            .inner_join(area::table)
            .filter(market_site::id.eq(site))
            .select((area::id, area::path))
            .first(db.conn)
            .optional()?;
        let Some((area, path)) = found else {
            return Ok(None);
        };
        let reads = |role: &Role| asking.who.scopes_of(*role).any(|scope| scope.covers(&path));
        let role = READERS.into_iter().find(reads);
        Ok(role.map(|role| SiteReader { actor: asking.acting(role), role, site, area }))
    }
}
