//! The trail of looks at case files: every page of one leaves one row, an attempt that is refused leaves one too, and
//! without the row nothing is shown.
use super::{Side, World};
use crate::support::town::{Town, date, fields, post, see_other};
use crate::support::{App, Client, database};
use bazarche::app::{self, Method};
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

fn execute(app: &App, statements: &str) {
    match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("opens").batch_execute(statements),
        None => database::sqlite(app.database()).batch_execute(statements),
    }
    .expect(statements);
}

fn lines(app: &App, query: &str) -> Vec<String> {
    let found: Vec<Line> = match database::server() {
        Some(_) => sql_query(query).load(&mut PgConnection::establish(app.database()).expect("opens")),
        None => sql_query(query).load(&mut database::sqlite(app.database())),
    }
    .expect(query);
    found.into_iter().map(|found| found.line).collect()
}

fn count(app: &App, which: &str) -> i64 {
    let query = format!("SELECT COUNT(*) AS rows FROM audit_event WHERE {which}");
    let found: Count = match database::server() {
        Some(_) => sql_query(&query).get_result(&mut PgConnection::establish(app.database()).expect("opens")),
        None => sql_query(&query).get_result(&mut database::sqlite(app.database())),
    }
    .expect(&query);
    found.rows
}

/// The last row of the trail, its columns with bars between them.
fn last(app: &App, columns: &[&str]) -> String {
    let columns: Vec<String> =
        columns.iter().map(|column| format!("COALESCE(CAST({column} AS TEXT), 'none')")).collect();
    let query = format!("SELECT {} AS line FROM audit_event ORDER BY id DESC LIMIT 1", columns.join(" || '|' || "));
    lines(app, &query).pop().unwrap_or_default()
}

/// Makes the trail take no row, as a table does whose disk is full or whose rights are gone.
fn close_the_trail(app: &App) {
    execute(
        app,
        match database::server() {
            Some(_) => {
                "CREATE FUNCTION no_more_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more'; END $$; \
                 CREATE TRIGGER no_more_rows BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION no_more_rows();"
            }
            None => {
                "CREATE TRIGGER no_more_rows BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'no more'); END;"
            }
        },
    );
}

/// Every page of case files as it is asked for on one side, those with a query too.
fn pages(world: &World, side: &Side) -> Vec<String> {
    let mut all: Vec<String> = app::routes()
        .into_iter()
        .filter(|(method, pattern)| *method == Method::Get && pattern.starts_with("/casework"))
        .filter_map(|(_, pattern)| world.path(pattern, side))
        .collect();
    let (home, machine) = (side.home.path(), format!("/casework/equipment/{}", side.ids["equipment"]));
    let named = format!("?household={}", side.ids["household"]);
    all.push("/casework?files=closed".to_owned());
    all.push(format!("{home}/rows?months=1405-09&kind=sale"));
    all.push(format!("{machine}/hand-over{named}"));
    all.push(format!("{machine}/use-rights{named}"));
    if let Some(day) = side.ids.get("day") {
        all.push(format!("{home}/stall?day={day}"));
    }
    all.sort();
    all.dedup();
    all
}

/// The people of the own side who look at case files.
fn readers(world: &mut World) -> Vec<(&'static str, Client)> {
    let (behzisti, espiari) = (world.town.behzisti.clone(), world.town.espiari.clone());
    vec![
        ("caseworker", world.own.caseworker.copy()),
        ("supervisor", world.town.staff("سرپرست", ("supervisor", &behzisti, &espiari))),
        ("auditor", world.town.staff("حسابرس", ("auditor", &behzisti, &espiari))),
    ]
}

const NAMES: [&str; 6] = ["کاظمی", "احمدی", "رضایی", "زهرا", "فاطمه", "مریم"];

#[test]
fn every_page_of_a_case_file_leaves_one_row_and_without_it_shows_nothing() {
    let mut world = World::of(Town::open());
    let mut readers = readers(&mut world);
    let app = &world.town.app;
    let mut shown = 0;
    for (role, client) in &mut readers {
        for side in [&world.own, &world.elsewhere, &world.others] {
            for path in pages(&world, side) {
                let before = count(app, "1 = 1");
                let page = client.get(&path);
                assert_eq!(count(app, "1 = 1"), before + 1, "{role} {path} answered {}", page.status);
                let row = last(app, &["allowed", "length(session)", "length(address)", "length(rule)"]);
                let is_allowed = if database::server().is_some() { ["false", "true"] } else { ["0", "1"] };
                let allowed = is_allowed[usize::from(page.status == 200)];
                assert!(matches!(page.status, 200 | 404), "{role} {path} answered {}", page.status);
                assert!(row.starts_with(&format!("{allowed}|16|16|")) && !row.ends_with("|0"), "{role} {path}: {row}");
                shown += usize::from(page.status == 200);
            }
        }
    }
    assert!(shown > 40, "pages were shown: {shown}");
    no_row_names_anybody(app);
    close_the_trail(app);
    for (role, client) in &mut readers {
        for side in [&world.own, &world.elsewhere, &world.others] {
            for path in pages(&world, side) {
                let page = client.get(&path);
                assert_eq!(page.status, 503, "{role} {path}");
                let told = page.text();
                assert!(!NAMES.iter().any(|name| main_part(&told).contains(name)), "{role} {path}: {told}");
            }
        }
    }
    nothing_is_written_either(&mut world);
}

