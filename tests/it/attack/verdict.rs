//! What is wrong with an answer.
use super::request::Request;
use super::values::SCRIPT;
use super::wire::Answer;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// How long an answer may take in a debug build on a busy machine.
const SOON: Duration = Duration::from_secs(10);
/// Words of the program's insides.
const INSIDES: &[&str] = &[
    "panicked",
    "RUST_BACKTRACE",
    "diesel",
    "libsqlite",
    "sqlite_",
    "SELECT ",
    "INSERT INTO",
    "constraint",
    ".rs:",
    "thread '",
    "root:x:0:",
    "master-1 =",
];

/// Everything that is wrong with an answer.
pub fn of(sent: &Request, answer: &Result<Answer, String>) -> Vec<String> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return vec![error.clone()],
    };
    let mut wrong = Vec::new();
    // Whoever promises more than they send, or sends no HTTP, need not get a word.
    let may_be_silent = !sent.is_whole || sent.bytes.len() > 100_000;
    match answer.status {
        200..500 => {}
        0 if may_be_silent => {}
        0 => wrong.push("no answer".to_owned()),
        status => wrong.push(format!("status {status}")),
    }
    if sent.is_foreign && !matches!(answer.status, 403 | 0) && answer.status != 400 && answer.status != 431 {
        wrong.push(format!("another site's request was taken: {}", answer.status));
    }
    if answer.took > SOON {
        wrong.push(format!("{} s", answer.took.as_secs()));
    }
    let head = answer.head.to_ascii_lowercase();
    if head.contains("\nx-injected") {
        wrong.push("a header of the sender's".to_owned());
    }
    let location = head.split("\nlocation: ").nth(1).unwrap_or_default();
    if ["//", "http", "/\\", "javascript:"].iter().any(|start| location.starts_with(start)) {
        wrong.push("leads elsewhere".to_owned());
    }
    let text = String::from_utf8_lossy(&answer.body);
    // What a browser reads as a page or a picture runs a script; a calendar, a list or data does not, if it must be taken
    // for what it says it is.
    if ["text/html", "xml"].iter().any(|kind| content_type(&head).contains(kind)) {
        wrong.extend(in_page(&text));
    } else if !answer.body.is_empty() && answer.status == 200 && !head.contains("x-content-type-options: nosniff") {
        wrong.push("may be taken for a page".to_owned());
    }
    if ["text/", "json", "xml"].iter().any(|kind| content_type(&head).contains(kind)) {
        wrong.extend(of_the_insides(&text));
    }
    wrong
}

/// What the answer says it is; nothing when it does not say.
fn content_type(head: &str) -> &str {
    head.split("\ncontent-type: ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

fn in_page(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if text.contains(SCRIPT) || text.contains("<img src=x") || text.contains(" onmouseover=\"bz0x") {
        wrong.push("a script of the sender's".to_owned());
    }
    for start in
        ["href=\"javascript:", "action=\"javascript:", "href=\"//evil", "action=\"//evil", "href=\"https://evil"]
    {
        if text.contains(start) {
            wrong.push(format!("a link of the sender's: {start}"));
        }
    }
    wrong
}

fn of_the_insides(text: &str) -> Vec<String> {
    // What was typed comes back in its field; the program's own words do not stand in quotation marks.
    let typed = ["1) UNION SELECT"];
    let text = typed.iter().fold(text.to_owned(), |text, typed| text.replace(typed, ""));
    INSIDES.iter().filter(|word| text.contains(**word)).map(|word| format!("says “{word}”")).collect()
}

/// What went wrong, each kind once with its first example.
#[derive(Default)]
pub struct Faults {
    kinds: BTreeMap<String, (u64, String)>,
    statuses: BTreeMap<u16, u64>,
}

impl Faults {
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    pub fn count(&mut self, answer: &Result<Answer, String>) {
        *self.statuses.entry(answer.as_ref().map_or(999, |answer| answer.status)).or_default() += 1;
    }

    pub fn add(&mut self, what: String, (actor, number): (&str, u64), sent: &Request) {
        let example = String::from_utf8_lossy(&sent.bytes).chars().take(1_500).collect::<String>();
        let entry = self.kinds.entry(format!("{what}: {}", sent.route));
        entry.or_insert_with(|| (0, format!("{actor}, request {number}:\n{example}"))).0 += 1;
    }

    /// A row that somebody changed and may not.
    pub fn change(&mut self, actor: &str, table: &str, line: &str) {
        let entry = self.kinds.entry(format!("{actor} changed {table}"));
        entry.or_insert_with(|| (0, line.chars().take(500).collect())).0 += 1;
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "answers by status: {:?}", self.statuses)?;
        for (kind, (count, example)) in &self.kinds {
            writeln!(f, "-- {kind} ({count} times)\n{example}")?;
        }
        Ok(())
    }
}
