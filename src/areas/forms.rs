//! What browsers send about the office's set-up, parsed into kernel values; a sentence for each thing to mend.
use super::institutions::NewPart;
use super::model::{Holiday, InCity, InstitutionKind, MovedMachine, Names, Part, Switch};
use super::settings::Change;
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::fields::Fields;
use crate::kernel::ids::AreaId;
use crate::kernel::money::{AmountError, MoneyUnit};
use crate::kernel::persian::clean;
use crate::ui::Problem;
use chrono::NaiveDate;

const LONGEST_NAME: usize = 80;

/// Reads a name in both languages.
pub(super) fn names(fields: &Fields, locale: &Locale) -> Result<Names, Vec<Problem>> {
    let (fa, en) = (clean(fields.text("name-fa")), clean(fields.text("name-en")));
    let is_short = |name: &str| !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    let mut problems = Vec::new();
    if !is_short(&fa) {
        problems.push(Problem { field: "name-fa", sentence: locale.text.areas_name_fa_wrong() });
    }
    if !is_short(&en) || !en.chars().any(|c| c.is_ascii_alphabetic()) {
        problems.push(Problem { field: "name-en", sentence: locale.text.areas_name_en_wrong() });
    }
    if problems.is_empty() { Ok(Names { fa, en }) } else { Err(problems) }
}

/// Reads an institution to be added.
pub(super) fn institution(fields: &Fields, locale: &Locale) -> Result<(InstitutionKind, Names), Vec<Problem>> {
    let names = names(fields, locale);
    match (InstitutionKind::parse(fields.text("kind")), names) {
        (Some(kind), Ok(names)) => Ok((kind, names)),
        (Some(_), Err(problems)) => Err(problems),
        (None, names) => {
            let mut problems = vec![Problem { field: "kind", sentence: locale.text.areas_kind_missing() }];
            problems.extend(names.err().unwrap_or_default());
            Err(problems)
        }
    }
}

/// Reads an institution's part in an area.
pub(super) fn part(area: AreaId, fields: &Fields, locale: &Locale) -> Result<NewPart, Vec<Problem>> {
    let mut problems = Vec::new();
    let institution = fields.text("institution").parse().ok();
    if institution.is_none() {
        problems.push(Problem { field: "institution", sentence: locale.text.areas_institution_missing() });
    }
    let part = Part::parse(fields.text("part"));
    if part.is_none() {
        problems.push(Problem { field: "part", sentence: locale.text.areas_part_missing() });
    }
    match (institution, part) {
        (Some(institution), Some(part)) => Ok(NewPart { area, institution, part, starts_on: locale.today }),
        _ => Err(problems),
    }
}

/// Reads the unit of money and the day from which it holds; today when no day and no year is written.
pub(super) fn unit(fields: &Fields, locale: &Locale) -> Result<Change, Vec<Problem>> {
    let mut problems = Vec::new();
    let unit = MoneyUnit::parse(fields.text("unit"));
    if unit.is_none() {
        problems.push(Problem { field: "unit", sentence: locale.text.areas_settings_unit_missing() });
    }
    let from = if fields.text("from-day").is_empty() && fields.text("from-year").is_empty() {
        Some(locale.today)
    } else {
        day(fields, "from", locale, &mut problems)
    };
    match (unit, from) {
        (Some(unit), Some(from)) => Ok(Change::Unit { unit, from }),
        _ => Err(problems),
    }
}

/// Reads what happens when a machine has moved.
pub(super) fn moved_machine(fields: &Fields) -> Option<Change> {
    MovedMachine::parse(fields.text("moved")).map(Change::MovedMachine)
}

