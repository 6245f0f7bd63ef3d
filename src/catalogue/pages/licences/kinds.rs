//! The kinds of licences, and which goods may carry or need them.
use crate::catalogue::licences::model::{Kind, Need};
use crate::catalogue::model::Category;
use crate::i18n::named;
use crate::kernel::ids::LicenceKindId;
use crate::ui::form::{Field, action_bar, date, error, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDate;
use maud::{Markup, html};

/// GET /admin/licences.
pub(in crate::catalogue) struct Kinds {
    pub kinds: Vec<Kind>,
    pub needs: Vec<Need>,
    pub categories: Vec<Category>,
}

impl Page for Kinds {
    fn title(&self, ui: &Ui) -> String {
        ui.text.licences_kinds_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), text.areas_admin())), &self.title(ui), Some(&text.licences_kinds_lead())))
                ul class="rows" { @for kind in &self.kinds { li { a class="row" href=(urls::admin_licence(ui.lang, kind.id)) {
                    (icon("document"))
                    span class="row-main" {
                        span class="row-title" { (kind.name(ui.lang)) }
                        @let (must, may) = (self.names(ui, kind, true), self.names(ui, kind, false));
                        @if !must.is_empty() { span class="row-note" { (text.licences_needed_for(ui.numbered(&must))) } }
                        @if !may.is_empty() { span class="row-note" { (text.licences_carried_by(ui.numbered(&may))) } }
                    }
                    span class="row-end" { (icon("next")) }
                } } } }
                p { a class="btn btn-primary" href=(urls::admin_licence_new(ui.lang)) { (icon("plus")) span { (text.licences_kind_new()) } } }
            }
        }
    }
}

impl Kinds {
    /// The categories whose goods need a kind, or may carry it.
    fn names(&self, ui: &Ui, kind: &Kind, is_needed: bool) -> Vec<String> {
        let of_kind = self.needs.iter().filter(|need| need.kind.id == kind.id && need.from.is_some() == is_needed);
        let category = |need: &Need| self.categories.iter().find(|category| category.code == need.category);
        of_kind.filter_map(category).map(|category| category.name(ui.lang).to_owned()).collect()
    }
}

/// GET /admin/licences/new and /admin/licences/{licence_kind}, and their refused forms.
pub(in crate::catalogue) struct KindForm {
    pub id: Option<LicenceKindId>,
    pub categories: Vec<Category>,
    /// From which day the goods of a category need it by now.
    pub days: Vec<(String, NaiveDate)>,
    pub form: Form,
}

impl Page for KindForm {
    fn title(&self, ui: &Ui) -> String {
        match self.id {
            Some(_) => ui.text.licences_kind_title(),
            None => ui.text.licences_kind_new(),
        }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (text, form) = (ui.text, &self.form);
        let action = match self.id {
            Some(id) => urls::admin_licence(ui.lang, id),
            None => urls::admin_licence_new(ui.lang),
        };
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin_licences(ui.lang), text.licences_kinds_title())), &self.title(ui), None))
                (form.summary(ui))
                form class="form stack" method="post" action=(action) {
                    (Field::new(form, "name-fa", text.licences_name_fa()).input(ui))
                    (Field::new(form, "name-en", text.licences_name_en()).input(ui))
                    (self.ticks(ui, "may", &text.licences_may()))
                    (self.ticks(ui, "must", &text.licences_must()))
                    (date(ui, form, "from", &text.licences_from()))
                    p class="hint" { (text.licences_from_hint()) }
                    (action_bar(&text.app_save(), "check", None))
                }
            }
        }
    }
}

impl KindForm {
    fn ticks(&self, ui: &Ui, name: &'static str, legend: &str) -> Markup {
        html! {
            fieldset class="field" id=(name) {
                legend { (legend) }
                (error(&self.form, name))
                div class="checks" { @for category in &self.categories { (tick(&self.form, name, &category.code, self.word(ui, name, category))) } }
            }
        }
    }

    /// A category, with the day from which its goods need this kind by now.
    fn word(&self, ui: &Ui, name: &str, category: &Category) -> String {
        let day = self.days.iter().find(|(code, _)| name == "must" && *code == category.code);
        match day {
            Some((_, day)) => {
                let name = category.name(ui.lang);
                ui.text.licences_category_since(named::DayName { day: ui.date(*day), name })
            }
            None => category.name(ui.lang).to_owned(),
        }
    }
}
