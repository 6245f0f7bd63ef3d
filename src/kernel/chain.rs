//! Hash chains: each row's hash covers the one before it, so that a changed, removed or swapped row shows.
use sha2::{Digest, Sha256};

/// The hash before the first row.
pub(crate) const START: [u8; 32] = [0; 32];

/// The SHA-256 of one row, built field by field; each field's length goes in, so that no two rows read alike.
pub(crate) struct Link(Sha256);

impl Link {
    /// A row that follows the one with the hash `prev`.
    pub(crate) fn after(prev: &[u8]) -> Link {
        Link(Sha256::new()).bytes(prev)
    }

    pub(crate) fn number(self, value: i64) -> Link {
        self.bytes(&value.to_be_bytes())
    }

    pub(crate) fn text(self, value: &str) -> Link {
        self.bytes(value.as_bytes())
    }

    /// A number that may be missing, which differs from every number.
    pub(crate) fn maybe(self, value: Option<i64>) -> Link {
        match value {
            Some(value) => self.number(value),
            None => self.bytes(&[]),
        }
    }

    pub(crate) fn bytes(mut self, value: &[u8]) -> Link {
        self.0.update((value.len() as u64).to_be_bytes());
        self.0.update(value);
        self
    }

    /// The hash of the row, 32 bytes.
    pub(crate) fn hash(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::{Link, START};

    #[test]
    fn a_boundary_moved_between_fields_changes_the_hash() {
        let one = Link::after(&START).text("ab").text("c").hash();
        let other = Link::after(&START).text("a").text("bc").hash();
        assert_ne!(one, other);
    }

    #[test]
    fn nothing_is_not_zero() {
        assert_ne!(Link::after(&START).maybe(None).hash(), Link::after(&START).maybe(Some(0)).hash());
    }
}
