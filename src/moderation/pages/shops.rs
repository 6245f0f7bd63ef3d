//! Shops and whether they are trusted.
use crate::kernel::clock::tehran_day;
use crate::moderation::model::{SeenReview, ShopCard};
use crate::ui::empty::Empty;
use crate::ui::form::Field;
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /moderation/shops.
pub(in crate::moderation) struct Shops {
    pub rows: Vec<ShopCard>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Shops {
    fn title(&self, ui: &Ui) -> String {
        ui.text.moderation_shops()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::moderation_shops(ui.lang);
        let last = self.rows.last().filter(|_| self.has_more);
        let older = last.map(|row| urls::with_query(&path, &[("before", &row.id.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::moderation(ui.lang), ui.text.moderation_title())), &self.title(ui), Some(&ui.text.moderation_shops_lead())))
                @if self.rows.is_empty() {
                    (Empty { art: "bazaar", title: ui.text.moderation_shops_empty_title(), text: ui.text.moderation_shops_empty_text(), action: None }.render())
                }
                ul class="rows" { @for shop in &self.rows { li {
                    a class="row" href=(urls::moderation_shop(ui.lang, shop.id)) {
                        (icon("stall"))
                        span class="row-main" { span class="row-title" dir="auto" { (shop.name) } span class="row-note" { (ui.text.moderation_shop_since(ui.date(shop.opened_on))) } }
                        span class="row-end" { (trust_badge(ui, shop)) (icon("next")) }
                    }
                } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

fn trust_badge(ui: &Ui, shop: &ShopCard) -> Markup {
    match shop.trusted_since {
        _ if shop.hidden_at.is_some() => badge(Tone::Warn, &ui.text.moderation_hidden()),
        Some(_) => badge(Tone::Ok, &ui.text.moderation_trusted()),
        None => badge(Tone::Muted, &ui.text.moderation_not_trusted()),
    }
}

/// GET /moderation/shops/{shop}.
pub(in crate::moderation) struct ShopPage {
    pub shop: ShopCard,
    /// The name and the story that buyers read.
    pub sign: (String, String),
    /// What they read of its goods.
    pub reviews: Vec<SeenReview>,
    /// Why it is hidden.
    pub form: Form,
}

impl Page for ShopPage {
    fn title(&self, _: &Ui) -> String {
        self.shop.name.clone()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (text, shop) = (ui.text, &self.shop);
        let (lead, action, drawing, word) = match shop.trusted_since {
            Some(since) => {
                (text.moderation_trusted_since(ui.date(since)), "distrust", "close", text.moderation_distrust())
            }
            None => (text.moderation_not_trusted_text(), "trust", "check", text.moderation_trust()),
        };
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::moderation_shops(ui.lang), text.moderation_shops())), &shop.name, Some(&lead)))
                (self.form.summary(ui))
                @if let Some(hidden_at) = shop.hidden_at {
                    div class="notice notice-warn" { (icon("warning")) p { (text.moderation_hidden_since(ui.date(tehran_day(hidden_at)))) } }
                } @else {
                    p { a class="more" href=(urls::shop(ui.lang, &shop.code)) { (icon("stall")) span { (text.catalogue_shop_see()) } } }
                }
                form method="post" action=(urls::moderation_shop(ui.lang, shop.id)) {
                    button class="btn btn-primary" name="do" value=(action) { (icon(drawing)) span { (word) } }
                }
                section class="panel stack" {
                    h2 { (text.moderation_kind_shop()) }
                    p { b dir="auto" { (self.sign.0) } }
                    @for line in self.sign.1.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } }
                    (self.again(ui, "sign"))
                }
                @for review in &self.reviews { (self.review(ui, review)) }
                (self.hiding(ui))
            }
        }
    }
}

impl ShopPage {
    /// Hides the shop, or shows it again.
    fn hiding(&self, ui: &Ui) -> Markup {
        let (text, action) = (ui.text, urls::moderation_shop(ui.lang, self.shop.id));
        html! {
            @if self.shop.hidden_at.is_some() {
                form method="post" action=(action) { button class="btn" name="do" value="show" { (icon("undo")) span { (text.moderation_show()) } } }
            } @else {
                details class="panel" open[!self.form.problems.is_empty()] {
                    summary { (text.moderation_hide_shop()) }
                    form class="stack" method="post" action=(action) {
                        p { (text.moderation_hide_text()) }
                        (Field::new(&self.form, "why", text.moderation_hide_why()).textarea(ui))
                        button class="btn btn-danger" name="do" value="hide" { (icon("close")) span { (text.moderation_hide_go()) } }
                    }
                }
            }
        }
    }

    fn review(&self, ui: &Ui, review: &SeenReview) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.moderation_kind_review()) ": " span dir="auto" { (review.good) } }
                @for line in review.words.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } }
                (self.again(ui, &format!("review:{}", review.id)))
                @if review.answer_seen {
                    h3 { (ui.text.moderation_kind_answer()) }
                    @for line in review.answer.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } }
                    (self.again(ui, &format!("answer:{}", review.id)))
                }
            }
        }
    }

    /// Has what buyers see looked over again; there it is decided whether it stays.
    fn again(&self, ui: &Ui, what: &str) -> Markup {
        html! {
            form method="post" action=(urls::moderation_shop(ui.lang, self.shop.id)) {
                button class="btn" name="again" value=(what) { (icon("history")) span { (ui.text.moderation_look_again()) } }
            }
        }
    }
}
