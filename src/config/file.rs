//! The settings file: TOML, a text, a number or true and false under each key.
use super::{ConfigError, SETTINGS};
use std::collections::BTreeMap;
use std::path::Path;
use toml::{Table, Value};

/// Reads the file; gives each key with what the environment would say in its place.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let problem = |reason: String| ConfigError::File(path.to_owned(), reason);
    let text = std::fs::read_to_string(path).map_err(|error| problem(error.to_string()))?;
    let table: Table = toml::from_str(&text).map_err(|error| problem(error.message().to_owned()))?;
    table.into_iter().map(|(key, value)| Ok((key.clone(), text_of(&key, value).map_err(problem)?))).collect()
}

fn text_of(key: &str, value: Value) -> Result<String, String> {
    if !SETTINGS.iter().any(|setting| setting.key == key) {
        return Err(format!("there is no setting {key}"));
    }
    match (key, value) {
        ("behind_proxy", Value::Boolean(yes)) => Ok(yes.to_string()),
        ("behind_proxy", _) => Err(format!("{key}: write true or false, without quotes")),
        ("workers", Value::Integer(number)) => Ok(number.to_string()),
        ("workers", _) => Err(format!("{key}: write a number, without quotes")),
        (_, Value::String(text)) => Ok(text),
        _ => Err(format!("{key}: write a text in quotes")),
    }
}
