//! Usual goods as little pictures under the name of a new good: for people who read little, and for quick fingers. Each is a
//! link to the form filled in; where scripts run, a tap fills in what is usual and leaves the rest as it was typed.
use crate::catalogue::forms::usual::Usual;
use crate::catalogue::model::Machine;
use crate::kernel::fields::Fields;
use crate::ui::{Form, Ui, photo};
use crate::urls;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The query field that names the good that was picked.
pub(in crate::catalogue) const SUGGEST: &str = "suggest";

/// The pictures, those of the chosen category first.
pub(super) fn list(ui: &Ui, form: &Form, machines: &[Machine]) -> Markup {
    let new = urls::my_good_new(ui.lang);
    html! {
        div class="field" {
            p class="label" id="usual" { (ui.text.catalogue_usual()) }
            ul class="usual" aria-labelledby="usual" { @for usual in Usual::all(form.fields.text("category")) {
                @let name = usual.name(ui);
                li { a href=(urls::with_query(&new, &[(SUGGEST, usual.code)])) data-fill=(filling(&usual.fields(machines, ui)))
                    aria-current=[(form.fields.text("name") == name).then_some("true")] {
                    (photo::drawn(usual.code))
                    span { (name) }
                } }
            } }
        }
    }
}

/// The values of each field, as the script reads them; machines that do not make it are not ticked.
fn filling(fields: &Fields) -> String {
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::from([("machine", Vec::new())]);
    for (name, value) in fields.pairs() {
        values.entry(name).or_default().push(value);
    }
    serde_json::to_string(&values).unwrap_or_default()
}
