//! Forms: what was typed and what to mend, and the fields that show both. A form works without scripts.
mod choices;

pub(crate) use choices::{Choice, choices, date, tick};

use super::{Ui, icon};
use crate::i18n::{Locale, unit_field};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use maud::{Markup, html};

/// Something to mend: the field's name and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub field: &'static str,
    pub sentence: String,
}

/// A form as it is shown: filled with what was typed, with the problems found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    pub fields: Fields,
    pub problems: Vec<Problem>,
}

impl Form {
    /// A form that is shown for the first time, filled with `fields`.
    pub fn filled(fields: Fields) -> Form {
        Form { fields, problems: Vec::new() }
    }

    /// A form that comes back.
    pub fn refused(fields: Fields, problems: Vec<Problem>) -> Form {
        Form { fields, problems }
    }

    /// The same form with what is to be mended.
    #[must_use]
    pub fn refusing(self, problems: Vec<Problem>) -> Form {
        Form { problems, ..self }
    }

    /// With a key of its own, unless it carries one that can be used.
    #[must_use]
    pub fn keyed(self, fresh: &Idem) -> Form {
        if Idem::parse(self.fields.text(KEY)).is_some() { self } else { self.keyed_anew(fresh) }
    }

    /// With another key than it carries: the act of that one is over.
    #[must_use]
    pub fn keyed_anew(self, fresh: &Idem) -> Form {
        Form { fields: self.fields.with(KEY, fresh.as_str()), ..self }
    }

    /// The field of the form's key.
    pub fn key(&self) -> Markup {
        html! { input type="hidden" name=(KEY) value=(self.fields.text(KEY)) data-idem=""; }
    }

    /// What is to be mended in a field.
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.field == field)
    }

    /// The list of problems at the top of the page, which takes the focus; nothing when there are none.
    pub fn summary(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.problems.is_empty() {
                div class="error-summary" role="alert" tabindex="-1" id="errors" autofocus {
                    h2 { (icon("warning")) @if self.problems.len() == 1 { (ui.text.form_summary_one()) } @else { (ui.text.form_summary()) } }
                    ul { @for problem in &self.problems { li { a href={ "#" (problem.field) } { (problem.sentence) } } } }
                }
            }
        }
    }
}

/// The name of the field of a form's key.
const KEY: &str = "idem";

/// The key of a form that arrived; a form without one is an old copy.
pub(crate) fn key(fields: &Fields, locale: &Locale) -> Result<Idem, Problem> {
    Idem::parse(fields.text(KEY)).ok_or_else(|| Problem { field: KEY, sentence: locale.text.form_old() })
}

/// How a text field behaves on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Digits of any script.
    Number,
    /// The same with a point, and perhaps the word of a unit.
    Decimal,
    Mobile,
    Email,
    /// Latin letters and digits, as on a bank card.
    Code,
    /// An existing password.
    Password,
    NewPassword,
}

/// A labelled text field.
pub(crate) struct Field<'a> {
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    pub kind: Kind,
    pub form: &'a Form,
    pub optional: bool,
}

