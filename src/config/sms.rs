//! How SMS leave: a template of the request that a gateway takes, in a TOML file of its own. What cannot work is refused here,
//! by the name of its key, before anything is sent.
use super::secret::secret_of;
use super::{ConfigError, bad};
use crate::kernel::template::{Escape, Template};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How SMS leave.
#[derive(Clone)]
pub enum Sms {
    /// None is sent.
    None,
    /// Kept in memory, for tests.
    Memory,
    /// By a gateway.
    Gateway(Box<SmsGateway>),
}

impl Sms {
    /// Whether any can leave.
    pub fn is_set_up(&self) -> bool {
        !matches!(self, Sms::None)
    }

    /// When none leave.
    pub(crate) fn quiet(&self) -> Quiet {
        match self {
            Sms::Gateway(gateway) => gateway.quiet,
            Sms::None | Sms::Memory => Quiet::USUAL,
        }
    }
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sms::None => "none",
            Sms::Memory => "memory",
            Sms::Gateway(_) => "gateway (redacted)",
        })
    }
}

/// The hours of the night in which no SMS is sent, by Tehran's clock: from one hour until another of the same or the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quiet {
    pub from: i32,
    pub until: i32,
}

impl Quiet {
    const USUAL: Quiet = Quiet { from: 21, until: 8 };
}

/// The request that a gateway takes, and the answer by which it accepts.
#[derive(Clone)]
pub struct SmsGateway {
    pub(crate) url: Template,
    pub(crate) headers: Vec<(String, Template)>,
    /// A request with a body is a POST, and one without is a GET, unless the file says otherwise.
    pub(crate) is_post: bool,
    pub(crate) body: Option<Template>,
    pub(crate) from: String,
    pub(crate) secret: String,
    /// The statuses of an answer that accepts; any from 200 to 299 where it is empty.
    pub(crate) accepted: Vec<u16>,
    pub(crate) answer: Answer,
    pub(crate) timeout: Duration,
    pub(crate) quiet: Quiet,
}

/// What the body of an accepting answer must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Anything,
    /// It has these words in it.
    Contains(String),
    /// It is JSON, and what a pointer leads to reads like this.
    Is {
        pointer: String,
        value: String,
    },
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    url: String,
    method: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<String>,
    #[serde(default)]
    from: String,
    secret_file: Option<PathBuf>,
    #[serde(default)]
    accepted: Vec<u16>,
    answer_contains: Option<String>,
    answer_pointer: Option<String>,
    answer_is: Option<String>,
    timeout: Option<u64>,
    quiet_from: Option<i32>,
    quiet_until: Option<i32>,
}

