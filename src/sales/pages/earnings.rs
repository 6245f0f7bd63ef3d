//! What the work brought, month by month, and what was spent on it. Sales, own use, costs and what is left stand apart:
//! sales are not income, and what is left is the mixed income of the case file.
use super::question;
use crate::i18n::named;
use crate::kernel::calendar::YearMonth;
use crate::kernel::money::Rial;
use crate::sales::doubt::Doubt;
use crate::sales::model::{CostCategory, Kind, MonthSums, SpentRow};
use crate::ui::form::{Choice, Field, action_bar, choices};
use crate::ui::parts::{money, page_head, stat};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// How many months the page of earnings shows besides this one.
pub(crate) const MONTHS_BACK: i32 = 11;

/// GET /my/earnings.
pub(crate) struct Earnings {
    /// The months in which something was written down, the latest first.
    pub months: Vec<(YearMonth, MonthSums)>,
    pub spent: Vec<SpentRow>,
    /// Whether the reader just wrote the latest cost down.
    pub has_just_spent: bool,
    /// Whether all of it is shown, not only the latest.
    pub is_whole: bool,
}

/// The query field that asks for all that can be shown.
pub(crate) const WHOLE: &str = "all";
const FEW_MONTHS: usize = 3;
const FEW_ROWS: usize = 5;

impl Page for Earnings {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_earnings_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        let current = YearMonth::of(ui.today);
        let sums =
            self.months.iter().find(|(month, _)| *month == current).map_or_else(MonthSums::default, |found| found.1);
        html! {
            div class="narrow stack" {
                (self.just_spent(ui))
                (page_head(Some((urls::my_day(ui.lang), ui.text.app_place_home())), &ui.text.sales_earnings_title(), Some(&ui.text.sales_earnings_lead())))
                h2 { (ui.month(current)) }
                ul class="stats" {
                    (stat(&ui.text.sales_sold(), money(ui, sums.net_sales()), None))
                    (stat(&ui.text.sales_costs(), money(ui, sums.costs), None))
                    @if sums.own_use != Rial::ZERO { (stat(&ui.text.sales_own_use(), money(ui, sums.own_use), None)) }
                    (stat(&ui.text.sales_remains(), money(ui, sums.mixed_income()), Some(&ui.text.sales_remains_note())))
                }
                a class="btn btn-wide" href=(urls::my_cost_new(ui.lang)) { (icon("coins")) span { (ui.text.sales_cost_write()) } }
                @if self.months.is_empty() { p class="muted" { (ui.text.sales_none_in(ui.month(current))) } }
                @else { (self.table(ui)) }
                (self.written(ui, Kind::Cost, &ui.text.sales_spent_title()))
                (self.written(ui, Kind::OwnUse, &ui.text.sales_home_used_title()))
                @if self.has_more() { p { a class="btn" href=(urls::with_query(&urls::my_earnings(ui.lang), &[(WHOLE, "yes")])) { span { (ui.text.app_pages_next()) } (icon("next")) } } }
                p class="muted small" { (ui.text.sales_seen_by()) }
            }
        }
    }
}

impl Earnings {
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &SpentRow> {
        self.spent.iter().filter(move |row| row.kind == kind)
    }

    fn most(&self, few: usize) -> usize {
        if self.is_whole { usize::MAX } else { few }
    }

    fn has_more(&self) -> bool {
        let is_long = |kind| self.of_kind(kind).count() > FEW_ROWS;
        !self.is_whole && (self.months.len() > FEW_MONTHS || is_long(Kind::Cost) || is_long(Kind::OwnUse))
    }

    /// The cost just written down, and the way back.
    fn just_spent(&self, ui: &Ui) -> Markup {
        html! { @if let Some(row) = self.of_kind(Kind::Cost).next().filter(|_| self.has_just_spent) {
            div class="notice notice-success undo" role="status" {
                (icon("check")) p { (ui.text.sales_cost_done(ui.money(positive(row)))) }
                form method="post" action=(urls::my_cost_undo(ui.lang, row.id)) {
                    button class="btn btn-on" { (icon("undo")) span { (ui.text.sales_undo()) } }
                }
            }
        } }
    }

