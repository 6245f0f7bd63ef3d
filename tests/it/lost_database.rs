//! An office whose database file is not where it was: nothing is begun in its place, nothing of it is touched, and when the file
//! is put back everything that was acknowledged is there.
use crate::failures::Stand;
use crate::support::database;
use crate::support::place::{Place, command, refusal, told};
use crate::support::process::{Process, free_port};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of a folder but the log, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    all.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(&path).expect("read"))).collect()
}

#[test]
fn an_office_without_its_database_is_not_begun_anew_and_is_whole_when_the_file_is_back() {
    if database::server().is_some() {
        return; // PostgreSQL keeps its own files.
    }
    let stand = Stand::open();
    let process = stand.serve(&[]);
    let mut seller = stand.seller(&process);
    assert_eq!(stand.sell(&mut seller, "acknowledged").status, 303);
    process.kill();
    let folder = stand.town.app.folder();
    let (database, away) = (folder.join("bazarche.db"), folder.join("away"));
    assert!(fs::metadata(folder.join("bazarche.db-wal")).expect("a log").len() > 0);
    fs::rename(&database, &away).expect("moved away");
    let before = files(folder);

    let backup = folder.join("none.backup").display().to_string();
    let url = stand.town.app.database();
    let listen = format!("127.0.0.1:{}", free_port());
    for asked in
        [&["serve"][..], &["migrate"], &["admin"], &["verify"], &["backup", backup.as_str()], &["keys", "rotate"]]
    {
        let output = command(folder, url, asked).env("BAZARCHE_LISTEN", &listen).output().expect("it runs");
        let said = refusal(&output);
        assert!(said.contains("bazarche.db-wal, but the database"), "{asked:?}: {said}");
        assert_eq!(files(folder), before, "{asked:?} touched something");
    }
    let doctor = command(folder, url, &["doctor"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(said.contains("WRONG  database: ") && said.contains("Put the file back"), "{said}");
    assert_eq!(files(folder), before, "doctor touched something");

    fs::rename(&away, &database).expect("moved back");
    let process = stand.serve(&[]);
    let again = stand.sell(&mut stand.seller(&process), "acknowledged");
    assert_eq!(again.status, 303, "{}", again.words());
    process.kill();
    let words = stand.verified();
    assert!(words.contains("1 ledger rows") && words.contains("everything adds up"), "{words}");
}

#[test]
fn what_only_a_begun_office_has_keeps_a_new_one_from_being_begun() {
    if database::server().is_some() {
        return;
    }
    for left in ["master.key", "audit-anchors", "last-backup", "bazarche.db-wal", "photos/one.webp"] {
        let place = Place::new();
        let file = place.folder.join(left);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, "something").expect("written");
        let refused = refusal(&place.command(&["migrate"]).output().expect("it runs"));
        assert!(
            refused.contains("is missing or empty") && refused.contains("Nothing was changed"),
            "{left}: {refused}"
        );
        let backup = place.folder.join("none.backup").display().to_string();
        refusal(&place.command(&["backup", backup.as_str()]).output().expect("it runs"));
        assert!(!place.folder.join("bazarche.db").exists());
        assert_eq!(fs::read(&file).expect("there"), b"something");
    }
}

#[test]
fn a_first_start_that_was_cut_short_goes_on_where_it_was() {
    let place = Place::new();
    fs::create_dir_all(&place.folder).expect("made");
    fs::write(place.folder.join("first-start-unfinished"), "").expect("written");
    place.give_keys();
    if database::server().is_none() {
        fs::write(place.url(), "").expect("written");
    }
    assert!(told(&place.command(&["migrate"]).output().expect("it runs")).contains("newest schema"));
    assert!(told(&place.command(&["verify"]).output().expect("it runs")).contains("everything adds up"));
    assert!(!place.folder.join("first-start-unfinished").exists());
}

#[test]
fn a_program_that_stops_leaves_no_log_behind() {
    if database::server().is_some() {
        return;
    }
    let stand = Stand::open();
    let mut process: Process = stand.serve(&[]);
    assert_eq!(stand.sell(&mut stand.seller(&process), "one").status, 303);
    process.ask_to_stop();
    assert!(process.end().success());
    let log = stand.town.app.folder().join("bazarche.db-wal");
    assert_eq!(fs::metadata(log).map_or(0, |log| log.len()), 0);
}
