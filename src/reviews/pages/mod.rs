//! The pages of buyers who review goods, and of shops that read and answer.
mod mine;
mod write;

pub(super) use mine::MyReviews;
pub(super) use write::WriteReviews;

use maud::{Markup, html};

/// Words in the lines in which they were written.
fn paragraphs(words: &str) -> Markup {
    html! { @for line in words.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } } }
}
