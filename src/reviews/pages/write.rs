//! What a buyer says of the goods of an order.
use super::paragraphs;
use crate::catalogue::model::ItemState;
use crate::reviews::forms::PLACES;
use crate::reviews::model::{MOST_STARS, Reviewable, Written};
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
                @for line in &self.lines { @if let Some(written) = &line.written { (already(ui, &line.name, written)) } }
                @if self.is_open && self.lines.iter().any(|line| line.written.is_none()) { (self.form_of_all(ui)) }
            }
        }
    }
}

impl WriteReviews {
    /// One form for all goods of which nothing was said yet, so that sending it loses nothing.
    fn form_of_all(&self, ui: &Ui) -> Markup {
        let open = self.lines.iter().filter(|line| line.written.is_none());
        html! {
            form class="form stack" method="post" action=(urls::order_reviews(ui.lang, &self.code)) {
                @for (line, names) in open.zip(PLACES) { (self.one(ui, line, names)) }
                p { button class="btn btn-primary" { (icon("check")) span { (ui.text.reviews_send()) } } }
            }
        }
    }

    fn one(&self, ui: &Ui, line: &Reviewable, (stars, words): (&'static str, &'static str)) -> Markup {
        let many: Vec<Pick> = (1..=MOST_STARS)
            .rev()
            .map(|many| Pick {
                value: many.to_string(),
                word: ui.text.reviews_stars(ui.number(many.into())),
                icon: Some("star".to_owned()),
            })
            .collect();
        html! {
            section class="panel stack" {
                h2 dir="auto" { (line.name) }
                input type="hidden" name="line" value=(line.line);
                (chips(&self.form, stars, &ui.text.reviews_stars_label(), &many))
                (Field::new(&self.form, words, ui.text.reviews_words()).hint(ui.text.reviews_words_hint()).textarea(ui))
            }
        }
    }
}

fn already(ui: &Ui, name: &str, written: &Written) -> Markup {
    let note = match (written.is_seen, written.state) {
        (true, _) => ui.text.reviews_is_seen(),
        (false, ItemState::Refused | ItemState::ToMend | ItemState::Withdrawn) => ui.text.reviews_is_refused(),
        (false, ItemState::Waiting | ItemState::Accepted) => ui.text.reviews_waits(),
    };
    html! {
        section class="panel stack stack-s" {
            h2 dir="auto" { (name) }
            @if let Some(given) = written.stars { (stars(ui, given)) }
            (paragraphs(&written.words))
            p class="muted" { (note) }
        }
    }
}
