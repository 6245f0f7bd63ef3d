//! What buyers want of a shop every week: what to make for which weekday, and of whom each is.
use super::standing::{what, when_and_where};
use crate::i18n::named;
use crate::kernel::ids::StandingId;
use crate::orders::model::standing::{Standing, to_make};
use crate::ui::empty::Empty;
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/orders/weekly and its refused forms.
pub(in crate::orders) struct StandingList {
    pub standing: Vec<Standing>,
    /// The one whose form came back.
    pub refused: Option<StandingId>,
    pub form: Form,
}

impl Page for StandingList {
    fn title(&self, ui: &Ui) -> String {
        ui.text.weekly_shop_title()
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
                (page_head(Some((urls::my_orders(ui.lang), ui.text.orders_shop_title())), &self.title(ui), Some(&ui.text.weekly_shop_lead())))
                (self.form.summary(ui))
                @if self.standing.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.weekly_shop_none(), text: ui.text.weekly_shop_none_text(), action: None }.render())
                } @else {
                    section class="panel panel-quiet stack" {
                        h2 { (ui.text.weekly_to_make()) }
                        ul class="rows" { @for sum in to_make(&self.standing) { li class="row" {
                            (icon("calendar"))
                            span class="row-main" {
                                span class="row-title" { (ui.text.weekly_every(ui.weekday_name(sum.weekday))) }
                                span class="row-note" dir="auto" { (sum.name) }
                            }
                            span class="row-end" { b { (ui.quantity(sum.quantity, sum.unit)) } }
                        } } }
                    }
                    @for one in &self.standing { (self.one(ui, one)) }
                }
            }
        }
    }
}

impl StandingList {
    fn one(&self, ui: &Ui, one: &Standing) -> Markup {
        let is_refused = self.refused == Some(one.id);
        let typed = if is_refused { self.form.fields.text("reason") } else { "" };
        let field = format!("reason-{}", one.id);
        html! {
            section class="panel stack stack-s" {
                p class="cluster" { (icon("person")) b dir="auto" { (one.buyer) } }
                p dir="auto" { (what(ui, one)) }
                p { (when_and_where(ui, &one.choice)) }
                p class="muted" { (ui.text.weekly_next(ui.near_date(one.next_on))) }
                details open[is_refused] { summary { (ui.text.weekly_decline()) }
                    form class="stack" method="post" action=(urls::my_standing_one(ui.lang, one.id)) {
                        div class="field" {
                            label for=(field) { (ui.text.orders_reason()) " " span class="muted" { (ui.text.form_optional()) } }
                            p class="hint" id={ (field) "-hint" } { (ui.text.orders_reason_hint()) }
                            input id=(field) name="reason" type="text" autocomplete="off" dir="auto" value=(typed) aria-describedby={ (field) "-hint" };
                        }
                        button class="btn btn-danger" { (icon("close")) span { (ui.text.weekly_decline_do()) } }
                        p class="muted small" { (ui.text.weekly_decline_note(named::NameQuantity { name: one.buyer.as_str(), quantity: what(ui, one) })) }
                    } }
            }
        }
    }
}
