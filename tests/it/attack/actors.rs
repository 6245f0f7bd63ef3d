//! Who attacks, what each of them finds on the pages, and what they may change.
use super::forms::{Found, pattern_of};
use crate::access::{self, Side, World};
use crate::support::Client;
use bazarche::app::{self, Method};

/// One person's attack.
pub struct Actor {
    pub name: &'static str,
    pub cookie: String,
    /// Whether the side they belong to is not the first one.
    pub is_elsewhere: bool,
    pub found: Found,
    /// The pages that opened for them and the forms on these.
    pub doors: Vec<(Method, &'static str)>,
    /// Ids of what is not theirs: no row that bears one of them may change.
    pub foreign: Vec<String>,
    /// The tables in which their requests may change rows.
    pub may: Vec<&'static str>,
    /// The tables in which those rows may be somebody else's.
    pub of_others: Vec<&'static str>,
}

/// What trying to sign in and asking for a link leave behind, whoever does it; and what anybody may say of any good, or of one
/// whose order they have the code of.
const OF_ANYONE: &[&str] = &["throttle", "job", "good_report", "moderation", "review"];
/// The tables whose rows may name what is somebody else's: the trail, for what was asked in vain, what is said of goods, and
/// what is wanted of a shop every week.
const OF_OTHERS: &[&str] = &["audit_event", "good_report", "moderation", "review", "standing_order"];
/// What is looked over.
const OF_MODERATION: &[&str] = &["product", "on_offer", "search_word", "shop", "trusted_shop", "licence"];
/// Whoever is signed in changes their own account, uses up the keys of forms and is on the record.
const OF_A_PERSON: &[&str] =
    &["session", "account", "message", "audit_event", "form_key", "stock_wish", "standing_order", "standing_turn"];
const OF_SELLING: &[&str] = &[
    "product",
    "on_offer",
    "search_word",
    "stock_move",
    "sale",
    "sale_line",
    "ledger",
    "attribution",
    "weight_set",
    "weight_line",
];
const OF_ORDERS: &[&str] = &[
    "door_time",
    "placed_order",
    "order_line",
    "order_step",
    "order_given",
    "order_payment",
    "sms",
    "batch",
    "batch_plan",
    "hatch",
];
const OF_A_SHOP: &[&str] = &[
    "shop",
    "photo",
    "posted",
    "licence",
    "booking",
    "booking_wish",
    "absence",
    "weekly_request",
    "weekly_wish",
    "calendar_link",
];
const OF_SITES: &[&str] = &[
    "site_row",
    "stall",
    "obstacle",
    "former_number",
    "site_category",
    "site_vendor",
    "own_stall",
    "absence",
    "market_day",
    "market_site",
    "booking",
    "booking_wish",
    "assignment_run",
    "assignment",
    "assignment_stall",
    "publication",
    "drawing_version",
    "day_drawing",
    "check_in",
    "incident",
];
/// Of households, their people and the accounts by which these sell.
const OF_HOUSEHOLDS: &[&str] =
    &["household", "household_member", "person", "data_key", "account_scope", "one_time_link", "shop"];
const OF_CASES: &[&str] = &[
    "case_file",
    "case_assignment",
    "case_event",
    "proposal",
    "decision",
    "grant_award",
    "grant_household",
    "equipment",
    "equipment_funding",
    "handover",
    "custody",
    "use_right",
    "baseline",
    "weight_set",
    "weight_line",
    "booking",
    "booking_wish",
    "absence",
    "weekly_request",
    "weekly_wish",
    "import_batch",
    "import_row",
    "import_upload",
];
const OF_DECIDING: &[&str] = &[
    "proposal",
    "decision",
    "case_file",
    "case_assignment",
    "case_event",
    "period",
    "custody",
    "handover",
    "use_right",
];
const OF_THE_OFFICE: &[&str] = &[
    "account_scope",
    "role_proposal",
    "one_time_link",
    "data_key",
    "institution",
    "programme",
    "area",
    "area_role",
    "setting",
    "city_switch",
    "licence_kind",
    "category_licence",
    "holiday",
    "market_site",
    "drawing_version",
    "sms",
];

/// The tables in which someone of this role may change rows.
fn may(name: &str) -> Vec<&'static str> {
    let beyond: &[&[&'static str]] = match name {
        "visitor" => return OF_ANYONE.to_vec(),
        "producer" | "another producer" => &[OF_SELLING, OF_A_SHOP, OF_ORDERS],
        "market manager" => &[OF_SITES, OF_HOUSEHOLDS, OF_MODERATION],
        "caseworker" | "another caseworker" => &[OF_HOUSEHOLDS, OF_CASES, OF_SELLING],
        "supervisor" => &[OF_DECIDING],
        // Only why they opened a file that is not of today.
        "auditor" => &[&["case_event"]],
        "admin" => &[OF_THE_OFFICE, OF_MODERATION],
        _ => &[],
    };
    [OF_ANYONE, OF_A_PERSON].into_iter().chain(beyond.iter().copied()).flatten().copied().collect()
}

/// The tables whose rows may name what is somebody else's, for someone of this role.
fn of_others(name: &str) -> Vec<&'static str> {
    // An admin looks over what any shop shows, trusts shops, and says which goods need a licence: shows and hides those of anybody.
    let looked_over = if name == "admin" { OF_MODERATION } else { &[] };
    OF_OTHERS.iter().chain(looked_over).copied().collect()
}

