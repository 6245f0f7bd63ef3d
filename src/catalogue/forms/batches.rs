//! Forms about batches: the terms that a plan and a single batch share, a plan's days and season, and a batch's day.
use crate::catalogue::batches::hatch::{BIRDS, Eggs, MOST_EGGS};
use crate::catalogue::batches::model::{Pattern, Plan, Terms, Until, Weekdays};
use crate::catalogue::batches::one::{BatchRefusal, FURTHEST_DAYS};
use crate::catalogue::batches::plan::PlanRefusal;
use crate::catalogue::batches::queries::MOST_PLANS;
use crate::i18n::Locale;
use crate::kernel::calendar::{Jalali, Weekday, parse_date_fields};
use crate::kernel::fields::Fields;
use crate::kernel::lang::Lang;
use crate::kernel::number::parse_whole;
use crate::kernel::quantity::{Quantity, QuantityError, SellUnit};
use crate::ui::Problem;
use chrono::{Datelike, NaiveDate};

/// Minutes between two times that can be chosen.
pub(crate) const TIME_STEP: usize = 30;
/// Orders end at most so many days before.
pub(crate) const MOST_UNTIL_DAYS: i32 = 7;
const MOST_SHELF: i32 = 3_650;

/// Reads the terms of a batch.
pub(crate) fn terms(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Terms, Vec<Problem>> {
    let mut problems = Vec::new();
    let quantity = quantity(fields, unit, locale).map_err(|problem| problems.push(problem));
    let shelf_days = shelf(fields, locale).map_err(|problem| problems.push(problem));
    let minute = |name: &str| fields.text(name).parse::<i32>().ok().filter(|minute| (0..1440).contains(minute));
    let days = fields.text("until-days").parse::<i32>().ok().filter(|days| (0..=MOST_UNTIL_DAYS).contains(days));
    let times = minute("ready").zip(days.zip(minute("until")));
    if times.is_none() {
        problems.push(Problem { field: "ready", sentence: locale.text.batches_times_missing() });
    }
    match (quantity, times, shelf_days) {
        (Ok(quantity), Some((ready_minute, (days, minute))), Ok(shelf_days)) => {
            Ok(Terms { quantity, ready_minute, until: Until { days, minute }, shelf_days })
        }
        _ => Err(problems),
    }
}

/// Reads how much of a good a batch is.
fn quantity(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Quantity, Problem> {
    let missing = || locale.text.batches_quantity_missing();
    match quantity_in(fields, ("quantity", unit), (locale, &missing))? {
        Quantity::ZERO => Err(Problem { field: "quantity", sentence: missing() }),
        quantity => Ok(quantity),
    }
}

/// Reads a quantity; `unread` says what to write where there is none.
pub(crate) fn quantity_in(
    fields: &Fields,
    (field, unit): (&'static str, SellUnit),
    (locale, unread): (&Locale, &dyn Fn() -> String),
) -> Result<Quantity, Problem> {
    Quantity::parse(fields.text(field), unit).map_err(|error| {
        let sentence = match error {
            QuantityError::NotWhole => locale.text.catalogue_stock_whole(locale.sell_unit(unit)),
            QuantityError::Number(_) => unread(),
        };
        Problem { field, sentence }
    })
}

fn shelf(fields: &Fields, locale: &Locale) -> Result<Option<i32>, Problem> {
    let typed = fields.text("shelf");
    if typed.is_empty() {
        return Ok(None);
    }
    let days = parse_whole(typed).ok().and_then(|days| i32::try_from(days).ok()).filter(|days| *days <= MOST_SHELF);
    let sentence = || locale.text.batches_shelf_wrong(locale.number(MOST_SHELF.into()));
    days.map(Some).ok_or_else(|| Problem { field: "shelf", sentence: sentence() })
}

/// Reads a weekly plan; without a season it is from today on.
pub(in crate::catalogue) fn pattern(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Pattern, Vec<Problem>> {
    let mut problems = Vec::new();
    let weekdays = Weekdays::of(fields.all("day").filter_map(Weekday::parse));
    if weekdays.is_empty() {
        problems.push(Problem { field: "day", sentence: locale.text.batches_days_missing() });
    }
    let terms = terms(fields, unit, locale).map_err(|more| problems.extend(more));
    let starts_on = day_of(fields, "from", locale).map_err(|problem| problems.push(problem));
    let ends_on = day_of(fields, "to", locale).map_err(|problem| problems.push(problem));
    match (terms, starts_on, ends_on) {
        (Ok(terms), Ok(starts_on), Ok(ends_on)) if problems.is_empty() => {
            let starts_on = starts_on.unwrap_or(locale.today);
            if ends_on.is_some_and(|last| last < starts_on) {
                return Err(vec![Problem { field: "to", sentence: locale.text.batches_season_crossed() }]);
            }
            if ends_on.is_some_and(|last| last < locale.today) {
                return Err(vec![Problem { field: "to", sentence: locale.text.batches_season_over() }]);
            }
            let skips_holidays = fields.has("skips");
            Ok(Pattern { weekdays, terms, skips_holidays, starts_on, ends_on })
        }
        _ => Err(problems),
    }
}

/// A day in three parts that may be left out.
fn day_of(fields: &Fields, field: &'static str, locale: &Locale) -> Result<Option<NaiveDate>, Problem> {
    let part = |part: &str| fields.text(&format!("{field}-{part}"));
    let typed = [part("year"), part("month"), part("day")];
    if typed.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    parse_date_fields(locale.lang, typed)
        .map(Some)
        .map_err(|error| Problem { field, sentence: locale.not_a_date(error, locale.text.batches_day_wrong()) })
}

/// Reads the day of a batch, one of a list.
pub(crate) fn day(fields: &Fields, locale: &Locale) -> Result<NaiveDate, Problem> {
    let missing = || Problem { field: "on", sentence: locale.text.batches_day_missing() };
    fields.text("on").parse().map_err(|_| missing())
}

/// Reads eggs that were set.
pub(in crate::catalogue) fn eggs(fields: &Fields, locale: &Locale) -> Result<Eggs, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut wrong = |field: &'static str, sentence: String| problems.push(Problem { field, sentence });
    let whole = |name: &str| parse_whole(fields.text(name)).ok().and_then(|number| i32::try_from(number).ok());
    let eggs = whole("eggs").filter(|eggs| (1..=MOST_EGGS).contains(eggs));
    if eggs.is_none() {
        wrong("eggs", locale.text.batches_eggs_missing());
    }
    let days = fields.text("bird").parse::<i32>().ok().filter(|days| BIRDS.contains(days));
    if days.is_none() {
        wrong("bird", locale.text.batches_bird_missing());
    }
    let share = whole("share").filter(|share| (1..=100).contains(share));
    if share.is_none() {
        wrong("share", locale.text.batches_share_wrong());
    }
    let set_on =
        day_of(fields, "set", locale).map(|day| day.unwrap_or(locale.today)).map_err(|problem| problems.push(problem));
    match (set_on, eggs.zip(days), share) {
        (Ok(set_on), Some((eggs, days)), Some(share)) => Ok(Eggs { set_on, eggs, days, share_bp: share * 100 }),
        _ => Err(problems),
    }
}

/// A form with these terms.
pub(crate) fn with_terms(fields: Fields, terms: &Terms, locale: &Locale) -> Fields {
    let shelf = terms.shelf_days.map_or(String::new(), |days| locale.number(days.into()));
    fields
        .with("quantity", locale.quantity_number(terms.quantity))
        .with("ready", terms.ready_minute.to_string())
        .with("until-days", terms.until.days.to_string())
        .with("until", terms.until.minute.to_string())
        .with("shelf", shelf)
}

/// What a new plan begins with: every day except Friday, ready at seven, orders until eight the evening before.
pub(in crate::catalogue) fn usual(locale: &Locale) -> Fields {
    let days = Weekday::ALL.iter().filter(|day| **day != Weekday::Friday);
    let fields = days.fold(Fields::default(), |fields, day| fields.and("day", day.as_str()));
    usual_times(fields, locale).with("skips", "yes")
}

/// The times that a batch begins with.
pub(in crate::catalogue) fn usual_times(fields: Fields, locale: &Locale) -> Fields {
    let fields = fields.with("ready", "420").with("until-days", "1").with("until", "1200");
    fields.with("bird", "21").with("share", locale.number(80))
}

/// A form with what a plan says.
pub(in crate::catalogue) fn with_plan(plan: &Plan, locale: &Locale) -> Fields {
    let pattern = &plan.pattern;
    let days = Weekday::ALL.iter().filter(|day| pattern.weekdays.has(**day));
    let fields = days.fold(Fields::default(), |fields, day| fields.and("day", day.as_str()));
    let fields = with_terms(fields, &pattern.terms, locale)
        .with("plan", plan.id.to_string())
        .with("version", plan.version.to_string());
    let fields = if pattern.skips_holidays { fields.with("skips", "yes") } else { fields };
    let fields = with_day(fields, "from", pattern.starts_on, locale);
    pattern.ends_on.map_or(fields.clone(), |last| with_day(fields, "to", last, locale))
}

/// A form with a day in three parts.
pub(in crate::catalogue) fn with_day(fields: Fields, name: &str, day: NaiveDate, locale: &Locale) -> Fields {
    let (day_of_month, month, year) = match locale.lang {
        Lang::Fa => {
            let date = Jalali::of(day);
            (u32::from(date.day()), u32::from(date.month()), date.year())
        }
        Lang::En => (day.day(), day.month(), day.year()),
    };
    fields
        .with(&format!("{name}-day"), locale.in_digits(&day_of_month.to_string()))
        .with(&format!("{name}-month"), month.to_string())
        .with(&format!("{name}-year"), locale.in_digits(&year.to_string()))
}

/// Why a plan was not made or changed, in words.
pub(in crate::catalogue) fn plan_problem(refusal: PlanRefusal, locale: &Locale) -> Problem {
    let (field, sentence) = match refusal {
        PlanRefusal::TooMany => ("day", locale.text.batches_many_plans(locale.number(MOST_PLANS))),
        PlanRefusal::Late => ("until", locale.text.batches_late()),
        PlanRefusal::Stale => ("day", locale.text.batches_stale()),
    };
    Problem { field, sentence }
}

/// Why a batch was not opened or changed, in words.
pub(crate) fn batch_problem(refusal: BatchRefusal, unit: SellUnit, locale: &Locale) -> Problem {
    let (field, sentence) = match refusal {
        BatchRefusal::Past => ("ready", locale.text.batches_past()),
        BatchRefusal::TooFar => {
            let days = i64::try_from(FURTHEST_DAYS).unwrap_or(i64::MAX);
            ("on", locale.text.batches_far(locale.number(days)))
        }
        BatchRefusal::Late => ("until", locale.text.batches_late()),
        BatchRefusal::Nothing => ("eggs", locale.text.batches_eggs_missing()),
        BatchRefusal::TooMany => ("on", locale.text.batches_many()),
        BatchRefusal::Twin(_) => ("ready", locale.text.batches_twin()),
        BatchRefusal::Held { held } => ("quantity", locale.text.batches_held(locale.quantity(held, unit))),
        BatchRefusal::Moved => ("quantity", locale.text.batches_stale()),
    };
    Problem { field, sentence }
}

/// Why eggs that were set opened no batch, in words: its day follows from theirs.
pub(in crate::catalogue) fn eggs_problem(refusal: BatchRefusal, unit: SellUnit, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        BatchRefusal::Past => Problem { field: "set", sentence: text.batches_eggs_past() },
        BatchRefusal::TooFar => Problem { field: "set", sentence: text.batches_eggs_far() },
        BatchRefusal::TooMany => Problem { field: "set", sentence: text.batches_many() },
        BatchRefusal::Late
        | BatchRefusal::Nothing
        | BatchRefusal::Twin(_)
        | BatchRefusal::Held { .. }
        | BatchRefusal::Moved => batch_problem(refusal, unit, locale),
    }
}

#[cfg(test)]
mod tests {
    use super::{pattern, terms, usual, with_plan};
    use crate::catalogue::batches::model::Plan;
    use crate::i18n::Locale;
    use crate::kernel::ids::{BatchPlanId, ProductId};
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::kernel::quantity::{Quantity, SellUnit};

    fn locale(lang: Lang) -> Locale {
        Locale::new(lang, MoneyUnit::Toman, crate::testing::now().date())
    }

    #[test]
    fn a_plan_reads_what_its_form_shows_in_either_language() {
        for lang in [Lang::Fa, Lang::En] {
            let locale = locale(lang);
            let sent = usual(&locale).with("quantity", "۴۰").with("shelf", "3");
            let read = pattern(&sent, SellUnit::Piece, &locale).unwrap();
            assert_eq!((read.terms.quantity, read.terms.shelf_days), (Quantity(40_000), Some(3)));
            assert_eq!((read.terms.ready_minute, read.terms.until.days, read.terms.until.minute), (420, 1, 1200));
            assert_eq!(read.starts_on, locale.today);
            let season = crate::catalogue::batches::model::Pattern { ends_on: "2027-03-20".parse().ok(), ..read };
            let plan = Plan { id: BatchPlanId(7), product: ProductId(8), pattern: season, version: 1 };
            assert_eq!(pattern(&with_plan(&plan, &locale), SellUnit::Piece, &locale), Ok(season));
        }
    }

    #[test]
    fn each_thing_to_mend_is_named_at_its_field() {
        let locale = locale(Lang::Fa);
        let sent = usual(&locale)
            .with("day", "someday")
            .with("quantity", "۱٫۵")
            .with("shelf", "x")
            .with("ready", "")
            .with("from-year", "1405");
        let fields: Vec<&str> =
            pattern(&sent, SellUnit::Piece, &locale).unwrap_err().iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["day", "quantity", "shelf", "ready", "from"]);
        assert_eq!(
            terms(&usual(&locale).with("quantity", "0"), SellUnit::Kilo, &locale).unwrap_err()[0].field,
            "quantity"
        );
    }
}
