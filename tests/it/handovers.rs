//! The paper of a handing over: who gave, what was photographed, and who may open it.
use crate::support::database;
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use diesel::prelude::*;
use diesel::sql_types::Text;

const ON: (&str, &str, &str) = ("1405", "8", "2");
const LOAF: &[u8] = include_bytes!("../../static/goods/lavash.jpg");

/// A photo as a phone makes it, with a place in its header.
fn with_a_place() -> Vec<u8> {
    let exif = b"Exif\0\0GPS 36.4696N 52.3507E";
    let length = u16::try_from(exif.len() + 2).expect("a short header").to_be_bytes();
    [&LOAF[..2], &[0xff, 0xe1], &length, exif, &LOAF[2..]].concat()
}

struct Desk {
    town: Town,
    by: Client,
    home: Home,
    machine: String,
}

impl Desk {
    fn open() -> Desk {
        let mut town = Town::open();
        let mut by = town.caseworker();
        let home = town.home(&mut by, ("مریم", "کاظمی"));
        let machine = town::grant_oven(&mut by, &home, "SM-1");
        Desk { town, by, home, machine }
    }

    fn hand_over(&mut self, photos: &[(&str, &str, &[u8])]) -> Page {
        town::hand_over_with(&mut self.by, &self.machine, (&self.home, ON), photos)
    }

    /// The photos that the machine's page leads to.
    fn photos(&mut self) -> Vec<String> {
        self.by.get(&self.machine).links(&format!("{}/photos/", self.machine))
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

fn lines(desk: &Desk, sql: &str) -> Vec<String> {
    let url = desk.town.app.database();
    let lines: Vec<Line> = match database::server() {
        Some(_) => diesel::sql_query(sql).load(&mut PgConnection::establish(url).expect("opens")),
        None => diesel::sql_query(sql).load(&mut database::sqlite(url)),
    }
    .expect(sql);
    lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn a_handing_over_needs_no_photo_and_is_given_by_whoever_writes_it_down() {
    let mut desk = Desk::open();
    see_other(&desk.hand_over(&[]));
    assert!(desk.by.get(&desk.machine).has("تحویل‌دهنده: مریم مددکار"));
    assert!(desk.photos().is_empty());
}

#[test]
fn another_giver_is_named_on_the_paper() {
    let mut desk = Desk::open();
    let form = [
        ("household", desk.home.id.as_str()),
        ("receiver", &desk.home.person),
        ("condition", "new"),
        ("accepted", "yes"),
        ("giver", "حسین انباردار"),
    ];
    let sent = town::fields(&form, &[town::date("handed", ON)]);
    see_other(&town::post(&mut desk.by, &format!("{}/hand-over", desk.machine), &sent));
    assert!(desk.by.get(&desk.machine).has("تحویل‌دهنده: حسین انباردار"));
}

#[test]
fn photos_of_a_handing_over_open_in_the_case_file_tell_no_place_and_leave_a_row() {
    let mut desk = Desk::open();
    let photo = with_a_place();
    see_other(&desk.hand_over(&[("photos", "a.jpg", &photo), ("photos", "b.jpg", LOAF), ("sheet", "s.jpg", &photo)]));
    let card = desk.by.get(&desk.machine);
    assert!(card.has("عکس ۱") && card.has("عکس ۲") && card.has("برگهٔ امضاشده"), "{}", card.words());
    let photos = desk.photos();
    assert_eq!(photos.len(), 3);
    for path in &photos {
        let photo = desk.by.get(path);
        assert_eq!((photo.status, photo.header("content-type")), (200, Some("image/webp")));
        assert_eq!(photo.header("cache-control"), Some("no-store"));
        let told = String::from_utf8_lossy(&photo.bytes).into_owned();
        assert!(!told.contains("36.4696N") && !told.contains("Exif"), "{path}");
        let row = "SELECT action || ' ' || object || ' ' || detail AS text FROM audit_event ORDER BY at DESC, id DESC LIMIT 1";
        assert_eq!(lines(&desk, row), ["read equipment photos"]);
    }
    let named = format!(
        "SELECT 'yes' AS text FROM audit_event WHERE detail = 'photos' AND household_id = {} AND allowed",
        desk.home.id
    );
    assert_eq!(lines(&desk, &named).len(), 3);
    let folder = desk.town.app.folder().join("photos");
    assert!(!folder.exists(), "no photo lies among those of goods");
    let digests = "SELECT 'yes' AS text FROM handover WHERE length(signature_sha256) = 32";
    assert_eq!(lines(&desk, digests).len(), 1);
}

#[test]
fn nobody_opens_a_photo_but_those_who_read_the_file_by_name() {
    let mut desk = Desk::open();
    see_other(&desk.hand_over(&[("sheet", "s.jpg", LOAF)]));
    let path = desk.photos().remove(0);
    let (behzisti, emdad) = (desk.town.behzisti.clone(), desk.town.emdad.clone());
    let (espiari, other) = (desk.town.espiari.clone(), desk.town.other_neighbourhood.clone());
    let mut supervisor = desk.town.staff("سرپرست", ("supervisor", &behzisti, &espiari));
    assert_eq!(supervisor.get(&path).status, 200);
    let mut auditor = desk.town.staff("حسابرس", ("auditor", &behzisti, &espiari));
    let mut far = desk.town.staff("دور", ("caseworker", &behzisti, &other));
    let mut elsewhere = desk.town.staff("دیگر", ("caseworker", &emdad, &espiari));
    for client in [&mut auditor, &mut far, &mut elsewhere, &mut desk.home.producer] {
        assert_eq!(client.get(&path).status, 404);
    }
    assert!(auditor.get(&desk.machine).links(&format!("{}/photos/", desk.machine)).is_empty());
    assert_eq!(desk.town.app.client().get(&path).status, 303);
}

#[test]
fn a_photo_opens_only_on_its_own_machine() {
    let mut desk = Desk::open();
    see_other(&desk.hand_over(&[("photos", "a.jpg", LOAF)]));
    let photo = desk.photos().remove(0);
    let other = town::grant_oven(&mut desk.by, &desk.home, "SM-2");
    let id = photo.rsplit('/').next().unwrap_or_default();
    assert_eq!(desk.by.get(&format!("{other}/photos/{id}")).status, 404);
    assert_eq!(desk.by.get(&format!("{other}/photos/1")).status, 404);
}

#[test]
fn what_is_no_photo_or_too_many_comes_back_with_all_that_was_typed() {
    let mut desk = Desk::open();
    let page = desk.hand_over(&[("photos", "a.jpg", b"<svg onload=alert(1)>")]);
    assert_eq!((page.status, page.value_of("witness").as_str()), (422, "گواه"));
    assert!(page.has("یکی از این فایل‌ها عکس نیست"), "{}", page.words());
    assert!(page.has("لطفاً دوباره انتخابشان کنید"), "{}", page.words());
    let five = [("photos", "a.jpg", LOAF); 5];
    let page = desk.hand_over(&five);
    assert!(page.status == 422 && page.has("حداکثر ۴ عکس انتخاب کنید"), "{}", page.words());
    let page = desk.hand_over(&[("sheet", "a.jpg", LOAF); 2]);
    assert!(page.status == 422 && page.has("حداکثر ۱ عکس انتخاب کنید"), "{}", page.words());
    assert!(lines(&desk, "SELECT 'yes' AS text FROM handover").is_empty());
    assert!(lines(&desk, "SELECT 'yes' AS text FROM handover_photo").is_empty());
    see_other(&desk.hand_over(&[("photos", "a.jpg", LOAF); 4]));
    assert_eq!(desk.photos().len(), 4);
}
