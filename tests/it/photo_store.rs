//! Photos in a bucket of an S3-compatible store, as in a folder: shown, looked after, backed up, moved; and a store that is
//! gone, does not know the key or has no such bucket.
use crate::support::bucket::{Bucket, SECRET};
use crate::support::place::{self, Place, refusal, told};
use crate::support::town::{Home, Town, see_other};
use crate::support::{App, Client, Page, database};
use std::collections::BTreeMap;
use std::path::Path;

const LOAF: &[u8] = include_bytes!("../../static/goods/lavash.jpg");

/// A seller in an office that keeps its photos in a bucket.
struct Stand {
    bucket: Bucket,
    town: Town,
    home: Home,
}

impl Stand {
    fn open() -> Option<Stand> {
        let bucket = Bucket::start()?;
        let mut town = Town::of(App::start_set(bucket.settings()));
        let mut caseworker = town.caseworker();
        let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
        Some(Stand { bucket, town, home })
    }

    fn client(&mut self) -> &mut Client {
        &mut self.home.producer
    }

    fn list(&mut self, name: &str, price: &str) -> Page {
        let good = [("name", name), ("price", price), ("unit", "piece"), ("category", "bread"), ("stock", "۵")];
        self.client().upload("/en/my/goods/new", &good, ("photo", "loaf.jpg", LOAF))
    }

    /// What `doctor` says of the photos under other settings.
    fn doctor(&self, settings: &[(&str, &str)]) -> String {
        place::give_keys(self.town.app.folder());
        let command = place::command(self.town.app.folder(), self.town.app.database(), &["doctor"]);
        let output = self.town.app.set(command).envs(settings.iter().copied()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!said.contains(SECRET), "{said}");
        said.lines().find(|line| line.contains(" photos: ")).expect("a line").to_owned()
    }
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = entries.filter(|path| path.is_file());
    files
        .map(|path| (path.file_name().expect("a name").display().to_string(), std::fs::read(&path).expect("read")))
        .collect()
}

#[test]
fn a_photo_in_a_bucket_is_shown_until_its_good_is_removed() {
    let Some(mut stand) = Stand::open() else { return };
    see_other(&stand.list("نان لواش", "۲۵۰۰۰"));
    let shown = stand.client().get("/my/goods").image("/photo/");
    let photo = stand.client().get(&shown);
    assert_eq!((photo.status, photo.header("content-type")), (200, Some("image/webp")));
    assert_eq!(photo.header("cache-control"), Some("public, max-age=3600"));
    assert!(!stand.town.app.folder().join("photos").exists(), "nothing lies in the folder");
    stand.town.app.mail();
    assert!(
        stand.doctor(&[]).starts_with("ok     photos: 1 photos, each with its files in the bucket photos at http://")
    );

    let good = stand.client().get("/my/goods").link("/my/goods/1");
    see_other(&stand.client().post(&format!("{good}/remove"), &[]));
    assert_eq!(stand.town.app.client().get(&shown).status, 404);
    let long_ago = "2026-01-01 08:00:00.000000";
    database::execute(
        stand.town.app.database(),
        &format!(
            "UPDATE product SET removed_at = '{long_ago}'; UPDATE job SET run_at = '{long_ago}' WHERE kind = 'clear_good'"
        ),
    );
    stand.town.app.mail();
    assert_eq!(stand.client().get(&shown).status, 404);
    assert!(stand.doctor(&[]).starts_with("ok     photos: 0 photos"));
}

#[test]
fn a_bucket_that_is_gone_costs_nobody_what_was_typed() {
    let Some(mut stand) = Stand::open() else { return };
    see_other(&stand.list("نان بربری", "۲۵۰۰۰"));
    let shown = stand.client().get("/my/goods").image("/photo/");
    let code = stand.list("نان تافتون", "گران").value_of("photo-code");
    assert_eq!(code.len(), 16, "the photo waits for a price that can be read");

    stand.bucket.go();
    assert_eq!(stand.client().get(&shown).status, 503);
    assert_eq!(stand.client().get("/my/goods").status, 200);
    let refused = stand.list("نان سنگک", "۲۵۰۰۰");
    assert_eq!(refused.status, 422);
    assert!(refused.has("The photo could not be kept just now") && refused.has("نان سنگک"), "{}", refused.words());
    let again = [
        ("name", "نان تافتون"),
        ("price", "۲۵۰۰۰"),
        ("unit", "piece"),
        ("category", "bread"),
        ("stock", "۵"),
        ("photo-code", code.as_str()),
    ];
    let refused = stand.client().post("/en/my/goods/new", &again);
    assert_eq!((refused.status, refused.value_of("photo-code")), (422, code.clone()));
    assert!(refused.has("tick “Save without this photo”"), "{}", refused.words());
    let without = [&again[1..], &[("name", "نان شیرمال"), ("photo-without", "yes")]].concat();
    see_other(&stand.client().post("/en/my/goods/new", &without));
    assert!(stand.client().get("/my/goods").has("نان شیرمال"), "it is listed while the store is away");

    stand.bucket.come_back();
    see_other(&stand.client().post("/en/my/goods/new", &again));
    assert!(stand.client().get("/my/goods").text().contains(&code));
    assert_eq!(stand.client().get(&shown).status, 200);
}

