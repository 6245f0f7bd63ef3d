//! Every table of `tests/data/persian.json` through the screens: typed into a form of the program, and read on a page.
//! A table without a screen here fails.
use crate::support::town::{self, Home, Town, date, fields, see_other};
use crate::support::{Client, make};
use serde_json::Value;

fn tables() -> Value {
    serde_json::from_str(include_str!("../data/persian.json")).expect("the tables")
}

macro_rules! screens {
    ($($table:ident: $sentence:ident = $held:path;)+) => {
        const HELD: &[&str] = &[$(stringify!($table)),+];
        $(#[test]
        fn $sentence() {
            $held(&tables()[stringify!($table)]);
        })+
    };
}

screens! {
    solar_hijri: a_day_typed_in_either_calendar_is_the_same_day_on_the_pages = days;
    solar_hijri_invalid: a_day_that_no_calendar_has_comes_back_with_a_sentence = no_days;
    leap_years: the_thirtieth_of_esfand_is_a_day_of_leap_years_only = leap_years;
    national_id_valid: a_right_national_id_registers_and_is_found = right_ids;
    national_id_invalid: a_wrong_national_id_comes_back_with_a_sentence = wrong_ids;
    sheba_valid: a_right_bank_account_is_kept_in_every_dress_and_shown_hidden = right_shebas;
    sheba_invalid: a_wrong_bank_account_comes_back_with_a_sentence = wrong_shebas;
    mobile_same: one_mobile_number_signs_in_in_every_spelling = mobiles;
    number_same: one_price_is_the_same_in_every_spelling = numbers;
    search_same: a_good_is_found_in_every_spelling = searches;
    sorted_fa: a_list_stands_in_the_order_of_the_alphabet = order;
}

#[test]
fn every_table_is_held_through_a_screen() {
    let tables = tables();
    let mut names: Vec<&str> = tables.as_object().expect("tables").keys().map(String::as_str).collect();
    let mut held = HELD.to_vec();
    names.sort_unstable();
    held.sort_unstable();
    assert_eq!(held, names);
}

