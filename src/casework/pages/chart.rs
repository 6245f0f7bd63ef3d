//! Income before and after the machines, as bars. Time runs the way the reader reads; the table below says the same.
use crate::casework::model::CaseFile;
use crate::kernel::calendar::{SOLAR_MONTHS_EN, SOLAR_MONTHS_FA, YearMonth, month_name};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::ui::Ui;
use maud::{Markup, html};

/// The height of the highest bar, in units of its drawing.
const HEIGHT: i64 = 100;

/// One bar, or a month without figures.
struct Bar {
    label: String,
    class: &'static str,
    height: i64,
    /// The month of the first machine.
    is_marked: bool,
}

/// The chart, with a legend.
pub(super) fn chart(ui: &Ui, file: &CaseFile) -> Markup {
    let before = file.baselines.first().map(|baseline| baseline.mean_month());
    let incomes = file.months.iter().filter_map(|month| file.sums.get(month)).map(|sums| sums.mixed_income());
    let most = incomes.chain(before).max().unwrap_or_default();
    let has_figures = most > Rial::ZERO;
    let most = most.max(Rial(1));
    let bars = bars(ui, file, before, most);
    let has_mark = bars.iter().any(|bar| bar.is_marked);
    html! {
        figure class="stack-s stack" {
            ol class="bars" aria-label=(ui.text.casework_chart_title()) { @for bar in &bars { (drawn(ui, bar)) } }
            figcaption class="stack-s stack" {
                @if has_figures { p class="small" { (ui.text.casework_chart_most(ui.money(most))) } }
                (legend(ui, before.is_some(), has_mark))
                p class="muted small" { (ui.text.casework_chart_note()) }
            }
        }
    }
}

fn bars(ui: &Ui, file: &CaseFile, before: Option<Rial>, most: Rial) -> Vec<Bar> {
    let height =
        |amount: Rial| (i128::from(amount.0.max(0)) * i128::from(HEIGHT) / i128::from(most.0)).try_into().unwrap_or(0);
    let first = before.map(|amount| Bar {
        label: ui.text.casework_before(),
        class: "chart-before",
        height: height(amount),
        is_marked: false,
    });
    let months = file.months.iter().map(|month| {
        let (class, height) = match file.sums.get(month) {
            Some(sums) => ("chart-after", height(sums.mixed_income())),
            None => ("chart-missing", 12),
        };
        Bar { label: short(ui, *month), class, height, is_marked: file.first_handover() == Some(*month) }
    });
    first.into_iter().chain(months).collect()
}

fn drawn(ui: &Ui, bar: &Bar) -> Markup {
    let edge = if ui.lang == Lang::Fa { 38 } else { 2 };
    html! {
        li {
            svg viewBox="0 0 40 100" preserveAspectRatio="none" aria-hidden="true" {
                rect class=(bar.class) x="4" y=(HEIGHT - bar.height) width="32" height=(bar.height) {}
                @if bar.is_marked { line class="chart-mark" x1=(edge) x2=(edge) y1="0" y2=(HEIGHT) {} }
            }
            span { (bar.label) }
        }
    }
}

fn short(ui: &Ui, month: YearMonth) -> String {
    match ui.lang {
        Lang::Fa => month_name(&SOLAR_MONTHS_FA, month.month()).to_owned(),
        Lang::En => month_name(&SOLAR_MONTHS_EN, month.month()).chars().take(3).collect(),
    }
}

fn legend(ui: &Ui, has_before: bool, has_mark: bool) -> Markup {
    let key = |class: &str, word: String| {
        html! {
            li { svg viewBox="0 0 24 24" aria-hidden="true" { rect class=(class) width="24" height="24" {} } (word) }
        }
    };
    html! {
        ul class="legend" {
            @if has_before { (key("chart-before", ui.text.casework_key_before())) }
            (key("chart-after", ui.text.casework_mixed_income()))
            (key("chart-missing", ui.text.casework_nothing_written()))
            @if has_mark { li { svg viewBox="0 0 24 24" aria-hidden="true" { line class="chart-mark" x1="12" x2="12" y1="0" y2="24" {} } (ui.text.casework_key_handover()) } }
        }
    }
}
