//! What queries read of stalls and pages show: sites, drawings, market days, requests and where they stand.
mod drawing;
mod feed;
mod incident;
mod outcome;
mod seen;
mod seller;
mod site;
mod wanted;

pub(crate) use drawing::{
    CategoryRule, Drawing, DrawingAction, DrawnRow, DrawnStall, Edition, North, Obstacle, ObstacleKind, VersionCard,
    put,
};
pub(crate) use feed::{Changes, FeedDay, OwnFeedDay, Told};
pub(crate) use incident::{Happened, Incident, IncidentKind};
pub(crate) use outcome::{Before, Former, Grounds, OwnResult, Place, Precedence, Reason, RuledOut, RunRow, Waited};
pub(crate) use seen::Attendance;
pub(crate) use seller::{Candidate, VendorRow};
pub(crate) use site::{Rules, SiteCard, SiteDetails, SiteRow};
pub(crate) use wanted::{AskedFor, Counts, MOST_STALLS_EACH, Wanted, Wishes};

use crate::kernel::calendar::Weekday;
use crate::kernel::ids::{AbsenceId, BookingId, MarketDayId, OwnStallId, RunId, SiteId, StallId, WeeklyId};
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

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
    /// Why a request is there.
    pub(crate) enum Origin {
        /// Somebody asked.
        Asked = "asked",
        /// The household asks for this every week.
        Weekly = "weekly",
        /// The household holds an own stall and has not signed off.
        OwnStall = "own_stall",
        /// The household came on the day without having asked.
        WalkIn = "walk_in",
    }
}

text_enum! {
    /// The list a seller is on, where the two are dealt one after the other.
    pub(crate) enum VendorList {
        A = "a",
        B = "b",
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
    pub site_id: SiteId,
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
    pub wanted: Wanted,
    /// 1 is the most senior.
    pub seniority: i32,
    pub state: BookingState,
    pub attendance: Option<Attendance>,
    pub origin: Origin,
    /// Comes to no market day at this time.
    pub is_absent: bool,
    pub terms: Terms,
    /// The own stalls on this day, in the order they are drawn.
    pub own: Vec<StallId>,
    /// Had no stall on the site's last market day.
    pub was_refused: bool,
}

/// On which terms a seller is known at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Terms {
    pub list: VendorList,
    /// How many stalls are guaranteed; often none.
    pub guaranteed: i32,
}

impl Terms {
    /// The guaranteed stalls.
    pub fn stalls(self) -> usize {
        usize::try_from(self.guaranteed).unwrap_or(0)
    }
}

/// An own stall of a seller.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct OwnStall {
    pub id: OwnStallId,
    pub number: String,
    pub starts_on: NaiveDate,
}

/// What a household asks for every week, in a list.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct WeeklyRow {
    pub id: WeeklyId,
    pub site: String,
    pub weekday: Weekday,
    pub counts: Counts,
}

/// A time in which a household comes to no market day of a site.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Absence {
    pub id: AbsenceId,
    pub site: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

impl Request {
    /// Whether it was asked and nobody signed off, whatever was seen on the day.
    pub fn is_asked(&self) -> bool {
        self.state == BookingState::Asked && !self.is_absent
    }

    /// Whether the request still stands: asked for, not absent, and not missing on the day.
    pub fn stands(&self) -> bool {
        self.is_asked() && !matches!(self.attendance, Some(Attendance::NoShow | Attendance::Left))
    }

    /// Whether they were seen at the market.
    pub fn is_here(&self) -> bool {
        matches!(self.attendance, Some(Attendance::Came | Attendance::Here))
    }

    /// How many stalls there are for them by right: own or guaranteed ones.
    pub fn by_right(&self) -> usize {
        self.own.len().max(self.terms.stalls())
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
    /// The drawing that it was planned on.
    pub edition: Edition,
    /// How many times the search for a place was given up because there was too much to try; not known of very old runs.
    pub checks_cut_short: Option<i32>,
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

/// A market day as one household sees it.
#[derive(Clone, Debug)]
pub(crate) struct OwnDay {
    pub day: DayCard,
    pub site: String,
    pub address: String,
    pub asked: bool,
    /// Why there is a request, standing or taken back; nothing if there never was one.
    pub origin: Option<Origin>,
    pub asked_for: Option<AskedFor>,
    pub is_absent: bool,
    /// The numbers of the household's own stalls at the site.
    pub own: Vec<String>,
    /// What was published for the household.
    pub result: Option<OwnResult>,
}
