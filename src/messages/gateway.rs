//! How an SMS leaves: by a request to a gateway, made of the template in the settings; or it is kept in memory; or not at all.
#[cfg(test)]
mod tests;

use super::state::{Trouble, Unsent};
use crate::config::{Answer, Config, Quiet, Sms, SmsGateway};
use crate::kernel::contact::Mobile;
use anyhow::Context;
use chrono::{NaiveDateTime, TimeDelta};
use std::sync::{Arc, Mutex};
use ureq::http::{Request, Response};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

/// No more of an answer is looked at.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// How long a gateway that could not be reached is left alone.
const REST: TimeDelta = TimeDelta::minutes(5);

/// An SMS with its number and its words.
#[derive(Clone, PartialEq, Eq)]
pub struct TextMessage {
    /// As people write it, `09123456789`.
    pub to: String,
    pub text: String,
}

/// Sends SMS the configured way.
#[derive(Clone)]
pub struct Gateway {
    way: Way,
    quiet: Quiet,
    /// Until when one that could not be reached is left alone.
    rests_until: Arc<Mutex<Option<NaiveDateTime>>>,
}

#[derive(Clone)]
enum Way {
    None,
    Memory(Arc<Mutex<Vec<TextMessage>>>),
    Http(Arc<Http>),
}

struct Http {
    gateway: SmsGateway,
    agent: Agent,
}

impl Gateway {
    /// # Errors
    /// When this machine has no certificates by which a gateway could be known.
    pub fn new(config: &Config) -> anyhow::Result<Gateway> {
        let way = match &config.sms {
            Sms::None => Way::None,
            Sms::Memory => Way::Memory(Arc::default()),
            Sms::Gateway(gateway) => {
                let (gateway, agent) = (gateway.as_ref().clone(), agent(gateway)?);
                Way::Http(Arc::new(Http { gateway, agent }))
            }
        };
        Ok(Gateway { way, quiet: config.sms.quiet(), rests_until: Arc::default() })
    }

    /// What was sent so far, by a gateway that keeps it in memory.
    pub fn sent(&self) -> Vec<TextMessage> {
        match &self.way {
            Way::Memory(sent) => sent.lock().map(|sent| sent.clone()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Whether there is one.
    pub(crate) fn is_set_up(&self) -> bool {
        !matches!(self.way, Way::None)
    }

    /// The hours in which nothing is sent.
    pub(crate) fn quiet(&self) -> Quiet {
        self.quiet
    }

    /// Until when nobody should try, after it could not be reached: whoever tries waits for its answer, and other work with them.
    pub(crate) fn rests_until(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        self.rests_until.lock().ok()?.filter(|until| *until > now)
    }

    /// Notes how a try ended.
    pub(crate) fn tried(&self, ended: &Result<(), Unsent>, now: NaiveDateTime) {
        let is_lost = |unsent: &Unsent| matches!(unsent.trouble, Trouble::Slow | Trouble::Unreachable);
        if let Ok(mut until) = self.rests_until.lock() {
            *until = ended.as_ref().err().filter(|unsent| is_lost(unsent)).map(|_| now + REST);
        }
    }

    /// Hands an SMS over; once, however it ends.
    ///
    /// # Errors
    /// When the gateway did not say that it took it.
    pub(crate) fn send(&self, to: &Mobile, text: &str) -> Result<(), Unsent> {
        match &self.way {
            Way::None => Err(Unsent::new(Trouble::NoWay, "no way to send SMS is set (BAZARCHE_SMS)")),
            Way::Memory(sent) => {
                let mut sent = sent.lock().map_err(|_| Unsent::new(Trouble::Unreachable, "the memory is poisoned"))?;
                sent.push(TextMessage { to: national(to), text: text.to_owned() });
                Ok(())
            }
            Way::Http(http) => http.send(to, text),
        }
    }
}

/// The number as people write it.
fn national(to: &Mobile) -> String {
    to.display().chars().filter(char::is_ascii_digit).collect()
}

/// The client of a gateway: it waits so long for an answer, follows nobody elsewhere, and trusts whom the machine trusts.
fn agent(gateway: &SmsGateway) -> anyhow::Result<Agent> {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(gateway.timeout));
    if !gateway.url.fill(&[]).starts_with("https://") {
        return Ok(config.build().into());
    }
    let found = rustls_native_certs::load_native_certs();
    let known: Vec<Certificate<'static>> =
        found.certs.iter().map(|cert| Certificate::from_der(cert).to_owned()).collect();
    anyhow::ensure!(!known.is_empty(), "BAZARCHE_SMS: this machine has no certificates; install ca-certificates");
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::new_with_certs(&known))
        .build();
    Ok(config.tls_config(tls).build().into())
}

impl Http {
    fn send(&self, to: &Mobile, text: &str) -> Result<(), Unsent> {
        let answer = self.ask(to, text).map_err(|error| unreached(&error))?;
        let status = answer.status().as_u16();
        let is_taken = match self.gateway.accepted.as_slice() {
            [] => answer.status().is_success(),
            accepted => accepted.contains(&status),
        };
        if !is_taken {
            return Err(Unsent::new(Trouble::Refused, format!("the gateway answered with status {status}")));
        }
        if self.gateway.answer == Answer::Anything {
            return Ok(());
        }
        let body = answer.into_body().into_with_config().limit(LONGEST_ANSWER).lossy_utf8(true).read_to_string();
        let body = body.map_err(|error| unreached(&error))?;
        if says(&body, &self.gateway.answer) {
            return Ok(());
        }
        Err(Unsent::new(
            Trouble::Refused,
            format!("the gateway's answer (status {status}) does not say that it was taken"),
        ))
    }

