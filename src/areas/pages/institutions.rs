//! Institutions and their programmes.
use super::name_fields;
use crate::areas::model::{InstitutionKind, InstitutionRow, ProgrammeRow};
use crate::i18n::Locale;
use crate::ui::form::{Choice, action_bar, choices};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /admin/institutions and the refused form of a new one.
pub(crate) struct Institutions {
    pub institutions: Vec<InstitutionRow>,
    pub programmes: Vec<ProgrammeRow>,
    pub form: Form,
}

impl Page for Institutions {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_institutions()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), ui.text.areas_admin())), &ui.text.areas_institutions(), None))
                (self.form.summary(ui))
                @if self.institutions.is_empty() { p class="muted" { (ui.text.areas_institutions_none()) } }
                @for row in &self.institutions { (self.institution(ui, row)) }
                (self.add(ui))
            }
        }
    }
}

impl Institutions {
    fn institution(&self, ui: &Ui, row: &InstitutionRow) -> Markup {
        let own: Vec<&ProgrammeRow> =
            self.programmes.iter().filter(|programme| programme.institution == row.id).collect();
        html! {
            section class="panel stack" {
                div { h2 { (row.names.of(ui.lang)) } @if row.names.of(ui.lang) != kind_word(ui, row.kind) { p class="muted small" { (kind_word(ui, row.kind)) } } }
                @if own.is_empty() { p class="muted" { (ui.text.areas_programmes_none()) } }
                ul class="rows" { @for programme in own { li { div class="row" {
                    (icon("document")) span class="row-main" { span class="row-title" { (programme.names.of(ui.lang)) } }
                } } } }
                p { a class="btn" href=(urls::admin_programmes(ui.lang, row.id)) { (icon("plus")) span { (ui.text.areas_programme_new()) } } }
            }
        }
    }

    fn add(&self, ui: &Ui) -> Markup {
        let kinds: Vec<Choice> = InstitutionKind::ALL
            .iter()
            .map(|kind| Choice { value: kind.as_str().to_owned(), word: kind_word(ui, *kind), note: None, icon: None })
            .collect();
        html! {
            section class="panel stack" {
                h2 { (ui.text.areas_institution_new()) }
                form class="form stack" method="post" action=(urls::admin_institutions(ui.lang)) {
                    (choices(&self.form, "kind", &ui.text.areas_kind(), &kinds))
                    (name_fields(ui, &self.form))
                    button class="btn btn-primary" { (icon("plus")) span { (ui.text.areas_add_go()) } }
                }
            }
        }
    }
}

fn kind_word(locale: &Locale, kind: InstitutionKind) -> String {
    match kind {
        InstitutionKind::Behzisti => locale.text.areas_kind_behzisti(),
        InstitutionKind::Emdad => locale.text.areas_kind_emdad(),
        InstitutionKind::Setad => locale.text.areas_kind_setad(),
        InstitutionKind::Helal => locale.text.areas_kind_helal(),
        InstitutionKind::Other => locale.text.areas_kind_other(),
    }
}

/// GET /admin/institutions/{institution}/programmes and its refused form.
pub(crate) struct NewProgramme {
    pub institution: InstitutionRow,
    pub form: Form,
}

impl Page for NewProgramme {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_programme_of(self.institution.names.of(ui.lang))
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let home = urls::admin_institutions(ui.lang);
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), ui.text.areas_institutions())), &self.title(ui), None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::admin_programmes(ui.lang, self.institution.id)) {
                    (name_fields(ui, &self.form))
                    (action_bar(&ui.text.areas_add_go(), "plus", Some((home, ui.text.app_cancel()))))
                }
            }
        }
    }
}