    fn table(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            table class="table" {
                caption { (text.sales_months_caption(ui.unit_word())) }
                thead { tr { th scope="col" { (text.sales_month()) } th scope="col" class="n" { (text.sales_sold()) }
                    th scope="col" class="n" { (text.sales_own_use()) } th scope="col" class="n" { (text.sales_costs()) }
                    th scope="col" class="n" { (text.sales_remains()) } } }
                tbody { @for (month, sums) in self.months.iter().take(self.most(FEW_MONTHS)) {
                    tr { th scope="row" { (ui.month(*month)) }
                        (figure(ui, &text.sales_sold(), sums.net_sales()))
                        (figure(ui, &text.sales_own_use(), sums.own_use))
                        (figure(ui, &text.sales_costs(), sums.costs))
                        (figure(ui, &text.sales_remains(), sums.mixed_income())) }
                } }
            }
        }
    }

    /// The latest rows of a kind, each with the way to take it back.
    fn written(&self, ui: &Ui, kind: Kind, title: &str) -> Markup {
        let rows: Vec<&SpentRow> = self.of_kind(kind).take(self.most(FEW_ROWS)).collect();
        html! {
            @if !rows.is_empty() {
                section class="stack" { h2 { (title) } ul class="rows" {
                    @for row in rows { li { div class="row row-line" {
                        span class="row-main" {
                            span class="row-title" dir="auto" { (row_word(ui, row)) }
                            b { (ui.money(positive(row))) }
                            span class="row-note" { (ui.near_date(row.occurred_on)) @if row.on_behalf { (ui.text.app_comma()) (ui.text.sales_on_behalf()) } }
                        }
                        span class="row-end" {
                            form method="post" action=(urls::my_cost_undo(ui.lang, row.id)) {
                                button class="btn btn-quiet" { (icon("undo")) span { (ui.text.sales_undo()) } } }
                        }
                    } } }
                } }
            }
        }
    }
}

/// A figure of a month; on a phone one of nothing takes no line.
fn figure(ui: &Ui, label: &str, amount: Rial) -> Markup {
    html! { td class=(if amount == Rial::ZERO { "n is-zero" } else { "n" }) data-label=(label) { (ui.amount(amount)) } }
}

fn positive(row: &SpentRow) -> Rial {
    Rial(row.amount.0.saturating_abs())
}

fn row_word(ui: &Ui, row: &SpentRow) -> String {
    let what = row.category.map_or_else(|| ui.text.sales_own_use(), |category| cost_word(ui, category));
    if row.note.is_empty() {
        what
    } else {
        ui.text.sales_spent_with_note(named::NoteWhat { note: row.note.as_str(), what })
    }
}

/// What a cost was for, in words.
pub(crate) fn cost_word(ui: &Ui, category: CostCategory) -> String {
    match category {
        CostCategory::Inputs => ui.text.sales_cost_inputs(),
        CostCategory::Energy => ui.text.sales_cost_energy(),
        CostCategory::Packaging => ui.text.sales_cost_packaging(),
        CostCategory::Transport => ui.text.sales_cost_transport(),
        CostCategory::Fees => ui.text.sales_cost_fees(),
        CostCategory::Labour => ui.text.sales_cost_labour(),
        CostCategory::Repair => ui.text.sales_cost_repair(),
        CostCategory::Rent => ui.text.sales_cost_rent(),
    }
}

fn cost_icon(category: CostCategory) -> &'static str {
    match category {
        CostCategory::Inputs => "basket",
        CostCategory::Energy => "power",
        CostCategory::Packaging => "goods",
        CostCategory::Transport => "map",
        CostCategory::Fees => "stall",
        CostCategory::Labour => "people",
        CostCategory::Repair => "machine",
        CostCategory::Rent => "home",
    }
}

/// GET /my/costs/new and its refused form.
pub(crate) struct Cost {
    /// What is to be asked about the amount.
    pub doubt: Option<Doubt>,
    pub form: Form,
}

impl Page for Cost {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_cost_write()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        let kinds: Vec<Choice> = CostCategory::ALL
            .iter()
            .map(|kind| Choice {
                value: kind.as_str().to_owned(),
                word: cost_word(ui, *kind),
                note: None,
                icon: Some(cost_icon(*kind)),
            })
            .collect();
        let days = [("0", ui.text.format_today()), ("1", ui.text.format_yesterday())];
        let chosen = self.form.fields.text("day");
        html! {
            form class="form narrow stack" method="post" action=(urls::my_cost_new(ui.lang)) {
                (page_head(Some((urls::my_day(ui.lang), ui.text.app_place_home())), &ui.text.sales_cost_write(), Some(&ui.text.sales_cost_examples())))
                (self.form.summary(ui))
                (question(ui, self.doubt, None, None))
                (self.form.key())
                (choices(&self.form, "category", &ui.text.sales_cost_for(), &kinds))
                (Field::new(&self.form, "amount", ui.text.sales_cost_amount()).money(ui))
                fieldset class="field" { legend { (ui.text.sales_cost_day()) } div class="chips" { @for (value, word) in &days {
                    label class="pick" { input type="radio" name="day" value=(value) checked[*value == chosen]; span class="chip" { (word) } }
                } } }
                (Field::new(&self.form, "note", ui.text.sales_cost_note()).optional().input(ui))
                (action_bar(&ui.text.app_save(), "check", None))
            }
        }
    }
}
