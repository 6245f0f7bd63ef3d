//! A producer's goods.
use super::licences::{ending_notice, lack_badge, lack_words};
use super::{fate_badge, fate_deed, fate_words, hidden_notice, stock_badge};
use crate::catalogue::licences::model::Standing;
use crate::catalogue::model::{Fate, Good, Shop};
use crate::kernel::ids::ProductId;
use crate::ui::empty::Empty;
use crate::ui::parts::price;
use crate::ui::photo::{Fetch, small};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/goods.
pub(in crate::catalogue) struct MyGoods {
    pub goods: Vec<Good>,
    pub shop: Option<Shop>,
    /// Those just taken off, which can be put back, with their names.
    pub taken_off: Vec<(ProductId, String)>,
    /// What became of those that buyers do not see.
    pub fates: Vec<(ProductId, Fate)>,
    /// What licences they lack, and which end soon.
    pub standing: Standing,
    /// How many wait for a good.
    pub waiting: Vec<(ProductId, i64)>,
}

impl Page for MyGoods {
    fn title(&self, ui: &Ui) -> String {
        ui.text.catalogue_goods_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let new = urls::my_good_new(ui.lang);
        html! {
            div class="narrow stack" {
                div class="page-head" {
                    h1 { (self.title(ui)) }
                    @if !self.goods.is_empty() {
                        div class="cluster" {
                            a class="btn btn-primary" href=(new) { (icon("plus")) span { (ui.text.catalogue_good_new()) } }
                            @if let Some(shop) = self.shop.as_ref().filter(|shop| shop.hidden_at.is_none()) {
                                a class="btn" href=(urls::shop(ui.lang, &shop.code)) { (icon("stall")) span { (ui.text.catalogue_shop_see()) } }
                            }
                        }
                    }
                }
                @if let Some(shop) = &self.shop { (hidden_notice(ui, shop)) }
                @for (good, name) in &self.taken_off {
                    div class="notice undo" role="status" {
                        (icon("trash")) p { (ui.text.catalogue_removed(name.as_str())) }
                        form method="post" action=(urls::my_good_put_back(ui.lang, *good)) {
                            button class="btn btn-on" { (icon("undo")) span { (ui.text.catalogue_put_back()) } }
                        }
                    }
                }
                @for licence in &self.standing.ending { (ending_notice(ui, licence)) }
                @if self.goods.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.catalogue_goods_empty_title(), text: ui.text.catalogue_goods_empty_text(),
                        action: Some((new, "camera", ui.text.catalogue_good_first())) }.render())
                } @else {
                    ul class="rows" { @for good in &self.goods { li { (self.row(ui, good)) } } }
                }
            }
        }
    }
}

impl MyGoods {
    fn fate(&self, good: &Good) -> Option<&Fate> {
        let of_this = self.fates.iter().rfind(|(id, _)| *id == good.id);
        of_this.filter(|_| !good.is_seen).map(|(_, fate)| fate)
    }

    fn row(&self, ui: &Ui, good: &Good) -> Markup {
        let waiting = self.waiting.iter().find(|(id, _)| *id == good.id).map(|(_, count)| *count);
        html! {
            div class="row" {
                (small(ui, good.photo.as_deref(), &good.category, Fetch::Later))
                div class="row-main" {
                    a class="row-title" href=(urls::my_good(ui.lang, good.id)) dir="auto" { (good.name) }
                    div class="row-note" { (price(ui, good.tag())) }
                    (stock_badge(ui, good))
                    @if let Some(fate) = self.fate(good) { " " (fate_badge(ui, fate)) p class="row-note" { (fate_words(ui, fate, ui.text.catalogue_waiting_next())) }
                        @if let Some(deed) = fate_deed(ui, fate) { p { a class="more" href=(urls::my_good(ui.lang, good.id)) { (icon("edit")) span { (deed) } } } } }
                    @if let Some(lack) = self.standing.of(&good.category) { " " (lack_badge(ui, lack)) (lack_words(ui, lack)) }
                    @if let Some(count) = waiting { span class="badge badge-warn" { (icon("bell")) (waiting_words(ui, count)) } }
                }
                div class="row-end pair" {
                    a class="btn" href=(urls::my_good_stock(ui.lang, good.id)) { (icon("plus")) span { (ui.text.catalogue_stock()) } }
                    a class="btn" href=(urls::my_batches(ui.lang, good.id)) { (icon("calendar")) span { (ui.text.batches_link()) } }
                    form method="post" action=(urls::my_good_stock(ui.lang, good.id)) {
                        @if good.is_sold_out() {
                            button class="btn" name="do" value="back" { (icon("check")) span { (ui.text.catalogue_back()) } }
                        } @else {
                            button class="btn" name="do" value="gone" { (icon("close")) span { (ui.text.catalogue_sold_out()) } }
                        }
                    }
                }
            }
        }
    }
}

/// How many wait for a good that is sold out.
fn waiting_words(ui: &Ui, count: i64) -> String {
    match count {
        1 => ui.text.catalogue_waits_one(),
        many => ui.text.catalogue_wait_many(ui.number(many)),
    }
}
