//! What browsers send about sites, days and requests, parsed into kernel values; a sentence for each thing to mend.
mod asking;
mod day;
mod drawing;
mod reader;
mod sought;

pub(super) use asking::{JOIN, TOUCH, WISHES, absence, touched, wanted, wanted_so_far, wishes_in, with_wishes};
pub(super) use day::{hand_on, incident, scanned, tick, walk_in};
pub(super) use drawing::{CATEGORY, MORE, OBSTACLE, ROW, RULES_SEEN, category_rule, rows_edit, rules, stall_edit};
pub(super) use sought::{FIND, Sought};

use reader::Reader;

use super::days::{MOST_WEEKS, NewDays};
use super::drawing::NewSite;
use super::fittings::{Baking, Fittings, Power};
use super::model::{MOST_STALLS_EACH, North, Seen, SiteDetails, Terms, VendorList};
use super::own::NewOwn;
use super::vendors::{NewSeller, VendorChange};
use crate::households::persons::NewPerson;
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::ids::AreaId;
use crate::kernel::persian::ascii_digits;
use crate::ui::Problem;
use chrono::NaiveDate;

/// Reads a site to be opened.
pub(super) fn new_site(fields: &Fields, locale: &Locale) -> Result<NewSite, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let area: Option<AreaId> = fields.text("area").parse().ok();
    if area.is_none() {
        reader.problem("area", locale.text.stalls_area_missing());
    }
    let north = North::parse(fields.text("north"));
    if north.is_none() {
        reader.problem("north", locale.text.stalls_north_missing());
    }
    let details = details(&mut reader);
    let (Some(area), Some(north)) = (area, north) else {
        return Err(reader.problems);
    };
    reader.done(NewSite { area, north, details })
}

/// The field of the details that a form stood beside, by their digest.
pub(super) const DETAILS_SEEN: &str = "seen-details";

/// Reads what is said of a site.
pub(super) fn site_details(fields: &Fields, locale: &Locale) -> Result<SiteDetails, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let details = details(&mut reader);
    reader.done(details)
}

fn details(reader: &mut Reader) -> SiteDetails {
    let text = reader.locale.text;
    let (opens_minute, closes_minute) = reader.hours();
    SiteDetails {
        name: reader.name("name", text.stalls_site_name()),
        address: reader.lines("address"),
        opens_minute,
        closes_minute,
        cutoff_hours: reader.number("cutoff", text.stalls_number_cutoff(), (0, 240)),
        no_show_minutes: reader.number("no-show", text.stalls_number_no_show(), (0, 600)),
    }
}

/// The fields of what is said of a site.
pub(super) fn details_fields(details: &SiteDetails, locale: &Locale) -> Fields {
    Fields::default()
        .with("name", details.name.clone())
        .with("address", details.address.clone())
        .with("opens", details.opens_minute.to_string())
        .with("closes", details.closes_minute.to_string())
        .with("cutoff", locale.number(details.cutoff_hours.into()))
        .with("no-show", locale.number(details.no_show_minutes.into()))
}

/// How many weeks in a row the days are; one when nothing is chosen.
fn weeks(fields: &Fields, reader: &mut Reader) -> u64 {
    let chosen = match fields.text("weeks") {
        "" => return 1,
        chosen => ascii_digits(chosen).parse::<u64>().ok().filter(|weeks| (1..=MOST_WEEKS).contains(weeks)),
    };
    if chosen.is_none() {
        let most = i64::try_from(MOST_WEEKS).unwrap_or(i64::MAX);
        reader.out_of_range("weeks", &reader.locale.text.stalls_days_repeat(), (1, most));
    }
    chosen.unwrap_or(1)
}

/// Reads the days to be opened.
pub(super) fn new_days(fields: &Fields, locale: &Locale) -> Result<NewDays, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let typed = [fields.text("first-year"), fields.text("first-month"), fields.text("first-day")];
    let first = parse_date_fields(locale.lang, typed);
    if let Err(error) = first {
        reader.problem("first", locale.not_a_date(error, locale.text.stalls_date_wrong()));
    }
    let (opens_minute, closes_minute) = reader.hours();
    let weeks = weeks(fields, &mut reader);
    match first {
        Ok(first) => reader.done(NewDays { first, weeks, opens_minute, closes_minute }),
        Err(_) => Err(reader.problems),
    }
}

