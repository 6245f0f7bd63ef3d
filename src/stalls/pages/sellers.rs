//! The sellers of a site: who is known there and how senior, who could be taken in, and asking for one of them.
use super::find::{Reach, find_box, nobody_found, pages};
use super::parts::{category_name, day_title};
use crate::accounts::model::Named;
use crate::kernel::ids::HouseholdId;
use crate::stalls::forms::Sought;
use crate::stalls::model::{Candidate, Category, DayCard, SiteCard, VendorRow};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /sites/{site}/vendors and what is refused there.
pub(crate) struct Sellers {
    pub site: SiteCard,
    pub rows: Vec<VendorRow>,
    pub candidates: Vec<Candidate>,
    pub categories: Vec<Category>,
    pub neighbourhoods: Vec<Named>,
    /// Whom the sellers were looked through for.
    pub sought: Sought,
    pub has_more: bool,
    pub form: Form,
}

impl Page for Sellers {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_sellers_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::site_vendors(ui.lang, self.site.id);
        let (newer, older) = pages(&path, &self.sought, self.rows.last().filter(|_| self.has_more));
        html! {
            div class="stack" {
                (page_head(Some((urls::site(ui.lang, self.site.id), self.site.name.clone())), &ui.text.stalls_sellers_title(), Some(&ui.text.stalls_sellers_lead())))
                (self.form.summary(ui))
                div class="split" {
                    div class="stack" {
                        (find_box(ui, &path, &self.sought.typed, Reach::Server))
                        (self.newcomers(ui))
                        @if !self.rows.is_empty() { h2 { (ui.text.stalls_sellers_known()) } }
                        @else if !self.sought.typed.is_empty() && self.candidates.is_empty() { (nobody_found(ui)) }
                        (self.known(ui, &path))
                        (pager(ui, newer, older))
                    }
                    (self.register(ui))
                }
            }
        }
    }
}

impl Sellers {
    fn known(&self, ui: &Ui, path: &str) -> Markup {
        html! {
            ul class="rows" { @for row in &self.rows { li { a class="row" href=(urls::with_query(path, &[("seller", &row.household.to_string())])) {
                b { (ui.number(row.seniority.into())) }
                span class="row-main" {
                    span class="row-title" dir="auto" { (row.name) }
                    span class="row-note" dir="auto" { @if let Some(shop) = &row.shop { (shop.name) " · " } (category_name(&self.categories, &row.category, ui.lang)) }
                }
                span class="row-end" { (icon("edit")) }
            } } } }
        }
    }

    fn newcomers(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.candidates.is_empty() { section class="stack" {
                h2 { (ui.text.stalls_sellers_new()) }
                ul class="rows" { @for one in &self.candidates { li { @match &one.category {
                    Some(category) => form class="row" method="post" action=(urls::site_vendors(ui.lang, self.site.id)) {
                        input type="hidden" name="household" value=(one.household);
                        input type="hidden" name="category" value=(category);
                        (newcomer(one))
                        span class="row-end" { button class="btn" name="do" value="take-in" { (icon("check")) span { (ui.text.stalls_sellers_take_in()) } } }
                    },
                    None => div class="row" {
                        (newcomer(one))
                        span class="row-end" { span class="muted small" { (ui.text.stalls_sellers_no_goods()) } }
                    },
                } } } }
            } }
        }
    }

    fn register(&self, ui: &Ui) -> Markup {
        let places: Vec<(String, String)> =
            self.neighbourhoods.iter().map(|area| (area.id.to_string(), area.name(ui.lang).to_owned())).collect();
        html! {
            section class="panel stack" {
                h2 { (ui.text.stalls_register_title()) }
                p class="muted" { (ui.text.stalls_register_lead()) }
                form class="form stack" method="post" action=(urls::site_vendors(ui.lang, self.site.id)) data-staff {
                    (Field::new(&self.form, "given-name", ui.text.stalls_register_given()).input(ui))
                    (Field::new(&self.form, "family-name", ui.text.stalls_register_family()).input(ui))
                    (Field::new(&self.form, "phone", ui.text.accounts_phone()).hint(ui.text.accounts_phone_hint()).kind(Kind::Mobile).input(ui))
                    (Field::new(&self.form, "area", ui.text.stalls_register_area()).select(ui, &places))
                    button class="btn btn-primary" name="do" value="register" { (icon("plus")) span { (ui.text.stalls_register_go()) } }
                }
            }
        }
    }
}

fn newcomer(one: &Candidate) -> Markup {
    html! {
        (icon("person"))
        span class="row-main" {
            span class="row-title" dir="auto" { (one.shop.name) }
            span class="row-note" dir="auto" { (one.name) }
        }
    }
}

/// GET /days/{day}/requests: for which seller a stall shall be asked.
pub(crate) struct RequestFor {
    pub day: DayCard,
    pub rows: Vec<VendorRow>,
    /// Those of the rows who asked for a stall on the day.
    pub asked: Vec<HouseholdId>,
    /// Whom the sellers were looked through for.
    pub sought: Sought,
    pub has_more: bool,
}

impl Page for RequestFor {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_request_for()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::day_request(ui.lang, self.day.id);
        let (newer, older) = pages(&path, &self.sought, self.rows.last().filter(|_| self.has_more));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day(ui.lang, self.day.id), day_title(ui, &self.day))), &ui.text.stalls_request_for(), None))
                (find_box(ui, &path, &self.sought.typed, Reach::Server))
                @if self.rows.is_empty() { @if self.sought.typed.is_empty() { p class="muted" { (ui.text.stalls_request_nobody()) } } @else { (nobody_found(ui)) } }
                ul class="rows" { @for row in &self.rows { li { a class="row" href=(urls::with_query(&path, &[("household", &row.household.to_string())])) {
                    (icon("person"))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (row.name) }
                        @if let Some(shop) = &row.shop { span class="row-note" dir="auto" { (shop.name) } }
                    }
                    span class="row-end" {
                        @if self.asked.contains(&row.household) { (badge(Tone::Ok, &ui.text.stalls_request_has())) }
                        (icon("next"))
                    }
                } } } }
                (pager(ui, newer, older))
            }
        }
    }
}
