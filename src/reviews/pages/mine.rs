//! The reviews of a producer's own shop.
use super::paragraphs;
use crate::catalogue::model::{Fate, ItemState};
use crate::kernel::ids::ReviewId;
use crate::messages::said;
use crate::reviews::model::OwnReview;
use crate::ui::empty::Empty;
use crate::ui::form::Field;
use crate::ui::parts::{Tone, badge, page_head, pager, stars};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/reviews and its refused form.
pub(in crate::reviews) struct MyReviews {
    pub reviews: Vec<OwnReview>,
    pub is_first: bool,
    pub has_more: bool,
    /// The review whose answer was not taken.
    pub answered: Option<ReviewId>,
    pub form: Form,
}

impl Page for MyReviews {
    fn title(&self, ui: &Ui) -> String {
        ui.text.reviews_mine_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::my_reviews(ui.lang);
        let last = self.reviews.last().filter(|_| self.has_more);
        let older = last.map(|own| urls::with_query(&path, &[("before", &own.review.id.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_shop(ui.lang), ui.text.catalogue_shop_title())), &self.title(ui), Some(&ui.text.reviews_mine_lead())))
                (self.form.summary(ui))
                @if self.reviews.is_empty() {
                    (Empty { art: "bazaar", title: ui.text.reviews_mine_none_title(), text: ui.text.reviews_mine_none_text(), action: None }.render())
                }
                @for own in &self.reviews { (self.one(ui, own)) }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

impl MyReviews {
    fn one(&self, ui: &Ui, own: &OwnReview) -> Markup {
        let review = &own.review;
        html! {
            section class="panel stack stack-s" {
                h2 dir="auto" { (own.good) }
                @if let Some(many) = review.stars { (stars(ui, many)) }
                (paragraphs(&review.words))
                p class="muted" { (ui.date(review.written_on)) }
                @if let Some(answer) = &review.answer { div class="notice" { (icon("check")) div { (paragraphs(answer)) } } }
                @if let Some((answer, fate)) = &own.sent { (sent(ui, answer, fate)) }
                @if own.can_be_answered() { (self.form_of(ui, own)) }
            }
        }
    }

    fn form_of(&self, ui: &Ui, own: &OwnReview) -> Markup {
        let empty = Form::default();
        let form = if self.answered == Some(own.review.id) { &self.form } else { &empty };
        html! {
            form class="form stack stack-s" method="post" action=(urls::my_review(ui.lang, own.review.id)) {
                (Field::new(form, "answer", ui.text.reviews_answer()).hint(ui.text.reviews_answer_hint()).textarea(ui))
                p { button class="btn" { (icon("check")) span { (ui.text.reviews_answer_send()) } } }
            }
        }
    }
}

/// An answer that nobody reads, and why.
fn sent(ui: &Ui, answer: &str, fate: &Fate) -> Markup {
    html! {
        (paragraphs(answer))
        p { @match fate.state {
            ItemState::ToMend => (badge(Tone::Warn, &ui.text.catalogue_to_mend())),
            ItemState::Refused => (badge(Tone::Danger, &ui.text.catalogue_refused())),
            ItemState::Waiting | ItemState::Accepted | ItemState::Withdrawn => (badge(Tone::Muted, &ui.text.catalogue_waiting())),
        } }
        @if fate.state != ItemState::Waiting { p { (said(&fate.reasons, &fate.note, ui)) } }
    }
}
