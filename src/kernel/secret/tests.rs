use super::*;

const NAME: Field = Field { table: "household", column: "address_sealed", row: 7 };

fn keys() -> Keys {
    Keys::new(1, SecretKey::from([1; 32]), SecretKey::from([2; 32])).unwrap()
}

#[test]
fn a_sealed_text_opens_in_its_place_and_shows_nothing() {
    let (key, _) = keys().new_data_key(KeyId(5)).unwrap();
    let sealed = key.seal(&NAME, "آمل، کوچهٔ نارنج").unwrap();
    assert_eq!(key.open(&NAME, &sealed).unwrap(), "آمل، کوچهٔ نارنج");
    assert!(!sealed.windows(4).any(|part| part == "آم".as_bytes()));
    assert_ne!(key.seal(&NAME, "آمل، کوچهٔ نارنج").unwrap(), sealed);
}

#[test]
fn a_sealed_text_opens_nowhere_else_and_with_no_other_key() {
    let keys = keys();
    let (key, _) = keys.new_data_key(KeyId(5)).unwrap();
    let (other, _) = keys.new_data_key(KeyId(6)).unwrap();
    let sealed = key.seal(&NAME, "text").unwrap();
    for field in [Field { row: 8, ..NAME }, Field { column: "notes_sealed", ..NAME }, Field { table: "person", ..NAME }]
    {
        assert_eq!(key.open(&field, &sealed), Err(SecretError::DoesNotOpen));
    }
    assert_eq!(other.open(&NAME, &sealed), Err(SecretError::DoesNotOpen));
}

#[test]
fn a_sealed_text_that_was_changed_anywhere_does_not_open() {
    let (key, _) = keys().new_data_key(KeyId(5)).unwrap();
    let sealed = key.seal(&NAME, "text").unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(key.open(&NAME, &changed).is_err());
        assert!(key.open(&NAME, &sealed[..at]).is_err());
    }
}

#[test]
fn words_in_an_address_open_for_the_one_who_typed_them() {
    let keys = keys();
    let sealed = keys.seal_words(AccountId(3), "رضایی").unwrap();
    assert_eq!(keys.open_words(AccountId(3), &sealed).as_deref(), Some("رضایی"));
    assert_eq!(keys.open_words(AccountId(4), &sealed), None);
    for other in ["", "رضایی", &sealed[2..], &hex("رضایی".as_bytes())] {
        assert_eq!(keys.open_words(AccountId(3), other), None);
    }
}

#[test]
fn a_data_key_comes_back_from_its_wrapping_under_its_own_id_only() {
    let keys = keys();
    let (key, wrapped) = keys.new_data_key(KeyId(5)).unwrap();
    let sealed = key.seal(&NAME, "text").unwrap();
    assert_eq!(keys.data_key(KeyId(5), &wrapped).unwrap().open(&NAME, &sealed).unwrap(), "text");
    assert_eq!(keys.data_key(KeyId(6), &wrapped).unwrap_err(), SecretError::DoesNotOpen);
}

#[test]
fn after_a_rotation_old_rows_still_open_and_rewrapped_keys_have_the_new_version() {
    let (key, wrapped) = keys().new_data_key(KeyId(5)).unwrap();
    let sealed = key.seal(&NAME, "text").unwrap();
    let new = || Keys::new(2, SecretKey::from([3; 32]), SecretKey::from([2; 32])).unwrap();
    let rotating = new().with_older(1, SecretKey::from([1; 32]));
    let rewrapped = rotating.rewrap(KeyId(5), &wrapped).unwrap();

    assert_eq!(new().data_key(KeyId(5), &wrapped).unwrap_err(), SecretError::UnknownVersion(1));
    assert_eq!(new().data_key(KeyId(5), &rewrapped).unwrap().open(&NAME, &sealed).unwrap(), "text");
    assert_eq!(rotating.data_key(KeyId(5), &wrapped).unwrap().open(&NAME, &sealed).unwrap(), "text");
}

#[test]
fn a_wrapping_cannot_be_passed_off_as_one_of_another_version() {
    let (_, mut wrapped) = keys().new_data_key(KeyId(5)).unwrap();
    let both = keys().with_older(2, SecretKey::from([1; 32]));
    wrapped[4] = 2;
    assert_eq!(both.data_key(KeyId(5), &wrapped).unwrap_err(), SecretError::DoesNotOpen);
}

#[test]
fn a_blind_index_is_keyed_and_of_one_kind() {
    let other = Keys::new(1, SecretKey::from([1; 32]), SecretKey::from([4; 32])).unwrap();
    let index = keys().blind_index(Indexed::NationalId, "0010350829");
    assert_eq!(index.len(), 32);
    assert_eq!(index, keys().blind_index(Indexed::NationalId, "0010350829"));
    assert_ne!(index, other.blind_index(Indexed::NationalId, "0010350829"));
    assert_ne!(index, keys().blind_index(Indexed::Mobile, "0010350829"));
}

#[test]
fn a_blind_index_is_the_hmac_of_domain_and_text() {
    let index = keys().blind_index(Indexed::NationalId, "0010350829");
    assert_eq!(hex(&index), "afd9e4d4453b2722ebc1f98585aa410943434fd17a9d7710aba75bc17916b2a2");
}

#[test]
fn the_master_key_cannot_be_the_index_key() {
    let same = Keys::new(1, SecretKey::from([1; 32]), SecretKey::from([1; 32]));
    assert_eq!(same.unwrap_err(), SecretError::SameKey);
}

#[test]
fn debug_output_shows_no_key() {
    let (key, _) = keys().new_data_key(KeyId(5)).unwrap();
    assert_eq!(format!("{:?}", keys()), "Keys { current: 1, .. }");
    assert_eq!(format!("{key:?}"), "DataKey(SecretKey(…))");
}
