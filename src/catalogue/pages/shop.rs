//! A producer's own shop: its name, its story, and how to show it to others.
use super::{fate_badge, fate_words, hidden_notice};
use crate::catalogue::model::{SentWords, Shop};
use crate::ui::empty::Empty;
use crate::ui::form::{Field, action_bar};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use maud::{Markup, PreEscaped, html};

/// A public page as a square for a phone's camera, and as a link to send.
pub(in crate::catalogue) struct ShareSquare {
    pub title: String,
    /// The whole address.
    pub link: String,
    /// The drawing of the square.
    pub svg: String,
}

impl ShareSquare {
    pub fn render(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack center" {
                h2 { (self.title) }
                p class="muted" { (ui.text.catalogue_share_text()) }
                (PreEscaped(&self.svg))
                p { a class="more" href=(self.link) { bdi lang="en" dir="ltr" data-latin-digits { (self.link) } } }
            }
        }
    }
}

/// GET /my/shop and its refused form.
pub(in crate::catalogue) struct MyShop {
    pub shop: Option<Shop>,
    pub form: Form,
    pub share: Option<ShareSquare>,
    /// The words that buyers do not read yet; the form is filled with them.
    pub waiting: Option<SentWords>,
    /// Whether buyers review goods here.
    pub has_reviews: bool,
}

impl Page for MyShop {
    fn title(&self, ui: &Ui) -> String {
        ui.text.catalogue_shop_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::account(ui.lang), ui.text.app_place_me())), &self.title(ui), None))
                (self.form.summary(ui))
                @match &self.shop {
                    Some(shop) => (self.face(ui, shop)),
                    None => (Empty { art: "empty-basket", title: ui.text.catalogue_shop_none_title(), text: ui.text.catalogue_shop_none_text(),
                        action: Some((urls::my_good_new(ui.lang), "camera", ui.text.catalogue_good_first())) }.render()),
                }
                @if let Some(share) = &self.share { (share.render(ui)) }
            }
        }
    }
}

impl MyShop {
    fn face(&self, ui: &Ui, shop: &Shop) -> Markup {
        html! {
            (hidden_notice(ui, shop))
            p class="cluster" {
                @if shop.hidden_at.is_none() { a class="btn" href=(urls::shop(ui.lang, &shop.code)) { (icon("stall")) span { (ui.text.catalogue_shop_see()) } } }
                a class="btn" href=(urls::my_licences(ui.lang)) { (icon("document")) span { (ui.text.licences_title()) } }
                @if self.has_reviews { a class="btn" href=(urls::my_reviews(ui.lang)) { (icon("star")) span { (ui.text.reviews_mine_title()) } } }
            }
            @if let Some(SentWords { fate, .. }) = &self.waiting {
                div class="notice" { (icon("info")) div class="stack stack-s" { p { (fate_badge(ui, fate)) } p { (fate_words(ui, fate, ui.text.catalogue_waiting_shop())) } p { (ui.text.catalogue_shop_former(shop.name.as_str())) } } }
            }
            @let draft = ui.viewer.as_ref().and_then(|viewer| viewer.drafts.as_ref());
            form class="form stack" method="post" action=(urls::my_shop(ui.lang)) data-draft=[draft.map(|_| "shop")]
                data-draft-owner=[draft.map(|draft| &draft.owner)] data-draft-half=[draft.map(|draft| &draft.half)] data-draft-after=[draft.map(|_| urls::my_shop(ui.lang))] {
                @if draft.is_some() { (outbox::draft_came_back(ui)) }
                (Field::new(&self.form, "name", ui.text.catalogue_shop_name()).hint(ui.text.catalogue_shop_name_hint()).input(ui))
                (Field::new(&self.form, "story", ui.text.catalogue_shop_story()).hint(ui.text.catalogue_shop_story_hint()).optional().textarea(ui))
                @if draft.is_some() { (outbox::draft_on_its_way(ui)) }
                (action_bar(&ui.text.app_save(), "check", None))
            }
        }
    }
}
