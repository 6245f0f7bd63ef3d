//! The page of one shop.
use super::{FIRST_VIEW, grid_of_shop, stall_line, stall_on_plan};
use crate::home::model::{Goods, ShopFace};
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
    pub goods: Goods,
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

    fn body(&self, ui: &Ui) -> Markup {
        let shop = &self.shop;
        let url = urls::shop(ui.lang, &shop.code);
        let older = self.goods.more_after.as_deref().map(|code| urls::with_query(&url, &[("after", code)]));
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
                @if self.goods.cards.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.home_shop_empty_title(), text: ui.text.home_shop_empty_text(),
                        action: Some((urls::goods(ui.lang), "basket", ui.text.home_all_goods())) }.render())
                } @else {
                    h2 { (ui.text.home_shop_goods()) }
                    (grid_of_shop(ui, &self.goods.cards, FIRST_VIEW))
                }
                (pager(ui, self.is_later.then_some(url), older))
            }
        }
    }
}
