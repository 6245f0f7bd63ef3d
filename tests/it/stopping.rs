//! The program that is told to stop, and what it tells of itself while it serves.
use crate::failures::Stand;
use crate::support::Client;
use crate::support::process::free_port;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

#[test]
fn a_request_that_runs_is_answered_when_the_program_is_told_to_stop() {
    let stand = Stand::open();
    let mut process = stand.serve(&[]);
    let mut slow = TcpStream::connect(("127.0.0.1", process.port)).expect("it listens");
    let body = "phone=09120000101&password=not-this-one";
    let (first, rest) = body.split_at(10);
    let origin = process.origin();
    write!(
        slow,
        "POST /en/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nOrigin: {origin}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
        process.port,
        body.len()
    )
    .expect("sent");
    std::thread::sleep(Duration::from_millis(200));

    process.ask_to_stop();
    std::thread::sleep(Duration::from_millis(200));
    assert!(TcpStream::connect(("127.0.0.1", process.port)).is_err(), "nobody new is let in");
    slow.write_all(rest.as_bytes()).expect("the connection still stands");
    let mut answer = Vec::new();
    slow.read_to_end(&mut answer).expect("the answer");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert!(process.end().success());
}

/// The value of a gauge or counter, if it is told.
fn told(metrics: &str, name: &str) -> Option<f64> {
    let line = metrics.lines().find(|line| line.split(' ').next() == Some(name))?;
    line.rsplit(' ').next()?.parse().ok()
}

#[test]
fn prometheus_is_told_on_an_address_of_its_own_what_was_asked_and_how_things_are() {
    let stand = Stand::open();
    let address = format!("127.0.0.1:{}", free_port());
    let process = stand.serve(&[("BAZARCHE_METRICS", &address)]);
    let mut visitor = process.client();
    for _ in 0..3 {
        assert_eq!(visitor.get("/en/search?q=secret-words").status, 200);
    }
    assert_eq!(visitor.get("/en/p/nothing1").status, 404);
    assert_eq!(visitor.get("/metrics").status, 404, "visitors are told nothing");
    let said = Client::new(&format!("http://{address}")).get("/metrics").text();
    assert_eq!(told(&said, r#"bazarche_answers_total{route="/en/search",status="2xx"}"#), Some(3.0), "{said}");
    assert_eq!(told(&said, "bazarche_database_up"), Some(1.0));
    assert_eq!(told(&said, "bazarche_work_failed"), Some(0.0));
    assert!(told(&said, "bazarche_disk_free_bytes").is_some_and(|free| free > 0.0));
    assert!(told(&said, "bazarche_resident_bytes").is_some_and(|bytes| bytes > 1e6));
    assert_eq!(told(&said, "bazarche_backup_age_seconds"), None, "there is none yet");
    assert!(!said.contains("secret-words") && !said.contains("nothing1"));

    let file = stand.town.app.folder().join("today.zip");
    assert!(stand.town.app.command(&["backup", &file.display().to_string()]).status.success());
    let said = Client::new(&format!("http://{address}")).get("/metrics").text();
    assert!(told(&said, "bazarche_backup_age_seconds").is_some_and(|age| (0.0..600.0).contains(&age)), "{said}");
}

/// What a command of the program prints.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bazarche")).args(arguments).output().expect("it runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_alert_asks_for_a_metric_that_is_told() {
    let stand = Stand::open();
    let address = format!("127.0.0.1:{}", free_port());
    let process = stand.serve(&[("BAZARCHE_METRICS", &address)]);
    process.client().get("/en");
    let file = stand.town.app.folder().join("today.zip");
    assert!(stand.town.app.command(&["backup", &file.display().to_string()]).status.success());
    let said = Client::new(&format!("http://{address}")).get("/metrics").text();
    let alerts = printed(&["ops", "alerts"]);
    let asked: Vec<&str> = alerts
        .lines()
        .filter(|line| line.trim_start().starts_with("expr:"))
        .flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'))
        .filter(|word| word.starts_with("bazarche_"))
        .collect();
    assert!(asked.len() > 8, "{asked:?}");
    for name in asked {
        assert!(said.lines().any(|line| line.starts_with(name)), "nothing tells {name}");
    }
}

#[test]
fn the_unit_starts_the_command_that_serves_with_settings_that_there_are() {
    let unit = printed(&["ops", "unit"]);
    assert!(unit.contains("ExecStart=/usr/local/bin/bazarche serve\n"));
    let known = printed(&["serve", "--help"]) + &printed(&["--help"]);
    for line in unit.lines().filter_map(|line| line.strip_prefix("Environment=")) {
        let name = line.split('=').next().unwrap_or_default();
        assert!(known.contains(name), "{name} is no setting");
    }
}

#[test]
fn an_error_page_bears_the_number_of_its_line_in_the_log() {
    let stand = Stand::open();
    let process = stand.serve(&[]);
    let page = process.client().get("/en/nowhere").words();
    let reference = page.split("Reference number: ").nth(1).and_then(|rest| rest.get(..12)).expect("a number");
    let log = std::fs::read_to_string(stand.log()).expect("the log");
    let line = log.lines().find(|line| line.contains(reference)).unwrap_or_else(|| panic!("{reference} in {log}"));
    assert!(line.contains("404") && !line.contains("nowhere"), "{line}");
}
