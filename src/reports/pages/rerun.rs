//! A season under another rule, beside the same season under its own.
mod altered;

use super::{percent, season_field, season_word, seller_word, spread};
use crate::i18n::named;
use crate::kernel::ids::HouseholdId;
use crate::reports::figures::Figures;
use crate::reports::model::{Seller, Tally, share};
use crate::reports::rerun::{Altered, Order};
use crate::reports::season::Season;
use crate::stalls::model::{Category, MOST_STALLS_EACH, SiteCard};
use crate::ui::form::{Field, Kind, action_row};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use altered::altered;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// So many are named of those who gain or lose most.
const NAMED: usize = 8;

/// GET /sites/{site}/rerun.
pub(crate) struct RerunPage {
    pub site: SiteCard,
    pub season: Season,
    pub categories: Vec<Category>,
    /// What came out; nothing before a rule was changed.
    pub compared: Option<Compared>,
    pub form: Form,
}

/// Both sides.
pub(crate) struct Compared {
    pub unchanged: Figures,
    pub changed: Figures,
    pub sellers: BTreeMap<HouseholdId, Seller>,
    /// In which rules the two sides differ.
    pub altered: Vec<Altered>,
    /// Days that could not be dealt again.
    pub unread: usize,
    /// Whether earlier days of the season are left out.
    pub is_cut: bool,
}

/// What a seller gains, or loses if it is less than nothing.
struct Difference {
    household: HouseholdId,
    /// What was got for a request on average, as it was and under the other rule.
    goodness: [i64; 2],
    placed: [usize; 2],
}

impl Difference {
    fn gain(&self) -> (i64, i64) {
        let placed = |at: usize| i64::try_from(self.placed.get(at).copied().unwrap_or(0)).unwrap_or(0);
        let [was, would] = self.goodness;
        (would - was, placed(1) - placed(0))
    }
}

impl Compared {
    /// Everyone for whom something differs, who gains most first.
    fn differences(&self) -> Vec<Difference> {
        let mut found: Vec<Difference> = self
            .unchanged
            .households
            .iter()
            .filter_map(|was| {
                let would = self.changed.household(was.household)?;
                Some(Difference {
                    household: was.household,
                    goodness: [was, would].map(|of| of.for_asking.unwrap_or(0)),
                    placed: [was, would].map(|of| of.tally.placed),
                })
            })
            .filter(|difference| difference.gain() != (0, 0))
            .collect();
        found.sort_by_key(|difference| std::cmp::Reverse(difference.gain()));
        found
    }
}

impl Page for RerunPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.reports_rerun_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let report =
            urls::with_query(&urls::site_report(ui.lang, self.site.id), &[("season", &self.season.to_string())]);
        let word = ui
            .text
            .reports_of_season(named::SeasonSite { season: season_word(ui, self.season), site: &self.site.name });
        html! {
            div class="stack" {
                (page_head(Some((report, word)), &ui.text.reports_rerun_title(), Some(&ui.text.reports_rerun_lead())))
                (self.form.summary(ui))
                @match &self.compared {
                    Some(compared) => {
                        details class="panel no-print" { summary { (ui.text.reports_rerun_other()) } (self.rules(ui)) }
                        (self.result(ui, compared))
                    }
                    None => (self.rules(ui)),
                }
            }
        }
    }
}

impl RerunPage {
    /// What was changed comes first, then what came of it.
    fn result(&self, ui: &Ui, compared: &Compared) -> Markup {
        let (text, differences) = (ui.text, compared.differences());
        let dealt = ui.count(compared.unchanged.days.len());
        let gain: Vec<&Difference> = differences.iter().filter(|of| of.gain() > (0, 0)).take(NAMED).collect();
        let lose: Vec<&Difference> = differences.iter().rev().filter(|of| of.gain() < (0, 0)).take(NAMED).collect();
        html! {
            @if compared.unchanged.days.is_empty() { p class="muted" { (text.reports_nothing()) } }
            @else { section class="stack" {
                (altered(ui, &compared.altered, &self.categories))
                p { (if compared.is_cut { text.reports_rerun_days(dealt) } else { text.reports_rerun_all(dealt) }) }
                @if compared.unread > 0 { p { (text.reports_rerun_unread(ui.count(compared.unread))) } }
                (table(ui, compared))
                p class="muted small" { (text.reports_rerun_late()) }
                p class="muted small" { (text.reports_spread_note()) " " (text.reports_spread_how()) }
                p class="muted small" { (text.reports_for_asking_note()) }
                (movers(ui, &text.reports_rerun_gain(), (gain.as_slice(), compared)))
                (movers(ui, &text.reports_rerun_lose(), (lose.as_slice(), compared)))
            } }
        }
    }

