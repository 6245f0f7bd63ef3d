//! The stalls in use on each market day, as bars in boxes of the open stalls. The table below says the same.
use crate::i18n::named;
use crate::reports::figures::DayFigures;
use crate::ui::Ui;
use maud::{Markup, html};

/// The height of the drawing of the day with the most open stalls.
const HEIGHT: usize = 100;

/// The chart, with a legend.
pub(super) fn chart(ui: &Ui, days: &[DayFigures]) -> Markup {
    let most = days.iter().map(|day| day.tally.usable.max(day.tally.taken)).max().unwrap_or(0).max(1);
    html! {
        figure class="stack-s stack" {
            ol class="bars" aria-label=(ui.text.reports_chart()) { @for day in days { (bar(ui, day, most)) } }
            figcaption { ul class="legend" {
                (key("chart-after", ui.text.reports_key_taken()))
                (key("chart-missing", ui.text.reports_key_open()))
            } }
        }
    }
}

fn bar(ui: &Ui, of: &DayFigures, most: usize) -> Markup {
    let height = |count: usize| count * HEIGHT / most;
    let (open, taken) = (height(of.tally.usable), height(of.tally.taken));
    let said = named::PartWhole { part: ui.count(of.tally.taken), whole: ui.count(of.tally.usable) };
    html! {
        li {
            svg viewBox="0 0 40 100" preserveAspectRatio="none" role="img" aria-label=(ui.text.reports_out_of(said)) {
                rect class="chart-missing" x="4" y=(HEIGHT - open) width="32" height=(open) {}
                rect class="chart-after" x="4" y=(HEIGHT - taken) width="32" height=(taken) {}
            }
            span { (ui.day_and_month(of.day.day)) }
        }
    }
}

fn key(class: &str, word: String) -> Markup {
    html! { li { svg viewBox="0 0 24 24" aria-hidden="true" { rect class=(class) x="1" y="1" width="22" height="22" {} } (word) } }
}