    fn ask(&self, to: &Mobile, text: &str) -> Result<Response<Body>, ureq::Error> {
        let gateway = &self.gateway;
        let (to_98, to) = (to.as_str().trim_start_matches('+').to_owned(), national(to));
        let values = [
            ("to", to.as_str()),
            ("to_98", to_98.as_str()),
            ("text", text),
            ("from", gateway.from.as_str()),
            ("secret", gateway.secret.as_str()),
        ];
        let mut request = Request::builder().uri(gateway.url.fill(&values));
        for (name, value) in &gateway.headers {
            request = request.header(name, value.fill(&values));
        }
        if gateway.is_post {
            let body = gateway.body.as_ref().map(|body| body.fill(&values)).unwrap_or_default();
            self.agent.run(request.method("POST").body(body)?)
        } else {
            self.agent.run(request.method("GET").body(())?)
        }
    }
}

/// Whether an answer says that the SMS was taken.
fn says(body: &str, wanted: &Answer) -> bool {
    match wanted {
        Answer::Anything => true,
        Answer::Contains(words) => body.contains(words.as_str()),
        Answer::Is { pointer, value } => {
            let read: Option<serde_json::Value> = serde_json::from_str(body).ok();
            match read.as_ref().and_then(|read| read.pointer(pointer)) {
                Some(serde_json::Value::String(text)) => text == value,
                Some(other) => serde_json::to_string(other).is_ok_and(|text| text == *value),
                None => false,
            }
        }
    }
}

/// Why there is no answer. What the client says itself may hold the address, and in it the number and the key: it is not told.
fn unreached(error: &ureq::Error) -> Unsent {
    match error {
        ureq::Error::Timeout(_) => Unsent::new(Trouble::Slow, "the gateway did not answer in time"),
        ureq::Error::Io(error) => {
            Unsent::new(Trouble::Unreachable, format!("the gateway could not be reached ({})", error.kind()))
        }
        ureq::Error::HostNotFound => Unsent::new(Trouble::Unreachable, "the gateway's name is not known"),
        _ => Unsent::new(Trouble::Unreachable, "the gateway could not be asked"),
    }
}

/// Whether SMS could leave, in words. Nothing is sent, because every SMS costs.
///
/// # Errors
/// When they could not.
pub(crate) fn reach(config: &Config) -> anyhow::Result<String> {
    Gateway::new(config).context("BAZARCHE_SMS")?;
    Ok(match &config.sms {
        Sms::None => "none is sent (BAZARCHE_SMS is none)".to_owned(),
        Sms::Memory => "kept in memory".to_owned(),
        Sms::Gateway(_) => "the template of the gateway can be used; none was sent".to_owned(),
    })
}
