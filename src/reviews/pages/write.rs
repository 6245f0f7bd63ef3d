//! What a buyer says of the goods of an order.
use crate::reviews::model::{MOST_STARS, Reviewable};
use crate::ui::form::Field;
use crate::ui::parts::{page_head, stars};
use crate::ui::picks::{Pick, chips};
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /orders/{code}/reviews and its refused form.
pub(in crate::reviews) struct WriteReviews {
    pub code: String,
    pub shop: String,
    /// The goods that were handed over.
    pub lines: Vec<Reviewable>,
    /// Whether it can still be written about them.
    pub is_open: bool,
    pub form: Form,
}

impl Page for WriteReviews {
    fn title(&self, ui: &Ui) -> String {
        ui.text.reviews_write_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let order = (urls::order(ui.lang, &self.code), self.shop.clone());
        let lead = if self.is_open { ui.text.reviews_write_lead() } else { ui.text.reviews_write_closed() };
        html! {
            div class="narrow stack" {
                (page_head(Some(order), &self.title(ui), Some(&lead)))
                (self.form.summary(ui))
                @for line in &self.lines { (self.line(ui, line)) }
            }
        }
    }
}

impl WriteReviews {
    fn line(&self, ui: &Ui, line: &Reviewable) -> Markup {
        html! {
            @match &line.written {
                Some((given, words, is_seen)) => section class="panel stack stack-s" {
                    h2 dir="auto" { (line.name) }
                    @if let Some(given) = given { (stars(ui, *given)) }
                    p dir="auto" { (words) }
                    p class="muted" { @if *is_seen { (ui.text.reviews_is_seen()) } @else { (ui.text.reviews_waits()) } }
                },
                None if self.is_open => (self.form_of(ui, line)),
                None => {},
            }
        }
    }

    fn form_of(&self, ui: &Ui, line: &Reviewable) -> Markup {
        let is_this = self.form.fields.text("line") == line.line.to_string();
        let empty = Form::default();
        let form = if is_this { &self.form } else { &empty };
        let many: Vec<Pick> = (1..=MOST_STARS)
            .rev()
            .map(|many| Pick {
                value: many.to_string(),
                word: ui.text.reviews_stars(ui.number(many.into())),
                icon: Some("star".to_owned()),
            })
            .collect();
        html! {
            form class="panel form stack" method="post" action=(urls::order_reviews(ui.lang, &self.code)) {
                h2 dir="auto" { (line.name) }
                input type="hidden" name="line" value=(line.line);
                (chips(form, "stars", &ui.text.reviews_stars_label(), &many))
                (Field::new(form, "words", ui.text.reviews_words()).hint(ui.text.reviews_words_hint()).textarea(ui))
                p { button class="btn btn-primary" { (icon("check")) span { (ui.text.reviews_send()) } } }
            }
        }
    }
}
