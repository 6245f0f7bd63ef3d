//! A list of goods: all of them, of a category, or found by a search.
use super::{FIRST_VIEW, crumbs, grid, strip, tiles};
use crate::catalogue::model::Category;
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
    pub goods: Goods,
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

    fn body(&self, ui: &Ui) -> Markup {
        let title = self.title(ui);
        html! {
            div class="stack" {
                (crumbs(ui, &[], &title))
                h1 dir="auto" { (title) }
                @if !matches!(self.kind, ListKind::Search(_)) { (strip(ui, &self.categories, self.current())) }
                @if self.goods.cards.is_empty() { (self.nothing(ui)) } @else { (grid(ui, &self.goods.cards, FIRST_VIEW)) }
                (pager(ui, self.is_later.then(|| self.url(ui, None)), self.goods.more_after.as_deref().map(|code| self.url(ui, Some(code)))))
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

    fn url(&self, ui: &Ui, after: Option<&str>) -> String {
        let (path, mut query) = match &self.kind {
            ListKind::All => (urls::goods(ui.lang), Vec::new()),
            ListKind::Category(category) => (urls::category(ui.lang, &category.code), Vec::new()),
            ListKind::Search(typed) => (urls::search(ui.lang), vec![("q", typed.as_str())]),
        };
        query.extend(after.map(|code| ("after", code)));
        urls::with_query(&path, &query)
    }

    fn nothing(&self, ui: &Ui) -> Markup {
        let text = ui.text;
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