/// What stands on a page beside the reader's own name.
fn main_part(page: &str) -> &str {
    page.split("<main").nth(1).unwrap_or_default()
}

fn no_row_names_anybody(app: &App) {
    let all = "SELECT session || address || role || scope || action || object || detail || rule || request_id AS line FROM audit_event";
    for row in lines(app, all) {
        assert!(!NAMES.iter().any(|name| row.contains(name)) && !row.contains("127.0.0.1"), "{row}");
    }
}

/// Forms of case files change nothing while the trail takes no row.
fn nothing_is_written_either(world: &mut World) {
    let path = format!("{}/members/new", world.own.home.path());
    let member = [("relation", "child"), ("given-name", "نوید"), ("family-name", "کاظمی")];
    assert_eq!(world.own.caseworker.post(&path, &member).status, 503);
    let members = lines(&world.town.app, "SELECT given_name AS line FROM person");
    assert!(!members.iter().any(|name| name == "نوید"), "{members:?}");
}

#[test]
fn a_row_says_who_where_from_by_which_rule_and_what_was_shown() {
    let mut town = Town::open();
    let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
    let mut caseworker = town.staff("مددکار", ("caseworker", &behzisti, &espiari));
    let mut stranger = town.staff("مددکار دیگر", ("caseworker", &behzisti, &town.other_neighbourhood.clone()));
    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let columns = ["chain", "role", "scope", "action", "object", "object_id", "household_id", "rule"];
    assert_eq!(caseworker.get(&home.path()).status, 200);
    let id = &home.id;
    let read = format!("{espiari}|caseworker|{espiari}/{behzisti}|read|household|{id}|{id}|file_reader");
    assert_eq!(last(&town.app, &columns), read);
    assert!(last(&town.app, &["detail"]).starts_with("name address notes members phones grants"));

    // The trail of the thing's own area keeps who knocked, and on what; the one who knocked is told nothing of it.
    assert_eq!(stranger.get(&home.path()).status, 404);
    let elsewhere = town.other_neighbourhood.clone();
    let refused = format!("{espiari}|caseworker|{elsewhere}/{behzisti}|open|household|{id}|none|file_reader");
    assert_eq!(last(&town.app, &columns), refused);
    assert_eq!(stranger.post(&format!("{}/members/new", home.path()), &[]).status, 404);
    assert!(last(&town.app, &["rule", "object_id"]) == format!("caseworker_of|{id}"));

    // What is nowhere is kept by the area of the one who asked.
    assert_eq!(stranger.get("/casework/households/1234567890123456789").status, 404);
    assert!(last(&town.app, &["chain", "object_id"]) == format!("{elsewhere}|1234567890123456789"));

    // Rows of one session are alike, and those of another are not.
    let marks =
        |app: &App| lines(app, "SELECT DISTINCT session AS line FROM audit_event WHERE action IN ('read', 'open')");
    assert_eq!(marks(&town.app).len(), 2);
    let found = caseworker.post("/casework", &[("who", "کاظمی")]);
    assert_eq!(caseworker.get(found.location()).status, 200);
    assert!(last(&town.app, &["action", "detail"]) == format!("search|name area machines last_sale: {id}"));
}

#[test]
fn forty_people_read_the_files_of_one_area_at_once() {
    let mut town = Town::open();
    let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
    let mut caseworker = town.staff("مددکار", ("caseworker", &behzisti, &espiari));
    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let before = count(&town.app, "action = 'read'");
    let path = home.path();
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..40)
            .map(|_| {
                let (mut client, path) = (caseworker.copy(), path.as_str());
                scope.spawn(move || client.get(path).status)
            })
            .collect();
        asking.into_iter().map(|asked| asked.join().expect("it answers")).collect()
    });
    assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
    assert_eq!(count(&town.app, "action = 'read'"), before + 40);
    let verified = town.app.command(&["verify"]);
    assert!(verified.status.success(), "{verified:?}");
}

