//! What finds what, word by word.
use proptest::prelude::*;

use super::*;

fn finds(typed: &str, stored: &str) -> bool {
    SearchQuery::parse(typed).is_some_and(|query| {
        let is_found = query.ways().are_in(&good_text(stored, &[]));
        assert_eq!(query.finds(&search_text(&[stored])), is_found, "lists of people are looked through alike");
        is_found
    })
}

#[test]
fn every_way_of_writing_a_product_finds_every_other() {
    let table: serde_json::Value = serde_json::from_str(include_str!("../../../tests/data/persian.json")).unwrap();
    for (name, ways) in table["search_same"].as_object().unwrap() {
        let mut all: Vec<_> = ways.as_array().unwrap().iter().map(|way| way.as_str().unwrap()).collect();
        all.push(name);
        for stored in &all {
            for typed in &all {
                assert!(finds(typed, stored), "{typed} should find {stored}");
            }
        }
    }
}

#[test]
fn words_are_found_in_any_order_and_by_their_beginnings() {
    for typed in ["لواش نان", "نان لو", "لوا", "لواش، نان!", "ن ل"] {
        assert!(finds(typed, "نان‌لواش سنتی"), "{typed}");
    }
    assert!(finds("زردآلو برگه", "برگه زرد\u{200c}آلو"));
    assert!(finds("زرد آلو", "برگه زردآلو"));
}

#[test]
fn digits_of_the_three_scripts_find_each_other() {
    for stored in ["شیر 1405", "شیر ۱۴۰۵", "شیر ١٤٠٥"] {
        for typed in ["1405", "۱۴۰۵", "١٤٠٥"] {
            assert!(finds(typed, stored));
        }
    }
}

#[test]
fn another_product_is_not_found() {
    assert!(!finds("سنگک", "نان لواش"));
    assert!(!finds("نان سنگک", "نان لواش"));
}

#[test]
fn a_query_does_not_run_from_one_part_into_the_next() {
    let text = search_text(&["نان", "لواش"]);
    assert_eq!(text, "نان\nلواش");
    assert!(!SearchQuery::parse("نانلواش").unwrap().finds(&text));
    assert!(SearchQuery::parse("نان لواش").unwrap().finds(&text));
}

#[test]
fn a_search_text_holds_the_words_and_the_squeezed_words() {
    assert_eq!(search_text(&["نانِ‌ لَواش", "", "Rice (A+) 100%"]), "نان لواش\nنانلواش\nrice a 100\nricea100");
}

#[test]
fn a_good_is_searched_by_a_line_for_its_name_and_its_words_stand_apart() {
    let text = good_text("نانِ‌ لَواش", &["نان", "Rice (A+)"]);
    assert_eq!(text, "  نان  لواش  نانلواش  \n  نانلواش  \n  نان  \n  rice  a  \n  ricea  ");
    let text = good_text("نان لواش نازک", &["نان لواش نازک"]);
    assert_eq!(text, "  نان  لواش  نازک  نانلواش  لواشنازک  \n  نانلواشنازک  ");
    assert_eq!(good_text("نان", &[]), "  نان  ");
}

#[test]
fn one_letter_and_two_are_the_beginning_of_a_word_or_stand_beside_another() {
    let finds = |typed, name| SearchQuery::parse(typed).unwrap().ways().are_in(&good_text(name, &[]));
    assert!(finds("رب", "رب انار") && finds("رب", "انار رب‌دار") && !finds("رب", "نان بربری"));
    assert!(finds("ن", "نان") && finds("ن", "پنیر نمکی") && !finds("ن", "پنیر"));
    assert!(finds("خشک ها", "میوه خشکها") && finds("تازه خشک ها", "خشکها تازه") && !finds("ها خشک", "خشک مهاباد"));
    assert!(finds("یک روزه", "جوجه یکروزه") && finds("یک روزه", "جوجه یک روزه") && !finds("یک روزه", "شیک و روزه"));
}

