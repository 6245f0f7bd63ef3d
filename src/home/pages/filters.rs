//! What narrows a list: a form that folds away, and a chip for each thing chosen, by which it is taken back.
use crate::home::forms::Chosen;
use crate::home::model::{Order, PublicDay};
use crate::i18n::named;
use crate::kernel::quantity::SellUnit;
use crate::ui::form::{Field, error, tick};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The filters of a list at a path, whose address keeps `kept` whatever is chosen.
pub(super) struct Filters<'a> {
    pub chosen: &'a Chosen,
    pub path: String,
    pub kept: &'a [(&'a str, &'a str)],
}

impl Filters<'_> {
    /// The list with all that is chosen, and with more.
    pub fn url(&self, more: &[(&str, &str)]) -> String {
        self.url_of(&self.chosen.pairs(), more)
    }

    /// The whole list.
    pub fn url_of_all(&self) -> String {
        self.url_of(&[], &[])
    }

    fn url_of(&self, chosen: &[(String, String)], more: &[(&str, &str)]) -> String {
        let chosen = chosen.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = self.kept.iter().copied().chain(chosen).chain(more.iter().copied()).collect();
        urls::with_query(&self.path, &all)
    }

    /// The form and the chips.
    pub fn render(&self, ui: &Ui) -> Markup {
        let form = &self.chosen.form;
        html! {
            (form.summary(ui))
            details class="fold" open[!form.problems.is_empty()] {
                summary { (icon("filter")) (ui.text.home_filter()) }
                form class="panel filters" action=(self.path) {
                    @for (name, value) in self.kept { input type="hidden" name=(name) value=(value); }
                    (self.fields(ui))
                    button class="btn btn-primary" { (icon("check")) span { (ui.text.home_filter_go()) } }
                }
            }
            (self.chips(ui))
        }
    }

    fn fields(&self, ui: &Ui) -> Markup {
        let (form, text) = (&self.chosen.form, ui.text);
        let any = |word: String| (String::new(), word);
        let units = SellUnit::ALL.iter().map(|unit| (unit.as_str().to_owned(), ui.sell_unit(*unit)));
        let by_price = |order: &&Order| !matches!(order, Order::Cheapest | Order::Dearest);
        let orders = self
            .chosen
            .orders
            .iter()
            .filter(|order| ui.prices_in.is_everywhere() || by_price(order))
            .map(|order| (order.as_str().to_owned(), order_word(ui, *order)));
        let days = self.chosen.days.iter().map(|market| (market.day.id.to_string(), day_word(ui, market)));
        html! {
            div id="ready" { (error(form, "ready")) (tick(form, "ready", "yes", text.home_filter_ready())) }
            @if !self.chosen.days.is_empty() || form.problem("day").is_some() {
                (Field::new(form, "day", text.home_filter_day())
                    .select(ui, &std::iter::once(any(text.home_filter_day_any())).chain(days).collect::<Vec<_>>()))
            }
            @if ui.prices_in.is_everywhere() {
                (Field::new(form, "from", text.home_filter_from()).money(ui))
                (Field::new(form, "to", text.home_filter_to()).money(ui))
            }
            (Field::new(form, "unit", text.home_filter_unit())
                .select(ui, &std::iter::once(any(text.home_filter_unit_any())).chain(units).collect::<Vec<_>>()))
            (Field::new(form, "sort", text.home_filter_sort()).select(ui, &orders.collect::<Vec<_>>()))
        }
    }

    fn chips(&self, ui: &Ui) -> Markup {
        let chips = self.words(ui);
        html! {
            @if !chips.is_empty() {
                ul class="chips" aria-label=(ui.text.home_filter_chosen()) {
                    @for (name, word) in &chips {
                        li { a class="chip" rel="nofollow" href=(self.url_of(&self.chosen.pairs_without(name), &[])) {
                            (icon("close")) (word) span class="visually-hidden" { " " (ui.text.home_filter_remove()) }
                        } }
                    }
                    @if chips.len() > 1 {
                        li { a class="chip" href=(self.url_of_all()) { (icon("undo")) (ui.text.home_filter_clear()) } }
                    }
                }
            }
        }
    }

    /// What is chosen: the field and its words.
    fn words(&self, ui: &Ui) -> Vec<(&'static str, String)> {
        let (filter, text) = (&self.chosen.filter, ui.text);
        let words = [
            ("ready", filter.ready.then(|| text.home_filter_ready())),
            ("day", self.chosen.day().map(|market| day_word(ui, market))),
            ("from", filter.least.map(|least| text.home_filter_least(ui.money(least)))),
            ("to", filter.most.map(|most| text.home_filter_most(ui.money(most)))),
            ("unit", filter.unit.map(|unit| text.app_price_per(ui.sell_unit(unit)))),
            ("sort", self.chosen.other_order().map(|order| order_word(ui, order))),
        ];
        words.into_iter().filter_map(|(name, word)| Some((name, word?))).collect()
    }
}

fn order_word(ui: &Ui, order: Order) -> String {
    match order {
        Order::Best => ui.text.home_sort_best(),
        Order::Newest => ui.text.home_sort_newest(),
        Order::Cheapest => ui.text.home_sort_cheapest(),
        Order::Dearest => ui.text.home_sort_dearest(),
        Order::Name => ui.text.home_sort_name(),
    }
}

fn day_word(ui: &Ui, market: &PublicDay) -> String {
    ui.text.home_filter_on(named::DaySite { day: ui.near_date(market.day.day), site: market.site.as_str() })
}
