//! Income before and after the machines, as bars. Time runs the way the reader reads; the table below says the same.
use crate::casework::model::CaseFile;
use crate::kernel::calendar::{SOLAR_MONTHS_EN, SOLAR_MONTHS_FA, YearMonth, month_name};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::ui::Ui;
use maud::{Markup, html};

/// The height of the drawing, from the greatest income to the greatest loss.
const HEIGHT: i64 = 100;
/// The height of the box of a month without figures. No loss is drawn smaller, so that none looks like nothing.
const LEAST: i64 = 8;

/// One bar, or a month without figures.
struct Bar {
    label: String,
    class: &'static str,
    y: i64,
    height: i64,
    /// The month of the first machine.
    is_marked: bool,
}

/// How amounts become heights: incomes stand on the line of zero, losses hang below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scale {
    most: i64,
    /// The greatest loss, as a positive amount.
    loss: i64,
}

impl Scale {
    fn of(amounts: impl Iterator<Item = Rial> + Clone) -> Scale {
        let most = amounts.clone().map(|amount| amount.0).max().unwrap_or(0).max(0);
        let loss = amounts.map(|amount| amount.0.saturating_neg()).max().unwrap_or(0).max(0);
        Scale { most, loss }
    }

    fn height(self, amount: i64) -> i64 {
        let whole = (i128::from(self.most) + i128::from(self.loss)).max(1);
        (i128::from(amount) * i128::from(HEIGHT) / whole).try_into().unwrap_or(0)
    }

    /// Where the line of zero is, from the top.
    fn zero(self) -> i64 {
        if self.loss == 0 { HEIGHT } else { self.height(self.most).min(HEIGHT - LEAST) }
    }

    /// From where a bar goes down, and how far.
    fn bar(self, amount: Rial) -> (i64, i64) {
        if amount < Rial::ZERO {
            let depth = self.height(amount.0.saturating_neg()).max(LEAST);
            return (self.zero(), depth.min(HEIGHT - self.zero()));
        }
        let height = self.height(amount.0).min(self.zero());
        (self.zero() - height, height)
    }
}

/// The chart, with a legend.
pub(super) fn chart(ui: &Ui, file: &CaseFile) -> Markup {
    let before = file.before().map(|baseline| baseline.mean_month().rounded(ui.unit));
    let incomes = file.sold.months.iter().filter_map(|month| file.sums.get(month)).map(|sums| sums.mixed_income());
    let scale = Scale::of(incomes.chain(before));
    let bars = bars(ui, file, before, scale);
    let has_mark = bars.iter().any(|bar| bar.is_marked);
    html! {
        figure class="stack-s stack" {
            ol class="bars" aria-label=(ui.text.casework_chart_title()) { @for bar in &bars { (drawn(ui, bar, scale)) } }
            figcaption class="stack-s stack" {
                @if scale.most > 0 { p class="small" { (ui.text.casework_chart_most(ui.money(Rial(scale.most)))) } }
                @if scale.loss > 0 { p class="small" { (ui.text.casework_chart_loss(ui.money(Rial(scale.loss)))) } }
                (legend(ui, before.is_some(), scale.loss > 0, has_mark))
                p class="muted small" { (ui.text.casework_chart_note()) }
            }
        }
    }
}

fn bars(ui: &Ui, file: &CaseFile, before: Option<Rial>, scale: Scale) -> Vec<Bar> {
    let bar = |label: String, class: &'static str, (y, height): (i64, i64), is_marked: bool| Bar {
        label,
        class,
        y,
        height,
        is_marked,
    };
    let first = before.map(|amount| bar(ui.text.casework_before(), "chart-before", scale.bar(amount), false));
    let months = file.sold.months.iter().map(|month| {
        let income = file.sums.get(month).map(|sums| sums.mixed_income());
        let (class, place) = match income {
            Some(income) if income < Rial::ZERO => ("chart-loss", scale.bar(income)),
            Some(income) => ("chart-after", scale.bar(income)),
            None => ("chart-missing", ((scale.zero() - LEAST).max(0), LEAST)),
        };
        bar(short(ui, *month), class, place, file.first_handover() == Some(*month))
    });
    first.into_iter().chain(months).collect()
}

fn drawn(ui: &Ui, bar: &Bar, scale: Scale) -> Markup {
    let edge = if ui.lang == Lang::Fa { 38 } else { 2 };
    let zero = scale.zero();
    html! {
        li {
            svg viewBox="0 0 40 100" preserveAspectRatio="none" aria-hidden="true" {
                rect class=(bar.class) x="4" y=(bar.y) width="32" height=(bar.height) {}
                @if scale.loss > 0 { line class="chart-zero" x1="0" x2="40" y1=(zero) y2=(zero) {} }
                @if bar.is_marked { line class="chart-mark" x1=(edge) x2=(edge) y1="0" y2=(HEIGHT) {} }
            }
            span { (bar.label) }
        }
    }
}

fn short(ui: &Ui, month: YearMonth) -> String {
    match ui.lang {
        Lang::Fa => month_name(&SOLAR_MONTHS_FA, month.month()).to_owned(),
        Lang::En => month_name(&SOLAR_MONTHS_EN, month.month()).chars().take(4).collect(),
    }
}

fn legend(ui: &Ui, has_before: bool, has_loss: bool, has_mark: bool) -> Markup {
    let key = |class: &str, word: String| {
        html! {
            li { svg viewBox="0 0 24 24" aria-hidden="true" { rect class=(class) width="24" height="24" {} } (word) }
        }
    };
    html! {
        ul class="legend" {
            @if has_before { (key("chart-before", ui.text.casework_key_before())) }
            (key("chart-after", ui.text.casework_mixed_income()))
            @if has_loss { (key("chart-loss", ui.text.casework_key_loss())) }
            (key("chart-missing", ui.text.casework_nothing_written()))
            @if has_mark { li { svg viewBox="0 0 24 24" aria-hidden="true" { line class="chart-mark" x1="12" x2="12" y1="0" y2="24" {} } (ui.text.casework_key_handover()) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HEIGHT, LEAST, Scale};
    use crate::kernel::money::Rial;

    fn scale(amounts: &[i64]) -> Scale {
        Scale::of(amounts.iter().map(|amount| Rial(*amount)))
    }

    #[test]
    fn without_a_loss_bars_stand_on_the_floor() {
        let scale = scale(&[50, 100]);
        assert_eq!((scale.bar(Rial(100)), scale.bar(Rial(50)), scale.bar(Rial(0))), ((0, 100), (50, 50), (100, 0)));
    }

    #[test]
    fn a_loss_hangs_below_the_line_on_which_incomes_stand() {
        let scale = scale(&[300, -100]);
        assert_eq!((scale.zero(), scale.bar(Rial(300)), scale.bar(Rial(-100))), (75, (0, 75), (75, 25)));
    }

    #[test]
    fn a_small_loss_is_not_lower_than_a_month_without_figures() {
        for loss in [-1, -5, -1_000_000] {
            let scale = scale(&[1_000, loss]);
            let (y, height) = scale.bar(Rial(loss));
            assert!(height >= LEAST && y + height <= HEIGHT, "{loss}: {y} {height}");
        }
        assert_eq!(scale(&[-7]).bar(Rial(-7)), (0, 100));
    }

    #[test]
    fn the_greatest_amounts_do_not_overflow() {
        let scale = scale(&[i64::MAX, i64::MIN]);
        assert_eq!(scale.bar(Rial(i64::MAX)).1 + scale.bar(Rial(i64::MIN)).1, HEIGHT);
    }
}
