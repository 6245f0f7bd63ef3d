//! Pages about stalls: the drawing of a site, the manager's day, the producer's requests, and what everyone may see.
mod ask_for;
mod days;
mod drawing;
mod moving;
mod paper;
mod parts;
mod producer;
mod public;
mod sellers;
mod sites;

pub(super) use ask_for::AskFor;
pub(super) use days::{Day, OpenDays};
pub(super) use drawing::{EditStall, Rows};
pub(super) use moving::{Confirm, Moving, MovingWhat};
pub(super) use paper::{CheckIn, Paper};
pub(super) use producer::{Asking, MyDays};
pub(super) use public::{MarketDay, MarketDays};
pub(super) use sellers::{EditSeller, RequestFor, Sellers};
pub(super) use sites::{AdminSites, Site, Sites};
