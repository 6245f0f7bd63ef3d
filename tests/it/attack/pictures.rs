//! Two hundred files that were never photos of bread, sent from the form of a good to a process whose memory and time are
//! measured: each is answered with a sentence or becomes a clean picture.
use super::photos::{Fate, File, hostile, long_thin};
use super::served::{bound, peak, serve};
use crate::support::town::{Home, Town, see_other};
use crate::support::{App, Client, Page};

const GOOD: [(&str, &str); 5] =
    [("name", "نان لواش"), ("price", "۲۵٬۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];
/// What the process may hold at most, in KiB: a photo of forty million pixels is unpacked once, while another one waits.
const MOST_MEMORY: u64 = 300 * 1024;
/// What nothing that is shown may have in it: what stood beside the picture, and all that is no picture.
const NEVER: [&[u8]; 9] =
    [b"CANARY", b"36.4696N", b"Exif", b"EXIF", b"ICCP", b"ANIM", b"<script", b"PK\x03\x04", b"%PDF-"];

/// A producer with one good, whose photo is changed again and again.
struct Shop {
    _town: Town,
    process: crate::support::process::Process,
    producer: Client,
    good: String,
}

impl Shop {
    fn open() -> Shop {
        let mut town = Town::of(App::start_today());
        let mut caseworker = town.caseworker();
        let Home { producer, .. } = town.home(&mut caseworker, ("مریم", "کاظمی"));
        let process = serve(&town, &[]);
        let mut producer = producer.at(&process.origin());
        see_other(&producer.post("/my/goods/new", &GOOD));
        let row = producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
        let good = row.trim_end_matches("/stock").to_owned();
        Shop { _town: town, process, producer, good }
    }

    fn upload(&mut self, file: &File) -> Page {
        let version = self.producer.get(&self.good).value_of("version");
        let fields = [&GOOD[..], &[("version", version.as_str())]].concat();
        self.producer.upload(&self.good, &fields, ("photo", &file.name, &file.bytes))
    }

    /// The three pictures of the good as they are served.
    fn shown(&mut self) -> Vec<Vec<u8>> {
        let of_good = self.producer.get("/my/goods").image("/photo/");
        let (code, _) = of_good.rsplit_once('-').expect("a width");
        let code = code.to_owned();
        [320, 640, 960]
            .map(|width| {
                let page = self.producer.get(&format!("{code}-{width}.webp"));
                assert_eq!((page.status, page.header("content-type")), (200, Some("image/webp")));
                page.bytes
            })
            .to_vec()
    }
}

fn assert_clean(name: &str, picture: &[u8]) {
    assert!(picture.len() <= 100_000, "{name}: {} bytes", picture.len());
    assert!(picture.starts_with(b"RIFF") && picture.get(8..12) == Some(b"WEBP"), "{name} became no WebP");
    for part in NEVER {
        assert!(!picture.windows(part.len()).any(|window| window == part), "{name} kept {}", part.escape_ascii());
    }
    image::load_from_memory_with_format(picture, image::ImageFormat::WebP).expect("it can be shown");
}

#[test]
fn two_hundred_hostile_files_are_told_apart_and_none_costs_the_program_more_than_a_photo() {
    let mut shop = Shop::open();
    let files = hostile();
    assert!(files.len() >= 200, "{} files", files.len());
    let sentences = ["این فایل عکس نیست یا خوانده نشد", "این عکس خیلی بزرگ است", "این عکس خیلی کوچک است"];
    let mut clean = 0;
    for file in &files {
        let begun = std::time::Instant::now();
        let page = shop.upload(file);
        let (name, took) = (&file.name, begun.elapsed());
        assert!(took < bound(40), "{name}: {took:?}");
        match page.status {
            303 if file.fate != Fate::Refused => {
                clean += 1;
                shop.shown().iter().for_each(|picture| assert_clean(name, picture));
            }
            422 if file.fate != Fate::Clean => {
                assert!(sentences.iter().any(|said| page.has(said)), "{name}: {}", page.words());
                assert_eq!(page.value_of("name"), "نان لواش", "{name}: what was typed comes back");
            }
            status => panic!("{name}: {status}: {}", page.words()),
        }
    }
    let memory = peak(shop.process.pid()).expect("it serves");
    println!("{} files, {clean} became pictures, {memory} KiB at most", files.len());
    assert!(memory < MOST_MEMORY, "{memory} KiB");
    assert_eq!(shop.upload(&File::photo()).status, 303, "a photo is taken as before");
}

/// What else the program takes for a picture beside its pixels, in KiB: its file, and what is drawn from it.
const BESIDE: u64 = 56 * 1024;

#[test]
fn a_long_thin_photo_that_lies_on_its_side_costs_its_own_pixels_once() {
    for (file, bytes) in long_thin() {
        let mut shop = Shop::open();
        assert_eq!(shop.upload(&File::photo()).status, 303);
        let before = peak(shop.process.pid()).expect("it serves");
        assert_eq!(shop.upload(&file).status, 303, "{}", file.name);
        for picture in shop.shown() {
            assert_clean(&file.name, &picture);
            let drawn = image::load_from_memory(&picture).expect("a picture");
            assert_eq!(drawn.width() * 3, drawn.height() * 4, "{}", file.name);
        }
        let cost = peak(shop.process.pid()).expect("it serves") - before;
        println!("{}: {cost} KiB for {} KiB of pixels", file.name, bytes / 1024);
        assert!(cost < bytes / 1024 + BESIDE, "{}: {cost} KiB", file.name);
    }
}
