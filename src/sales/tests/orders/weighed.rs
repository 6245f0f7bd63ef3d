//! Pieces that are charged by weight: pieces are kept and counted, and what they weigh at the scales is their price.
use super::{Market, stock_and_held};
use crate::catalogue::access::OwnGood;
use crate::catalogue::edit_good::{self, GoodEdit};
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::db::schema::{attribution, ledger, sale_line};
use crate::i18n::Locale;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::ids::{OrderId, ProductId, SaleId};
use crate::kernel::lang::Lang;
use crate::kernel::money::{MoneyUnit, Rial};
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::messages;
use crate::orders::model::{OrderState, Sum};
use crate::orders::place::{self, NewLine, NewOrder};
use crate::orders::queries;
use crate::orders::steps::{self, Met, ShopStep};
use crate::sales::access::Bookkeeper;
use crate::sales::collect::{self, CollectRefusal, Collection};
use crate::sales::record::{self, Paid, SaleRefusal, Weighed};
use crate::sales::tests::world::{Home, done, refused};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

fn face(market: &Market, kilo: i64) -> GoodFace {
    let by_weight = ByWeight { kilo: Rial(kilo), least: Quantity(1_600), most: Quantity(2_000) };
    GoodFace {
        name: "مرغ محلی".to_owned(),
        category: "chicks".to_owned(),
        description: String::new(),
        unit: SellUnit::Piece,
        price: by_weight.piece().unwrap(),
        by_weight: Some(by_weight),
        lead_days: 0,
        machines: vec![market.world.mixer, market.world.oven],
    }
}

/// Ten chickens of the first shop, of 1.6 to 2 kilos, at 300,000 rials a kilo.
pub(super) fn chickens(market: &Market) -> ProductId {
    let (idem, shop_name) = (Home::idem("chickens-of-the-yard"), String::new());
    let new = NewGood { idem, face: face(market, 300_000), stock: Quantity(10_000), photo: None, shop_name };
    done(&market.pool, |db| list_good::list(db, &market.home(0).producer, &new))
}

fn two_accepted(market: &Market, good: ProductId) -> OrderId {
    let lines = vec![NewLine { product: good, batch: None, quantity: Quantity(2_000), price: Some(Rial(540_000)) }];
    let new = NewOrder { shop: market.shops[0], household: market.home(0).id, choice: market.choices[0], lines };
    let placing = Market::placing("two-chickens-please", vec![new]);
    let codes = done(&market.pool, |db| place::place(db, &placing));
    let order = market.id_of(&codes[0]);
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, ""));
    order
}

#[test]
fn the_letter_of_a_new_order_says_about_where_something_is_still_to_be_weighed() {
    let market = Market::open();
    two_accepted(&market, chickens(&market));
    market.placed("some-bread-please", 1_000, 0);
    let account = market.home(0).producer.actor().account;
    let inbox = market.pool.read_now(|db| messages::inbox_of(db, account)).unwrap();
    let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, market.pool.clock().now().today);
    let texts: Vec<String> = inbox.iter().rev().map(|received| messages::words(&locale, &received.letter).1).collect();
    assert!(texts[0].contains("به مبلغ حدود ۱۰۸٬۰۰۰ تومان"), "{}", texts[0]);
    assert!(!texts[1].contains("حدود"), "{}", texts[1]);
}

#[test]
fn the_letters_of_an_order_that_is_withdrawn_and_resumed_say_about_too() {
    let market = Market::open();
    let order = two_accepted(&market, chickens(&market));
    let by = market.holder_of(order);
    done(&market.pool, |db| steps::cancel_for_buyer(db, by));
    done(&market.pool, |db| steps::undo_for_buyer(db, by));
    let account = market.home(0).producer.actor().account;
    let inbox = market.pool.read_now(|db| messages::inbox_of(db, account)).unwrap();
    let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, market.pool.clock().now().today);
    for received in inbox.iter().take(2) {
        let text = messages::words(&locale, &received.letter).1;
        assert!(text.contains("حدود ۱۰۸٬۰۰۰ تومان"), "{text}");
    }
}

fn weighing(milli: i64) -> Collection {
    Collection { given: Vec::new(), weights: vec![(1, Quantity(milli))], payment: None, met: Some(Met::Known) }
}

/// What stands in the books of a sale's only line: pieces, weight, the price of a kilo, listed and paid.
fn line_of(market: &Market, of: SaleId) -> (i64, Option<i64>, Option<i64>, i64, i64) {
    let columns = (
        sale_line::qty_milli,
        sale_line::weight_milli,
        sale_line::kilo_price_irr,
        sale_line::gross_irr,
        sale_line::net_irr,
    );
    market
        .pool
        .read_now(|db| sale_line::table.filter(sale_line::sale_id.eq(of)).select(columns).first(db.conn))
        .unwrap()
}

