//! An office's list on the screens and on the console: tried, entered once, told by row and column, and taken back.
use crate::support::place::{Place, refusal};
use crate::support::town::{Town, see_other};
use crate::support::{App, Client, Page};
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Command, Output};

const CSV: &[u8] = include_bytes!("../data/espiari-grants.csv");
const XLSX: &[u8] = include_bytes!("../data/espiari-grants.xlsx");
/// A right row, a wrong national ID with no such machine, and a day that is none.
const BAD: &str = "نام,کد ملی,نوع دستگاه,سازنده,سریال,قیمت (تومان),تاریخ تحویل\n\
    زهرا کریمی,0010350829,تنور,صنعت,A-1,۹۵۰۰۰۰۰۰,۱۴۰۴/۵/۲\n\
    علی رضایی,0010350828,یخچال,صنعت,A-2,95000000,1404/5/2\n\
    سارا احمدی,0076229645,تنور,صنعت,A-3,95000000,1404/12/30\n";

struct Desk {
    town: Town,
    by: Client,
}

impl Desk {
    fn open(app: App) -> Desk {
        let mut town = Town::of(app);
        let by = town.caseworker();
        Desk { town, by }
    }

    fn upload(&mut self, name: &str, bytes: &[u8]) -> Page {
        let form = self.by.get("/casework/imports");
        let (area, programme) = (form.option("area", ""), form.option("programme", ""));
        let place = [("area", area.as_str()), ("programme", programme.as_str())];
        self.by.upload("/casework/imports", &place, ("file", name, bytes))
    }

    /// The households and machines that the caseworker's lists show.
    fn seen(&mut self) -> (String, String) {
        let words = |page: Page| page.text().split("<main").nth(1).unwrap_or_default().to_owned();
        (words(self.by.get("/casework")), words(self.by.get("/casework/equipment")))
    }

    /// Runs the program's own command on the database of the app.
    fn console(&self, arguments: &[&str]) -> (i32, String) {
        let config = self.town.app.program.config();
        let keys = self.town.app.folder().join("console.key");
        if !keys.exists() {
            let text = format!("master-1 = {}\nindex = {}\n", "01".repeat(32), "02".repeat(32));
            let mut file = std::fs::OpenOptions::new();
            let mut file = file.write(true).create_new(true).mode(0o600).open(&keys).expect("a key file");
            std::io::Write::write_all(&mut file, text.as_bytes()).expect("keys");
        }
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_bazarche"))
            .args(["import", "grants"])
            .args(arguments)
            .env("DATABASE_URL", &config.database_url)
            .env("BAZARCHE_DATA", self.town.app.folder())
            .env("BAZARCHE_KEY_FILE", &keys)
            .output()
            .expect("the command runs");
        let said = [stdout, stderr].concat();
        (status.code().unwrap_or(-1), String::from_utf8(said).expect("UTF-8"))
    }
}

fn both_formats(each: impl Fn(&str, &[u8])) {
    each("espiari-grants.csv", CSV);
    each("espiari-grants.xlsx", XLSX);
}

