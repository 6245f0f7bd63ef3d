//! The program under test: everything real but the clock, the keys, the mail and the cost of passwords.
use super::client::{Along, Client};
use super::{database, place};
use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use bazarche::app::{Bazarche, Setup};
use bazarche::config::{Config, Mail, PasswordCost, Sms};
use bazarche::demo::{self, Accounts, Plan};
use bazarche::{Clock, Email, Keys, SecretKey, TextMessage};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A served program with a database and a folder of its own; both go when it is dropped.
pub struct App {
    pub program: Bazarche,
    pub origin: String,
    /// What every new browser sends along with its forms.
    pub along: Option<Along>,
    clock: Clock,
    folder: PathBuf,
    server: ServerHandle,
    settings: Vec<(&'static str, String)>,
}

/// What differs from the settings of most tests.
struct Given {
    folder: PathBuf,
    sms: Sms,
    settings: Vec<(&'static str, String)>,
}

impl Given {
    fn nothing() -> Given {
        Given { folder: fresh_folder(), sms: Sms::None, settings: Vec::new() }
    }
}

impl App {
    /// Monday 2 Azar 1405, half past twelve in Tehran, on an empty database.
    pub fn start() -> App {
        App::with(Clock::fixed(noon()))
    }

    /// The program by the machine's own clock, for what another process does with the same database.
    pub fn start_today() -> App {
        App::with(Clock::system())
    }

    /// The program at noon of the same day on a database that is there already, with a folder of its own.
    pub fn start_on(database_url: &str) -> App {
        App::on(database_url, Given::nothing(), Clock::fixed(noon()))
    }

    /// The program at noon, which sends SMS this way.
    pub fn start_sending(sms: Sms) -> App {
        let given = Given { sms, ..Given::nothing() };
        App::on(&database::fresh(&given.folder), given, Clock::fixed(noon()))
    }

    /// The program by the machine's own clock, with these settings; its commands have them as well.
    pub fn start_set(settings: Vec<(&'static str, String)>) -> App {
        let given = Given { settings, ..Given::nothing() };
        App::on(&database::fresh(&given.folder), given, Clock::system())
    }

    fn with(clock: Clock) -> App {
        let given = Given::nothing();
        App::on(&database::fresh(&given.folder), given, clock)
    }

    fn on(database_url: &str, given: Given, clock: Clock) -> App {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let program = open(database_url, &given, &origin, clock.clone());
        let server = serve(program.clone(), listener);
        let Given { folder, settings, .. } = given;
        App { program, origin, along: None, clock, folder, server, settings }
    }

    /// A new browser.
    pub fn client(&self) -> Client {
        Client::new(&self.origin).sending(self.along.clone())
    }

    /// Fills the database with the demo of a few weeks, and gives its sign-ins.
    pub fn fill_demo(&self) -> Accounts {
        let plan = Plan { seed: 1405, last_day: self.clock.now().today, weeks: demo::FEWEST_WEEKS, further_goods: 0 };
        demo::fill(&self.program, &self.clock, plan).expect("the demo")
    }

    /// Lets time pass.
    pub fn advance(&self, step: TimeDelta) {
        self.clock.advance(step);
    }

    /// Does the jobs that are due and gives every e-mail sent so far.
    pub fn mail(&self) -> Vec<Email> {
        self.program.do_jobs().expect("the jobs run");
        self.program.mailer().sent()
    }

    /// Does the jobs that are due and gives every SMS sent so far.
    pub fn texts(&self) -> Vec<TextMessage> {
        self.program.do_jobs().expect("the jobs run");
        self.program.gateway().sent()
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn database(&self) -> &str {
        &self.program.config().database_url
    }

    /// Runs a command of the program on this database and folder, with the keys of the tests.
    pub fn command(&self, arguments: &[&str]) -> Output {
        place::give_keys(&self.folder);
        self.set(place::command(&self.folder, self.database(), arguments)).output().expect("it runs")
    }

    /// A command with the settings of this app.
    pub fn set(&self, mut command: Command) -> Command {
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Drop for App {
    fn drop(&mut self) {
        drop(self.server.stop(false));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a time")
}

/// A new folder under the machine's own for what passes.
pub fn fresh_folder() -> PathBuf {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("bazarche_it_{}_{number}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn open(database_url: &str, given: &Given, origin: &str, clock: Clock) -> Bazarche {
    let mut config = Config::read(None, |name| match name {
        "DATABASE_URL" => Some(database_url.to_owned()),
        "BAZARCHE_DATA" => Some(given.folder.display().to_string()),
        "BAZARCHE_ORIGIN" => Some(origin.to_owned()),
        _ => given.settings.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()),
    })
    .expect("settings");
    config.mail = Mail::Memory;
    config.sms = given.sms.clone();
    config.password_cost = PasswordCost::Least;
    let keys = Keys::new(1, SecretKey::from([1; 32]), SecretKey::from([2; 32])).expect("keys");
    Bazarche::open(config, Setup { clock, keys, seed: None }).expect("the program opens")
}

fn serve(program: Bazarche, listener: std::net::TcpListener) -> ServerHandle {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || program.app())
                .workers(2)
                .disable_signals()
                .listen(listener)
                .expect("the server listens")
                .run();
            send.send(server.handle()).expect("the test waits");
            let _ = server.await;
        });
    });
    receive.recv().expect("the server starts")
}
