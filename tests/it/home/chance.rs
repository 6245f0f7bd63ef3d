//! Lists of goods made up by chance: words, orders, choices and pages as a plain look at all goods has them; and the narrow rows
//! that lists are read from, after changes by chance.
use super::filters::walked_pages;
use super::{Fair, asked};
use crate::support::database;
use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use std::fmt::Write as _;

const GOODS: u64 = 2_400;
const REQUESTS: usize = 140;
const PAGES: usize = 3;
const ORDERS: [&str; 6] = ["best", "best", "newest", "cheapest", "dearest", "name"];
const UNITS: [&str; 3] = ["piece", "kilo", "tray"];
/// Words and of how many thousand goods each is; the last one is of no good.
const WORDS: [(&str, u64); 10] = [
    ("لواش", 500),
    ("محلی", 300),
    ("سنتی", 80),
    ("بربری", 60),
    ("رب", 40),
    ("انار", 40),
    ("تازه", 15),
    ("زعفران", 6),
    ("کوهی", 2),
    ("پسته", 0),
];

/// Numbers that look like chance and are the same at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).expect("small")]
    }
}

struct Good {
    number: u64,
    text: String,
    toman: u64,
    unit: &'static str,
    is_bread: bool,
    is_ready: bool,
    /// What stands for the sort key; many share one.
    place: u64,
}

/// What a good of these words is searched by.
fn text(name: &[&str], others: &[&str]) -> String {
    let pairs = name.windows(2).map(<[&str]>::concat);
    let name: Vec<String> = name.iter().map(|word| (*word).to_owned()).chain(pairs).collect();
    let lines = [name.join("  "), name.concat(), others.join("  "), others.concat()];
    lines.map(|line| format!("  {line}  ")).join("\n")
}

/// Where a good stands among those that a search finds, by what its name holds; none where it is not found.
fn rank(text: &str, typed: &str) -> Option<usize> {
    let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    let is_short = |word: &str| word.chars().count() < 3;
    let begins = |text: &str, word: &str| text.contains(&format!("  {word}"));
    let holds = |(at, word): (usize, &&str)| {
        let beside = |pair: Option<&[&str]>| pair.is_some_and(|pair| text.contains(&pair.concat()));
        let stands_beside = beside(words.get(at.wrapping_sub(1)..=at)) || beside(words.get(at..at + 2));
        if is_short(word) { begins(text, word) || stands_beside } else { text.contains(word) }
    };
    if !words.iter().enumerate().all(holds) {
        return None;
    }
    let (name, squeezed) = (text.lines().next().unwrap_or_default(), words.concat());
    let is_whole = |word: &str| name.contains(&format!("  {word}  "));
    let whole = words.iter().all(|word| is_whole(word)) || is_whole(&squeezed);
    let begun = words.iter().all(|word| begins(name, word)) || begins(name, &squeezed);
    Some(if whole { 0 } else { 2 - usize::from(begun) })
}

/// Goods of words by chance. Those that begin with the word of cheese all stand at the end of every order.
fn goods(dice: &mut Dice) -> Vec<Good> {
    let mut all = Vec::new();
    for number in 1..=GOODS {
        let is_last = dice.below(4) == 0;
        let mut words: Vec<&str> = if is_last { vec!["پنیر"] } else { vec!["کالا"] };
        words.extend(WORDS.iter().filter(|(_, often)| dice.below(1_000) < *often).map(|(word, _)| *word));
        let far = if is_last { 500 } else { 0 };
        let in_name = usize::try_from(dice.below(4)).expect("small").min(words.len());
        let (name, others) = words.split_at(in_name.max(1));
        all.push(Good {
            number,
            text: text(name, others),
            toman: far + dice.below(60) + 1,
            unit: dice.one(&UNITS),
            is_bread: dice.below(2) == 0,
            is_ready: dice.below(30) == 0,
            place: far / 10 + dice.below(40),
        });
    }
    all
}

fn run(url: &str, sql: &str) {
    match database::server() {
        Some(_) => PgConnection::establish(url).expect("opens").batch_execute(sql),
        None => database::sqlite(url).batch_execute(sql),
    }
    .expect(sql);
}

