//! One of a few, chosen with one tap: radio buttons that look like chips or like tiles with an icon.
use super::form::error;
use super::{Form, icon};
use maud::{Markup, html};

/// One chip or tile: value, word, and perhaps an icon.
pub(crate) struct Pick {
    pub value: String,
    pub word: String,
    pub icon: Option<String>,
}

/// A row of chips of which one is chosen.
pub(crate) fn chips(form: &Form, name: &'static str, legend: &str, picks: &[Pick]) -> Markup {
    let chosen = form.fields.text(name);
    html! {
        fieldset class="field" id=(name) {
            legend { (legend) }
            (error(form, name))
            div class="chips" { @for pick in picks {
                label class="pick" {
                    input type="radio" name=(name) value=(pick.value) checked[pick.value == chosen];
                    span class="chip" { @if let Some(drawing) = &pick.icon { (icon(drawing)) } (pick.word) }
                }
            } }
        }
    }
}
