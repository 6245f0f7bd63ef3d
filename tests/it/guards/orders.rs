//! Orders, what is kept for them, and what was paid.
use super::office::{Office, office};

/// An order of shop 1 with its line and its first step.
fn ordered() -> Office {
    office()
        .does("+door_time id=1")
        .does("+placed_order id=1, code='o1'")
        .does("+order_line order_id=1")
        .does("+order_step order_id=1")
}

#[test]
fn no_more_is_kept_than_there_is_and_never_less_than_nothing() {
    office()
        .does("UPDATE product SET stock_milli = 5000, held_milli = 5000 WHERE id = 1")
        .refuses("product_held_within", "UPDATE product SET held_milli = 5001 WHERE id = 1")
        .refuses("product_held_within", "UPDATE product SET stock_milli = 4999 WHERE id = 1")
        .does("UPDATE product SET held_milli = 0 WHERE id = 1")
        .refuses("product_held_within", "UPDATE product SET held_milli = -1 WHERE id = 1");
}

#[test]
fn a_good_somebody_waits_for_keeps_its_unit_and_stays() {
    office()
        .does("UPDATE product SET stock_milli = 5000, held_milli = 1000 WHERE id = 2")
        .refuses("product_unit_held", "UPDATE product SET unit = 'piece' WHERE id = 2")
        .refuses("product_removed_held", "UPDATE product SET state = 'removed' WHERE id = 2")
        .does("UPDATE product SET held_milli = 0 WHERE id = 2")
        .does("UPDATE product SET unit = 'piece', state = 'removed' WHERE id = 2");
}

#[test]
fn a_time_at_the_door_is_ended_and_never_changed() {
    office()
        .does("+door_time id=1")
        .refuses("door_time_hours", "+door_time id=2, closes_minute=1020")
        .refuses("door_time_weekday", "+door_time id=2, weekday=7")
        .refuses("door_time_fixed", "UPDATE door_time SET weekday = 1 WHERE id = 1")
        .refuses("door_time_fixed", "DELETE FROM door_time WHERE id = 1")
        .does("UPDATE door_time SET ended_at = '2026-05-02 08:00:00' WHERE id = 1")
        .refuses("door_time_fixed", "UPDATE door_time SET ended_at = NULL WHERE id = 1");
}

#[test]
fn an_order_is_of_one_shop_and_collected_at_one_place() {
    ordered()
        .refuses("placed_order_elsewhere", "+placed_order id=2, code='o2', pin='0002', idem='two-orders', household_id=2")
        .refuses("placed_order_elsewhere", "+placed_order id=2, code='o2', pin='0002', idem='two-orders', shop_id=2, household_id=2")
        .refuses("placed_order_one_place", "+placed_order id=2, code='o2', pin='0002', idem='two-orders', market_day_id=1, collect_on='2026-05-01'")
        .refuses("placed_order_elsewhere", "+placed_order id=2, code='o2', pin='0002', idem='two-orders', door_time_id=NULL, market_day_id=1")
        .refuses("placed_order_not_from_itself", "+placed_order id=2, code='o2', pin='0002', idem='two-orders', buyer_household_id=1")
        .does("+placed_order id=2, code='o2', pin='0002', idem='two-orders', door_time_id=NULL, market_day_id=1, collect_on='2026-05-01'")
        .refuses("order_line_elsewhere", "+order_line order_id=2, product_id=2")
        .refuses("order_line_qty", "+order_line order_id=2, qty_milli=0");
}

#[test]
fn a_line_is_dropped_while_others_remain_and_taken_back_once_and_nothing_else_of_it_changes() {
    let drop = "dropped_at = '2026-05-01 09:00:00', dropped_by = 'shop', dropped_why = ''";
    let keep = "dropped_at = NULL, dropped_by = NULL, dropped_why = NULL, kept_at = '2026-05-01 09:00:30'";
    office()
        .does("+door_time id=1")
        .does("+placed_order id=1, code='o1'")
        .does("+product id=7, code='p7', idem='product-7', shop_id=1, household_id=1")
        .does("+order_line order_id=1")
        .refuses("order_line_last", &format!("UPDATE order_line SET {drop} WHERE order_id = 1"))
        .does("+order_line order_id=1, ord=2, product_id=7")
        .does("+order_step order_id=1")
        .refuses("order_line_immutable", "UPDATE order_line SET dropped_at = '2026-05-01 09:00:00' WHERE order_id = 1 AND ord = 1")
        .refuses("order_line_immutable", &format!("UPDATE order_line SET {drop}, qty_milli = 1 WHERE order_id = 1 AND ord = 1"))
        .refuses("order_line_dropped_by_known", "UPDATE order_line SET dropped_at = '2026-05-01 09:00:00', dropped_by = 'time', dropped_why = '' WHERE order_id = 1 AND ord = 1")
        .does(&format!("UPDATE order_line SET {drop} WHERE order_id = 1 AND ord = 1"))
        .refuses("order_line_immutable", "UPDATE order_line SET dropped_at = NULL, dropped_by = NULL, dropped_why = NULL WHERE order_id = 1 AND ord = 1")
        .refuses("order_line_last", &format!("UPDATE order_line SET {drop} WHERE order_id = 1 AND ord = 2"))
        .refuses("order_line_immutable", &format!("UPDATE order_line SET {keep}, qty_milli = 1 WHERE order_id = 1 AND ord = 1"))
        .does(&format!("UPDATE order_line SET {keep} WHERE order_id = 1 AND ord = 1"))
        .refuses("order_line_immutable", &format!("UPDATE order_line SET {drop}, kept_at = NULL WHERE order_id = 1 AND ord = 1"))
        .does(&format!("UPDATE order_line SET {drop} WHERE order_id = 1 AND ord = 1"))
        .refuses("order_line_immutable", &format!("UPDATE order_line SET {keep} WHERE order_id = 1 AND ord = 1"));
}

