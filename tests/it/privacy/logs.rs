//! The log of the program as a process of its own, while people do what brings names and numbers in: none of them is written.
use super::canaries::*;
use super::needles::{Needles, Secret};
use crate::support::place;
use crate::support::process::{Process, free_port};
use crate::support::town::{Town, fields, see_other};
use crate::support::{App, Client, Page, database, make};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::path::PathBuf;
use std::process::Command;

/// The program, on an office that is filled meanwhile, with all that it logs in one file.
struct Logged {
    town: Town,
    process: Process,
    log: PathBuf,
}

impl Logged {
    fn open() -> Logged {
        let town = Town::of(App::start_today());
        place::give_keys(town.app.folder());
        let (port, log) = (free_port(), town.app.folder().join("log"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_bazarche"));
        command.arg("serve").env("DATABASE_URL", town.app.database()).env("BAZARCHE_DATA", town.app.folder());
        command.env("BAZARCHE_LISTEN", format!("127.0.0.1:{port}")).env("BAZARCHE_LOG", "debug");
        command.stderr(std::fs::File::create(&log).expect("a log"));
        Logged { process: Process::start(command, port), town, log }
    }

    fn run(&self, sql: &str) {
        match database::server() {
            Some(_) => PgConnection::establish(self.town.app.database()).expect("opens").batch_execute(sql),
            None => database::sqlite(self.town.app.database()).batch_execute(sql),
        }
        .expect(sql);
    }
}

/// What stands in the cookie of a session.
fn session(page: &Page) -> String {
    let cookies = page.headers.iter().filter(|(name, _)| name == "set-cookie");
    let values = cookies.filter_map(|(_, cookie)| cookie.split(';').next()?.split_once('=').map(|(_, value)| value));
    values.max_by_key(|value| value.len()).expect("a session").to_owned()
}

/// Registers the household and gives its path, or what was refused.
fn register(by: &mut Client) -> Page {
    let form = by.get("/casework/households/new");
    let (area, key) = (form.value_of("area"), form.value_of("idem"));
    let head = [
        ("given-name", GIVEN),
        ("family-name", FAMILY),
        ("national-id", NATIONAL_ID),
        ("phone", PHONE),
        ("area", &area),
        ("address", ADDRESS),
        ("idem", &key),
    ];
    crate::support::town::post(by, "/casework/households/new", &fields(&head, &[]))
}

/// What a caseworker does in a day, right and wrong; gives the path of the household.
fn a_day_of_work(by: &mut Client) -> String {
    let home = see_other(&register(by));
    assert_eq!(register(by).status, 422);
    see_other(&by.post(&format!("{home}/details"), &[("address", ADDRESS), ("notes", NOTES), ("sheba", SHEBA)]));
    for who in [FAMILY, NATIONAL_ID, PHONE] {
        let to = see_other(&by.post("/casework", &[("who", who)]));
        assert!(by.get(&to).has(FAMILY));
    }
    assert_eq!(by.post(&format!("{home}/details"), &[("sheba", PHONE), ("notes", NOTES)]).status, 422);
    let why = [("reason", PROPOSAL), ("present", make::PASSWORD)];
    assert_eq!(by.post(&format!("{home}/identity"), &why).status, 200);
    let programme = by.get("/casework/imports").option("programme", "");
    let area = by.get("/casework/households/new").value_of("area");
    let list = format!("نام,کد ملی,نوع دستگاه\n{LISTED},{LISTED_ID},تنور\n");
    by.upload("/casework/imports", &[("area", &area), ("programme", &programme)], ("file", FILE, list.as_bytes()));
    home
}

/// What strangers send.
fn strangers(visitor: &mut Client, token: &str) {
    visitor.post("/sign-in", &[("phone", PHONE), ("password", "qanari-wrong-password")]);
    visitor.post("/sign-in", &[("phone", "not a number قناریمهر"), ("password", "qanari-wrong-password")]);
    visitor.post("/forgot-password", &[("email", EMAIL)]);
    let name: String = GIVEN.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for path in ["/search?q=", "/s/", "/p/", "/", "/casework/households/", "/search?after="] {
        visitor.get(&format!("{path}{name}"));
        visitor.get(&format!("{path}{NATIONAL_ID}"));
    }
    visitor.get(&format!("/set-password/{token}"));
    visitor.post(&format!("/set-password/{token}"), &[("password", "qanari-wrong-password"), ("again", "")]);
    visitor.post_from(Some("https://elsewhere.example"), "/sign-in", &[("phone", PHONE)]);
    visitor.ask("DELETE", &format!("/s/{name}"));
}

#[test]
fn a_day_of_work_leaves_no_name_number_token_or_search_in_the_log() {
    let mut office = Logged::open();
    let (institution, area) = (office.town.behzisti.clone(), office.town.espiari.clone());
    let phone = office.town.phone();
    let id = make::person(&office.town.app, &mut office.town.admin, CASEWORKER, &phone);
    office.town.give_role(&id, ("caseworker", &institution, &area));
    let mut by = office.process.client();
    let session = session(&by.post("/sign-in", &[("phone", &phone), ("password", make::PASSWORD)]));
    let home = a_day_of_work(&mut by);
    let invite = format!("{home}/invite");
    let person = by.get(&invite).value_of("person");
    let card = by.post(&invite, &[("person", &person), ("phone", PHONE)]).text();
    let token: String = card.split("/set-password/").nth(1).expect("a card").chars().take(64).collect();
    strangers(&mut office.process.client(), &token);
    // What the database refuses is written to the log, and must not bring the row along.
    office.run("ALTER TABLE case_event RENAME TO elsewhere");
    let why = [("reason", PROPOSAL), ("present", make::PASSWORD)];
    assert!(by.post(&format!("{home}/identity"), &why).status >= 500);

    let more = [("session", session.as_str()), ("token", &token), ("password", "qanari-wrong-password")];
    let more = more.map(|(name, text)| Secret::words(name, text));
    let own = [Secret::phone("caseworker's phone", &phone), Secret::words("own password", make::PASSWORD)];
    let needles = Needles::new(&[&secrets()[..], &more, &own].concat());
    office.process.kill();
    let log = std::fs::read(&office.log).expect("the log");
    let text = String::from_utf8_lossy(&log);
    assert!(text.matches("answered").count() > 30 && text.contains("failed"), "{text}");
    assert_eq!(needles.found(&log), Vec::<&str>::new(), "{text}");
}
