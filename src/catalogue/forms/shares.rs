//! The shares of the machines behind a good, as a form has them.
use super::LONGEST_TEXT;
use crate::catalogue::model::{Machine, Weight};
use crate::catalogue::weights::{NewWeights, WHOLE};
use crate::i18n::Locale;
use crate::kernel::calendar::parse_date_fields;
use crate::kernel::fields::Fields;
use crate::kernel::number::parse_decimal;
use crate::kernel::persian::clean;
use crate::ui::Problem;
use chrono::NaiveDate;

const PERCENT_PLACES: u32 = 2;

/// Under which name of a form a machine's share stands; the household's own means have a name of their own.
pub(in crate::catalogue) fn share_field(line: Option<&Machine>) -> String {
    line.map_or_else(|| "share-own".to_owned(), |machine| format!("share-{}", machine.id))
}

/// From which day new shares probably hold: from that on which a machine came or went, where this was after the shares in
/// force began; else from today.
pub(in crate::catalogue) fn likely_start(
    in_force: Option<NaiveDate>,
    moved: Option<NaiveDate>,
    today: NaiveDate,
) -> NaiveDate {
    moved.filter(|moved| in_force.is_none_or(|starts_on| *moved > starts_on)).unwrap_or(today)
}

/// The shares in force, filled in for the machines still within reach.
pub(in crate::catalogue) fn shares(lines: &[Weight], machines: &[Machine], locale: &Locale) -> Fields {
    let share = |machine: Option<&Machine>| {
        let id = machine.map(|machine| machine.id);
        lines.iter().find(|line| line.machine == id).map(|line| locale.percent_number(line.share_bp.into()))
    };
    machines
        .iter()
        .map(Some)
        .chain([None])
        .filter_map(|machine| Some((share_field(machine), share(machine)?)))
        .fold(Fields::default(), |fields, (name, value)| fields.with(&name, value))
}

/// Reads shares in percent for these machines and the own means; an empty one is none.
pub(in crate::catalogue) fn weights(
    fields: &Fields,
    machines: &[Machine],
    locale: &Locale,
) -> Result<NewWeights, Vec<Problem>> {
    let wrong = |sentence| vec![Problem { field: "shares", sentence }];
    let mut lines = Vec::new();
    for machine in machines.iter().map(Some).chain([None]) {
        let name = share_field(machine);
        let typed = fields.text(&name);
        if typed.is_empty() {
            continue;
        }
        let share = parse_decimal(typed, PERCENT_PLACES).ok().and_then(|share| i32::try_from(share).ok());
        match share.filter(|share| *share <= WHOLE) {
            Some(0) => {}
            Some(share_bp) => lines.push(Weight { machine: machine.map(|machine| machine.id), share_bp }),
            None => return Err(wrong(locale.text.catalogue_weights_wrong())),
        }
    }
    let sum: i32 = lines.iter().map(|line: &Weight| line.share_bp).sum();
    if sum != WHOLE {
        let sum = locale.percent_number(sum.into());
        return Err(wrong(locale.text.catalogue_weights_sum(sum)));
    }
    let reason = clean(fields.text("reason"));
    if reason.chars().count() < 3 || reason.chars().count() > LONGEST_TEXT {
        return Err(vec![Problem { field: "reason", sentence: locale.text.catalogue_weights_reason_missing() }]);
    }
    let part = |part: &str| fields.text(&format!("starts-{part}"));
    let typed = [part("year"), part("month"), part("day")];
    let starts_on = parse_date_fields(locale.lang, typed).map_err(|error| {
        let sentence = locale.not_a_date(error, locale.text.catalogue_weights_day_wrong());
        vec![Problem { field: "starts", sentence }]
    })?;
    Ok(NewWeights { starts_on, reason, lines })
}

#[cfg(test)]
mod tests {
    use super::likely_start;

    #[test]
    fn new_shares_probably_begin_when_a_machine_moved_after_the_last_ones_began() {
        let day = |text: &str| text.parse().unwrap();
        let (before, then, today) = (day("2026-11-01"), day("2026-11-10"), day("2026-11-23"));
        assert_eq!(likely_start(Some(before), Some(then), today), then);
        assert_eq!(likely_start(Some(then), Some(then), today), today);
        assert_eq!(likely_start(Some(then), Some(before), today), today);
        assert_eq!(likely_start(None, None, today), today);
    }
}
