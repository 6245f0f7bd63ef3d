//! Parts that the pages of stalls share: the words for what stalls offer, fields for it, and what came of a request.
use crate::i18n::named;
use crate::kernel::lang::Lang;
use crate::stalls::fittings::{Baking, Fittings, Lack, Power};
use crate::stalls::model::{Category, Counts, DayCard};
use crate::ui::form::{Choice, Field, choices, tick};
use crate::ui::{Form, Ui, icon};
use maud::{Markup, html};

/// Power, water, baking and own stand, each in a word.
pub(crate) fn fittings_words(ui: &Ui, shown: &Fittings) -> Vec<String> {
    let power = match shown.power {
        Power::None => None,
        Power::Single => Some(ui.text.stalls_power_single()),
        Power::ThreePhase => Some(ui.text.stalls_power_three()),
    };
    let baking = match shown.baking {
        Baking::None => None,
        Baking::Light => Some(ui.text.stalls_baking_light()),
        Baking::Heavy => Some(ui.text.stalls_baking_heavy()),
    };
    let water = shown.water.then(|| ui.text.stalls_water());
    let own_unit = shown.own_unit.then(|| ui.text.stalls_own_unit());
    [power, water, baking, own_unit].into_iter().flatten().collect()
}

/// How many stalls are asked for, where it is not just one.
pub(super) fn counts_words(ui: &Ui, counts: Counts) -> Option<String> {
    let number = |count: i32| ui.number(count.into());
    if counts == Counts::ONE {
        None
    } else if counts.least == counts.most {
        Some(ui.text.stalls_counts_just(number(counts.most)))
    } else {
        Some(ui.text.stalls_counts_up_to(number(counts.most)))
    }
}

/// What a stall lacks, in a word.
pub(super) fn lack_word(ui: &Ui, lack: Lack) -> String {
    match lack {
        Lack::Power => ui.text.stalls_power_single(),
        Lack::ThreePhase => ui.text.stalls_power_three(),
        Lack::Water => ui.text.stalls_water(),
        Lack::LightBaking => ui.text.stalls_baking_light(),
        Lack::HeavyBaking => ui.text.stalls_baking_heavy(),
        Lack::OwnUnit => ui.text.stalls_own_unit(),
        Lack::Category => ui.text.stalls_lack_category(),
    }
}

/// Words one after the other, as a list is written.
pub(crate) fn joined(ui: &Ui, words: &[String]) -> String {
    words.join(&ui.text.stalls_join())
}

/// «غرفهٔ ۱۲», or «غرفه‌های ۱۲ و ۱۳».
pub(super) fn stall_words(ui: &Ui, numbers: &[String]) -> String {
    let said = ui.numbered(numbers);
    if numbers.len() > 1 { ui.text.stalls_stalls(said) } else { ui.text.stalls_stall(said) }
}

/// The fields for power, water, baking and a stand of one's own.
pub(super) fn fittings_fields(ui: &Ui, form: &Form) -> Markup {
    fittings_fields_noting(ui, form, None)
}

/// The same with a note beside one power, on where the choice comes from.
pub(super) fn fittings_fields_noting(ui: &Ui, form: &Form, noted: Option<(Power, String)>) -> Markup {
    let choice = |value: &str, word: String| Choice { value: value.to_owned(), word, note: None, icon: None };
    let note = |power: Power| noted.as_ref().filter(|(of, _)| *of == power).map(|(_, note)| note.clone());
    let of_power = |power: Power, word: String| Choice { note: note(power), ..choice(power.as_str(), word) };
    let power = [
        of_power(Power::None, ui.text.stalls_power_none()),
        of_power(Power::Single, ui.text.stalls_power_single()),
        of_power(Power::ThreePhase, ui.text.stalls_power_three()),
    ];
    let baking = [
        choice(Baking::None.as_str(), ui.text.stalls_baking_none()),
        choice(Baking::Light.as_str(), ui.text.stalls_baking_light()),
        choice(Baking::Heavy.as_str(), ui.text.stalls_baking_heavy()),
    ];
    html! {
        (choices(form, "power", &ui.text.stalls_power(), &power))
        (choices(form, "baking", &ui.text.stalls_baking(), &baking))
        fieldset class="field" { legend { (ui.text.stalls_other_needs()) } div class="checks" {
            (tick(form, "water", "yes", ui.text.stalls_water()))
            (tick(form, "own-unit", "yes", ui.text.stalls_own_unit()))
        } }
    }
}

/// A list of the categories to choose one from, with a first line for none.
pub(super) fn category_field(ui: &Ui, form: &Form, categories: &[Category], (label, none): (String, String)) -> Markup {
    let options: Vec<(String, String)> = std::iter::once((String::new(), none))
        .chain(categories.iter().map(|category| (category.code.clone(), category.name(ui.lang).to_owned())))
        .collect();
    Field::new(form, "category", label).select(ui, &options)
}

/// The name of a category.
pub(crate) fn category_name<'a>(categories: &'a [Category], code: &'a str, lang: Lang) -> &'a str {
    categories.iter().find(|category| category.code == code).map_or(code, |category| category.name(lang))
}

/// From when to when a market is open; half hours to choose from.
pub(super) fn hours_fields(ui: &Ui, form: &Form) -> Markup {
    let options: Vec<(String, String)> =
        (10..=48).map(|half| (half * 30).to_string()).zip((10..=48).map(|half| ui.minute_of_day(half * 30))).collect();
    html! {
        (Field::new(form, "opens", ui.text.stalls_opens()).select(ui, &options))
        (Field::new(form, "closes", ui.text.stalls_closes()).select(ui, &options))
    }
}

/// «۸:۰۰ تا ۱۴:۰۰».
pub(crate) fn hours(ui: &Ui, day: &DayCard) -> String {
    ui.text.stalls_hours(named::FromTo {
        from: ui.minute_of_day(day.opens_minute),
        to: ui.minute_of_day(day.closes_minute),
    })
}

/// Until when a stall can be asked for at a site.
pub(crate) fn cutoff_note(ui: &Ui, hours: i32) -> String {
    match hours {
        0 => ui.text.stalls_days_cutoff_at_opening(),
        hours => ui.text.stalls_days_cutoff_note(ui.number(hours.into())),
    }
}

/// The day with its weekday.
pub(crate) fn day_title(ui: &Ui, day: &DayCard) -> String {
    ui.date(day.day)
}

/// What the manager says about a day, if anything.
pub(super) fn announcement(day: &DayCard) -> Markup {
    html! { @if !day.announcement.is_empty() { div class="notice notice-warn" role="status" { (icon("info")) p dir="auto" { (day.announcement) } } } }
}
