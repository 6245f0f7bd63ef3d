//! The two tables of a season, each in parts: the days, and the sellers.
use super::SeasonReport;
use crate::i18n::named;
use crate::reports::columns::{self, Column, Measure, shown};
use crate::reports::figures::HouseholdFigures;
use crate::reports::model::{Seller, Tally};
use crate::reports::pages::{seller_word, tenths};
use crate::reports::part::{Part, View};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// So many days and so many sellers stand on a page; where the days fill more than one, fewer sellers, for a page has room
/// for the chart of all days besides.
const DAYS: usize = 14;
const SELLERS: usize = 28;
const SELLERS_BESIDE_MANY_DAYS: usize = 10;

impl SeasonReport {
    pub(super) fn days(&self, ui: &Ui) -> Markup {
        let (text, all, total) = (ui.text, &self.figures.days, &self.figures.total);
        let part = match self.view {
            View::Parts { days, .. } => Part::of(all.len(), DAYS, days),
            View::Whole => Part::all(all.len()),
        };
        let columns = shown(&columns::DAYS, total);
        html! {
            table class="table table-pairs" id="days" {
                caption { (text.reports_by_day()) }
                (head(ui, &text.reports_day(), &columns))
                tbody { @for of in all.get(part.range()).unwrap_or_default() { tr {
                    th scope="row" class="nowrap" { (ui.day_and_month(of.day.day)) }
                    (cells(ui, &columns, (&of.tally, None)))
                } } }
                tfoot { tr { th scope="row" { (sum_word(ui, part)) } (cells(ui, &columns, (total, None))) } }
            }
            (self.parts(ui, "days", part))
        }
    }

    pub(super) fn sellers(&self, ui: &Ui) -> Markup {
        let (text, total) = (ui.text, &self.figures.total);
        let all: Vec<(&Seller, &HouseholdFigures)> = self
            .record
            .in_order()
            .into_iter()
            .filter_map(|(household, seller)| Some((seller, self.figures.household(household)?)))
            .collect();
        let size = if self.figures.days.len() > DAYS { SELLERS_BESIDE_MANY_DAYS } else { SELLERS };
        let part = match self.view {
            View::Parts { sellers, .. } => Part::of(all.len(), size, sellers),
            View::Whole => Part::all(all.len()),
        };
        let columns = shown(&columns::SELLERS, total);
        html! {
            table class="table table-pairs" id="sellers" {
                caption { (text.reports_by_seller()) }
                (head(ui, &text.reports_seller(), &columns))
                tbody { @for (seller, of) in all.get(part.range()).unwrap_or_default() { tr {
                    th scope="row" dir="auto" { (seller_word(ui, Some(seller))) }
                    (cells(ui, &columns, (&of.tally, Some(of))))
                } } }
                tfoot { tr { th scope="row" { (sum_word(ui, part)) } (cells(ui, &columns, (total, None))) } }
            }
            (self.parts(ui, "sellers", part))
        }
    }

    /// The way to the other parts of a list; which part of the other list is shown stays as it is.
    fn parts(&self, ui: &Ui, list: &str, part: Part) -> Markup {
        let text = ui.text;
        let (first, last) = (part.range().start + 1, part.range().end);
        let said = named::FromToWhole { from: ui.count(first), to: ui.count(last), whole: ui.count(part.whole()) };
        html! { @if part.is_cut() {
            nav class="pager" aria-label=(text.app_pages_label()) {
                @if let Some(before) = part.before() { a class="btn" href=(self.at(ui, list, before)) rel="prev" { (icon("back")) span { (text.reports_part_before()) } } }
                span { (text.reports_part(said)) }
                @if let Some(after) = part.after() { a class="btn" href=(self.at(ui, list, after)) rel="next" { span { (text.reports_part_after()) } (icon("next")) } }
            }
        } }
    }

    fn at(&self, ui: &Ui, list: &str, part: usize) -> String {
        let (days, sellers) = match self.view {
            View::Parts { days, sellers } => (days, sellers),
            View::Whole => (0, 0),
        };
        let (days, sellers) = if list == "days" { (part, sellers) } else { (days, part) };
        let (days, sellers) = ((days + 1).to_string(), (sellers + 1).to_string());
        let path = urls::site_report(ui.lang, self.record.site.id);
        format!("{}#{list}", self.of_season(&path, &[("days", &days), ("sellers", &sellers)]))
    }
}

fn head(ui: &Ui, first: &str, columns: &[&Column]) -> Markup {
    html! { thead { tr {
        th scope="col" { (first) }
        @for column in columns { th scope="col" class="n" { ((column.heading)(ui.text)) } }
    } } }
}

/// The cells of a row: what is counted, and how good the stalls of a household were; a sum of all has no such figure.
fn cells(ui: &Ui, columns: &[&Column], (tally, of): (&Tally, Option<&HouseholdFigures>)) -> Markup {
    html! { @for column in columns {
        @match (column.measure, of) {
            (Measure::Count(count), _) => td class=(if count(tally) == 0 { "n is-zero" } else { "n" }) data-label=((column.heading)(ui.text)) { (ui.count(count(tally))) },
            (Measure::Goodness(goodness), Some(of)) => td class="n" data-label=((column.heading)(ui.text)) { (tenths(ui, goodness(of))) },
            (Measure::Goodness(_), None) => td {},
        }
    } }
}

fn sum_word(ui: &Ui, part: Part) -> String {
    if part.is_cut() { ui.text.reports_sum_of_all() } else { ui.text.reports_sum() }
}
