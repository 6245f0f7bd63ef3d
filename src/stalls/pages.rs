//! Pages about stalls: the drawing of a site, the manager's day, the producer's requests, and what everyone may see.
mod absences;
mod ask_for;
mod asking;
mod calendar;
mod days;
mod drawing;
mod moving;
mod paper;
mod parts;
mod plan;
mod producer;
mod public;
mod scale;
mod seller;
mod sellers;
mod settings;
mod sites;
mod wishes;

pub(crate) use days::printed_at;
pub(crate) use parts::{category_name, fittings_words, hours, joined};
pub(crate) use plan::{Cell, Look, Plan, Tap, legend};
pub(crate) use settings::rule_words;

pub(super) use absences::{ABSENT, PRESENT};
pub(super) use ask_for::AskFor;
pub(super) use asking::Asking;
pub(super) use calendar::CalendarMade;
pub(super) use days::{Day, OpenDays};
pub(super) use drawing::{EditStall, Rows};
pub(super) use moving::{ALSO, Confirm, Moving, MovingWhat, WITHOUT};
pub(super) use paper::{CheckIn, Paper};
pub(super) use producer::{MyDays, WEEKLY_END};
pub(super) use public::{MarketDay, MarketDays};
pub(super) use seller::EditSeller;
pub(super) use sellers::{RequestFor, Sellers};
pub(super) use settings::Settings;
pub(super) use sites::{AdminSites, Site, Sites};
