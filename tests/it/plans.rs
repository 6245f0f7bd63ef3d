//! Lists are read by index on both engines: shown by the plans of the very statements that the pages send.
use crate::support::statements::{self, Planner};
use crate::support::{App, Client, database};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// Tables that grow with use. No page may read one from end to end.
const GROWING: [&str; 39] = [
    "absence",
    "account",
    "assignment",
    "assignment_run",
    "assignment_stall",
    "attribution",
    "audit_event",
    "booking",
    "booking_wish",
    "case_file",
    "check_in",
    "custody",
    "day_drawing",
    "drawing_version",
    "equipment",
    "good_report",
    "household",
    "household_member",
    "incident",
    "job",
    "ledger",
    "licence",
    "market_day",
    "message",
    "moderation",
    "on_offer",
    "person",
    "photo",
    "product",
    "publication",
    "review",
    "sale",
    "sale_line",
    "search_word",
    "shop",
    "site_vendor",
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
    Manager,
}
use Who::{Caseworker, Manager, Producer, Visitor};

/// A list by its path, and the index made for it. `{}` in a path stands for what the first link to such a page says.
const LISTS: [(&str, Who, &str, &str); 61] = [
    ("everything on offer", Visitor, "/goods", "product_newest"),
    ("the cheapest", Visitor, "/goods?sort=cheapest", "product_price"),
    ("the dearest", Visitor, "/goods?sort=dearest", "product_price"),
    ("everything by name", Visitor, "/goods?sort=name", "product_name"),
    ("a range of prices", Visitor, "/goods?from=20000&from-unit=toman&to=21000&to-unit=toman", "product_price"),
    ("what is ready", Visitor, "/goods?ready=yes", "ready_newest"),
    ("the cheapest that is ready", Visitor, "/goods?ready=yes&sort=cheapest", "ready_price"),
    ("what is ready by name", Visitor, "/goods?ready=yes&sort=name", "ready_name"),
    ("what is ready of a category", Visitor, "/c/bread?ready=yes", "ready_category_newest"),
    ("the dearest of a category that is ready", Visitor, "/c/bread?ready=yes&sort=dearest", "ready_category_price"),
    ("what is ready of a category by name", Visitor, "/c/bread?ready=yes&sort=name", "ready_category_name"),
    ("what is ready of a unit", Visitor, "/goods?ready=yes&unit=kilo", "ready_unit_newest"),
    ("the cheapest of a unit that is ready", Visitor, "/goods?ready=yes&unit=kilo&sort=cheapest", "ready_unit_price"),
    ("what is ready of a unit by name", Visitor, "/goods?ready=yes&unit=kilo&sort=name", "ready_unit_name"),
    ("what is ready of both", Visitor, "/c/bread?ready=yes&unit=kilo", "ready_category_unit_newest"),
    (
        "the dearest of both that is ready",
        Visitor,
        "/c/bread?ready=yes&unit=kilo&sort=dearest",
        "ready_category_unit_price",
    ),
    ("what is ready of both by name", Visitor, "/c/bread?ready=yes&unit=kilo&sort=name", "ready_category_unit_name"),
    (
        "a range of what is ready",
        Visitor,
        "/goods?ready=yes&from=20000&from-unit=toman&to=21000&to-unit=toman",
        "ready_price",
    ),
    ("a search among what is ready", Visitor, "/search?q=%D9%86%D8%A7%D9%86&ready=yes&sort=cheapest", "ready_price"),
    ("a unit", Visitor, "/goods?ready=&unit=kilo", "product_unit_newest"),
    ("the cheapest of a unit", Visitor, "/goods?unit=kilo&sort=cheapest", "product_unit_price"),
    ("a unit by name", Visitor, "/goods?unit=kilo&sort=name", "product_unit_name"),
    (
        "a range of a unit",
        Visitor,
        "/goods?unit=kilo&from=15000&from-unit=toman&to=20000&to-unit=toman",
        "product_unit_price",
    ),
    ("a unit of a category", Visitor, "/c/bread?unit=kilo", "product_category_unit_newest"),
    ("the dearest of a unit and category", Visitor, "/c/bread?unit=kilo&sort=dearest", "product_category_unit_price"),
    ("a unit of a category by name", Visitor, "/c/bread?unit=kilo&sort=name", "product_category_unit_name"),
    (
        "a range of a unit and category",
        Visitor,
        "/c/bread?unit=kilo&from=15000&from-unit=toman&to=20000&to-unit=toman",
        "product_category_unit_price",
    ),
    ("a search in a unit", Visitor, "/search?q=%D9%86%D8%A7%D9%86&unit=kilo&sort=cheapest", "product_search"),
    ("a category", Visitor, "/c/bread", "product_category"),
    ("the cheapest of a category", Visitor, "/c/bread?sort=cheapest", "product_category_price"),
    ("the dearest of a category", Visitor, "/c/bread?sort=dearest", "product_category_price"),
    ("a category by name", Visitor, "/c/bread?sort=name", "product_category_name"),
    (
        "a range of a category",
        Visitor,
        "/c/bread?from=15000&from-unit=toman&to=20000&to-unit=toman",
        "product_category_price",
    ),
    ("a shop", Visitor, "/s/{}", "product_shop"),
    ("a shop by price", Visitor, "/s/{}?sort=cheapest", "product_shop"),
    ("a search", Visitor, "/search?q=%D9%86%D8%A7%D9%86", "product_search"),
    (
        "a search in a wide range, the best first",
        Visitor,
        "/search?q=%D9%86%D8%A7%D9%86&from=1&from-unit=toman&to=9000000&to-unit=toman",
        "product_search_names",
    ),
    ("a search by price", Visitor, "/search?q=%D9%86%D8%A7%D9%86&sort=cheapest", "product_search"),
    ("a search with a slip", Visitor, "/search?q=%D9%84%D9%88%D8%B4", "product_search"),
    ("similar goods", Visitor, "/p/{}", "product_category_price"),
    ("a feed", Visitor, "/goods.atom", "product_changed"),
    ("my goods", Producer, "/my/goods", "product_household"),
    ("my sales", Producer, "/my/sales", "sale_household"),
    ("who opened my file", Producer, "/my/opened", "audit_event_household"),
    ("what I earned", Producer, "/my/earnings", "ledger_household"),
    ("my market days", Producer, "/my/stall", "booking_household"),
    ("what waits to be looked over", Manager, "/moderation", "moderation_queue"),
    ("my licences", Producer, "/my/licences", "licence_shop"),
    ("the licences of a shop", Visitor, "/s/{}", "licence_shop"),
    ("the reviews of a shop", Visitor, "/s/{}", "review_shop"),
    ("the days of a site, with how many ask", Manager, "/sites/{}", "booking_once"),
    ("the sellers of a site", Manager, "/sites/{}/vendors", "site_vendor_seniority_unique"),
    ("the versions of a site's drawing", Manager, "/sites/{}/versions", "drawing_version_pk"),
    ("the plan of a day", Manager, "/days/{}", "assignment_stall_pk"),
    ("the requests of a day", Manager, "/days/{}/requests", "booking_once"),
    ("the drawing of a day", Manager, "/days/{}/drawing", "day_drawing_pk"),
    ("who comes on a day", Manager, "/days/{}/check-in", "check_in_pk"),
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
    crowd(&url);
    let signed_in = |who| {
        let mut client = app.client();
        match who {
            Visitor => {}
            Producer => client.sign_in(&accounts.producer.phone, &accounts.producer.password),
            Caseworker => client.sign_in(&accounts.caseworker.phone, &accounts.caseworker.password),
            Manager => client.sign_in(&accounts.market_manager.phone, &accounts.market_manager.password),
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
        faults.extend(faults_of(&mut planner, &url, (list, index)));
    }
    statements::watch(&url);
    app.program.plan_daily_work().expect("the work of every day waits");
    faults.extend(faults_of(&mut planner, &url, ("a server that starts", "job_kind")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Puts so many goods that are not looked for before all others, in every order, that something else has to lead to those.
fn crowd(url: &str) {
    let first = if database::server().is_some() { "'\\x00'::bytea" } else { "x'00'" };
    let sql = format!(
        "INSERT INTO product (id, code, shop_id, household_id, idem, category_code, name, search_text, sort_key, description, unit, \
         price_irr, stock_milli, lead_days, photo_id, state, created_at, version, held_milli) \
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3600) \
         SELECT p.id + n.i, 'crowded' || n.i, p.shop_id, p.household_id, 'crowded' || n.i, 'bread', 'x', 'x', {first}, '', 'kilo', \
         CASE WHEN n.i % 2 = 0 THEN 10 ELSE 90000000 END, 5000, 0, NULL, 'listed', p.created_at, 1, 0 \
         FROM n, (SELECT * FROM product ORDER BY id DESC LIMIT 1) AS p"
    );
    match database::server() {
        Some(_) => PgConnection::establish(url).expect("opens").batch_execute(&sql),
        None => database::sqlite(url).batch_execute(&sql),
    }
    .expect("a crowd");
}

/// What is wrong with the queries sent since the database was watched: which read a whole table, and that none goes by the
/// index.
fn faults_of(planner: &mut Planner, url: &str, (list, index): (&str, &str)) -> Vec<String> {
    let plans: Vec<(String, Vec<String>)> =
        statements::queries(url).into_iter().map(|sql| (sql.clone(), planner.plan(&sql))).collect();
    let read_all = plans.iter().filter(|(_, plan)| plan.iter().any(|step| reads_all(step)));
    let mut faults: Vec<String> = read_all.map(|found| format!("{list} reads a whole table: {found:#?}")).collect();
    let again = plans.iter().filter(|(_, plan)| finds_again(plan));
    faults.extend(again.map(|found| format!("{list} looks for the same again for each good: {found:#?}")));
    if !plans.iter().flat_map(|(_, plan)| plan).any(|step| goes_by(step, index)) && !planner.may_choose(index) {
        faults.push(format!("{list} does not go by {index}: {plans:#?}"));
    }
    faults
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
        "/sites/" => "/sites".to_owned(),
        "/days/" => client.get("/sites").link("/sites/1"),
        "/casework/grants/" => client.get("/casework/equipment").link("/casework/equipment/1"),
        _ => "/casework".to_owned(),
    };
    let links = client.get(&above).links(start);
    let names = links.iter().filter_map(|link| link.strip_prefix(start)?.split('/').next());
    let name = names.into_iter().find(|name| *name != "new").expect(start);
    format!("{start}{name}{end}")
}

/// What SQLite calls the indexes that it makes for constraints by itself, without their numbers.
const AUTOMATIC: [(&str, &str); 6] = [
    ("assignment_stall_pk", "sqlite_autoindex_assignment_stall_"),
    ("booking_once", "sqlite_autoindex_booking_"),
    ("check_in_pk", "sqlite_autoindex_check_in_"),
    ("day_drawing_pk", "sqlite_autoindex_day_drawing_"),
    ("drawing_version_pk", "sqlite_autoindex_drawing_version_"),
    ("site_vendor_seniority_unique", "sqlite_autoindex_site_vendor_"),
];

/// Whether a step of a plan names the index; SQLite's index for searches is a table of its own kind.
fn goes_by(step: &str, index: &str) -> bool {
    let own = AUTOMATIC.iter().find(|(name, _)| *name == index).map(|(_, own)| *own);
    let mut words = step.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_named = words.any(|word| word == index || own.is_some_and(|own| word.starts_with(own)));
    is_named || (index.starts_with("product_search") && step.contains("VIRTUAL TABLE INDEX"))
}

/// Whether SQLite goes through goods and finds for each of them what a list begins with, instead of finding that first.
fn finds_again(plan: &[String]) -> bool {
    let found = plan.iter().position(|step| step.starts_with("SCAN o"));
    found.is_some_and(|found| {
        plan.iter().take(found).any(|step| step.starts_with("SEARCH p ") || step.starts_with("SCAN p "))
    })
}

/// Whether a step of a plan, in SQLite's words or PostgreSQL's, reads a growing table from end to end.
fn reads_all(step: &str) -> bool {
    let table = ["SCAN ", "Seq Scan on "].iter().find_map(|mark| step.split_once(mark)).map(|(_, rest)| rest);
    let name = table.and_then(|rest| rest.split_whitespace().next());
    name.is_some_and(|name| GROWING.contains(&name))
}
