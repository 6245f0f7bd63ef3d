//! Pages of a case file.
mod chart;
mod history;
mod household;
mod months;
mod on_behalf;
mod rows;
mod support;

pub(crate) use household::Household;
pub(crate) use on_behalf::OnBehalf;
pub(crate) use rows::Rows;

use super::model::{Bucket, Months};
use crate::grants::model::Machine;
use crate::households::model::pseudonym;
use crate::kernel::ids::{EquipmentId, HouseholdId, SaleId};
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

/// A household's name, or six digits for a reader who sees no names.
fn household_word(ui: &Ui, names: bool, id: HouseholdId, name: &str) -> String {
    if names { name.to_owned() } else { ui.text.casework_masked(ui.in_digits(&pseudonym(id))) }
}

/// A machine by its kind and, where two are of one kind, by its serial number too.
fn machine_word(ui: &Ui, machines: &[Machine], id: EquipmentId) -> String {
    let Some(found) = machines.iter().find(|machine| machine.row.id == id) else {
        return ui.text.casework_other_machine();
    };
    let kind = found.row.kind.name.in_lang(ui.lang);
    let twins = machines.iter().filter(|other| other.row.id != id && other.row.kind == found.row.kind);
    if twins.count() == 0 { kind.to_owned() } else { format!("{kind} {}", ui.in_digits(&found.row.serial)) }
}

/// The link to the rows behind a figure.
fn rows_url(ui: &Ui, of: HouseholdId, months: Months, bucket: Bucket) -> String {
    let (name, month) = match months {
        Months::All => ("", String::new()),
        Months::One(month) => ("month", month.number().to_string()),
        Months::Since(month) => ("since", month.number().to_string()),
    };
    let (by, id) = match bucket {
        Bucket::All => ("", String::new()),
        Bucket::Machine(id) => ("machine", id.to_string()),
        Bucket::Grant(id) => ("grant", id.to_string()),
        Bucket::OwnPayment => ("own-payment", String::new()),
        Bucket::OwnMeans => ("own-means", String::new()),
    };
    let query: Vec<(&str, &str)> = [(name, month.as_str()), ("by", by), ("id", id.as_str())]
        .into_iter()
        .filter(|pair| !pair.1.is_empty())
        .collect();
    urls::with_query(&urls::household_rows(ui.lang, of), &query)
}
