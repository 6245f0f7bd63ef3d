//! Search: in every spelling, by a part of a word, with one slip, and by other names; exact finds before near ones.
use super::filters::walked_pages;
use super::{Fair, asked, names};
use crate::support::{Client, Page};

const GOODS: [&str; 9] = [
    "نان لواش محلی",
    "نان‌بربری کنجدی",
    "کلوچهٔ گردویی",
    "برگهٔ زردآلو",
    "لواشک انارین",
    "سبزی‌قورمه شمالی",
    "جوجهٔ یک‌روزه",
    "مربای بهارنارنج",
    "شیر ۱۴۰۵ گرمی",
];

fn search(visitor: &mut Client, prefix: &str, typed: &str) -> Page {
    visitor.get(&asked(&format!("{prefix}/search"), &[("q", typed)]))
}

fn finds(visitor: &mut Client, typed: &str, good: &str) -> bool {
    names(&search(visitor, "", typed)).iter().any(|name| name == good)
}

/// The name in spellings that are the same name.
fn spellings(name: &str) -> Vec<String> {
    let arabic = name.replace('ی', "ي").replace('ک', "ك");
    let marked: String = name.chars().flat_map(|c| [Some(c), (c == 'ن').then_some('\u{64e}')]).flatten().collect();
    vec![
        name.to_owned(),
        arabic,
        marked,
        name.replace('\u{200c}', ""),
        name.replace('\u{200c}', " "),
        name.replace(' ', "\u{200c}"),
        name.replace(' ', ""),
        name.replace('آ', "ا").replace("هٔ", "ه"),
        name.replace("هٔ", "ۀ"),
        name.replace("۱۴۰۵", "1405"),
        name.replace("۱۴۰۵", "١٤٠٥"),
        format!("  {name}!"),
    ]
}

/// The words of a name that are long enough to be known in spite of a slip; in a number every slip is another number.
fn long_words(name: &str) -> Vec<String> {
    let words = name.split([' ', '\u{200c}']);
    let long = words.filter(|word| word.chars().count() >= 4 && !word.chars().all(char::is_numeric));
    long.map(str::to_owned).collect()
}

/// A word with one slip at each of its letters, of each kind.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut made = Vec::new();
    for at in 0..letters.len() {
        let mut less = letters.clone();
        less.remove(at);
        let mut more = letters.clone();
        more.insert(at, 'ث');
        let mut other = letters.clone();
        other[at] = 'ظ';
        made.extend([less, more, other]);
        if at + 1 < letters.len() {
            let mut turned = letters.clone();
            turned.swap(at, at + 1);
            made.push(turned);
        }
    }
    made.into_iter().map(|letters| letters.into_iter().collect()).collect()
}

#[test]
fn two_hundred_variants_made_by_rule_all_find_their_good() {
    let mut fair = Fair::open();
    for name in GOODS {
        fair.list(name, 20_000, &[("category", "handicraft")]);
    }
    let (mut asked_for, mut missed) = (0, Vec::new());
    for name in GOODS {
        let parts = long_words(name).into_iter().flat_map(|word| {
            let letters: Vec<char> = word.chars().collect();
            [letters[1..].iter().collect::<String>(), letters[..letters.len() - 1].iter().collect()]
        });
        let turned: Vec<&str> = name.split(' ').rev().collect();
        let slipped = long_words(name).into_iter().flat_map(|word| slips(&word));
        let variants: Vec<String> =
            spellings(name).into_iter().chain(parts).chain([turned.join(" ")]).chain(slipped).collect();
        for typed in variants {
            asked_for += 1;
            if !finds(&mut fair.visitor, &typed, name) {
                missed.push(format!("{typed} for {name}"));
            }
        }
    }
    assert!(asked_for >= 200, "{asked_for} variants");
    assert!(missed.is_empty(), "{} of {asked_for} find nothing: {missed:#?}", missed.len());
}

#[test]
fn what_is_near_is_said_to_be_so_and_stands_below_what_was_found() {
    let mut fair = Fair::open();
    fair.list("نان لواش", 20_000, &[]);
    fair.list("نان لواس", 20_000, &[]);
    for (prefix, near) in [("", "نتیجه‌های نزدیک به «لواش»"), ("/en", "Results near “لواش”")]
    {
        let page = search(&mut fair.visitor, prefix, "لواش");
        assert_eq!(names(&page), ["نان لواش", "نان لواس"]);
        assert!(page.has(near), "{}", page.words());
        assert!(!page.has("چیزی درست با همین نوشته پیدا نشد"));
    }
    let only_near = search(&mut fair.visitor, "", "لوش");
    assert!(only_near.has("چیزی درست با همین نوشته پیدا نشد"), "{}", only_near.words());
    assert_eq!(names(&only_near), ["نان لواش"]);
    let nothing = search(&mut fair.visitor, "", "ققنوس");
    assert!(nothing.has("چیزی پیدا نشد") && !nothing.has("نتیجه‌های نزدیک"), "{}", nothing.words());
}

