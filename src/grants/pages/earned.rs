//! What a machine or a grant earned: the total of all sellers, and the last twelve months by household.
use super::seen_word;
use crate::grants::model::{Earned, EarnedRow, Seen, Seller};
use crate::kernel::money::Rial;
use crate::ui::Ui;
use crate::urls;
use maud::{Markup, html};

/// The section; `of` is what a household's rows are filtered by: a machine or a grant, and its id.
pub(super) fn section(ui: &Ui, earned: &Earned, seen: &Seen, of: (&str, String)) -> Markup {
    let text = ui.text;
    html! {
        section class="stack stack-s" {
            h2 { (text.grants_earned()) }
            (totals(ui, earned))
            p class="muted small" { (text.grants_earned_note()) }
            @if !earned.sellers.is_empty() { (sellers(ui, earned, seen, &of)) }
            @if earned.rows.is_empty() { p class="muted" { (text.grants_earned_none()) } } @else {
                table class="table table-slim table-line" {
                    caption { (text.grants_earned_caption(ui.unit_word())) }
                    thead { tr {
                        th scope="col" { (text.grants_earned_month()) } th scope="col" { (text.grants_earned_household()) }
                        th scope="col" class="n" { (text.grants_earned()) }
                    } }
                    tbody { @for row in &earned.rows { tr {
                        th scope="row" { (ui.month(row.month)) }
                        td { span dir="auto" { (seen_word(ui, seen, row.household)) } }
                        td class="n" {
                            @if seen.opens(row.household) { a href=(rows_url(ui, row, &of)) { bdi { (ui.amount(row.amount)) } } }
                            @else { bdi { (ui.amount(row.amount)) } }
                        }
                    } } }
                }
            }
        }
    }
}

/// Where on the page the total stands household by household.
const SELLERS: &str = "earned-households";

/// The total, which opens to the households; what of it other households bought is told apart from the programme's output.
fn totals(ui: &Ui, earned: &Earned) -> Markup {
    let text = ui.text;
    html! {
        dl class="facts panel" {
            div { dt { (text.grants_earned_total()) } dd {
                @if earned.sellers.is_empty() { (ui.money(earned.total)) } @else { a href={ "#" (SELLERS) } { (ui.money(earned.total)) } }
            } }
            @if earned.to_households != Rial::ZERO {
                div { dt { (text.grants_earned_to_households()) } dd { (ui.money(earned.to_households)) } }
                div { dt { (text.grants_earned_output()) } dd { (ui.money(earned.output())) } }
            }
        }
    }
}

/// What each household sold in all its months, open to its rows.
fn sellers(ui: &Ui, earned: &Earned, seen: &Seen, (by, id): &(&str, String)) -> Markup {
    let text = ui.text;
    let rows =
        |seller: &Seller| urls::with_query(&urls::household_rows(ui.lang, seller.household), &[("by", by), ("id", id)]);
    html! {
        table class="table table-slim table-line" id=(SELLERS) {
            caption { (text.grants_earned_households_caption(ui.unit_word())) }
            thead { tr { th scope="col" { (text.grants_earned_household()) } th scope="col" class="n" { (text.grants_earned()) } } }
            tbody { @for seller in &earned.sellers { tr {
                th scope="row" dir="auto" { (seen_word(ui, seen, seller.household)) }
                td class="n" {
                    @if seen.opens(seller.household) { a href=(rows(seller)) { bdi { (ui.amount(seller.amount)) } } }
                    @else { bdi { (ui.amount(seller.amount)) } }
                }
            } } }
        }
    }
}

/// The rows of the household's book behind a figure.
fn rows_url(ui: &Ui, row: &EarnedRow, (by, id): &(&str, String)) -> String {
    let month = row.month.number().to_string();
    urls::with_query(&urls::household_rows(ui.lang, row.household), &[("month", &month), ("by", by), ("id", id)])
}
