//! Lists that do harm, and a long good one, at a process whose memory and time are measured: on the screen and on the console.
use super::served::{MOST_MEMORY, bound, command, measured, peak, serve};
use super::workbooks::{self, HEADER, Hostile, hostile, row, texts, workbook};
use crate::support::process::Process;
use crate::support::town::{Town, see_other};
use crate::support::{App, Client, Page};
use std::time::{Duration, Instant};

/// Rows of a long list: as many as a list may have in the soak, and a part of them in a debug build.
fn rows() -> (usize, &'static str) {
    if std::env::var_os("BAZARCHE_TEST_SECONDS").is_some() { (5_000, "۵٬۰۰۰") } else { (500, "۵۰۰") }
}

struct Office {
    town: Town,
    process: Process,
    by: Client,
}

impl Office {
    fn open() -> Office {
        let mut town = Town::of(App::start_today());
        let by = town.caseworker();
        let process = serve(&town, &[]);
        let by = by.at(&process.origin());
        Office { town, process, by }
    }

    fn upload(&mut self, name: &str, bytes: &[u8]) -> (Page, Duration) {
        let form = self.by.get("/casework/imports");
        let (area, programme) = (form.option("area", ""), form.option("programme", ""));
        let begun = Instant::now();
        let page =
            self.by.upload("/casework/imports", &[("area", &area), ("programme", &programme)], ("file", name, bytes));
        (page, begun.elapsed())
    }

    /// The same list on the console: its code, what it said, how long it took and the memory it held.
    fn console(&self, name: &str, bytes: &[u8], commit: bool) -> (i32, String, Duration, u64) {
        let file = self.town.app.folder().join(name);
        std::fs::write(&file, bytes).expect("written");
        let file = file.display().to_string();
        let arguments = ["import", "grants", file.as_str(), "--commit"];
        let (done, took, memory) = measured(command(&self.town, &arguments[..3 + usize::from(commit)]));
        let said = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        (done.status.code().unwrap_or(-1), said, took, memory)
    }

    fn memory(&self) -> u64 {
        peak(self.process.pid()).expect("it serves")
    }
}

#[test]
fn a_list_that_does_harm_is_refused_with_a_sentence_soon_and_within_bounds() {
    let mut office = Office::open();
    for Hostile { name, bytes, sentence } in hostile() {
        let (page, took) = office.upload(name, &bytes);
        assert!(page.status == 422 && page.has(sentence), "{name}: {} {}", page.status, page.words());
        let (code, said, alone, memory) = office.console(name, &bytes, true);
        assert!(code == 1 && said.contains(sentence), "{name}: {code} {said}");
        let served = office.memory();
        println!("{name}: {took:?} and {served} KiB served, {alone:?} and {memory} KiB alone");
        assert!(took.max(alone) < bound(40), "{name}: {took:?} served, {alone:?} alone");
        assert!(served.max(memory) < MOST_MEMORY, "{name}: {served} KiB served, {memory} KiB alone");
    }
}

#[test]
fn cells_with_formulas_and_old_encodings_are_read_as_what_they_show() {
    let mut office = Office::open();
    let formula = "<c t=\"str\"><f>WEBSERVICE(\"http://evil.example\")</f><v>تنور</v></c>";
    let good = row(2, &["=1+1 کاظمی", "0010350829", "", "@", "+صنعت", "-S", "95000000", "0", "1404/5/2"]);
    let good = good.replacen("<c t=\"inlineStr\"><is><t>@</t></is></c>", formula, 1);
    let empty: String = (3..1_000_000).map(|number| format!("<row r=\"{number}\"/>")).collect();
    let book = workbook(&format!("{}{good}{empty}", row(1, &HEADER)), &texts("0", &[]), None);
    let text = format!("{}\nمریم کاظمی,0076229645,,تنور,صنعت,S-2,95000000,0,1404/5/2\n", HEADER.join(","));
    let arabic = text.replace('ی', "ي").replace('ک', "ك");
    let (old, ..) = encoding_rs::WINDOWS_1256.encode(&arabic);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, bytes) in [("formula.xlsx", book), ("old.csv", old.into_owned()), ("wide.txt", wide)] {
        let (page, took) = office.upload(name, &bytes);
        let trial = office.by.get(&see_other(&page));
        assert!(trial.has("ثبت ۱ ردیف"), "{name}: {}", trial.words());
        assert!(took < bound(40), "{name}: {took:?}");
    }
}

#[test]
fn a_long_list_of_good_rows_is_tried_and_entered_soon_and_within_bounds() {
    let mut office = Office::open();
    let (rows, said_so) = rows();
    let list = workbooks::good(rows);
    let (code, said, tried, memory) = office.console("good.csv", &list, false);
    assert!(code == 0 && said.contains(&format!("{said_so} ردیف ثبت می‌شود")), "{code} {said}");
    let (page, kept) = office.upload("good.csv", &list);
    let upload = see_other(&page);
    let begun = Instant::now();
    let trial = office.by.get(&upload);
    let shown = begun.elapsed();
    assert!(trial.has(&format!("ثبت {said_so} ردیف")), "{}", trial.words().chars().take(2_000).collect::<String>());
    let begun = Instant::now();
    see_other(&office.by.post(&upload, &[]));
    let entered = begun.elapsed();
    assert!(office.by.get("/casework/imports").has(&format!("{said_so} ردیف ثبت شد.")));
    let served = office.memory();
    println!(
        "{rows} rows: on the console {tried:?} and {memory} KiB; uploaded {kept:?}, tried {shown:?}, entered {entered:?}, {served} KiB"
    );
    assert!([tried, kept, shown, entered].into_iter().all(|took| took < bound(60)));
    assert!(served.max(memory) < MOST_MEMORY, "{served} KiB served, {memory} KiB alone");
}
