//! What moderators are told: the queue, one thing in it, and shops. A shop is a seller; nothing of its household is here.
use crate::accounts::access::Scope;
use crate::catalogue::licences::model::Kind;
use crate::kernel::by_weight::PriceTag;
use crate::kernel::ids::{AccountId, ModerationId, PersonId, ProductId, ReviewId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::SellUnit;
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

pub(crate) use crate::catalogue::model::{ItemKind, ItemState};
pub(crate) use crate::messages::Reason;

/// How long a decision can be taken back by whoever made it.
pub(crate) const UNDO: TimeDelta = TimeDelta::minutes(30);

text_enum! {
    /// Why a visitor reports a good.
    pub(crate) enum ReportReason {
        /// It is not what is said of it.
        Untrue = "untrue",
        Forbidden = "forbidden",
        Photo = "photo",
        Rude = "rude",
        Other = "other",
    }
}

impl ReportReason {
    /// Whether it can be said of such a thing: words have no photo and are not sold.
    pub fn fits(self, what: &What) -> bool {
        match self {
            ReportReason::Forbidden | ReportReason::Photo => matches!(what, What::Good(_)),
            ReportReason::Untrue | ReportReason::Rude | ReportReason::Other => true,
        }
    }
}

/// What can be said of a thing that is not accepted.
pub(crate) fn reasons_of(kind: ItemKind) -> &'static [Reason] {
    match kind {
        ItemKind::Good | ItemKind::Report => &Reason::OF_GOODS,
        ItemKind::Licence => &Reason::OF_LICENCES,
        ItemKind::Shop | ItemKind::Review | ItemKind::Answer => &[Reason::Contact, Reason::Claim, Reason::Rude],
    }
}

/// Whose queue it is: what waits in these areas, without what is of a household in which this person lives.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    pub scopes: Vec<Scope>,
    pub person: Option<PersonId>,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueueRow {
    pub id: ModerationId,
    pub kind: ItemKind,
    pub sent_at: NaiveDateTime,
    /// The name of the good, or the one that a shop wants; the number of a licence.
    pub name: String,
    /// What kind of licence it is.
    pub licence: Option<Kind>,
    pub shop: String,
    pub category: Option<String>,
    pub photo: Option<String>,
    /// How often it was reported.
    pub reports: i64,
}

/// A good as it would be shown.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct ShownGood {
    pub id: ProductId,
    pub code: String,
    pub name: String,
    pub description: String,
    pub category: (String, String, String),
    pub unit: SellUnit,
    pub price: Rial,
    pub photo: Option<String>,
    /// Whether buyers see it.
    pub is_listed: bool,
    /// The price of a kilo, where that of a piece is an estimate.
    pub kilo: Option<Rial>,
}

impl ShownGood {
    pub fn tag(&self) -> PriceTag {
        PriceTag { price: self.price, unit: self.unit, kilo: self.kilo }
    }
}

/// A shop as moderators see it.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct ShopCard {
    pub id: ShopId,
    pub code: String,
    pub name: String,
    pub opened_on: NaiveDate,
    /// Since when it is trusted.
    pub trusted_since: Option<NaiveDate>,
    /// Since when buyers do not see it.
    pub hidden_at: Option<NaiveDateTime>,
}

/// One thing of the queue, with what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub id: ModerationId,
    pub kind: ItemKind,
    pub state: ItemState,
    /// Grows with every change of what is looked at.
    pub version: i32,
    pub product: Option<ProductId>,
    /// The name of the good, also of one that was removed.
    pub good: Option<String>,
    /// Whether buyers see it while it is looked over.
    pub is_shown: bool,
    /// The name and story that a shop wants, and those it has.
    pub words: (String, String),
    pub former: (String, String),
    pub reasons: Vec<Reason>,
    pub note: String,
    pub made_trusted: bool,
    pub sent_at: NaiveDateTime,
    pub decided: Option<(NaiveDateTime, AccountId)>,
}

impl Item {
    /// The number by which a form names the decision that was made; none before there is one.
    pub fn decision(&self) -> Option<i64> {
        self.decided.map(|(at, _)| at.and_utc().timestamp_micros())
    }

    /// Whether this account can still take its decision back.
    pub fn is_undoable(&self, by: AccountId, now: NaiveDateTime) -> bool {
        self.decided.is_some_and(|(at, decider)| decider == by && now < at + UNDO)
    }
}

/// What a buyer said of a good, and what the shop answered.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct SaidOfGood {
    pub stars: Option<i32>,
    pub words: String,
    pub answer: String,
    /// Whether the order is collected still.
    pub is_collected: bool,
}

/// Something that buyers see of a shop, and that can be looked over again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Good(ProductId, ShopId),
    Sign(ShopId),
    Review(ReviewId),
    Answer(ReviewId),
}

/// What a visitor reports, by the code under which the public knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Good(String),
    /// The name and story of a shop.
    Sign(String),
    Review(String),
    Answer(String),
}

/// The page that shows it, by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Good(String),
    Shop(String),
}

/// A review that buyers see, for whoever looks over its shop.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct SeenReview {
    pub id: ReviewId,
    pub good: String,
    pub words: String,
    pub answer: String,
    pub answer_seen: bool,
}

/// A visitor's report.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Report {
    pub reason: ReportReason,
    pub words: String,
    pub made_at: NaiveDateTime,
}
