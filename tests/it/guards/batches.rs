//! Weekly plans, dated batches, and what is kept of them.
use super::office::{Office, office};

/// A plan of product 1 with a batch, and one batch by hand.
fn planned() -> Office {
    office()
        .does("+batch_plan id=1")
        .does("+batch id=1, code='b1', plan_id=1")
        .does("+batch id=2, code='b2', by_hand=TRUE")
}

#[test]
fn no_more_of_a_batch_is_kept_than_is_planned_and_nothing_once_it_is_counted() {
    planned()
        .does("UPDATE batch SET held_milli = 40000 WHERE id = 1")
        .refuses("batch_held_within", "UPDATE batch SET held_milli = 40001 WHERE id = 1")
        .refuses("batch_held_within", "UPDATE batch SET planned_milli = 39999 WHERE id = 1")
        .refuses("batch_held_within", "UPDATE batch SET held_milli = -1 WHERE id = 1")
        .refuses("batch_held_while_planned", "UPDATE batch SET state = 'made', real_milli = 40000 WHERE id = 1")
        .refuses("batch_counted", "UPDATE batch SET state = 'made', held_milli = 0 WHERE id = 1")
        .does("UPDATE batch SET state = 'made', held_milli = 0, real_milli = 35000 WHERE id = 1");
}

#[test]
fn a_batch_goes_its_ways_and_keeps_its_good_and_its_plan() {
    planned()
        .refuses("batch_begins_planned", "+batch id=3, code='b3', state='called_off'")
        .refuses("batch_elsewhere", "+batch id=3, code='b3', plan_id=1, day='2026-05-03', product_id=2")
        .refuses("batch_until", "+batch id=3, code='b3', orders_until='2026-05-02 04:00:00.000000'")
        .refuses("batch_fixed", "UPDATE batch SET product_id = 2 WHERE id = 1")
        .refuses("batch_fixed", "UPDATE batch SET day = '2026-05-03' WHERE id = 1")
        .does("UPDATE batch SET day = '2026-05-03' WHERE id = 2")
        .refuses("batch_state", "UPDATE batch SET state = 'called_back', real_milli = 1, reason = 'r' WHERE id = 1")
        .does("UPDATE batch SET state = 'called_off' WHERE id = 1")
        .refuses("batch_state", "UPDATE batch SET state = 'made', real_milli = 1 WHERE id = 1")
        .does("UPDATE batch SET state = 'planned' WHERE id = 1");
}

#[test]
fn only_what_a_plan_made_and_nobody_touched_is_taken_away() {
    planned()
        .refuses("batch_touched", "DELETE FROM batch WHERE id = 2")
        .does("UPDATE batch SET held_milli = 1000 WHERE id = 1")
        .refuses("batch_touched", "DELETE FROM batch WHERE id = 1")
        .does("UPDATE batch SET held_milli = 0 WHERE id = 1")
        .does("DELETE FROM batch WHERE id = 1")
        .refuses("batch_plan_fixed", "DELETE FROM batch_plan WHERE id = 1")
        .refuses("batch_plan_fixed", "UPDATE batch_plan SET product_id = 2 WHERE id = 1")
        .does("UPDATE batch_plan SET ended_at = '2026-05-02 08:00:00.000000', ended_unit = 'tray' WHERE id = 1")
        .refuses("batch_plan_fixed", "UPDATE batch_plan SET qty_milli = 1 WHERE id = 1")
        .refuses("batch_plan_fixed", "UPDATE batch_plan SET ended_at = NULL WHERE id = 1");
}

#[test]
fn an_ended_plan_goes_on_only_in_the_unit_in_which_it_was_ended() {
    let ended = "UPDATE batch_plan SET ended_at = '2026-05-02 08:00:00.000000', \
                 ended_unit = (SELECT unit FROM product WHERE id = 1) WHERE id = 1";
    planned()
        .does(ended)
        .refuses("batch_plan_fixed", "UPDATE batch_plan SET ended_at = NULL, product_id = 2 WHERE id = 1")
        .does("UPDATE batch_plan SET ended_at = NULL, ended_unit = NULL WHERE id = 1");
}

#[test]
fn a_removed_good_says_what_it_was_before_in_words_that_are_known() {
    office()
        .refuses("product_removed_from", "UPDATE product SET removed_from = 'removed' WHERE id = 1")
        .does("UPDATE product SET removed_from = 'listed', removed_at = '2026-05-02 08:00:00.000000' WHERE id = 1");
}

#[test]
fn a_line_and_a_move_name_a_batch_of_their_own_good() {
    planned()
        .does("+door_time id=1")
        .does("+placed_order id=1, code='o1'")
        .does("+product id=7, code='p7', idem='product-7', shop_id=1, household_id=1")
        .refuses("order_line_batch_elsewhere", "+order_line order_id=1, product_id=7, batch_id=1")
        .does("+order_line order_id=1, batch_id=1")
        .refuses("stock_move_batch_elsewhere", "+stock_move id=1, product_id=7, batch_id=1")
        .refuses(
            "stock_move_batch_elsewhere",
            "+stock_move id=1, kind='sold', qty_milli=-1, sale_line_id=1, batch_id=1",
        )
        .does("+stock_move id=1, batch_id=1");
}

#[test]
fn a_good_that_was_ordered_ahead_keeps_its_unit_and_stays() {
    planned()
        .does("+batch id=3, code='b3', product_id=2")
        .does("UPDATE batch SET held_milli = 1000 WHERE id = 3")
        .refuses("product_batch_unit", "UPDATE product SET unit = 'piece' WHERE id = 2")
        .refuses("product_batch_held", "UPDATE product SET state = 'removed' WHERE id = 2")
        .does("UPDATE batch SET held_milli = 0 WHERE id = 3")
        .refuses("product_batch_unit", "UPDATE product SET unit = 'piece' WHERE id = 2")
        .does("UPDATE batch SET state = 'called_off' WHERE id = 3")
        .does("UPDATE product SET unit = 'piece' WHERE id = 2")
        .does("UPDATE batch SET state = 'called_off' WHERE id IN (1, 2)")
        .refuses("product_batch_unit", "UPDATE product SET unit = 'pack' WHERE id = 1")
        .does("UPDATE product SET state = 'removed' WHERE id = 2");
}
