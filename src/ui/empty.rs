//! The empty state: one picture, one sentence or two, one button.
use super::icon;
use maud::{Markup, html};

/// What to say where there is nothing yet.
pub(crate) struct Empty<'a> {
    /// A drawing of `static/art`, without its ending.
    pub art: &'a str,
    pub title: String,
    pub text: String,
    /// Link, icon and word of the one thing to do.
    pub action: Option<(String, &'static str, String)>,
}

impl Empty<'_> {
    /// As a part of a page that has its own h1.
    pub fn render(&self) -> Markup {
        self.with_heading(&html! { h2 { (self.title) } })
    }

    /// As the whole of a page.
    pub fn as_page(&self) -> Markup {
        self.with_heading(&html! { h1 { (self.title) } })
    }

    fn with_heading(&self, heading: &Markup) -> Markup {
        html! {
            div class="empty" {
                img src=(crate::assets::path(&format!("art/{}.svg", self.art))) width="240" height="180" alt="";
                (heading)
                @if !self.text.is_empty() { p { (self.text) } }
                @if let Some((url, drawing, word)) = &self.action {
                    a class="btn btn-primary btn-big" href=(url) { (icon(drawing)) span { (word) } }
                }
            }
        }
    }
}
