//! What buyers say of a good or of a shop's goods.
use crate::home::model::{Review, Reviews};
use crate::i18n::named;
use crate::ui::parts::{pager, stars};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// Whether each review names what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Goods,
    Nothing,
}

impl Reviews {
    /// The section of the page of this path; nothing where nobody has said anything.
    pub(super) fn section(&self, ui: &Ui, named: Named, path: &str) -> Markup {
        let at = |path: String| format!("{path}#reviews");
        let first = self.is_later.then(|| at(path.to_owned()));
        let older = self.more_after.as_ref().map(|code| at(urls::with_query(path, &[("reviews", code)])));
        html! { @if !self.newest.is_empty() {
            section class="stack" id="reviews" {
                h2 { (ui.text.reviews_title()) }
                (self.numbers(ui))
                ul class="rows" { @for review in &self.newest { li { (one(ui, review, named)) } } }
                (pager(ui, first, older))
            }
        } }
    }

    fn numbers(&self, ui: &Ui) -> Markup {
        let many = ui.number(self.rating.reviews);
        html! {
            p class="cluster" {
                @match self.rating.average() {
                    Some(average) => { (icon("star")) span { (ui.text.reviews_average(named::AverageMany { average: ui.tenths(average), many })) } }
                    None => span { (ui.text.reviews_many(many)) },
                }
            }
        }
    }
}

fn one(ui: &Ui, review: &Review, named: Named) -> Markup {
    html! {
        div class="row" { div class="row-main stack stack-s" {
            @if let Some(good) = review.good.as_ref().filter(|_| named == Named::Goods) { b dir="auto" { (good) } }
            @if let Some(many) = review.stars { (stars(ui, many)) }
            @for line in review.words.lines() { p dir="auto" { (line) } }
            span class="row-note" { (ui.text.reviews_buyer(ui.date(review.written_on))) }
            @if let Some(answer) = &review.answer {
                div class="notice" { div { b { (ui.text.reviews_answer_of_shop()) } @for line in answer.lines() { p dir="auto" { (line) } } } }
            }
            @if let Some(code) = &review.code {
                p class="cluster row-note" {
                    a rel="nofollow" href=(urls::report_review(ui.lang, code)) { (ui.text.moderation_report_review_link()) }
                    @if review.answer.is_some() { a rel="nofollow" href=(urls::report_answer(ui.lang, code)) { (ui.text.moderation_report_answer_link()) } }
                }
            }
        } }
    }
}
