//! The verbs of the store over a folder, and over a store that is no folder.
use super::{PhotoStore, parse_name};
use crate::catalogue::photos::place::{Driver, Fault, Place, fault_of, if_there};
use crate::config::Photos;
use crate::kernel::ids::{HouseholdId, IdSource};
use crate::kernel::picture::{Picture, SIZES};
use chrono::{TimeDelta, Utc};
use futures_util::TryStreamExt;
use object_store::memory::InMemory;
use object_store::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

fn pictures() -> Vec<Picture> {
    SIZES.iter().map(|(width, _)| Picture { width: *width, bytes: vec![1, 2, 3] }).collect()
}

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("bazarche_{name}_{}", std::process::id()))
}

/// A store in a folder that is not there yet, and one that keeps its objects below a prefix.
fn both(name: &str) -> [PhotoStore; 2] {
    let driver = Driver::start().unwrap();
    let place = Place { files: Arc::new(InMemory::new()), root: Path::from("office/photos") };
    let bucket = PhotoStore { place, driver: Arc::new(driver), name: "memory".to_owned() };
    [PhotoStore::open(&Photos::Folder(folder(name))).unwrap(), bucket]
}

#[test]
fn a_photo_is_read_by_its_name_until_it_is_discarded() {
    for store in both("photos") {
        let of = HouseholdId(7);
        let kept = store.wait(store.keep_waiting(&pictures(), &IdSource::new(None), of)).unwrap().unwrap();
        assert_eq!(kept.code().len(), 16);
        let name = format!("{}-640.webp", kept.code());
        assert_eq!(store.wait(store.read(&name)).unwrap(), Some(vec![1, 2, 3]));
        assert_eq!(store.wait(store.kept(kept.code(), of)).unwrap(), Some(kept.clone()));
        store.wait(store.discard(kept.code()));
        assert_eq!(store.wait(store.read(&name)).unwrap(), None);
        assert_eq!(store.wait(store.kept(kept.code(), of)).unwrap(), None);
    }
    std::fs::remove_dir_all(folder("photos")).unwrap();
}

#[test]
#[allow(clippy::disallowed_methods, reason = "files have the time of the machine")]
fn a_household_has_twenty_photos_waiting_and_those_of_yesterday_are_found() {
    for store in both("waiting") {
        let ids = IdSource::new(None);
        let keep = |of| store.wait(store.keep_waiting(&pictures(), &ids, HouseholdId(of))).unwrap();
        let first = keep(7).unwrap();
        for _ in 1..20 {
            assert!(keep(7).is_some());
        }
        assert!(keep(7).is_none() && keep(77).is_some());
        store.wait(store.settle(&first, HouseholdId(7)));
        assert!(keep(7).is_some());
        assert_eq!(store.wait(store.kept(first.code(), HouseholdId(77))).unwrap(), None);
        let (yesterday, tomorrow) = (Utc::now() - TimeDelta::days(1), Utc::now() + TimeDelta::days(1));
        let names = |before| store.wait(store.names(before).try_collect::<Vec<String>>()).unwrap();
        assert_eq!(names(Some(yesterday.naive_utc())), Vec::<String>::new());
        assert_eq!((names(Some(tomorrow.naive_utc())).len(), names(None).len()), (66, 66));
        store.wait(store.forget_waiting(tomorrow.naive_utc())).unwrap();
        assert!(keep(7).is_some());
    }
    std::fs::remove_dir_all(folder("waiting")).unwrap();
}

#[test]
fn photos_of_before_with_their_short_names_are_read_and_discarded() {
    for store in both("before") {
        store.wait(store.put_back("k7w2mqx9-320.webp", vec![9])).unwrap();
        assert_eq!(store.wait(store.read("k7w2mqx9-320.webp")).unwrap(), Some(vec![9]));
        assert!(matches!(store.wait(store.put_back("../key", vec![9])), Err(Fault::NoPhoto(_))));
        store.wait(store.discard("k7w2mqx9"));
        assert_eq!(store.wait(store.read("k7w2mqx9-320.webp")).unwrap(), None);
        store.wait(store.probe()).unwrap();
    }
    assert!(folder("before").read_dir().unwrap().next().is_none(), "a probe leaves nothing");
    std::fs::remove_dir_all(folder("before")).unwrap();
}

#[test]
fn no_other_name_reaches_a_file() {
    for name in
        ["../key-320.webp", "abcdefgh-321.webp", "abcdefgh-320.png", "ABCDEFGH-320.webp", "abc/efgh-320.webp", ""]
    {
        assert_eq!(parse_name(name), None, "{name}");
    }
}

#[test]
fn what_a_store_answers_is_told_in_words_that_hold_nothing_of_it() {
    let denied = |body: &str| object_store::Error::PermissionDenied { path: "x".to_owned(), source: body.into() };
    let missing = |body: &str| object_store::Error::NotFound { path: "x".to_owned(), source: body.into() };
    let odd = |body: &str| object_store::Error::Generic { store: "S3", source: body.into() };
    for (error, told) in [
        (denied("<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>AKIA"), "does not know the key"),
        (denied("<Code>InvalidAccessKeyId</Code>AKIA"), "does not know the key"),
        (denied("<Code>AccessDenied</Code>AKIA"), "may not do this"),
        (missing("<Code>NoSuchBucket</Code>AKIA"), "no such bucket"),
        (odd("<Code>SlowDown</Code>AKIA"), "answers SlowDown"),
        (odd("<Code><b>AKIA</b></Code>"), "what is not understood"),
    ] {
        let said = fault_of(error).to_string();
        assert!(said.contains(told) && !said.contains("AKIA"), "{said}");
    }
    assert!(matches!(if_there::<()>(Err(missing("<Code>NoSuchKey</Code>"))), Ok(None)));
    assert!(matches!(if_there::<()>(Err(missing("<Code>NoSuchBucket</Code>"))), Err(Fault::NoBucket)));
}
