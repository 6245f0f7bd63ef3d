//! Forms of buyers who review goods and of shops that answer, parsed into kernel values.
use super::model::MOST_STARS;
use super::write::{NewReview, ReviewRefusal};
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::persian::clean_lines;
use crate::ui::Problem;

const LONGEST: usize = 500;

/// The fields of the goods of one form: an order with more goods has the rest of them in the next form.
pub(super) const PLACES: [(&str, &str); 10] = [
    ("stars-1", "words-1"),
    ("stars-2", "words-2"),
    ("stars-3", "words-3"),
    ("stars-4", "words-4"),
    ("stars-5", "words-5"),
    ("stars-6", "words-6"),
    ("stars-7", "words-7"),
    ("stars-8", "words-8"),
    ("stars-9", "words-9"),
    ("stars-10", "words-10"),
];

/// Reads what is said of the goods of an order, each perhaps with stars; a good of which nothing is said is left out.
pub(super) fn reviews(fields: &Fields, locale: &Locale) -> Result<Vec<NewReview>, Vec<Problem>> {
    let (mut said, mut problems) = (Vec::new(), Vec::new());
    for (line, (stars, words)) in fields.all("line").zip(PLACES) {
        if fields.text(stars).is_empty() && fields.text(words).is_empty() {
            continue;
        }
        match one(fields, (stars, words), locale) {
            Ok((stars, words)) => said.push(NewReview { line: line.parse().unwrap_or(-1), stars, words }),
            Err(problem) => problems.push(problem),
        }
    }
    if said.is_empty() && problems.is_empty() {
        problems.push(Problem { field: PLACES[0].1, sentence: locale.text.reviews_words_missing() });
    }
    if problems.is_empty() { Ok(said) } else { Err(problems) }
}

fn one(
    fields: &Fields,
    (stars, words): (&'static str, &'static str),
    locale: &Locale,
) -> Result<(Option<i32>, String), Problem> {
    let given = match fields.text(stars) {
        "" => None,
        many => match many.parse().ok().filter(|many| (1..=MOST_STARS).contains(many)) {
            Some(many) => Some(many),
            None => return Err(Problem { field: stars, sentence: locale.text.reviews_stars_wrong() }),
        },
    };
    Ok((given, self::words(fields, words, locale.text.reviews_words_missing(), locale)?))
}

/// Reads the answer of a shop.
pub(super) fn answer(fields: &Fields, locale: &Locale) -> Result<String, Problem> {
    words(fields, "answer", locale.text.reviews_answer_missing(), locale)
}

fn words(fields: &Fields, field: &'static str, missing: String, locale: &Locale) -> Result<String, Problem> {
    let words = clean_lines(fields.text(field));
    // Marks and what nobody sees say nothing.
    let says_something = words.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    match words.chars().count() {
        _ if !says_something => Err(Problem { field, sentence: missing }),
        0..=LONGEST => Ok(words),
        _ => Err(Problem { field, sentence: locale.text.app_too_long(locale.count(LONGEST)) }),
    }
}

/// What to say about a review that is not taken.
pub(super) fn refused(refusal: ReviewRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        ReviewRefusal::NotHandedOver => locale.text.reviews_not_handed_over(),
        ReviewRefusal::Late => locale.text.reviews_late(),
        ReviewRefusal::OwnShop => locale.text.reviews_own_shop(),
        ReviewRefusal::Written => locale.text.reviews_written_before(),
    };
    Problem { field: PLACES[0].1, sentence }
}