#[test]
fn a_name_holds_words_as_wholes_or_as_beginnings() {
    let query = |typed| SearchQuery::parse(typed).unwrap();
    let name = good_text("نان لواشک", &[]);
    assert!(query("لواشک نان").whole_words().are_in(&name) && query("نانلواشک").whole_words().are_in(&name));
    assert!(!query("لواش").whole_words().are_in(&name) && query("لواش").beginnings().are_in(&name));
    assert!(query("نان لوا").beginnings().are_in(&name) && query("نانلو").beginnings().are_in(&name));
    assert!(!query("واشک").beginnings().are_in(&name));
    assert!(query("تخممرغ").whole_words().are_in(&good_text("تخم‌مرغ محلی", &[])));
}

#[test]
fn nothing_to_search_for_is_no_query() {
    for typed in ["", "  ", "\u{200c}", "%_\"'", "…"] {
        assert_eq!(SearchQuery::parse(typed), None, "{typed}");
    }
}

#[test]
fn an_endless_query_is_cut() {
    let query = SearchQuery::parse(&"نان تازه ".repeat(1_000)).unwrap();
    assert_eq!(query.terms().len(), MOST_TERMS);
    assert!(query.squeezed.chars().count() <= LONGEST_QUERY);
}

#[test]
fn a_slip_is_one_letter_more_less_or_other_or_two_that_changed_places() {
    for typed in ["لواشش", "للواش", "لوایش", "لوش", "واش", "لوا", "لوان", "نواش", "لوشا", "ولاش"]
    {
        assert!(is_slip(typed, "لواش") && is_slip("لواش", typed), "{typed}");
    }
    for other in ["لواش", "شاول", "لو", "لواشکک", "اولش", "نوان", ""] {
        assert!(!is_slip(other, "لواش") && !is_slip("لواش", other), "{other}");
    }
}

#[test]
fn numbers_letters_and_endless_words_have_no_slips() {
    assert_eq!(slips_of("نان"), ["نان", "ان", "نن", "نا"]);
    for word in ["", "ن", "1405", &"ن".repeat(14)] {
        assert_eq!(slips_of(word), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn a_query_says_another_name_in_the_place_of_one() {
    let query = SearchQuery::parse("نان لواش تازه").unwrap();
    let other = query.saying("لواش", &["برگه".to_owned()]).unwrap();
    assert_eq!(other.terms(), ["نان", "برگه", "تازه"]);
    assert_eq!(query.saying("نانلواش", &["لواش".to_owned()]).unwrap().terms(), ["لواش", "تازه"]);
    assert_eq!(query.saying("سنگک", &[]), None);
}

#[test]
fn near_words_stand_beside_each_typed_one() {
    let query = SearchQuery::parse("نان لوش").unwrap();
    assert_eq!(query.near_ways(&[Vec::new(), Vec::new()]), None);
    let ways = query.near_ways(&[Vec::new(), vec!["لواش".to_owned()]]).unwrap();
    assert!(ways.are_in("نان لواش") && !ways.are_in("لواش") && !query.finds("نان لواش"));
}

proptest! {
    #[test]
    fn words_one_slip_apart_share_what_is_left_of_them(word in "[ا-ی]{2,12}", at in 0usize..12, other in "[ا-ی]", kind in 0..4) {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len();
        let letter = other.chars().next().unwrap();
        match kind {
            0 => letters.insert(at, letter),
            1 => { letters.remove(at); }
            2 => letters[at] = letter,
            _ => letters.swap(at, (at + 1) % word.chars().count()),
        }
        let typed: String = letters.into_iter().collect();
        if is_slip(&typed, &word) {
            let left = slips_of(&word);
            prop_assert!(slips_of(&typed).iter().any(|slip| left.contains(slip)) || typed.chars().count() < 2);
        } else {
            prop_assert!(typed == word || kind == 3, "{} and {}", typed, word);
        }
    }

    #[test]
    fn a_text_is_found_by_itself_and_terms_are_plain(text in "[\u{620}-\u{6d3}\u{200c} a-zA-Z0-9%_'\"]{0,60}") {
        if let Some(query) = SearchQuery::parse(&text) {
            prop_assert!(query.finds(&search_text(&[&text])));
            prop_assert!(query.ways().are_in(&good_text(&text, &[])));
            prop_assert!(query.terms().iter().all(|term| term.chars().all(char::is_alphanumeric)));
        }
    }
}
