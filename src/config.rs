//! Every setting of the program, read once from the environment and an optional TOML file; the environment wins.
mod file;
mod photos;
mod secret;
mod settings;
mod sms;
#[cfg(test)]
mod tests;

pub use photos::{Bucket, Photos};
pub use settings::{SETTINGS, Setting};
pub(crate) use sms::{Answer, Quiet};
pub use sms::{Sms, SmsGateway};

use crate::db::Engine;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// How e-mail leaves.
#[derive(Clone, PartialEq, Eq)]
pub enum Mail {
    /// Nothing is sent; messages stay in the outbox as failed with that reason.
    None,
    /// Kept in memory, for tests.
    Memory,
    /// One file a message.
    Folder(PathBuf),
    /// `smtp://` or `smtps://`, with name and password.
    Smtp(String),
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mail::None => "none",
            Mail::Memory => "memory",
            Mail::Folder(_) => "folder",
            Mail::Smtp(_) => "smtp (redacted)",
        })
    }
}

/// The settings in force.
#[derive(Clone)]
pub struct Config {
    pub database_url: String,
    pub data: PathBuf,
    pub listen: String,
    pub origin: String,
    pub key_file: PathBuf,
    pub mail: Mail,
    pub mail_from: String,
    /// Where photos lie.
    pub photos: Photos,
    /// How SMS leave, if they do.
    pub sms: Sms,
    /// Who is sent the anchors of the chains, if anybody is.
    pub anchor_email: Option<String>,
    pub behind_proxy: bool,
    pub workers: usize,
    /// Where Prometheus asks, if it does.
    pub metrics: Option<SocketAddr>,
    pub log: String,
    /// How hard a password is to guess from its hash; tests ask for less work.
    pub password_cost: PasswordCost,
}

/// Argon2id parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordCost {
    /// 19 MiB and two passes, as OWASP advises.
    Full,
    /// The least that works; never by a setting.
    Least,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("database", &Engine::of(&self.database_url))
            .field("data", &self.data)
            .field("listen", &self.listen)
            .field("origin", &self.origin)
            .field("photos", &self.photos)
            .field("mail", &self.mail)
            .field("sms", &self.sms)
            .field("behind_proxy", &self.behind_proxy)
            .field("workers", &self.workers)
            .finish_non_exhaustive()
    }
}

/// The setting that holds the secret of a store of photos.
pub(crate) const PHOTOS_SECRET: &str = "BAZARCHE_PHOTOS_SECRET";

/// A setting that cannot be used, by its name.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{0}: {1}")]
    Bad(&'static str, String),
    #[error("the settings file {0}: {1}")]
    File(PathBuf, String),
}

impl Config {
    /// Reads the settings; `file` is the TOML file, `variable` looks a name up in the environment.
    ///
    /// # Errors
    /// A file that cannot be read or has an unknown key, or a setting with a value that makes no sense, each by name.
    pub fn read(file: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
        let written = match file {
            Some(path) => file::read(path)?,
            None => BTreeMap::new(),
        };
        let text = |name: &str| {
            let key = SETTINGS.iter().find(|setting| setting.variable == name).map_or(name, |setting| setting.key);
            variable(name).filter(|value| !value.is_empty()).or_else(|| written.get(key).cloned())
        };
        let data = PathBuf::from(text("BAZARCHE_DATA").unwrap_or_else(|| "data".into()));
        let listen = text("BAZARCHE_LISTEN").unwrap_or_else(|| "127.0.0.1:8080".into());
        let origin = text("BAZARCHE_ORIGIN").unwrap_or_else(|| format!("http://{listen}"));
        let config = Config {
            database_url: text("DATABASE_URL")
                .unwrap_or_else(|| data.join("bazarche.db").to_string_lossy().into_owned()),
            key_file: text("BAZARCHE_KEY_FILE").map_or_else(|| data.join("master.key"), PathBuf::from),
            photos: photos::read(text("BAZARCHE_PHOTOS").as_deref().unwrap_or("folder"), &data, text(PHOTOS_SECRET))?,
            mail: mail_of(text("BAZARCHE_MAIL").as_deref().unwrap_or("none"))?,
            mail_from: text("BAZARCHE_MAIL_FROM").unwrap_or_default(),
            sms: sms::read(text("BAZARCHE_SMS").as_deref().unwrap_or("none"), text("BAZARCHE_SMS_SECRET"))?,
            anchor_email: text("BAZARCHE_ANCHOR_EMAIL"),
            behind_proxy: yes_or_no("BAZARCHE_BEHIND_PROXY", text("BAZARCHE_BEHIND_PROXY"))?,
            workers: count("BAZARCHE_WORKERS", text("BAZARCHE_WORKERS"))?,
            metrics: address("BAZARCHE_METRICS", text("BAZARCHE_METRICS"))?,
            log: log_of(text("BAZARCHE_LOG"))?,
            password_cost: PasswordCost::Full,
            data,
            listen,
            origin: origin.trim_end_matches('/').to_owned(),
        };
        config.checked()
    }

