//! What cannot work of a template, refused by the name of its key.
use super::SmsGateway;
use crate::kernel::template::Template;
use std::net::IpAddr;

/// The places that a request may have.
const PLACES: [&str; 5] = ["to", "to_98", "text", "from", "secret"];
/// Letters that would end a string or a line where they were not escaped.
const TRIAL: &str = "\"نان\"\\\n100%&<";

pub(super) fn check(gateway: &SmsGateway) -> Result<(), String> {
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
    // What stands in a place must not choose the host.
    let (empty, full) = (gateway.url.fill(&[]), gateway.url.fill(&PLACES.map(|place| (place, "x"))));
    let host = |scheme: &str| match (host_of(&empty, scheme), host_of(&full, scheme)) {
        (Some(empty), Some(full)) if empty == full => Some(empty),
        _ => None,
    };
    match (host("https://"), host("http://")) {
        (Some(_), _) => Ok(()),
        (_, Some(host)) if is_here(host) => Ok(()),
        _ => Err("url: write https:// and the address of the gateway; http:// is for one on this machine".to_owned()),
    }
}

/// The host of an address of this scheme, without its port. One that names a user is none: what looks like the host is not.
fn host_of<'a>(url: &'a str, scheme: &str) -> Option<&'a str> {
    let authority = url.strip_prefix(scheme)?.split(['/', '?', '#', '\\']).next()?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-[]:".contains(letter);
    let is_host = !host.is_empty() && host.chars().all(is_plain) && port.chars().all(|digit| digit.is_ascii_digit());
    is_host.then_some(host)
}

fn is_here(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
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
