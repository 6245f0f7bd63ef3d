//! Proofs about market sites: who runs markets, one site, or one market day; and who asks for a stall for a household.
use crate::accounts::access::{Asking, Proof, Role, Scope, SignedIn};
use crate::audit::Actor;
use crate::db::Db;
use crate::db::schema::{area, market_day, market_site};
use crate::households::access::{CaseworkerOf, Producer};
use crate::kernel::ids::{AreaId, HouseholdId, MarketDayId, SiteId};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A market manager, for the list of the sites in their areas.
#[derive(Clone, Debug)]
pub(crate) struct Manager {
    scopes: Vec<Scope>,
}

impl Manager {
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

impl Proof for Manager {
    const RULE: &'static str = "manager";

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::MarketManager).cloned().collect();
        Ok((!scopes.is_empty()).then_some(Manager { scopes }))
    }
}

/// The manager of the site named `{site}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct SiteManager {
    actor: Actor,
    site: SiteId,
    area: AreaId,
    area_path: String,
}

impl SiteManager {
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

    /// The path of that area.
    pub fn area_path(&self) -> &str {
        &self.area_path
    }

    fn of(db: &mut Db, asking: Asking, site: SiteId) -> QueryResult<Option<Self>> {
        let found: Option<(AreaId, String)> = market_site::table
            .inner_join(area::table)
            .filter(market_site::id.eq(site))
            .select((area::id, area::path))
            .first(db.conn)
            .optional()?;
        Ok(found.filter(|(_, path)| runs(asking.who, path)).map(|(area, area_path)| SiteManager {
            actor: asking.acting(Role::MarketManager),
            site,
            area,
            area_path,
        }))
    }
}

/// Whether someone runs the sites of an area of this path. It shows a public page's forms to them; what these send is proved.
pub(crate) fn runs(who: &SignedIn, path: &str) -> bool {
    who.scopes_of(Role::MarketManager).any(|scope| scope.covers(path))
}

impl Proof for SiteManager {
    const RULE: &'static str = "site_manager";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        match asking.path.id::<SiteId>("site") {
            Some(site) => SiteManager::of(db, asking, site),
            None => Ok(None),
        }
    }
}

/// The manager of the site of the market day named `{day}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct DayManager {
    site: SiteManager,
    day: MarketDayId,
}

impl DayManager {
    pub fn actor(&self) -> &Actor {
        &self.site.actor
    }

    pub fn site(&self) -> &SiteManager {
        &self.site
    }

    pub fn day(&self) -> MarketDayId {
        self.day
    }
}

impl Proof for DayManager {
    const RULE: &'static str = "day_manager";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(day) = asking.path.id::<MarketDayId>("day") else {
            return Ok(None);
        };
        let site: Option<SiteId> =
            market_day::table.filter(market_day::id.eq(day)).select(market_day::site_id).first(db.conn).optional()?;
        let Some(site) = site else {
            return Ok(None);
        };
        Ok(SiteManager::of(db, asking, site)?.map(|site| DayManager { site, day }))
    }
}

/// Someone who asks for a stall for a household: its own member, its caseworker, or the manager of the day's site.
/// Only the manager may after the cut-off.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    actor: Actor,
    household: HouseholdId,
    is_own: bool,
    reach: Reach,
}

/// How far someone may speak for a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Every site that serves it, until the cut-off of each day.
    Theirs,
    /// The one day that a manager asks for.
    Day(MarketDayId),
    /// The site that a manager runs; there is nothing to ask for without a day.
    Site(SiteId),
}

impl Asker {
    pub fn producer(by: &Producer) -> Asker {
        Asker { actor: by.actor().clone(), household: by.household(), is_own: true, reach: Reach::Theirs }
    }

    pub fn caseworker(by: &CaseworkerOf) -> Asker {
        Asker { actor: by.actor().clone(), household: by.household(), is_own: false, reach: Reach::Theirs }
    }

    /// A manager may ask for any household that the site serves; the verb looks whether it does.
    pub fn manager(by: &DayManager, household: HouseholdId) -> Asker {
        Asker { actor: by.actor().clone(), household, is_own: false, reach: Reach::Day(by.day()) }
    }

    /// A manager notes when a seller of the site is absent.
    pub fn site_manager(by: &SiteManager, household: HouseholdId) -> Asker {
        Asker { actor: by.actor().clone(), household, is_own: false, reach: Reach::Site(by.site()) }
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    /// Whether it is asked for one's own household.
    pub fn is_own(&self) -> bool {
        self.is_own
    }

    /// Whether the asker manages this day.
    pub fn manages(&self, day: MarketDayId) -> bool {
        self.reach == Reach::Day(day)
    }

    /// Whether the asker manages this site.
    pub fn manages_site(&self, site: SiteId) -> bool {
        self.reach == Reach::Site(site)
    }

    /// Whether the asker may speak of this site at all.
    pub fn may_speak_of(&self, site: SiteId) -> bool {
        matches!(self.reach, Reach::Theirs) || self.manages_site(site)
    }

    /// Whether the asker may ask for this day at all.
    pub fn may_ask_for(&self, day: MarketDayId) -> bool {
        matches!(self.reach, Reach::Theirs) || self.manages(day)
    }
}
