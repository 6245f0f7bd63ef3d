//! A gateway of the tests' own, on this machine: what it is sent, and what is made of its answers.
use super::Gateway;
use crate::config::Config;
use crate::kernel::contact::Mobile;
use crate::messages::state::{Trouble, Unsent};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Every letter that could end a string, a line, a field or a tag.
const HOSTILE: &str = "«نان \"داغ\"»\nخط دوم\\ 100% & <b>'{to}' + ;=?#\t🍞";

/// A request as it arrived: its first line, its header lines, and its body.
struct Asked {
    line: String,
    head: Vec<String>,
    body: String,
}

/// Listens for one request and answers it so, after so long; gives the address and what arrives.
fn listen(answer: &'static str, after: Duration) -> (String, Receiver<Asked>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (send, asked) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut lines = Vec::new();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if line.trim_end().is_empty() {
                    break;
                }
                lines.push(line.trim_end().to_owned());
            }
            let length =
                lines.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            reader.read_exact(&mut body).unwrap();
            let line = lines.remove(0);
            send.send(Asked { line, head: lines, body: String::from_utf8(body).unwrap() }).unwrap();
            std::thread::sleep(after);
            // Whoever waits no longer has hung up.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, asked)
}

fn accepted() -> &'static str {
    "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"status\":1}"
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The gateway of a template, with `URL` for the address in it.
fn gateway(template: &str, address: &str) -> Gateway {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file: PathBuf = std::env::temp_dir().join(format!("bazarche-gateway-{}-{number}.toml", std::process::id()));
    std::fs::write(&file, template.replace("URL", address)).unwrap();
    let config = Config::read(None, |name| match name {
        "BAZARCHE_SMS" => Some(format!("file:{}", file.display())),
        "BAZARCHE_SMS_SECRET" => Some("k/e&y=1".to_owned()),
        _ => None,
    });
    std::fs::remove_file(&file).unwrap();
    Gateway::new(&config.unwrap()).unwrap()
}

const PLAIN: &str = "url = \"URL/send?to={to}&text={text}\"\n";

fn send(gateway: &Gateway, text: &str) -> Result<(), Unsent> {
    gateway.send(&Mobile::parse("09351234567").unwrap(), text)
}

#[test]
fn a_json_body_carries_every_letter_and_the_key_stands_in_a_header() {
    let (address, asked) = listen(accepted(), Duration::ZERO);
    let template = r#"
        url = "URL/v1/send"
        from = "30001234"
        body = '{"mobile": "{to_98}", "message": "{text}", "line": "{from}", "more": {}}'
        answer_pointer = "/status"
        answer_is = "1"
        [headers]
        Content-Type = "application/json; charset=utf-8"
        X-Api-Key = "{secret}"
    "#;
    send(&gateway(template, &address), HOSTILE).unwrap();
    let asked = asked.recv().unwrap();
    assert_eq!(asked.line, "POST /v1/send HTTP/1.1");
    assert!(asked.head.iter().any(|line| line.to_lowercase() == "x-api-key: k/e&y=1"), "{:?}", asked.head);
    let body: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!((body["mobile"].as_str(), body["line"].as_str()), (Some("989351234567"), Some("30001234")));
    assert_eq!(body["message"].as_str(), Some(HOSTILE));
}

#[test]
fn a_form_and_an_address_carry_every_letter() {
    let form = "url = \"URL/send\"\nbody = \"key={secret}&to={to}&text={text}\"\n\
                [headers]\nContent-Type = \"application/x-www-form-urlencoded\"\n";
    let query = "url = \"URL/k/{secret}/send?to={to}&text={text}\"\n";
    for (template, is_post) in [(form, true), (query, false)] {
        let (address, asked) = listen(accepted(), Duration::ZERO);
        send(&gateway(template, &address), HOSTILE).unwrap();
        let asked = asked.recv().unwrap();
        let target = asked.line.split(' ').nth(1).unwrap().to_owned();
        let sent = if is_post { asked.body } else { target.split('?').nth(1).unwrap().to_owned() };
        let fields: Vec<(String, String)> = serde_urlencoded::from_str(&sent).unwrap();
        let value = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!((value("text"), value("to")), (Some(HOSTILE), Some("09351234567")));
        if is_post {
            assert_eq!(value("key"), Some("k/e&y=1"));
        } else {
            assert!(target.starts_with("/k/k%2Fe%26y%3D1/send?"), "{target}");
        }
    }
}

#[test]
fn only_the_answer_that_says_so_means_that_it_was_taken() {
    let failed = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let moved = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let other = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"status\":7}";
    let page = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>";
    let pointed = format!("{PLAIN}answer_pointer = \"/status\"\nanswer_is = \"1\"\n");
    let worded = format!("{PLAIN}answer_contains = \"status\\\":1\"\n");
    let created = format!("{PLAIN}accepted = [201]\n");
    for (template, answer, is_taken) in [
        (PLAIN, accepted(), true),
        (PLAIN, failed, false),
        (PLAIN, moved, false),
        (pointed.as_str(), accepted(), true),
        (pointed.as_str(), other, false),
        (pointed.as_str(), page, false),
        (worded.as_str(), accepted(), true),
        (worded.as_str(), other, false),
        (created.as_str(), accepted(), false),
    ] {
        let (address, _asked) = listen(answer, Duration::ZERO);
        let sent = send(&gateway(template, &address), "نان");
        let expected = if is_taken { Ok(()) } else { Err(Trouble::Refused) };
        assert_eq!(sent.map_err(|unsent| unsent.trouble), expected, "{template} {answer}");
    }
}

#[test]
fn nobody_waits_for_a_slow_gateway_and_a_lost_one_is_said_to_be_so_without_the_number() {
    let (address, _asked) = listen(accepted(), Duration::from_secs(5));
    let slow = send(&gateway(&format!("{PLAIN}timeout = 1\n"), &address), "نان").unwrap_err();
    assert_eq!(slow.trouble, Trouble::Slow);
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let lost = send(&gateway(PLAIN, &format!("http://{gone}")), "نان").unwrap_err();
    assert_eq!(lost.trouble, Trouble::Unreachable);
    for said in [slow.said, lost.said] {
        assert!(!said.contains("935") && !said.contains("127.0.0.1"), "{said}");
    }
}

#[test]
fn a_gateway_that_is_lost_is_left_alone_for_a_while_and_one_that_refuses_is_not() {
    let (gateway, now) = (gateway(PLAIN, "http://127.0.0.1:1"), crate::testing::now());
    let ended = |trouble| Err(Unsent::new(trouble, ""));
    gateway.tried(&ended(Trouble::Refused), now);
    assert_eq!(gateway.rests_until(now), None);
    gateway.tried(&ended(Trouble::Slow), now);
    let until = gateway.rests_until(now).unwrap();
    assert_eq!(gateway.rests_until(until), None);
    gateway.tried(&Ok(()), now);
    assert_eq!(gateway.rests_until(now), None);
}
