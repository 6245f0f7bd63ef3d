//! The first page.
use super::{grid, shop_row, tiles};
use crate::catalogue::model::Category;
use crate::home::model::{GoodCard, ShopFace};
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /.
pub(in crate::home) struct First {
    pub categories: Vec<Category>,
    pub newest: Vec<GoodCard>,
    pub shops: Vec<ShopFace>,
}

impl Page for First {
    fn title(&self, ui: &Ui) -> String {
        ui.public_name.clone()
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack stack-l" {
                (hero(ui))
                section class="stack" { h2 { (ui.text.home_categories()) } (tiles(ui, &self.categories, None)) }
                @if !self.newest.is_empty() {
                    section class="stack" {
                        div class="section-head" {
                            h2 { (ui.text.home_newest()) }
                            a class="more" href=(urls::goods(ui.lang)) { (ui.text.home_all_goods()) " " (icon("next")) }
                        }
                        (grid(ui, &self.newest, 0))
                    }
                }
                @if !self.shops.is_empty() {
                    section class="stack" {
                        h2 { (ui.text.home_shops()) }
                        ul class="rows" { @for shop in &self.shops { li { (shop_row(ui, shop)) } } }
                    }
                }
            }
        }
    }
}

fn hero(ui: &Ui) -> Markup {
    html! {
        section class="hero" {
            div class="hero-text" {
                h1 { (ui.text.home_hero_title()) }
                p { (ui.text.home_hero_text()) }
                a class="btn btn-sale btn-big" href=(urls::goods(ui.lang)) { (icon("basket")) span { (ui.text.home_hero_go()) } }
            }
            img src=(crate::ui::art("bazaar")) width="420" height="240" alt="";
        }
    }
}