    fn rules(&self, ui: &Ui) -> Markup {
        let (text, form) = (ui.text, &self.form);
        let same = (String::new(), text.reports_rerun_as_it_was());
        let choice = |value: &str, word: String| (value.to_owned(), word);
        let answers = [same.clone(), choice("yes", text.reports_rerun_yes()), choice("no", text.reports_rerun_no())];
        let limits: Vec<(String, String)> = [same.clone(), choice("none", text.stalls_settings_no_limit())]
            .into_iter()
            .chain((1..=MOST_STALLS_EACH).map(|most| (most.to_string(), ui.number(most.into()))))
            .collect();
        let orders = [
            same,
            choice(Order::Seniority.as_str(), text.reports_rerun_seniority()),
            choice(Order::Rotating.as_str(), text.reports_rerun_rotating()),
        ];
        let categories: Vec<(String, String)> = std::iter::once(choice("", text.reports_rerun_category_none()))
            .chain(self.categories.iter().map(|category| choice(&category.code, category.name(ui.lang).to_owned())))
            .collect();
        html! {
            form class="form stack narrow no-print" action=(urls::site_rerun(ui.lang, self.site.id)) {
                (season_field(ui, form))
                (Field::new(form, "max-each", text.reports_rerun_max()).select(ui, &limits))
                (Field::new(form, "ab-list", text.reports_rerun_lists()).select(ui, &answers))
                (Field::new(form, "refused-first", text.reports_rerun_refused()).select(ui, &answers))
                (Field::new(form, "order", text.reports_rerun_order()).select(ui, &orders))
                (Field::new(form, "category", text.reports_rerun_category()).select(ui, &categories))
                (Field::new(form, "category-most", text.reports_rerun_category_most()).hint(text.reports_rerun_category_hint()).kind(Kind::Number).optional().input(ui))
                input type="hidden" name="do" value="deal";
                (action_row(&text.reports_rerun_go(), "swap", None))
            }
        }
    }
}

fn table(ui: &Ui, compared: &Compared) -> Markup {
    let text = ui.text;
    let sides = [(&compared.unchanged, text.reports_rerun_was()), (&compared.changed, text.reports_rerun_would())];
    let row = |label: String, value: &dyn Fn(&Figures) -> Markup| {
        html! { tr { th scope="row" { (label) } @for (side, word) in &sides { td class="n" data-label=(word) { (value(side)) } } } }
    };
    let of = |part: fn(&Tally) -> usize, whole: fn(&Tally) -> usize| {
        move |side: &Figures| {
            html! {
                @let (part, whole) = (part(&side.total), whole(&side.total));
                div { (percent(ui, share(part, whole))) }
                div { (ui.text.reports_out_of(named::PartWhole { part: ui.count(part), whole: ui.count(whole) })) }
            }
        }
    };
    html! {
        table class="table table-pairs" {
            caption { (text.reports_rerun_compared()) }
            thead { tr { th scope="col" { (text.reports_rerun_figure()) } @for (_, word) in &sides { th scope="col" class="n" { (word) } } } }
            tbody {
                (row(text.reports_rerun_placed(), &of(|tally| tally.placed, |tally| tally.asked)))
                (row(text.reports_capacity(), &of(|tally| tally.taken, |tally| tally.usable)))
                @if compared.unchanged.total.wished > 0 {
                    (row(text.reports_on_wish(), &of(|tally| tally.on_wish, |tally| tally.wished)))
                    (row(text.reports_on_best(), &of(|tally| tally.on_best, |tally| tally.wished)))
                    (row(text.reports_spread(), &|side: &Figures| spread(ui, side.spread)))
                }
            }
        }
    }
}

/// Who gains or loses, with what they got under the rules of the days and under the other rule.
fn movers(ui: &Ui, title: &str, (found, compared): (&[&Difference], &Compared)) -> Markup {
    let text = ui.text;
    let moved = |figure: String, [was, would]: [String; 2]| {
        text.reports_rerun_moved(named::FigureWasWould { figure, was, would })
    };
    html! {
        section class="stack stack-s" {
            h2 { (title) }
            @if found.is_empty() { p { (text.reports_rerun_nobody()) } }
            @else { ul class="rows" { @for of in found { li { div class="row" { span class="row-main" {
                b class="row-title" { bdi { (seller_word(ui, compared.sellers.get(&of.household))) } }
                span class="row-note" { (moved(text.reports_col_placed(), of.placed.map(|placed| ui.count(placed)))) }
                span class="row-note" { (moved(text.reports_col_for_asking(), of.goodness.map(|goodness| ui.tenths(goodness)))) }
            } } } } } }
        }
    }
}
