//! Lists of more goods than are ever put in order at once: every choice in every order holds what a plain look at all of them
//! holds, whatever leads the database to them.
use super::filters::walked_pages;
use super::{Fair, names};
use crate::support::database;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

const GOODS: i64 = 2_600;
const UNITS: [&str; 3] = ["piece", "kilo", "tray"];

/// A good by its number; all of its kind have one sort key, so that the older of two comes first by name.
struct Good {
    number: i64,
    toman: i64,
    unit: &'static str,
    is_bread: bool,
    is_ready: bool,
    is_rare: bool,
}

fn good(number: i64) -> Good {
    Good {
        number,
        toman: number * 7919 % 997 + 1,
        unit: UNITS[usize::try_from(number % 3).expect("small")],
        is_bread: number % 2 == 0,
        is_ready: number % 5 != 0,
        is_rare: number % 97 == 0,
    }
}

/// The same goods in the database, after the one that is there. Those that are no bread hold the rare word or none.
fn fill(url: &str) {
    let sql = format!(
        "INSERT INTO product (id, code, shop_id, household_id, idem, category_code, name, search_text, sort_key, description, unit, \
         price_irr, stock_milli, lead_days, photo_id, state, created_at, version, held_milli) \
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {GOODS}) \
         SELECT p.id + n.i, 'manygood' || n.i, p.shop_id, p.household_id, 'manygood' || n.i, \
         CASE WHEN n.i % 2 = 0 THEN 'bread' ELSE 'sweets' END, 'g' || n.i, \
         p.search_text || CASE WHEN n.i % 97 = 0 THEN ' زعفران' ELSE '' END, p.sort_key, '', \
         CASE n.i % 3 WHEN 0 THEN 'piece' WHEN 1 THEN 'kilo' ELSE 'tray' END, (n.i * 7919 % 997 + 1) * 10, \
         CASE WHEN n.i % 5 = 0 THEN 0 ELSE 5000 END, 0, NULL, 'listed', p.created_at, 1, 0 FROM n, product AS p"
    );
    match database::server() {
        Some(_) => PgConnection::establish(url).expect("opens").batch_execute(&sql),
        None => database::sqlite(url).batch_execute(&sql),
    }
    .expect("goods");
}

/// What a list of these goods begins with.
fn expected(is_in: impl Fn(&Good) -> bool, order: &str, most: usize) -> Vec<String> {
    let mut goods: Vec<Good> = (1..=GOODS).map(good).filter(|good| is_in(good)).collect();
    match order {
        "cheapest" => goods.sort_by_key(|good| (good.toman, good.number)),
        "dearest" => goods.sort_by_key(|good| (-good.toman, -good.number)),
        "name" => goods.sort_by_key(|good| good.number),
        _ => goods.sort_by_key(|good| -good.number),
    }
    goods.iter().take(most).map(|good| format!("g{}", good.number)).collect()
}

#[test]
fn every_choice_in_every_order_begins_as_a_plain_look_at_all_goods_does() {
    let mut fair = Fair::open();
    fair.list("نان", 100_000, &[]);
    let gone = fair.home.producer.get("/my/goods").link("/my/goods/1");
    fill(fair.town.app.database());
    crate::support::town::see_other(&fair.home.producer.post(&format!("{gone}/remove"), &[]));
    // The paths, and which goods they are of; the prices in toman; the units, the last of which nothing is sold by.
    type Shelf = (&'static str, fn(&Good) -> bool);
    let shelves: [Shelf; 4] = [
        ("/goods?", |_| true),
        ("/c/bread?", |good| good.is_bread),
        ("/search?q=%D9%86%D8%A7%D9%86&", |_| true),
        ("/search?q=%D8%B2%D8%B9%D9%81%D8%B1%D8%A7%D9%86&", |good| good.is_rare),
    ];
    let ranges = [(0, i64::MAX), (20, 60), (100, 950)];
    let units = [None, Some("kilo"), Some("litre")];
    for (path, is_of) in shelves {
        for (least, most) in ranges {
            for unit in units {
                for ready in [false, true] {
                    let mut query = path.to_owned();
                    if most < i64::MAX {
                        query += &format!("from={least}&from-unit=toman&to={most}&to-unit=toman&");
                    }
                    query += &unit.map(|unit| format!("unit={unit}&")).unwrap_or_default();
                    query += if ready { "ready=yes&" } else { "" };
                    let orders = ["newest", "cheapest", "dearest", "name"];
                    let is_search = path.starts_with("/search");
                    for order in orders.into_iter().filter(|order| !is_search || *order != "name") {
                        let is_in = |good: &Good| {
                            is_of(good)
                                && (least..=most).contains(&good.toman)
                                && unit.is_none_or(|unit| good.unit == unit)
                                && (good.is_ready || !ready)
                        };
                        let found = walked_pages(&mut fair.visitor, &format!("{query}sort={order}"), 2);
                        assert_eq!(found, expected(is_in, order, 24), "{query}sort={order}");
                    }
                }
            }
        }
    }
    assert_eq!(names(&fair.visitor.get("/goods")).len(), 12);
}
