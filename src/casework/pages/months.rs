//! The months of a household's books in a table. Every figure opens to its rows.
use super::support::baseline_anchor;
use super::{figure, rows_url};
use crate::casework::model::{CaseFile, Filter, Kinds, Months};
use crate::i18n::named;
use crate::kernel::calendar::YearMonth;
use crate::kernel::money::Rial;
use crate::ui::Ui;
use maud::{Markup, html};

/// How many of the latest months stand open; those before them are folded.
const OPEN: usize = 6;

/// Sales, costs, own use and what they leave; the months before the first row stand together in one line.
/// The last row is the income before support, with which the chart compares them.
pub(super) fn income(ui: &Ui, file: &CaseFile) -> Markup {
    let text = ui.text;
    let first = file.sums.keys().find(|month| file.sold.months.contains(month));
    let (before, shown): (Vec<YearMonth>, Vec<YearMonth>) =
        file.sold.months.iter().partition(|month| first.is_none_or(|first| *month < first));
    let latest_first: Vec<YearMonth> = shown.into_iter().rev().collect();
    let (latest, earlier) = latest_first.split_at(latest_first.len().min(OPEN));
    let older = html! { @for month in earlier { (row(ui, file, *month)) } (without_rows(ui, &before)) };
    html! {
        (table(ui, &text.casework_income_caption(ui.unit_word()), &html! {
            @for month in latest { (row(ui, file, *month)) }
            @if earlier.is_empty() { (older) }
            (before_support(ui, file))
        }))
        @if !earlier.is_empty() { details class="fold" {
            summary { (text.casework_income_earlier()) }
            (table(ui, &text.casework_income_earlier_caption(ui.unit_word()), &older))
        } }
        p class="muted small" { (text.casework_income_note()) }
    }
}

fn table(ui: &Ui, caption: &str, rows: &Markup) -> Markup {
    let text = ui.text;
    html! {
        table class="table table-even table-pairs" {
            caption { (caption) }
            thead { tr {
                th scope="col" { (text.sales_month()) }
                th scope="col" class="n" { (text.casework_net_sales()) }
                th scope="col" class="n" { (text.sales_costs()) }
                th scope="col" class="n" { (text.sales_own_use()) }
                th scope="col" class="n" { (text.casework_mixed_income()) }
            } }
            tbody { (rows) }
        }
    }
}

fn row(ui: &Ui, file: &CaseFile, month: YearMonth) -> Markup {
    let text = ui.text;
    let sums = file.sums_of(month);
    let all = Filter::of(Months::One(month));
    let cell = |rows: Filter, amount: Rial, label: String| figure(ui, file.card.id, (rows, amount), &label);
    html! {
        tr {
            th scope="row" { a href=(rows_url(ui, file.card.id, all)) { (ui.month(month)) } }
            @if file.sums.contains_key(&month) {
                (cell(Filter { kinds: Kinds::Sales, ..all }, sums.net_sales(), text.casework_net_sales()))
                @if sums.costs == Rial::ZERO { td class="n muted" data-label=(text.sales_costs()) { (text.casework_no_costs()) } }
                @else { (cell(Filter { kinds: Kinds::Costs, ..all }, sums.costs, text.sales_costs())) }
                (cell(Filter { kinds: Kinds::OwnUse, ..all }, sums.own_use, text.sales_own_use()))
                (cell(all, sums.mixed_income(), text.casework_mixed_income()))
            } @else { td class="n" colspan="4" { (text.casework_nothing_written()) } }
        }
    }
}

/// The months before the first row, in one line.
fn without_rows(ui: &Ui, months: &[YearMonth]) -> Markup {
    let text = ui.text;
    html! {
        @if let (Some(from), Some(until)) = (months.first(), months.last()) {
            tr {
                th scope="row" { @if from == until { (ui.month(*from)) } @else { (text.casework_from_until(named::FromUntil { from: ui.month(*from), until: ui.month(*until) })) } }
                td class="n" colspan="4" { (text.casework_nothing_written()) }
            }
        }
    }
}

fn before_support(ui: &Ui, file: &CaseFile) -> Markup {
    let text = ui.text;
    html! {
        @if let Some(baseline) = file.before() {
            tr {
                th scope="row" { (text.casework_key_before()) }
                td colspan="3" {}
                td class="n" data-label=(text.casework_mixed_income()) {
                    a href={ "#" (baseline_anchor(baseline)) } { (ui.amount(baseline.mean_month().rounded(ui.unit))) }
                }
            }
        }
    }
}
