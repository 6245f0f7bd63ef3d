//! What browsers send about households, parsed into kernel values; a sentence for each thing to mend.
use super::business::NewBusiness;
use super::correct::Correction;
use super::details::Details;
use super::hand_on::HandOn;
use super::invite::Invitation;
use super::members::NewMember;
use super::model::Relation;
use super::persons::NewPerson;
use super::register::NewHousehold;
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::contact::{ContactError, Mobile, NationalId, Sheba};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::AreaId;
use crate::kernel::persian::{clean, clean_lines};
use crate::ui::Problem;
use crate::ui::form::key;
use chrono::NaiveDate;

const LONGEST_NAME: usize = 60;
const LONGEST_ADDRESS: usize = 300;
const LONGEST_REASON: usize = 200;
const SHORTEST_PURPOSE: usize = 10;
const LONGEST_PURPOSE: usize = 300;
const LONGEST_NOTES: usize = 2000;

/// Reads a household to be registered, and the key of the form.
pub(super) fn new_household(fields: &Fields, locale: &Locale) -> Result<(NewHousehold, Idem), Vec<Problem>> {
    let mut problems = Vec::new();
    let head = person(fields, locale, &mut problems);
    let area: Option<AreaId> = fields.text("area").parse().ok();
    if area.is_none() {
        problems.push(Problem { field: "area", sentence: locale.text.households_neighbourhood_wrong() });
    }
    let details = texts(fields, locale, &mut problems);
    let since = since(fields, locale, &mut problems);
    let key = key(fields, locale).map_err(|problem| problems.push(problem)).ok();
    match (head, area, since, key) {
        (Some(head), Some(area), Some(since), Some(key)) if problems.is_empty() => {
            Ok((NewHousehold { area, head, address: details.address, notes: details.notes, since }, key))
        }
        _ => Err(problems),
    }
}

/// Reads a home business to be registered without a case file.
pub(super) fn new_business(fields: &Fields, locale: &Locale) -> Result<NewBusiness, Vec<Problem>> {
    let mut problems = Vec::new();
    let (given_name, family_name) = names(fields, locale, &mut problems);
    let mobile = Mobile::parse(fields.text("phone"))
        .map_err(|_| problems.push(Problem { field: "phone", sentence: locale.text.accounts_mobile_wrong() }))
        .ok();
    let area: Option<AreaId> = fields.text("area").parse().ok();
    if area.is_none() {
        problems.push(Problem { field: "area", sentence: locale.text.households_neighbourhood_wrong() });
    }
    match (given_name, family_name, mobile, area) {
        (Some(given_name), Some(family_name), Some(mobile), Some(area)) => {
            Ok(NewBusiness { given_name, family_name, mobile, area, lang: locale.lang })
        }
        _ => Err(problems),
    }
}

/// Reads a member to be added.
pub(super) fn new_member(fields: &Fields, locale: &Locale) -> Result<NewMember, Vec<Problem>> {
    let mut problems = Vec::new();
    let person = person(fields, locale, &mut problems);
    let relation = Relation::parse(fields.text("relation")).filter(|relation| *relation != Relation::Head);
    if relation.is_none() {
        problems.push(Problem { field: "relation", sentence: locale.text.households_relation_missing() });
    }
    let since = since(fields, locale, &mut problems);
    match (person, relation, since) {
        (Some(person), Some(relation), Some(since)) if problems.is_empty() => {
            Ok(NewMember { person, relation, is_earner: fields.has("earner"), since })
        }
        _ => Err(problems),
    }
}

/// Reads a member as they should have been written down, and why.
pub(super) fn correction(fields: &Fields, locale: &Locale) -> Result<Correction, Vec<Problem>> {
    let mut problems = Vec::new();
    let person = person(fields, locale, &mut problems);
    let reason = reason(fields, locale).map_err(|problem| problems.push(problem)).ok();
    match (person, reason) {
        (Some(person), Some(reason)) if problems.is_empty() => Ok(Correction { person, reason }),
        _ => Err(problems),
    }
}

/// Reads to whom a case file goes, and from when on.
pub(super) fn hand_on(fields: &Fields, locale: &Locale) -> Result<HandOn, Vec<Problem>> {
    let mut problems = Vec::new();
    let to = fields.text("to").parse().ok();
    if to.is_none() {
        problems.push(Problem { field: "to", sentence: locale.text.households_hand_on_who_missing() });
    }
    let from = since(fields, locale, &mut problems);
    match (to, from) {
        (Some(to), Some(from)) if problems.is_empty() => Ok(HandOn { to, from }),
        _ => Err(problems),
    }
}

/// Reads why something is done.
pub(super) fn reason(fields: &Fields, locale: &Locale) -> Result<String, Problem> {
    let reason = clean(fields.text("reason"));
    if (3..=LONGEST_REASON).contains(&reason.chars().count()) {
        Ok(reason)
    } else {
        Err(Problem { field: "reason", sentence: locale.text.households_reason_missing() })
    }
}

/// Reads why what is masked is to be seen: in so many words that a supervisor can judge them.
pub(super) fn purpose(fields: &Fields, locale: &Locale) -> Result<String, Problem> {
    let purpose = clean(fields.text("reason"));
    if (SHORTEST_PURPOSE..=LONGEST_PURPOSE).contains(&purpose.chars().count()) {
        Ok(purpose)
    } else {
        Err(Problem { field: "reason", sentence: locale.text.households_purpose_missing() })
    }
}

