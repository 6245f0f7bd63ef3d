//! Who is asking, and the one way to prove that they may: a proof has one constructor, `check`, and verbs take proofs.
use crate::audit::{Actor, Origin};
use crate::db::Db;
use crate::db::schema::account;
use crate::error::AppError;
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, PersonId};
use crate::kernel::text_enum;
use diesel::dsl::exists;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

text_enum! {
    /// What an account may be for an area, between two dates.
    pub enum Role {
        Producer = "producer",
        MarketManager = "market_manager",
        Caseworker = "caseworker",
        Supervisor = "supervisor",
        Auditor = "auditor",
        Admin = "admin",
    }
}

impl Role {
    /// Roles that belong to an institution.
    pub fn is_of_an_institution(self) -> bool {
        matches!(self, Role::Caseworker | Role::Supervisor | Role::Auditor)
    }

    /// Everyone but producers: shorter sessions, longer passwords.
    pub fn is_staff(self) -> bool {
        self != Role::Producer
    }
}

/// A role that holds today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub role: Role,
    pub institution: Option<InstitutionId>,
    pub area: AreaId,
    /// The area's path; the scope covers it and every path below it.
    pub area_path: String,
}

impl Scope {
    /// Whether an area of this path lies in the scope. `amol` does not cover `amol2`.
    pub fn covers(&self, path: &str) -> bool {
        covers(&self.area_path, path)
    }

    /// The ids of the area and the institution, as the trail writes them.
    fn written(&self) -> String {
        match self.institution {
            Some(institution) => format!("{}/{institution}", self.area),
            None => self.area.to_string(),
        }
    }
}

/// Whether `path` is that of the area of the path `above`, or of one below it.
pub(crate) fn covers(above: &str, path: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The person behind a session, with the roles that hold today.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub account: AccountId,
    pub person: Option<PersonId>,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub session: Vec<u8>,
}

impl SignedIn {
    pub fn has(&self, role: Role) -> bool {
        self.scopes.iter().any(|scope| scope.role == role)
    }

    pub fn scopes_of(&self, role: Role) -> impl Iterator<Item = &Scope> {
        self.scopes.iter().filter(move |scope| scope.role == role)
    }

    pub fn is_staff(&self) -> bool {
        self.scopes.iter().any(|scope| scope.role.is_staff())
    }
}

/// The values of the `{…}` parts of a route's pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathIds(pub Vec<(String, String)>);

impl PathIds {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The id of this name; a malformed one is as absent as an unknown one.
    pub fn id<I: std::str::FromStr>(&self, name: &str) -> Option<I> {
        self.text(name)?.parse().ok()
    }
}

/// A request that wants a proof.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking<'a> {
    pub who: &'a SignedIn,
    pub path: &'a PathIds,
    pub request: &'a str,
    /// A keyed digest of the network address it came from.
    pub address: &'a str,
    /// The proof that is wanted.
    pub rule: &'static str,
}

impl Asking<'_> {
    /// The name under which this request acts in `role`.
    pub fn acting(&self, role: Role) -> Actor {
        self.actor(role.as_str(), self.who.scopes_of(role))
    }

    /// The same by one scope alone: that which covers what the request is about.
    pub fn acting_by(&self, scope: &Scope) -> Actor {
        self.actor(scope.role.as_str(), std::iter::once(scope))
    }

    /// The name under which the trail keeps an attempt in none of the asker's roles.
    pub(super) fn attempting(&self) -> Actor {
        let first = self.who.scopes.first().map_or("none", |scope| scope.role.as_str());
        self.actor(first, self.who.scopes.iter())
    }

    fn actor<'s>(&self, role: &'static str, scopes: impl Iterator<Item = &'s Scope>) -> Actor {
        let scopes: Vec<String> = scopes.map(Scope::written).collect();
        let origin = Origin {
            session: mark(&self.who.session),
            address: self.address.to_owned(),
            scope: scopes.join(" "),
            rule: self.rule,
        };
        Actor { account: self.who.account, role, request: self.request.to_owned(), origin }
    }
}

/// By what rows of one session are known as such: a digest of what the database keeps of its token, so that it neither is
/// the token nor leads to the session.
fn mark(session: &[u8]) -> String {
    if session.is_empty() { String::new() } else { hex(&sha256(session)).chars().take(16).collect() }
}

/// Evidence that a person may do something to the thing named in the path.
pub(crate) trait Proof: Sized + Send + 'static {
    /// What the trail calls it.
    const RULE: &'static str;
    /// Whether it guards case files, so that a refusal leaves a row in the trail.
    const GUARDS_CASES: bool = false;

    /// Looks whether `asking` may; `None` is answered like a thing that does not exist.
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>>;

    /// How someone without the proof is answered; other than "not found" only by what they know of themselves.
    fn refusal(_: &SignedIn) -> AppError {
        AppError::NotFound
    }
}

/// Someone signed in, whoever it is: for their own account.
#[derive(Clone, Debug)]
pub(crate) struct AccountOwner {
    actor: Actor,
    is_staff: bool,
}

impl AccountOwner {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn is_staff(&self) -> bool {
        self.is_staff
    }
}

impl Proof for AccountOwner {
    const RULE: &'static str = "account_owner";

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let role = asking.who.scopes.first().map_or(Role::Producer, |scope| scope.role);
        Ok(Some(AccountOwner { actor: asking.acting(role), is_staff: asking.who.is_staff() }))
    }
}

/// The technical administrator: people, roles, areas, institutions, sites and settings; no case file.
#[derive(Clone, Debug)]
pub(crate) struct Admin {
    actor: Actor,
}

impl Admin {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

impl Proof for Admin {
    const RULE: &'static str = "admin";

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        Ok(asking.who.has(Role::Admin).then(|| Admin { actor: asking.acting(Role::Admin) }))
    }
}

/// An admin, for one account of those who work here. The accounts of sellers are their households' matter: to an admin they
/// are not there.
#[derive(Clone, Debug)]
pub(crate) struct AdminOf {
    actor: Actor,
    account: AccountId,
}

impl AdminOf {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Whose account it is about.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The same for an account that a command has just made.
    pub fn of(db: &mut Db, admin: &Admin, id: AccountId) -> QueryResult<Option<AdminOf>> {
        let found = account::table.find(id).filter(account::person_id.is_null());
        let works_here: bool = diesel::select(exists(found)).get_result(db.conn)?;
        Ok(works_here.then(|| AdminOf { actor: admin.actor.clone(), account: id }))
    }
}

impl Proof for AdminOf {
    const RULE: &'static str = "admin_of";

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        match (Admin::check(db, asking)?, asking.path.id("account")) {
            (Some(admin), Some(account)) => AdminOf::of(db, &admin, account),
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, Scope};
    use crate::kernel::ids::AreaId;

    #[test]
    fn a_scope_covers_its_area_and_below_but_not_a_longer_name() {
        let scope =
            Scope { role: Role::Caseworker, institution: None, area: AreaId::from(1), area_path: "ir.amol".into() };
        assert!(scope.covers("ir.amol"));
        assert!(scope.covers("ir.amol.espiari"));
        assert!(!scope.covers("ir.amol2"));
        assert!(!scope.covers("ir"));
    }
}
