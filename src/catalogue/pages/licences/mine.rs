//! A shop's own licences, and the form of one.
use super::parts::{ending_notice, lack_badge, lack_words, licence_words};
use crate::catalogue::licences::model::{Kind, Lack, Licence, LicenceState, Standing};
use crate::catalogue::model::Category;
use crate::catalogue::pages::{fate_badge, fate_words};
use crate::kernel::ids::LicenceId;
use crate::ui::empty::Empty;
use crate::ui::form::{Choice, Field, action_bar, choices, date};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/licences.
#[derive(Default)]
pub(in crate::catalogue) struct MyLicences {
    pub has_shop: bool,
    /// The newest first.
    pub licences: Vec<Licence>,
    pub standing: Standing,
    pub categories: Vec<Category>,
}

impl Page for MyLicences {
    fn title(&self, ui: &Ui) -> String {
        ui.text.licences_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let new = urls::my_licence_new(ui.lang);
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_shop(ui.lang), text.catalogue_shop_title())), &self.title(ui), Some(&text.licences_lead())))
                @for licence in &self.standing.ending { (ending_notice(ui, licence)) }
                @if !self.standing.lacks.is_empty() {
                    ul class="rows" { @for lack in &self.standing.lacks { li { (self.lack(ui, lack)) } } }
                }
                @if !self.has_shop {
                    (Empty { art: "empty-basket", title: text.catalogue_shop_none_title(), text: text.licences_no_shop(),
                        action: Some((urls::my_good_new(ui.lang), "camera", text.catalogue_good_first())) }.render())
                } @else {
                    ul class="rows" { @for licence in self.licences.iter().filter(|licence| !self.is_followed(licence)) { li { (row(ui, licence)) } } }
                    p { a class="btn btn-primary" href=(new) { (icon("plus")) span { (text.licences_new()) } } }
                }
            }
        }
    }
}

impl MyLicences {
    /// Whether another one of its kind took its place.
    fn is_followed(&self, licence: &Licence) -> bool {
        let (kind, until) = (licence.seen.kind.id, licence.seen.expires_on);
        let takes_place = |other: &&Licence| {
            other.id != licence.id && other.state == LicenceState::Accepted && other.seen.kind.id == kind
        };
        licence.state == LicenceState::Accepted
            && self
                .licences
                .iter()
                .filter(takes_place)
                .any(|other| (other.seen.expires_on, other.id) > (until, licence.id))
    }

    fn lack(&self, ui: &Ui, lack: &Lack) -> Markup {
        let category = self.categories.iter().find(|category| category.code == lack.category);
        html! {
            div class="row" {
                (icon("warning"))
                div class="row-main" {
                    @if let Some(category) = category { span class="row-title" { (category.name(ui.lang)) } }
                    (lack_badge(ui, lack))
                    (lack_words(ui, lack))
                }
            }
        }
    }
}

fn row(ui: &Ui, licence: &Licence) -> Markup {
    let is_open = licence.state == LicenceState::Sent;
    html! {
        div class="row" {
            (icon("document"))
            div class="row-main" {
                span class="row-title" { (licence.seen.kind.name(ui.lang)) }
                span class="row-note" { (licence_words(ui, &licence.seen)) }
                @if !licence.issuer.is_empty() { span class="row-note" dir="auto" { (licence.issuer) } }
                @if is_open { (fate_badge(ui, &licence.fate)) p class="row-note" { (fate_words(ui, &licence.fate, ui.text.licences_waiting_next())) } }
                @else if licence.is_good_on(ui.today) { (badge(Tone::Ok, &ui.text.licences_good())) }
                @else { (badge(Tone::Danger, &ui.text.licences_over())) }
            }
            div class="row-end pair" {
                @if is_open {
                    a class="btn" href=(urls::my_licence(ui.lang, licence.id)) { (icon("edit")) span { (ui.text.licences_change()) } }
                    form method="post" action=(urls::my_licence_remove(ui.lang, licence.id)) {
                        button class="btn" { (icon("trash")) span { (ui.text.licences_remove()) } }
                    }
                } @else {
                    @let renew = urls::with_query(&urls::my_licence_new(ui.lang), &[("kind", &licence.seen.kind.id.to_string())]);
                    a class="btn" href=(renew) { (icon("plus")) span { (ui.text.licences_renew()) } }
                }
            }
        }
    }
}

/// GET /my/licences/new and /my/licences/{licence}, and their refused forms.
pub(in crate::catalogue) struct LicenceForm {
    /// The one that is mended.
    pub licence: Option<LicenceId>,
    pub kinds: Vec<Kind>,
    pub form: Form,
}

impl Page for LicenceForm {
    fn title(&self, ui: &Ui) -> String {
        match self.licence {
            Some(_) => ui.text.licences_mend_title(),
            None => ui.text.licences_new(),
        }
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (text, form) = (ui.text, &self.form);
        let list = urls::my_licences(ui.lang);
        let action = match self.licence {
            Some(licence) => urls::my_licence(ui.lang, licence),
            None => urls::my_licence_new(ui.lang),
        };
        let kinds: Vec<Choice> = self
            .kinds
            .iter()
            .map(|kind| Choice {
                value: kind.id.to_string(),
                word: kind.name(ui.lang).to_owned(),
                note: None,
                icon: None,
            })
            .collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((list, text.licences_title())), &self.title(ui), Some(&text.licences_form_lead())))
                (form.summary(ui))
                form class="form stack" method="post" action=(action) {
                    @if self.licence.is_none() { (form.key()) }
                    (choices(form, "kind", &text.licences_kind(), &kinds))
                    (Field::new(form, "number", text.licences_form_number()).hint(text.licences_form_number_hint()).input(ui))
                    (Field::new(form, "issuer", text.licences_form_issuer()).hint(text.licences_form_issuer_hint()).optional().input(ui))
                    (date(ui, form, "until", &text.licences_form_until()))
                    (action_bar(&text.licences_send(), "check", None))
                }
            }
        }
    }
}
