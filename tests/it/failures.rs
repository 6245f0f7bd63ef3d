//! What happens when what the program stands on fails: a sentence for whoever asks, nothing acknowledged is lost, and when it
//! is there again the program goes on by itself.
use crate::support::place;
use crate::support::process::{Process, free_port};
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{App, Client, Page, database};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

const LOAF: &[u8] = include_bytes!("../../static/goods/lavash.jpg");

/// What a page says that cannot be made just now.
const NOT_JUST_NOW: &str = "Please try again in a minute";

/// A seller with twenty loaves, in an office that processes of their own serve.
pub struct Stand {
    pub town: Town,
    pub home: Home,
    pub good: String,
}

impl Stand {
    pub fn open() -> Stand {
        let mut town = Town::of(App::start_today());
        let mut caseworker = town.caseworker();
        let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
        let good = town::good(&mut home.producer, "نان لواش");
        Stand { town, home, good }
    }

    /// `serve` as a process of its own, which ignores the signal for a file that grew too large, as it must on a full disk.
    pub fn serve(&self, settings: &[(&str, &str)]) -> Process {
        place::give_keys(self.town.app.folder());
        let port = free_port();
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$0\" serve", env!("CARGO_BIN_EXE_bazarche")]);
        command.env("DATABASE_URL", self.town.app.database()).env("BAZARCHE_DATA", self.town.app.folder());
        command.env("BAZARCHE_LISTEN", format!("127.0.0.1:{port}"));
        command.envs(settings.iter().copied());
        command.stderr(fs::File::create(self.log()).expect("a log"));
        Process::start(command, port)
    }

    /// Where the processes that serve write their lines.
    pub fn log(&self) -> PathBuf {
        self.town.app.folder().join("log")
    }

    pub fn seller(&self, at: &Process) -> Client {
        self.home.producer.at(&at.origin())
    }

    /// One loaf sold under a key.
    pub fn sell(&self, client: &mut Client, key: &str) -> Page {
        client.post(&format!("/en/my/sell/{}", self.good), &[("idem", &format!("sale-{key}")), ("quantity", "1")])
    }

    /// What `verify` says.
    pub fn verified(&self) -> String {
        place::told(&self.town.app.command(&["verify"]))
    }
}

/// How many loaves of the stand are left, by the form that sells them.
pub fn left(stand: &mut Stand) -> String {
    let words = stand.home.producer.get(&format!("/en/my/sell/{}", stand.good)).words();
    let before = words.split(" pieces left").next().unwrap_or_default().to_owned();
    before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().to_owned()
}

fn is_said_to_come_again(page: &Page) {
    assert_eq!(page.status, 503, "{}", page.words());
    assert!(page.has(NOT_JUST_NOW), "{}", page.words());
}

#[test]
fn a_full_disk_refuses_sales_with_a_sentence_and_takes_them_again_when_there_is_room() {
    if database::server().is_some() {
        return; // PostgreSQL's disk is its own; that it is gone is another test.
    }
    let mut stand = Stand::open();
    let process = stand.serve(&[]);
    let mut seller = stand.seller(&process);
    assert_eq!(stand.sell(&mut seller, "before").status, 303);

    process.limit_files(Some(0));
    let refused = stand.sell(&mut seller, "meanwhile");
    is_said_to_come_again(&refused);
    assert_eq!(process.client().get("/en").status, 200, "the market is still looked at");
    assert_eq!(process.client().get("/healthz").status, 200);

    process.limit_files(None);
    assert_eq!(stand.sell(&mut seller, "meanwhile").status, 303, "the same form, sent again");
    assert_eq!(stand.sell(&mut seller, "after").status, 303);
    process.kill();
    assert_eq!(left(&mut stand), "17");
    assert!(stand.verified().contains("everything adds up"));
}

#[test]
fn a_database_that_is_gone_is_told_and_found_again_when_it_is_back() {
    let mut stand = Stand::open();
    let process = stand.serve(&[]);
    let mut seller = stand.seller(&process);
    assert_eq!(stand.sell(&mut seller, "before").status, 303);

    let gone = Gone::make(stand.town.app.database());
    let refused = stand.sell(&mut seller, "meanwhile");
    is_said_to_come_again(&refused);
    assert_eq!(refused.value_of("quantity"), "1", "what was typed is there, to be sent again");
    is_said_to_come_again(&process.client().get("/en"));
    assert_eq!(process.client().get("/healthz").status, 200, "the process itself is well");
    gone.bring_back();

    assert_eq!(process.client().get("/readyz").status, 200);
    assert_eq!(stand.sell(&mut seller, "meanwhile").status, 303);
    process.kill();
    assert_eq!(left(&mut stand), "18");
    assert!(stand.verified().contains("everything adds up"));
}

/// A database that nobody reaches: PostgreSQL lets nobody in, SQLite's file lies elsewhere.
struct Gone(String);

impl Gone {
    fn make(url: &str) -> Gone {
        let gone = Gone(url.to_owned());
        match gone.on_server() {
            Some((mut server, name)) => server
                .batch_execute(&format!(
                    "ALTER DATABASE {name} ALLOW_CONNECTIONS false; \
                     SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
                ))
                .expect("nobody is let in"),
            None => fs::rename(url, format!("{url}.away")).expect("moved away"),
        }
        gone
    }

    fn bring_back(self) {
        match self.on_server() {
            Some((mut server, name)) => {
                server.batch_execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).expect("let in again");
            }
            None => fs::rename(format!("{}.away", self.0), &self.0).expect("moved back"),
        }
    }

    fn on_server(&self) -> Option<(PgConnection, String)> {
        let server = PgConnection::establish(&database::server()?).expect("the server answers");
        Some((server, self.0.rsplit('/').next().expect("a name").to_owned()))
    }
}

