//! Pages about households: the caseworker's list, and the forms of a household, its members and their cards.
mod business;
mod file;
mod forms;
mod identity;
mod list;
mod opened;

pub(super) use business::NewBusinessForm;
pub(super) use file::{EndFile, HandOnFile};
pub(super) use forms::{CorrectMember, EditDetails, Invite, KnownHousehold, NewHouseholdForm, NewMemberForm};
pub(super) use identity::{AskIdentity, Identity};
pub(super) use list::Households;
pub(super) use opened::WhoOpened;

use super::model::Relation;
use crate::i18n::Locale;

/// The word for what a member is to the household.
pub(crate) fn relation_word(locale: &Locale, relation: Relation) -> String {
    match relation {
        Relation::Head => locale.text.households_relation_head(),
        Relation::Spouse => locale.text.households_relation_spouse(),
        Relation::Child => locale.text.households_relation_child(),
        Relation::Parent => locale.text.households_relation_parent(),
        Relation::Sibling => locale.text.households_relation_sibling(),
        Relation::Other => locale.text.households_relation_other(),
    }
}
