//! The months of a household in tables. Every figure opens to its rows.
use super::{machine_word, rows_url};
use crate::casework::model::{Bucket, CaseFile, Months};
use crate::i18n::named;
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, GrantId};
use crate::kernel::money::Rial;
use crate::ui::Ui;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Sales, costs, own use and what they leave; the months before the first row stand together in one line.
/// The last row is the income before support, with which the chart compares them.
pub(super) fn income(ui: &Ui, file: &CaseFile) -> Markup {
    let text = ui.text;
    let first = file.sums.keys().find(|month| file.months.contains(month));
    let (before, shown): (Vec<YearMonth>, Vec<YearMonth>) =
        file.months.iter().partition(|month| first.is_none_or(|first| *month < first));
    html! {
        table class="table" {
            caption { (text.casework_income_caption(ui.unit_word())) }
            thead { tr {
                th scope="col" { (text.sales_month()) }
                th scope="col" class="n" { (text.casework_net_sales()) }
                th scope="col" class="n" { (text.sales_costs()) }
                th scope="col" class="n" { (text.sales_own_use()) }
                th scope="col" class="n" { (text.casework_mixed_income()) }
            } }
            tbody {
            @for month in shown.iter().rev() {
                @let sums = file.sums_of(*month);
                tr {
                    th scope="row" { a href=(rows_url(ui, file.card.id, Months::One(*month), Bucket::All)) { (ui.month(*month)) } }
                    @if file.sums.contains_key(month) {
                        td class="n" data-label=(text.casework_net_sales()) { (ui.amount(sums.net_sales())) }
                        td class="n" data-label=(text.sales_costs()) { (ui.amount(sums.costs)) }
                        td class="n" data-label=(text.sales_own_use()) { (ui.amount(sums.own_use)) }
                        td class="n" data-label=(text.casework_mixed_income()) { (ui.amount(sums.mixed_income())) }
                    } @else { td class="n" colspan="4" { (text.casework_nothing_written()) } }
                }
            }
            @if let (Some(from), Some(until)) = (before.first(), before.last()) {
                tr {
                    th scope="row" { @if from == until { (ui.month(*from)) } @else { (text.casework_from_until(named::FromUntil { from: ui.month(*from), until: ui.month(*until) })) } }
                    td class="n" colspan="4" { (text.casework_nothing_written()) }
                }
            }
            @if let Some(baseline) = file.baselines_that_count().next() {
                tr {
                    th scope="row" { (text.casework_key_before()) }
                    td class="n" colspan="4" data-label=(text.casework_mixed_income()) { (ui.amount(baseline.mean_month())) }
                }
            } }
        }
        p class="muted small" { (text.casework_income_note()) }
    }
}

/// Net sales by the machine they are attributed to.
pub(super) fn by_machine(ui: &Ui, file: &CaseFile) -> Markup {
    let machines: BTreeSet<EquipmentId> = file.attributed.iter().filter_map(|part| part.machine).collect();
    let mut columns: Vec<(Bucket, String)> =
        machines.into_iter().map(|id| (Bucket::Machine(id), machine_word(ui, &file.machines, id))).collect();
    columns.push((Bucket::OwnMeans, ui.text.casework_own_means()));
    section(ui, file, &ui.text.casework_by_machine(), &columns)
}

/// Net sales by who paid for the machines.
pub(super) fn by_grant(ui: &Ui, file: &CaseFile) -> Markup {
    let grants: BTreeSet<GrantId> = file.attributed.iter().filter_map(|part| part.grant).collect();
    let mut columns: Vec<(Bucket, String)> = grants
        .into_iter()
        .map(|id| {
            let found = file.grants.iter().find(|grant| grant.id == id);
            let word = found.map_or_else(
                || ui.text.casework_other_grant(),
                |grant| ui.text.casework_grant_column(ui.in_digits(&grant.number)),
            );
            (Bucket::Grant(id), word)
        })
        .collect();
    columns.push((Bucket::OwnPayment, ui.text.casework_own_payment()));
    columns.push((Bucket::OwnMeans, ui.text.casework_own_means()));
    section(ui, file, &ui.text.casework_by_grant(), &columns)
}

fn section(ui: &Ui, file: &CaseFile, title: &str, columns: &[(Bucket, String)]) -> Markup {
    let months: Vec<YearMonth> =
        file.months.iter().rev().filter(|month| file.sums.contains_key(month)).copied().collect();
    let since = file.months.first().map_or(Months::All, |first| Months::Since(*first));
    let rows_of = |bucket: Bucket| rows_url(ui, file.card.id, since, bucket);
    html! {
        @if !file.attributed.is_empty() {
            section class="stack" {
                h2 { (title) }
                dl class="facts" { @for (bucket, word) in columns {
                    div { dt { (word) } dd { a href=(rows_of(*bucket)) { (ui.money(file.total(*bucket))) } } }
                } }
                details class="fold" {
                    summary { (ui.text.casework_month_by_month()) }
                    table class="table" {
                        caption { (ui.text.casework_attributed_caption(ui.unit_word())) }
                        thead { tr { th scope="col" { (ui.text.sales_month()) } @for (_, word) in columns { th scope="col" class="n" { (word) } }
                            th scope="col" class="n" { (ui.text.casework_sum()) } } }
                        tbody { @for month in months { tr {
                            th scope="row" { (ui.month(month)) }
                            @for (bucket, word) in columns { (cell(ui, file, (month, *bucket), word)) }
                            (cell(ui, file, (month, Bucket::All), &ui.text.casework_sum()))
                        } } }
                    }
                }
            }
        }
    }
}

fn cell(ui: &Ui, file: &CaseFile, (month, bucket): (YearMonth, Bucket), label: &str) -> Markup {
    let amount: Rial = file.part(month, bucket);
    html! {
        td class="n" data-label=(label) { a href=(rows_url(ui, file.card.id, Months::One(month), bucket)) { (ui.amount(amount)) } }
    }
}