/// The goods in the database, in the shop of the one good that is there.
fn fill(url: &str, goods: &[Good]) {
    for some in goods.chunks(400) {
        let mut rows = String::new();
        for Good { number, text, toman, unit, is_bread, is_ready, place } in some {
            let key = if database::server().is_some() {
                format!("'\\x{place:04x}'::bytea")
            } else {
                format!("x'{place:04x}'")
            };
            let (category, stock) = (if *is_bread { "bread" } else { "sweets" }, if *is_ready { 5_000 } else { 0 });
            let mark = if rows.is_empty() { "" } else { ", " };
            let _ = write!(rows, "{mark}({number}, '{text}', {}, '{unit}', '{category}', {stock}, {key})", toman * 10);
        }
        run(
            url,
            &format!(
                "INSERT INTO product (id, code, shop_id, household_id, idem, category_code, name, search_text, sort_key, description, \
                 unit, price_irr, stock_milli, lead_days, photo_id, state, created_at, version, held_milli) \
                 WITH g (number, text, irr, unit, category, stock, key) AS (VALUES {rows}) \
                 SELECT p.id + g.number, 'chance' || g.number, p.shop_id, p.household_id, 'chancegood' || g.number, g.category, \
                 'g' || g.number, g.text, g.key, '', g.unit, g.irr, g.stock, 0, NULL, 'listed', p.created_at, 1, 0 \
                 FROM g, (SELECT * FROM product ORDER BY id LIMIT 1) AS p"
            ),
        );
    }
}

/// A list that is asked for by chance: its address, and what it begins with.
fn request(dice: &mut Dice, goods: &[Good]) -> (String, Vec<String>) {
    let mut words: Vec<&str> = (0..dice.below(3)).map(|_| dice.one(&WORDS).0).collect();
    if dice.below(4) == 0 {
        words.insert(0, "پنیر");
    }
    // The paste of pomegranates has another name that is a part of it.
    let is_joined = dice.below(4) == 0 && words != ["رب", "انار"];
    let typed = if is_joined { words.concat() } else { words.join(" ") };
    let is_category = words.is_empty() && dice.below(2) == 0;
    let path = if is_category { "/c/bread" } else { "/search" };
    let path = if typed.is_empty() && !is_category { "/goods" } else { path };
    let orders = if typed.is_empty() { &ORDERS[2..] } else { &ORDERS[..5] };
    let (order, ready) = (dice.one(orders), dice.below(2) == 0);
    let unit = (dice.below(3) == 0).then(|| dice.one(&UNITS));
    let range = (dice.below(3) == 0).then(|| dice.one(&[(1, 3), (10, 50), (520, 560), (70, 90)]));
    let (least, most) = range.unwrap_or((0, u64::MAX));
    let (from, to) = (least.to_string(), most.to_string());
    let mut query = vec![("sort", order)];
    if !typed.is_empty() {
        query.push(("q", &typed));
    }
    if ready {
        query.push(("ready", "yes"));
    }
    query.extend(unit.map(|unit| ("unit", unit)));
    if range.is_some() {
        query.extend([("from", from.as_str()), ("from-unit", "toman"), ("to", to.as_str()), ("to-unit", "toman")]);
    }
    let is_found = |good: &Good| rank(&good.text, &typed).is_some();
    let mut right: Vec<&Good> = goods
        .iter()
        .filter(|good| is_found(good) && (good.is_bread || !is_category) && (good.is_ready || !ready))
        .filter(|good| (least..=most).contains(&good.toman) && unit.is_none_or(|unit| good.unit == unit))
        .collect();
    match order {
        "cheapest" => right.sort_by_key(|good| (good.toman, good.number)),
        "dearest" => right.sort_by_key(|good| std::cmp::Reverse((good.toman, good.number))),
        "name" => right.sort_by_key(|good| (good.place, good.number)),
        "best" => right.sort_by_key(|good| (rank(&good.text, &typed), std::cmp::Reverse(good.number))),
        _ => right.sort_by_key(|good| std::cmp::Reverse(good.number)),
    }
    let names = right.iter().take(PAGES * 12).map(|good| format!("g{}", good.number)).collect();
    (asked(path, &query), names)
}

