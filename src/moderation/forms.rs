//! Forms of moderators and of visitors who report what they see, parsed into kernel values.
use super::decide::{Decision, Outcome};
use super::model::{ItemKind, Reason, ReportReason, Seen, What};
use crate::catalogue::limits::{Limit, Limits};
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::ids::ShopId;
use crate::kernel::number::parse_whole;
use crate::kernel::persian::clean_lines;
use crate::ui::Problem;

const LONGEST_NOTE: usize = 300;
const LONGEST_REPORT: usize = 500;

/// The kind that a moderator looks at alone; nothing for the whole queue.
pub(super) fn kind(query: &Fields) -> Option<ItemKind> {
    ItemKind::parse(query.text("kind"))
}

/// The version that a decision was made on; none that exists if it is missing.
pub(super) fn version(fields: &Fields) -> i32 {
    fields.text("version").parse().unwrap_or(0)
}

/// The decision that is to be taken back; none that exists if it is missing.
pub(super) fn decision_to_undo(fields: &Fields) -> i64 {
    fields.text("decision").parse().unwrap_or(0)
}

/// What of its shop a moderator wants to look over again.
pub(super) fn again(fields: &Fields, shop: ShopId) -> Option<Seen> {
    match fields.text("again").split_once(':') {
        None if fields.text("again") == "sign" => Some(Seen::Sign(shop)),
        Some(("review", id)) => id.parse().ok().map(Seen::Review),
        Some(("answer", id)) => id.parse().ok().map(Seen::Answer),
        _ => None,
    }
}

/// Reads a decision; nothing when the form asks for none.
pub(super) fn decision(fields: &Fields, locale: &Locale) -> Option<Result<Decision, Problem>> {
    let to = match fields.text("do") {
        "accept" => Outcome::Accept,
        "mend" => Outcome::Mend,
        "refuse" => Outcome::Refuse,
        _ => return None,
    };
    let chosen = |reason: &Reason| fields.all("reason").any(|sent| sent == reason.as_str());
    let reasons = Reason::ALL.iter().copied().filter(chosen).collect();
    let note = words(fields, "note", LONGEST_NOTE, locale);
    Some(note.map(|note| Decision { to, reasons, note }))
}

/// Reads why a shop is hidden; its people must be told something.
pub(super) fn why_hidden(fields: &Fields, locale: &Locale) -> Result<String, Problem> {
    let why = words(fields, "why", LONGEST_NOTE, locale)?;
    let sentence = || locale.text.moderation_hide_why_missing();
    if why.is_empty() { Err(Problem { field: "why", sentence: sentence() }) } else { Ok(why) }
}

fn words(fields: &Fields, field: &'static str, longest: usize, locale: &Locale) -> Result<String, Problem> {
    let words = clean_lines(fields.text(field));
    if words.chars().count() > longest {
        return Err(Problem { field, sentence: locale.text.app_too_long(locale.count(longest)) });
    }
    Ok(words)
}

/// Reads why something is reported, and what the visitor says of it.
pub(super) fn report(fields: &Fields, what: &What, locale: &Locale) -> Result<(ReportReason, String), Vec<Problem>> {
    let missing = || Problem { field: "reason", sentence: locale.text.moderation_report_reason_missing() };
    let known = ReportReason::parse(fields.text("reason")).filter(|reason| reason.fits(what));
    let reason = known.ok_or_else(missing);
    let said = words(fields, "words", LONGEST_REPORT, locale);
    match (reason, said) {
        (Ok(ReportReason::Other), Ok(said)) if said.is_empty() => {
            Err(vec![Problem { field: "words", sentence: locale.text.moderation_report_words_missing() }])
        }
        (Ok(reason), Ok(said)) => Ok((reason, said)),
        (reason, said) => Err(reason.err().into_iter().chain(said.err()).collect()),
    }
}

/// The numbers in force, as the form shows them.
pub(super) fn filled(limits: &Limits, locale: &Locale) -> Fields {
    Limit::ALL
        .iter()
        .fold(Fields::default(), |fields, limit| fields.with(limit.as_str(), locale.number(limits.of(*limit))))
        .with("seen", limits.written())
}

/// Reads the numbers of the office.
pub(super) fn rules(fields: &Fields, locale: &Locale) -> Result<Vec<(Limit, i64)>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut numbers = Vec::new();
    for limit in Limit::ALL {
        let (least, most) = limit.range();
        match parse_whole(fields.text(limit.as_str())).ok().filter(|number| (least..=most).contains(number)) {
            Some(number) => numbers.push((*limit, number)),
            None => {
                let range = named::LeastMost { least: locale.number(least), most: locale.number(most) };
                problems.push(Problem { field: limit.as_str(), sentence: locale.text.moderation_rule_wrong(range) });
            }
        }
    }
    if problems.is_empty() { Ok(numbers) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::{decision, report, rules};
    use crate::catalogue::limits::Limit;
    use crate::i18n::Locale;
    use crate::kernel::fields::Fields;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use crate::messages::Reason;
    use crate::moderation::model::{ReportReason, What};

    fn locale() -> Locale {
        Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date())
    }

    #[test]
    fn several_sentences_can_be_chosen_and_unknown_ones_are_left_out() {
        let sent =
            Fields::default().with("do", "mend").and("reason", "contact").and("reason", "name").and("reason", "x");
        let decision = decision(&sent, &locale()).unwrap().unwrap();
        assert_eq!(decision.reasons, [Reason::Name, Reason::Contact]);
        let long = sent.with("note", "ن".repeat(301));
        assert_eq!(super::decision(&long, &locale()).unwrap().unwrap_err().field, "note");
        assert!(super::decision(&Fields::default(), &locale()).is_none());
    }

    #[test]
    fn another_reason_is_told_in_words() {
        let told = |reason: &str, words: &str| {
            report(
                &Fields::default().with("reason", reason).with("words", words),
                &What::Good(String::new()),
                &locale(),
            )
        };
        assert_eq!(told("photo", "").unwrap(), (ReportReason::Photo, String::new()));
        assert_eq!(told("other", " ").unwrap_err()[0].field, "words");
        assert_eq!(told("", "").unwrap_err()[0].field, "reason");
        assert_eq!(told("rude", &"ب".repeat(501)).unwrap_err()[0].field, "words");
        let of_words = report(&Fields::default().with("reason", "photo"), &What::Review(String::new()), &locale());
        assert_eq!(of_words.unwrap_err()[0].field, "reason", "a review has no photo");
    }

    #[test]
    fn the_numbers_of_the_office_are_read_in_any_digits_and_kept_in_their_ranges() {
        let all = |number: &str| Limit::ALL.iter().fold(Fields::default(), |f, limit| f.with(limit.as_str(), number));
        assert_eq!(rules(&all("۲۰"), &locale()).unwrap().len(), Limit::ALL.len());
        assert_eq!(rules(&all("201"), &locale()).unwrap_err().len(), Limit::ALL.len());
        let zero = rules(&all("0"), &locale()).unwrap_err();
        assert!(
            zero.iter().all(|problem| problem.field != Limit::TrustAfter.as_str())
                && zero.len() == Limit::ALL.len() - 1
        );
    }
}