#[test]
fn a_good_is_wanted_once_on_a_weekday_and_a_day_of_it_comes_to_one_thing() {
    office()
        .does("+door_time id=1")
        .does("+standing_order id=1")
        .refuses("standing_order_one_place", "+standing_order id=2, weekday='sunday', site_id=1")
        .refuses("standing_order_qty", "+standing_order id=2, weekday='sunday', qty_milli=0")
        .does("+standing_order id=2, weekday='sunday'")
        .does("+standing_turn standing_id=1")
        .refuses("standing_turn_order", "+standing_turn standing_id=2, state='placed'")
        .refuses("standing_turn_why", "+standing_turn standing_id=2, state='missed'");
}

#[test]
fn an_order_goes_step_by_step_and_never_jumps() {
    ordered()
        .refuses("placed_order_fixed", "UPDATE placed_order SET language = 'en' WHERE id = 1")
        .refuses("placed_order_fixed", "UPDATE placed_order SET number = '0123456789' WHERE id = 1")
        .refuses(
            "placed_order_number_shape",
            "+placed_order id=2, code='o2', pin='0002', idem='two-orders', number='12345'",
        )
        .refuses("placed_order_step", "UPDATE placed_order SET state = 'collected' WHERE id = 1")
        .refuses("placed_order_step", "UPDATE placed_order SET state = 'ready' WHERE id = 1")
        .does("UPDATE placed_order SET state = 'accepted' WHERE id = 1")
        .does("UPDATE placed_order SET state = 'collected' WHERE id = 1")
        .refuses("placed_order_step", "UPDATE placed_order SET state = 'cancelled' WHERE id = 1")
        .refuses("placed_order_fixed", "UPDATE placed_order SET collect_on = '2026-05-03' WHERE id = 1")
        .refuses("placed_order_fixed", "DELETE FROM placed_order WHERE id = 1");
}

#[test]
fn what_was_asked_done_and_handed_over_stays_as_it_was_written() {
    ordered()
        .refuses("order_line_late", "+order_line order_id=1, ord=2, product_id=1")
        .refuses("order_line_immutable", "UPDATE order_line SET qty_milli = 2000 WHERE order_id = 1")
        .refuses("order_line_immutable", "DELETE FROM order_line WHERE order_id = 1")
        .refuses("order_step_order", "+order_step order_id=1, ord=3")
        .refuses("order_step_met_by", "+order_step order_id=1, ord=2, state='accepted', met_by='code'")
        .refuses("order_step_met_by", "+order_step order_id=1, ord=2, state='collected', met_by='somehow'")
        .refuses("order_step_batch", "+order_step order_id=1, ord=2, state='cancelled', batch_version=1")
        .does("+door_time id=2, shop_id=2")
        .does("+placed_order id=2, code='o2', idem='two-orders', shop_id=2, household_id=2, door_time_id=2")
        .refuses("order_step_elsewhere", "+order_step order_id=2, state='collected', sale_id=1, made_by='shop'")
        .refuses("order_step_immutable", "UPDATE order_step SET state = 'ready' WHERE order_id = 1")
        .refuses("order_step_immutable", "DELETE FROM order_step WHERE order_id = 1")
        .does("+order_given order_id=1")
        .refuses("order_given_immutable", "UPDATE order_given SET amount_irr = 2 WHERE order_id = 1")
        .refuses("order_given_immutable", "DELETE FROM order_given WHERE order_id = 1");
}

#[test]
fn a_payment_is_added_and_taken_back_once_by_its_own_amount() {
    ordered()
        .does("+order_payment id=1")
        .refuses("order_payment_elsewhere", "+order_payment id=2, idem='another', step_ord=1")
        .refuses("order_payment_sign", "+order_payment id=2, idem='another', amount_irr=-5")
        .refuses("order_payment_slip", "+order_payment id=2, idem='another', last4='1234'")
        .refuses("order_payment_elsewhere", "+order_payment id=2, idem='another', takes_back=1, amount_irr=-4")
        .does("+order_payment id=2, idem='another', takes_back=1, amount_irr=-5")
        .refuses("order_payment_elsewhere", "+order_payment id=3, idem='a-third', takes_back=2, amount_irr=-5")
        .refuses("order_payment_immutable", "UPDATE order_payment SET amount_irr = 6 WHERE id = 1")
        .refuses("order_payment_immutable", "DELETE FROM order_payment WHERE id = 1");
}
