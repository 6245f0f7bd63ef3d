//! Pages of grants and machines: values in, markup out.
mod baseline;
mod changes;
mod choose;
mod decisions;
mod equipment;
mod grant;
pub(crate) mod import_words;
mod imports;
mod new_grant;

pub(super) use baseline::Baseline;
pub(super) use changes::{HandOver, TakeBack, UseRight};
pub(super) use choose::{ChooseHousehold, Purpose};
pub(super) use decisions::Decisions;
pub(super) use equipment::{EquipmentCard, EquipmentList};
pub(super) use grant::Grant;
pub(super) use imports::{Imports, Trial};
pub(super) use new_grant::{NewGrant, NewProposal};

use super::model::{Condition, GrantKind, Holder, Kind};
use crate::i18n::Locale;
use crate::kernel::ids::HouseholdId;
use crate::ui::Ui;
use crate::ui::parts::code;
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

/// A household's name, or six digits for a reader who sees no names.
fn household_word(ui: &Ui, names: bool, id: HouseholdId, name: &str) -> String {
    if names {
        return name.to_owned();
    }
    ui.text.grants_household_masked(ui.in_digits(&format!("{:06}", id.0.rem_euclid(1_000_000))))
}

/// Maker and serial number in one line.
fn machine_note(ui: &Ui, maker: &str, serial: &str) -> Markup {
    html! {
        @if !maker.is_empty() { bdi { (maker) } " · " }
        @if serial.is_empty() { (ui.text.grants_no_serial()) } @else { (code(serial)) }
    }
}

/// The drawing of a kind; each kind has one of its own name.
fn kind_icon(kind: &Kind) -> &'static str {
    ["incubator", "oven", "chopper", "press", "mixer", "dryer"]
        .into_iter()
        .find(|known| *known == kind.code)
        .unwrap_or("machine")
}
