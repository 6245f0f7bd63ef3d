//! When a household comes to no market day: what is noted, and the form for more.
use crate::i18n::named;
use crate::kernel::ids::SiteId;
use crate::stalls::model::Absence;
use crate::ui::form::{Field, date};
use crate::ui::{Form, Ui, icon};
use maud::{Markup, html};

/// What `do` says of a form that notes an absence.
pub(crate) const ABSENT: &str = "absent";
/// What `do` says of a form that ends one.
pub(crate) const PRESENT: &str = "present";

/// The part of a page on absences.
pub(super) struct Absences<'a> {
    /// Where its forms go, and what they say of whom.
    pub to: (String, Markup),
    pub sites: &'a [(SiteId, String)],
    pub absences: &'a [Absence],
    pub form: &'a Form,
}

impl Absences<'_> {
    pub fn section(&self, ui: &Ui) -> Markup {
        let is_open = ["from", "until", "site"].iter().any(|field| self.form.problem(field).is_some());
        html! { @if !self.sites.is_empty() {
            details class="panel" open[is_open || !self.absences.is_empty()] {
                summary { (ui.text.stalls_absence_title()) }
                p class="muted" { (ui.text.stalls_absence_lead()) }
                @for absence in self.absences { (self.noted(ui, absence)) }
                (self.another(ui))
            }
        } }
    }

    fn noted(&self, ui: &Ui, absence: &Absence) -> Markup {
        let span = named::FirstLast { first: ui.date(absence.first_day), last: ui.date(absence.last_day) };
        html! {
            form class="row row-line" method="post" action=(self.to.0) {
                input type="hidden" name="absence" value=(absence.id);
                (self.to.1)
                (icon("calendar"))
                span class="row-main" {
                    span class="row-title" { (ui.text.stalls_absence_span(span)) }
                    @if self.sites.len() > 1 { span class="row-note" dir="auto" { (absence.site) } }
                }
                span class="row-end" { button class="btn" name="do" value=(PRESENT) { (icon("undo")) span { (ui.text.stalls_absence_end()) } } }
            }
        }
    }

    fn another(&self, ui: &Ui) -> Markup {
        let sites: Vec<(String, String)> = self.sites.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        html! {
            form class="form stack" method="post" action=(self.to.0) {
                (self.to.1)
                @match self.sites {
                    [(only, _)] => input type="hidden" name="site" value=(only);,
                    _ => (Field::new(self.form, "site", ui.text.stalls_absence_site()).select(ui, &sites)),
                }
                (date(ui, self.form, "from", &ui.text.stalls_absence_first()))
                (date(ui, self.form, "until", &ui.text.stalls_absence_last()))
                button class="btn" name="do" value=(ABSENT) { (icon("check")) span { (ui.text.stalls_absence_note()) } }
            }
        }
    }
}