/// Reads the setting and the file that it names; `secret` is what the environment says.
pub(super) fn read(value: &str, secret: Option<String>) -> Result<Sms, ConfigError> {
    if value == "none" {
        return Ok(Sms::None);
    }
    let path = value.strip_prefix("file:").filter(|path| !path.is_empty()).map(Path::new);
    let path = path.ok_or_else(|| bad("BAZARCHE_SMS", "write file: and the path of a template, or none"))?;
    let said = |reason: String| ConfigError::Bad("BAZARCHE_SMS", format!("{}: {reason}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| said(error.to_string()))?;
    let written: Written = toml::from_str(&text).map_err(|error| said(error.message().to_owned()))?;
    let gateway = gateway(written, secret).map_err(said)?;
    check(&gateway).map_err(said)?;
    Ok(Sms::Gateway(Box::new(gateway)))
}

fn gateway(written: Written, secret: Option<String>) -> Result<SmsGateway, String> {
    let secret = match &written.secret_file {
        Some(file) => secret_of(file)?,
        None => secret.unwrap_or_default(),
    };
    let is_post = match written.method.as_deref() {
        None => written.body.is_some(),
        Some("GET") if written.body.is_none() => false,
        Some("GET") => return Err("method: a GET has no body; write POST, or leave the body out".to_owned()),
        Some("POST") => true,
        Some(_) => return Err("method: write GET or POST".to_owned()),
    };
    let body = match &written.body {
        Some(body) => Some(Template::parse(body, escape_of(&written.headers)?)),
        None => None,
    };
    let headers = written.headers.iter().map(|(name, value)| (name.clone(), Template::parse(value, Escape::Plain)));
    Ok(SmsGateway {
        url: Template::parse(&written.url, Escape::Percent),
        headers: headers.collect(),
        is_post,
        body,
        from: written.from.clone(),
        secret,
        accepted: written.accepted.clone(),
        answer: answer_of(&written)?,
        timeout: timeout_of(written.timeout)?,
        quiet: quiet_of(&written)?,
    })
}

/// How values are written into a body of this kind.
fn escape_of(headers: &BTreeMap<String, String>) -> Result<Escape, String> {
    let kind = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type")).map(|(_, kind)| kind);
    let kind = kind.and_then(|kind| kind.split(';').next()).map(|kind| kind.trim().to_lowercase());
    match kind.as_deref() {
        Some("application/json") => Ok(Escape::Json),
        Some("application/x-www-form-urlencoded") => Ok(Escape::Percent),
        Some("application/xml" | "text/xml" | "application/soap+xml") => Ok(Escape::Xml),
        Some("text/plain") => Ok(Escape::Plain),
        _ => Err("headers: a body needs a Content-Type of application/json, application/x-www-form-urlencoded, \
                  text/xml or text/plain"
            .to_owned()),
    }
}

fn answer_of(written: &Written) -> Result<Answer, String> {
    match (&written.answer_contains, &written.answer_pointer, &written.answer_is) {
        (None, None, None) => Ok(Answer::Anything),
        (Some(words), None, None) if !words.is_empty() => Ok(Answer::Contains(words.clone())),
        (None, Some(pointer), Some(value)) if pointer.starts_with('/') => {
            Ok(Answer::Is { pointer: pointer.clone(), value: value.clone() })
        }
        _ => {
            Err("write answer_contains, or answer_pointer (which starts with /) and answer_is, or none of them"
                .to_owned())
        }
    }
}

fn timeout_of(seconds: Option<u64>) -> Result<Duration, String> {
    match seconds.unwrap_or(10) {
        seconds @ 1..=60 => Ok(Duration::from_secs(seconds)),
        _ => Err("timeout: write a number of seconds from 1 to 60".to_owned()),
    }
}

fn quiet_of(written: &Written) -> Result<Quiet, String> {
    let quiet = Quiet {
        from: written.quiet_from.unwrap_or(Quiet::USUAL.from),
        until: written.quiet_until.unwrap_or(Quiet::USUAL.until),
    };
    let is_hour = |hour: i32| (0..=24).contains(&hour);
    if is_hour(quiet.from) && is_hour(quiet.until) {
        return Ok(quiet);
    }
    Err("quiet_from and quiet_until: write hours from 0 to 24".to_owned())
}

/// The places that a request may have.
const PLACES: [&str; 5] = ["to", "to_98", "text", "from", "secret"];
/// Letters that would end a string or a line where they were not escaped.
const TRIAL: &str = "\"نان\"\\\n100%&<";

fn check(gateway: &SmsGateway) -> Result<(), String> {
    let sent = || std::iter::once(&gateway.url).chain(gateway.body.as_ref());
    let in_headers = || gateway.headers.iter().flat_map(|(_, value)| value.places());
    let all = || sent().flat_map(Template::places).chain(in_headers());
    if let Some(unknown) = all().find(|place| !PLACES.contains(place)) {
        return Err(format!(
            "there is no {{{unknown}}}; the places are {{to}}, {{to_98}}, {{text}}, {{from}} and {{secret}}"
        ));
    }
    if in_headers().any(|place| !matches!(place, "from" | "secret")) {
        return Err("headers: only {from} and {secret} can stand there".to_owned());
    }
    let has = |wanted: &[&str]| sent().flat_map(Template::places).any(|place| wanted.contains(&place));
    if !has(&["text"]) || !has(&["to", "to_98"]) {
        return Err("the url or the body must have {text}, and {to} or {to_98}".to_owned());
    }
    for (place, value, remedy) in [
        ("from", &gateway.from, "from: write the number it is sent from"),
        ("secret", &gateway.secret, "{secret}: name a secret_file, or set BAZARCHE_SMS_SECRET"),
    ] {
        if all().any(|used| used == place) && value.is_empty() {
            return Err(remedy.to_owned());
        }
        if value.chars().any(char::is_control) {
            return Err(format!("{place}: it has a line end or another letter that no header can have"));
        }
    }
    check_headers(gateway)?;
    check_address(gateway)?;
    check_body(gateway)
}

fn check_headers(gateway: &SmsGateway) -> Result<(), String> {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_plain =
        |value: &Template| value.fill(&[]).chars().all(|letter| letter.is_ascii() && !letter.is_ascii_control());
    match gateway.headers.iter().find(|(name, value)| !is_name(name) || !is_plain(value)) {
        Some((name, _)) => {
            Err(format!("headers: {name} cannot be sent; write plain letters, digits and - in its name"))
        }
        None => Ok(()),
    }
}

/// Numbers and keys go over https, unless the gateway is on this machine.
fn check_address(gateway: &SmsGateway) -> Result<(), String> {
    let url = gateway.url.fill(&[]);
    let host = |scheme: &str| url.strip_prefix(scheme).map(|rest| rest.split(['/', '?']).next().unwrap_or_default());
    let is_here = |host: &str| host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    match (host("https://"), host("http://")) {
        (Some(host), _) if !host.is_empty() => Ok(()),
        (_, Some(host)) if is_here(host) => Ok(()),
        _ => Err("url: write https:// and the address of the gateway; http:// is for one on this machine".to_owned()),
    }
}

/// A body of JSON is JSON whatever is put into it.
fn check_body(gateway: &SmsGateway) -> Result<(), String> {
    let is_json = |(name, value): &(String, Template)| {
        name.eq_ignore_ascii_case("content-type") && value.fill(&[]).to_lowercase().starts_with("application/json")
    };
    let Some(body) = gateway.body.as_ref().filter(|_| gateway.headers.iter().any(is_json)) else {
        return Ok(());
    };
    let filled = body.fill(&[
        ("to", "09123456789"),
        ("to_98", "989123456789"),
        ("text", TRIAL),
        ("from", &gateway.from),
        ("secret", &gateway.secret),
    ]);
    match serde_json::from_str::<serde_json::Value>(&filled) {
        Ok(_) => Ok(()),
        Err(_) => {
            Err("body: it is not JSON once it is filled in; write each place in quotes, such as \"{text}\"".to_owned())
        }
    }
}
