//! What was taken on a market day, by stall: to who runs the site, the sum of the day and nothing finer.
use super::seller_word;
use crate::i18n::named;
use crate::kernel::money::Rial;
use crate::reports::model::Taken;
use crate::stalls::model::{DayCard, DayState, SiteCard};
use crate::ui::parts::{page_head, print_button};
use crate::ui::{Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /days/{day}/takings.
pub(crate) struct Takings {
    pub site: SiteCard,
    pub day: DayCard,
    /// Whether the market has closed: before that, nothing is shown.
    pub is_over: bool,
    /// A row a household, however many stalls it had.
    pub taken: Vec<Taken>,
}

impl Page for Takings {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_takings()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day(ui.lang, self.day.id), ui.date(self.day.day))), &text.stalls_takings(), Some(&text.reports_takings_lead())))
                p class="print-only" { (text.reports_council_of_day(named::DateSite { date: ui.full_date(self.day.day), site: &self.site.name })) }
                @if self.day.state == DayState::Cancelled { p class="muted" { (text.reports_takings_cancelled()) } }
                @else if !self.is_over { p class="muted" { (text.reports_takings_early()) } }
                @else if self.taken.is_empty() { p class="muted" { (text.reports_takings_none()) } }
                @else {
                    (self.table(ui))
                    p class="muted small" { (text.reports_takings_unwritten()) }
                    p class="no-print" { (print_button(&text.app_print())) }
                }
            }
        }
    }
}

impl Takings {
    fn table(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let sum = Rial(self.taken.iter().map(|taken| taken.amount.0).sum());
        let label = text.reports_takings_amount(ui.unit_word());
        html! {
            table class="table table-pairs" {
                thead { tr {
                    th scope="col" { (text.reports_takings_stall()) }
                    th scope="col" { (text.reports_seller()) }
                    th scope="col" class="n" { (label) }
                } }
                tbody { @for taken in &self.taken { tr {
                    th scope="row" { @if taken.stalls.is_empty() { (text.reports_takings_no_stall()) } @else { (ui.numbered(&taken.stalls)) } }
                    td data-label=(text.reports_seller()) { bdi { (seller_word(ui, Some(&taken.seller))) } }
                    td class="n" data-label=(label) { (ui.amount(taken.amount)) }
                } } }
                tfoot { tr { th scope="row" { (text.reports_sum()) } td {} td class="n" data-label=(label) { (ui.amount(sum)) } } }
            }
        }
    }
}
