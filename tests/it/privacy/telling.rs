//! What once told more than it should: each test is named after what happened.
use super::canaries::*;
use super::office::Office;
use crate::support::town::{self, Town, see_other};
use crate::support::{Client, Page};

/// A home business, registered by the manager; gives the card of its head.
fn new_seller(town: &Town, manager: &mut Client, site: &str, (name, phone): (&str, &str)) -> Page {
    let seller = [
        ("do", "register"),
        ("given-name", name),
        ("family-name", "فروشنده"),
        ("phone", phone),
        ("area", town.espiari.as_str()),
    ];
    let card = manager.post(&format!("{site}/vendors"), &seller);
    assert_eq!(card.status, 200, "{}", card.words());
    card
}

#[test]
fn a_manager_is_not_told_that_a_caseworker_asked_for_a_stall() {
    let mut office = Office::open();
    let later = [("weeks", "1"), ("opens", "480"), ("closes", "840")];
    let later = town::fields(&later, &[town::date("first", ("1405", "9", "14"))]);
    see_other(&town::post(&mut office.manager, &format!("{}/days", office.site), &later));
    let day = office.manager.get(&office.site).row_with("/days/1", "۱۴ آذر").replace("/days/", "");
    let stall = format!("{}/stall", office.home.path());
    let asked =
        [("day", day.as_str()), ("category", "bread"), ("flexible", "yes"), ("power", "none"), ("baking", "none")];
    see_other(&office.caseworker.post(&stall, &asked));
    see_other(&office.business.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
    let page = office.manager.get(&format!("/en/days/{day}"));
    let notes: Vec<String> = ["قناریمهر", "احمدی"]
        .iter()
        .map(|name| {
            let text = page.text();
            let row = text.split("<li").find(|row| row.contains(name)).unwrap_or_else(|| panic!("{}", page.words()));
            let note = row.split("row-note").nth(1).and_then(|rest| rest.split("</").next()).unwrap_or_default();
            note.chars().filter(|c| !c.is_ascii_digit()).collect()
        })
        .collect();
    assert!(!notes[0].is_empty() && notes[0] == notes[1], "{notes:?}");
}

#[test]
fn a_seller_without_a_password_gets_a_new_card_whether_or_not_a_case_file_was_opened() {
    let mut town = Town::open();
    let city = town.city.clone();
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = town::site(&mut town.admin, &mut manager, &city);
    let mut caseworker = town.caseworker();
    let mut faces = Vec::new();
    for is_supported in [false, true] {
        let phone = town.phone();
        let first = new_seller(&town, &mut manager, &site, ("زهرا", &phone));
        if is_supported {
            let form = caseworker.get("/casework/households/new");
            let (area, key) = (form.value_of("area"), form.value_of("idem"));
            let head = [("given-name", "زهرا"), ("family-name", "فروشنده"), ("phone", phone.as_str())];
            let head = [&head[..], &[("area", area.as_str()), ("idem", &key)]].concat();
            let known = caseworker.post("/casework/households/new", &head).text();
            let support = known.split('"').find(|part| part.ends_with("/support")).expect("it is known");
            see_other(&caseworker.post(support, &[]));
        }
        let page = manager.get(&format!("{site}/vendors"));
        let again = new_seller(&town, &mut manager, &site, ("زهرا", &phone));
        assert_ne!(first.words(), again.words());
        let said = [page.words(), first.words(), again.words()].map(|said| said.chars().count());
        faces.push((said, page.words()));
    }
    assert_eq!(faces[0], faces[1]);
}

#[test]
fn another_institution_learns_that_someone_is_helped_and_by_whom_and_nothing_else() {
    let mut office = Office::open();
    let mut others = office.of_others();
    let mut far = office.elsewhere();
    let register = |by: &mut Client, id: &str| {
        let form = by.get("/casework/households/new");
        let (area, key) = (form.value_of("area"), form.value_of("idem"));
        let head =
            [("given-name", "زهرا"), ("family-name", "دیگر"), ("national-id", id), ("area", &area), ("idem", &key)];
        by.post("/casework/households/new", &head)
    };
    let told = register(&mut others, NATIONAL_ID);
    assert!(told.status == 422 && told.has("بهزیستی همین حالا به این فرد کمک می‌کند"), "{}", told.words());
    let home = office.home.path();
    for word in [GIVEN, FAMILY, ADDRESS, CASEWORKER, GRANT_NUMBER, home.as_str()] {
        assert!(!told.has(word), "{word}");
    }
    assert_eq!(others.get(&home).status, 404);
    let elsewhere = register(&mut far, NATIONAL_ID);
    assert!(elsewhere.status == 422 && elsewhere.has("پیش‌تر جای دیگری ثبت شده"), "{}", elsewhere.words());
    assert!(!elsewhere.has("همین حالا به این فرد کمک می‌کند"));
    see_other(&register(&mut others, "6281948211"));
}

#[test]
fn an_admin_gets_no_card_of_a_seller_and_stops_none() {
    let mut office = Office::open();
    let mut admin = office.town.admin.copy();
    let account = {
        let url = office.town.app.database().to_owned();
        super::register::lines(&url, "SELECT CAST(id AS TEXT) AS text FROM account WHERE person_id IS NOT NULL")
    };
    assert!(account.len() >= 2);
    for id in account {
        for (path, fields) in [("link", &[][..]), ("disable", &[("disabled", "yes")])] {
            let page = admin.post(&format!("/admin/people/{id}/{path}"), fields);
            assert_eq!(page.status, 404, "{path}: {}", page.words());
        }
    }
    assert_eq!(office.home.producer.get("/my").status, 200);
}

/// The names of the parts of a WebP file, in order.
fn chunks(webp: &[u8]) -> Vec<String> {
    let mut rest = webp.strip_prefix(b"RIFF").map(|rest| &rest[8..]).expect("a WebP");
    let mut names = Vec::new();
    while rest.len() >= 8 {
        let size = u32::from_le_bytes([rest[4], rest[5], rest[6], rest[7]]);
        names.push(String::from_utf8_lossy(&rest[..4]).into_owned());
        rest = rest.get(8 + size.next_multiple_of(2) as usize..).unwrap_or_default();
    }
    names
}

#[test]
fn a_photo_keeps_its_picture_and_no_other_part_in_every_size() {
    let mut office = Office::open();
    let mut visitor = office.town.app.client();
    let shop = office.home.producer.get("/my/shop").link("/s/");
    let code = visitor.get(&shop).image("/photo/").split(['/', '-']).nth(2).unwrap_or_default().to_owned();
    for width in [320, 640, 960] {
        let photo = visitor.get(&format!("/photo/{code}-{width}.webp"));
        assert_eq!(photo.status, 200, "{width}");
        assert_eq!(chunks(&photo.bytes), ["VP8 "], "{width}");
    }
}
