//! Persian text: what is kept of typed text, what comparison sees of it, its digits, and the order of the alphabet.
//! Stored text keeps its ZWNJ and its digits; folding is for search and duplicate checks only, never for display.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;

pub(crate) use super::search::{GAP, SearchQuery, Ways, good_text, is_slip, search_text, slips_of};

/// The zero-width non-joiner, which parts «می‌خواهم» without a space.
pub(crate) const ZWNJ: char = '\u{200c}';

/// What text is compared as: one form of each letter, no diacritics, ASCII digits, lower case. Folding twice changes nothing.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc() {
        if is_presentation_form(c) {
            std::iter::once(c).nfkc().for_each(|part| push_folded(&mut folded, part));
        } else {
            push_folded(&mut folded, c);
        }
    }
    folded.nfc().collect()
}

/// One line of typed text as it is stored: Persian ye and ke, single spaces, ZWNJ only inside words, nothing invisible.
pub(crate) fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut space, mut joiner) = (false, false);
    for c in text.chars().filter(|c| *c == ZWNJ || c.is_whitespace() || !is_invisible(*c)).nfc() {
        match c {
            ZWNJ => joiner = true,
            c if c.is_whitespace() => space = true,
            c => {
                let c = persian_letter(c);
                if space && !kept.is_empty() {
                    kept.push(' ');
                } else if joiner && is_of_a_word(c) && kept.ends_with(is_of_a_word) {
                    kept.push(ZWNJ);
                }
                kept.push(c);
                (space, joiner) = (false, false);
            }
        }
    }
    // What was left out may have stood between marks that have an order of their own.
    kept.nfc().collect()
}

/// Typed text of several lines as it is stored: each line as by [`clean`], at most one empty line between two others.
pub(crate) fn clean_lines(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(clean) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        if !kept.is_empty() {
            kept.push_str(if gap { "\n\n" } else { "\n" });
        }
        kept.push_str(&line);
        gap = false;
    }
    kept
}

/// The text with Persian and Arabic digits turned into ASCII ones; all else stays.
pub(crate) fn ascii_digits(text: &str) -> String {
    text.chars().map(ascii_digit).collect()
}

/// The text with ASCII and Arabic digits turned into Persian ones; all else stays.
pub(crate) fn persian_digits(text: &str) -> String {
    text.chars()
        .map(|c| match ascii_digit(c) {
            digit @ '0'..='9' => shifted(digit, '0', '۰'),
            other => other,
        })
        .collect()
}

/// Bytes that sort as the Persian alphabet does, for a column of their own; both databases then page in the same order.
pub(crate) fn sort_key(text: &str) -> Vec<u8> {
    static PERSIAN: LazyLock<Option<CollatorBorrowed<'static>>> =
        LazyLock::new(|| Collator::try_new(locale!("fa").into(), CollatorOptions::default()).ok());

    let mut key = Vec::with_capacity(text.len() * 2);
    match PERSIAN.as_ref().map(|collator| collator.write_sort_key_to(text, &mut key)) {
        Some(Ok(())) => key,
        None => fold(text).into_bytes(),
    }
}

/// Whether a character only steers the direction of the text around it.
pub(crate) fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn push_folded(folded: &mut String, c: char) {
    let c = match persian_letter(ascii_digit(c)) {
        'ة' | 'ۀ' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => return,
        c if is_invisible(c) && !c.is_whitespace() => return,
        c => c,
    };
    folded.extend(c.to_lowercase());
}

fn persian_letter(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        c => c,
    }
}

fn ascii_digit(c: char) -> char {
    match c {
        '۰'..='۹' => shifted(c, '۰', '0'),
        '٠'..='٩' => shifted(c, '٠', '0'),
        c => c,
    }
}

/// The character as far after `to` as `c` is after `from`.
fn shifted(c: char, from: char, to: char) -> char {
    let distance = u32::from(c).saturating_sub(u32::from(from));
    char::from_u32(u32::from(to).saturating_add(distance)).unwrap_or(c)
}

fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

fn is_invisible(c: char) -> bool {
    let is_filler = matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
    c.is_control()
        || is_bidi_mark(c)
        || is_filler
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Letters, digits and the marks on them: what a ZWNJ may stand between.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_a_letter_folds_to_one() {
        for (typed, folded) in [
            ("كيك يزدي", "کیک یزدی"),
            ("مصطفى", "مصطفی"),
            ("برگة", "برگه"),
            ("خانۀ", "خانه"),
            ("خانهٔ", "خانه"),
            ("أإآٱا", "ااااا"),
            ("آرد", "ارد"),
            ("ا\u{653}رد", "ارد"),
            ("نَانِ لَوَاش", "نان لواش"),
            ("کـــره", "کره"),
            ("۱۲٣٤56", "123456"),
            ("Rice ÉTÉ", "rice été"),
            ("ﻻﺣﻖ", "لاحق"),
            ("ﮐﯿﮏ", "کیک"),
            ("a\u{200e}b\u{feff}", "ab"),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }

    #[test]
    fn stored_text_is_tidied_and_no_more() {
        for (typed, kept) in [
            ("  كيك   يزدي ", "کیک یزدی"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{200c}نان\u{200c} \u{200c}لواش\u{200c}", "نان لواش"),
            ("می\u{200c}\u{200c}خواهم", "می\u{200c}خواهم"),
            ("۲۰\u{200c}تایی", "۲۰\u{200c}تایی"),
            ("(\u{200c}نان)\u{200c}", "(نان)"),
            ("نان\u{200f}\u{202b} تازه\u{202c}", "نان تازه"),
            ("نان\0\u{7}تازه", "نانتازه"),
            ("نان\n\tتازه", "نان تازه"),
            ("آردِ ۱۲ و ١٢ و 12", "آردِ ۱۲ و ١٢ و 12"),
            ("برگة أب", "برگة أب"),
            ("e\u{301}te\u{301}", "été"),
            ("👩‍🌾 نان", "👩‍🌾 نان"),
            ("\u{200c} \u{200f}", ""),
        ] {
            assert_eq!(clean(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn lines_are_kept_with_at_most_one_empty_between_them() {
        assert_eq!(clean_lines("\r\n نان  تازه \r\n\r\n \r\nهر روز\nصبح\n\n"), "نان تازه\n\nهر روز\nصبح");
    }

    #[test]
    fn digits_go_both_ways_and_leave_the_rest() {
        assert_eq!(ascii_digits("قیمت ۱۲٣٤5"), "قیمت 12345");
        assert_eq!(persian_digits("Page 12 از ٣٤"), "Page ۱۲ از ۳۴");
    }

    #[test]
    fn words_sort_as_in_the_persian_alphabet() {
        let table: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap();
        let sorted: Vec<_> = table["sorted_fa"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
        let mut again = sorted.clone();
        again.reverse();
        again.sort_by_key(|word| sort_key(word));
        assert_eq!(again, sorted);
    }

    #[test]
    fn the_letters_of_persian_stand_in_their_places() {
        let alphabet = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";
        let letters: Vec<String> = alphabet.chars().map(String::from).collect();
        for (before, after) in letters.iter().zip(letters.iter().skip(1)) {
            assert!(sort_key(before) < sort_key(after), "{before} {after}");
        }
        assert!(sort_key("كیک") < sort_key("گردو"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_persian_twice_changes_nothing(text in "[\u{600}-\u{6ff}\u{fb50}-\u{fdff}\u{fe70}-\u{feff}\u{200c}-\u{200f} a-zA-Z\u{300}-\u{310}]*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn cleaning_twice_changes_nothing_and_folds_the_same(text in "[\u{600}-\u{6ff}\u{200c}-\u{200f} \n0-9a-z()]*") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            let lines = clean_lines(&text);
            prop_assert_eq!(clean_lines(&lines), lines);
        }
    }
}
