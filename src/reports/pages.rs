//! Pages of the reports of a site.
mod chart;
mod council;
mod names;
mod rerun;
mod season;
mod sites;
mod takings;

pub(super) use council::{Pack, PackOf};
pub(super) use names::{AskNames, NamesOf};
pub(super) use rerun::{Compared, RerunPage};
pub(super) use season::SeasonReport;
pub(super) use sites::Sites;
pub(super) use takings::Takings;

use super::model::Seller;
use super::season::{Quarter, Season};
use crate::i18n::named;
use crate::ui::form::Field;
use crate::ui::{Form, Ui};
use maud::{Markup, html};

/// «پاییز ۱۴۰۵».
fn season_word(ui: &Ui, season: Season) -> String {
    let quarter = match season.quarter() {
        Quarter::Spring => ui.text.reports_spring(),
        Quarter::Summer => ui.text.reports_summer(),
        Quarter::Autumn => ui.text.reports_autumn(),
        Quarter::Winter => ui.text.reports_winter(),
    };
    ui.text.reports_season_name(named::QuarterYear { quarter, year: ui.in_digits(&season.year().to_string()) })
}

/// How many seasons can be chosen, this one included.
const SEASONS: i32 = 9;

/// A list of the last seasons to choose one from.
fn season_field(ui: &Ui, form: &Form) -> Markup {
    let this = Season::of(ui.today);
    let seasons = (0..SEASONS).map(|back| this.back(back));
    let options: Vec<(String, String)> = seasons.map(|season| (season.to_string(), season_word(ui, season))).collect();
    Field::new(form, "season", ui.text.reports_season()).select(ui, &options)
}

/// Who a seller is, as far as the reader is told.
fn seller_word(ui: &Ui, seller: Option<&Seller>) -> String {
    seller.and_then(Seller::words).unwrap_or_else(|| ui.text.reports_unnamed())
}

/// A share in percent, or a dash where there is nothing to share.
fn percent(ui: &Ui, share: Option<i64>) -> Markup {
    html! { @match share { Some(share) => (ui.percent(share)), None => "–" } }
}

/// A number in thousandths, or a dash where there is none.
fn tenths(ui: &Ui, thousandths: Option<i64>) -> Markup {
    html! { @match thousandths { Some(number) => (ui.tenths(number)), None => "–" } }
}

/// The spread of good stalls, from 0 to 100; the words where nobody wished.
fn spread(ui: &Ui, spread: Option<i64>) -> Markup {
    html! { @match spread {
        Some(spread) => (ui.text.reports_spread_of(ui.number((spread + 50) / 100))),
        None => (ui.text.reports_spread_none()),
    } }
}
