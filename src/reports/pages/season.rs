//! The report of a season: figures, a chart of the days, and each seller's share.
use super::chart::chart;
use super::{percent, season_field, season_word, seller_word, spread, tenths};
use crate::i18n::named;
use crate::reports::figures::{Figures, HouseholdFigures};
use crate::reports::model::{Record, Seller, Tally, share};
use crate::reports::season::Season;
use crate::ui::form::action_row;
use crate::ui::parts::{page_head, print_button, stat};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// More sellers than this are in the file only.
const SHOWN: usize = 28;

/// GET /sites/{site}/report.
pub(crate) struct SeasonReport {
    pub record: Record,
    pub season: Season,
    pub figures: Figures,
    /// Whether the reader runs the site.
    pub is_manager: bool,
    /// How many days are counted at most.
    pub most_days: usize,
    pub form: Form,
}

impl Page for SeasonReport {
    fn title(&self, ui: &Ui) -> String {
        ui.text
            .reports_of_season(named::SeasonSite { season: season_word(ui, self.season), site: &self.record.site.name })
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            div class="stack" {
                (page_head(Some(self.back(ui)), &self.title(ui), None))
                form class="form cluster no-print" action=(urls::site_report(ui.lang, self.record.site.id)) {
                    (season_field(ui, &self.form))
                    (action_row(&text.reports_show(), "chart", None))
                }
                @if self.record.is_cut { div class="notice" role="status" { (icon("info")) p { (text.reports_cut(ui.count(self.most_days))) } } }
                @if self.figures.days.is_empty() { p class="muted" { (text.reports_nothing()) } }
                @else {
                    (self.stats(ui))
                    (chart(ui, &self.figures.days))
                    (self.days(ui))
                    (self.sellers(ui))
                    p class="muted small" { (text.reports_goodness_note()) }
                    p class="muted small" { (text.reports_spread_how()) }
                    (self.ways(ui))
                }
            }
        }
    }
}

impl SeasonReport {
    fn back(&self, ui: &Ui) -> (String, String) {
        let site = &self.record.site;
        if self.is_manager {
            (urls::site(ui.lang, site.id), site.name.clone())
        } else {
            (urls::reports(ui.lang), ui.text.reports_title())
        }
    }

    fn stats(&self, ui: &Ui) -> Markup {
        let (text, total) = (ui.text, &self.figures.total);
        let cancelled = (self.record.cancelled > 0).then(|| text.reports_cancelled(ui.count(self.record.cancelled)));
        let of = |part: usize, whole: usize| named::PartWhole { part: ui.count(part), whole: ui.count(whole) };
        let came = named::MissingPartWhole {
            missing: ui.count(total.no_show),
            part: ui.count(total.came),
            whole: ui.count(total.placed),
        };
        let shown = |part: usize, whole: usize| percent(ui, share(part, whole));
        html! {
            ul class="stats" {
                (stat(&text.reports_held(), html! { (ui.count(self.figures.days.len())) }, cancelled.as_deref()))
                (stat(&text.reports_capacity(), shown(total.taken, total.usable), Some(&text.reports_of_stalls(of(total.taken, total.usable)))))
                (stat(&text.reports_placed(), shown(total.placed, total.asked), Some(&text.reports_of_requests(of(total.placed, total.asked)))))
                (stat(&text.reports_came(), shown(total.came, total.placed), Some(&text.reports_of_placed(came))))
                (stat(&text.reports_given(), html! { (ui.count(total.given)) }, Some(&text.reports_walked_in(ui.count(total.walked_in)))))
                (stat(&text.reports_on_wish(), shown(total.on_wish, total.wished), Some(&text.reports_of_wishes(of(total.on_wish, total.wished)))))
                (stat(&text.reports_on_best(), shown(total.on_best, total.wished), Some(&text.reports_of_wishes(of(total.on_best, total.wished)))))
                (stat(&text.reports_spread(), spread(ui, self.figures.spread), Some(&text.reports_spread_note())))
            }
        }
    }

