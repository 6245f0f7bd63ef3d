//! One seller of a site: turn and terms, own stalls, absence.
use super::absences::Absences;
use super::parts::category_field;
use crate::stalls::model::{Absence, Category, Drawing, OwnStall, SiteCard, VendorList, VendorRow};
use crate::ui::form::{Choice, Field, Kind, action_row, choices};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /sites/{site}/vendors?seller= and its refused form.
pub(crate) struct EditSeller {
    pub site: SiteCard,
    pub seller: VendorRow,
    /// Whether the one who runs it has a card and no password yet.
    pub awaits_card: bool,
    /// Own stalls that are not over.
    pub own: Vec<OwnStall>,
    /// Stalls that could become own ones.
    pub drawing: Drawing,
    pub absences: Vec<Absence>,
    pub categories: Vec<Category>,
    pub form: Form,
}

impl Page for EditSeller {
    fn title(&self, _: &Ui) -> String {
        self.seller.name.clone()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::site_vendors(ui.lang, self.site.id);
        let list =
            |list: VendorList, word: String| Choice { value: list.as_str().to_owned(), word, note: None, icon: None };
        let lists = [
            list(VendorList::A, ui.text.stalls_sellers_list_a()),
            list(VendorList::B, ui.text.stalls_sellers_list_b()),
        ];
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), ui.text.stalls_sellers_title())), &self.seller.name, None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(back) {
                    input type="hidden" name="household" value=(self.seller.household);
                    input type="hidden" name="do" value="change";
                    (Field::new(&self.form, "seniority", ui.text.stalls_sellers_seniority()).hint(ui.text.stalls_sellers_seniority_hint()).kind(Kind::Number).input(ui))
                    (category_field(ui, &self.form, &self.categories, (ui.text.stalls_sellers_category(), ui.text.stalls_ask_category_none())))
                    @if self.site.rules.ab_list { (choices(&self.form, "list", &ui.text.stalls_sellers_list(), &lists)) }
                    @else { input type="hidden" name="list" value=(self.seller.terms.list.as_str()); }
                    (Field::new(&self.form, "guaranteed", ui.text.stalls_sellers_guaranteed()).hint(ui.text.stalls_sellers_guaranteed_hint()).kind(Kind::Number).optional().input(ui))
                    (action_row(&ui.text.app_save(), "check", Some((back.clone(), ui.text.app_cancel()))))
                }
                (self.own_stalls(ui))
                (Absences { to: (back.clone(), self.whom()), sites: &[(self.site.id, self.site.name.clone())], absences: &self.absences, form: &self.form }.section(ui))
                @if self.awaits_card {
                    form class="panel stack" method="post" action=(back) {
                        input type="hidden" name="household" value=(self.seller.household);
                        p { (ui.text.stalls_sellers_card_text()) }
                        button class="btn" name="do" value="card" { (icon("key")) span { (ui.text.stalls_sellers_card()) } }
                    }
                }
            }
        }
    }
}

impl EditSeller {
    fn whom(&self) -> Markup {
        html! { input type="hidden" name="household" value=(self.seller.household); }
    }

    /// The own stalls, each to be ended; and one more to be given.
    fn own_stalls(&self, ui: &Ui) -> Markup {
        let back = urls::site_vendors(ui.lang, self.site.id);
        let stalls: Vec<(String, String)> = self
            .drawing
            .stalls()
            .map(|stall| (stall.id.to_string(), ui.text.stalls_stall(ui.in_digits(&stall.number))))
            .collect();
        html! {
            section class="panel stack" {
                h2 { (ui.text.stalls_own_title()) }
                p class="muted" { (ui.text.stalls_own_lead()) }
                @for own in &self.own { form class="row row-line" method="post" action=(back) {
                    (self.whom())
                    input type="hidden" name="own" value=(own.id);
                    (icon("stall"))
                    span class="row-main" {
                        span class="row-title" { (ui.text.stalls_stall(ui.in_digits(&own.number))) }
                        span class="row-note" { (ui.text.stalls_own_since(ui.date(own.starts_on))) }
                    }
                    span class="row-end" { button class="btn" name="do" value="own-end" { (icon("close")) span { (ui.text.stalls_own_end()) } } }
                } }
                form class="form stack" method="post" action=(back) {
                    (self.whom())
                    (Field::new(&self.form, "stall", ui.text.stalls_own_stall()).select(ui, &stalls))
                    button class="btn" name="do" value="own-give" { (icon("plus")) span { (ui.text.stalls_own_give()) } }
                }
            }
        }
    }
}
