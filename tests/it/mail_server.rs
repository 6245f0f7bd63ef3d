//! A mail server that is gone: nobody waits for it, and what was to be sent is sent once when it is back.
use crate::support::process::{Process, free_port};
use crate::support::{App, database, make, place};
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// A mail server that takes whatever it is given, and hands it on.
struct Post {
    letters: Receiver<String>,
}

impl Post {
    fn open(port: u16) -> Post {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port is free");
        let (send, letters) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let send = send.clone();
                std::thread::spawn(move || speak(&stream.expect("a connection"), &send));
            }
        });
        Post { letters }
    }
}

/// One conversation in SMTP.
fn speak(mut stream: &TcpStream, letters: &Sender<String>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    stream.write_all(b"220 post\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                let letter: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                letters.send(letter.join("\n")).ok()?;
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 well\r\n",
        };
        stream.write_all(answer).ok()?;
    }
    Some(())
}

#[derive(QueryableByName)]
struct Job {
    #[diesel(sql_type = BigInt)]
    tries: i64,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Text>)]
    last_error: Option<String>,
}

/// The one job that sends an e-mail.
fn job(app: &App) -> Option<Job> {
    let sql = "SELECT CAST(attempts AS BIGINT) AS tries, state, last_error FROM job WHERE kind = 'send_email'";
    let mut found: Vec<Job> = match database::server() {
        Some(_) => sql_query(sql).load(&mut PgConnection::establish(app.database()).expect("opens")),
        None => sql_query(sql.replace("BIGINT", "INTEGER")).load(&mut database::sqlite(app.database())),
    }
    .expect("jobs");
    assert!(found.len() < 2, "one e-mail is one job");
    found.pop()
}

fn execute(app: &App, sql: &str) {
    match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("opens").batch_execute(sql),
        None => database::sqlite(app.database()).batch_execute(sql),
    }
    .expect(sql);
}

fn wait_for_job(app: &App, what: &str, is_so: impl Fn(&Job) -> bool) -> Job {
    let begun = Instant::now();
    loop {
        if let Some(job) = job(app).filter(&is_so) {
            return job;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn serve(app: &App, mail_port: u16) -> Process {
    place::give_keys(app.folder());
    let port = free_port();
    let mut command = place::command(app.folder(), app.database(), &["serve"]);
    command.env("BAZARCHE_LISTEN", format!("127.0.0.1:{port}"));
    command.env("BAZARCHE_MAIL", format!("smtp://127.0.0.1:{mail_port}"));
    command.env("BAZARCHE_MAIL_FROM", "office@bazarche.example");
    command.stderr(std::process::Stdio::null());
    Process::start(command, port)
}

#[test]
fn a_letter_waits_while_the_mail_server_is_gone_and_is_sent_once_when_it_is_back() {
    let app = App::start_today();
    let address = "maryam@bazarche.example";
    let person = [("name", "مریم کاظمی"), ("phone", "09120000777"), ("email", address)];
    let card = make::admin(&app).post("/admin/people/new", &person);
    make::choose_password(&app, &card.words());
    let mail_port = free_port();
    let process = serve(&app, mail_port);
    let begun = Instant::now();
    let page = process.client().post("/en/forgot-password", &[("email", address)]);
    assert_eq!(page.status, 200, "{}", page.words());
    assert!(begun.elapsed() < Duration::from_secs(10), "nobody waits for the mail server");

    let failed = wait_for_job(&app, "it is tried", |job| job.last_error.is_some());
    assert_eq!((failed.state.as_str(), failed.tries), ("waiting", 1), "{:?}", failed.last_error);
    assert_eq!(process.client().get("/en").status, 200);

    let post = Post::open(mail_port);
    execute(&app, "UPDATE job SET run_at = '2026-01-01 00:00:00' WHERE kind = 'send_email'");
    let letter = post.letters.recv_timeout(Duration::from_secs(60)).expect("the letter");
    assert!(letter.contains(&format!("To: {address}")), "{letter}");
    let done = wait_for_job(&app, "it is done", |job| job.state == "done");
    assert_eq!(done.tries, 2);
    assert!(post.letters.recv_timeout(Duration::from_millis(1500)).is_err(), "it came once");
}