    fn days(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            table class="table table-pairs" {
                caption { (text.reports_by_day()) }
                thead { tr { th scope="col" { (text.reports_day()) } @for word in day_columns(ui) { th scope="col" class="n" { (word) } } } }
                tbody { @for of in &self.figures.days { tr { th scope="row" { (ui.day_and_month(of.day.day)) } (day_cells(ui, &of.tally)) } } }
                tfoot { tr { th scope="row" { (text.reports_sum()) } (day_cells(ui, &self.figures.total)) } }
            }
        }
    }

    fn sellers(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let rows: Vec<(&Seller, &HouseholdFigures)> = self
            .record
            .in_order()
            .into_iter()
            .filter_map(|(household, seller)| Some((seller, self.figures.household(household)?)))
            .collect();
        html! {
            table class="table table-pairs" {
                caption { (text.reports_by_seller()) }
                thead { tr { th scope="col" { (text.reports_seller()) } @for word in seller_columns(ui) { th scope="col" class="n" { (word) } } } }
                tbody { @for (seller, of) in rows.iter().take(SHOWN) { tr {
                    th scope="row" dir="auto" { (seller_word(ui, Some(seller))) }
                    (seller_cells(ui, &of.tally, Some(of.stalls)))
                } } }
                tfoot { tr { th scope="row" { (text.reports_sum()) } (seller_cells(ui, &self.figures.total, None)) } }
            }
            @if rows.len() > SHOWN { p class="muted" { (text.reports_sellers_cut(ui.count(SHOWN))) } }
        }
    }

    fn ways(&self, ui: &Ui) -> Markup {
        let (site, text) = (self.record.site.id, ui.text);
        let season = self.season.to_string();
        let of_season = |path: String, more: &[(&str, &str)]| {
            let query: Vec<(&str, &str)> =
                std::iter::once(("season", season.as_str())).chain(more.iter().copied()).collect();
            urls::with_query(&path, &query)
        };
        html! {
            div class="cluster no-print" {
                (print_button(&text.app_print()))
                a class="btn" href=(of_season(urls::site_report_csv(ui.lang, site), &[("rows", "sellers")])) download { (icon("download")) span { (text.reports_csv_sellers()) } }
                a class="btn" href=(of_season(urls::site_report_csv(ui.lang, site), &[("rows", "days")])) download { (icon("download")) span { (text.reports_csv_days()) } }
                a class="btn" href=(of_season(urls::site_rerun(ui.lang, site), &[])) { (icon("swap")) span { (text.reports_rerun_title()) } }
                @if self.is_manager { a class="btn" href=(of_season(urls::site_council(ui.lang, site), &[])) { (icon("document")) span { (text.reports_council_title()) } } }
            }
        }
    }
}

fn day_columns(ui: &Ui) -> [String; 11] {
    let text = ui.text;
    [
        text.reports_col_usable(),
        text.reports_col_taken(),
        text.reports_col_asked(),
        text.reports_col_placed(),
        text.reports_col_came(),
        text.reports_col_no_show(),
        text.reports_col_given(),
        text.reports_col_walked_in(),
        text.reports_col_signed_off(),
        text.reports_col_absent(),
        text.reports_col_wish(),
    ]
}

fn day_cells(ui: &Ui, of: &Tally) -> Markup {
    let counts = [
        of.usable,
        of.taken,
        of.asked,
        of.placed,
        of.came,
        of.no_show,
        of.given,
        of.walked_in,
        of.signed_off,
        of.absent,
        of.on_wish,
    ];
    html! { @for (word, count) in day_columns(ui).iter().zip(counts) { td class="n" data-label=(word) { (ui.count(count)) } } }
}

fn seller_columns(ui: &Ui) -> [String; 8] {
    let text = ui.text;
    [
        text.reports_col_asked(),
        text.reports_col_placed(),
        text.reports_col_came(),
        text.reports_col_no_show(),
        text.reports_col_given(),
        text.reports_col_walked_in(),
        text.reports_col_wish(),
        text.reports_col_goodness(),
    ]
}

/// The counts of a seller, with the figure of the stalls; the sum of all has none.
fn seller_cells(ui: &Ui, of: &Tally, stalls: Option<Option<i64>>) -> Markup {
    let counts = [of.asked, of.placed, of.came, of.no_show, of.given, of.walked_in, of.on_wish];
    html! {
        @for (word, count) in seller_columns(ui).iter().zip(counts) { td class="n" data-label=(word) { (ui.count(count)) } }
        @match stalls {
            Some(stalls) => td class="n" data-label=(ui.text.reports_col_goodness()) { (tenths(ui, stalls)) },
            None => td {},
        }
    }
}
