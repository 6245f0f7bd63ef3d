//! The overview of the office, and one area with what stands below it.
use super::{level_word, name_fields};
use crate::areas::model::{AreaRow, InstitutionRow, Level, Overview, Part, PartRow};
use crate::i18n::named;
use crate::ui::form::{Choice, Field, action_bar, choices};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /admin.
pub(crate) struct Office {
    pub overview: Overview,
}

impl Page for Office {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_admin()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (text, lang, seen) = (ui.text, ui.lang, &self.overview);
        let counted = |count: i64, note: String| (count > 0).then_some(note);
        let institutions = text.areas_admin_institutions(named::InstitutionsProgrammes {
            institutions: ui.number(seen.institutions),
            programmes: ui.number(seen.programmes),
        });
        let rows = [
            (
                urls::admin_areas(lang),
                "map",
                text.areas_title(),
                counted(seen.neighbourhoods, text.areas_admin_neighbourhoods(ui.number(seen.neighbourhoods))),
            ),
            (
                urls::admin_institutions(lang),
                "document",
                text.areas_institutions(),
                counted(seen.programmes, institutions),
            ),
            (
                urls::people(lang),
                "people",
                text.accounts_people_title(),
                counted(seen.people - 1, text.areas_admin_people(ui.number(seen.people))),
            ),
            (
                urls::admin_sites(lang),
                "stall",
                text.app_place_sites(),
                counted(seen.sites, text.areas_admin_sites(ui.number(seen.sites))),
            ),
        ];
        html! {
            div class="narrow stack" {
                (page_head(None, &text.areas_admin(), Some(&text.areas_admin_lead())))
                ul class="rows" {
                    @for (url, drawing, word, note) in rows { li { a class="row" href=(url) {
                        (icon(drawing))
                        span class="row-main" { span class="row-title" { (word) } @if let Some(note) = &note { span class="row-note" { (note) } } }
                        span class="row-end" { @if note.is_none() { (badge(Tone::Warn, &text.areas_admin_empty())) } (icon("next")) }
                    } } }
                    (plain(urls::admin_settings(lang), "settings", &text.areas_settings()))
                    (plain(urls::admin_moderation(lang), "search", &text.moderation_rules_title()))
                    (plain(urls::admin_licences(lang), "document", &text.licences_kinds_title()))
                    (plain(urls::admin_holidays(lang), "calendar", &text.areas_holidays()))
                    (plain(urls::admin_messages(lang), "bell", &text.messages_unsent_title()))
                }
            }
        }
    }
}

fn plain(url: String, drawing: &str, word: &str) -> Markup {
    html! {
        li { a class="row" href=(url) {
            (icon(drawing)) span class="row-main" { span class="row-title" { (word) } } span class="row-end" { (icon("next")) }
        } }
    }
}

/// GET /admin/areas and /admin/areas/{area}, with the refused forms of one area.
pub(crate) struct Place {
    pub area: AreaRow,
    pub parent: Option<AreaRow>,
    pub below: Vec<AreaRow>,
    pub parts: Vec<PartRow>,
    pub institutions: Vec<InstitutionRow>,
    pub add: Form,
    pub give: Form,
}

impl Page for Place {
    fn title(&self, ui: &Ui) -> String {
        self.area.names.of(ui.lang).to_owned()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = match &self.parent {
            Some(parent) => (urls::admin_area(ui.lang, parent.id), parent.names.of(ui.lang).to_owned()),
            None => (urls::admin(ui.lang), ui.text.areas_admin()),
        };
        html! {
            div class="narrow stack" {
                (page_head(Some(back), self.area.names.of(ui.lang), Some(&level_word(ui, self.area.level))))
                (self.add.summary(ui)) (self.give.summary(ui))
                (self.children(ui))
                (self.institutions_here(ui))
                @if self.area.level == Level::City {
                    p { a class="btn" href=(urls::admin_city_switches(ui.lang, self.area.id)) { (icon("settings")) span { (ui.text.areas_city_switches()) } } }
                }
                p { a class="btn" href=(urls::admin_area_names(ui.lang, self.area.id)) { (icon("edit")) span { (ui.text.areas_rename()) } } }
            }
        }
    }
}

