//! What browsers send to ask for a stall: what is needed, how many stalls, and the wishes as they were touched on the plan.
use super::{Reader, chosen, fittings};
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::fields::Fields;
use crate::kernel::ids::StallId;
use crate::stalls::absences::NewAbsence;
use crate::stalls::bookings::MOST_WISHES;
use crate::stalls::model::{Counts, MOST_STALLS_EACH, Wanted, Wishes};
use crate::ui::Problem;
use chrono::NaiveDate;

/// Reads what is asked for.
pub(in crate::stalls) fn wanted(fields: &Fields, locale: &Locale) -> Result<Wanted, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let category = chosen(fields, "category").unwrap_or_default();
    if category.is_empty() {
        reader.problem("category", locale.text.stalls_category_missing());
    }
    let needs = reader.fittings();
    let counts = counts(&mut reader);
    let wishes = wishes_in(fields);
    if wishes.len() > MOST_WISHES {
        let most = locale.number(i64::try_from(MOST_WISHES).unwrap_or(i64::MAX));
        reader.problem(WISHES, locale.text.stalls_ask_too_many_wishes(most));
    }
    let flexible = reader.one_of("flexible", &locale.text.stalls_ask_flexible(), yes_or_no).unwrap_or(true);
    if !flexible && wishes.is_empty() {
        reader.problem(WISHES, locale.text.stalls_ask_no_wish());
    }
    reader.done(Wanted { category, needs, counts, flexible, wishes })
}

fn yes_or_no(sent: &str) -> Option<bool> {
    match sent {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// What is asked for so far, for marking the plan beside a form that is not finished; the rest is as for anybody.
pub(in crate::stalls) fn wanted_so_far(fields: &Fields) -> Wanted {
    Wanted {
        category: fields.text("category").to_owned(),
        needs: fittings(fields),
        counts: Counts::ONE,
        flexible: fields.text("flexible") != "no",
        wishes: wishes_in(fields),
    }
}

/// How many stalls at most, and with how many at least one would come; one where nothing is said.
fn counts(reader: &mut Reader) -> Counts {
    let text = reader.locale.text;
    let most = count(reader, "most", text.stalls_ask_most());
    let least = count(reader, "least", text.stalls_ask_least());
    if least > most {
        reader.problem("least", text.stalls_ask_counts_wrong());
    }
    Counts { least, most }
}

fn count(reader: &mut Reader, field: &'static str, name: String) -> i32 {
    if reader.fields.has(field) { reader.number(field, name, (1, MOST_STALLS_EACH)) } else { 1 }
}

/// The field of the wishes: stalls by their ids, the best first, with a plus between those that are equally good.
pub(in crate::stalls) const WISHES: &str = "wishes";
/// The name of the buttons that add a stall to the wishes or take it out.
pub(in crate::stalls) const TOUCH: &str = "touch";
/// The name of the buttons that make a wish as good as the one before.
pub(in crate::stalls) const JOIN: &str = "join";

/// The wishes of a form as they were touched; what is no stall's id is passed over, and so is a stall that was named before.
pub(in crate::stalls) fn wishes_in(fields: &Fields) -> Wishes {
    let tiers = fields.text(WISHES).split(',');
    let tiers = tiers.map(|tier| tier.split('+').filter_map(|stall| stall.parse().ok()).collect::<Vec<StallId>>());
    Wishes(tiers.filter(|tier| !tier.is_empty()).take(MOST_TOUCHED).collect()).unrepeated()
}

/// More tiers than anyone can send by touching.
const MOST_TOUCHED: usize = 60;

/// The fields with these wishes.
pub(in crate::stalls) fn with_wishes(fields: Fields, wishes: &Wishes) -> Fields {
    let tier = |tier: &Vec<StallId>| tier.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    fields.with(WISHES, wishes.0.iter().map(tier).collect::<Vec<_>>().join(","))
}

/// The fields after a button of the plan was pressed; nothing if it was another one.
pub(in crate::stalls) fn touched(fields: &Fields) -> Option<Fields> {
    let wishes = wishes_in(fields);
    let changed = match (fields.text(TOUCH).parse(), fields.text(JOIN).parse()) {
        (Ok(stall), _) if wishes.contains(stall) || wishes.len() < MOST_WISHES => wishes.touched(stall),
        (Ok(_), _) => wishes,
        (_, Ok(stall)) => wishes.joined(stall),
        _ => return None,
    };
    Some(with_wishes(fields.clone(), &changed))
}

/// Reads from when to when a household comes to no market day.
pub(in crate::stalls) fn absence(fields: &Fields, locale: &Locale) -> Result<NewAbsence, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let first_day = day(&mut reader, "from");
    let last_day = day(&mut reader, "until");
    match (fields.text("site").parse(), first_day, last_day) {
        (Ok(site), Some(first_day), Some(last_day)) => reader.done(NewAbsence { site, first_day, last_day }),
        (Err(_), ..) => {
            reader.problem("site", locale.text.stalls_absence_site_missing());
            Err(reader.problems)
        }
        _ => Err(reader.problems),
    }
}

fn day(reader: &mut Reader, name: &'static str) -> Option<NaiveDate> {
    let parts = ["year", "month", "day"].map(|part| reader.fields.text(&format!("{name}-{part}")));
    match parse_date_fields(reader.locale.lang, parts) {
        Ok(day) => Some(day),
        Err(error) => {
            let sentence = reader.locale.not_a_date(error, reader.locale.text.stalls_date_wrong());
            reader.problem(name, sentence);
            None
        }
    }
}