/// Reads the limit of grants decided on paper; zero is none at all, so that every one needs two people.
pub(super) fn paper_limit(fields: &Fields, locale: &Locale) -> Result<Change, Problem> {
    let problem = |sentence| Problem { field: "limit", sentence };
    match locale.read_amount(fields, "limit") {
        Ok(limit) => Ok(Change::PaperLimit(limit)),
        Err(AmountError::OtherUnit(_) | AmountError::NoUnit) => {
            Err(problem(locale.text.areas_settings_paper_unit(locale.unit_word())))
        }
        Err(AmountError::Number(_) | AmountError::NotWholeRials) => {
            Err(problem(locale.text.areas_settings_paper_wrong(locale.unit_word())))
        }
    }
}

/// What is ticked to be on.
pub(super) fn switches(fields: &Fields) -> Vec<Switch> {
    fields.all("on").filter_map(Switch::parse).collect()
}

/// What was on when the form was drawn; nothing where the form does not say so.
pub(super) fn switches_seen(fields: &Fields) -> Option<Vec<Switch>> {
    fields.has("seen").then(|| fields.text("seen").split('.').filter_map(Switch::parse).collect())
}

/// The ticks of what is on, and in one word which these are.
pub(super) fn switched(on: &[Switch]) -> Fields {
    let on: Vec<&str> = on.iter().map(|switch| switch.as_str()).collect();
    let ticks = on.iter().fold(Fields::default(), |fields, switch| fields.and("on", *switch));
    ticks.with("seen", on.join("."))
}

/// How each thing is to be in a city, in the order of all; nothing where one of them is not chosen.
pub(super) fn here(fields: &Fields) -> Option<Vec<InCity>> {
    Switch::ALL.iter().map(|switch| InCity::parse(fields.text(switch.as_str()))).collect()
}

/// How each thing was in the city when the form was drawn.
pub(super) fn here_seen(fields: &Fields) -> Vec<InCity> {
    fields.text("seen").split('.').filter_map(InCity::parse).collect()
}

/// The choices of a city, and in one word which these are.
pub(super) fn in_city(here: &[InCity]) -> Fields {
    let chosen = Switch::ALL.iter().zip(here);
    let fields = chosen.fold(Fields::default(), |fields, (switch, here)| fields.with(switch.as_str(), here.as_str()));
    let all: Vec<&str> = here.iter().map(|here| here.as_str()).collect();
    fields.with("seen", all.join("."))
}

/// Reads a holiday.
pub(super) fn holiday(fields: &Fields, locale: &Locale) -> Result<Holiday, Vec<Problem>> {
    let mut problems = Vec::new();
    let day = day(fields, "day", locale, &mut problems);
    match (day, names(fields, locale)) {
        (Some(day), Ok(names)) => Ok(Holiday { day, names }),
        (_, names) => {
            problems.extend(names.err().unwrap_or_default());
            Err(problems)
        }
    }
}

fn day(fields: &Fields, name: &'static str, locale: &Locale, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let part = |suffix: &str| fields.text(&format!("{name}-{suffix}")).to_owned();
    parse_date_fields(locale.lang, [&part("year"), &part("month"), &part("day")])
        .map_err(|error| {
            let sentence = locale.not_a_date(error, locale.text.areas_date_wrong());
            problems.push(Problem { field: name, sentence });
        })
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{holiday, institution, names, unit};
    use crate::i18n::Locale;
    use crate::kernel::fields::Fields;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    fn told(problems: Option<Vec<crate::ui::Problem>>) -> Vec<&'static str> {
        problems.unwrap_or_default().iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date());
        let empty = Fields::default();
        assert_eq!(told(names(&empty, &locale).err()), ["name-fa", "name-en"]);
        assert_eq!(told(institution(&empty, &locale).err()), ["kind", "name-fa", "name-en"]);
        assert_eq!(told(unit(&empty, &locale).err()), ["unit"]);
        assert_eq!(told(holiday(&empty, &locale).err()), ["day", "name-fa", "name-en"]);
    }

    #[test]
    fn an_english_name_has_a_latin_letter() {
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date());
        let sent = Fields::default().with("name-fa", "اسپیاری").with("name-en", "اسپیاری");
        assert_eq!(told(names(&sent, &locale).err()), ["name-en"]);
    }
}
