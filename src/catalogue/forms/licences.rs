//! Forms about licences: one that a shop enters, and the kinds that an admin keeps.
use super::batches::with_day;
use crate::catalogue::licences::enter::{LicenceRefusal, NewLicence};
use crate::catalogue::licences::model::{Kind, Licence, Need};
use crate::catalogue::licences::rules::{KindRefusal, KindRules};
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::fields::Fields;
use crate::kernel::persian::clean;
use crate::ui::Problem;
use chrono::{Days, NaiveDate};

const LONGEST_NUMBER: usize = 40;
const LONGEST_NAME: usize = 80;
/// A day further off is a slip.
const FURTHEST_DAYS: u64 = 20 * 366;
/// Shops have so long to see to a licence that their goods come to need, unless the admin says another day.
const USUAL_NOTICE: u64 = 30;

/// Reads a licence.
pub(in crate::catalogue) fn licence(fields: &Fields, locale: &Locale) -> Result<NewLicence, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut wrong = |problem: Problem| problems.push(problem);
    let kind = fields.text("kind").parse().ok();
    if kind.is_none() {
        wrong(Problem { field: "kind", sentence: locale.text.licences_kind_missing() });
    }
    let number = line(fields, "number", LONGEST_NUMBER, locale).map_err(&mut wrong);
    if number.as_ref().is_ok_and(String::is_empty) {
        wrong(Problem { field: "number", sentence: locale.text.licences_number_missing() });
    }
    let issuer = line(fields, "issuer", LONGEST_NAME, locale).map_err(&mut wrong);
    let until = day(fields, "until", locale).map_err(&mut wrong).ok().flatten();
    if until.is_none() && problems.iter().all(|problem| problem.field != "until") {
        problems.push(Problem { field: "until", sentence: locale.text.licences_until_missing() });
    }
    match (kind, number, issuer, until) {
        (Some(kind), Ok(number), Ok(issuer), Some(expires_on)) if problems.is_empty() => {
            Ok(NewLicence { kind, number, issuer, expires_on })
        }
        _ => Err(problems),
    }
}

fn line(fields: &Fields, field: &'static str, most: usize, locale: &Locale) -> Result<String, Problem> {
    let text = clean(fields.text(field));
    if text.chars().count() > most {
        return Err(Problem { field, sentence: locale.text.app_too_long(locale.count(most)) });
    }
    Ok(text)
}

/// A day in three parts; nothing where all are empty.
fn day(fields: &Fields, field: &'static str, locale: &Locale) -> Result<Option<NaiveDate>, Problem> {
    let parts = ["year", "month", "day"].map(|part| format!("{field}-{part}"));
    let typed = [fields.text(&parts[0]), fields.text(&parts[1]), fields.text(&parts[2])];
    if typed.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    let wrong = |sentence| Problem { field, sentence };
    let day = parse_date_fields(locale.lang, typed)
        .map_err(|error| wrong(locale.not_a_date(error, locale.text.licences_day_wrong())))?;
    let last = locale.today.checked_add_days(Days::new(FURTHEST_DAYS));
    if last.is_some_and(|last| day > last) {
        return Err(wrong(locale.text.licences_day_far()));
    }
    Ok(Some(day))
}

/// The form of a licence that the shop mends.
pub(in crate::catalogue) fn filled(licence: &Licence, locale: &Locale) -> Fields {
    let fields = Fields::default()
        .with("kind", licence.seen.kind.id.to_string())
        .with("number", licence.seen.number.as_str())
        .with("issuer", licence.issuer.as_str());
    with_day(fields, "until", licence.seen.expires_on, locale)
}

/// Why a licence was not taken, in words.
pub(in crate::catalogue) fn problem(refusal: LicenceRefusal, locale: &Locale) -> Problem {
    let (field, sentence) = match refusal {
        LicenceRefusal::NoShop => ("kind", locale.text.licences_no_shop()),
        LicenceRefusal::Kind => ("kind", locale.text.licences_kind_missing()),
        LicenceRefusal::Ended => ("until", locale.text.licences_ended_before()),
        LicenceRefusal::Sent => ("kind", locale.text.licences_sent_before()),
        LicenceRefusal::Decided => ("number", locale.text.licences_decided()),
    };
    Problem { field, sentence }
}

