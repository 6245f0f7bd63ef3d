//! The office's keys. Each household or account has a data key, wrapped by the master key; destroying it erases what it sealed.
//! Blind indexes are made with a key of their own, so that a stolen database cannot be searched by trying every national ID.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::digest::{hex, unhex};
use super::ids::{AccountId, KeyId};
pub(crate) use super::seal::Field;
use super::seal::Sealed;
pub use super::seal::{SecretError, SecretKey};

const HMAC_BLOCK_BYTES: usize = 64;

/// A data key is replaced, never changed, so all that it seals is of its first version.
const DATA_KEY_VERSION: i32 = 1;

/// The office's keys: the master keys that wrap data keys, and the key of the blind indexes.
pub struct Keys {
    current: i32,
    masters: BTreeMap<i32, SecretKey>,
    index: SecretKey,
}

/// The key that seals the fields of one household or account.
#[derive(Debug)]
pub(crate) struct DataKey(SecretKey);

/// What a blind index is made of; indexes of different kinds never agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Indexed {
    /// The ten digits of a national ID.
    NationalId,
    /// A stored mobile number.
    Mobile,
    /// A stored e-mail address.
    Email,
    /// Whoever has failed to sign in: an account or a network address.
    Throttled,
    /// From which network address a case file was looked at.
    Address,
    /// The mobile number of a buyer without an account: it agrees with no account's.
    OrderMobile,
    /// From which network address an order was placed: it agrees with nobody's who looks at case files.
    OrderAddress,
    /// The mobile number of somebody who waits for a good.
    WishMobile,
    /// From which network address somebody asked to be told of a good.
    WishAddress,
    /// Whose forms wait on a phone: half of the key that seals them there.
    Waiting,
    /// From which network address a good was reported: it agrees with no buyer's.
    ReportAddress,
}

impl Keys {
    /// The keys in use: new data keys are wrapped by this master key.
    pub fn new(version: i32, master: SecretKey, index: SecretKey) -> Result<Self, SecretError> {
        if master.bytes() == index.bytes() {
            return Err(SecretError::SameKey);
        }
        Ok(Self { current: version, masters: BTreeMap::from([(version, master)]), index })
    }

    /// Adds an older master key, which only opens what it once wrapped.
    pub fn with_older(mut self, version: i32, master: SecretKey) -> Self {
        self.masters.entry(version).or_insert(master);
        self
    }

    /// The version of the master key in use.
    pub(crate) fn master_version(&self) -> i32 {
        self.current
    }

    /// A new data key, and the bytes of it that may be stored.
    pub(crate) fn new_data_key(&self, id: KeyId) -> Result<(DataKey, Vec<u8>), SecretError> {
        let key = DataKey(SecretKey::random()?);
        let wrapped = self.wrap(id, &key)?;
        Ok((key, wrapped))
    }

    /// The data key that was stored, wrapped by the master key in use or by an older one.
    pub(crate) fn data_key(&self, id: KeyId, wrapped: &[u8]) -> Result<DataKey, SecretError> {
        let sealed = Sealed::read(wrapped)?;
        let master = self.masters.get(&sealed.version).ok_or(SecretError::UnknownVersion(sealed.version))?;
        let plain = master.open(&wrapping(id), &sealed)?;
        let raw = <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| SecretError::Malformed)?;
        Ok(DataKey(SecretKey::from(raw)))
    }

    /// The same data key wrapped by the master key in use; what it sealed stays as it is.
    pub(crate) fn rewrap(&self, id: KeyId, wrapped: &[u8]) -> Result<Vec<u8>, SecretError> {
        self.wrap(id, &self.data_key(id, wrapped)?)
    }

    /// The HMAC-SHA-256 by which a sealed value is found and kept unique, 32 bytes.
    pub(crate) fn blind_index(&self, of: Indexed, text: &str) -> Vec<u8> {
        let mut block = Zeroizing::new([0_u8; HMAC_BLOCK_BYTES]);
        block.iter_mut().zip(self.index.bytes()).for_each(|(to, from)| *to = *from);
        let block: &[u8; HMAC_BLOCK_BYTES] = &block;
        let mut mac = <Hmac<Sha256> as KeyInit>::new(block.into());
        mac.update(of.domain().as_bytes());
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    /// Words that must stand in an address, which is kept in many places, sealed for the one account that typed them; hex.
    pub(crate) fn seal_words(&self, of: AccountId, words: &str) -> Result<String, SecretError> {
        let master = self.masters.get(&self.current).ok_or(SecretError::UnknownVersion(self.current))?;
        Ok(hex(&master.seal(&words_of(of), self.current, words.as_bytes())?))
    }

    /// The words that were sealed for this account; none for anything else.
    pub(crate) fn open_words(&self, of: AccountId, sealed: &str) -> Option<String> {
        let bytes = unhex(sealed)?;
        let sealed = Sealed::read(&bytes).ok()?;
        let plain = self.masters.get(&sealed.version)?.open(&words_of(of), &sealed).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }

    fn wrap(&self, id: KeyId, key: &DataKey) -> Result<Vec<u8>, SecretError> {
        let master = self.masters.get(&self.current).ok_or(SecretError::UnknownVersion(self.current))?;
        master.seal(&wrapping(id), self.current, key.0.bytes())
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("current", &self.current).finish_non_exhaustive()
    }
}

impl DataKey {
    /// Seals a text for one field of one row.
    pub(crate) fn seal(&self, field: &Field, text: &str) -> Result<Vec<u8>, SecretError> {
        self.seal_bytes(field, text.as_bytes())
    }

    /// Seals bytes for one field of one row.
    pub(crate) fn seal_bytes(&self, field: &Field, bytes: &[u8]) -> Result<Vec<u8>, SecretError> {
        self.0.seal(field, DATA_KEY_VERSION, bytes)
    }

    /// Opens what was sealed for this field of this row.
    pub(crate) fn open(&self, field: &Field, sealed: &[u8]) -> Result<String, SecretError> {
        let plain = self.open_bytes(field, sealed)?;
        std::str::from_utf8(&plain).map(str::to_owned).map_err(|_| SecretError::Malformed)
    }

    /// Opens the bytes that were sealed for this field of this row.
    pub(crate) fn open_bytes(&self, field: &Field, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let sealed = Sealed::read(sealed)?;
        if sealed.version != DATA_KEY_VERSION {
            return Err(SecretError::UnknownVersion(sealed.version));
        }
        self.0.open(field, &sealed)
    }
}

impl Indexed {
    fn domain(self) -> &'static str {
        match self {
            Self::NationalId => "nid:v1:",
            Self::Mobile => "mobile:v1:",
            Self::Email => "email:v1:",
            Self::Throttled => "throttle:v1:",
            Self::Address => "address:v1:",
            Self::OrderMobile => "order-mobile:v1:",
            Self::OrderAddress => "order-address:v1:",
            Self::WishMobile => "wish-mobile:v1:",
            Self::WishAddress => "wish-address:v1:",
            Self::Waiting => "waiting:v1:",
            Self::ReportAddress => "report-address:v1:",
        }
    }
}

fn words_of(id: AccountId) -> Field {
    Field { table: "account", column: "words", row: id.0 }
}

fn wrapping(id: KeyId) -> Field {
    Field { table: "data_key", column: "wrapped", row: id.0 }
}
