//! Whose drawing is changed on a page: a site's, or that of one market day. The same forms serve both.
use super::parts::day_title;
use crate::stalls::model::{DayCard, SiteCard};
use crate::ui::Ui;
use crate::urls;
use maud::{Markup, html};

pub(crate) enum Board {
    Site(SiteCard),
    Day(DayBoard),
}

/// The drawing of one market day.
pub(crate) struct DayBoard {
    pub site: SiteCard,
    pub day: DayCard,
    /// How often it was changed.
    pub changes: i32,
    /// It is another than the site's.
    pub is_own: bool,
}

/// The field that names the version of the drawing that a form stood beside.
pub(crate) const SEEN: &str = "seen";

impl Board {
    pub fn site(&self) -> &SiteCard {
        match self {
            Board::Site(site) => site,
            Board::Day(of) => &of.site,
        }
    }

    /// The page of the whole drawing.
    pub fn rows(&self, ui: &Ui) -> String {
        match self {
            Board::Site(site) => urls::site_rows(ui.lang, site.id),
            Board::Day(of) => urls::day_drawing(ui.lang, of.day.id),
        }
    }

    /// The page of one stall.
    pub fn stall(&self, ui: &Ui) -> String {
        match self {
            Board::Site(site) => urls::site_stall(ui.lang, site.id),
            Board::Day(of) => urls::day_drawing_stall(ui.lang, of.day.id),
        }
    }

    pub fn title(&self, ui: &Ui) -> String {
        match self {
            Board::Site(_) => ui.text.stalls_drawing_edit(),
            Board::Day(_) => ui.text.stalls_day_drawing_title(),
        }
    }

    pub fn lead(&self, ui: &Ui) -> String {
        match self {
            Board::Site(_) => ui.text.stalls_drawing_lead(),
            Board::Day(_) => ui.text.stalls_day_drawing_lead(),
        }
    }

    /// Where one comes from.
    pub fn back(&self, ui: &Ui) -> (String, String) {
        match self {
            Board::Site(site) => (urls::site(ui.lang, site.id), site.name.clone()),
            Board::Day(of) => (urls::day(ui.lang, of.day.id), day_title(ui, &of.day)),
        }
    }

    /// Which version of the drawing it is.
    pub fn version(&self) -> i32 {
        match self {
            Board::Site(site) => site.version,
            Board::Day(of) => of.changes,
        }
    }

    /// What every form says of the drawing that it stood beside.
    pub fn seen(&self) -> Markup {
        html! { input type="hidden" name=(SEEN) value=(self.version()); }
    }
}
