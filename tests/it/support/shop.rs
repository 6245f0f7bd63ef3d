//! A demo of a few weeks and the program that serves it, a process that can be killed; and people who sell there, who send a
//! form again until it is answered. BAZARCHE_TEST_PROGRAM names another build of the program.
use super::process::{Process, free_port};
use super::{Client, Page, app, database};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// What of a good nobody waits for at the beginning.
pub const STOCK: i64 = 90_000;

pub struct Shop {
    pub folder: PathBuf,
    /// The address of its PostgreSQL database; none for SQLite.
    pub postgres: Option<String>,
    port: u16,
    running: Option<Process>,
}

impl Shop {
    /// A shop on the engine under test.
    pub fn open(more: &[&str]) -> Shop {
        Shop::on(database::empty(), more)
    }

    /// A shop in an empty database of PostgreSQL, or on SQLite.
    pub fn on(postgres: Option<String>, more: &[&str]) -> Shop {
        let folder = app::fresh_folder();
        std::fs::remove_dir(&folder).expect("not there yet");
        let shop = Shop { folder, postgres, port: free_port(), running: None };
        let filled =
            shop.command(&["demo", "--weeks", "6", "--fill-only", "--data"]).arg(&shop.folder).args(more).status();
        assert!(filled.expect("it runs").success());
        shop
    }

    pub fn database(&self) -> String {
        self.postgres.clone().unwrap_or_else(|| self.folder.join("bazarche.db").display().to_string())
    }

    /// A command of the program in this shop, which is not heard.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let program =
            std::env::var("BAZARCHE_TEST_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_bazarche").to_owned());
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.env("BAZARCHE_DATA", &self.folder).env("DATABASE_URL", self.database());
        command
    }

    /// What a command says and how it ends.
    pub fn said(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("it runs")
    }

    /// Starts the program and gives how long it took until it was ready.
    pub fn start(&mut self) -> Duration {
        let begun = Instant::now();
        let port = self.port.to_string();
        let mut command = self.command(&["demo", "--port", &port, "--data"]);
        command.arg(&self.folder);
        self.running = Some(Process::start(command, self.port));
        begun.elapsed()
    }

    /// SIGKILL: the program gets no word in.
    pub fn kill(&mut self) {
        if let Some(process) = self.running.take() {
            process.kill();
        }
    }

    pub fn client(&self) -> Client {
        Client::new(&format!("http://127.0.0.1:{}", self.port))
    }

    /// A producer, signed in.
    pub fn producer(&self) -> Client {
        let mut producer = self.client();
        producer.sign_in("09990000100", "noon-o-panir-o-sabzi");
        producer
    }

    pub fn is_sound(&self) -> bool {
        self.command(&["verify"]).status().expect("it runs").success()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A good of the producer, of which there is plenty beside what is kept for orders: the path of the form that sells it.
pub fn plenty(producer: &mut Client) -> String {
    let stock = producer.get("/my/goods").links("/my/goods/").into_iter().find(|link| link.ends_with("/stock"));
    let count = stock.expect("a good");
    let sell = count.replace("/stock", "").replace("/my/goods/", "/en/my/sell/");
    let mut to_count = |pieces: i64| {
        assert_eq!(producer.post(&count, &[("count", &pieces.to_string())]).status, 303);
        left(producer, &sell)
    };
    let kept = STOCK - to_count(STOCK);
    assert_eq!(to_count(STOCK + kept), STOCK);
    sell
}

/// The answer to the form that sells one piece under a key.
pub fn send_sale(client: &mut Client, good: &str, key: &str) -> Result<Page, ureq::Error> {
    client.try_post(good, &[("idem", key), ("quantity", "1")])
}

/// The sale that an answer tells of.
pub fn sale_of(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.words());
    let sale = page.location().split("sold=").nth(1).and_then(|rest| rest.split('&').next());
    sale.expect("the sale").to_owned()
}

/// How many pieces of a good are left, by the form that sells it.
pub fn left(client: &mut Client, good: &str) -> i64 {
    let words = client.get(good).words();
    let before = words.split(" pieces left").next().unwrap_or_default();
    let number = before.rsplit(|c: char| !c.is_ascii_digit() && c != ',').next().unwrap_or_default();
    number.replace(',', "").parse().expect("a number")
}
