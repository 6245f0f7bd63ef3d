//! A list of goods: all of them, of a category, or found by a search.
use super::filters::Filters;
use super::{FIRST_VIEW, crumbs, grid, strip, tiles};
use crate::catalogue::model::Category;
use crate::home::forms::Chosen;
use crate::home::model::Goods;
use crate::ui::empty::Empty;
use crate::ui::parts::pager;
use crate::ui::{Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// What a list is of.
pub(in crate::home) enum ListKind {
    All,
    Category(Category),
    /// What was typed; nothing when nothing was.
    Search(String),
}

/// GET /goods, /c/{category}, /search.
pub(in crate::home) struct List {
    pub kind: ListKind,
    pub categories: Vec<Category>,
    pub chosen: Chosen,
    pub goods: Goods,
    /// What is near to it, where a search found almost nothing.
    pub near: Option<Goods>,
    /// Whether this is not the first part of the list.
    pub is_later: bool,
}

impl Page for List {
    fn title(&self, ui: &Ui) -> String {
        match &self.kind {
            ListKind::All => ui.text.home_goods_title(),
            ListKind::Category(category) => category.name(ui.lang).to_owned(),
            ListKind::Search(typed) if typed.is_empty() => ui.text.app_search_label(),
            ListKind::Search(typed) => ui.text.home_search_title(typed.as_str()),
        }
    }

    fn feed(&self, ui: &Ui) -> Option<String> {
        match &self.kind {
            ListKind::All => Some(urls::goods_feed(ui.lang)),
            ListKind::Category(category) => Some(urls::category_feed(ui.lang, &category.code)),
            ListKind::Search(_) => None,
        }
    }

    fn body(&self, ui: &Ui) -> Markup {
        let title = self.title(ui);
        let kept = self.kept();
        let filters = Filters { chosen: &self.chosen, path: self.path(ui), kept: &kept };
        let is_asked = !matches!(&self.kind, ListKind::Search(typed) if typed.is_empty());
        let older = self.goods.more_after.as_deref().map(|code| filters.url(&[("after", code)]));
        html! {
            div class="stack" {
                (crumbs(ui, &[], &title))
                h1 dir="auto" { (title) }
                @if !matches!(self.kind, ListKind::Search(_)) { (strip(ui, &self.categories, self.current())) }
                @if is_asked { (filters.render(ui)) }
                @if !self.goods.cards.is_empty() { (grid(ui, &self.goods.cards, FIRST_VIEW)) }
                @else if self.near.is_none() { (self.nothing(ui, &filters)) }
                @match &self.near {
                    Some(near) => (self.near(ui, near, &filters)),
                    None => (pager(ui, self.is_later.then(|| filters.url(&[])), older)),
                }
            }
        }
    }
}

impl List {
    fn current(&self) -> Option<&str> {
        match &self.kind {
            ListKind::Category(category) => Some(&category.code),
            ListKind::All | ListKind::Search(_) => None,
        }
    }

    fn path(&self, ui: &Ui) -> String {
        match &self.kind {
            ListKind::All => urls::goods(ui.lang),
            ListKind::Category(category) => urls::category(ui.lang, &category.code),
            ListKind::Search(_) => urls::search(ui.lang),
        }
    }

    fn kept(&self) -> Vec<(&str, &str)> {
        match &self.kind {
            ListKind::Search(typed) => vec![("q", typed.as_str())],
            ListKind::All | ListKind::Category(_) => Vec::new(),
        }
    }

    /// What is near to what was typed, below what was found; on later pages alone.
    fn near(&self, ui: &Ui, near: &Goods, filters: &Filters) -> Markup {
        let ListKind::Search(typed) = &self.kind else {
            return html! {};
        };
        let older = near.more_after.as_deref().map(|code| filters.url(&[("near", "yes"), ("after", code)]));
        html! {
            section class="stack" {
                @if self.goods.cards.is_empty() && !self.is_later { p { (ui.text.home_search_near_only()) } }
                h2 dir="auto" { (ui.text.home_search_near(typed.as_str())) }
                (grid(ui, &near.cards, FIRST_VIEW))
            }
            (pager(ui, self.is_later.then(|| filters.url(&[])), older))
        }
    }

    fn nothing(&self, ui: &Ui, filters: &Filters) -> Markup {
        let text = ui.text;
        if self.chosen.is_any() {
            let action = Some((filters.url_of_all(), "undo", text.home_filter_clear()));
            let (title, text) = (text.home_filter_none_title(), text.home_filter_none_text());
            return Empty { art: "empty-basket", title, text, action }.render();
        }
        let (title, sentence) = match &self.kind {
            ListKind::All | ListKind::Category(_) => (text.home_empty_title(), text.home_empty_text()),
            ListKind::Search(typed) if typed.is_empty() => (text.home_search_ask_title(), text.home_search_ask_text()),
            ListKind::Search(_) => (text.home_search_none_title(), text.home_search_none_text()),
        };
        let goods = || (urls::goods(ui.lang), "basket", text.home_all_goods());
        match self.kind {
            ListKind::Search(_) => html! {
                (Empty { art: "lost", title, text: sentence, action: None }.render())
                (tiles(ui, &self.categories))
            },
            ListKind::Category(_) => {
                Empty { art: "empty-basket", title, text: sentence, action: Some(goods()) }.render()
            }
            ListKind::All => Empty { art: "empty-basket", title, text: sentence, action: None }.render(),
        }
    }
}
