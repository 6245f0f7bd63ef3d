//! Pages of the office's set-up.
mod institutions;
mod places;
mod settings;
mod switches;

pub(super) use institutions::{Institutions, NewProgramme};
pub(super) use places::{Office, Place, PlaceNames};
pub(super) use settings::{Holidays, Settings};
pub(super) use switches::CitySwitches;

use super::model::Level;
use crate::i18n::Locale;
use crate::ui::form::Field;
use crate::ui::{Form, Ui};
use maud::{Markup, html};

/// The word for a level.
fn level_word(locale: &Locale, level: Level) -> String {
    match level {
        Level::Country => locale.text.areas_level_country(),
        Level::Province => locale.text.areas_level_province(),
        Level::County => locale.text.areas_level_county(),
        Level::City => locale.text.areas_level_city(),
        Level::Neighbourhood => locale.text.areas_level_neighbourhood(),
    }
}

/// The two fields of a name.
fn name_fields(ui: &Ui, form: &Form) -> Markup {
    html! {
        (Field::new(form, "name-fa", ui.text.areas_name_fa()).input(ui))
        (Field::new(form, "name-en", ui.text.areas_name_en()).hint(ui.text.areas_name_en_hint()).input(ui))
    }
}
