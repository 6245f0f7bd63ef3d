//! Passwords: Argon2id, judged by how hard they are to guess and not by which characters they have.
use crate::config::PasswordCost;
use crate::kernel::contact::{ContactError, Mobile, NationalId};
use crate::kernel::persian::ascii_digits;
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

/// Whose password it is to be, and what strangers may know of them.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    pub name: String,
    pub mobile: Option<Mobile>,
    pub is_staff: bool,
}

impl Owner {
    /// The name, its parts, and the ways in which the number is written.
    fn known(&self) -> Vec<String> {
        let mut known = vec![self.name.clone()];
        known.extend(self.name.split_whitespace().map(ToOwned::to_owned));
        if let Some(mobile) = &self.mobile {
            let digits = mobile.as_str().trim_start_matches("+98");
            known.extend([digits.to_owned(), format!("0{digits}"), format!("98{digits}")]);
        }
        known
    }

    /// Whether the person's own number stands in it, in any digits and whatever stands around it.
    fn number_is_in(&self, password: &str) -> bool {
        let digits: String = ascii_digits(password).chars().filter(char::is_ascii_digit).collect();
        self.mobile.as_ref().is_some_and(|mobile| digits.contains(mobile.as_str().trim_start_matches("+98")))
    }
}

/// Whether it is written like a mobile number or a national ID, in any digits and with any blanks between them.
fn is_a_number_of_someone(password: &str) -> bool {
    let is_national_id = !matches!(NationalId::parse(password), Err(ContactError::Malformed | ContactError::Empty));
    is_national_id || Mobile::parse(password).is_ok()
}

/// Judges a new password of its owner. Digits of other scripts are judged as the same digits.
pub(crate) fn judge(password: &str, again: &str, owner: &Owner) -> Result<(), PasswordRefusal> {
    let is_staff = owner.is_staff;
    let (length, guesses) =
        if is_staff { (STAFF_LENGTH, STAFF_GUESSES_LOG10) } else { (PRODUCER_LENGTH, PRODUCER_GUESSES_LOG10) };
    let count = password.chars().count();
    if count < length {
        return Err(PasswordRefusal::TooShort(i64::try_from(length).unwrap_or(i64::MAX)));
    }
    if count > LONGEST {
        return Err(PasswordRefusal::TooLong);
    }
    let own = owner.known();
    let known: Vec<&str> = LOCAL_WORDS.iter().copied().chain(own.iter().map(String::as_str)).collect();
    let is_easy = zxcvbn::zxcvbn(&ascii_digits(password), &known).guesses_log10() < guesses;
    if is_easy || owner.number_is_in(password) || is_a_number_of_someone(password) {
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
    use super::{Owner, PasswordRefusal, hash, is_right, judge};
    use crate::config::PasswordCost;
    use crate::kernel::contact::Mobile;

    fn owner(is_staff: bool) -> Owner {
        Owner { name: "مریم کاظمی".to_owned(), mobile: Mobile::parse("09123456789").ok(), is_staff }
    }

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
        let (staff, producer) = (owner(true), owner(false));
        assert_eq!(judge("short", "short", &producer), Err(PasswordRefusal::TooShort(8)));
        assert_eq!(judge("password1234", "password1234", &staff), Err(PasswordRefusal::EasyToGuess));
        assert_eq!(judge("tandoor-morning-7", "tandoor-morning-8", &staff), Err(PasswordRefusal::NotTheSame));
        assert_eq!(judge("tandoor-morning-7", "tandoor-morning-7", &staff), Ok(()));
    }

    #[test]
    fn a_mobile_number_or_a_national_id_is_no_password() {
        for (is_staff, typed) in [
            (false, "09123456789"),
            (false, "۰۹۱۲۳۴۵۶۷۸۹"),
            (false, "9123456789"),
            (true, "+989123456789"),
            (true, "0912 345 6789"),
            (false, "09398127465"),
            (false, "0010350829"),
            (false, "۰۰۱۰۳۵۰۸۲۹"),
            (false, "4839201746"),
        ] {
            assert_eq!(judge(typed, typed, &owner(is_staff)), Err(PasswordRefusal::EasyToGuess), "{typed}");
        }
    }

    #[test]
    fn ones_own_name_and_number_make_no_password_together() {
        for typed in ["مریم ۰۹۱۲۳۴۵۶۷۸۹", "مریم کاظمی", "کاظمی9123456789"] {
            assert_eq!(judge(typed, typed, &owner(false)), Err(PasswordRefusal::EasyToGuess), "{typed}");
        }
    }
}