#[test]
fn an_end_that_was_cut_off_shows_in_a_copy_of_the_anchors() {
    let mut town = Town::open();
    let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
    let mut caseworker = town.staff("مددکار", ("caseworker", &behzisti, &espiari));
    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    assert_eq!(caseworker.get(&home.path()).status, 200);
    town.app.program.plan_daily_work().expect("planned");
    town.app.mail();
    let (own, copy) = (town.app.folder().join("audit-anchors"), town.app.folder().join("copy"));
    let verified = town.app.command(&["verify"]);
    assert!(verified.status.success(), "{verified:?}");
    std::fs::rename(&own, &copy).expect("anchored");
    execute(
        &town.app,
        match database::server() {
            Some(_) => "ALTER TABLE audit_event DISABLE TRIGGER USER;",
            None => "DROP TRIGGER audit_event_delete;",
        },
    );
    execute(
        &town.app,
        &format!(
            "DELETE FROM audit_event WHERE chain = {espiari} AND seq = \
             (SELECT MAX(l.seq) FROM audit_event AS l WHERE l.chain = {espiari});"
        ),
    );
    assert!(town.app.command(&["verify"]).status.success(), "the chain by itself is whole");
    let verified = town.app.command(&["verify", "--anchors", &copy.display().to_string()]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(!verified.status.success() && said.contains(&format!("audit trail {espiari}, row")), "{said}");
    assert!(said.contains("were cut off: they were anchored on 2026-11-23"), "{said}");
}

#[test]
fn an_auditor_s_looks_name_only_what_an_auditor_is_shown() {
    let (mut town, _) = crate::catalogue::two_shops();
    let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
    let mut auditor = town.staff("حسن حسابرس", ("auditor", &behzisti, &espiari));
    let file = auditor.get("/casework").links("/casework/households/1").swap_remove(0);
    for (path, shown) in [
        (file.clone(), "members grants proposals machines goods baseline ledger"),
        (format!("{file}/rows"), "machines grants ledger"),
        ("/casework/equipment".to_owned(), "machines custody"),
    ] {
        assert_eq!(auditor.get(&path).status, 200);
        let detail = last(&town.app, &["role", "detail"]);
        assert!(detail == format!("auditor|{shown}") || detail.starts_with(&format!("auditor|{shown}: ")), "{detail}");
    }
}

#[test]
fn being_told_that_a_national_id_is_another_s_is_on_the_trail_and_soon_has_to_wait() {
    let mut town = Town::open();
    let (behzisti, other) = (town.behzisti.clone(), town.other_neighbourhood.clone());
    let mut caseworker = town.caseworker();
    let mut elsewhere = town.staff("مددکار دیگر", ("caseworker", &behzisti, &other));
    let form = elsewhere.get("/casework/households/new");
    let (area, key) = (form.value_of("area"), form.value_of("idem"));
    let head = [
        ("given-name", "یگانه"),
        ("family-name", "احمدی"),
        ("national-id", "0010350829"),
        ("area", &area),
        ("idem", &key),
    ];
    let head = fields(&head, &[date("since", ("1404", "1", "1"))]);
    see_other(&post(&mut elsewhere, "/casework/households/new", &head));

    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let links = caseworker.get(&home.path()).links(&format!("{}/members/", home.path()));
    let path = links.into_iter().find(|link| !link.ends_with("/end") && !link.ends_with("/new")).expect("a member");
    let mut ask = |id: &str| {
        let sent = [
            ("given-name", "مریم"),
            ("family-name", "کاظمی"),
            ("phone", ""),
            ("national-id", id),
            ("reason", "از روی کارت"),
        ];
        let page = caseworker.post(&path, &sent);
        assert_eq!(page.status, 422, "{}", page.words());
        assert_eq!(page.value_of("given-name"), "مریم");
        page
    };
    assert!(ask("0010350829").has("این کد ملی برای کس دیگری ثبت شده است"));
    let told = "role = 'caseworker' AND action = 'ask_national_id' AND object = 'person' AND object_id > 0";
    assert_eq!(count(&town.app, told), 1);
    for _ in 0..10 {
        ask("0010350829");
    }
    for id in ["0010350829", "0076229645"] {
        assert!(ask(id).has("چند کد ملی وارد کرده‌اید که برای کسان دیگری ثبت است"), "of one as of any other: {id}");
    }
    assert_eq!(count(&town.app, told), 11);
}

#[test]
fn a_household_sees_who_opened_its_file_and_no_other_seller_looks_different() {
    let (mut town, [mut supported, mut business]) = crate::catalogue::two_shops();
    let (behzisti, espiari) = (town.behzisti.clone(), town.espiari.clone());
    let mut auditor = town.staff("حسن حسابرس", ("auditor", &behzisti, &espiari));
    let file = auditor.get("/casework").links("/casework/households/1").swap_remove(0);
    for _ in 0..65 {
        assert_eq!(auditor.get(&format!("{file}/rows")).status, 200);
    }
    assert_eq!(auditor.get(&file).status, 200);

    let page = supported.get("/my/opened");
    assert_eq!(page.status, 200);
    for said in ["حسابرس", "پرونده را بدون نام و نشانی دید", "فروش‌ها و هزینه‌ها را دید · ۵۹ بار", "۲ آذر ۱۴۰۵"]
    {
        assert!(page.has(said), "{said}: {}", page.words());
    }
    assert!(!page.has("حسن"), "{}", page.words());
    let older = supported.get(&page.link("/my/opened?before="));
    assert!(older.has("فروش‌ها و هزینه‌ها را دید · ۶ بار"), "{}", older.words());
    assert!(supported.get("/en/my/opened").has("looked at the file without names and addresses"));

    let page = business.get("/my/opened");
    assert_eq!(page.status, 200);
    assert!(page.has("کسی پرونده‌ای از شما باز نکرده است"), "{}", page.words());
    for seller in [&mut supported, &mut business] {
        assert!(seller.get("/account").links("/my/opened").len() == 1);
    }
}