fn texts(table: &Value) -> Vec<&str> {
    table.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

fn persian(digits: &str) -> String {
    digits
        .chars()
        .map(|c| c.to_digit(10).map_or(c, |digit| "۰۱۲۳۴۵۶۷۸۹".chars().nth(digit as usize).unwrap()))
        .collect()
}

fn arabic(digits: &str) -> String {
    digits
        .chars()
        .map(|c| c.to_digit(10).map_or(c, |digit| "٠١٢٣٤٥٦٧٨٩".chars().nth(digit as usize).unwrap()))
        .collect()
}

/// The three parts of a day, as numbers without zeros before them.
fn parts(day: &str) -> (String, String, String) {
    let mut parts = day.split(['/', '-']).map(|part| part.trim_start_matches('0').to_owned());
    let mut next = || parts.next().expect("a part").to_owned();
    (next(), next(), next())
}

const MONTHS: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

/// A day as Persian pages write it, with its year: «۳۰ اسفند ۱۴۰۳».
fn written(solar: &str) -> String {
    let (year, month, day) = parts(solar);
    let month = MONTHS[month.parse::<usize>().expect("a month") - 1];
    format!("{} {month} {}", persian(&day), persian(&year))
}

fn holiday(admin: &mut Client, prefix: &str, (year, month, day): (&str, &str, &str)) -> crate::support::Page {
    let names = [("name-fa", "جشن"), ("name-en", "Feast")];
    town::post(admin, &format!("{prefix}/admin/holidays"), &fields(&names, &[date("day", (year, month, day))]))
}

/// Each day as a holiday, typed in Solar Hijri in three scripts or in Gregorian, and read in both.
fn days(table: &Value) {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    for (number, pair) in table.as_array().expect("pairs").iter().enumerate() {
        let (gregorian, solar) = (pair[0].as_str().expect("a day"), pair[1].as_str().expect("a day"));
        let (year, month, day) = parts(solar);
        let typed = [(persian(&year), persian(&day)), (arabic(&year), arabic(&day)), (year, day)];
        for (script, (year, day)) in typed.iter().enumerate() {
            let is_past = gregorian < "2026-11-23";
            if is_past {
                let grant = loan(&mut caseworker, &home, (year, &month, day), &format!("{number}-{script}"));
                let page = caseworker.get(&grant);
                assert!(page.has(&written(solar)), "{solar}: {}", page.words());
                let (year, month, day) = parts(gregorian);
                let english = caseworker.get(&format!("/en{grant}"));
                assert!(english.words().contains(&year) && english.words().contains(&day), "{month}");
                continue;
            }
            see_other(&holiday(&mut town.admin, "", (year, &month, day)));
            let page = town.admin.get("/admin/holidays");
            let remove = page.link(&format!("/admin/holidays/{gregorian}/remove"));
            assert!(page.has(&written(solar)), "{solar}: {}", page.words());
            see_other(&town.admin.post(&remove, &[]));
        }
        if gregorian >= "2026-11-23" {
            let (year, month, day) = parts(gregorian);
            see_other(&holiday(&mut town.admin, "/en", (&year, &month, &day)));
            let page = town.admin.get("/admin/holidays");
            assert!(page.has(&written(solar)), "{gregorian}: {}", page.words());
        }
    }
}

/// A loan decided and given on a day of the past; gives the path of the grant.
fn loan(by: &mut Client, home: &Home, day: (&str, &str, &str), number: &str) -> String {
    let path = format!("{}/grants/new", home.path());
    let form = by.get(&path);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let plain = [
        ("idem", key.as_str()),
        ("decision", "paper"),
        ("programme", programme.as_str()),
        ("paper", "۱۲/۳۴"),
        ("kind", "loan"),
        ("amount", "۱۰۰۰۰۰۰"),
        ("number", number),
    ];
    see_other(&town::post(by, &path, &fields(&plain, &[date("awarded", day), date("decided", day)])))
}

fn no_days(table: &Value) {
    let mut town = Town::open();
    for typed in texts(table) {
        let (year, month, day) = parts(typed);
        for (year, day) in [(persian(&year), persian(&day)), (year.clone(), day.clone())] {
            let month = if month.is_empty() { "0" } else { &month };
            let page = holiday(&mut town.admin, "", (&year, month, &day));
            assert_eq!(page.status, 422, "{typed}");
            assert!(page.text().contains("id=\"day-error\""), "{typed}");
            assert_eq!((page.value_of("day-year"), page.value_of("day-day")), (year, day), "what was typed comes back");
        }
    }
}

fn leap_years(table: &Value) {
    let mut town = Town::open();
    let leap: Vec<i64> = table.as_array().expect("years").iter().map(|year| year.as_i64().expect("a year")).collect();
    let (Some(first), Some(last)) = (leap.iter().min(), leap.iter().max()) else { panic!("no years") };
    for year in *first..=*last {
        let typed = persian(&year.to_string());
        let page = holiday(&mut town.admin, "", (&typed, "12", "۳۰"));
        assert_eq!(page.status, if leap.contains(&year) { 303 } else { 422 }, "{year}");
    }
}

fn register(by: &mut Client, more: &[(&str, &str)]) -> crate::support::Page {
    let form = by.get("/casework/households/new");
    let (area, key) = (form.value_of("area"), form.value_of("idem"));
    let mut sent = vec![("given-name", "مریم"), ("family-name", "کاظمی"), ("area", &area), ("idem", &key)];
    sent.extend_from_slice(more);
    by.post("/casework/households/new", &sent)
}

fn right_ids(table: &Value) {
    let mut town = Town::open();
    let mut by = town.caseworker();
    for id in texts(table) {
        let home = see_other(&register(&mut by, &[("national-id", &persian(id))]));
        for typed in [id.to_owned(), persian(id), arabic(id), id.trim_start_matches('0').to_owned()] {
            assert_eq!(by.post("/casework", &[("who", &typed)]).location(), home, "{typed}");
            assert_eq!(register(&mut by, &[("national-id", &typed)]).status, 422, "{typed} registers twice");
        }
    }
}

fn wrong_ids(table: &Value) {
    let mut town = Town::open();
    let mut by = town.caseworker();
    for id in texts(table) {
        for typed in [id.to_owned(), persian(id), arabic(id)] {
            let page = register(&mut by, &[("national-id", &typed)]);
            assert_eq!(page.status, 422, "{typed}");
            assert!(page.text().contains("id=\"national-id-error\""), "{typed}: {}", page.words());
            assert_eq!(page.value_of("national-id"), typed);
        }
    }
    assert!(by.get("/casework").has("هنوز خانواری ندارید"));
}

/// A household, and the form of its account.
fn household_with_details(by: &mut Client) -> (String, String) {
    let home = see_other(&register(by, &[]));
    let details = format!("{home}/details");
    (home, details)
}

fn right_shebas(table: &Value) {
    let mut town = Town::open();
    let mut by = town.caseworker();
    let (home, details) = household_with_details(&mut by);
    for right in texts(table) {
        let persian: String =
            right.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x6f0 + d)).unwrap_or(c)).collect();
        let spaced = format!("ir {} {}", &right[2..8], &right[8..]);
        for typed in [right, &persian, &spaced, &right[2..]] {
            see_other(&by.post(&details, &[("sheba", typed)]));
            assert_eq!(by.get(&details).value_of("sheba"), right, "{typed}");
            let page = by.get(&home);
            assert!(page.has(&right[right.len() - 4..]) && !page.has(right), "{}", page.words());
        }
    }
}

