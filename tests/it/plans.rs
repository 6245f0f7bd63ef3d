//! Lists are read by index on both engines: shown by the plans of the very statements that the pages send.
use crate::support::statements::{self, Planner};
use crate::support::{App, Client};

/// Tables that grow with use. No page may read one from end to end.
const GROWING: [&str; 25] = [
    "account",
    "assignment_stall",
    "attribution",
    "audit_event",
    "booking",
    "case_file",
    "check_in",
    "custody",
    "equipment",
    "household",
    "household_member",
    "incident",
    "ledger",
    "market_day",
    "message",
    "person",
    "photo",
    "product",
    "sale",
    "sale_line",
    "search_word",
    "shop",
    "stock_move",
    "weight_line",
    "weight_set",
];

/// Who looks at a list.
#[derive(Clone, Copy)]
enum Who {
    Visitor,
    Producer,
    Caseworker,
}
use Who::{Caseworker, Producer, Visitor};

/// A list by its path, and the index made for it. `{}` in a path stands for what the first link to such a page says.
const LISTS: [(&str, Who, &str, &str); 27] = [
    ("everything on offer", Visitor, "/goods", "product_newest"),
    ("the cheapest", Visitor, "/goods?sort=cheapest", "product_price"),
    ("the dearest", Visitor, "/goods?sort=dearest", "product_price"),
    ("everything by name", Visitor, "/goods?sort=name", "product_name"),
    ("a range of prices", Visitor, "/goods?from=20000&from-unit=toman&to=21000&to-unit=toman", "product_price"),
    ("what is ready", Visitor, "/goods?ready=yes&unit=kilo", "product_newest"),
    ("a category", Visitor, "/c/bread", "product_category"),
    ("the cheapest of a category", Visitor, "/c/bread?sort=cheapest", "product_category_price"),
    ("the dearest of a category", Visitor, "/c/bread?sort=dearest", "product_category_price"),
    ("a category by name", Visitor, "/c/bread?sort=name", "product_category_name"),
    ("a range of a category", Visitor, "/c/bread?to=20000&to-unit=toman", "product_category_price"),
    ("a shop", Visitor, "/s/{}", "product_shop"),
    ("a shop by price", Visitor, "/s/{}?sort=cheapest", "product_shop"),
    ("a search", Visitor, "/search?q=%D9%86%D8%A7%D9%86", "product_search"),
    ("a search by price", Visitor, "/search?q=%D9%86%D8%A7%D9%86&sort=cheapest", "product_search"),
    ("a search with a slip", Visitor, "/search?q=%D9%84%D9%88%D8%B4", "product_search"),
    ("similar goods", Visitor, "/p/{}", "product_category_price"),
    ("a feed", Visitor, "/goods.atom", "product_newest"),
    ("my goods", Producer, "/my/goods", "product_household"),
    ("my sales", Producer, "/my/sales", "sale_household"),
    ("who opened my file", Producer, "/my/opened", "audit_event_household"),
    ("what I earned", Producer, "/my/earnings", "ledger_household"),
    ("my market days", Producer, "/my/stall", "booking_household"),
    ("a caseworker's households", Caseworker, "/casework", "household_area"),
    ("what a machine earned", Caseworker, "/casework/equipment/{}", "attribution_equipment"),
    ("what a grant earned", Caseworker, "/casework/grants/{}", "attribution_grant"),
    ("the rows of a household's book", Caseworker, "/casework/households/{}/rows", "ledger_household_id"),
];

#[test]
fn lists_are_read_by_index() {
    statements::listen();
    let app = App::start();
    let accounts = app.fill_demo();
    let url = app.program.config().database_url.clone();
    let signed_in = |who| {
        let mut client = app.client();
        match who {
            Visitor => {}
            Producer => client.sign_in(&accounts.producer.phone, &accounts.producer.password),
            Caseworker => client.sign_in(&accounts.caseworker.phone, &accounts.caseworker.password),
        }
        client
    };
    let mut planner = Planner::new(&url);
    let mut faults = Vec::new();
    for (list, who, path, index) in LISTS {
        let mut client = signed_in(who);
        let path = whole(&mut client, path);
        statements::watch(&url);
        let page = client.get(&path);
        assert_eq!(page.status, 200, "{path}");
        let plans: Vec<(String, Vec<String>)> =
            statements::queries(&url).into_iter().map(|sql| (sql.clone(), planner.plan(&sql))).collect();
        faults.extend(
            plans
                .iter()
                .filter(|(_, plan)| plan.iter().any(|step| reads_all(step)))
                .map(|found| format!("{list} reads a whole table: {found:#?}")),
        );
        if !plans.iter().flat_map(|(_, plan)| plan).any(|step| goes_by(step, index)) && !planner.may_choose(index) {
            faults.push(format!("{list} does not go by {index}: {plans:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The path with the word for `{}` taken from a link on the page above it.
fn whole(client: &mut Client, path: &str) -> String {
    let Some((start, end)) = path.split_once("{}") else {
        return path.to_owned();
    };
    let above = match start {
        "/s/" => "/".to_owned(),
        "/p/" => "/goods".to_owned(),
        "/casework/equipment/" => "/casework/equipment".to_owned(),
        "/casework/grants/" => client.get("/casework/equipment").link("/casework/equipment/1"),
        _ => "/casework".to_owned(),
    };
    let links = client.get(&above).links(start);
    let name = links.iter().filter_map(|link| link.strip_prefix(start)).find(|name| *name != "new").expect(start);
    format!("{start}{name}{end}")
}

/// Whether a step of a plan names the index; SQLite's index for searches is a table of its own kind.
fn goes_by(step: &str, index: &str) -> bool {
    let is_named = step.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == index);
    is_named || (index == "product_search" && step.contains("VIRTUAL TABLE INDEX"))
}

/// Whether a step of a plan, in SQLite's words or PostgreSQL's, reads a growing table from end to end.
fn reads_all(step: &str) -> bool {
    let table = ["SCAN ", "Seq Scan on "].iter().find_map(|mark| step.split_once(mark)).map(|(_, rest)| rest);
    let name = table.and_then(|rest| rest.split_whitespace().next());
    name.is_some_and(|name| GROWING.contains(&name))
}
