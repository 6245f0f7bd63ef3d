//! The page of one shop.
use super::filters::Filters;
use super::reviews::Named;
use super::{FIRST_VIEW, data, grid_of_shop, stall_line, stall_on_plan};
use crate::catalogue::licences::model::SeenLicence;
use crate::catalogue::pages::licences::licences_seen;
use crate::home::forms::Chosen;
use crate::home::model::{Goods, Reviews, ShopFace};
use crate::i18n::named;
use crate::stalls::queries::ComingStall;
use crate::ui::empty::Empty;
use crate::ui::parts::pager;
use crate::ui::photo::for_sharing;
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /s/{code}.
pub(in crate::home) struct ShopPage {
    pub shop: ShopFace,
    pub stall: Option<ComingStall>,
    pub chosen: Chosen,
    pub goods: Goods,
    pub licences: Vec<SeenLicence>,
    pub reviews: Reviews,
    /// Whether this is not the first part of its goods.
    pub is_later: bool,
}

impl Page for ShopPage {
    fn title(&self, _: &Ui) -> String {
        self.shop.name.clone()
    }

    fn description(&self, ui: &Ui) -> String {
        ui.text.home_shop_description(named::CityName { city: self.shop.city(ui.lang), name: self.shop.name.as_str() })
    }

    fn picture(&self) -> Option<String> {
        self.goods.cards.iter().find_map(|card| card.photo.as_deref()).map(for_sharing)
    }

    fn structured(&self, ui: &Ui) -> Option<serde_json::Value> {
        Some(data::shop(ui, (&self.shop, &self.reviews.rating), self.picture()))
    }

    fn feed(&self, ui: &Ui) -> Option<String> {
        Some(urls::shop_feed(ui.lang, &self.shop.code))
    }

    fn body(&self, ui: &Ui) -> Markup {
        let shop = &self.shop;
        let filters = Filters { chosen: &self.chosen, path: urls::shop(ui.lang, &shop.code), kept: &[] };
        let older = self.goods.more_after.as_deref().map(|code| filters.url(&[("after", code)]));
        html! {
            div class="stack" {
                header class={ "panel awning awning-" (shop.awning()) " shop-head" } { div class="shop-head-in" {
                    span class="shop-face" aria-hidden="true" { (shop.initial()) }
                    div class="stack stack-s" {
                        h1 dir="auto" { (shop.name) }
                        p class="muted cluster" { (icon("pin")) (shop.city(ui.lang)) }
                    }
                } }
                @if let Some(stall) = &self.stall {
                    p { a class="btn" href=(stall_on_plan(ui, stall)) { (icon("stall")) span { (stall_line(ui, stall)) } } }
                }
                @for line in shop.story.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } }
                @if self.is_long() { (filters.render(ui)) }
                @if self.goods.cards.is_empty() { (self.nothing(ui, &filters)) } @else {
                    h2 { (ui.text.home_shop_goods()) }
                    (grid_of_shop(ui, &self.goods.cards, FIRST_VIEW))
                }
                (pager(ui, self.is_later.then(|| filters.url(&[])), older))
                (licences_seen(ui, &self.licences))
                (self.reviews.section(ui, Named::Goods, &urls::shop(ui.lang, &shop.code)))
                p { a class="more" rel="nofollow" href=(urls::report_shop(ui.lang, &shop.code)) { (icon("warning")) span { (ui.text.moderation_report_shop_link()) } } }
            }
        }
    }
}

/// A shop with fewer goods is looked over at once.
const LONG: usize = 6;

impl ShopPage {
    fn is_long(&self) -> bool {
        self.goods.cards.len() > LONG || self.is_later || self.chosen.is_any()
    }

    fn nothing(&self, ui: &Ui, filters: &Filters) -> Markup {
        let text = ui.text;
        let (title, sentence, action) = if self.chosen.is_any() {
            let all = (filters.url_of_all(), "undo", text.home_filter_clear());
            (text.home_filter_none_title(), text.home_filter_none_text(), all)
        } else {
            let goods = (urls::goods(ui.lang), "basket", text.home_all_goods());
            (text.home_shop_empty_title(), text.home_shop_empty_text(), goods)
        };
        Empty { art: "empty-basket", title, text: sentence, action: Some(action) }.render()
    }
}
