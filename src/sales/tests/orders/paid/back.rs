//! What becomes of an order of which something is taken back.
use super::*;
use crate::orders::model::Uncollected;

#[test]
fn what_comes_back_of_goods_on_credit_is_owed_no_more_and_of_paid_ones_nothing_is_paid_too_much() {
    let market = Market::open();
    let keeper = &market.world.homes[0].keeper;
    for (form, way, left) in [("on-credit-first", PayWay::Credit, 25_003), ("in-cash-at-once", PayWay::Cash, 0)] {
        let order = accepted(&market, form, 2_000, 0);
        let by = market.keeper(order);
        let payment = NewPayment { way, ..cash(&format!("{form}-paid"), None) };
        let sold =
            done(&market.pool, |db| collect::collect(db, &by, &Collection { payment: Some(payment.clone()), ..ALL }));
        let line: SaleLineId = market
            .pool
            .read_now(|db| sale_line::table.filter(sale_line::sale_id.eq(sold)).select(sale_line::id).first(db.conn))
            .unwrap();
        let one = NewReturn {
            idem: Home::idem(&format!("{form}-back")),
            line,
            quantity: Quantity(1_000),
            refund: Refund::InProportion,
            goods: Goods::BackInStock,
            reason: String::new(),
        };
        done(&market.pool, |db| take_back::take_back(db, keeper, &one));
        let whole = market.whole(order);
        assert_eq!((whole.left(), whole.returned, whole.worth()), (Rial(left), Rial(25_003), Rial(50_006)), "{form}");
    }
}

#[test]
fn a_sale_taken_back_among_the_sales_says_of_its_order_that_it_was_not_collected() {
    let market = Market::open();
    let order = accepted(&market, "back-next-day", 2_000, 0);
    let by = market.keeper(order);
    let sold = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let keeper = &market.world.homes[0].keeper;
    done(&market.pool, |db| take_back::undo(db, keeper, sold, ""));
    assert_eq!((market.state(order), market.loaves()), (OrderState::NotCollected, (200_000, 0)));
    assert_eq!(market.whole(order).not_collected_for(), Uncollected::SaleTakenBack, "it is not said that nobody came");
    let refusal = refused(&market.pool, |db| collect::undo(db, &by));
    assert_eq!(refusal, CollectRefusal::Step(StepRefusal::Moved), "the order is not collected without a sale");
    assert!(market.whole(order).undoable(Side::Shop, market.pool.clock().now().at).is_none());
    let again = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert_ne!(again, sold);
    assert_eq!((market.state(order), market.faults()), (OrderState::Collected, vec![]));
}

#[test]
fn a_collection_of_which_something_came_back_already_is_not_taken_back_here() {
    let market = Market::open();
    let order = accepted(&market, "one-came-back", 2_000, 0);
    let by = market.keeper(order);
    let sold = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let line = market
        .pool
        .read_now(|db| sale_line::table.filter(sale_line::sale_id.eq(sold)).select(sale_line::id).first(db.conn))
        .unwrap();
    let back = NewReturn {
        idem: Home::idem("one-loaf-back"),
        line,
        quantity: Quantity(1_000),
        refund: Refund::InProportion,
        goods: Goods::BackInStock,
        reason: String::new(),
    };
    let keeper = &market.world.homes[0].keeper;
    done(&market.pool, |db| take_back::take_back(db, keeper, &back));
    assert_eq!(refused(&market.pool, |db| collect::undo(db, &by)), CollectRefusal::Sold);
    assert_eq!(market.state(order), OrderState::Collected);
}