/// Ids of a side that no other side has a part in.
fn ids(side: &Side, names: &[&str]) -> Vec<String> {
    let is_shared = |name: &str| ["area", "institution", "token"].contains(&name);
    let all = side
        .ids
        .iter()
        .filter(|(name, id)| (names.is_empty() || names.contains(name)) && !is_shared(name) && id.len() > 15);
    all.map(|(_, id)| id.clone()).collect()
}

/// Opens the world and lets everyone look at every page of theirs.
pub fn actors(world: &mut World) -> Vec<Actor> {
    // Whoever has the code of an order is its buyer; strangers have none.
    world.own.ids.insert("/orders", "0".repeat(16));
    let mut clients: Vec<(&'static str, Client)> = access::clients(world);
    clients.retain(|(name, _)| *name != "former");
    clients.push(("another producer", world.elsewhere.home.producer.copy()));
    clients.push(("another caseworker", world.elsewhere.caseworker.copy()));
    clients.into_iter().map(|(name, client)| actor(world, name, client)).collect()
}

fn actor(world: &World, name: &'static str, mut client: Client) -> Actor {
    let is_elsewhere = name.starts_with("another");
    let (side, other) = if is_elsewhere { (&world.elsewhere, &world.own) } else { (&world.own, &world.elsewhere) };
    let routes = app::routes();
    let paths: Vec<String> = routes
        .iter()
        .filter(|(method, _)| *method == Method::Get)
        .filter_map(|(_, pattern)| world.path(pattern, side))
        .collect();
    let mut found = Found::default();
    found.read(&routes, &mut client, &paths);
    let more: Vec<String> = found.forms.values().flatten().map(|form| form.action.clone()).collect();
    let more: Vec<String> =
        more.into_iter().filter(|path| pattern_of(&routes, Method::Get, path).is_some()).take(200).collect();
    found.read(&routes, &mut client, &more);
    let mut foreign = ids(other, &[]);
    if name != "market manager" {
        foreign.extend(ids(&world.others, &[]));
    }
    if name.ends_with("producer") || ["visitor", "no role"].contains(&name) {
        foreign.extend(ids(side, &["grant", "proposal", "right", "baseline", "member"]));
    }
    let doors = found.opened.iter().map(|pattern| (Method::Get, *pattern));
    let doors = doors.chain(found.forms.keys().map(|pattern| (Method::Post, *pattern))).collect();
    Actor {
        name,
        cookie: client.cookie_header(),
        is_elsewhere,
        doors,
        found,
        foreign,
        may: may(name),
        of_others: of_others(name),
    }
}