/// Reads a seller's place as it shall be.
pub(super) fn vendor_change(fields: &Fields, locale: &Locale) -> Result<VendorChange, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let seniority = reader.number("seniority", locale.text.stalls_sellers_seniority(), (1, 100_000));
    let list = reader.one_of("list", &locale.text.stalls_sellers_list(), VendorList::parse).unwrap_or(VendorList::A);
    let guaranteed = match fields.text("guaranteed") {
        "" => 0,
        _ => reader.number("guaranteed", locale.text.stalls_sellers_guaranteed(), (0, MOST_STALLS_EACH)),
    };
    let terms = Terms { list, guaranteed };
    match fields.text("household").parse() {
        Ok(household) => {
            let category = fields.text("category").to_owned();
            reader.done(VendorChange { household, seniority, category, terms })
        }
        Err(_) => Err(reader.problems),
    }
}

/// As far as it can be read, for what is shown beside a form that is not finished.
fn fittings(fields: &Fields) -> Fittings {
    Fittings {
        power: Power::parse(fields.text("power")).unwrap_or(Power::None),
        water: fields.has("water"),
        baking: Baking::parse(fields.text("baking")).unwrap_or(Baking::None),
        own_unit: fields.has("own-unit"),
    }
}

fn chosen(fields: &Fields, name: &str) -> Option<String> {
    let value = fields.text(name);
    (!value.is_empty()).then(|| value.to_owned())
}

/// The fields of a form that shows these fittings.
pub(super) fn with_fittings(fields: Fields, shown: &Fittings) -> Fields {
    let mut fields = fields.with("power", shown.power.as_str()).with("baking", shown.baking.as_str());
    for (name, is_set) in [("water", shown.water), ("own-unit", shown.own_unit)] {
        if is_set {
            fields = fields.with(name, "yes");
        }
    }
    fields
}

/// These fields, with what was sent over them: of two forms on a page only one is sent. A box that was not ticked is not sent
/// at all, so none stays ticked.
pub(super) fn over(shown: Fields, sent: &Fields) -> Fields {
    let ticks = ["water", "own-unit"];
    let shown = shown.pairs().iter().filter(|(name, _)| !ticks.contains(&name.as_str()) || sent.has("do"));
    let shown = shown.fold(Fields::default(), |kept, (name, value)| kept.with(name, value.clone()));
    sent.pairs().iter().fold(shown, |fields, (name, value)| fields.with(name, value.clone()))
}

/// Reads which stall becomes a seller's own, from today on.
pub(super) fn new_own(fields: &Fields, today: NaiveDate) -> Option<NewOwn> {
    let (household, stall) = (fields.text("household").parse().ok()?, fields.text("stall").parse().ok()?);
    Some(NewOwn { household, stall, from: today })
}

/// What a market manager announces about a day; empty to say nothing.
pub(super) fn announcement(fields: &Fields, locale: &Locale) -> Result<String, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let text = reader.lines("announcement");
    reader.done(text)
}

/// Reads a home business to be registered; its head's mobile was read before.
pub(super) fn new_seller(
    fields: &Fields,
    mobile: Result<Mobile, Problem>,
    locale: &Locale,
) -> Result<NewSeller, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let (given_name, family_name) = (
        reader.name("given-name", locale.text.stalls_register_given()),
        reader.name("family-name", locale.text.stalls_register_family()),
    );
    let mobile = mobile.map_err(|problem| reader.problems.push(problem));
    let area: Option<AreaId> = fields.text("area").parse().ok();
    if area.is_none() {
        reader.problem("area", locale.text.stalls_area_missing());
    }
    let (Ok(mobile), Some(area)) = (mobile, area) else {
        return Err(reader.problems);
    };
    let head = NewPerson { given_name, family_name, national_id: None, mobile: None };
    reader.done(NewSeller { head, mobile, area, lang: locale.lang })
}

/// The plan that a form stood beside; nothing where it names none.
pub(super) fn seen(fields: &Fields) -> Option<Seen> {
    Some(Seen { run: fields.text("run").parse().ok()?, revision: fields.text("revision").parse().ok()? })
}
