//! Pages of a case file.
mod attribution;
mod before_after;
mod chart;
mod history;
mod household;
mod members;
mod months;
mod on_behalf;
mod rows;
mod steps;
mod support;

pub(crate) use attribution::ByMonth;
pub(crate) use household::Household;
pub(crate) use on_behalf::OnBehalf;
pub(crate) use rows::Rows;

use super::model::{Bucket, Filter, Kinds, Months};
use crate::grants;
use crate::grants::model::Machine;
use crate::kernel::ids::{EquipmentId, HouseholdId, SaleId};
use crate::kernel::money::Rial;
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The button that takes back a sale which was written down on behalf of the household.
fn undo_form(ui: &Ui, of: HouseholdId, sale: SaleId, class: &str) -> Markup {
    html! {
        form method="post" action=(urls::sale_on_behalf_undo(ui.lang, of, sale)) {
            button class=(class) { (icon("undo")) span { (ui.text.casework_sale_undo()) } }
        }
    }
}

/// A household's name, or the number it goes by for a reader who sees no names.
fn household_word(ui: &Ui, names: bool, id: HouseholdId, name: &str) -> String {
    grants::household_word(ui, id, names.then_some(name))
}

/// A machine by its kind and, where two are of one kind, by its serial number too.
fn machine_word(ui: &Ui, machines: &[Machine], id: EquipmentId) -> Markup {
    let (kind, number) = machine_parts(ui, machines, id);
    html! { (kind) @if let Some(number) = number { " " (grants::serial(number)) } }
}

/// The same for labels and lists of words, where no element can stand.
fn machine_label(ui: &Ui, machines: &[Machine], id: EquipmentId) -> String {
    match machine_parts(ui, machines, id) {
        (kind, Some(number)) => format!("{kind} {}", grants::left_to_right(number)),
        (kind, None) => kind,
    }
}

/// The kind of a machine, and its serial number where that tells it from another of the kind.
fn machine_parts<'m>(ui: &Ui, machines: &'m [Machine], id: EquipmentId) -> (String, Option<&'m str>) {
    let Some(found) = machines.iter().find(|machine| machine.row.id == id) else {
        return (ui.text.casework_other_machine(), None);
    };
    let has_twin = machines.iter().any(|other| other.row.id != id && other.row.kind == found.row.kind);
    let number = Some(found.row.serial.as_str()).filter(|number| has_twin && !number.is_empty());
    (found.row.kind.name.in_lang(ui.lang).to_owned(), number)
}

/// The link to the rows behind a figure.
fn rows_url(ui: &Ui, of: HouseholdId, filter: Filter) -> String {
    let (name, month) = match filter.months {
        Months::All => ("", String::new()),
        Months::One(month) => ("month", month.number().to_string()),
        Months::Since(month) => ("since", month.number().to_string()),
        Months::Between(first, _) => ("since", first.number().to_string()),
    };
    let (by, id) = match filter.bucket {
        Bucket::All => ("", String::new()),
        Bucket::Machine(id) => ("machine", id.to_string()),
        Bucket::Grant(id) => ("grant", id.to_string()),
        Bucket::OwnPayment => ("own-payment", String::new()),
        Bucket::OtherPayment => ("other-payment", String::new()),
        Bucket::OwnMeans => ("own-means", String::new()),
    };
    let kind = if filter.kinds == Kinds::All { "" } else { filter.kinds.as_str() };
    let until = match filter.months {
        Months::Between(_, last) => last.number().to_string(),
        Months::All | Months::One(_) | Months::Since(_) => String::new(),
    };
    let before = filter.before.map(|id| id.to_string()).unwrap_or_default();
    let query: Vec<(&str, &str)> =
        [(name, month.as_str()), ("until", &until), ("kind", kind), ("by", by), ("id", &id), ("before", &before)]
            .into_iter()
            .filter(|pair| !pair.1.is_empty())
            .collect();
    urls::with_query(&urls::household_rows(ui.lang, of), &query)
}

/// A figure of a table that opens to its rows.
fn figure(ui: &Ui, of: HouseholdId, (rows, amount): (Filter, Rial), label: &str) -> Markup {
    html! {
        td class="n" data-label=(label) { a href=(rows_url(ui, of, rows)) { (ui.amount(amount)) } }
    }
}