#[test]
fn a_store_that_is_not_reached_knows_no_such_key_or_has_no_such_bucket_is_told_so() {
    let Some(mut stand) = Stand::open() else { return };
    let other = stand.bucket.file("other", ("bucket = \"photos\"", "bucket = \"elsewhere\""));
    let said = stand.doctor(&[("BAZARCHE_PHOTOS", &other)]);
    assert!(said.starts_with("WRONG") && said.contains("has no such bucket: make it"), "{said}");
    let unknown = stand.bucket.file("unknown", ("key_id = \"S3RVER\"", "key_id = \"NOBODY\""));
    let said = stand.doctor(&[("BAZARCHE_PHOTOS", &unknown)]);
    assert!(said.starts_with("WRONG") && said.contains("does not know the key"), "{said}");
    stand.bucket.go();
    let said = stand.doctor(&[]);
    assert!(said.starts_with("WRONG") && said.contains("cannot be reached: look at endpoint"), "{said}");
}

#[test]
fn a_backup_takes_the_photos_out_of_a_bucket_and_a_restore_never_writes_over_others() {
    let Some(mut stand) = Stand::open() else { return };
    see_other(&stand.list("نان لواش", "۲۵۰۰۰"));
    let backup = stand.bucket.folder.join("office.backup").display().to_string();
    let said = told(&stand.town.app.command(&["backup", &backup]));
    assert!(said.contains("3 files of photos"), "{said}");

    let place = Place::new();
    let into = place.folder.display().to_string();
    told(&place.command(&["restore", &backup, "--into", &into]).output().expect("it runs"));
    let restored = files(&place.folder.join("photos"));
    assert_eq!(restored.len(), 3);

    let place = Place::new();
    let into = place.folder.display().to_string();
    let restore = |settings: &[(&'static str, String)]| {
        let mut command = place.command(&["restore", &backup, "--into", &into]);
        command.envs(settings.iter().map(|(name, value)| (name, value))).output().expect("it runs")
    };
    let refused = refusal(&restore(&stand.bucket.settings()));
    assert!(refused.contains("there are photos in the bucket photos at"), "{refused}");
    let beside = stand.bucket.file("beside", ("prefix = \"office\"", "prefix = \"beside/photos\""));
    told(&restore(&[("BAZARCHE_PHOTOS", beside.clone()), ("BAZARCHE_PHOTOS_SECRET", SECRET.to_owned())]));
    let back = stand.bucket.folder.join("back").display().to_string();
    told(&stand.town.app.command(&["copy", "--photos", &beside, &back]));
    assert_eq!(files(Path::new(&back)), restored);
}

#[test]
fn photos_move_from_a_folder_to_a_bucket_and_back() {
    let Some(bucket) = Bucket::start() else { return };
    let app = App::start_set(bucket.settings());
    let (from, back) = (app.folder().join("photos"), app.folder().join("back"));
    std::fs::create_dir_all(from.join("waiting")).expect("a folder");
    for (name, bytes) in [("k7w2mqx9-320.webp", vec![1; 7000]), ("k7w2mqx9k7w2mqx9-640.webp", vec![2; 40_000])] {
        std::fs::write(from.join(name), bytes).expect("written");
    }
    let before = files(&from);
    std::fs::write(from.join("notes.txt"), "no photo").expect("written");
    std::fs::write(from.join("waiting/7-k7w2mqx9"), "").expect("written");
    let place = bucket.file("office", ("", ""));
    let said = told(&app.command(&["copy", "--photos", &from.display().to_string(), &place]));
    assert!(said.starts_with("2 files of photos, 47000 bytes, read back from the bucket photos"), "{said}");
    told(&app.command(&["copy", "--photos", &place, &back.display().to_string()]));
    assert_eq!(files(&back), before);
    let refused =
        refusal(&app.command(&["copy", "--photos", &app.folder().join("none").display().to_string(), &place]));
    assert!(refused.contains("there is no folder"), "{refused}");
}
