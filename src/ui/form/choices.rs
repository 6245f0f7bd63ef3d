//! What is picked rather than written: one of a group, a tick, and the parts of a date.
use super::{Form, error, field_class};
use crate::kernel::calendar::{GREGORIAN_MONTHS_EN, SOLAR_MONTHS_FA};
use crate::kernel::lang::Lang;
use crate::ui::{Ui, icon};
use maud::{Markup, Render, html};

/// One choice of a group: value, word, and perhaps a line below and an icon.
pub(crate) struct Choice {
    pub value: String,
    pub word: String,
    pub note: Option<String>,
    pub icon: Option<&'static str>,
}

/// A group of cards of which one is chosen.
pub(crate) fn choices(form: &Form, name: &'static str, legend: &str, list: &[Choice]) -> Markup {
    let chosen = form.fields.text(name);
    html! {
        fieldset class=(field_class(form, name)) id=(name) {
            legend { (legend) }
            (error(form, name))
            div class="choices" { @for choice in list {
                label class="choice" {
                    input type="radio" name=(name) value=(choice.value) checked[choice.value == chosen];
                    span class="choice-face" {
                        @if let Some(name) = choice.icon { (icon(name)) }
                        span { b { (choice.word) } @if let Some(note) = &choice.note { small { (note) } } }
                    }
                }
            } }
        }
    }
}

/// A box to tick.
pub(crate) fn tick(form: &Form, name: &'static str, value: &str, word: impl Render) -> Markup {
    let ticked = form.fields.all(name).any(|sent| sent == value);
    html! { label class="check" { input type="checkbox" name=(name) value=(value) checked[ticked]; span { (word) } } }
}

/// A date in three parts, in the reader's calendar. The fields are `NAME-day`, `NAME-month` and `NAME-year`; none of them
/// is chosen beforehand.
pub(crate) fn date(ui: &Ui, form: &Form, name: &'static str, legend: &str) -> Markup {
    let part = |suffix: &str| format!("{name}-{suffix}");
    let value = |suffix: &str| form.fields.text(&part(suffix)).to_owned();
    let names = match ui.lang {
        Lang::Fa => SOLAR_MONTHS_FA,
        Lang::En => GREGORIAN_MONTHS_EN,
    };
    let months = (1..).zip(names);
    let invalid = form.problem(name).map(|_| "true");
    html! {
        fieldset class=(field_class(form, name)) id=(name) {
            legend { (legend) }
            p class="hint" id={ (name) "-hint" } { (ui.text.form_date_hint(ui.full_date(ui.today))) }
            (error(form, name))
            div class="dates" {
                div class="field" {
                    label for=(part("day")) { (ui.text.form_day()) }
                    input id=(part("day")) name=(part("day")) type="text" inputmode="numeric" autocomplete="off" value=(value("day")) aria-invalid=[invalid];
                }
                div class="field" {
                    label for=(part("month")) { (ui.text.form_month()) }
                    select id=(part("month")) name=(part("month")) aria-invalid=[invalid] {
                        option value="" selected[value("month").is_empty()] { (ui.text.form_month()) }
                        @for (month, word) in months { option value=(month) selected[value("month") == i32::to_string(&month)] { (word) } }
                    }
                }
                div class="field" {
                    label for=(part("year")) { (ui.text.form_year()) }
                    input id=(part("year")) name=(part("year")) type="text" inputmode="numeric" autocomplete="off" value=(value("year")) aria-invalid=[invalid];
                }
            }
        }
    }
}