#[test]
fn a_list_is_shown_before_it_is_entered_entered_once_and_taken_back() {
    both_formats(|name, bytes| {
        let mut desk = Desk::open(App::start());
        let before = desk.seen();
        let upload = see_other(&desk.upload(name, bytes));
        let trial = desk.by.get(&upload);
        assert!(trial.has("هنوز چیزی ثبت نشده است") && trial.has("ثبت ۲۰ ردیف"), "{name}: {}", trial.words());
        assert!(trial.has("۱۸") && trial.has("صفرهای اول کد ملی افتاده بود"), "{name}: {}", trial.words());
        let text = trial.text();
        let rows: Vec<&str> = text.split("<tr>").filter(|row| row.contains("badge-ok")).collect();
        let first = rows.iter().find(|row| row.contains("معصومه رضایی")).expect("her row");
        assert!(rows.len() == 20 && ["ردیف ", "تازه", "class=\"n\""].iter().all(|part| first.contains(part)));
        assert_eq!(desk.seen(), before, "{name}: a trial writes nothing");

        see_other(&desk.by.post(&upload, &[]));
        let lists = desk.by.get("/casework/imports");
        assert!(lists.has("۲۰ ردیف ثبت شد.") && lists.has(name), "{}", lists.words());
        let after = desk.seen();
        assert!(after.0.contains("معصومه رضایی") && after.0.contains("لیلا احمدی") && after != before);

        let second = see_other(&desk.upload(name, bytes));
        let trial = desk.by.get(&second);
        assert!(trial.has("ردیف تازه‌ای برای ثبت نیست"), "{}", trial.words());
        assert_eq!((trial.text().matches("badge-ok").count(), trial.text().matches("badge-muted").count()), (0, 20));
        see_other(&desk.by.post(&second, &[]));
        assert!(desk.by.get("/casework/imports").has("۰ ردیف ثبت شد."));
        assert_eq!(desk.seen(), after, "{name}: the second time changes nothing");

        let undo = desk.by.get("/casework/imports").link("/casework/imports/1");
        see_other(&desk.by.post(&undo, &[]));
        assert!(desk.by.get("/casework/imports").has("همهٔ ردیف‌های این فهرست برگردانده شد"));
        assert_eq!(desk.seen(), before, "{name}: nothing of it is left");
        assert_eq!(desk.by.post(&undo, &[]).status, 404);
    });
}

#[test]
fn what_a_trial_told_is_kept_and_the_rows_are_judged_anew_when_they_are_entered() {
    let mut desk = Desk::open(App::start());
    let first = see_other(&desk.upload("espiari-grants.csv", CSV));
    let second = see_other(&desk.upload("espiari-grants.csv", CSV));
    see_other(&desk.by.post(&first, &[]));
    let kept = desk.by.get(&second);
    assert!(kept.has("ثبت ۲۰ ردیف") && kept.has("یک بار دیگر بررسی می‌شوند"), "{}", kept.words());
    see_other(&desk.by.post(&second, &[]));
    assert!(desk.by.get("/casework/imports").has("۰ ردیف ثبت شد."));
}

#[test]
fn a_bad_row_is_told_by_its_row_its_column_and_a_sentence() {
    let mut desk = Desk::open(App::start());
    let upload = see_other(&desk.upload("list.csv", BAD.as_bytes()));
    let trial = desk.by.get(&upload);
    for word in [
        "ردیف ۳",
        "کد ملی",
        "یکی از رقم‌های کد ملی اشتباه است.",
        "این دستگاه را نمی‌شناسیم",
        "ردیف ۴",
        "تاریخ تحویل",
        "چنین روزی در تقویم نیست؛ روز و ماه را ببینید.",
        "ثبت ۱ ردیف",
    ] {
        assert!(trial.has(word), "{word}: {}", trial.words());
    }
    let english = desk.by.get(&format!("/en{upload}"));
    assert!(english.has("Row 3") && !english.has("ردیف"), "{}", english.words());
}

#[test]
fn a_file_that_is_no_list_comes_back_with_a_sentence() {
    let mut desk = Desk::open(App::start());
    for (bytes, sentence) in [
        (&b"\x89PNG\r\n\x1a\n\x00\x00\x00"[..], "این فایل فهرست نیست"),
        (&b"PK\x03\x04 and then nothing"[..], "این فایل اکسل باز نشد"),
        (&b"\xd0\xcf\x11\xe0 old"[..], "این فایل اکسل قدیمی است"),
        ("سلام\n".as_bytes(), "ردیف نام ستون‌ها پیدا نشد"),
        ("نام,کد ملی,دستگاه,قیمت,تاریخ تحویل\n".as_bytes(), "واحد پول ستون «قیمت» معلوم نیست"),
    ] {
        let page = desk.upload("list.csv", bytes);
        assert!(page.status == 422 && page.has(sentence), "{sentence}: {}", page.words());
    }
    let empty = desk.upload("list.csv", b"");
    assert!(empty.status == 422 && empty.has("فایل را انتخاب کنید"), "{}", empty.words());
}

