//! Devices on which someone signed in before, each by a cookie that names nobody and proves one account: a random part and its
//! keyed digest with the index of the account's number. It opens nothing. It only lets its bearer try a password apart from
//! strangers, whose tries then cannot hold up the owner; its own tries are counted as those of one address are. Nothing of
//! it is stored here, and a household's phone may know the accounts of several.
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::IdSource;
use crate::kernel::secret::{Indexed, Keys};

/// How many accounts one device remembers, the last ones used.
const MOST: usize = 6;
/// Letters of the random part.
const RANDOM: usize = 32;
const BETWEEN: char = '.';

/// The random part of the device's mark for the account of this index, if the cookie has one.
pub(crate) fn known(keys: &Keys, cookie: &str, mobile_index: &[u8]) -> Option<String> {
    cookie.split(BETWEEN).take(MOST).find_map(|mark| {
        let (random, digest) = mark.split_at_checked(RANDOM)?;
        // Compared by their hashes, so that the time tells nothing of the digest.
        let is_right = sha256(digest.as_bytes()) == sha256(digest_of(keys, random, mobile_index).as_bytes());
        is_right.then(|| random.to_owned())
    })
}

/// The cookie of a device on which the account of this index has just signed in.
pub(crate) fn remember(keys: &Keys, ids: &IdSource, cookie: &str, mobile_index: &[u8]) -> String {
    let random =
        known(keys, cookie, mobile_index).unwrap_or_else(|| hex(&ids.token()).chars().take(RANDOM).collect::<String>());
    let mark = format!("{random}{}", digest_of(keys, &random, mobile_index));
    let is_mark = |old: &&str| old.len() == mark.len() && old.bytes().all(|byte| byte.is_ascii_hexdigit());
    let others = cookie.split(BETWEEN).filter(is_mark).filter(|old| *old != mark);
    let marks: Vec<&str> = std::iter::once(mark.as_str()).chain(others).take(MOST).collect();
    marks.join(&BETWEEN.to_string())
}

fn digest_of(keys: &Keys, random: &str, mobile_index: &[u8]) -> String {
    hex(&keys.blind_index(Indexed::Throttled, &format!("device {random} {}", hex(mobile_index))))
}

#[cfg(test)]
mod tests {
    use super::{MOST, known, remember};
    use crate::testing;

    #[test]
    fn a_device_is_known_to_the_accounts_that_signed_in_on_it_and_to_no_other() {
        let pool = testing::pool();
        let (keys, ids) = (pool.keys(), pool.ids());
        let first = remember(keys, ids, "", &[1]);
        let both = remember(keys, ids, &first, &[2]);
        assert!(known(keys, &first, &[1]).is_some() && known(keys, &first, &[2]).is_none());
        assert!(known(keys, &both, &[1]).is_some() && known(keys, &both, &[2]).is_some());
        assert_eq!(known(keys, &both, &[1]), known(keys, &remember(keys, ids, &both, &[1]), &[1]), "it keeps its mark");
        for made_up in ["", ".", "a", &"0".repeat(96), &"۱".repeat(96), &first.replace('.', "")[1..]] {
            assert_eq!(known(keys, made_up, &[1]), None, "{made_up}");
        }
    }

    #[test]
    fn a_device_remembers_the_last_few_accounts_and_nothing_else() {
        let pool = testing::pool();
        let (keys, ids) = (pool.keys(), pool.ids());
        let cookie = (0..20).fold("; evil=1".to_owned(), |cookie, account| remember(keys, ids, &cookie, &[account]));
        assert_eq!(cookie.split('.').count(), MOST);
        assert!(known(keys, &cookie, &[19]).is_some() && known(keys, &cookie, &[13]).is_none());
    }
}
