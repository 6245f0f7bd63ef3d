//! What the marketplace is, and the page a phone shows without a network.
use crate::ui::empty::Empty;
use crate::ui::parts::page_head;
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /about.
pub(in crate::home) struct About;

impl Page for About {
    fn title(&self, ui: &Ui) -> String {
        ui.text.home_about_title(ui.public_name.as_str())
    }

    fn body(&self, ui: &Ui) -> Markup {
        let text = ui.text;
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&text.home_about_lead())))
                (part("basket", &text.home_about_buy_title(), &text.home_about_buy()))
                (part("stall", &text.home_about_market_title(), &text.home_about_market()))
                (part("sell", &text.home_about_sell_title(), &text.home_about_sell()))
                (part("lock", &text.home_about_privacy_title(), &text.home_about_privacy()))
                div class="cluster" {
                    a class="btn btn-primary" href=(urls::goods(ui.lang)) { (icon("basket")) span { (text.home_hero_go()) } }
                    a class="btn" href=(urls::market_days(ui.lang)) { (icon("calendar")) span { (text.app_market_days()) } }
                }
            }
        }
    }
}

fn part(drawing: &str, title: &str, sentences: &str) -> Markup {
    html! { section class="panel stack stack-s" { h2 class="cluster" { (icon(drawing)) (title) } p { (sentences) } } }
}

/// GET /offline, which the service worker keeps.
pub(in crate::home) struct Offline;

impl Page for Offline {
    fn title(&self, ui: &Ui) -> String {
        ui.text.offline_title()
    }

    fn body(&self, ui: &Ui) -> Markup {
        Empty { art: "offline", title: ui.text.offline_title(), text: ui.text.offline_text(), action: None }.as_page()
    }
}
