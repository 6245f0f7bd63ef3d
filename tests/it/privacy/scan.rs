//! What lies on the disk: the database with all its files, its dump and its backup, a copy of its rows, and the data folder.
//! No national ID, phone, address or bank account stands there in any writing. Names do stand in the clear: they are searched
//! within the areas of those who follow the households.
use super::canaries::{PHONE, sealed};
use super::needles::Needles;
use super::office::Office;
use crate::backup::back_up;
use crate::support::place::told;
use crate::support::{App, database};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found
}

/// The parts of a backup, unpacked.
fn parts(backup: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(backup).expect("the backup")).expect("a zip");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("its bytes");
            (format!("backup: {:?}", part.name()), bytes)
        })
        .collect()
}

/// What PostgreSQL's own dump says; on SQLite the file itself is scanned.
fn dump(url: &str) -> Option<Vec<u8>> {
    database::server()?;
    let installed = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL's programs");
    let dump = installed.map(|entry| entry.expect("a version").path().join("bin/pg_dump")).find(|file| file.exists());
    let output = Command::new(dump.expect("pg_dump")).arg(url).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// Everything that whoever has the disk, the dump or the backup can read.
fn everything(app: &App) -> Vec<(String, Vec<u8>)> {
    let backup = back_up(app, &[]);
    let copy = app.folder().join("copy.db");
    told(&app.command(&["copy", app.database(), &copy.display().to_string()]));
    let mut all = parts(&backup);
    all.extend(dump(app.database()).map(|text| ("dump".to_owned(), text)));
    for file in files(app.folder()) {
        all.push((file.display().to_string(), std::fs::read(&file).expect("its bytes")));
    }
    for file in [&backup, &copy] {
        std::fs::remove_file(file).expect("ours");
    }
    all
}

fn found(app: &App, needles: &Needles) -> Vec<String> {
    let all = everything(app);
    let scanned: usize = all.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(all.len() > 8 && scanned > 500_000, "{} files of {scanned} bytes", all.len());
    let inside = |(name, bytes): &(String, Vec<u8>)| -> Vec<String> {
        needles.found(bytes).into_iter().map(|secret| format!("{name}: {secret}")).collect()
    };
    all.iter().flat_map(inside).collect()
}

fn run(app: &App, sql: &str) {
    match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("opens").batch_execute(sql),
        None => database::sqlite(app.database()).batch_execute(sql),
    }
    .expect(sql);
}

#[test]
fn no_number_and_no_address_lies_on_the_disk_in_any_writing() {
    let office = Office::open();
    let (app, needles) = (&office.town.app, Needles::new(&sealed()));
    assert_eq!(found(app, &needles), Vec::<String>::new());
    // The scan can fail: one number, planted in a text and in bytes.
    let persian: String = PHONE.chars().filter_map(|digit| char::from_u32(0x6f0 + digit.to_digit(10)?)).collect();
    run(app, &format!("UPDATE site_row SET name = 'call {persian}'"));
    let planted = found(app, &needles);
    assert!(planted.iter().any(|line| line.contains("Persian digits")), "{planted:?}");
    assert!(planted.iter().any(|line| line.starts_with("backup")), "{planted:?}");
    let bytes = if database::server().is_some() { "'\\x" } else { "x'" };
    let hex: String = PHONE.bytes().map(|byte| format!("{byte:02x}")).collect();
    run(app, &format!("UPDATE site_row SET name = ''; UPDATE household SET sort_key = {bytes}{hex}'"));
    let planted = found(app, &needles);
    assert!(planted.iter().any(|line| line.contains("phone (")), "{planted:?}");
}
