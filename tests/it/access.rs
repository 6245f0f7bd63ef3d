//! The access matrix: every route of the program, every role, inside its area, in another area and in another institution
//! of the same area. A route without a row fails, and so does a change of any answer that nobody wrote down here:
//! look at the difference in `tests/it/snapshots`, and accept it by `INSTA_UPDATE=always cargo test --test it access`.
mod trail;

use crate::privacy::lines_of;
use crate::support::town::{self, Town, date, fields, see_other, today};
use crate::support::{App, Client, Page, make};
use bazarche::app::{self, Method};
use bazarche::config::Sms;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The values of the `{…}` parts of patterns, for one owner.
pub type Ids = BTreeMap<&'static str, String>;

/// What stands in one area with one institution.
pub struct Side {
    pub ids: Ids,
    pub home: town::Home,
    pub caseworker: Client,
    /// Fields by which a form of this side names things that its path does not.
    named: BTreeMap<&'static str, String>,
}

/// Everything that the requests go to.
pub struct World {
    pub town: Town,
    /// Of every role's own area and institution.
    pub own: Side,
    /// Of the same institution in another city.
    pub elsewhere: Side,
    /// Of another institution in the same neighbourhood.
    pub others: Side,
}

/// When the machines were handed over.
const HANDED: (&str, &str, &str) = ("1405", "8", "2");

/// What was photographed then.
const PHOTOS: &[(&str, &str, &[u8])] = &[("photos", "oven.jpg", include_bytes!("../../static/goods/lavash.jpg"))];

const LIST: &str = "نام,کد ملی,نوع دستگاه,سازنده,سریال,قیمت (ریال),تاریخ تحویل\n";

