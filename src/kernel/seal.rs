//! Sealing: a field is encrypted with XChaCha20-Poly1305 and bound to its table, column, row and key version, so that a
//! sealed value moved elsewhere does not open. Layout: format, key version (4 bytes, big-endian), nonce (24), ciphertext with tag.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::TryRngCore;
use rand::rngs::OsRng;
use thiserror::Error;
use zeroize::Zeroizing;

use super::digest::unhex;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
const FORMAT: u8 = 1;

/// Why a value was not sealed or not opened. None of them says anything of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SecretError {
    /// A key is neither 32 bytes nor 64 hexadecimal digits.
    #[error("a key must be 32 bytes or 64 hexadecimal digits")]
    KeyShape,
    /// The master key and the index key are the same.
    #[error("the master key and the index key must differ")]
    SameKey,
    /// The operating system gave no random bytes.
    #[error("no random bytes from the operating system")]
    NoRandomness,
    /// The bytes are not a sealed value.
    #[error("not a sealed value")]
    Malformed,
    /// The key of this version is not loaded.
    #[error("sealed by key version {0}, which is not loaded")]
    UnknownVersion(i32),
    /// The key is wrong, or the value was changed or moved.
    #[error("the sealed value does not open with this key in this place")]
    DoesNotOpen,
    /// The value is too long to seal.
    #[error("the value cannot be sealed")]
    DoesNotSeal,
}

/// 256 secret bits; wiped from memory when dropped, and never shown.
pub struct SecretKey(Zeroizing<[u8; KEY_BYTES]>);

/// Where a sealed value stands; it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The table's name.
    pub(crate) table: &'static str,
    /// The column's name.
    pub(crate) column: &'static str,
    /// The row's id.
    pub(crate) row: i64,
}

/// The parts of a sealed value.
pub(super) struct Sealed<'a> {
    pub(super) version: i32,
    nonce: &'a [u8; NONCE_BYTES],
    ciphertext: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// Finds the parts; whether it opens is another question.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, SecretError> {
        let (format, rest) = bytes.split_first().ok_or(SecretError::Malformed)?;
        let (version, rest) = rest.split_first_chunk().ok_or(SecretError::Malformed)?;
        let (nonce, ciphertext) = rest.split_first_chunk().ok_or(SecretError::Malformed)?;
        if *format != FORMAT {
            return Err(SecretError::Malformed);
        }
        Ok(Self { version: i32::from_be_bytes(*version), nonce, ciphertext })
    }
}

impl SecretKey {
    /// Reads a key: 32 raw bytes, or 64 hexadecimal digits with or without space around them.
    pub fn parse(bytes: &[u8]) -> Result<Self, SecretError> {
        if let Ok(raw) = <[u8; KEY_BYTES]>::try_from(bytes) {
            return Ok(Self::from(raw));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| SecretError::KeyShape)?;
        let unhexed = Zeroizing::new(unhex(text.trim()).ok_or(SecretError::KeyShape)?);
        let raw = <[u8; KEY_BYTES]>::try_from(unhexed.as_slice()).map_err(|_| SecretError::KeyShape)?;
        Ok(Self::from(raw))
    }

    pub(super) fn random() -> Result<Self, SecretError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        OsRng.try_fill_bytes(bytes.as_mut()).map_err(|_| SecretError::NoRandomness)?;
        Ok(Self(bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// Nonces come from the operating system even in tests: a repeated one would lay the key bare.
    pub(super) fn seal(&self, field: &Field, version: i32, plain: &[u8]) -> Result<Vec<u8>, SecretError> {
        let mut nonce = [0; NONCE_BYTES];
        OsRng.try_fill_bytes(&mut nonce).map_err(|_| SecretError::NoRandomness)?;
        let aad = field.bound_to(version);
        let ciphertext = self
            .cipher()
            .encrypt(<&XNonce>::from(&nonce), Payload { msg: plain, aad: aad.as_bytes() })
            .map_err(|_| SecretError::DoesNotSeal)?;

        let mut sealed = vec![FORMAT];
        sealed.extend_from_slice(&version.to_be_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    pub(super) fn open(&self, field: &Field, sealed: &Sealed<'_>) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let aad = field.bound_to(sealed.version);
        self.cipher()
            .decrypt(<&XNonce>::from(sealed.nonce), Payload { msg: sealed.ciphertext, aad: aad.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| SecretError::DoesNotOpen)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.bytes().into())
    }
}

impl From<[u8; KEY_BYTES]> for SecretKey {
    fn from(raw: [u8; KEY_BYTES]) -> Self {
        Self(Zeroizing::new(raw))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl Field {
    fn bound_to(&self, version: i32) -> String {
        format!("{}|{}|{}|{version}", self.table, self.column, self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::digest::hex;

    #[test]
    fn a_key_is_read_as_bytes_or_as_hexadecimal() {
        let raw = [7; 32];
        assert_eq!(*SecretKey::parse(&raw).unwrap().0, raw);
        assert_eq!(*SecretKey::parse(format!("{}\n", hex(&raw)).as_bytes()).unwrap().0, raw);
        for short in [&b"short"[..], &[7; 31], &[0xff; 64], hex(&[7; 31]).as_bytes()] {
            assert_eq!(SecretKey::parse(short).unwrap_err(), SecretError::KeyShape);
        }
    }
}
