//! Handing a machine over to a household: the paper, and the custody that begins with it when the household accepts.
use super::access::EquipmentMover;
use super::hold::{self, HoldRefusal, Next};
use super::model::{Condition, Holder, Shows};
use super::photos::{self, NewPhoto};
use crate::audit::{self, Event};
use crate::db::schema::{account, decision, equipment_funding, grant_award, handover, household_member};
use crate::db::{Db, Write, refuse, setting};
use crate::kernel::digest::sha256;
use crate::kernel::ids::{EquipmentId, HandoverId, HouseholdId, PersonId};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The terms under which a household answers for a machine: which edition, and the digest of the text it read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    pub version: &'static str,
    pub sha256: [u8; 32],
}

/// The edition in force; a new text gets a new one.
const TERMS_VERSION: &str = "1";

impl Terms {
    /// The terms in force, in the words in which they were read.
    pub fn in_force(text: &str) -> Terms {
        Terms { version: TERMS_VERSION, sha256: sha256(text.as_bytes()) }
    }
}

/// A handing over as it happened.
#[derive(Clone, Debug)]
pub(crate) struct Handover {
    pub household: HouseholdId,
    pub receiver: PersonId,
    pub handed_on: NaiveDate,
    /// Who gave it for the office; empty if that is whoever writes it down.
    pub giver: String,
    /// Who saw it; empty if nobody was named.
    pub witness: String,
    pub condition: Condition,
    pub terms: Terms,
    pub accepted: bool,
    /// Of the machine, and of the sheet that was signed.
    pub photos: Vec<NewPhoto>,
}

/// Why a handing over is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HandoverRefusal {
    #[error("the household is not within the scope of who hands over")]
    Household,
    #[error("the receiver was no member of the household on that day")]
    Receiver,
    /// One person alone would write down an approval that nobody else saw, and give out what it paid.
    #[error("who hands over wrote down the paper on which a large grant was decided")]
    OwnPaper,
    #[error(transparent)]
    Hold(HoldRefusal),
}

/// Hands a machine over. A declined one stays on record and leaves the machine where it is.
pub(crate) fn hand_over(db: &mut Db, by: &EquipmentMover, done: &Handover) -> Write<HandoverId, HandoverRefusal> {
    if done.accepted && rests_on_own_paper(db, by)? {
        return refuse(HandoverRefusal::OwnPaper);
    }
    if !done.giver.is_empty() {
        return write_down(db, by, done);
    }
    let giver = account::table.find(by.actor().account).select(account::name).first(db.conn)?;
    write_down(db, by, &Handover { giver, ..done.clone() })
}

/// Whether a large grant paid the machine whose approval on paper was written down by whoever hands it over.
fn rests_on_own_paper(db: &mut Db, by: &EquipmentMover) -> QueryResult<bool> {
    let limit = setting::paper_limit(db)?;
    let own = equipment_funding::table
        .inner_join(grant_award::table.inner_join(decision::table))
        .filter(equipment_funding::equipment_id.eq(by.equipment()))
        .filter(grant_award::amount_irr.gt(limit))
        .filter(decision::paper.is_not_null())
        .filter(decision::recorded_by.eq(by.actor().account));
    diesel::select(exists(own)).get_result(db.conn)
}

/// Records a handing over that was, as an office's list tells it; such a list does not tell who gave it. The limit of paper
/// decisions is for what is still to be handed over; of a list's machines that is over, and its supervisors are told at once
/// what the list grants.
pub(super) fn write_down(db: &mut Db, by: &EquipmentMover, done: &Handover) -> Write<HandoverId, HandoverRefusal> {
    let Some(receiving) = by.area_of(db, done.household)? else {
        return refuse(HandoverRefusal::Household);
    };
    if !is_member(db, done)? {
        return refuse(HandoverRefusal::Receiver);
    }
    let held = hold::held(db, by.equipment())?;
    let to = (Holder::Household, Some(done.household));
    hold::judge(db, &held, to, done.handed_on).map_err(|abort| abort.map(HandoverRefusal::Hold))?;
    let id = insert(db, by, done)?;
    if done.accepted {
        let next = Next {
            holder: Holder::Household,
            household: Some((done.household, id)),
            on: done.handed_on,
            reason: String::new(),
            by: by.actor().account,
        };
        hold::pass(db, by.equipment(), &held, &next).map_err(|abort| abort.map(HandoverRefusal::Hold))?;
    }
    let detail = if done.accepted { "accepted" } else { "declined" };
    let event = Event { action: "hand_over", object: ("handover", id.0), detail, area: Some(receiving) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

fn is_member(db: &mut Db, done: &Handover) -> QueryResult<bool> {
    let found: Option<PersonId> = household_member::table
        .filter(household_member::household_id.eq(done.household))
        .filter(household_member::person_id.eq(done.receiver))
        .filter(household_member::starts_on.le(done.handed_on))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(done.handed_on)))
        .select(household_member::person_id)
        .first(db.conn)
        .optional()?;
    Ok(found.is_some())
}

fn insert(db: &mut Db, by: &EquipmentMover, done: &Handover) -> QueryResult<HandoverId> {
    let id: HandoverId = db.id();
    let of: EquipmentId = by.equipment();
    photos::add(db, id, done.household, &done.photos)?;
    let sheet = done.photos.iter().find(|photo| photo.shows == Shows::Sheet);
    let signature = sheet.map(|photo| sha256(&photo.bytes).to_vec());
    diesel::insert_into(handover::table)
        .values((
            (handover::id.eq(id), handover::equipment_id.eq(of), handover::household_id.eq(done.household)),
            (handover::handed_on.eq(done.handed_on), handover::receiver_person_id.eq(done.receiver)),
            (handover::witness.eq(&done.witness), handover::condition.eq(done.condition)),
            (handover::terms_version.eq(done.terms.version), handover::terms_sha256.eq(done.terms.sha256.to_vec())),
            (handover::accepted.eq(done.accepted), handover::recorded_by.eq(by.actor().account)),
            (handover::giver.eq(&done.giver), handover::signature_sha256.eq(signature)),
            handover::recorded_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(id)
}
