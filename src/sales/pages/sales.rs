//! A household's sales, and one of them with the ways to take it back.
use super::{goods_words, sale_row};
use crate::i18n::named;
use crate::kernel::ids::SaleId;
use crate::kernel::quantity::Quantity;
use crate::sales::model::{LineRow, SaleRow};
use crate::sales::take_back::{DAYS_TO_UNDO, is_undoable};
use crate::ui::form::{Choice, Field, Kind, choices};
use crate::ui::parts::{page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/sales.
pub(crate) struct Sales {
    pub sales: Vec<SaleRow>,
    /// Whether this is not the first page.
    pub is_later: bool,
    /// The last one shown, when there are more.
    pub older: Option<SaleId>,
}

impl Page for Sales {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_all()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        let list = urls::my_sales(ui.lang);
        let older = self.older.map(|last| urls::with_query(&list, &[("before", &last.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_day(ui.lang), ui.text.app_place_home())), &ui.text.sales_all(), None))
                @if self.sales.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.sales_none_title(), text: ui.text.sales_none_text(),
                        action: Some((urls::sell(ui.lang), "sell", ui.text.app_place_sell())) }.render())
                }
                ul class="rows" { @for sale in &self.sales { (sale_row(ui, sale)) } }
                (pager(ui, self.is_later.then_some(list), older))
            }
        }
    }
}

/// GET /my/sales/{sale} and its refused return.
pub(crate) struct OneSale {
    pub sale: SaleRow,
    pub form: Form,
}

impl Page for OneSale {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_one_title(ui.date(self.sale.sold_on))
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        let sale = &self.sale;
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_sales(ui.lang), ui.text.sales_all())), &self.title(ui), None))
                (self.form.summary(ui))
                @if sale.on_behalf { div class="notice" role="status" { (icon("info")) p { (ui.text.sales_on_behalf_note()) } } }
                @if sale.undone_on_behalf { div class="notice" role="status" { (icon("undo")) p { (ui.text.sales_undone_on_behalf_note()) } } }
                ul class="rows" { @for line in &sale.lines { (line_row(ui, line)) } }
                @if !sale.is_taken_back() {
                    @if is_undoable(sale.sold_at, ui.today) {
                        form method="post" action=(urls::my_sale_undo(ui.lang, sale.id)) {
                            button class="btn btn-danger btn-wide" { (icon("undo")) span { (ui.text.sales_undo_whole()) } }
                        }
                    } @else { p class="muted" { (ui.text.sales_undo_late(ui.number(i64::try_from(DAYS_TO_UNDO).unwrap_or(0)))) } }
                    @for line in sale.lines.iter().filter(|line| line.left > Quantity::ZERO) { (self.give_back(ui, line)) }
                }
            }
        }
    }
}

fn line_row(ui: &Ui, line: &LineRow) -> Markup {
    html! {
        li { div class="row" { span class="row-main" {
            span class="row-title" dir="auto" { (goods_words(ui, line.sold, line.unit, &line.name)) }
            @if let Some((weight, kilo)) = line.weighed {
                span class="row-note" { (ui.weighed_sum(line.sold, (weight, kilo), kilo.times(weight).unwrap_or(line.paid))) }
            }
            @if line.left != line.sold {
                span class="row-note" { (ui.text.sales_line_left(named::AmountQuantity { amount: ui.money(line.worth), quantity: ui.quantity(line.left, line.unit) })) }
            }
        } span class="row-end" { b { (ui.amount(line.paid)) } " " small { (ui.unit_word()) } } } }
    }
}

impl OneSale {
    /// Some of the goods of a line came back.
    fn give_back(&self, ui: &Ui, line: &LineRow) -> Markup {
        let goods = [
            Choice { value: "stock".to_owned(), word: ui.text.sales_back_in_stock(), note: None, icon: Some("goods") },
            Choice { value: "gone".to_owned(), word: ui.text.sales_back_gone(), note: None, icon: Some("trash") },
        ];
        let is_this = self.form.fields.text("line") == line.id.to_string();
        html! {
            details class="panel" open[is_this && !self.form.problems.is_empty()] {
                summary { (ui.text.sales_back_title(line.name.as_str())) }
                form class="form stack" method="post" action=(urls::my_sale_return(ui.lang, self.sale.id)) {
                    (self.form.key())
                    input type="hidden" name="line" value=(line.id);
                    (Field::new(&self.form, "quantity", ui.text.sales_back_quantity(ui.sell_unit(line.unit)))
                        .hint(ui.text.sales_back_most(ui.quantity(line.left, line.unit))).kind(Kind::Number).input(ui))
                    (Field::new(&self.form, "amount", ui.text.sales_back_amount()).hint(ui.text.sales_back_amount_hint()).optional().money(ui))
                    (choices(&self.form, "goods", &ui.text.sales_back_goods(), &goods))
                    button class="btn btn-primary btn-wide" { (icon("undo")) span { (ui.text.sales_back_save()) } }
                }
            }
        }
    }
}
