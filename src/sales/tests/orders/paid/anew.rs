//! Payments that come twice: from a second phone, with a hand-over made anew, on a form written anew.
use super::*;

fn collected(payment: Option<NewPayment>) -> Collection {
    Collection { payment, ..ALL }
}

#[test]
fn what_a_second_phone_was_paid_for_an_order_already_handed_over_is_noted() {
    let market = Market::open();
    let order = accepted(&market, "two-tabs-collect", 3_000, 0);
    let by = market.keeper(order);
    done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let paid = collected(Some(cash("the-second-tab", Some(30_000))));
    for _ in 0..2 {
        done(&market.pool, |db| collect::collect(db, &by, &paid));
    }
    assert_eq!(market.whole(order).paid(), Rial(30_000), "once");
    let whole = collected(Some(cash("the-third-tab", None)));
    for _ in 0..2 {
        done(&market.pool, |db| collect::collect(db, &by, &whole));
    }
    assert_eq!((market.whole(order).left(), market.loaves()), (Rial(0), (197_000, 0)));
    let more = collected(Some(cash("the-fourth-tab", Some(5))));
    let over = CollectRefusal::Pay(PayRefusal::Over { left: Rial(0) });
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &more)), over);
}

#[test]
fn an_order_handed_over_anew_with_the_same_form_is_paid_anew() {
    let market = Market::open();
    let order = accepted(&market, "undone-and-again", 3_000, 0);
    let by = market.keeper(order);
    let paid = collected(Some(cash("the-same-form", Some(75_009))));
    done(&market.pool, |db| collect::collect(db, &by, &paid));
    done(&market.pool, |db| collect::undo(db, &by));
    assert_eq!((market.state(order), market.whole(order).paid()), (OrderState::Accepted, Rial(0)));
    done(&market.pool, |db| collect::collect(db, &by, &paid));
    assert_eq!((market.state(order), market.whole(order).left()), (OrderState::Collected, Rial(0)));
    assert_eq!(market.faults(), []);
}

#[test]
fn a_payment_written_anew_under_the_key_of_another_is_refused() {
    let market = Market::open();
    let order = accepted(&market, "a-form-of-old", 3_000, 0);
    let by = market.keeper(order);
    done(&market.pool, |db| pay::note(db, &by, &cash("one-payment-form", Some(10_000))));
    done(&market.pool, |db| pay::note(db, &by, &cash("one-payment-form", Some(10_000))));
    let other = cash("one-payment-form", Some(5_000));
    assert_eq!(refused(&market.pool, |db| pay::note(db, &by, &other)), PayRefusal::OldForm);
    assert_eq!(market.whole(order).paid(), Rial(10_000));
}
