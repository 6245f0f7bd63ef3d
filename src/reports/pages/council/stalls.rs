//! The stalls one by one, and on the copy with names who stood there.
use super::Pack;
use crate::reports::council::Use;
use crate::reports::model::Seller;
use crate::stalls::model::DrawnStall;
use crate::stalls::parts::{category_name, fittings_words, joined};
use crate::ui::{Ui, icon};
use maud::{Markup, html};

impl Pack {
    /// Every stall with its size, what it offers and how it was used.
    pub(super) fn stalls(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            h2 { (text.reports_council_by_stall()) }
            table class="table table-pairs" {
                thead { tr {
                    th scope="col" { (text.reports_council_stall()) }
                    th scope="col" { (text.reports_council_row()) }
                    th scope="col" { (text.reports_council_wide()) }
                    th scope="col" { (text.reports_council_offers()) }
                    th scope="col" { (self.use_word(ui)) }
                    @if self.tells_holders() { th scope="col" { (text.reports_council_holder()) } }
                } }
                tbody { @for row in &self.drawing.rows { @for stall in &row.stalls { (self.stall(ui, stall, &row.name)) } } }
            }
        }
    }

    /// Who stood there in a season, on the copy with names.
    pub(super) fn sellers(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! { @if !self.is_of_a_day() && !self.counted.sellers.is_empty() {
            h2 { (text.reports_by_seller()) }
            table class="table table-pairs" {
                thead { tr {
                    th scope="col" { (text.reports_seller()) }
                    th scope="col" { (text.reports_council_trade()) }
                    th scope="col" class="n" { (text.reports_council_days_here()) }
                } }
                tbody { @for seller in &self.counted.sellers { tr {
                    th scope="row" dir="auto" { (seller.name) }
                    td data-label=(text.reports_council_trade()) { (category_name(&self.categories, &seller.category, ui.lang)) }
                    td class="n" data-label=(text.reports_council_days_here()) { (ui.count(seller.days)) }
                } } }
            }
        } }
    }

    /// On the copy with names, a day has one holder for each stall; a season has many.
    fn tells_holders(&self) -> bool {
        self.has_names && self.is_of_a_day()
    }

    fn use_word(&self, ui: &Ui) -> String {
        if self.is_of_a_day() { ui.text.reports_council_trade_here() } else { ui.text.reports_council_used() }
    }

    fn stall(&self, ui: &Ui, stall: &DrawnStall, row: &str) -> Markup {
        let text = ui.text;
        let of = self.counted.uses.get(&stall.id);
        let width = text.reports_council_centimetres(ui.number(stall.width_cm.into()));
        let holder = of.and_then(|of| of.seller.as_ref()).and_then(Seller::words);
        html! { tr {
            th scope="row" { (ui.in_digits(&stall.number)) }
            td data-label=(text.reports_council_row()) { bdi { (row) } }
            td data-label=(text.reports_council_wide()) { (width) }
            td data-label=(text.reports_council_offers()) { (joined(ui, &fittings_words(ui, &stall.fittings))) }
            td data-label=(self.use_word(ui)) { (self.used(ui, stall, of)) }
            @if self.tells_holders() { td data-label=(text.reports_council_holder()) { @if let Some(holder) = holder { bdi { (holder) } } } }
        } }
    }

    fn used(&self, ui: &Ui, stall: &DrawnStall, of: Option<&Use>) -> Markup {
        let text = ui.text;
        html! {
            @if stall.is_blocked() { (icon("close")) " " (text.reports_council_blocked()) }
            @else if self.is_of_a_day() {
                @match of { Some(of) => (category_name(&self.categories, &of.category, ui.lang)), None => (text.reports_council_free()) }
            } @else { (ui.count(of.map_or(0, |of| of.days))) }
        }
    }
}
