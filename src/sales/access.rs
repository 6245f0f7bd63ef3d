//! Who may write in a household's book, and who may close its months.
use crate::accounts::access::{Asking, Proof, Role, Scope};
use crate::accounts::trail::{CaseProof, Subject};
use crate::audit::Actor;
use crate::db::Db;
use crate::households::access::{CaseworkerOf, Producer};
use crate::kernel::ids::{AreaId, HouseholdId, PersonId};
use diesel::QueryResult;

/// Someone who keeps a household's book: one of its members, or its caseworker on their behalf.
#[derive(Clone, Debug)]
pub(crate) struct Bookkeeper {
    actor: Actor,
    household: HouseholdId,
    area: AreaId,
    member: Option<PersonId>,
}

impl Bookkeeper {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    pub fn area(&self) -> AreaId {
        self.area
    }

    /// The same person, writing on behalf of a household that bought.
    pub(super) fn in_book_of(&self, household: HouseholdId, area: AreaId) -> Bookkeeper {
        Bookkeeper { actor: self.actor.clone(), household, area, member: None }
    }

    /// Whether it is not a member of the household who writes.
    pub fn is_on_behalf(&self) -> bool {
        self.member.is_none()
    }
}

impl From<&Producer> for Bookkeeper {
    fn from(producer: &Producer) -> Self {
        Bookkeeper {
            actor: producer.actor().clone(),
            household: producer.household(),
            area: producer.area(),
            member: Some(producer.person()),
        }
    }
}

impl From<&CaseworkerOf> for Bookkeeper {
    fn from(caseworker: &CaseworkerOf) -> Self {
        Bookkeeper {
            actor: caseworker.actor().clone(),
            household: caseworker.household(),
            area: caseworker.area(),
            member: None,
        }
    }
}

/// A supervisor, who closes the months of their institution in their areas.
#[derive(Clone, Debug)]
pub(crate) struct MonthCloser {
    actor: Actor,
    scopes: Vec<Scope>,
}

impl MonthCloser {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

impl Proof for MonthCloser {
    const RULE: &'static str = "month_closer";
    const GUARDS_CASES: bool = true;

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
        Ok((!scopes.is_empty()).then(|| MonthCloser { actor: asking.acting(Role::Supervisor), scopes }))
    }
}

impl CaseProof for MonthCloser {
    fn subject(&self) -> Subject<'_> {
        Subject::list(&self.actor, &self.scopes)
    }
}
