//! What queries read of stalls and pages show: sites, drawings, market days, requests and where they stand.
mod outcome;

pub(crate) use outcome::{Before, Grounds, OwnResult, Place, Precedence, Reason};

use super::fittings::{Fittings, Lack};
use crate::kernel::ids::{BookingId, HouseholdId, MarketDayId, RowId, RunId, SiteId, StallId};
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

text_enum! {
    /// Which side of the drawing lies to the north.
    pub(crate) enum North {
        Up = "up",
        Left = "left",
        Down = "down",
        Right = "right",
    }
}

text_enum! {
    /// How far a market day has come.
    pub(crate) enum DayState {
        Open = "open",
        Published = "published",
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// Whether a request stands.
    pub(crate) enum BookingState {
        Asked = "asked",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// What was seen at the market of someone who had a stall.
    pub(crate) enum Attendance {
        Came = "came",
        NoShow = "no_show",
    }
}

/// A place where markets are held.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct SiteCard {
    pub id: SiteId,
    pub name: String,
    pub address: String,
    pub opens_minute: i32,
    pub closes_minute: i32,
    pub cutoff_hours: i32,
    pub no_show_minutes: i32,
}

/// A site in a list, with its next market day.
#[derive(Clone, Debug)]
pub(crate) struct SiteRow {
    pub site: SiteCard,
    pub area_fa: String,
    pub area_en: String,
    pub next_day: Option<(MarketDayId, NaiveDate)>,
}

impl SiteRow {
    pub fn area_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.area_fa,
            Lang::En => &self.area_en,
        }
    }
}

/// A stall as it is drawn.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct DrawnStall {
    pub id: StallId,
    pub row: RowId,
    pub number: String,
    pub width_cm: i32,
    pub fittings: Fittings,
    /// The category the stall is marked for.
    pub category: Option<String>,
    pub blocked: Option<String>,
    pub retired_on: Option<NaiveDate>,
}

impl DrawnStall {
    pub fn is_blocked(&self) -> bool {
        self.blocked.is_some()
    }
}

/// A row with its stalls in order.
#[derive(Clone, Debug)]
pub(crate) struct DrawnRow {
    pub name: String,
    pub stalls: Vec<DrawnStall>,
}

/// The stalls of a site on a day, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drawing {
    pub north: Option<North>,
    pub rows: Vec<DrawnRow>,
}

impl Drawing {
    pub fn stalls(&self) -> impl Iterator<Item = &DrawnStall> {
        self.rows.iter().flat_map(|row| &row.stalls)
    }

    pub fn stall(&self, id: StallId) -> Option<&DrawnStall> {
        self.stalls().find(|stall| stall.id == id)
    }

    pub fn number(&self, id: StallId) -> &str {
        self.stall(id).map_or("", |stall| stall.number.as_str())
    }

    /// Whether a category stands on marked stalls only: it does where some stall is marked for it.
    pub fn is_required(&self, category: &str) -> bool {
        self.stalls().any(|stall| stall.category.as_deref() == Some(category))
    }

    /// What a stall lacks for someone of that category with those needs.
    pub fn lacks(&self, stall: &DrawnStall, category: &str, needs: &Fittings) -> Vec<Lack> {
        let mut lacks = stall.fittings.lacks(needs);
        if self.is_required(category) && stall.category.as_deref() != Some(category) {
            lacks.push(Lack::Category);
        }
        lacks
    }
}

/// One opening of a site.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct DayCard {
    pub id: MarketDayId,
    pub day: NaiveDate,
    pub opens_minute: i32,
    pub closes_minute: i32,
    pub cutoff_at: NaiveDateTime,
    pub state: DayState,
    pub announcement: String,
    pub published_run: Option<RunId>,
}

/// A market day in a list of one site, with how many ask for a stall.
#[derive(Clone, Debug)]
pub(crate) struct DayRow {
    pub day: DayCard,
    pub requests: i64,
}

/// A market day in a list of many sites.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct PublicDay {
    pub day: DayCard,
    pub site: String,
    pub address: String,
}

/// A shop's public name and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShopName {
    pub code: String,
    pub name: String,
}

/// A request as the manager sees it. Who sent it is left out: a caseworker does so only for households they follow.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub booking: BookingId,
    pub name: String,
    pub shop: Option<ShopName>,
    pub category: String,
    pub needs: Fittings,
    pub flexible: bool,
    /// Wished stalls, the best first.
    pub wishes: Vec<StallId>,
    /// 1 is the most senior.
    pub seniority: i32,
    pub state: BookingState,
    pub attendance: Option<Attendance>,
}

impl Request {
    /// Whether the request still stands: asked for, and not missing on the day.
    pub fn stands(&self) -> bool {
        self.state == BookingState::Asked && self.attendance != Some(Attendance::NoShow)
    }

    /// The name to show to the public: the shop's.
    pub fn public_name(&self) -> &str {
        self.shop.as_ref().map_or("", |shop| shop.name.as_str())
    }
}

/// One run of the assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct RunCard {
    pub id: RunId,
    pub version: i32,
    pub made_at: NaiveDateTime,
    /// How often it was changed by hand.
    pub revision: i32,
}

impl RunCard {
    /// What a form says of the plan it stood beside.
    pub fn seen(&self) -> Seen {
        Seen { run: self.id, revision: self.revision }
    }
}

/// The plan that a manager looked at: the run, and how often it had been changed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub run: RunId,
    pub revision: i32,
}

/// A household known at a site.
#[derive(Clone, Debug)]
pub(crate) struct VendorRow {
    pub household: HouseholdId,
    pub name: String,
    pub shop: Option<ShopName>,
    pub seniority: i32,
    pub category: String,
}

/// A seller of the area who is not yet known at a site.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub household: HouseholdId,
    pub name: String,
    pub shop: ShopName,
    /// What it offers most lately, to be taken over.
    pub category: Option<String>,
}

/// A category of goods.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Category {
    pub code: String,
    pub name_fa: String,
    pub name_en: String,
}

impl Category {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.name_fa,
            Lang::En => &self.name_en,
        }
    }
}

/// What a household asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub category: String,
    pub needs: Fittings,
    /// Any other suitable stall will do.
    pub flexible: bool,
    /// Wished stalls, the best first.
    pub wishes: Vec<StallId>,
}

/// A market day as one household sees it.
#[derive(Clone, Debug)]
pub(crate) struct OwnDay {
    pub day: DayCard,
    pub site: String,
    pub address: String,
    pub asked: bool,
    /// What was published for the household.
    pub result: Option<OwnResult>,
}
