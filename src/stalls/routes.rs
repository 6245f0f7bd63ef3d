//! Routes of stalls.
mod asking;
mod board;
mod day_drawing;
mod days;
mod moving;
mod public;
mod sites;

use crate::urls::pattern;
use crate::web::Routes;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::market_days, public::market_days)
        .get(pattern::market_day, public::market_day)
        .get(pattern::admin_sites, sites::admin_list)
        .post(pattern::admin_sites, sites::open)
        .get(pattern::sites, sites::list)
        .get(pattern::site, sites::site)
        .get(pattern::site_rows, sites::rows)
        .post(pattern::site_rows, sites::change_rows)
        .get(pattern::site_stall, sites::stall)
        .post(pattern::site_stall, sites::change_stall)
        .get(pattern::site_versions, sites::versions::list)
        .get(pattern::site_version, sites::versions::one)
        .post(pattern::site_version, sites::versions::bring_back)
        .get(pattern::site_settings, sites::settings::form)
        .post(pattern::site_settings, sites::settings::act)
        .get(pattern::site_days, days::open_form)
        .post(pattern::site_days, days::open)
        .get(pattern::site_vendors, sites::sellers::list)
        .post(pattern::site_vendors, sites::sellers::act)
        .get(pattern::day, days::day)
        .post(pattern::day_trial, days::trial)
        .get(pattern::day_drawing, day_drawing::rows)
        .post(pattern::day_drawing, day_drawing::change_rows)
        .get(pattern::day_drawing_stall, day_drawing::stall)
        .post(pattern::day_drawing_stall, day_drawing::change_stall)
        .get(pattern::day_move, moving::move_form)
        .post(pattern::day_move, moving::move_by_hand)
        .post(pattern::day_publish, days::publish)
        .post(pattern::day_announcement, days::announce)
        .post(pattern::day_cancel, days::cancel)
        .get(pattern::day_plan, days::paper)
        .get(pattern::day_check_in, days::check_in_list)
        .post(pattern::day_check_in, days::check_in)
        .get(pattern::day_request, asking::for_seller_form)
        .post(pattern::day_request, asking::for_seller)
        .get(pattern::my_stall, asking::my_days)
        .post(pattern::my_stall, asking::my_lasting)
        .get(pattern::my_stall_day, asking::my_form)
        .post(pattern::my_stall_day, asking::my_ask)
        .post(pattern::my_stall_withdraw, asking::my_withdraw)
        .get(pattern::stall_on_behalf, asking::for_household_form)
        .post(pattern::stall_on_behalf, asking::for_household);
}
