//! Routes of stalls.
mod asking;
mod check_in;
mod days;
mod feeds;
mod giving;
mod here;
mod moving;
mod public;
mod sheet;
mod sites;
mod walk_in;

use crate::urls::pattern;
use crate::web::Routes;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::market_days, public::market_days)
        .get(pattern::market_feed, feeds::market)
        .get(pattern::site_feed, feeds::site)
        .get(pattern::calendar_feed, feeds::own)
        .get(pattern::market_day, public::market_day)
        .get(pattern::stall_here, here::stall)
        .get(pattern::admin_sites, sites::admin_list)
        .post(pattern::admin_sites, sites::open)
        .get(pattern::sites, sites::list)
        .get(pattern::site, sites::site)
        .get(pattern::site_rows, sites::rows)
        .post(pattern::site_rows, sites::add_row)
        .get(pattern::site_stall, sites::stall)
        .post(pattern::site_stall, sites::change_stall)
        .get(pattern::site_settings, sites::settings::form)
        .post(pattern::site_settings, sites::settings::act)
        .get(pattern::site_days, days::open_form)
        .post(pattern::site_days, days::open)
        .get(pattern::site_labels, sheet::labels)
        .get(pattern::site_vendors, sites::sellers::list)
        .post(pattern::site_vendors, sites::sellers::act)
        .get(pattern::day, days::day)
        .post(pattern::day_trial, days::trial)
        .get(pattern::day_move, moving::move_form)
        .post(pattern::day_move, moving::move_by_hand)
        .post(pattern::day_publish, days::publish)
        .post(pattern::day_announcement, days::announce)
        .post(pattern::day_cancel, days::cancel)
        .get(pattern::day_plan, days::paper)
        .get(pattern::day_sheet, sheet::sheet)
        .get(pattern::day_check_in, check_in::list)
        .post(pattern::day_check_in, check_in::act)
        .get(pattern::day_give, giving::form)
        .post(pattern::day_give, giving::act)
        .get(pattern::day_walk_in, walk_in::form)
        .post(pattern::day_walk_in, walk_in::enter)
        .get(pattern::day_request, asking::for_seller_form)
        .post(pattern::day_request, asking::for_seller)
        .get(pattern::my_stall, asking::my_days)
        .post(pattern::my_stall, asking::my_lasting)
        .post(pattern::my_calendar, feeds::act)
        .get(pattern::my_stall_day, asking::my_form)
        .post(pattern::my_stall_day, asking::my_ask)
        .post(pattern::my_stall_withdraw, asking::my_withdraw)
        .get(pattern::stall_on_behalf, asking::for_household_form)
        .post(pattern::stall_on_behalf, asking::for_household);
}
