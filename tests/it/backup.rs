//! `backup`: one file of one moment, while the office goes on.
use crate::demo::rows;
use crate::support::place::{Place, refusal, told};
use crate::support::town::{self, Town};
use crate::support::{App, Client, make};
use age::secrecy::ExposeSecret;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A backup of the app's office.
pub fn back_up(app: &App, more: &[&str]) -> PathBuf {
    let file = app.folder().join("office.backup");
    let said = told(&app.command(&[&["backup", &file.display().to_string()], more].concat()));
    assert!(said.contains("read back whole") && said.contains("master.key is not in it"), "{said}");
    file
}

pub fn restore(place: &Place, file: &Path, more: &[&str]) -> std::process::Output {
    let (file, into) = (file.display().to_string(), place.folder.display().to_string());
    place.command(&[&["restore", &file, "--into", &into], more].concat()).output().expect("it runs")
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.path().is_file());
    files
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("bytes")))
        .collect()
}

/// The first admin's office, and a key that opens what is encrypted for it.
fn office_and_key() -> (App, String, PathBuf) {
    let app = App::start();
    make::admin(&app);
    let key = age::x25519::Identity::generate();
    let file = app.folder().join("backup.key");
    std::fs::write(&file, key.to_string().expose_secret()).expect("the key");
    (app, key.to_public().to_string(), file)
}

#[test]
fn an_office_comes_back_with_every_row_and_every_photo() {
    let app = App::start();
    app.fill_demo();
    let file = back_up(&app, &[]);
    assert_eq!(std::fs::metadata(&file).expect("the file").mode() & 0o777, 0o600);
    assert!(!app.folder().join("office.backup.part").exists());

    let place = Place::new();
    let said = told(&restore(&place, &file, &[]));
    assert!(said.contains("every digest as in the backup"), "{said}");
    assert_eq!(rows(&place.url()), rows(app.database()));
    let photos = files(&app.folder().join("photos"));
    assert!(photos.len() > 10 && files(&place.folder.join("photos")) == photos);
    place.give_keys();
    let said = told(&place.command(&["verify"]).output().expect("it runs"));
    assert!(said.contains("everything adds up"), "{said}");
}

#[test]
fn a_backup_that_cannot_be_noted_in_the_data_folder_is_good_and_says_so() {
    let app = App::start();
    make::admin(&app);
    std::fs::create_dir(app.folder().join("last-backup")).expect("in the way of the note");
    let file = app.folder().join("office.backup").display().to_string();
    let output = app.command(&["backup", &file]);
    assert!(told(&output).contains("read back whole"));
    let warned = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        warned.contains("the backup is whole, but") && warned.contains("last-backup cannot be written"),
        "{warned}"
    );
}

#[test]
fn an_encrypted_backup_opens_with_the_key_of_its_recipient_only() {
    let (app, recipient, key) = office_and_key();
    let (_other_app, _, other) = office_and_key();
    let file = back_up(&app, &["--recipient", &recipient]);
    let bytes = std::fs::read(&file).expect("the file");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!bytes.windows(8).any(|part| part == b"manifest"), "nothing of it is in clear");

    let place = Place::new();
    let refused = refusal(&restore(&place, &file, &[]));
    assert!(refused.contains("is encrypted; give the file of the key"), "{refused}");
    let refused = refusal(&restore(&place, &file, &["--identity", &other.display().to_string()]));
    assert!(refused.contains("no key of --identity opens"), "{refused}");
    assert!(!place.folder.exists());
    told(&restore(&place, &file, &["--identity", &key.display().to_string()]));
    assert_eq!(rows(&place.url()), rows(app.database()));
}

#[test]
fn what_is_no_recipient_and_a_file_that_is_there_are_refused() {
    let (app, ..) = office_and_key();
    let file = app.folder().join("b").display().to_string();
    let refused = refusal(&app.command(&["backup", &file, "--recipient", "age1nobody"]));
    assert!(refused.contains("--recipient age1nobody"), "{refused}");
    std::fs::write(&file, "a letter").expect("a file");
    let refused = refusal(&app.command(&["backup", &file]));
    assert!(refused.contains("is there already"), "{refused}");
    assert_eq!(std::fs::read(&file).expect("the file"), b"a letter");
}

/// A producer who sells one loaf after the other; what was acknowledged stands in the list.
struct Seller {
    sold: Arc<Mutex<Vec<String>>>,
    enough: Arc<AtomicBool>,
    thread: std::thread::JoinHandle<()>,
}

impl Seller {
    fn begin(mut producer: Client, good: String) -> Seller {
        let (sold, enough) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let thread = std::thread::spawn({
            let (sold, enough) = (sold.clone(), enough.clone());
            move || {
                while !enough.load(Ordering::Relaxed) {
                    let sale = town::sell(&mut producer, &good, "1");
                    sold.lock().expect("the list").push(sale);
                }
            }
        });
        Seller { sold, enough, thread }
    }

    fn so_far(&self) -> Vec<String> {
        self.sold.lock().expect("the list").clone()
    }

    fn end(self) -> Vec<String> {
        self.enough.store(true, Ordering::Relaxed);
        self.thread.join().expect("no sale failed");
        self.sold.lock().expect("the list").clone()
    }
}

#[test]
fn sales_acknowledged_before_a_backup_are_in_it_and_selling_goes_on_meanwhile() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let good = [("name", "نان"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۹۹۹۹")];
    town::see_other(&home.producer.post("/my/goods/new", &good));
    let row = home.producer.get("/my/goods").row_with("/my/goods/1", "نان");
    let good = row.replace("/my/goods/", "").split('/').next().expect("an id").to_owned();

    let seller = Seller::begin(home.producer, good);
    while seller.so_far().len() < 5 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let before = seller.so_far();
    let file = back_up(&town.app, &[]);
    let after = seller.end();
    assert!(after.len() > before.len(), "{} sales, then {}", before.len(), after.len());

    let place = Place::new();
    told(&restore(&place, &file, &[]));
    place.give_keys();
    let kept = rows(&place.url()).remove("sale").expect("sales");
    for sale in &before {
        assert!(kept.iter().any(|row| row.contains(sale.as_str())), "sale {sale} is not among {} rows", kept.len());
    }
    let said = told(&place.command(&["verify"]).output().expect("it runs"));
    assert!(said.contains("everything adds up"), "{said}");
}

#[test]
fn a_photo_without_its_file_is_told_and_the_rest_is_kept() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let good = [("name", "نان"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];
    let loaf = include_bytes!("../../static/goods/lavash.jpg");
    town::see_other(&home.producer.upload("/my/goods/new", &good, ("photo", "loaf.jpg", loaf)));
    let photos = town.app.folder().join("photos");
    let name = files(&photos).into_keys().find(|name| name.ends_with("-640.webp")).expect("a photo");
    std::fs::remove_file(photos.join(&name)).expect("removed");

    let file = town.app.folder().join("office.backup");
    let output = town.app.command(&["backup", &file.display().to_string()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(&format!("photo {}: a file of it is missing", &name[..16])), "{said}");
    let place = Place::new();
    let said = told(&restore(&place, &file, &[]));
    assert!(said.contains("was missing when the backup was made"), "{said}");
    assert_eq!(files(&place.folder.join("photos")).len(), 2);
}
