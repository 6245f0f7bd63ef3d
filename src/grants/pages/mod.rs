//! Pages of grants and machines: values in, markup out.
mod baseline;
mod changes;
mod choose;
mod decisions;
mod earned;
mod equipment;
mod grant;
pub(crate) mod import_words;
mod imports;
mod new_grant;

pub(super) use baseline::Baseline;
pub(super) use changes::{Before, HandOver, TakeBack, UseRight};
pub(super) use choose::{ChooseHousehold, Purpose};
pub(super) use decisions::Decisions;
pub(super) use equipment::{EquipmentCard, EquipmentList};
pub(super) use grant::Grant;
pub(super) use imports::{Imports, Trial};
pub(super) use new_grant::{NewGrant, NewProposal};

use super::model::{Condition, GrantKind, Holder, Kind, Seen, Sight};
use crate::households::model::pseudonym;
use crate::i18n::Locale;
use crate::kernel::ids::HouseholdId;
use crate::ui::Ui;
use maud::{Markup, html};

pub(super) fn kind_word(locale: &Locale, kind: GrantKind) -> String {
    match kind {
        GrantKind::Asset => locale.text.grants_kind_asset(),
        GrantKind::Loan => locale.text.grants_kind_loan(),
        GrantKind::Training => locale.text.grants_kind_training(),
    }
}

fn condition_word(ui: &Ui, condition: Condition) -> String {
    match condition {
        Condition::New => ui.text.grants_condition_new(),
        Condition::Good => ui.text.grants_condition_good(),
        Condition::Worn => ui.text.grants_condition_worn(),
    }
}

/// Who holds a machine: a household by its name, or a place. A machine that nobody has taken over yet has no holder.
fn holder_word(ui: &Ui, holder: Option<Holder>, household: Option<&str>) -> String {
    match holder {
        Some(Holder::Household) => household.unwrap_or_default().to_owned(),
        Some(Holder::Depot) => ui.text.grants_holder_depot(),
        Some(Holder::Repair) => ui.text.grants_holder_repair(),
        Some(Holder::Lost) => ui.text.grants_holder_lost(),
        Some(Holder::Disposed) => ui.text.grants_holder_disposed(),
        None => ui.text.grants_card_waiting(),
    }
}

/// A household's name, or the number it goes by for a reader who sees no names.
pub(crate) fn household_word(locale: &Locale, id: HouseholdId, name: Option<&str>) -> String {
    match name {
        Some(name) => name.to_owned(),
        None => locale.text.households_file(locale.in_digits(&pseudonym(id))),
    }
}

/// A household as far as the reader may see it.
fn seen_word(ui: &Ui, seen: &Seen, id: HouseholdId) -> String {
    match seen.of(id) {
        Sight::Named(name) => household_word(ui, id, Some(name)),
        Sight::Numbered => household_word(ui, id, None),
        Sight::Elsewhere => ui.text.grants_household_elsewhere(),
    }
}

/// Maker and serial number in one line.
pub(crate) fn machine_note(ui: &Ui, maker: &str, number: &str) -> Markup {
    html! {
        @if !maker.is_empty() { bdi { (maker) } " · " }
        @if number.is_empty() { (ui.text.grants_no_serial()) } @else { (serial(number)) }
    }
}

/// A serial number as it stands on the machine: in its own digits, from left to right.
pub(crate) fn serial(number: &str) -> Markup {
    html! { bdi dir="ltr" data-latin-digits { (number) } }
}

/// The number of a grant, from left to right.
pub(crate) fn grant_number(ui: &Ui, number: &str) -> Markup {
    html! { bdi dir="ltr" { (ui.in_digits(number)) } }
}

/// A number for a title, a label or an option, where no element can stand: marks around it keep it from left to right.
pub(crate) fn left_to_right(number: &str) -> String {
    format!("\u{200e}{number}\u{200e}")
}

/// What stands for an element in a sentence of the texts until [`with_element`] puts the element there.
pub(crate) const ELEMENT: &str = "\u{fffc}";

/// A sentence of the texts with an element in the place of [`ELEMENT`].
pub(crate) fn with_element(sentence: &str, element: &Markup) -> Markup {
    match sentence.split_once(ELEMENT) {
        Some((before, after)) => html! { (before) (element) (after) },
        None => html! { (sentence) },
    }
}

/// The drawing of a kind; each kind has one of its own name.
fn kind_icon(kind: &Kind) -> &'static str {
    ["incubator", "oven", "chopper", "press", "mixer", "dryer"]
        .into_iter()
        .find(|known| *known == kind.code)
        .unwrap_or("machine")
}
