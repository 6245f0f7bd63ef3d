//! What a household sold by the machines and the grants behind it: sums on its page, the months on a page of their own.
use super::{figure, household_word, machine_label, machine_word, rows_url};
use crate::casework::model::{Attribution, Bucket, Filter, Kinds, Months};
use crate::grants::{ELEMENT, grant_number, left_to_right, with_element};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, GrantId, HouseholdId};
use crate::ui::parts::page_head;
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// GET /casework/households/{household}/attribution.
pub(crate) struct ByMonth {
    pub household: HouseholdId,
    pub name: String,
    /// Whether the reader sees names; an auditor sees none.
    pub names: bool,
    pub sold: Attribution,
}

impl Page for ByMonth {
    fn title(&self, ui: &Ui) -> String {
        ui.text.casework_attribution_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let back =
            (urls::household(ui.lang, self.household), household_word(ui, self.names, self.household, &self.name));
        html! {
            div class="stack-l stack" {
                (page_head(Some(back), &self.title(ui), Some(&text.casework_attribution_lead())))
                @if self.sold.parts.is_empty() { p class="muted" { (text.casework_nothing_written()) } } @else {
                    (self.table(ui, &text.casework_by_machine_caption(ui.unit_word()), &by_machine(ui, &self.sold)))
                    (self.table(ui, &text.casework_by_grant_caption(ui.unit_word()), &by_grant(ui, &self.sold)))
                }
            }
        }
    }
}

impl ByMonth {
    fn table(&self, ui: &Ui, caption: &str, columns: &[Column]) -> Markup {
        let written = |month: &&YearMonth| self.sold.parts.iter().any(|part| part.month == **month);
        let sum = ui.text.casework_sum();
        html! {
            section { table class="table table-pairs" {
                caption { (caption) }
                thead { tr {
                    th scope="col" { (ui.text.sales_month()) }
                    @for column in columns { th scope="col" class="n" { (column.word) } }
                    th scope="col" class="n" { (sum) }
                } }
                tbody { @for month in self.sold.months.iter().rev().filter(written) { tr {
                    th scope="row" { (ui.month(*month)) }
                    @for column in columns { (self.part(ui, (*month, column.bucket), &column.label)) }
                    (self.part(ui, (*month, Bucket::All), &sum))
                } } }
            } }
        }
    }

    /// What of a month's net sales went to a bucket; all of them where it is every bucket.
    fn part(&self, ui: &Ui, (month, bucket): (YearMonth, Bucket), label: &str) -> Markup {
        let rows = Filter { kinds: Kinds::Sales, bucket, ..Filter::of(Months::One(month)) };
        figure(ui, self.household, (rows, self.sold.part(month, bucket)), label)
    }
}

/// The sums of the months shown, beside each other, and the way to each month; nothing before the first sale.
pub(super) fn section(ui: &Ui, of: HouseholdId, sold: &Attribution) -> Markup {
    let text = ui.text;
    html! {
        @if !sold.parts.is_empty() {
            section class="stack stack-s" {
                div class="split split-even" {
                    (sums(ui, of, sold, (&text.casework_by_machine(), &by_machine(ui, sold))))
                    (sums(ui, of, sold, (&text.casework_by_grant(), &by_grant(ui, sold))))
                }
                p { a class="more" href=(urls::household_attribution(ui.lang, of)) { (text.casework_month_by_month()) (icon("next")) } }
            }
        }
    }
}

fn sums(ui: &Ui, of: HouseholdId, sold: &Attribution, (title, columns): (&str, &[Column])) -> Markup {
    let since = Filter::of(sold.months.first().map_or(Months::All, |first| Months::Since(*first)));
    let rows_of = |bucket: Bucket| rows_url(ui, of, Filter { bucket, ..since });
    html! {
        div class="stack stack-s" {
            h2 { (title) }
            dl class="facts" { @for column in columns {
                div { dt { (column.word) } dd { a href=(rows_of(column.bucket)) { (ui.money(sold.total(column.bucket))) } } }
            } }
        }
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

    fn of_grant(ui: &Ui, sold: &Attribution, id: GrantId) -> Column {
        let Some(grant) = sold.grants.iter().find(|grant| grant.id == id) else {
            return Column::plain(Bucket::Grant(id), ui.text.casework_other_grant());
        };
        Column {
            bucket: Bucket::Grant(id),
            word: with_element(&ui.text.casework_grant_column(ELEMENT), &grant_number(ui, &grant.number)),
            label: ui.text.casework_grant_column(left_to_right(&ui.in_digits(&grant.number))),
        }
    }
}

/// The machines to which net sales are attributed.
fn by_machine(ui: &Ui, sold: &Attribution) -> Vec<Column> {
    let machines: BTreeSet<EquipmentId> = sold.parts.iter().filter_map(|part| part.machine).collect();
    let column = |id: EquipmentId| Column {
        bucket: Bucket::Machine(id),
        word: machine_word(ui, &sold.machines, id),
        label: machine_label(ui, &sold.machines, id),
    };
    let own = Column::plain(Bucket::OwnMeans, ui.text.casework_own_means());
    machines.into_iter().map(column).chain([own]).collect()
}

/// Who paid for the machines.
fn by_grant(ui: &Ui, sold: &Attribution) -> Vec<Column> {
    let grants: BTreeSet<GrantId> = sold.parts.iter().filter_map(|part| part.grant).collect();
    let mut columns: Vec<Column> = grants.into_iter().map(|id| Column::of_grant(ui, sold, id)).collect();
    columns.push(Column::plain(Bucket::OwnPayment, ui.text.casework_own_payment()));
    if sold.parts.iter().any(|part| part.is_in(Bucket::OtherPayment)) {
        columns.push(Column::plain(Bucket::OtherPayment, ui.text.casework_other_payment()));
    }
    columns.push(Column::plain(Bucket::OwnMeans, ui.text.casework_own_means()));
    columns
}
