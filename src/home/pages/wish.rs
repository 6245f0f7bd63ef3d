//! Where whoever was told by SMS of a good says that they want no more of them.
use crate::catalogue::model::WishLink;
use crate::ui::parts::page_head;
use crate::ui::{Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /w/{code}.
pub(in crate::home) struct WishPage {
    pub code: String,
    pub link: WishLink,
}

impl Page for WishPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.home_wish_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let lead = match self.link {
            WishLink::Told => ui.text.home_wish_lead(),
            WishLink::Stopped => ui.text.home_wish_stopped(),
            WishLink::Over => ui.text.home_wish_over(),
        };
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&lead)))
                @if self.link == WishLink::Told {
                    form method="post" action=(urls::wish(ui.lang, &self.code)) {
                        button class="btn btn-primary btn-big btn-wide" { (icon("close")) span { (ui.text.home_wish_stop()) } }
                    }
                } @else {
                    a class="btn" href=(urls::goods(ui.lang)) { (icon("basket")) span { (ui.text.home_all_goods()) } }
                }
            }
        }
    }
}
