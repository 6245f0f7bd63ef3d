//! Income before and after the machines, as bars. Time runs the way the reader reads; the table below says the same.
use crate::casework::model::CaseFile;
use crate::kernel::calendar::{SOLAR_MONTHS_EN, SOLAR_MONTHS_FA, YearMonth, month_name};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::ui::Ui;
use maud::{Markup, html};

const SLOT: i64 = 52;
const HEIGHT: i64 = 180;
const BASE: i64 = 200;

/// One bar, or a month without figures.
struct Bar {
    label: String,
    class: &'static str,
    height: i64,
}

/// The chart, with a legend.
pub(super) fn chart(ui: &Ui, file: &CaseFile) -> Markup {
    let before = file.baselines.first().map(|baseline| baseline.mean_month());
    let incomes = file.months.iter().filter_map(|month| file.sums.get(month)).map(|sums| sums.mixed_income());
    let most = incomes.chain(before).max().unwrap_or_default().max(Rial(1));
    let bars = bars(ui, file, before, most);
    let places = i64::try_from(bars.len()).unwrap_or(0);
    let width = places * SLOT + 20;
    let first = file.first_handover().and_then(|month| file.months.iter().position(|shown| *shown == month));
    let mark = first.and_then(|at| i64::try_from(at).ok()).map(|at| at + i64::from(before.is_some()));
    html! {
        figure class="stack-s stack" {
            svg class="chart" viewBox={ "0 0 " (width) " 240" } role="img" aria-labelledby="chart-title" {
                title id="chart-title" { (ui.text.casework_chart_title()) }
                defs { pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    line class="hatch-line" x1="0" y1="0" x2="0" y2="8" {} } }
                line class="chart-grid" x1="0" x2=(width) y1=(BASE - HEIGHT) y2=(BASE - HEIGHT) {}
                text class="chart-scale" x=(x(ui, 0, width) + if ui.lang == Lang::Fa { SLOT } else { 0 }) y=(BASE - HEIGHT - 6) { (ui.money(most)) }
                @for (place, bar) in (0..).zip(&bars) { (drawn(ui, bar, x(ui, place, width))) }
                line class="chart-axis" x1="0" x2=(width) y1=(BASE) y2=(BASE) {}
                @if let Some(place) = mark { @let at = x(ui, place, width) + if ui.lang == Lang::Fa { SLOT } else { 0 };
                    line class="chart-mark" x1=(at) x2=(at) y1=(BASE - HEIGHT) y2=(BASE) {} }
            }
            figcaption { (legend(ui, before.is_some(), mark.is_some())) p class="muted small" { (ui.text.casework_chart_note()) } }
        }
    }
}

fn bars(ui: &Ui, file: &CaseFile, before: Option<Rial>, most: Rial) -> Vec<Bar> {
    let height =
        |amount: Rial| (i128::from(amount.0.max(0)) * i128::from(HEIGHT) / i128::from(most.0)).try_into().unwrap_or(0);
    let first =
        before.map(|amount| Bar { label: ui.text.casework_before(), class: "chart-before", height: height(amount) });
    let months = file.months.iter().map(|month| match file.sums.get(month) {
        Some(sums) => Bar { label: short(ui, *month), class: "chart-after", height: height(sums.mixed_income()) },
        None => Bar { label: short(ui, *month), class: "chart-missing", height: 24 },
    });
    first.into_iter().chain(months).collect()
}

/// The left edge of a place: time runs from right to left in Persian.
fn x(ui: &Ui, place: i64, width: i64) -> i64 {
    match ui.lang {
        Lang::Fa => width - 10 - (place + 1) * SLOT,
        Lang::En => 10 + place * SLOT,
    }
}

fn drawn(ui: &Ui, bar: &Bar, left: i64) -> Markup {
    html! {
        rect class=(bar.class) x=(left + 6) y=(BASE - bar.height) width=(SLOT - 12) height=(bar.height) {}
        text class="chart-label" x=(left + SLOT / 2) y=(BASE + 20) direction=(ui.lang.dir()) { (bar.label) }
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
