//! The pages of a shop about its licences, and of admins about their kinds.
mod kinds;
mod mine;
mod parts;

pub(in crate::catalogue) use kinds::{KindForm, Kinds};
pub(in crate::catalogue) use mine::{LicenceForm, MyLicences};
pub(in crate::catalogue) use parts::{ending_notice, lack_badge, lack_words};
pub(crate) use parts::{licence_words, licences_seen};
