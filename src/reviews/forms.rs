//! Forms of buyers who review goods and of shops that answer, parsed into kernel values.
use super::model::MOST_STARS;
use super::write::ReviewRefusal;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::persian::clean_lines;
use crate::ui::Problem;

const LONGEST: usize = 500;

/// Reads a review: the line that it is about, perhaps stars, and words.
pub(super) fn review(fields: &Fields, locale: &Locale) -> Result<(i32, Option<i32>, String), Problem> {
    let words = words(fields, "words", locale.text.reviews_words_missing(), locale)?;
    let stars: Option<i32> = fields.text("stars").parse().ok().filter(|stars| (1..=MOST_STARS).contains(stars));
    let line = fields.text("line").parse().unwrap_or(-1);
    Ok((line, stars, words))
}

/// Reads the answer of a shop.
pub(super) fn answer(fields: &Fields, locale: &Locale) -> Result<String, Problem> {
    words(fields, "answer", locale.text.reviews_answer_missing(), locale)
}

fn words(fields: &Fields, field: &'static str, missing: String, locale: &Locale) -> Result<String, Problem> {
    let words = clean_lines(fields.text(field));
    match words.chars().count() {
        0 | 1 => Err(Problem { field, sentence: missing }),
        2..=LONGEST => Ok(words),
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
    Problem { field: "words", sentence }
}