/// A fair with these goods and no others on offer.
fn fair(goods: &[Good]) -> Fair {
    let mut fair = Fair::open();
    fair.list("نان", 100_000, &[]);
    let gone = fair.home.producer.get("/my/goods").link("/my/goods/1");
    fill(fair.town.app.database(), goods);
    crate::support::town::see_other(&fair.home.producer.post(&format!("{gone}/remove"), &[]));
    fair
}

#[test]
fn whatever_is_asked_for_by_chance_is_what_a_plain_look_at_all_goods_finds() {
    let mut dice = Dice(50_001);
    let goods = goods(&mut dice);
    let mut fair = fair(&goods);
    for _ in 0..REQUESTS {
        let (path, expected) = request(&mut dice, &goods);
        let mut found = walked_pages(&mut fair.visitor, &path, PAGES);
        // After the last few that hold what was typed stand those that hold nearly that.
        if expected.len() < PAGES * 12 && path.starts_with("/search") {
            found.truncate(expected.len());
        }
        assert_eq!(found, expected, "{path}");
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    many: i64,
}

/// How many narrow rows are wrong, too many or missing, and how many there are.
fn out_of_step(url: &str) -> (i64, i64) {
    const RIGHT: &str = "SELECT p.id, p.shop_id, p.category_code, p.unit, p.price_irr, p.sort_key, p.stock_milli > p.held_milli \
        FROM product AS p JOIN shop AS s ON s.id = p.shop_id WHERE p.state = 'listed' AND s.hidden_at IS NULL";
    const KEPT: &str = "SELECT id, shop_id, category_code, unit, price_irr, sort_key, is_ready FROM on_offer";
    let differ = |one: &str, other: &str| format!("SELECT count(*) FROM ({one} EXCEPT {other}) AS d");
    let wrong = format!("SELECT ({}) + ({}) AS many", differ(RIGHT, KEPT), differ(KEPT, RIGHT));
    let all = "SELECT count(*) AS many FROM on_offer";
    let count = |sql: &str| {
        let found: Count = match database::server() {
            Some(_) => sql_query(sql).get_result(&mut PgConnection::establish(url).expect("opens")),
            None => sql_query(sql).get_result(&mut database::sqlite(url)),
        }
        .expect(sql);
        found.many
    };
    (count(&wrong), count(all))
}

#[test]
fn the_narrow_rows_stay_in_step_with_the_goods_and_their_shops() {
    let mut dice = Dice(7);
    let mut goods = goods(&mut dice);
    goods.truncate(300);
    let fair = fair(&goods);
    let url = fair.town.app.database();
    assert_eq!(out_of_step(url), (0, 300));
    for turn in 0..60 {
        let some = format!("code = 'chance{}'", dice.below(300) + 1);
        let change = match dice.below(8) {
            0 => format!("UPDATE product SET stock_milli = 0, held_milli = 0 WHERE {some}"),
            1 => "UPDATE product SET held_milli = stock_milli WHERE state = 'listed' AND unit = 'tray'".to_owned(),
            2 => format!("UPDATE product SET stock_milli = stock_milli + 3000 WHERE {some}"),
            3 => format!("UPDATE product SET state = 'hidden' WHERE {some}"),
            4 => "UPDATE product SET state = 'listed' WHERE state = 'hidden'".to_owned(),
            5 => format!("UPDATE product SET price_irr = price_irr + 10, category_code = 'herbs' WHERE {some}"),
            6 => "UPDATE shop SET hidden_at = '2026-11-01 00:00:00.000000'".to_owned(),
            _ => "UPDATE shop SET hidden_at = NULL".to_owned(),
        };
        run(url, &change);
        assert_eq!(out_of_step(url).0, 0, "{turn}: {change}");
    }
    run(url, "UPDATE shop SET hidden_at = NULL; UPDATE product SET state = 'listed' WHERE state = 'hidden'");
    assert_eq!(out_of_step(url), (0, 300));
    run(url, "UPDATE product SET unit = 'gram' WHERE unit = 'tray' AND held_milli = 0");
    if database::server().is_none() {
        for index in ["product_search", "product_search_names"] {
            run(url, &format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"));
        }
    }
    run(url, "DELETE FROM product WHERE code = 'chance1'");
    assert_eq!(out_of_step(url), (0, 299));
}