#[test]
fn pieces_are_kept_and_their_weight_at_the_scales_is_their_price() {
    let market = Market::open();
    let good = chickens(&market);
    let order = two_accepted(&market, good);
    assert_eq!(stock_and_held(&market.pool, good), (10_000, 2_000));
    let whole = market.whole(order);
    assert_eq!((whole.worth(), whole.is_estimate()), (Rial(1_080_000), true));
    let by = market.keeper(order);
    let sold = done(&market.pool, |db| collect::collect(db, &by, &weighing(3_450)));
    assert_eq!(line_of(&market, sold), (2_000, Some(3_450), Some(300_000), 1_035_000, 1_035_000));
    let whole = market.whole(order);
    assert_eq!((whole.worth(), whole.is_estimate(), whole.left()), (Rial(1_035_000), false, Rial(1_035_000)));
    assert_eq!(whole.given[0].weight, Some(Quantity(3_450)));
    let shop = market.world.homes[0].id;
    let listed = market
        .pool
        .read_now(|db| {
            let codes = [whole.code.clone()];
            let theirs = queries::list(db, shop, queries::Part::Over(None))?[0].sum();
            Ok([theirs, queries::orders_of_buyer(db, &codes, (None, None))?[0].sum()])
        })
        .unwrap();
    assert_eq!(listed, [Sum { amount: Rial(1_035_000), is_estimate: false }; 2], "lists say what it came to");
    assert_eq!(stock_and_held(&market.pool, good), (8_000, 0));
    let parts: Vec<i64> = market
        .pool
        .read_now(|db| {
            attribution::table
                .inner_join(ledger::table.inner_join(sale_line::table))
                .filter(sale_line::sale_id.eq(sold))
                .select(attribution::amount_irr)
                .load(db.conn)
        })
        .unwrap();
    assert!(parts.len() > 1, "two machines made it");
    assert_eq!(parts.iter().sum::<i64>(), 1_035_000);
    assert_eq!(market.faults(), []);
}

#[test]
fn nothing_is_handed_over_that_was_not_weighed() {
    let market = Market::open();
    let order = two_accepted(&market, chickens(&market));
    let by = market.keeper(order);
    let not_weighed = || CollectRefusal::NotWeighed { line: 1, name: "مرغ محلی".to_owned() };
    for milli in [0, -1] {
        assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &weighing(milli))), not_weighed());
    }
    let nothing = Collection { given: Vec::new(), weights: Vec::new(), payment: None, met: Some(Met::Known) };
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &nothing)), not_weighed());
    assert_eq!(market.state(order), OrderState::Accepted);
}

#[test]
fn the_price_of_a_kilo_is_the_one_that_was_asked_at_also_when_the_good_is_no_longer_weighed() {
    let market = Market::open();
    let good = chickens(&market);
    let order = two_accepted(&market, good);
    let own = market.pool.read_now(|db| OwnGood::of(db, &market.home(0).producer, good)).unwrap().unwrap();
    let dearer = GoodEdit { face: face(&market, 900_000), photo: None, version: 1 };
    done(&market.pool, |db| edit_good::edit(db, &own, &dearer));
    let plain = GoodFace { by_weight: None, price: Rial(700_000), ..face(&market, 300_000) };
    let unweighed = GoodEdit { face: plain, photo: None, version: 2 };
    done(&market.pool, |db| edit_good::edit(db, &own, &unweighed));
    let by = market.keeper(order);
    let sold = done(&market.pool, |db| collect::collect(db, &by, &weighing(3_450)));
    assert_eq!(line_of(&market, sold), (2_000, Some(3_450), Some(300_000), 1_035_000, 1_035_000));
}

#[test]
fn a_collection_taken_back_brings_the_pieces_and_the_weighed_money_back() {
    let market = Market::open();
    let good = chickens(&market);
    let order = two_accepted(&market, good);
    let by = market.keeper(order);
    done(&market.pool, |db| collect::collect(db, &by, &weighing(3_450)));
    done(&market.pool, |db| collect::undo(db, &by));
    assert_eq!(stock_and_held(&market.pool, good), (10_000, 2_000));
    assert_eq!((market.whole(order).worth(), market.whole(order).is_estimate()), (Rial(1_080_000), true));
    done(&market.pool, |db| collect::collect(db, &by, &weighing(3_500)));
    assert_eq!(market.whole(order).worth(), Rial(1_050_000));
    let books: i64 =
        market.pool.read_now(|db| ledger::table.select(crate::sales::queries::sum()).first(db.conn)).unwrap();
    assert_eq!(books, 1_050_000);
    assert_eq!(market.faults(), []);
}

#[test]
fn a_sale_at_the_stall_is_weighed_or_its_price_is_told() {
    let market = Market::open();
    let good = chickens(&market);
    let home = market.home(0);
    let keeper = Bookkeeper::from(&home.producer);
    let sale = |key: &str, paid: Paid| {
        let mut new = home.sale_of(key, (2_000, paid));
        new.lines[0].product = good;
        new
    };
    let record = |key: &str, paid: Paid| done(&market.pool, |db| record::record(db, &keeper, &sale(key, paid))).sale;
    let listed = sale("by-the-piece", Paid::Listed);
    let not_weighed = SaleRefusal::NotWeighed { name: "مرغ محلی".to_owned() };
    assert_eq!(refused(&market.pool, |db| record::record(db, &keeper, &listed)), not_weighed);
    let weighed = |total| Paid::Weighed(Weighed { weight: Quantity(3_450), kilo: None, total });
    let exact = record("on-the-scales", weighed(None));
    assert_eq!(line_of(&market, exact), (2_000, Some(3_450), Some(300_000), 1_035_000, 1_035_000));
    let cheaper = record("for-a-friend-of-ours", weighed(Some(Rial(1_000_000))));
    assert_eq!(line_of(&market, cheaper), (2_000, Some(3_450), Some(300_000), 1_035_000, 1_000_000));
    let unweighed = record("without-the-scales", Paid::Total(Rial(1_100_000)));
    assert_eq!(line_of(&market, unweighed), (2_000, None, None, 1_100_000, 1_100_000));
    assert_eq!(stock_and_held(&market.pool, good), (4_000, 0));
    assert_eq!(market.faults(), []);
}