fn last_part(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A household with all that can belong to one.
fn side(town: &mut Town, (institution, area): (&str, &str), (number, names): (usize, [&str; 2])) -> Side {
    let mut caseworker = town.staff(names[0], ("caseworker", institution, area));
    let mut home = town.home(&mut caseworker, (names[0], names[1]));
    let neighbour = town.home(&mut caseworker, ("همسایهٔ", names[1]));
    let member = [("relation", "child"), ("given-name", "علی"), ("family-name", names[1])];
    see_other(&caseworker.post(&format!("{}/members/new", home.path()), &member));
    let member = caseworker.get(&home.path()).links(&format!("{}/members/", home.path()));
    let member = member.iter().rfind(|link| link.ends_with("/end")).cloned().unwrap_or_default();
    let machine = town::grant_oven(&mut caseworker, &home, &format!("SM-{number}"));
    see_other(&town::hand_over_with(&mut caseworker, &machine, (&home, HANDED), PHOTOS));
    let lent = [("household", neighbour.id.as_str()), ("agreement", "دوشنبه‌ها")];
    see_other(&town::post(
        &mut caseworker,
        &format!("{machine}/use-rights"),
        &fields(&lent, &[today("starts"), date("last", ("", "1", ""))]),
    ));
    let card = caseworker.get(&machine);
    let right = card.link(&format!("{machine}/use-rights/1"));
    let told = fields(&[("closed-months", "12")], &[date("taken", HANDED)]);
    see_other(&town::post(&mut caseworker, &format!("{}/baseline", home.path()), &told));
    let baseline = caseworker.get(&home.path()).link(&format!("{}/baseline/1", home.path()));
    let proposals = format!("{}/proposals/new", home.path());
    let form = caseworker.get(&proposals);
    let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
    let wish = [
        ("idem", key.as_str()),
        ("programme", programme.as_str()),
        ("kind", "training"),
        ("amount", "۱۰۰۰۰۰۰"),
        ("reason", "آموزش"),
    ];
    see_other(&caseworker.post(&proposals, &wish));
    let mut supervisor = town.staff("سرپرست", ("supervisor", institution, area));
    let proposal = supervisor.get("/casework/decisions").link("/casework/decisions/1");
    let product = town::good(&mut home.producer, "نان لواش");
    let sale = town::sell_on_behalf(&mut caseworker, &home, &product, "2");
    let line = home.producer.get(&format!("/my/sales/{sale}")).value_of("line");
    let key = home.producer.get("/my/costs/new").value_of("idem");
    let cost = [("idem", key.as_str()), ("category", "inputs"), ("amount", "۴۰۰۰۰"), ("day", "0")];
    see_other(&home.producer.post("/my/costs/new", &cost));
    let row = home.producer.get("/my/earnings").link("/my/costs/1").trim_end_matches("/undo").to_owned();
    let mut list = |row: &str| {
        let place = [("area", area), ("programme", programme.as_str())];
        let file = format!("{LIST}{row}");
        last_part(&see_other(&caseworker.upload("/casework/imports", &place, ("file", "list.csv", file.as_bytes()))))
    };
    let serial = format!("زهرا کریمی,0010350829,تنور,صنعت,L-{number},1000000,1405/8/1\n");
    let ids = ["0010350829", "0076229645", "1583250689"];
    let upload = list(&serial.replace(ids[0], ids[number]));
    see_other(&caseworker.post(&format!("/casework/imports/uploads/{upload}"), &[]));
    let batch = caseworker.get("/casework/imports").link("/casework/imports/1");
    let upload = {
        let place = [("area", area), ("programme", programme.as_str())];
        let file = format!("{LIST}{}", serial.replace("L-", "K-").replace(ids[0], ids[number]));
        last_part(&see_other(&caseworker.upload("/casework/imports", &place, ("file", "l.csv", file.as_bytes()))))
    };
    let part = |path: &str, at: usize| path.split('/').nth(at).unwrap_or_default().to_owned();
    town::door(&mut home.producer, "کوچهٔ یاس");
    let door = home.producer.get("/my/shop/door").link("/my/shop/door/1");
    let mut buyer = town.app.client();
    let public = buyer.get(&home.producer.get("/my/shop").link("/s/")).link("/p/");
    let placed = town::order(&mut buyer, &public, ("نرگس", "09351234567"), "1");
    let order = home.producer.get("/my/orders").link("/my/orders/1");
    see_other(&buyer.post(&format!("{public}/report"), &[("reason", "photo")]));
    let item = town.admin.get("/moderation").links("/moderation/items/").pop().expect("the report");
    let shop = town.admin.get(&item).link("/moderation/shops/1");
    let collected = town::order(&mut buyer, &public, ("لیلا", "09351234568"), "1");
    town::hand_over_order(&mut home.producer, "لیلا");
    see_other(&town::review(&mut buyer, &collected, ("5", "تازه بود")));
    let waiting = town.admin.get("/moderation").row_with("/moderation/items/", "نظر خریدار");
    see_other(&town.admin.post(&waiting, &[("version", "1"), ("do", "accept")]));
    let review = home.producer.get("/my/reviews").link("/my/reviews/1");
    let licence = [("kind", "1"), ("number", "۱۲")];
    let until = [date("until", ("1406", "1", "1"))];
    see_other(&town::post(&mut home.producer, "/my/licences/new", &fields(&licence, &until)));
    home.producer.forget_notice();
    let licence = last_part(&home.producer.get("/my/licences").link("/my/licences/1"));
    let standing = standing(town, &public);
    let good_batch = town::batch(&mut home.producer, &product, "40");
    let ids = Ids::from([
        ("good_batch", last_part(&good_batch)),
        ("item", last_part(&item)),
        ("review", last_part(&review)),
        ("licence", licence),
        ("shop", last_part(&shop)),
        ("order", part(&order, 3)),
        ("standing", standing),
        ("door", part(&door, 4)),
        ("/orders", last_part(&placed)),
        ("household", home.id.clone()),
        ("member", part(&member, 5)),
        ("equipment", last_part(&machine)),
        ("baseline", last_part(&baseline)),
        ("grant", last_part(&card.link("/casework/grants/1"))),
        ("photo", last_part(&card.link(&format!("{machine}/photos/1")))),
        ("right", part(&right, 5)),
        ("proposal", last_part(&proposal)),
        ("product", product),
        ("sale", sale),
        ("row", last_part(&row)),
        ("upload", upload),
        ("batch", part(&batch, 3)),
    ]);
    let named = BTreeMap::from([
        ("line", line),
        ("household", home.id.clone()),
        ("receiver", home.person.clone()),
        ("area", area.to_owned()),
        ("institution", institution.to_owned()),
    ]);
    Side { ids, home, caseworker, named }
}

/// Somebody with an account who wants a good every week; the id of it.
fn standing(town: &mut Town, good: &str) -> String {
    let (mut buyer, _) = town.person("خریدار هر هفته");
    let place = buyer.get(&format!("{good}/weekly")).value_of("place");
    last_part(&see_other(&buyer.post(&format!("{good}/weekly"), &[("quantity", "۱"), ("place", &place)])))
}

impl World {
    pub fn of(mut town: Town) -> World {
        let [behzisti, emdad] = [town.behzisti.clone(), town.emdad.clone()];
        let [espiari, upper] = [town.espiari.clone(), town.other_neighbourhood.clone()];
        let mut own = side(&mut town, (&behzisti, &espiari), (0, ["مریم", "کاظمی"]));
        let mut elsewhere = side(&mut town, (&behzisti, &upper), (1, ["زهرا", "احمدی"]));
        let others = side(&mut town, (&emdad, &espiari), (2, ["فاطمه", "رضایی"]));
        for (side, city) in [(&mut own, town.city.clone()), (&mut elsewhere, town.other_city.clone())] {
            let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
            let site = town::site(&mut town.admin, &mut manager, &city);
            let seller = [("do", "take-in"), ("household", side.home.id.as_str()), ("category", "bread")];
            see_other(&manager.post(&format!("{site}/vendors"), &seller));
            let (stall, day) = town::market_day(&mut manager, &site);
            let scanned = manager.get(&site).link("/m/");
            let code = scanned.split('/').nth(2).unwrap_or_default().to_owned();
            side.ids.extend([("market", code), ("number", "1".to_owned())]);
            side.ids.extend([("site", last_part(&site)), ("day", day), ("version", "2".to_owned())]);
            side.named.insert("stall", stall);
        }
        own.ids.extend(open_to_all(&mut town, &mut own.home));
        own.ids.extend(of_the_office(&mut town));
        World { town, own, elsewhere, others }
    }

    /// The path of a route on a side; nothing where the side has no such thing of its own.
    pub fn path(&self, pattern: &str, side: &Side) -> Option<String> {
        let mut path = pattern.to_owned();
        for (name, open) in [("day", "/admin/holidays"), ("code", "/s/"), ("code", "/orders"), ("code", "/w/")] {
            if pattern.starts_with(open) {
                path = path.replace(&format!("{{{name}}}"), &self.own.ids[open]);
            }
        }
        while let Some(at) = path.find('{') {
            let end = path[at..].find('}').map(|length| at + length)?;
            let value = side.ids.get(&path[at + 1..end])?.clone();
            path.replace_range(at..=end, &value);
        }
        Some(path)
    }
}

/// What every visitor may open: a good with its photo and its shop.
fn open_to_all(town: &mut Town, home: &mut town::Home) -> Ids {
    let photo = include_bytes!("../../static/goods/lavash.jpg");
    let good = [("name", "نان تازه"), ("price", "۳۰۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۵")];
    see_other(&home.producer.upload("/my/goods/new", &good, ("photo", "bread.jpg", photo)));
    let mut visitor = town.app.client();
    let code = last_part(&visitor.get("/search?q=%D8%AA%D8%A7%D8%B2%D9%87").link("/p/"));
    let page = visitor.get(&format!("/p/{code}"));
    Ids::from([
        ("/w/", wish(town, home)),
        ("/s/", last_part(&page.link("/s/"))),
        ("file", last_part(&page.image("/photo/"))),
        ("code", code),
        ("category", "bread".to_owned()),
        ("token", "0".repeat(64)),
        ("piece", "pages".to_owned()),
    ])
}

/// Somebody who left a number to be told when a good is there again, where SMS are sent; gives the code of it.
fn wish(town: &mut Town, home: &mut town::Home) -> String {
    let good = [("name", "نان سنگک"), ("price", "۳۰۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۰")];
    see_other(&home.producer.post("/my/goods/new", &good));
    home.producer.forget_notice();
    let mut visitor = town.app.client();
    let page = visitor.get(&home.producer.get("/my/shop").link("/s/")).row_with("/p/", "نان سنگک");
    visitor.post(&format!("{page}/tell-me"), &[("phone", "09361112233")]);
    let found = lines_of(town.app.database(), "SELECT code AS text FROM stock_wish").pop();
    found.unwrap_or_else(|| "0".repeat(16))
}

/// What only the office itself has: an account with a role, an area with a part in it, a holiday.
fn of_the_office(town: &mut Town) -> Ids {
    let (_, account) = town.person("کسی دیگر");
    let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
    town.give_role(&account, ("auditor", &behzisti, &espiari));
    let person = format!("/admin/people/{account}");
    let scope = town.admin.get(&person).link(&format!("{person}/roles/"));
    let role = [("role", "market_manager"), ("area", &town.city), ("institution", ""), ("present", make::PASSWORD)];
    see_other(&town.admin.post(&format!("{person}/roles"), &role));
    let waiting = town.admin.get(&person).link(&format!("{person}/role-proposals/1"));
    let area = format!("/admin/areas/{espiari}");
    see_other(&town.admin.post(&format!("{area}/parts"), &[("institution", &behzisti), ("part", "lead")]));
    let part = town.admin.get(&area).link(&format!("{area}/parts/1"));
    let nowruz = [("name-fa", "نوروز"), ("name-en", "Nowruz")];
    see_other(&town::post(&mut town.admin, "/admin/holidays", &fields(&nowruz, &[date("day", ("1406", "1", "1"))])));
    let nth = |link: &str, at: usize| link.split('/').nth(at).unwrap_or_default().to_owned();
    Ids::from([
        ("account", account),
        ("scope", nth(&scope, 5)),
        ("waiting", nth(&waiting, 5)),
        ("area", espiari),
        ("city", town.city.clone()),
        ("part", nth(&part, 5)),
        ("institution", behzisti),
        ("licence_kind", "1".to_owned()),
        ("/admin/holidays", "2027-03-21".to_owned()),
    ])
}

/// The fields without which a form, or a page with a query, would not be looked at; empty forms are for the others.
fn sent(method: Method, pattern: &str, side: &Side) -> Vec<(&'static str, String)> {
    let named = |name: &'static str| (name, side.named.get(name).cloned().unwrap_or_else(|| "1".to_owned()));
    let one = |name: &'static str| (name, "1".to_owned());
    match (method, pattern) {
        (_, "/sites/{site}/stalls" | "/days/{day}/drawing/stalls") => vec![named("stall")],
        (_, "/days/{day}/move") => vec![named("stall"), one("booking"), one("run"), one("revision")],
        (Method::Get, "/days/{day}/give") => vec![named("stall")],
        (Method::Post, "/days/{day}/give") => vec![named("stall"), one("booking")],
        (Method::Post, "/days/{day}/walk-in") => vec![named("household")],
        (Method::Post, "/days/{day}/publish") => vec![one("run"), one("revision")],
        (Method::Post, "/days/{day}/check-in") => vec![one("booking"), ("state", "came".to_owned())],
        (Method::Post, "/days/{day}/requests") => vec![named("household"), ("do", "withdraw".to_owned())],
        (Method::Post, "/sites/{site}/vendors") => vec![("do", "register".to_owned())],
        (Method::Post, "/my/sales/{sale}/return") => vec![named("line")],
        (Method::Post, "/my/orders/{order}/step") => vec![("to", "accept".to_owned())],
        (Method::Post, "/my/batches/{good_batch}") => vec![("do", "off".to_owned())],
        (Method::Post, "/my/orders/{order}/payments") => vec![("take-back", "1".to_owned())],
        (Method::Post, "/casework/months") => {
            vec![named("area"), named("institution"), ("month", "140509".to_owned())]
        }
        (Method::Post, "/orders/{code}/reviews") => vec![one("line"), ("words-1", "خوب".to_owned())],
        (Method::Post, "/moderation/items/{item}") => vec![("do", "refuse".to_owned())],
        (Method::Post, "/admin/settings/switches") => {
            let on = ["reviews", "messages", "public-prices"].map(|switch| ("on", switch.to_owned()));
            [&on[..], &[("seen", "reviews.messages.public-prices".to_owned())]].concat()
        }
        (Method::Post, "/admin/areas/{city}/switches") => {
            let here = ["reviews", "messages", "public-prices"].map(|switch| (switch, "usual".to_owned()));
            [&here[..], &[("seen", "usual.usual.usual".to_owned())]].concat()
        }
        (Method::Post, "/moderation/shops/{shop}") => vec![("do", "trust".to_owned())],
        (Method::Post, "/casework/decisions/{proposal}") => vec![("outcome", "approved".to_owned())],
        (Method::Post, "/casework/equipment/{equipment}/hand-over" | "/casework/equipment/{equipment}/use-rights") => {
            vec![named("household")]
        }
        (Method::Post, "/casework/households/{household}/stall") => {
            vec![("day", side.ids.get("day").cloned().unwrap_or_else(|| "1".to_owned()))]
        }
        (Method::Post, "/admin/messages") => vec![("message", "failed".to_owned())],
        (Method::Post, "/admin/settings/moved-machine") => vec![("moved", "refuse".to_owned())],
        _ => Vec::new(),
    }
}

/// Routes that end what later ones need; the last of all ends the session.
const AT_THE_END: &[&str] = &[
    "/my/sales/{sale}/undo",
    "/casework/households/{household}/sales/{sale}/undo",
    "/my/costs/{row}/undo",
    "/orders/{code}/cancel",
    "/my/shop/door/{door}/end",
    "/my/goods/{product}/remove",
    "/my/licences/{licence}/remove",
    "/casework/households/{household}/members/{member}/end",
    "/casework/households/{household}/members/{member}/head",
    "/casework/equipment/{equipment}/use-rights/{right}/end",
    "/casework/imports/uploads/{upload}",
    "/casework/imports/{batch}/undo",
    "/casework/decisions/{proposal}",
    "/admin/people/{account}/role-proposals/{waiting}",
    "/admin/people/{account}/roles/{scope}/end",
    "/admin/areas/{area}/parts/{part}/end",
    "/admin/holidays/{day}/remove",
    "/days/{day}/cancel",
    "/account/sessions",
    "/sign-out",
];

fn ask(client: &mut Client, method: Method, path: &str, fields: &[(&str, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    match method {
        Method::Get if fields.is_empty() => client.get(path),
        Method::Get => {
            let query: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            client.get(&format!("{path}?{}", query.join("&")))
        }
        Method::Post => {
            let page = client.post(path, &fields);
            client.forget_notice();
            page
        }
    }
}

fn answer(page: &Page) -> String {
    match page.status {
        303 if page.location().starts_with("/sign-in?") => "sign-in".to_owned(),
        status => status.to_string(),
    }
}

/// What a person may see of an answer: all but the number to quote and the address asked for.
fn seen(page: &Page, path: &str, fields: &[(&str, String)]) -> (u16, String) {
    let mut text = page.text().replace(path, "").replace(&path.replace('/', "%2F"), "");
    for (name, value) in fields {
        text = text.replace(&format!("{name}={value}"), "").replace(&format!("{name}%3D{value}"), "");
    }
    let told = text.split("class=\"reference\"").next().unwrap_or_default();
    (page.status, told.to_owned())
}

/// A path in which every id is one that nobody has, or no id at all.
fn nowhere(world: &World, pattern: &str, id: &str) -> Option<String> {
    let is_an_id = |name: &str| world.others.ids.contains_key(name) || ["site", "day", "version"].contains(&name);
    let mut path = pattern.to_owned();
    while let Some(at) = path.find('{') {
        let end = path[at..].find('}').map(|length| at + length)?;
        if !is_an_id(&path[at + 1..end]) || pattern.starts_with("/admin") {
            return None;
        }
        path.replace_range(at..=end, id);
    }
    (path != pattern).then_some(path)
}

/// One role's answers to one route: inside, in another area, in another institution. What is not theirs must look like
/// what is not there, to the last letter.
fn cell(world: &World, client: &mut Client, (method, pattern): (Method, &'static str)) -> String {
    let mut answers = Vec::new();
    let mut hidden = Vec::new();
    for side in [&world.elsewhere, &world.others] {
        if let Some(path) = world.path(pattern, side).filter(|_| nowhere(world, pattern, "1").is_some()) {
            let fields = sent(method, pattern, side);
            let page = ask(client, method, &path, &fields);
            answers.push(answer(&page));
            hidden.push(seen(&page, &path, &fields));
        }
    }
    for id in ["1234567890123456789", "none"] {
        if let Some(path) = nowhere(world, pattern, id) {
            let fields = sent(method, pattern, &world.own);
            let page = ask(client, method, &path, &fields);
            hidden.push(seen(&page, &path, &fields));
        }
    }
    hidden.retain(|(status, _)| *status == 404);
    assert!(hidden.windows(2).all(|pair| pair[0] == pair[1]), "{method:?} {pattern} tells what there is: {hidden:#?}");
    let path = world.path(pattern, &world.own).unwrap_or_else(|| panic!("{pattern} has a part without a value"));
    let page = ask(client, method, &path, &sent(method, pattern, &world.own));
    answers.insert(0, answer(&page));
    answers.dedup();
    answers.join(" ")
}

/// The answers of each role, who ask all at once; nothing that one of them ends is asked for by another.
fn answers(world: &World, roles: &mut [(&'static str, Client)], routes: &[(Method, &'static str)]) -> Vec<Vec<String>> {
    std::thread::scope(|scope| {
        let asking: Vec<_> = roles
            .iter_mut()
            .map(|(_, client)| scope.spawn(move || routes.iter().map(|route| cell(world, client, *route)).collect()))
            .collect();
        asking.into_iter().map(|column| column.join().expect("every route answers")).collect()
    })
}

#[test]
fn every_route_answers_every_role_as_the_matrix_says() {
    let mut world = World::of(Town::of(App::start_sending(Sms::Memory)));
    let mut roles = clients(&mut world);
    let mut routes = app::routes();
    assert!(AT_THE_END.iter().all(|last| routes.iter().any(|(_, pattern)| pattern == last)), "a route is gone");
    let rank = |(method, pattern): &(Method, &str)| match method {
        Method::Get => 0,
        Method::Post => AT_THE_END.iter().position(|last| last == pattern).map_or(0, |at| at + 1),
    };
    routes.sort_by_key(|route| (rank(route), route.0, route.1));
    let last = routes.iter().position(|route| rank(route) > 0).unwrap_or(routes.len());
    let (first, last) = routes.split_at(last);
    let mut columns = answers(&world, &mut roles, first);
    // What one of them ends the next asks for in vain: so they ask one after the other, always in the same order.
    for (column, (_, client)) in columns.iter_mut().zip(&mut roles) {
        column.extend(last.iter().map(|route| cell(&world, client, *route)));
    }
    let (former, nobody) = (columns.last(), columns.get(1));
    assert_eq!(former, nobody, "a role that is over opens something");
    let mut rows = BTreeMap::new();
    for (at, (method, pattern)) in routes.into_iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|column| column[at].as_str()).collect();
        assert!(rows.insert((pattern, method), cells).is_none(), "{pattern} stands twice");
    }
    let mut table = String::new();
    let names = roles.iter().take(roles.len() - 1).map(|(name, _)| *name);
    writeln!(table, "{:<62}{}", "", names.map(|name| format!("{name:<16}")).collect::<String>().trim_end()).unwrap();
    for ((pattern, method), cells) in rows {
        let method = if method == Method::Get { "GET " } else { "POST" };
        let shown = cells.iter().take(cells.len() - 1).map(|cell| format!("{cell:<16}")).collect::<String>();
        writeln!(table, "{method} {pattern:<57}{}", shown.trim_end()).unwrap();
    }
    insta::assert_snapshot!("access_matrix", table);
}

/// A browser of every role, each of them inside; the last one had a role that is over.
pub fn clients(world: &mut World) -> Vec<(&'static str, Client)> {
    let town = &mut world.town;
    let (behzisti, espiari, city) = (town.behzisti.clone(), town.espiari.clone(), town.city.clone());
    let (mut former, account) = town.person("مددکار پیشین");
    town.give_role(&account, ("caseworker", &behzisti, &espiari));
    let person = format!("/admin/people/{account}");
    let role = town.admin.get(&person).link(&format!("{person}/roles/"));
    see_other(&town.admin.post(&role, &[]));
    former.sign_in_again();
    let mut roles = vec![
        ("visitor", town.app.client()),
        ("no role", town.person("کسی").0),
        ("producer", world.own.home.producer.copy()),
        ("market manager", town.staff("مدیر بازار", ("market_manager", "", &city))),
        ("caseworker", world.own.caseworker.copy()),
        ("supervisor", town.staff("سرپرست", ("supervisor", &behzisti, &espiari))),
        ("auditor", town.staff("حسابرس", ("auditor", &behzisti, &espiari))),
        ("admin", town.admin.copy()),
    ];
    roles.push(("former", former));
    roles
}