/// Reads a kind of licence.
pub(in crate::catalogue) fn kind(fields: &Fields, locale: &Locale) -> Result<KindRules, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut name = |field: &'static str| {
        let missing = || Problem { field, sentence: locale.text.licences_name_missing() };
        let read = line(fields, field, LONGEST_NAME, locale);
        read.and_then(|name| if name.is_empty() { Err(missing()) } else { Ok(name) })
            .map_err(|problem| problems.push(problem))
    };
    let (name_fa, name_en) = (name("name-fa"), name("name-en"));
    let usual = locale.today.checked_add_days(Days::new(USUAL_NOTICE)).unwrap_or(locale.today);
    let from = day(fields, "from", locale).map_err(|problem| problems.push(problem));
    let all = |name: &str| fields.all(name).map(str::to_owned).collect();
    match (name_fa, name_en, from) {
        (Ok(name_fa), Ok(name_en), Ok(from)) => {
            Ok(KindRules { name_fa, name_en, may: all("may"), must: all("must"), from: from.unwrap_or(usual) })
        }
        _ => Err(problems),
    }
}

/// The form of a kind that is there.
pub(in crate::catalogue) fn kind_filled(kind: &Kind, needs: &[Need]) -> Fields {
    let fields = Fields::default().with("name-fa", kind.name_fa.as_str()).with("name-en", kind.name_en.as_str());
    needs.iter().filter(|need| need.kind.id == kind.id).fold(fields, |fields, need| {
        fields.and(if need.from.is_some() { "must" } else { "may" }, need.category.as_str())
    })
}

/// Why a kind was not saved, in words.
pub(in crate::catalogue) fn kind_problem(refusal: KindRefusal, locale: &Locale) -> Problem {
    let (field, sentence) = match refusal {
        KindRefusal::Named => ("name-fa", locale.text.licences_named()),
        KindRefusal::Past => ("from", locale.text.licences_from_past()),
        KindRefusal::Category => ("must", locale.text.catalogue_category_missing()),
    };
    Problem { field, sentence }
}

#[cfg(test)]
mod tests {
    use super::{kind, licence};
    use crate::i18n::Locale;
    use crate::kernel::fields::Fields;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    fn locale() -> Locale {
        Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date())
    }

    #[test]
    fn the_last_day_is_read_in_the_solar_calendar_and_any_digits() {
        let sent = Fields::default().with("kind", "1").with("number", " ۱۲/۳۴ ");
        let sent = sent.with("until-day", "۹").with("until-month", "9").with("until-year", "۱۴۰۶");
        let read = licence(&sent, &locale()).unwrap();
        assert_eq!((read.number.as_str(), read.expires_on.to_string().as_str()), ("۱۲/۳۴", "2027-11-30"));
        let fields = |sent: &Fields| -> Vec<_> {
            licence(sent, &locale()).unwrap_err().into_iter().map(|problem| problem.field).collect()
        };
        assert_eq!(fields(&Fields::default()), ["kind", "number", "until"]);
        assert_eq!(fields(&sent.clone().with("until-month", "13")), ["until"]);
        assert_eq!(fields(&sent.clone().with("until-year", "1450")), ["until"]);
        assert_eq!(fields(&sent.with("number", "۱".repeat(41))), ["number"]);
    }

    #[test]
    fn a_kind_has_two_names_and_a_month_until_it_is_needed() {
        let sent = Fields::default().with("name-fa", "پروانه").with("must", "bread").and("must", "herbs");
        assert_eq!(kind(&sent, &locale()).unwrap_err()[0].field, "name-en");
        let read = kind(&sent.with("name-en", "Permit"), &locale()).unwrap();
        assert_eq!(read.must, ["bread", "herbs"]);
        assert_eq!((read.from - locale().today).num_days(), 30);
    }
}
