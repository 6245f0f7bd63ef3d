//! The months of a household in tables. Every figure opens to its rows.
use super::support::baseline_anchor;
use super::{machine_label, machine_word, rows_url};
use crate::casework::model::{Bucket, CaseFile, Filter, Kinds, Months};
use crate::grants::{ELEMENT, grant_number, left_to_right, with_element};
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
                @let all = Filter::of(Months::One(*month));
                tr {
                    th scope="row" { a href=(rows_url(ui, file.card.id, all)) { (ui.month(*month)) } }
                    @if file.sums.contains_key(month) {
                        (cell(ui, file, (Filter { kinds: Kinds::Sales, ..all }, sums.net_sales()), &text.casework_net_sales()))
                        @if sums.costs == Rial::ZERO { td class="n muted" data-label=(text.sales_costs()) { (text.casework_no_costs()) } }
                        @else { (cell(ui, file, (Filter { kinds: Kinds::Costs, ..all }, sums.costs), &text.sales_costs())) }
                        (cell(ui, file, (Filter { kinds: Kinds::OwnUse, ..all }, sums.own_use), &text.sales_own_use()))
                        (cell(ui, file, (all, sums.mixed_income()), &text.casework_mixed_income()))
                    } @else { td class="n" colspan="4" { (text.casework_nothing_written()) } }
                }
            }
            @if let (Some(from), Some(until)) = (before.first(), before.last()) {
                tr {
                    th scope="row" { @if from == until { (ui.month(*from)) } @else { (text.casework_from_until(named::FromUntil { from: ui.month(*from), until: ui.month(*until) })) } }
                    td class="n" colspan="4" { (text.casework_nothing_written()) }
                }
            }
            @if let Some(baseline) = file.before() {
                tr {
                    th scope="row" { (text.casework_key_before()) }
                    td class="n" colspan="4" data-label=(text.casework_mixed_income()) {
                        a href={ "#" (baseline_anchor(baseline)) } { (ui.amount(baseline.mean_month().rounded(ui.unit))) }
                    }
                }
            } }
        }
        p class="muted small" { (text.casework_income_note()) }
    }
}

/// A part of the net sales, and what it is called: in a list, and where no element can stand.
struct Column {
    bucket: Bucket,
    word: Markup,
    label: String,
}

impl Column {
    fn plain(bucket: Bucket, label: String) -> Column {
        Column { bucket, word: html! { (label) }, label }
    }

    fn of_grant(ui: &Ui, file: &CaseFile, id: GrantId) -> Column {
        let Some(grant) = file.grants.iter().find(|grant| grant.id == id) else {
            return Column::plain(Bucket::Grant(id), ui.text.casework_other_grant());
        };
        Column {
            bucket: Bucket::Grant(id),
            word: with_element(&ui.text.casework_grant_column(ELEMENT), &grant_number(ui, &grant.number)),
            label: ui.text.casework_grant_column(left_to_right(&ui.in_digits(&grant.number))),
        }
    }
}

/// Net sales by the machine they are attributed to.
pub(super) fn by_machine(ui: &Ui, file: &CaseFile) -> Markup {
    let machines: BTreeSet<EquipmentId> = file.attributed.iter().filter_map(|part| part.machine).collect();
    let mut columns: Vec<Column> = machines
        .into_iter()
        .map(|id| Column {
            bucket: Bucket::Machine(id),
            word: machine_word(ui, &file.machines, id),
            label: machine_label(ui, &file.machines, id),
        })
        .collect();
    columns.push(Column::plain(Bucket::OwnMeans, ui.text.casework_own_means()));
    section(ui, file, &ui.text.casework_by_machine(), &columns)
}

/// Net sales by who paid for the machines.
pub(super) fn by_grant(ui: &Ui, file: &CaseFile) -> Markup {
    let grants: BTreeSet<GrantId> = file.attributed.iter().filter_map(|part| part.grant).collect();
    let mut columns: Vec<Column> = grants.into_iter().map(|id| Column::of_grant(ui, file, id)).collect();
    columns.push(Column::plain(Bucket::OwnPayment, ui.text.casework_own_payment()));
    if file.attributed.iter().any(|part| part.is_in(Bucket::OtherPayment)) {
        columns.push(Column::plain(Bucket::OtherPayment, ui.text.casework_other_payment()));
    }
    columns.push(Column::plain(Bucket::OwnMeans, ui.text.casework_own_means()));
    section(ui, file, &ui.text.casework_by_grant(), &columns)
}

fn section(ui: &Ui, file: &CaseFile, title: &str, columns: &[Column]) -> Markup {
    let months: Vec<YearMonth> =
        file.months.iter().rev().filter(|month| file.sums.contains_key(month)).copied().collect();
    let since = Filter::of(file.months.first().map_or(Months::All, |first| Months::Since(*first)));
    let rows_of = |bucket: Bucket| rows_url(ui, file.card.id, Filter { bucket, ..since });
    let sum = ui.text.casework_sum();
    html! {
        @if !file.attributed.is_empty() {
            section class="stack" {
                h2 { (title) }
                dl class="facts" { @for column in columns {
                    div { dt { (column.word) } dd { a href=(rows_of(column.bucket)) { (ui.money(file.total(column.bucket))) } } }
                } }
                details class="fold" {
                    summary { (ui.text.casework_month_by_month()) }
                    table class="table" {
                        caption { (ui.text.casework_attributed_caption(ui.unit_word())) }
                        thead { tr { th scope="col" { (ui.text.sales_month()) } @for column in columns { th scope="col" class="n" { (column.word) } }
                            th scope="col" class="n" { (sum) } } }
                        tbody { @for month in months { tr {
                            th scope="row" { (ui.month(month)) }
                            @for column in columns { (part(ui, file, (month, column.bucket), &column.label)) }
                            (part(ui, file, (month, Bucket::All), &sum))
                        } } }
                    }
                }
            }
        }
    }
}

/// What of a month's net sales went to a bucket; all of them where it is every bucket.
fn part(ui: &Ui, file: &CaseFile, (month, bucket): (YearMonth, Bucket), label: &str) -> Markup {
    let rows = Filter { kinds: Kinds::Sales, bucket, ..Filter::of(Months::One(month)) };
    cell(ui, file, (rows, file.part(month, bucket)), label)
}

/// A figure that opens to its rows.
fn cell(ui: &Ui, file: &CaseFile, (rows, amount): (Filter, Rial), label: &str) -> Markup {
    html! {
        td class="n" data-label=(label) { a href=(rows_url(ui, file.card.id, rows)) { (ui.amount(amount)) } }
    }
}
