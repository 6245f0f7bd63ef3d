//! Where photos lie: in the data folder, or in a bucket of an S3-compatible store, which a TOML file of its own names. What
//! cannot work is refused here, by the name of its key.
use super::secret::secret_of;
use super::{ConfigError, bad};
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where photos lie.
#[derive(Clone, Debug)]
pub enum Photos {
    /// In a folder.
    Folder(PathBuf),
    /// In a store that is reached over the network.
    Bucket(Box<Bucket>),
}

impl fmt::Display for Photos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Photos::Folder(folder) => write!(f, "{}", folder.display()),
            Photos::Bucket(bucket) => write!(f, "the bucket {} at {}", bucket.name, bucket.endpoint),
        }
    }
}

/// A bucket, and the key that opens it.
#[derive(Clone)]
pub struct Bucket {
    /// With its scheme, and no slash at its end.
    pub(crate) endpoint: String,
    pub(crate) name: String,
    /// What stands before the names of the photos, so that a bucket can hold other things as well; may be empty.
    pub(crate) prefix: String,
    pub(crate) region: String,
    pub(crate) key_id: String,
    pub(crate) secret: String,
    /// Whether the bucket stands in the path, and not before the host.
    pub(crate) is_in_path: bool,
    /// How long one try may take.
    pub(crate) timeout: Duration,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bucket {} (redacted)", self.name)
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    endpoint: String,
    bucket: String,
    #[serde(default)]
    prefix: String,
    region: Option<String>,
    key_id: String,
    secret_file: Option<PathBuf>,
    path_style: Option<bool>,
    #[serde(default)]
    allow_http: bool,
    timeout: Option<u64>,
}

/// Reads the setting: `folder`, or `file:PATH` of the TOML file that names a bucket.
pub(super) fn read(value: &str, data: &Path, secret: Option<String>) -> Result<Photos, ConfigError> {
    if value == "folder" {
        return Ok(Photos::Folder(data.join("photos")));
    }
    named(value, secret)?
        .ok_or_else(|| bad("BAZARCHE_PHOTOS", "write file:PATH of the file that names a bucket, or folder"))
}

impl Photos {
    /// A place named on the command line: a folder, or `file:PATH` of the TOML file that names a bucket.
    ///
    /// # Errors
    /// When the file cannot be read or names no bucket that can be used.
    pub(crate) fn at(place: &str, secret: Option<String>) -> Result<Photos, ConfigError> {
        Ok(named(place, secret)?.unwrap_or_else(|| Photos::Folder(PathBuf::from(place))))
    }
}

fn named(value: &str, secret: Option<String>) -> Result<Option<Photos>, ConfigError> {
    let Some(path) = value.strip_prefix("file:").filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let read = || -> Result<Bucket, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        let written = toml::from_str(&text).map_err(|error| format!("{path}: {}", error.message()))?;
        bucket_of(written, secret).map_err(|reason| format!("{path}: {reason}"))
    };
    let bucket = read().map_err(|reason| bad("BAZARCHE_PHOTOS", &reason))?;
    Ok(Some(Photos::Bucket(Box::new(bucket))))
}

fn bucket_of(written: Written, secret: Option<String>) -> Result<Bucket, String> {
    let endpoint = written.endpoint.trim_end_matches('/').to_owned();
    check_endpoint(&endpoint, written.allow_http)?;
    let is_name = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
    };
    if !(3..=63).contains(&written.bucket.len()) || !is_name(&written.bucket) {
        return Err("bucket: write its name: 3 to 63 small letters, digits, dots and hyphens".to_owned());
    }
    let prefix = written.prefix.trim_matches('/').to_owned();
    if !prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte)) {
        return Err("prefix: write plain letters, digits, - and _, with / between folders".to_owned());
    }
    let secret = match &written.secret_file {
        Some(file) => secret_of(file)?,
        None => secret.ok_or("name a secret_file, or set BAZARCHE_PHOTOS_SECRET")?,
    };
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_plain(&written.key_id) || !is_plain(&secret) {
        return Err("key_id and its secret: write the two parts of a key of the store, each on one line".to_owned());
    }
    Ok(Bucket {
        endpoint,
        name: written.bucket,
        prefix,
        region: written.region.unwrap_or_else(|| "us-east-1".to_owned()),
        key_id: written.key_id,
        secret,
        is_in_path: written.path_style.unwrap_or(true),
        timeout: timeout_of(written.timeout)?,
    })
}

/// Photos that wait to be looked over go over https, unless the store is on this machine or the file says otherwise.
fn check_endpoint(endpoint: &str, allows_http: bool) -> Result<(), String> {
    let host =
        |scheme: &str| endpoint.strip_prefix(scheme).filter(|host| !host.is_empty() && !host.contains(['/', '?', '@']));
    let is_here = |host: &str| host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    match (host("https://"), host("http://")) {
        (Some(_), _) => Ok(()),
        (_, Some(host)) if allows_http || is_here(host) => Ok(()),
        (_, Some(_)) => {
            Err("endpoint: write https://, or allow_http = true where nobody else is on the wire".to_owned())
        }
        (None, None) => Err("endpoint: write https:// and the host of the store, with no path".to_owned()),
    }
}

fn timeout_of(seconds: Option<u64>) -> Result<Duration, String> {
    match seconds.unwrap_or(10) {
        seconds @ 1..=60 => Ok(Duration::from_secs(seconds)),
        _ => Err("timeout: write a number of seconds from 1 to 60".to_owned()),
    }
}
