//! Opening what a case file keeps masked: the whole national IDs, and for an auditor the names, the address and the notes.
//! Only for a stated reason, which stays in the file's history under the household's key; the trail names the fields.
use super::access::FileReader;
use super::history::{self, Note};
use super::model::{EventKind, HouseholdCard};
use super::queries;
use crate::accounts::access::Role;
use crate::audit::{self, Event, Look};
use crate::db::Db;
use diesel::QueryResult;
use diesel::result::Error;

/// The household with all that is known of its people, for a reader who has said why.
pub(super) fn reveal(db: &mut Db, by: &FileReader, reason: &str) -> QueryResult<HouseholdCard> {
    let of = by.household();
    let note = Note { kind: EventKind::Looked, member: None, fields: "", reason };
    history::write(db, by.actor(), of, &note)?;
    let detail = match by.role() {
        Role::Auditor => "names national_ids masked_phones address notes",
        _ => "national_ids",
    };
    let event = Event { action: "reveal", object: ("household", of.0), detail, area: Some(by.area()) };
    audit::record_look(db, by.actor(), &Look { event, household: Some(of), allowed: true })?;
    queries::card(db, of)?.ok_or(Error::NotFound)
}