/// Reads the address, the notes and the bank account.
pub(super) fn details(fields: &Fields, locale: &Locale) -> Result<Details, Vec<Problem>> {
    let mut problems = Vec::new();
    let Texts { address, notes } = texts(fields, locale, &mut problems);
    let sheba = match fields.text("sheba") {
        "" => None,
        typed => Sheba::parse(typed)
            .map_err(|error| {
                let sentence = match error {
                    ContactError::Checksum => locale.text.households_sheba_check(),
                    _ => locale.text.households_sheba_wrong(),
                };
                problems.push(Problem { field: "sheba", sentence });
            })
            .ok(),
    };
    if problems.is_empty() { Ok(Details { address, notes, sheba }) } else { Err(problems) }
}

/// Reads who is invited.
pub(super) fn invitation(fields: &Fields, locale: &Locale) -> Result<Invitation, Vec<Problem>> {
    let mut problems = Vec::new();
    let Ok(person) = fields.text("person").parse() else {
        return Err(vec![Problem { field: "person", sentence: locale.text.households_invite_who_missing() }]);
    };
    let mobile = mobile(fields, locale, &mut problems);
    if problems.is_empty() { Ok(Invitation { person, mobile, lang: locale.lang }) } else { Err(problems) }
}

fn names(fields: &Fields, locale: &Locale, problems: &mut Vec<Problem>) -> (Option<String>, Option<String>) {
    let text = locale.text;
    let mut name = |field: &'static str, sentence: String| {
        let name = clean(fields.text(field));
        let is_right = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
        if !is_right {
            problems.push(Problem { field, sentence });
        }
        is_right.then_some(name)
    };
    let given_name = name("given-name", text.households_given_name_wrong());
    let family_name = name("family-name", text.households_family_name_wrong());
    (given_name, family_name)
}

fn person(fields: &Fields, locale: &Locale, problems: &mut Vec<Problem>) -> Option<NewPerson> {
    let text = locale.text;
    let (given_name, family_name) = names(fields, locale, problems);
    let national_id = match fields.text("national-id") {
        "" => None,
        typed => NationalId::parse(typed)
            .map_err(|error| {
                let sentence = match error {
                    ContactError::Checksum => text.households_national_id_check(),
                    _ => text.households_national_id_wrong(),
                };
                problems.push(Problem { field: "national-id", sentence });
            })
            .ok(),
    };
    let mobile = mobile(fields, locale, problems);
    Some(NewPerson { given_name: given_name?, family_name: family_name?, national_id, mobile })
}

fn mobile(fields: &Fields, locale: &Locale, problems: &mut Vec<Problem>) -> Option<Mobile> {
    if fields.text("phone").is_empty() {
        return None;
    }
    Mobile::parse(fields.text("phone"))
        .map_err(|_| problems.push(Problem { field: "phone", sentence: locale.text.accounts_mobile_wrong() }))
        .ok()
}

/// What is written freely of a household.
struct Texts {
    address: String,
    notes: String,
}

fn texts(fields: &Fields, locale: &Locale, problems: &mut Vec<Problem>) -> Texts {
    let mut read = |field: &'static str, most: usize| {
        let text = clean_lines(fields.text(field));
        if text.chars().count() > most {
            let most = locale.number(i64::try_from(most).unwrap_or(i64::MAX));
            problems.push(Problem { field, sentence: locale.text.households_long(most) });
        }
        text
    };
    Texts { address: read("address", LONGEST_ADDRESS), notes: read("notes", LONGEST_NOTES) }
}

/// The day from which something holds; today when no day and no year is written.
fn since(fields: &Fields, locale: &Locale, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let part = |suffix: &str| fields.text(&format!("since-{suffix}")).to_owned();
    let (year, month, day) = (part("year"), part("month"), part("day"));
    if year.is_empty() && day.is_empty() {
        return Some(locale.today);
    }
    parse_date_fields(locale.lang, [&year, &month, &day])
        .map_err(|error| {
            let sentence = locale.not_a_date(error, locale.text.households_since_wrong());
            problems.push(Problem { field: "since", sentence });
        })
        .ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]
    use super::{invitation, new_household, new_member};
    use crate::i18n::Locale;
    use crate::kernel::fields::Fields;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    fn persian() -> Locale {
        Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date())
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_household_is_read_from_what_a_persian_keyboard_sends() {
        let sent = fields(&[
            ("given-name", " مريم "),
            ("family-name", "كاظمي"),
            ("national-id", "۰۰۱۰۳۵۰۸۲۹"),
            ("phone", "۰۹۱۲ ۵۵۵ ۴۴۳۳"),
            ("area", "7"),
            ("address", "كوچه سوم"),
            ("idem", "form-0001"),
        ]);
        let (new, _) = new_household(&sent, &persian()).unwrap();
        assert_eq!(new.head.name(), "مریم کاظمی");
        assert_eq!(new.head.national_id.unwrap().as_str(), "0010350829");
        assert_eq!(new.head.mobile.unwrap().as_str(), "+989125554433");
        assert_eq!((new.address.as_str(), new.since), ("کوچه سوم", crate::testing::now().date()));
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let sent = fields(&[
            ("national-id", "123"),
            ("phone", "88"),
            ("since-day", "۳۱"),
            ("since-month", "۱۲"),
            ("since-year", "۱۴۰۴"),
        ]);
        let problems = new_household(&sent, &persian()).unwrap_err();
        let told: Vec<&str> = problems.iter().map(|problem| problem.field).collect();
        assert_eq!(told, ["given-name", "family-name", "national-id", "phone", "area", "since", "idem"]);
    }

    #[test]
    fn a_member_needs_a_relation_and_an_invitation_a_person() {
        let sent = fields(&[("given-name", "علی"), ("family-name", "رضایی")]);
        assert_eq!(new_member(&sent, &persian()).unwrap_err()[0].field, "relation");
        assert_eq!(invitation(&sent, &persian()).unwrap_err()[0].field, "person");
    }
}