#[test]
fn the_console_tries_enters_knows_again_and_takes_back_the_same_list() {
    let mut desk = Desk::open(App::start_today());
    let before = desk.seen();
    for name in ["espiari-grants.csv", "espiari-grants.xlsx"] {
        let file = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
        let (code, said) = desk.console(&[&file]);
        assert!(
            code == 0 && said.contains("این آزمایش بود و چیزی ثبت نشد. ۲۰ ردیف ثبت می‌شود، ۱۸ خانوار تازه"),
            "{said}"
        );
        assert!(said.contains("صفرهای اول کد ملی افتاده بود"), "{said}");
        assert_eq!(desk.seen(), before, "{name}: a trial writes nothing");
        let (code, said) = desk.console(&[&file, "--commit"]);
        assert!(code == 0 && said.contains("۲۰ ردیف ثبت شد، ۱۸ خانوار تازه"), "{said}");
        let after = desk.seen();
        assert!(after != before && after.0.contains("معصومه رضایی"));
        let batch = said.split("--undo ").nth(1).map(str::trim).expect("the way back").to_owned();
        let (code, said) = desk.console(&[&file, "--commit", "--lang", "en"]);
        assert!(code == 0 && said.contains("0 rows entered, 0 new households; 20 rows were known already."), "{said}");
        assert_eq!(desk.seen(), after, "{name}: the second time changes nothing");
        let (code, said) = desk.console(&["--undo", &batch]);
        assert!(code == 0 && said.contains("همهٔ ردیف‌های این فهرست برگردانده شد."), "{said}");
        assert_eq!(desk.seen(), before, "{name}: nothing of it is left");
        let (code, said) = desk.console(&["--undo", &batch, "--lang", "en"]);
        assert!(code == 1 && said.contains("There is no such list, or it was taken back before."), "{said}");
    }
}

#[test]
fn the_console_tells_a_bad_row_as_the_pages_do() {
    let desk = Desk::open(App::start_today());
    let file = desk.town.app.folder().join("bad.csv");
    std::fs::write(&file, BAD).expect("a list");
    let file = file.display().to_string();
    let (code, said) = desk.console(&[&file]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("ردیف ۳، ستون «کد ملی»: یکی از رقم‌های کد ملی اشتباه است."), "{said}");
    assert!(said.contains("ردیف ۴، ستون «تاریخ تحویل»: چنین روزی در تقویم نیست"), "{said}");
    let (code, said) = desk.console(&[&file, "--lang", "en"]);
    assert!(code == 1 && said.contains("Row 3, column “"), "{said}");
    assert!(!said.contains("NationalId") && !said.contains("ردیف"), "no word of the program's own: {said}");
    std::fs::write(&file, "سلام\n").expect("no list");
    let (code, said) = desk.console(&[&file]);
    assert!(code == 1 && said.contains("ردیف نام ستون‌ها پیدا نشد"), "{said}");
}

#[test]
fn a_command_in_a_mistyped_folder_makes_nothing_there() {
    let place = Place::new();
    let list = format!("{}/tests/data/espiari-grants.csv", env!("CARGO_MANIFEST_DIR"));
    for arguments in [&["import", "grants", list.as_str()][..], &["keys", "rotate"], &["verify"]] {
        let refused = refusal(&place.command(arguments).output().expect("it runs"));
        assert!(refused.contains("there is no database"), "{refused}");
        assert!(!place.folder.exists(), "{arguments:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_refused_by_the_name_of_its_setting_and_only_the_data_folder_is_made() {
    let place = Place::new();
    let elsewhere = place.folder.join("no-disk/file");
    for setting in ["BAZARCHE_KEY_FILE", "DATABASE_URL"] {
        let refused = refusal(&place.command(&["migrate"]).env(setting, &elsewhere).output().expect("it runs"));
        assert!(refused.contains(&format!("{setting}: there is no folder")), "{refused}");
    }
    assert!(place.folder.is_dir() && !place.folder.join("no-disk").exists());
}