    fn checked(self) -> Result<Config, ConfigError> {
        let address: SocketAddr = self
            .listen
            .parse()
            .map_err(|_| bad("BAZARCHE_LISTEN", "write an address and a port, such as 127.0.0.1:8080"))?;
        if address.port() == 0 {
            return Err(bad("BAZARCHE_LISTEN", "write the port as well, such as 127.0.0.1:8080; 0 is none"));
        }
        if self.database_url.contains("://") && Engine::of(&self.database_url) == Engine::Sqlite {
            return Err(bad("DATABASE_URL", "write the path of an SQLite file, or postgres://user:password@host/name"));
        }
        let host = self
            .origin
            .strip_prefix("https://")
            .or_else(|| self.origin.strip_prefix("http://"))
            .filter(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']))
            .ok_or_else(|| bad("BAZARCHE_ORIGIN", "write https:// and the host name, with no path"))?;
        let is_loopback = address.ip().is_loopback()
            && (host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]"));
        if !self.is_https() && !is_loopback {
            return Err(bad(
                "BAZARCHE_ORIGIN",
                "must be https:// unless the program is reached on this machine's loopback address only",
            ));
        }
        if matches!(self.mail, Mail::Smtp(_)) && !self.mail_from.contains('@') {
            return Err(bad("BAZARCHE_MAIL_FROM", "is needed with smtp: the sender's address"));
        }
        if self.anchor_email.as_ref().is_some_and(|address| !address.contains('@')) {
            return Err(bad("BAZARCHE_ANCHOR_EMAIL", "write an e-mail address"));
        }
        Ok(self)
    }

    /// Whether visitors come over https.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// Another data folder, with the photos in it if they lay in the one before.
    pub(crate) fn move_to(&mut self, data: &Path) {
        if let Photos::Folder(folder) = &mut self.photos {
            *folder = data.join("photos");
        }
        data.clone_into(&mut self.data);
    }

    /// Where the ends of the chains are anchored.
    pub fn anchors(&self) -> PathBuf {
        self.data.join("audit-anchors")
    }
}

fn bad(name: &'static str, reason: &str) -> ConfigError {
    ConfigError::Bad(name, reason.to_owned())
}

fn mail_of(value: &str) -> Result<Mail, ConfigError> {
    if value == "none" {
        Ok(Mail::None)
    } else if let Some(folder) = value.strip_prefix("file:").filter(|folder| !folder.is_empty()) {
        Ok(Mail::Folder(PathBuf::from(folder)))
    } else if value.starts_with("smtp://") || value.starts_with("smtps://") {
        Ok(Mail::Smtp(value.to_owned()))
    } else {
        Err(bad("BAZARCHE_MAIL", "write smtp://…, smtps://…, file:FOLDER or none"))
    }
}

/// The words that a log filter knows by themselves; everything else in one names a part of the program and its level.
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

fn log_of(value: Option<String>) -> Result<String, ConfigError> {
    let filter = value.unwrap_or_else(|| "info".into());
    let is_known = |part: &str| part.contains(['=', '[']) || LEVELS.contains(&part.trim());
    if filter.split(',').all(is_known) && EnvFilter::try_new(&filter).is_ok() {
        return Ok(filter);
    }
    Err(bad(
        "BAZARCHE_LOG",
        "write a level (error, warn, info, debug, trace or off), or parts such as info,bazarche=debug",
    ))
}

fn yes_or_no(name: &'static str, value: Option<String>) -> Result<bool, ConfigError> {
    match value.as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(bad(name, "write true or false")),
    }
}

fn address(name: &'static str, value: Option<String>) -> Result<Option<SocketAddr>, ConfigError> {
    let parsed = value.map(|value| value.parse()).transpose();
    parsed.map_err(|_| bad(name, "write an address and a port, such as 127.0.0.1:9464"))
}

fn count(name: &'static str, value: Option<String>) -> Result<usize, ConfigError> {
    let Some(value) = value else {
        return Ok(std::thread::available_parallelism().map_or(2, usize::from));
    };
    value.parse().ok().filter(|n| (1..=256).contains(n)).ok_or_else(|| bad(name, "write a number from 1 to 256"))
}
