//! Routes of orders: the basket and the buyer's own orders, which need no account, and the shop's lists and times. Handing over
//! and taking back, which post sales, are routes of `sales`.
mod basket;
mod batch;
mod buyer;
mod find;
mod shop;
mod standing;

use crate::urls::pattern;
use crate::web::Routes;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::basket, basket::show)
        .post(pattern::basket, basket::send)
        .post(pattern::basket_add, basket::add)
        .get(pattern::weekly, standing::new)
        .post(pattern::weekly, standing::ask)
        .get(pattern::orders, buyer::orders)
        .get(pattern::order_find, find::show)
        .post(pattern::order_find, find::find)
        .get(pattern::standing, standing::standing)
        .post(pattern::standing, standing::act)
        .get(pattern::order, buyer::order)
        .post(pattern::order_cancel, buyer::cancel)
        .post(pattern::order_undo, buyer::undo)
        .get(pattern::my_orders, shop::orders)
        .get(pattern::my_standing, standing::list)
        .post(pattern::my_standing_one, standing::decline)
        .get(pattern::my_door, shop::door)
        .post(pattern::my_door, shop::open_door)
        .post(pattern::my_door_end, shop::end_door)
        .get(pattern::my_batch, batch::batch)
        .post(pattern::my_batch, batch::act)
        .get(pattern::my_batch_list, batch::list);
}