fn wrong_shebas(table: &Value) {
    let mut town = Town::open();
    let mut by = town.caseworker();
    let (_, details) = household_with_details(&mut by);
    for wrong in texts(table) {
        let page = by.post(&details, &[("sheba", wrong), ("notes", "می‌ماند")]);
        assert!(page.status == 422 && page.has("این شمارهٔ شبا درست نیست"), "{wrong}: {}", page.words());
        assert_eq!(page.value_of("sheba"), wrong);
    }
}

fn mobiles(table: &Value) {
    let mut town = Town::open();
    let mut by = town.caseworker();
    let spellings = texts(table);
    let home = see_other(&register(&mut by, &[("phone", spellings[0])]));
    let invite = format!("{home}/invite");
    let person = by.get(&invite).value_of("person");
    for typed in spellings {
        assert_eq!(by.post("/casework", &[("who", typed)]).location(), home, "{typed}");
        let card = by.post(&invite, &[("person", &person), ("phone", typed)]);
        assert_eq!(card.status, 200, "{typed}: {}", card.words());
        make::choose_password(&town.app, &card.words());
        let mut seller = town.app.client();
        seller.sign_in(typed, make::PASSWORD);
        assert_eq!(seller.get("/my").status, 200, "{typed}");
    }
}

/// The same amount as the price of a good, as a cost and as what a sale brought, read in both languages.
fn numbers(table: &Value) {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let producer = &mut home.producer;
    for (whole, spellings) in table.as_object().expect("numbers") {
        let shown = format!("{} تومان", grouped(whole));
        for (at, typed) in texts(spellings).into_iter().enumerate() {
            let name = format!("نان {}", MONTHS[at]);
            let good = [("name", name.as_str()), ("price", typed), ("unit", "piece"), ("category", "bread")];
            let stock = [("stock", arabic("12")), ("sure", format!("{whole}0"))];
            let stock = stock.iter().map(|(field, value)| (*field, value.as_str()));
            see_other(&producer.post("/my/goods/new", &good.into_iter().chain(stock).collect::<Vec<_>>()));
            let page = producer.get("/my/goods");
            assert!(page.has(&shown), "{typed}: {}", page.words());
            let link = page.row_with("/my/goods/1", &name);
            let id = link.split('/').nth(3).unwrap_or_default();
            assert!(producer.get(&format!("/my/sell/{id}")).has("۱۲ عدد مانده"));
            let path = format!("/my/sell/{id}");
            let key = producer.get(&path).value_of("idem");
            let sale = [("idem", key.as_str()), ("quantity", &arabic("2")), ("amount", typed)];
            let done = see_other(&producer.post(&path, &sale));
            assert!(producer.get(&done).has(&shown), "{typed}");
            let key = producer.get("/my/costs/new").value_of("idem");
            let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", typed), ("day", "0")];
            let earnings = see_other(&producer.post("/my/costs/new", &cost));
            assert!(producer.get(&earnings).has(&format!("هزینه ثبت شد: {shown}.")), "{typed}");
            see_other(&producer.post(&format!("/my/goods/{id}/remove"), &[]));
        }
        let english = producer.get("/en/my/earnings");
        assert!(english.has("1,234,567"), "{}", english.words());
    }
}

/// A whole number as Persian pages write it.
fn grouped(whole: &str) -> String {
    let digits: Vec<char> = persian(whole).chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    groups.join("٬")
}

fn searches(table: &Value) {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let mut visitor = town.app.client();
    for (name, spellings) in table.as_object().expect("names") {
        town::good(&mut home.producer, name);
        for typed in texts(spellings).into_iter().chain([name.as_str()]) {
            let query = serde_urlencoded::to_string([("q", typed)]).expect("a query");
            for prefix in ["", "/en"] {
                let page = visitor.get(&format!("{prefix}/search?{query}"));
                assert_eq!(page.links(&format!("{prefix}/p/")).len(), 1, "{typed}: {}", page.words());
                assert!(page.has(name), "{typed}: the name stands as it was written");
            }
        }
    }
}

fn order(table: &Value) {
    let mut town = Town::open();
    let mut by = town.caseworker();
    let sorted = texts(table);
    let mut mixed = sorted.clone();
    mixed.rotate_left(3);
    mixed.swap(0, 5);
    for family in &mixed {
        let form = by.get("/casework/households/new");
        let (area, key) = (form.value_of("area"), form.value_of("idem"));
        let head = [("given-name", "آقای"), ("family-name", family), ("area", &area), ("idem", &key)];
        see_other(&by.post("/casework/households/new", &head));
        let phone = town.phone();
        make::person(&town.app, &mut town.admin, family, &phone);
    }
    for page in [by.get("/casework"), town.admin.get("/admin/people"), town.admin.get("/en/admin/people")] {
        let text = page.text();
        let words = text.split("<ul class=\"rows").nth(1).unwrap_or_default().to_owned();
        let places: Vec<Option<usize>> = sorted.iter().map(|name| words.find(name)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {words}");
    }
}
