//! The report of a season: figures, a chart of the days, and each seller's share. The tables are in `tables`. A page shows a
//! part of each list; the view for paper shows all of both.
mod tables;

use super::chart::chart;
use super::{percent, season_field, season_word, spread};
use crate::i18n::named;
use crate::reports::figures::Figures;
use crate::reports::model::{Record, share};
use crate::reports::part::View;
use crate::reports::season::Season;
use crate::stalls::parts::printed_at;
use crate::ui::parts::{page_head, print_button, stat};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// GET /sites/{site}/report.
pub(crate) struct SeasonReport {
    pub record: Record,
    pub season: Season,
    pub figures: Figures,
    /// Whether the reader runs the site.
    pub is_manager: bool,
    /// How many days are counted at most.
    pub most_days: usize,
    pub view: View,
    pub form: Form,
    pub now: NaiveDateTime,
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
        let (text, is_whole) = (ui.text, self.view == View::Whole);
        html! {
            div class=(if is_whole { "stack report-whole" } else { "stack" }) {
                (page_head(Some(self.back(ui)), &self.title(ui), None))
                @if is_whole { p class="no-print" { (print_button(&text.app_print())) } }
                @else {
                    form class="search-line no-print" action=(urls::site_report(ui.lang, self.record.site.id)) {
                        (season_field(ui, &self.form))
                        button class="btn btn-primary" { (icon("chart")) span { (text.reports_show()) } }
                    }
                }
                @if self.record.is_cut { div class="notice" role="status" { (icon("info")) p { (text.reports_cut(ui.count(self.most_days))) } } }
                @if self.figures.days.is_empty() { p class="muted" { (text.reports_nothing()) } }
                @else {
                    (self.stats(ui))
                    (chart(ui, &self.figures.days))
                    (self.days(ui))
                    (self.sellers(ui))
                    (self.notes(ui))
                    @if is_whole { p class="small muted" { (text.stalls_paper_made(printed_at(ui, self.now))) } }
                    @else { (self.ways(ui)) }
                }
            }
        }
    }
}

impl SeasonReport {
    fn back(&self, ui: &Ui) -> (String, String) {
        let site = &self.record.site;
        if self.view == View::Whole {
            (self.of_season(&urls::site_report(ui.lang, site.id), &[]), ui.text.stalls_report_of_season())
        } else if self.is_manager {
            (urls::site(ui.lang, site.id), site.name.clone())
        } else {
            (urls::reports(ui.lang), ui.text.stalls_reports())
        }
    }

    /// A link to a page about the same season.
    fn of_season(&self, path: &str, more: &[(&str, &str)]) -> String {
        let season = self.season.to_string();
        let query: Vec<(&str, &str)> = [("season", season.as_str())].into_iter().chain(more.iter().copied()).collect();
        urls::with_query(path, &query)
    }

    /// What is nothing is not told.
    fn stats(&self, ui: &Ui) -> Markup {
        let (text, total) = (ui.text, &self.figures.total);
        let of = |part: usize, whole: usize| named::PartWhole { part: ui.count(part), whole: ui.count(whole) };
        let shown = |part: usize, whole: usize| percent(ui, share(part, whole));
        let cancelled = (self.record.cancelled > 0).then(|| text.reports_cancelled(ui.count(self.record.cancelled)));
        let walked_in = (total.walked_in > 0).then(|| text.reports_walked_in(ui.count(total.walked_in)));
        html! {
            ul class="stats" {
                (stat(&text.reports_held(), html! { (ui.count(self.figures.days.len())) }, cancelled.as_deref()))
                (stat(&text.reports_capacity(), shown(total.taken, total.usable), Some(&text.reports_of_stalls(of(total.taken, total.usable)))))
                @if total.asked > 0 { (stat(&text.reports_placed(), shown(total.placed, total.asked), Some(&text.reports_of_requests(of(total.placed, total.asked))))) }
                @if total.placed > 0 { (stat(&text.reports_came(), shown(total.came, total.placed), Some(&self.came(ui)))) }
                @if total.given + total.walked_in > 0 { (stat(&text.reports_given(), html! { (text.reports_times(ui.count(total.given))) }, walked_in.as_deref())) }
                @if total.wished > 0 {
                    (stat(&text.reports_on_wish(), shown(total.on_wish, total.wished), Some(&text.reports_of_wishes(of(total.on_wish, total.wished)))))
                    (stat(&text.reports_on_best(), shown(total.on_best, total.wished), Some(&text.reports_of_wishes(of(total.on_best, total.wished)))))
                    (stat(&text.reports_spread(), spread(ui, self.figures.spread), Some(&text.reports_spread_note())))
                }
            }
        }
    }

    fn came(&self, ui: &Ui) -> String {
        let total = &self.figures.total;
        let (part, whole) = (ui.count(total.came), ui.count(total.placed));
        if total.no_show == 0 {
            return ui.text.reports_of_placed(named::PartWhole { part, whole });
        }
        ui.text.reports_of_placed_missing(named::MissingPartWhole { missing: ui.count(total.no_show), part, whole })
    }

    fn notes(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! { @if self.figures.total.wished > 0 {
            p class="muted small" { (text.reports_goodness_note()) }
            p class="muted small" { (text.reports_spread_how()) }
        } }
    }

    fn ways(&self, ui: &Ui) -> Markup {
        let (site, text) = (self.record.site.id, ui.text);
        let report = urls::site_report(ui.lang, site);
        let file = urls::site_report_csv(ui.lang, site);
        let names = urls::site_names(ui.lang, site);
        html! {
            div class="cluster no-print" {
                a class="btn" href=(self.of_season(&report, &[("print", "yes")])) { (icon("print")) span { (text.reports_print()) } }
                @if self.is_manager { a class="btn" href=(self.of_season(&names, &[("what", "sellers")])) { (icon("download")) span { (text.reports_csv_sellers()) } } }
                @else { a class="btn" href=(self.of_season(&file, &[("rows", "sellers")])) download { (icon("download")) span { (text.reports_csv_sellers()) } } }
                a class="btn" href=(self.of_season(&file, &[("rows", "days")])) download { (icon("download")) span { (text.reports_csv_days()) } }
                a class="btn" href=(self.of_season(&urls::site_rerun(ui.lang, site), &[])) { (icon("swap")) span { (text.reports_rerun_title()) } }
                @if self.is_manager { a class="btn" href=(self.of_season(&urls::site_council(ui.lang, site), &[])) { (icon("document")) span { (text.stalls_council_papers()) } } }
            }
        }
    }
}