impl<'a> Field<'a> {
    pub fn new(form: &'a Form, name: &'static str, label: String) -> Field<'a> {
        Field { name, label, hint: None, kind: Kind::Text, form, optional: false }
    }

    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.name));
        }
        if self.form.problem(self.name).is_some() {
            ids.push(format!("{}-error", self.name));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn around(&self, ui: &Ui, control: Markup) -> Markup {
        html! {
            div class=(field_class(self.form, self.name)) {
                label for=(self.name) { (self.label) @if self.optional { " " span class="optional" { (ui.text.form_optional()) } } }
                @if let Some(hint) = &self.hint { p class="hint" id={ (self.name) "-hint" } { (hint) } }
                (error(self.form, self.name))
                (control)
            }
        }
    }

    /// One line of text.
    pub fn input(&self, ui: &Ui) -> Markup {
        let value = self.form.fields.text(self.name);
        let (kind, mode, complete) = match self.kind {
            Kind::Text => ("text", None, "off"),
            Kind::Number => ("text", Some("numeric"), "off"),
            Kind::Decimal => ("text", Some("decimal"), "off"),
            Kind::Mobile => ("tel", Some("tel"), "tel"),
            Kind::Email => ("email", Some("email"), "email"),
            Kind::Code => ("text", None, "off"),
            Kind::Password => ("password", None, "current-password"),
            Kind::NewPassword => ("password", None, "new-password"),
        };
        let is_secret = kind == "password";
        let dir = match self.kind {
            Kind::Text => Some("auto"),
            Kind::Mobile | Kind::Email | Kind::Code => Some("ltr"),
            _ => None,
        };
        self.around(
            ui,
            html! {
                input id=(self.name) name=(self.name) type=(kind) inputmode=[mode] autocomplete=(complete) dir=[dir]
                    class=[matches!(self.kind, Kind::Number | Kind::Decimal).then_some("short")]
                    value=[(!is_secret).then_some(value)] aria-invalid=[self.form.problem(self.name).map(|_| "true")]
                    aria-describedby=[self.described_by()];
            },
        )
    }

    /// Several lines of text.
    pub fn textarea(&self, ui: &Ui) -> Markup {
        self.around(
            ui,
            html! {
                textarea id=(self.name) name=(self.name) rows="3" dir="auto" autocomplete="off"
                    aria-invalid=[self.form.problem(self.name).map(|_| "true")] aria-describedby=[self.described_by()] {
                    (self.form.fields.text(self.name))
                }
            },
        )
    }

    /// An amount of money in the reader's unit, with the amount in words below it.
    pub fn money(&self, ui: &Ui) -> Markup {
        let words = format!("{}-words", self.name);
        let value = self.form.fields.text(self.name);
        let described = match self.described_by() {
            Some(ids) => format!("{ids} {words}"),
            None => words.clone(),
        };
        self.around(ui, html! {
            div class="money" {
                input id=(self.name) name=(self.name) type="text" inputmode="numeric" autocomplete="off" value=(value)
                    aria-invalid=[self.form.problem(self.name).map(|_| "true")] aria-describedby=(described)
                    data-words=(words) data-unit=(ui.unit_word());
                span { (ui.unit_word()) }
                input type="hidden" name=(unit_field(self.name)) value=(ui.unit.as_str());
            }
            output class="in-words" id=(words) for=(self.name) { (ui.typed_in_words(value)) }
        })
    }

    /// One of a list, by value and word.
    pub fn select(&self, ui: &Ui, options: &[(String, String)]) -> Markup {
        let chosen = self.form.fields.text(self.name);
        self.around(
            ui,
            html! {
                select id=(self.name) name=(self.name) aria-invalid=[self.form.problem(self.name).map(|_| "true")]
                    aria-describedby=[self.described_by()] {
                    @for (value, word) in options { option value=(value) selected[value == chosen] { (word) } }
                }
            },
        )
    }
}

/// The class of a field, which shows that there is something to mend.
fn field_class(form: &Form, name: &str) -> &'static str {
    if form.problem(name).is_some() { "field has-error" } else { "field" }
}

/// The sentence of a field's problem, beside it.
pub(crate) fn error(form: &Form, name: &str) -> Markup {
    html! {
        @if let Some(problem) = form.problem(name) {
            p class="error" id={ (name) "-error" } { (icon("warning")) span { (problem.sentence) } }
        }
    }
}

/// The button that sends the form, at the thumb on a phone, with a way out beside it.
pub(crate) fn action_bar(label: &str, drawing: &str, away: Option<(String, String)>) -> Markup {
    html! { div class="action-bar" { (actions(label, drawing, away)) } }
}

/// The same right below a form that is short, or that is not all of its page.
pub(crate) fn action_row(label: &str, drawing: &str, away: Option<(String, String)>) -> Markup {
    html! { div class="action-row" { (actions(label, drawing, away)) } }
}

fn actions(label: &str, drawing: &str, away: Option<(String, String)>) -> Markup {
    html! {
        button class="btn btn-primary btn-big" { (icon(drawing)) span { (label) } }
        @if let Some((url, word)) = away { a class="btn btn-quiet" href=(url) { (word) } }
    }
}
