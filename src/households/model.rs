//! What pages and other slices are told of households.
use crate::kernel::calendar::YearMonth;
use crate::kernel::contact::{Mobile, NationalId, Sheba};
use crate::kernel::ids::{AccountId, HouseholdId, MemberId, PersonId};
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

text_enum! {
    /// What a member is to the household.
    pub(crate) enum Relation {
        Head = "head",
        Spouse = "spouse",
        Child = "child",
        Parent = "parent",
        Sibling = "sibling",
        Other = "other",
    }
}

impl Relation {
    /// What the head was to a member who is the head now.
    pub fn seen_from_there(self) -> Relation {
        match self {
            Relation::Child => Relation::Parent,
            Relation::Parent => Relation::Child,
            Relation::Head => Relation::Other,
            Relation::Spouse | Relation::Sibling | Relation::Other => self,
        }
    }
}

text_enum! {
    /// What was done to a case file for a reason.
    pub(crate) enum EventKind {
        Corrected = "corrected",
        Closed = "closed",
        Reopened = "reopened",
        NewCard = "new_card",
        Looked = "looked",
        NewHead = "new_head",
    }
}

/// What was done to a case file, by whom and why.
#[derive(Clone, Debug)]
pub(crate) struct FileEvent {
    pub kind: EventKind,
    /// Who was corrected, got a new card or became the head.
    pub member: Option<MemberId>,
    /// The columns that were corrected.
    pub fields: Vec<String>,
    pub reason: Option<String>,
    pub by: String,
    pub at: NaiveDateTime,
}

/// A household in a list, with what tells whether it needs a look.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct HouseholdRow {
    pub id: HouseholdId,
    pub name: String,
    pub area_fa: String,
    pub area_en: String,
    /// Machines in its custody today.
    pub machines: Option<i64>,
    /// The last month in which it sold something.
    pub last_sale: Option<YearMonth>,
}

impl HouseholdRow {
    pub fn area(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.area_fa,
            Lang::En => &self.area_en,
        }
    }

    /// Whether it holds machines and sold nothing in this month or the one before.
    pub fn is_quiet(&self, today: NaiveDate) -> bool {
        let before = YearMonth::of(today).prev();
        self.machines.is_some_and(|count| count > 0) && self.last_sale.is_none_or(|month| month < before)
    }
}

/// The name a household goes by where no person may be named: six digits that tell nothing of when it was registered.
pub(crate) fn pseudonym(id: HouseholdId) -> String {
    format!("{:06}", id.0.rem_euclid(1_000_000))
}

/// A household as the person sees it who follows it.
#[derive(Clone, Debug)]
pub(crate) struct HouseholdCard {
    pub id: HouseholdId,
    pub name: String,
    pub area_fa: String,
    pub area_en: String,
    /// The institution that keeps its case file; none for a home business that was never supported.
    pub institution: Option<(String, String)>,
    /// Who follows it today.
    pub caseworker: Option<String>,
    /// Who will, and from which day on.
    pub next_caseworker: Option<(String, NaiveDate)>,
    /// Since when its file is closed; none while it is open.
    pub closed_on: Option<NaiveDate>,
    pub address: Option<String>,
    pub notes: Option<String>,
    pub sheba: Option<Sheba>,
    pub registered_on: NaiveDate,
    pub members: Vec<Member>,
}

/// A person's stay in a household.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub id: MemberId,
    pub person: PersonId,
    pub name: String,
    pub given_name: String,
    pub family_name: String,
    pub relation: Relation,
    pub is_earner: bool,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    /// Shown with all but its last digits hidden.
    pub national_id: Option<NationalId>,
    /// Zeros were put before what was typed; someone should look at the card.
    pub is_national_id_repaired: bool,
    pub mobile: Option<Mobile>,
    /// The account the member sells with.
    pub account: Option<AccountId>,
}

impl Member {
    /// Whether the person belongs to the household on a day.
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|end| end > day)
    }
}
