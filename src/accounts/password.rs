//! Passwords: Argon2id, judged by how hard they are to guess and not by which characters they have.
use crate::config::PasswordCost;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::TryRngCore;
use rand::rngs::OsRng;

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasswordRefusal {
    /// Shorter than this many characters.
    #[error("too short")]
    TooShort(i64),
    #[error("too long")]
    TooLong,
    /// A common one, or made of the person's own name or number.
    #[error("easy to guess")]
    EasyToGuess,
    #[error("the two do not agree")]
    NotTheSame,
}

const STAFF_LENGTH: usize = 12;
const PRODUCER_LENGTH: usize = 8;
const LONGEST: usize = 200;
/// zxcvbn's estimate of the guesses needed, as a power of ten.
const STAFF_GUESSES_LOG10: f64 = 8.0;
const PRODUCER_GUESSES_LOG10: f64 = 6.0;
/// Words of this place that a stranger would try first.
const LOCAL_WORDS: [&str; 16] = [
    "bazarche",
    "bazar",
    "amol",
    "espiari",
    "mazandaran",
    "behzisti",
    "emdad",
    "iran",
    "tehran",
    "salam",
    "khoda",
    "allah",
    "mohammad",
    "fatemeh",
    "hossein",
    "nan",
];

/// Judges a new password; `own` is what strangers may know of the person, such as name and number.
pub(crate) fn judge(password: &str, again: &str, is_staff: bool, own: &[&str]) -> Result<(), PasswordRefusal> {
    let (length, guesses) =
        if is_staff { (STAFF_LENGTH, STAFF_GUESSES_LOG10) } else { (PRODUCER_LENGTH, PRODUCER_GUESSES_LOG10) };
    let count = password.chars().count();
    if count < length {
        return Err(PasswordRefusal::TooShort(i64::try_from(length).unwrap_or(i64::MAX)));
    }
    if count > LONGEST {
        return Err(PasswordRefusal::TooLong);
    }
    let known: Vec<&str> = LOCAL_WORDS.iter().copied().chain(own.iter().copied()).collect();
    if zxcvbn::zxcvbn(password, &known).guesses_log10() < guesses {
        return Err(PasswordRefusal::EasyToGuess);
    }
    if password != again {
        return Err(PasswordRefusal::NotTheSame);
    }
    Ok(())
}

/// The hash of a password, with its parameters and salt in it.
///
/// # Errors
/// When there is no randomness or no memory.
pub(crate) fn hash(password: &str, cost: PasswordCost) -> anyhow::Result<String> {
    let mut salt = [0; 16];
    OsRng.try_fill_bytes(&mut salt)?;
    let params = match cost {
        PasswordCost::Full => Params::default(),
        PasswordCost::Least => Params::new(Params::MIN_M_COST, 1, 1, None).map_err(|e| anyhow::anyhow!("{e}"))?,
    };
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|e| anyhow::anyhow!("{e}"))
}

/// Whether `password` is the one that was hashed. Without a hash as much work is done, so that the time tells nothing.
pub(crate) fn is_right(password: &str, stored: Option<&str>) -> bool {
    let parsed = PasswordHash::new(stored.unwrap_or(NOBODY));
    let fits = parsed.is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    fits && stored.is_some()
}

/// A hash of no one's password, with the full cost.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Bcx1J4Jn7CXo0dyNzv0Cf0cvpJ0iEz4nGxHI7QpZBuM";

#[cfg(test)]
mod tests {
    use super::{PasswordRefusal, hash, is_right, judge};
    use crate::config::PasswordCost;

    #[test]
    fn a_password_fits_its_own_hash_and_no_other() {
        let stored = hash("نان تازه صبح زود", PasswordCost::Least).expect("hash");
        assert!(is_right("نان تازه صبح زود", Some(&stored)));
        assert!(!is_right("نان تازه صبح", Some(&stored)));
        assert!(!is_right("anything", None));
    }

    #[test]
    fn digits_of_another_script_are_another_password() {
        let stored = hash("سیب ۱۲۳۴ زرد", PasswordCost::Least).expect("hash");
        assert!(!is_right("سیب 1234 زرد", Some(&stored)));
    }

    #[test]
    fn common_short_and_own_words_are_refused() {
        assert_eq!(judge("short", "short", false, &[]), Err(PasswordRefusal::TooShort(8)));
        assert_eq!(judge("password1234", "password1234", true, &[]), Err(PasswordRefusal::EasyToGuess));
        assert_eq!(judge("09123456789", "09123456789", false, &["09123456789"]), Err(PasswordRefusal::EasyToGuess));
        assert_eq!(judge("tandoor-morning-7", "tandoor-morning-8", true, &[]), Err(PasswordRefusal::NotTheSame));
        assert_eq!(judge("tandoor-morning-7", "tandoor-morning-7", true, &[]), Ok(()));
    }
}
