//! What happened on a market day, as its manager noted it.
use crate::kernel::ids::IncidentId;
use crate::kernel::text_enum;
use chrono::NaiveDateTime;

text_enum! {
    /// What kind of thing happened.
    pub(crate) enum IncidentKind {
        PowerCut = "power_cut",
        Water = "water",
        Damage = "damage",
        Accident = "accident",
        Dispute = "dispute",
        Cleanliness = "cleanliness",
        MissingEquipment = "missing_equipment",
        Other = "other",
    }
}

/// An incident in the list of a day.
#[derive(Clone, Debug)]
pub(crate) struct Incident {
    pub id: IncidentId,
    pub kind: IncidentKind,
    /// The number of the stall, if it happened at one.
    pub stall: Option<String>,
    /// Who stood there.
    pub name: Option<String>,
    /// Nothing where none was written, or its key was destroyed.
    pub note: Option<String>,
    pub by: String,
    pub at: NaiveDateTime,
    /// It was noted by mistake.
    pub is_taken_back: bool,
}

/// A part of what was noted of a day, the newest first.
#[derive(Clone, Debug)]
pub(crate) struct Happened {
    pub incidents: Vec<Incident>,
    /// Whether it begins with the newest.
    pub is_first: bool,
    /// Whether older ones follow.
    pub has_more: bool,
}