impl Place {
    fn children(&self, ui: &Ui) -> Markup {
        let Some(level) = self.area.level.below() else {
            return html! {};
        };
        html! {
            section class="panel stack" {
                h2 { (ui.text.areas_below(self.area.names.of(ui.lang))) }
                @if self.below.is_empty() { p class="muted" { (ui.text.areas_below_none()) } }
                ul class="rows" { @for area in &self.below { li { a class="row" href=(urls::admin_area(ui.lang, area.id)) {
                    (icon("map"))
                    span class="row-main" { span class="row-title" { (area.names.of(ui.lang)) } span class="row-note" { (level_word(ui, area.level)) } }
                    span class="row-end" { (icon("next")) }
                } } } }
                h3 { (ui.text.areas_add(level_word(ui, level))) }
                form class="form stack" method="post" action=(urls::admin_area(ui.lang, self.area.id)) {
                    (name_fields(ui, &self.add))
                    button class="btn btn-primary" { (icon("plus")) span { (ui.text.areas_add_go()) } }
                }
            }
        }
    }

    fn institutions_here(&self, ui: &Ui) -> Markup {
        let institutions: Vec<(String, String)> =
            self.institutions.iter().map(|row| (row.id.to_string(), row.names.of(ui.lang).to_owned())).collect();
        let parts: Vec<Choice> = Part::ALL
            .iter()
            .map(|part| Choice { value: part.as_str().to_owned(), word: part_word(ui, *part), note: None, icon: None })
            .collect();
        html! {
            section class="panel stack" {
                h2 { (ui.text.areas_parts()) }
                @if self.parts.is_empty() { p class="muted" { (ui.text.areas_parts_none()) } }
                ul class="rows" { @for row in &self.parts { li { (self.part(ui, row)) } } }
                @if institutions.is_empty() {
                    p { a class="btn" href=(urls::admin_institutions(ui.lang)) { (icon("plus")) span { (ui.text.areas_institution_new()) } } }
                } @else {
                    h3 { (ui.text.areas_part_give()) }
                    form class="form stack" method="post" action=(urls::admin_area_parts(ui.lang, self.area.id)) {
                        (Field::new(&self.give, "institution", ui.text.areas_institution()).select(ui, &institutions))
                        (choices(&self.give, "part", &ui.text.areas_part(), &parts))
                        button class="btn btn-primary" { (icon("plus")) span { (ui.text.areas_add_go()) } }
                    }
                }
            }
        }
    }

    fn part(&self, ui: &Ui, row: &PartRow) -> Markup {
        let dates = match row.ends_on {
            Some(end) => {
                ui.text.areas_from_to(named::FromTo { from: ui.full_date(row.starts_on), to: ui.full_date(end) })
            }
            None => ui.text.areas_since(ui.full_date(row.starts_on)),
        };
        html! {
            div class="row" {
                span class="row-main" {
                    span class="row-title" { (row.names.of(ui.lang)) }
                    span class="row-note" { (part_word(ui, row.part)) " · " (dates) }
                }
                @if row.ends_on.is_none() {
                    form class="row-end" method="post" action=(urls::admin_area_part_end(ui.lang, self.area.id, row.id)) {
                        button class="btn btn-quiet" { (icon("close")) span { (ui.text.areas_part_end()) } }
                    }
                }
            }
        }
    }
}

/// GET /admin/areas/{area}/names and its refused form.
pub(crate) struct PlaceNames {
    pub area: AreaRow,
    pub form: Form,
}

impl Page for PlaceNames {
    fn title(&self, ui: &Ui) -> String {
        ui.text.areas_rename()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let home = urls::admin_area(ui.lang, self.area.id);
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), self.area.names.of(ui.lang).to_owned())), &ui.text.areas_rename(), None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::admin_area_names(ui.lang, self.area.id)) {
                    (name_fields(ui, &self.form))
                    (action_bar(&ui.text.app_save(), "check", Some((home, ui.text.app_cancel()))))
                }
            }
        }
    }
}

fn part_word(ui: &Ui, part: Part) -> String {
    match part {
        Part::Lead => ui.text.areas_part_lead(),
        Part::Partner => ui.text.areas_part_partner(),
    }
}
