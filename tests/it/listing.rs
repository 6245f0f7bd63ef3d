//! Listing a good for people who read little or have a bad link: usual goods by their pictures, and whose draft a phone keeps.
use crate::support::Page;
use crate::support::town::Town;

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
