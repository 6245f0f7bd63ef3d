//! Numbers in words, Persian and English: they stand beside an amount to stop the tenfold slip.

const FA_SMALL: [&str; 20] = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
];
const FA_TENS: [&str; 10] = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];
const FA_HUNDREDS: [&str; 10] = ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"];
const FA_SCALES: [&str; 7] = ["", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون"];

const EN_SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const EN_SCALES: [&str; 7] = ["", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"];

/// A number in Persian words: «دویست و پنجاه هزار».
pub(crate) fn in_words_fa(number: i64) -> String {
    let groups = groups(number);
    let parts: Vec<String> = groups
        .iter()
        .enumerate()
        .map(|(at, (group, scale))| match (word(&FA_SCALES, *scale), at, group) {
            ("", ..) => group_fa(*group),
            (scale @ "هزار", 0, 1) => scale.to_owned(),
            (scale, ..) => format!("{} {scale}", group_fa(*group)),
        })
        .collect();
    signed("منفی", number, &parts.join(" و "), word(&FA_SMALL, 0))
}

/// A number in English words: "two hundred and fifty thousand".
pub(crate) fn in_words_en(number: i64) -> String {
    let groups = groups(number);
    let mut words = String::new();
    for (at, (group, scale)) in groups.iter().enumerate() {
        if at > 0 {
            words.push_str(if *scale == 0 && *group < 100 { " and " } else { ", " });
        }
        words.push_str(&group_en(*group));
        if *scale > 0 {
            words.push(' ');
            words.push_str(word(&EN_SCALES, *scale));
        }
    }
    signed("minus", number, &words, word(&EN_SMALL, 0))
}

fn signed(minus: &str, number: i64, words: &str, zero: &str) -> String {
    match number {
        0 => zero.to_owned(),
        1.. => words.to_owned(),
        _ => format!("{minus} {words}"),
    }
}

/// The groups of three digits that are not zero, greatest first, each with its power of a thousand.
fn groups(number: i64) -> Vec<(u64, u64)> {
    let mut rest = number.unsigned_abs();
    let mut groups = Vec::new();
    let mut scale = 0;
    while rest > 0 {
        if !rest.is_multiple_of(1_000) {
            groups.push((rest % 1_000, scale));
        }
        rest /= 1_000;
        scale += 1;
    }
    groups.reverse();
    groups
}

fn group_fa(group: u64) -> String {
    let (hundreds, rest) = (group / 100, group % 100);
    let mut parts = vec![word(&FA_HUNDREDS, hundreds)];
    if rest < 20 {
        parts.push(if rest == 0 { "" } else { word(&FA_SMALL, rest) });
    } else {
        parts.push(word(&FA_TENS, rest / 10));
        parts.push(if rest.is_multiple_of(10) { "" } else { word(&FA_SMALL, rest % 10) });
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" و ")
}

fn group_en(group: u64) -> String {
    let (hundreds, rest) = (group / 100, group % 100);
    let below_hundred = match (rest / 10, rest % 10) {
        (0 | 1, _) => word(&EN_SMALL, rest).to_owned(),
        (tens, 0) => word(&EN_TENS, tens).to_owned(),
        (tens, ones) => format!("{}-{}", word(&EN_TENS, tens), word(&EN_SMALL, ones)),
    };
    match (hundreds, rest) {
        (0, _) => below_hundred,
        (_, 0) => format!("{} hundred", word(&EN_SMALL, hundreds)),
        _ => format!("{} hundred and {below_hundred}", word(&EN_SMALL, hundreds)),
    }
}

fn word<'a>(words: &[&'a str], at: u64) -> &'a str {
    usize::try_from(at).ok().and_then(|at| words.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_persian_words() {
        for (number, words) in [
            (0, "صفر"),
            (7, "هفت"),
            (20, "بیست"),
            (21, "بیست و یک"),
            (100, "صد"),
            (119, "صد و نوزده"),
            (1_000, "هزار"),
            (1_405, "هزار و چهارصد و پنج"),
            (250_000, "دویست و پنجاه هزار"),
            (1_000_000, "یک میلیون"),
            (1_001_000, "یک میلیون و یک هزار"),
            (2_000_000_001, "دو میلیارد و یک"),
            (999_999, "نهصد و نود و نه هزار و نهصد و نود و نه"),
            (1_000_000_000_000, "یک تریلیون"),
            (-12, "منفی دوازده"),
        ] {
            assert_eq!(in_words_fa(number), words);
        }
    }

    #[test]
    fn numbers_are_written_in_english_words() {
        for (number, words) in [
            (0, "zero"),
            (13, "thirteen"),
            (42, "forty-two"),
            (100, "one hundred"),
            (250_000, "two hundred and fifty thousand"),
            (1_005, "one thousand and five"),
            (1_234_567, "one million, two hundred and thirty-four thousand, five hundred and sixty-seven"),
            (1_000_000_000, "one billion"),
            (-5, "minus five"),
        ] {
            assert_eq!(in_words_en(number), words);
        }
    }

    #[test]
    fn the_greatest_and_the_least_number_have_words() {
        assert!(in_words_fa(i64::MAX).starts_with("نه کوینتیلیون و دویست و بیست و سه کوادریلیون"));
        assert!(in_words_en(i64::MIN).starts_with("minus nine quintillion, two hundred and twenty-three quadrillion"));
    }
}
