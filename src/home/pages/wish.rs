//! Where whoever was told by SMS of a good says that they want no more of them.
use crate::ui::parts::page_head;
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /w/{code}.
pub(in crate::home) struct WishPage {
    pub code: String,
    /// Whether the number may still be told of goods.
    pub is_told: bool,
}

impl Page for WishPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.home_wish_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                @if self.is_told {
                    (page_head(None, &self.title(ui), Some(&ui.text.home_wish_lead())))
                    form method="post" action=(urls::wish(ui.lang, &self.code)) {
                        button class="btn btn-primary btn-big btn-wide" { (icon("close")) span { (ui.text.home_wish_stop()) } }
                    }
                } @else {
                    (page_head(None, &self.title(ui), Some(&ui.text.home_wish_stopped())))
                    a class="btn" href=(urls::goods(ui.lang)) { (icon("basket")) span { (ui.text.home_all_goods()) } }
                }
            }
        }
    }
}
