//! The pages of orders: the basket, the buyer's order, and the shop's orders.
mod add;
mod basket;
mod batch;
mod batch_list;
mod door;
mod find;
mod keeper;
mod list;
mod mine;
mod parts;
mod standing;
mod standing_list;

pub(super) use add::AddGood;
pub(super) use basket::{BasketPage, basket_rows};
pub(super) use batch::{BatchPage, left_of};
pub(super) use batch_list::BatchList;
pub(super) use door::DoorPage;
pub(super) use find::FindOrder;
pub(crate) use keeper::{KeptOrder, WeightDoubt, given_field, weight_field};
pub(super) use list::ShopOrders;
pub(super) use mine::{BuyerOrder, BuyerOrders, Reviewing};
pub(super) use standing::{AskWeekly, StandingPage};
pub(super) use standing_list::StandingList;
