//! What a browser sent with a form: names and values in order, kept as typed so that a refused form can come back with them.

use super::digest::sha256;

/// The field that carries the key of a form.
const KEY: &str = "idem";

/// The fields of a submitted form or of a query string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn new(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs)
    }

    /// The first value of this name without blanks at its ends, or nothing.
    pub fn text<'a>(&'a self, name: &str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }

    /// The first value as it was sent, blanks included: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Every value of this name, in the order of the form.
    pub fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.trim())
    }

    /// Every name with its value as it was sent, in the order of the form.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// A digest of everything that was sent but the key of the form.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut bytes = Vec::new();
        for text in self.0.iter().filter(|(name, _)| name != KEY).flat_map(|(name, value)| [name, value]) {
            bytes.extend((text.len() as u64).to_be_bytes());
            bytes.extend(text.as_bytes());
        }
        sha256(&bytes)
    }

    /// Whether a box of this name was ticked.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// Sets the one value of a name, for a form that is shown filled before anything was sent.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Fields {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Adds one more value of a name.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Fields {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}
