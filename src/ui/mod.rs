//! The design system in maud: components first, then the frame that every page stands in. It knows how things look and
//! links; it never asks whether someone may. Class names are those of `static/css/app.css`.
pub(crate) mod empty;
pub(crate) mod form;
pub(crate) mod icon;
pub(crate) mod layout;
pub(crate) mod outbox;
pub(crate) mod parts;
pub(crate) mod photo;
pub(crate) mod picks;
mod sharing;

pub(crate) use form::{Form, Problem};
pub(crate) use icon::icon;

use crate::i18n::Locale;
use crate::kernel::places::Where;
use chrono::{NaiveDate, NaiveDateTime};
use maud::Markup;
use std::ops::Deref;

/// The path of a drawing of `static/art`, without its ending.
pub(crate) fn art(name: &str) -> String {
    crate::assets::path(&format!("art/{name}.svg"))
}

/// What every page is given: how the reader is spoken to, where they are, and who they are.
#[derive(Clone)]
pub(crate) struct Ui {
    pub locale: Locale,
    /// The path without the language prefix, with its query.
    pub path: String,
    pub origin: String,
    pub viewer: Option<Viewer>,
    pub notice: Option<String>,
    pub public_name: String,
    pub theme: Theme,
    /// The reader's phone asks for little data: no web font, no large pictures.
    pub save_data: bool,
    /// Of which cities this reader is shown what goods cost.
    pub prices_in: Where,
    /// How many goods lie in the reader's basket.
    pub basket: usize,
}

impl Deref for Ui {
    type Target = Locale;

    fn deref(&self) -> &Locale {
        &self.locale
    }
}

/// The signed-in reader, as far as the frame shows it: a name, and which parts of the house are theirs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Viewer {
    pub name: String,
    pub sells: bool,
    pub does_casework: bool,
    pub decides: bool,
    pub runs_sites: bool,
    pub administers: bool,
    /// Of those who have forms that may wait on the phone.
    pub outbox: Option<outbox::Outbox>,
    /// How many things wait to be looked over by them, as far as they are counted.
    pub waiting: i64,
    /// How what they have begun to write is sealed on their phone.
    pub drafts: Option<outbox::Outbox>,
}

impl Viewer {
    /// Whether a part of the office's own house is theirs.
    pub fn works_here(&self) -> bool {
        self.does_casework || self.decides || self.runs_sites || self.administers
    }
}

/// Light, dark, or as the phone is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    pub fn of(name: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or(Theme::Auto)
    }

    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// Which navigation a page stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Public,
    Producer,
    Staff,
}

/// A page: a struct of plain values that knows how it looks.
pub(crate) trait Page {
    fn title(&self, ui: &Ui) -> String;

    fn body(&self, ui: &Ui) -> Markup;

    fn frame(&self) -> Frame {
        Frame::Public
    }

    /// One sentence for search engines and shared links.
    fn description(&self, ui: &Ui) -> String {
        ui.text.app_tagline()
    }

    /// Whether browsers and proxies must keep no copy: everything about a household that its own members did not make public.
    fn is_private(&self) -> bool {
        self.frame() == Frame::Staff
    }

    /// Until when the reader's phone may keep a copy of a page of staff, so that it is there without a network; nothing for none.
    fn kept_until(&self, _today: NaiveDate) -> Option<NaiveDateTime> {
        None
    }

    /// A picture for shared links: its path.
    fn picture(&self) -> Option<String> {
        None
    }

    /// What it is to those who share a link to it, in the words of Open Graph.
    fn shared_as(&self) -> &'static str {
        "website"
    }

    /// What it shows, in the words of schema.org; only what stands on the page.
    fn structured(&self, _ui: &Ui) -> Option<serde_json::Value> {
        None
    }

    /// The path of a feed of what it lists.
    fn feed(&self, _ui: &Ui) -> Option<String> {
        None
    }

    /// The page in its frame.
    fn render(&self, ui: &Ui) -> Markup
    where
        Self: Sized,
    {
        layout::document(ui, self)
    }
}