#[test]
fn where_enough_is_found_nothing_near_is_shown() {
    let mut fair = Fair::open();
    for number in 1..=3 {
        fair.list(&format!("نان لواش {number}"), 20_000, &[]);
    }
    fair.list("نان لواس", 20_000, &[]);
    let page = search(&mut fair.visitor, "", "لواش");
    assert!(names(&page).len() == 3 && !page.has("نتیجه‌های نزدیک"), "{}", page.words());
}

#[test]
fn near_goods_go_on_from_page_to_page_and_repeat_nothing() {
    let mut fair = Fair::open();
    for number in 0..20_u32 {
        fair.list(&format!("کلوچه {number}"), 20_000, &[]);
    }
    fair.list("کلوچا", 20_000, &[]);
    let mut page = search(&mut fair.visitor, "", "کلوچا");
    let mut found = names(&page);
    assert_eq!(found.first().map(String::as_str), Some("کلوچا"));
    while let Some(next) = page.links("/search?").into_iter().find(|link| link.contains("near=yes")) {
        page = fair.visitor.get(&next);
        found.extend(names(&page));
    }
    let count = found.len();
    found.sort();
    found.dedup();
    assert_eq!((count, found.len()), (21, 21));
}

#[test]
fn a_good_is_found_by_its_other_names_in_both_languages() {
    let mut fair = Fair::open();
    fair.list("لواشک آلو", 20_000, &[("category", "preserves")]);
    fair.list("قورمه‌سبزی", 20_000, &[("category", "preserves")]);
    for typed in ["ترش‌آلو", "ترش آلو", "Fruit Leather"] {
        assert_eq!(names(&search(&mut fair.visitor, "/en", typed)), ["لواشک آلو"], "{typed}");
    }
    assert_eq!(names(&search(&mut fair.visitor, "", "سبزی قورمه")), ["قورمه‌سبزی"]);
}

#[test]
fn goods_whose_names_hold_the_words_come_before_those_that_are_found_by_something_else() {
    let mut fair = Fair::open();
    for (name, more) in [
        ("تخم‌مرغ محلی", &[("category", "chicks")][..]),
        ("نیمرو", &[("description", "از تخم‌مرغ تازه")]),
        ("جوجهٔ گلپایگانی", &[("category", "chicks")]),
    ] {
        fair.list(name, 20_000, more);
    }
    let eggs_first = ["تخم‌مرغ محلی", "جوجهٔ گلپایگانی", "نیمرو"];
    for typed in ["تخم‌مرغ", "تخم مرغ", "تخممرغ", "مرغ تخم"] {
        assert_eq!(names(&search(&mut fair.visitor, "", typed)), eggs_first, "{typed}");
    }
    let page = search(&mut fair.visitor, "/en", "egg");
    assert_eq!(names(&page)[..2], eggs_first[..2], "called so by another name, then found by its category");
    assert!(page.has("Best match"), "{}", page.words());
    let newest = fair.visitor.get(&asked("/search", &[("q", "تخم‌مرغ"), ("sort", "newest")]));
    assert_eq!(names(&newest), ["جوجهٔ گلپایگانی", "نیمرو", "تخم‌مرغ محلی"]);
    assert_eq!(fair.visitor.get("/goods?sort=best").status, 422, "only what is looked for has a best match");
}

#[test]
fn a_whole_word_of_a_name_comes_before_its_beginning_and_pages_hold_each_good_once() {
    let mut fair = Fair::open();
    let mut ranks = [Vec::new(), Vec::new(), Vec::new()];
    for number in 0..36 {
        let rank = number * 7 % 3;
        let (name, about) = [("گردو", ""), ("کلوچهٔ گردویی", ""), ("باسلوق", "با مغز گردو")][rank];
        let name = format!("{name} {number}");
        fair.list(&name, 20_000, &[("description", about)]);
        ranks[rank].insert(0, name);
    }
    let start = asked("/search", &[("q", "گردو")]);
    assert_eq!(walked_pages(&mut fair.visitor, &start, 9), ranks.concat());
}

#[test]
fn a_good_that_is_gone_or_was_renamed_is_not_near() {
    let mut fair = Fair::open();
    fair.list("فطیر", 20_000, &[]);
    let row = fair.home.producer.get("/my/goods").row_with("/my/goods/1", "فطیر");
    let good = row.trim_end_matches("/stock");
    let sent = fair.home.producer.post(&format!("{good}/remove"), &[]);
    assert_eq!(sent.status, 303, "{}", sent.words());
    let page = search(&mut fair.visitor, "", "فطیرر");
    assert!(names(&page).is_empty() && page.has("چیزی پیدا نشد"), "{}", page.words());
}
