//! How looking at case files is written down: a page of a case file is read together with the row of the trail that says so,
//! and an attempt that is refused leaves a row as well. Neither row holds a value of the file.
use super::access::{Asking, Proof, Scope};
use crate::audit::{self, Actor, Event, Look};
use crate::db::{Db, Pool};
use crate::error::AppError;
use crate::kernel::ids::{AreaId, HouseholdId};
use diesel::QueryResult;

/// Whose looks they are and what of: the thing a proof is for, or a list.
pub(crate) struct Subject<'a> {
    pub actor: &'a Actor,
    /// The table of the thing and its id; the id is 0 for a list.
    pub object: (&'static str, i64),
    /// Whose case file it belongs to.
    pub household: Option<HouseholdId>,
    pub area: Option<AreaId>,
}

impl<'a> Subject<'a> {
    /// The case file of a household.
    pub fn file(actor: &'a Actor, household: HouseholdId, area: AreaId) -> Subject<'a> {
        Subject { actor, object: ("household", household.0), household: Some(household), area: Some(area) }
    }

    /// Lists of what lies within some scopes; their rows join the chain of the first.
    pub fn list(actor: &'a Actor, scopes: &[Scope]) -> Subject<'a> {
        Subject { actor, object: ("household", 0), household: None, area: scopes.first().map(|scope| scope.area) }
    }
}

/// A proof by which case files are read; what is read by it leaves a row in the trail.
pub(crate) trait CaseProof: Proof + Clone + Sync {
    fn subject(&self) -> Subject<'_>;

    /// The chain of the trail that its rows join.
    fn chain(&self) -> i64 {
        audit::chain_of(self.subject().area)
    }
}

/// What a page shows: the groups of fields, never their values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Showing {
    action: &'static str,
    /// The table, where it is another than the proof's.
    table: Option<&'static str>,
    fields: &'static str,
}

impl Showing {
    /// The thing that the proof is for.
    pub const fn file(fields: &'static str) -> Showing {
        Showing { action: "read", table: None, fields }
    }

    /// Rows of a table.
    pub const fn list(table: &'static str, fields: &'static str) -> Showing {
        Showing { action: "list", table: Some(table), fields }
    }

    /// What was found by something typed.
    pub const fn search(fields: &'static str) -> Showing {
        Showing { action: "search", table: None, fields }
    }
}

/// The row that a look leaves, while the look goes on.
pub(crate) struct Trace {
    action: &'static str,
    object: (&'static str, i64),
    household: Option<HouseholdId>,
    ids: Vec<i64>,
}

impl Trace {
    /// Names the households of a list that is shown.
    pub fn shows(&mut self, ids: impl IntoIterator<Item = HouseholdId>) {
        self.ids.extend(ids.into_iter().map(|id| id.0));
    }

    /// Says whose case file is shown, where the proof does not know it.
    pub fn about(&mut self, household: HouseholdId) {
        self.household = Some(household);
    }
}

/// Reads something of a case file and writes the row that says so, in one transaction: both or neither.
pub(crate) fn look<P: CaseProof, T>(
    db: &mut Db,
    by: &P,
    showing: Showing,
    read: impl Fn(&mut Db, &P, &mut Trace) -> QueryResult<T>,
) -> QueryResult<T> {
    let subject = by.subject();
    let object = showing.table.map_or(subject.object, |table| (table, 0));
    let mut trace = Trace { action: showing.action, object, household: subject.household, ids: Vec::new() };
    let seen = read(db, by, &mut trace)?;
    let ids: Vec<String> = trace.ids.iter().map(ToString::to_string).collect();
    let detail =
        if ids.is_empty() { showing.fields.to_owned() } else { format!("{}: {}", showing.fields, ids.join(" ")) };
    let event = Event { action: trace.action, object: trace.object, detail: &detail, area: subject.area };
    audit::record_look(db, subject.actor, &Look { event, household: trace.household, allowed: true })?;
    Ok(seen)
}

/// An attempt at a case file, as the trail keeps it when it is refused.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    actor: Actor,
    object: (&'static str, i64),
    /// The other ids that were asked for.
    detail: String,
    /// The area of the one who tried, for what is in none.
    home: Option<AreaId>,
}

/// The parts of paths that name things of case files, and their tables.
const THINGS: [(&str, &str); 6] = [
    ("household", "household"),
    ("equipment", "equipment"),
    ("grant", "grant_award"),
    ("proposal", "proposal"),
    ("upload", "import_upload"),
    ("batch", "import_batch"),
];

impl Attempt {
    pub fn of(asking: &Asking) -> Attempt {
        let ids = || asking.path.0.iter().filter_map(|(name, value)| Some((name.as_str(), value.parse::<i64>().ok()?)));
        let named = |name: &str| THINGS.into_iter().find(|(part, _)| *part == name).map(|(_, table)| table);
        let object = ids().find_map(|(name, id)| Some((named(name)?, id))).unwrap_or(("household", 0));
        let others = ids().filter(|(name, _)| named(name).is_none()).map(|(name, id)| format!("{name}={id}"));
        Attempt {
            actor: asking.attempting(),
            object,
            detail: others.collect::<Vec<String>>().join(" "),
            home: asking.who.scopes.first().map(|scope| scope.area),
        }
    }

    /// Writes that it was refused, into the chain of the thing's area if there is one.
    ///
    /// # Errors
    /// When the row cannot be written.
    pub async fn refused(self, pool: &Pool) -> Result<(), AppError> {
        let object = self.object;
        let area = pool.read(move |db| audit::area_of(db, object)).await?.or(self.home);
        pool.look(audit::chain_of(area), move |db| {
            let event = Event { action: "open", object, detail: &self.detail, area };
            audit::record_look(db, &self.actor, &Look { event, household: None, allowed: false })
        })
        .await
    }
}
