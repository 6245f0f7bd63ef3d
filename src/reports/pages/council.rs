//! The papers for the council: the plan to scale, the stalls, the mix of trades, the rules in words and the attendance. The
//! copy without names tells of no person and no shop: it is given none.
mod stalls;
mod words;

use super::{percent, season_word};
use crate::i18n::named;
use crate::reports::council::{Counted, DealtBy, Size, Trade};
use crate::reports::model::share;
use crate::reports::season::Season;
use crate::stalls::model::{Category, DayCard, Drawing, DrawnStall, SiteCard};
use crate::stalls::parts::{Cell, Look, Plan, Tap, category_name, hours, on_paper, printed_at, scale_legend};
use crate::ui::parts::{page_head, print_button};
use crate::ui::{Frame, Page, Ui};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// What a pack is about.
#[derive(Clone, Debug)]
pub(crate) enum PackOf {
    Day(DayCard),
    Season(Season),
}

/// GET /sites/{site}/council.
pub(crate) struct Pack {
    pub site: SiteCard,
    pub of: PackOf,
    pub drawing: Drawing,
    pub categories: Vec<Category>,
    pub counted: Counted,
    pub dealt_by: DealtBy,
    pub has_names: bool,
    pub now: NaiveDateTime,
}

impl Page for Pack {
    fn title(&self, ui: &Ui) -> String {
        match &self.of {
            PackOf::Day(day) => {
                ui.text.reports_council_of_day(named::DateSite { date: ui.full_date(day.day), site: &self.site.name })
            }
            PackOf::Season(season) => {
                let season = season_word(ui, *season);
                ui.text.reports_of_season(named::SeasonSite { season, site: &self.site.name })
            }
        }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            div class="stack" {
                div class="no-print stack" {
                    (page_head(Some(self.back(ui)), &text.stalls_council_papers(), Some(&text.reports_council_hint())))
                    nav class="tabs" aria-label=(text.stalls_council_papers()) {
                        a href=(self.without_names(ui)) aria-current=[(!self.has_names).then_some("page")] { (text.reports_council_without_names()) }
                        a href=(self.with_names(ui)) aria-current=[self.has_names.then_some("page")] { (text.reports_council_with_names()) }
                    }
                    p { (print_button(&text.app_print())) }
                }
                (self.plan(ui))
                section class="pack stack" {
                    (self.size(ui))
                    (self.trades(ui))
                    (self.attendance(ui))
                    (self.rules(ui))
                }
                section class="pack pack-list stack" { (self.stalls(ui)) (self.sellers(ui)) }
                p class="small muted" { (text.stalls_paper_made(printed_at(ui, self.now))) }
            }
        }
    }
}

impl Pack {
    fn back(&self, ui: &Ui) -> (String, String) {
        match &self.of {
            PackOf::Day(day) => (urls::day(ui.lang, day.id), ui.date(day.day)),
            PackOf::Season(season) => {
                let path = urls::site_report(ui.lang, self.site.id);
                (urls::with_query(&path, &[("season", &season.to_string())]), season_word(ui, *season))
            }
        }
    }

    /// What the papers are about, as an address says it.
    fn about(&self) -> (&'static str, String) {
        match &self.of {
            PackOf::Day(day) => ("day", day.id.to_string()),
            PackOf::Season(season) => ("season", season.to_string()),
        }
    }

    fn without_names(&self, ui: &Ui) -> String {
        let (name, value) = self.about();
        urls::with_query(&urls::site_council(ui.lang, self.site.id), &[(name, &value)])
    }

    /// Where the copy with names is asked for.
    fn with_names(&self, ui: &Ui) -> String {
        let (name, value) = self.about();
        urls::with_query(&urls::site_names(ui.lang, self.site.id), &[("what", "council"), (name, &value)])
    }

    fn plan(&self, ui: &Ui) -> Markup {
        let cell = |stall: &DrawnStall| Cell { look: self.look(stall), name: None, tap: Tap::Nothing };
        let plan = Plan { title: self.title(ui), drawing: &self.drawing, cell: &cell };
        let looks: &[Look] =
            if self.is_of_a_day() { &[Look::Free, Look::Taken, Look::Blocked] } else { &[Look::Free, Look::Blocked] };
        on_paper(
            ("print-plan", &self.drawing),
            &html! {
                h2 { (self.title(ui)) }
                @if !self.site.address.is_empty() { p dir="auto" { (self.site.address) } }
                (plan.to_scale(ui))
                (scale_legend(ui, looks))
            },
        )
    }

    fn is_of_a_day(&self) -> bool {
        matches!(self.of, PackOf::Day(_))
    }

    fn look(&self, stall: &DrawnStall) -> Look {
        if stall.is_blocked() {
            Look::Blocked
        } else if self.is_of_a_day() && self.counted.uses.contains_key(&stall.id) {
            Look::Taken
        } else {
            Look::Free
        }
    }

    fn size(&self, ui: &Ui) -> Markup {
        let (text, size, total) = (ui.text, Size::of(&self.drawing), &self.counted.total);
        let metres = text.reports_council_metres(ui.tenths(size.usable_cm * 10));
        html! {
            section class="stack" {
                h2 { (text.reports_council_capacity()) }
                dl class="facts" {
                    (fact(&text.reports_council_stalls(), &ui.count(size.stalls)))
                    (fact(&text.reports_council_usable(), &ui.count(size.usable)))
                    (fact(&text.reports_council_width(), &metres))
                    @match &self.of {
                        PackOf::Day(day) => (fact(&text.reports_council_hours(), &hours(ui, day))),
                        PackOf::Season(_) => (fact(&text.reports_council_days(), &ui.count(self.counted.days))),
                    }
                    div { dt { (text.reports_capacity()) } dd { div { (percent(ui, share(total.taken, total.usable))) } div { (text.reports_out_of(named::PartWhole { part: ui.count(total.taken), whole: ui.count(total.usable) })) } } }
                }
            }
        }
    }

    fn trades(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        let row = |trade: &Trade| {
            html! { tr {
                th scope="row" { (category_name(&self.categories, &trade.category, ui.lang)) }
                td class="n" data-label=(text.reports_council_sellers()) { (ui.count(trade.sellers)) }
                td class="n" data-label=(self.stalls_word(ui)) { (ui.count(trade.stalls)) }
                td class="n" data-label=(text.reports_council_share()) { (percent(ui, share(trade.stalls, self.counted.total.taken))) }
            } }
        };
        html! {
            section class="stack" {
                h2 { (text.reports_council_trades()) }
                @if self.counted.trades.is_empty() { p class="muted" { (text.reports_council_nobody()) } }
                @else { table class="table table-pairs" {
                    thead { tr {
                        th scope="col" { (text.reports_council_trade()) }
                        th scope="col" class="n" { (text.reports_council_sellers()) }
                        th scope="col" class="n" { (self.stalls_word(ui)) }
                        th scope="col" class="n" { (text.reports_council_share()) }
                    } }
                    tbody { @for trade in &self.counted.trades { (row(trade)) } }
                } }
            }
        }
    }

    fn stalls_word(&self, ui: &Ui) -> String {
        if self.is_of_a_day() { ui.text.reports_col_taken() } else { ui.text.reports_council_stall_days() }
    }
}

fn fact(label: &str, value: &str) -> Markup {
    html! { div { dt { (label) } dd { (value) } } }
}
