//! Listing a good for people who read little or have a bad link: usual goods by their pictures, whose draft a phone keeps, forms
//! that arrive twice, and what was tapped by mistake.
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;
use std::path::Path;

const NEW: &str = "/my/goods/new";

#[test]
fn a_usual_good_picked_by_its_picture_fills_the_form_in_without_scripts() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "مرغدار"));
    let form = home.producer.get(NEW);
    let text = form.text();
    let picture = text.split('"').find(|value| value.contains("usual.svg#")).expect("a picture");
    let sheet = home.producer.get(picture.split('#').next().unwrap_or_default());
    assert_eq!((sheet.status, sheet.header("content-type")), (200, Some("image/svg+xml")), "{picture}");
    let picked = home.producer.get(&form.link("/my/goods/new?suggest=chicken"));
    assert_eq!(picked.value_of("name"), "مرغ محلی");
    for chosen in ["value=\"weighed\" checked", "value=\"chicks\" checked", "aria-current=\"true\""] {
        assert!(picked.text().contains(chosen), "{chosen}");
    }
    assert_eq!(
        home.producer.get("/my/goods/new?suggest=gold").value_of("name"),
        "",
        "what is not on the list fills in nothing"
    );
}

fn draft_of(page: &Page) -> [String; 2] {
    let text = page.text();
    ["data-draft-owner=\"", "data-draft-half=\""].map(|start| {
        let value = text.split_once(start).and_then(|(_, rest)| rest.split_once('"'));
        value.map(|(value, _)| value.to_owned()).expect("the form keeps a draft")
    })
}

#[test]
fn a_draft_is_kept_for_one_person_and_sealed_with_what_nobody_else_is_told() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut one = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    let mut other = town.home(&mut caseworker, ("مریم", "تنوری"));
    let (mine, theirs) = (draft_of(&one.producer.get(NEW)), draft_of(&other.producer.get(NEW)));
    assert!(mine[0] != theirs[0] && mine[1] != theirs[1], "{mine:?} {theirs:?}");
    assert_eq!(draft_of(&one.producer.get(NEW)), mine, "it is found again");
    let form = one.producer.get(NEW);
    assert_eq!(form.header("cache-control"), Some("no-store"), "no copy of the half stays on the phone");
    assert!(!one.producer.get("/my").text().contains(&mine[1]), "only the form itself brings it");
}

