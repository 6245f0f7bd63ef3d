//! The form of income before support.
use super::Reader;
use crate::grants::tell_baseline::{Correction, Months, NewBaseline};
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::BaselineId;
use crate::kernel::number::parse_whole;
use crate::ui::Problem;

/// Reads the income before support.
pub(in crate::grants) fn baseline(fields: &Fields, locale: &Locale) -> Result<NewBaseline, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let taken_on = reader.date("taken");
    let text = locale.text;
    let good = months(&mut reader, ("good-months", "good"), text.grants_baseline_good());
    let average = months(&mut reader, ("average-months", "average"), text.grants_baseline_average());
    let bad = months(&mut reader, ("bad-months", "bad"), text.grants_baseline_bad());
    let closed = count(&mut reader, "closed-months", text.grants_baseline_closed_months());
    let other = reader.amount_or_nothing("other");
    let grant = fields.text("grant").parse().ok();
    let value = taken_on.zip(good).zip(average).zip(bad).zip(closed.zip(other)).map(
        |((((taken_on, good), average), bad), (closed, other))| NewBaseline {
            grant,
            taken_on,
            good,
            average,
            bad,
            closed,
            other,
        },
    );
    reader.done(value)
}

/// Reads what should have been written in place of a row, and why.
pub(in crate::grants) fn baseline_correction(
    fields: &Fields,
    locale: &Locale,
    of: BaselineId,
) -> Result<(NewBaseline, Correction), Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let reason = reader.line("reason", locale.text.grants_form_reason());
    let explained = reader.done(Some(Correction { of, reason }));
    match (baseline(fields, locale), explained) {
        (Ok(told), Ok(correction)) => Ok((told, correction)),
        (told, explained) => Err([told.err(), explained.err()].into_iter().flatten().flatten().collect()),
    }
}

/// Reads how many months there were of a kind, which `called` names, and what such a month brought.
fn months(
    reader: &mut Reader,
    (count_field, income_field): (&'static str, &'static str),
    called: String,
) -> Option<Months> {
    let count = count(reader, count_field, called)?;
    let income = if count == 0 { reader.amount_or_nothing(income_field) } else { reader.amount(income_field) }?;
    Some(Months { count, income })
}

fn count(reader: &mut Reader, field: &'static str, called: String) -> Option<i32> {
    if reader.fields.text(field).is_empty() {
        return Some(0);
    }
    let count = parse_whole(reader.fields.text(field)).ok().filter(|count| *count <= 12);
    if count.is_none() {
        reader.problem(field, reader.locale.text.grants_form_months(called));
    }
    count.and_then(|count| i32::try_from(count).ok())
}
