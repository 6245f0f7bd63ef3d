//! Proofs about what is looked over: who sees the queue, who decides on one thing in it, and who trusts a shop.
use super::model::Watch;
use super::queries;
use crate::accounts::access::{Asking, Proof, Role, Scope, SignedIn};
use crate::audit::Actor;
use crate::db::Db;
use crate::db::schema::{area, household, household_member, moderation, shop};
use crate::kernel::ids::{AreaId, HouseholdId, ModerationId, PersonId, ShopId};
use diesel::dsl::{exists, select};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Who looks over what shops show: market managers in their areas, and admins.
const MODERATORS: [Role; 2] = [Role::MarketManager, Role::Admin];

/// Someone who looks over what shops show, for the queue of their areas.
#[derive(Clone, Debug)]
pub(crate) struct Moderator {
    watch: Watch,
}

impl Moderator {
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    fn of(who: &SignedIn) -> Option<Self> {
        let watch = watch_of(who);
        (!watch.scopes.is_empty()).then_some(Moderator { watch })
    }
}

fn watch_of(who: &SignedIn) -> Watch {
    Watch { scopes: scopes_of(who), person: who.person }
}

fn scopes_of(who: &SignedIn) -> Vec<Scope> {
    who.scopes.iter().filter(|scope| MODERATORS.contains(&scope.role)).cloned().collect()
}

/// How many things wait for somebody to look them over, as far as they are counted; none for whoever looks nothing over.
pub(crate) fn waits_for(db: &mut Db, who: &SignedIn) -> QueryResult<i64> {
    match Moderator::of(who) {
        Some(moderator) => queries::waiting_for(db, moderator.watch()),
        None => Ok(0),
    }
}

impl Proof for Moderator {
    const RULE: &'static str = "moderator";

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        Ok(Moderator::of(asking.who))
    }
}

/// Someone who may decide on what the shop named `{shop}` in the path shows; never on their own household's.
#[derive(Clone, Debug)]
pub(crate) struct ModeratorOf {
    actor: Actor,
    shop: ShopId,
    area: AreaId,
}

impl ModeratorOf {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn shop(&self) -> ShopId {
        self.shop
    }

    /// The area in which the shop is, for the trail.
    pub fn area(&self) -> AreaId {
        self.area
    }

    fn of(db: &mut Db, asking: Asking, shop: ShopId) -> QueryResult<Option<Self>> {
        let scopes = scopes_of(asking.who);
        if scopes.is_empty() {
            return Ok(None);
        }
        let found: Option<(AreaId, String, HouseholdId)> = shop::table
            .inner_join(household::table.inner_join(area::table))
            .filter(shop::id.eq(shop))
            .select((area::id, area::path, household::id))
            .first(db.conn)
            .optional()?;
        let Some((area, path, household)) = found else {
            return Ok(None);
        };
        let is_own = match asking.who.person {
            Some(person) => is_member(db, person, household)?,
            None => false,
        };
        let scope = acting_scope(&scopes, &path).filter(|_| !is_own);
        Ok(scope.map(|scope| ModeratorOf { actor: asking.acting_by(scope), shop, area }))
    }
}

/// Of several scopes the one in which somebody acts on what lies at this path: the nearest that covers it, and of two for the
/// same area that of the market.
fn acting_scope<'a>(scopes: &'a [Scope], path: &str) -> Option<&'a Scope> {
    let covering = scopes.iter().filter(|scope| scope.covers(path));
    covering.max_by_key(|scope| (scope.area_path.len(), scope.role == Role::MarketManager))
}

fn is_member(db: &mut Db, person: PersonId, of: HouseholdId) -> QueryResult<bool> {
    let today = db.now.today;
    let stays = household_member::table
        .filter(household_member::household_id.eq(of))
        .filter(household_member::person_id.eq(person))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)));
    select(exists(stays)).get_result(db.conn)
}

impl Proof for ModeratorOf {
    const RULE: &'static str = "moderator_of";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        match asking.path.id::<ShopId>("shop") {
            Some(shop) => ModeratorOf::of(db, asking, shop),
            None => Ok(None),
        }
    }
}

/// The same for the one thing of the queue that is named `{item}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct ItemModerator {
    of: ModeratorOf,
    item: ModerationId,
    watch: Watch,
}

impl ItemModerator {
    pub fn moderator(&self) -> &ModeratorOf {
        &self.of
    }

    pub fn item(&self) -> ModerationId {
        self.item
    }

    /// The queue of whoever it is, for what comes next in it.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }
}

impl Proof for ItemModerator {
    const RULE: &'static str = "item_moderator";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(item) = asking.path.id::<ModerationId>("item") else {
            return Ok(None);
        };
        let shop: Option<ShopId> =
            moderation::table.find(item).select(moderation::shop_id).first(db.conn).optional()?;
        let Some(shop) = shop else {
            return Ok(None);
        };
        let of = ModeratorOf::of(db, asking, shop)?;
        Ok(of.map(|of| ItemModerator { of, item, watch: watch_of(asking.who) }))
    }
}

#[cfg(test)]
mod tests {
    use super::acting_scope;
    use crate::accounts::access::{Role, Scope};
    use crate::kernel::ids::AreaId;

    fn scope(role: Role, path: &str) -> Scope {
        Scope { role, institution: None, area: AreaId::from(1), area_path: path.to_owned() }
    }

    #[test]
    fn somebody_with_several_scopes_acts_in_the_nearest_that_covers_the_shop() {
        let scopes = [
            scope(Role::Admin, "ir"),
            scope(Role::MarketManager, "ir.amol"),
            scope(Role::Admin, "ir.amol"),
            scope(Role::MarketManager, "ir.babol"),
        ];
        assert_eq!(acting_scope(&scopes, "ir.amol.espiari"), Some(&scopes[1]), "that of the market before the admin's");
        assert_eq!(acting_scope(&scopes, "ir.babol"), Some(&scopes[3]));
        assert_eq!(acting_scope(&scopes, "ir.sari"), Some(&scopes[0]));
        assert_eq!(acting_scope(&scopes[1..], "ir.amol2"), None);
    }
}