#[test]
fn a_change_of_a_good_and_the_story_of_a_shop_are_kept_as_drafts_too() {
    let (_town, mut home) = baker();
    let good = town::good(&mut home.producer, "نان لواش");
    let drafts = |page: Page| {
        let name = page
            .text()
            .split_once("data-draft=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|at| at.0.to_owned());
        (name.expect("a draft"), draft_of(&page))
    };
    let (new, key) = drafts(home.producer.get(NEW));
    let path = format!("/my/goods/{good}");
    let form = home.producer.get(&path);
    let version = form.value_of("version");
    assert_eq!(drafts(form), (format!("good-{good}-{version}"), key.clone()));
    assert_eq!((new, drafts(home.producer.get("/my/shop"))), ("good-new".to_owned(), ("shop".to_owned(), key)));
    let fields = [&GOOD[..], &[("version", version.as_str()), ("description", "کنجدی")]].concat();
    see_other(&home.producer.post(&path, &fields));
    assert_ne!(
        drafts(home.producer.get(&path)).0,
        format!("good-{good}-{version}"),
        "of another version nothing comes back"
    );
}

const LOAF: &[u8] = include_bytes!("../../static/goods/lavash.jpg");
const GOOD: [(&str, &str); 5] =
    [("name", "نان لواش"), ("price", "۲۵٬۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];

fn baker() -> (Town, Home) {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    (town, home)
}

/// How many files lie in a folder, not counting those in folders below it.
fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).map(|entries| entries.filter_map(Result::ok).collect::<Vec<_>>());
    entries.unwrap_or_default().iter().filter(|entry| entry.path().is_file()).count()
}

#[test]
fn a_good_whose_form_arrives_again_with_its_photo_costs_no_second_photo() {
    let (town, mut home) = baker();
    let key = home.producer.get(NEW).value_of("idem");
    let fields = [&GOOD[..], &[("idem", key.as_str())]].concat();
    for _ in 0..3 {
        see_other(&home.producer.upload(NEW, &fields, ("photo", "loaf.jpg", LOAF)));
        home.producer.forget_notice();
    }
    let photos = town.app.folder().join("photos");
    assert_eq!(
        (files_in(&photos), files_in(&photos.join("waiting"))),
        (3, 0),
        "three sizes of one photo, and nothing waits"
    );
    let photo = home.producer.get("/my/goods").image("/photo/");
    assert_eq!(home.producer.get(&photo).status, 200);
}

#[test]
fn an_edit_that_arrives_twice_is_done_once_and_answered_twice() {
    let (_town, mut home) = baker();
    let good = town::good(&mut home.producer, "نان لواش");
    home.producer.forget_notice();
    let path = format!("/my/goods/{good}");
    let form = home.producer.get(&path);
    let (key, version) = (form.value_of("idem"), form.value_of("version"));
    let kept = [("idem", key.as_str()), ("version", version.as_str()), ("description", "کنجدی")];
    let fields = [&GOOD[..], &kept[..]].concat();
    for photo in [&b""[..], b"", LOAF] {
        let answer = home.producer.upload(&path, &fields, ("photo", "loaf.jpg", photo));
        match photo {
            b"" => assert_eq!(see_other(&answer), "/my/goods", "the second tap is no failure"),
            _ => assert!(answer.status == 422 && answer.has("از جای دیگری ذخیره شد"), "{}", answer.words()),
        }
        home.producer.forget_notice();
    }
    let next: i32 = home.producer.get(&path).value_of("version").parse().expect("a number");
    assert_eq!(next, version.parse::<i32>().expect("a number") + 1);
    let dear = fields.iter().map(|(name, value)| (*name, if *name == "price" { "۲۶۰۰۰" } else { value }));
    let anew = home.producer.post(&path, &dear.collect::<Vec<_>>());
    assert!(anew.status == 422 && anew.has("از جای دیگری ذخیره شد"), "{}", anew.words());
    assert_eq!(anew.value_of("price"), "۲۶۰۰۰", "what was written after going back stays");
    assert_ne!(anew.value_of("idem"), key);
    let sent = [anew.value_of("idem"), anew.value_of("version")];
    let again = [&GOOD[..], &[("idem", sent[0].as_str()), ("version", sent[1].as_str()), ("description", "")]].concat();
    see_other(&home.producer.post(&path, &again));
}

/// The address under which everyone finds the only good.
fn public(town: &Town) -> String {
    town.app.client().get("/goods").link("/p/")
}

fn status(town: &Town, path: &str) -> u16 {
    town.app.client().get(path).status
}

/// Whether a page of the producer's goods offers to put one back.
fn offers_back(producer: &mut Client) -> bool {
    producer.get("/my/goods").text().contains("/put-back\"")
}

#[test]
fn a_good_taken_off_by_mistake_is_put_back_with_its_photo() {
    let (town, mut home) = baker();
    see_other(&home.producer.upload(NEW, &GOOD, ("photo", "loaf.jpg", LOAF)));
    let (page, photo) = (public(&town), home.producer.get("/my/goods").image("/photo/"));
    let good = home.producer.get("/my/goods").link("/my/goods/1").trim_end_matches("/stock").to_owned();
    let form = home.producer.get(&good);
    assert!(!form.text().contains("<details class=\"panel panel-quiet\""), "one tap, and no question: {}", form.text());
    see_other(&home.producer.post(&format!("{good}/remove"), &[]));
    assert_eq!((status(&town, &page), status(&town, &photo)), (404, 404));
    let told = home.producer.get("/my/goods");
    assert!(told.has("«نان لواش» از فروشگاه برداشته شد.") && told.has("برگردان"), "{}", told.words());
    see_other(&home.producer.post(&format!("{good}/remove"), &[]));
    town.app.advance(TimeDelta::minutes(9));
    town.app.mail();
    see_other(&home.producer.post(&told.link(&format!("{good}/put-back")), &[]));
    assert_eq!((status(&town, &page), status(&town, &photo)), (200, 200));
    assert!(!offers_back(&mut home.producer));
}

#[test]
fn a_good_that_stays_off_the_shop_loses_its_photo_after_ten_minutes() {
    let (town, mut home) = baker();
    see_other(&home.producer.upload(NEW, &GOOD, ("photo", "loaf.jpg", LOAF)));
    let good = home.producer.get("/my/goods").link("/my/goods/1").trim_end_matches("/stock").to_owned();
    see_other(&home.producer.post(&format!("{good}/remove"), &[]));
    let photos = town.app.folder().join("photos");
    town.app.mail();
    assert_eq!(files_in(&photos), 3);
    town.app.advance(TimeDelta::minutes(10));
    town.app.mail();
    assert_eq!(files_in(&photos), 0);
    assert!(!offers_back(&mut home.producer));
    see_other(&home.producer.post(&format!("{good}/put-back"), &[]));
    assert!(home.producer.get("/my/goods").has("این کالا را دیگر نمی‌شود برگرداند"));
}