#[test]
fn without_the_folder_of_photos_goods_are_still_sold_and_a_new_photo_is_asked_for_later() {
    let mut stand = Stand::open();
    let photos = stand.town.app.folder().join("photos");
    let home = &mut stand.home.producer;
    let list = |client: &mut Client, name: &str| {
        let good = [("name", name), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۵")];
        client.upload("/en/my/goods/new", &good, ("photo", "loaf.jpg", LOAF))
    };
    see_other(&list(home, "نان بربری"));
    let shown = home.get("/my/goods").image("/photo/");

    fs::remove_dir_all(&photos).expect("the folder is gone");
    fs::write(&photos, b"something else stands in its place").expect("written");
    assert_eq!(home.get(&shown).status, 404);
    assert_eq!(home.get("/my/goods").status, 200);
    let refused = list(home, "نان سنگک");
    assert_eq!(refused.status, 422);
    assert!(refused.has("The photo could not be kept just now"), "{}", refused.words());
    assert!(refused.has("نان سنگک"), "what was typed is there");
    let without = [("name", "نان سنگک"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۵")];
    see_other(&home.post("/my/goods/new", &without));
    assert_eq!(home.post(&format!("/my/sell/{}", stand.good), &[("idem", "sale-now"), ("quantity", "1")]).status, 303);

    fs::remove_file(&photos).expect("room again");
    see_other(&list(home, "نان تافتون"));
    assert!(fs::read_dir(&photos).expect("the folder").count() >= 3, "the photo has its files");
}

#[test]
fn a_clock_that_is_set_back_loses_no_sale_and_leaves_the_books_sound() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let good = town::good(&mut home.producer, "نان لواش");
    let first = town::sell(&mut home.producer, &good, "1");
    town.app.advance(TimeDelta::hours(-3));
    let second = town::sell(&mut home.producer, &good, "2");
    town.app.advance(TimeDelta::hours(6));
    let third = town::sell(&mut home.producer, &good, "3");
    assert!(first != second && second != third && first != third);
    let words = home.producer.get(&format!("/en/my/sell/{good}")).words();
    assert!(words.contains("14 pieces left"), "{words}");
    assert!(place::told(&town.app.command(&["verify"])).contains("everything adds up"));
}

#[test]
fn two_processes_on_one_database_sell_the_last_loaves_once() {
    let mut stand = Stand::open();
    let processes = [stand.serve(&[]), stand.serve(&[])];
    let sold: usize = std::thread::scope(|scope| {
        let sellers: Vec<_> = (0..6)
            .map(|number| {
                let (stand, process) = (&stand, &processes[number % 2]);
                scope.spawn(move || {
                    let mut client = stand.seller(process);
                    (0..5).filter(|sale| stand.sell(&mut client, &format!("{number}-{sale}")).status == 303).count()
                })
            })
            .collect();
        sellers.into_iter().map(|seller| seller.join().expect("a seller")).sum()
    });
    assert_eq!(sold, 20, "thirty were asked for");
    processes.into_iter().for_each(Process::kill);
    assert!(stand.home.producer.get(&format!("/en/my/sell/{}", stand.good)).status < 500);
    assert!(stand.verified().contains("everything adds up"));
}

#[test]
fn a_program_goes_on_under_a_newer_schema_until_it_is_stopped_and_is_refused_afterwards() {
    let mut stand = Stand::open();
    let process = stand.serve(&[]);
    database::execute(
        stand.town.app.database(),
        "ALTER TABLE shop ADD COLUMN of_a_newer_program TEXT; \
         INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')",
    );
    let mut seller = stand.seller(&process);
    assert_eq!(stand.sell(&mut seller, "meanwhile").status, 303);
    assert_eq!(process.client().get("/readyz").status, 200, "it is not taken out of service");
    process.kill();
    assert_eq!(left(&mut stand), "19");

    let refused = place::refusal(&stand.town.app.command(&["serve"]));
    assert!(refused.contains("made by a newer bazarche (it has migration 9999)"), "{refused}");
}

#[test]
fn a_newer_program_brings_an_older_schema_up_to_date_when_it_starts() {
    let stand = Stand::open();
    let down = if database::server().is_some() {
        include_str!("../../migrations/postgres/0010_search/down.sql")
    } else {
        include_str!("../../migrations/sqlite/0010_search/down.sql")
    };
    database::execute(
        stand.town.app.database(),
        &format!("{down}; DELETE FROM __diesel_schema_migrations WHERE version = '0010'"),
    );
    let process = stand.serve(&[]);
    let mut seller = stand.seller(&process);
    assert_eq!(stand.sell(&mut seller, "after").status, 303);
    let found = process.client().get("/en/search?q=%D9%86%D8%A7%D9%86");
    assert_eq!(found.status, 200, "{}", found.words());
}

#[test]
fn whoever_is_refused_while_their_form_still_arrives_reads_the_answer() {
    let stand = Stand::open();
    let process = stand.serve(&[]);
    let mut slow = TcpStream::connect(("127.0.0.1", process.port)).expect("it listens");
    let head = "POST /en/my/sell/1 HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: https://elsewhere.example\r\ncontent-length: 40\r\n\
                content-type: application/x-www-form-urlencoded\r\nconnection: close\r\n\r\n";
    slow.write_all(head.as_bytes()).expect("the head is taken");
    for part in ["quantity=1&amount=250", "00&idem=a-slow-one!"] {
        std::thread::sleep(Duration::from_millis(300));
        slow.write_all(part.as_bytes()).expect("the body is taken");
    }
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("there is an answer");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
}
