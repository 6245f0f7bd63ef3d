//! `restore`: whole or not at all, and never over something else.
use crate::backup::{back_up, restore};
use crate::demo::rows;
use crate::support::place::{Place, refusal, told};
use crate::support::{App, make};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

fn office() -> App {
    let app = App::start();
    make::admin(&app);
    app
}

#[test]
fn a_backup_cut_short_anywhere_is_refused_and_makes_nothing() {
    let app = office();
    let bytes = std::fs::read(back_up(&app, &[])).expect("the backup");
    let place = Place::new();
    let short = app.folder().join("short.backup");
    for length in [0, 1, 30, bytes.len() / 2, bytes.len() - 30, bytes.len() - 1] {
        std::fs::write(&short, &bytes[..length]).expect("written");
        let refused = refusal(&restore(&place, &short, &[]));
        assert!(refused.contains("cut short, damaged or no backup"), "{length}: {refused}");
        assert!(!place.folder.exists());
    }
}

#[test]
fn a_changed_byte_is_refused_by_the_name_of_its_part_where_it_has_one() {
    let app = office();
    let bytes = std::fs::read(back_up(&app, &[])).expect("the backup");
    let changed = app.folder().join("changed.backup");
    let place = Place::new();
    let mut named = 0;
    for step in 0..40 {
        let mut bytes = bytes.clone();
        let at = (step * bytes.len() / 40 + 7 * step).min(bytes.len() - 1);
        bytes[at] ^= 0x10;
        std::fs::write(&changed, &bytes).expect("written");
        named += usize::from(refusal(&restore(&place, &changed, &[])).contains("its part "));
        assert!(!place.folder.exists());
    }
    assert!(named > 10, "{named} with the name of a part");
}

#[test]
fn a_changed_byte_of_an_encrypted_backup_is_always_refused() {
    let app = office();
    let key = age::x25519::Identity::generate();
    let identity = app.folder().join("backup.key").display().to_string();
    std::fs::write(&identity, age::secrecy::ExposeSecret::expose_secret(&key.to_string())).expect("the key");
    let bytes = std::fs::read(back_up(&app, &["--recipient", &key.to_public().to_string()])).expect("the backup");
    let changed = app.folder().join("changed.backup");
    let place = Place::new();
    for step in 0..10 {
        let mut bytes = bytes.clone();
        let at = step * bytes.len() / 10;
        bytes[at] ^= 1;
        std::fs::write(&changed, &bytes).expect("written");
        refusal(&restore(&place, &changed, &["--identity", &identity]));
        std::fs::write(&changed, &bytes[..bytes.len() - 1 - step * 1000]).expect("written");
        refusal(&restore(&place, &changed, &["--identity", &identity]));
        assert!(!place.folder.exists());
    }
}

/// The same archive with another manifest.
fn with_manifest(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("bytes");
        if name == "manifest.json" {
            text = change(&String::from_utf8(text).expect("text")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(&text).expect("bytes");
    }
    to.finish().expect("a zip").into_inner()
}

#[test]
fn a_backup_of_a_newer_program_and_one_with_a_part_too_many_are_refused() {
    let app = office();
    let bytes = std::fs::read(back_up(&app, &[])).expect("the backup");
    let other = app.folder().join("other.backup");
    let place = Place::new();
    let refused_with = |change: &dyn Fn(&str) -> String, sentence: &str| {
        std::fs::write(&other, with_manifest(&bytes, change)).expect("written");
        let refused = refusal(&restore(&place, &other, &[]));
        assert!(refused.contains(sentence), "{refused}");
        assert!(!place.folder.exists());
    };
    refused_with(&|text| text.replace("\"0021\"", "\"9999\""), "made by a newer bazarche");
    refused_with(&|text| text.replace("\"layout\": 1", "\"layout\": 2"), "made by a newer bazarche");
    refused_with(&|text| text.replace("\"missing_photos\"", "\"lost\""), "its part manifest.json is damaged");
    let more = "\"photos\": [{\"file\": \"../x\", \"bytes\": 0, \"sha256\": \"\"}]";
    refused_with(&|text| text.replace("\"photos\": []", more), "its manifest tells of");
}

#[test]
fn a_place_that_holds_an_office_is_left_alone() {
    let (app, other) = (office(), office());
    let file = back_up(&app, &[]);
    let before = rows(other.database());
    let (from, into) = (file.display().to_string(), other.folder().display().to_string());
    let refused = refusal(&other.command(&["restore", &from, "--into", &into]));
    assert!(refused.contains("already; name"), "{refused}");
    assert!(rows(other.database()) == before && !other.folder().join("restore-unfinished").exists());

    let place = Place::new();
    std::fs::create_dir_all(place.folder.join("photos")).expect("a folder");
    std::fs::write(place.folder.join("photos/mine.webp"), "mine").expect("a file");
    let refused = refusal(&restore(&place, &file, &[]));
    assert!(refused.contains("there are photos in"), "{refused}");
    assert!(place.folder.join("photos/mine.webp").exists());
}

/// Ends a restore as soon as it has begun to fill its place, as a loss of power would.
fn cut_short(place: &Place, file: &Path, after: Duration) {
    let (file, into) = (file.display().to_string(), place.folder.display().to_string());
    let mut child = place.command(&["restore", &file, "--into", &into]).spawn().expect("it runs");
    let marker = place.folder.join("restore-unfinished");
    let patience = Instant::now();
    while !marker.exists() && patience.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(after);
    child.kill().expect("killed");
    child.wait().expect("ended");
}

#[test]
fn a_restore_that_was_cut_short_is_not_served_and_can_be_run_again() {
    let app = App::start();
    app.fill_demo();
    let file = back_up(&app, &[]);
    let place = Place::new();
    for after in [1, 150] {
        cut_short(&place, &file, Duration::from_millis(after));
        for command in [&["verify"][..], &["migrate"], &["backup", "/dev/null/none"]] {
            let refused = refusal(&place.command(command).output().expect("it runs"));
            assert!(refused.contains("was cut short, so the office there is not whole"), "{refused}");
        }
    }
    told(&restore(&place, &file, &[]));
    assert_eq!(rows(&place.url()), rows(app.database()));
    place.give_keys();
    assert!(told(&place.command(&["verify"]).output().expect("it runs")).contains("everything adds up"));
}
