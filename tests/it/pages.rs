//! What holds for every page: headers, languages, errors.
use crate::support::App;

#[test]
fn every_answer_carries_the_security_headers() {
    let app = App::start();
    for path in ["/", "/sign-in", "/en/sign-in", "/nothing-here", "/healthz"] {
        let page = app.client().get(path);
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(page.header("referrer-policy"), Some("same-origin"), "{path}");
    }
}

#[test]
fn a_page_is_kept_apart_for_whoever_saves_data() {
    let app = App::start();
    let vary = |path: &str| {
        let page = app.client().get(path);
        let named = page.headers.iter().filter(|(name, _)| name == "vary").map(|(_, value)| value.to_lowercase());
        named.collect::<Vec<_>>().join(", ")
    };
    assert!(vary("/").contains("save-data") && vary("/").contains("cookie"), "{}", vary("/"));
    assert!(!vary("/sw.js").contains("save-data"));
}

#[test]
fn a_page_stands_in_both_languages_and_names_the_other() {
    let app = App::start();
    let fa = app.client().get("/sign-in");
    assert!(fa.text().contains("<html lang=\"fa\" dir=\"rtl\"") && fa.text().contains("href=\"/en/sign-in\""));
    assert!(fa.text().contains("hreflang=\"en\""));
    let en = app.client().get("/en/sign-in");
    assert!(en.text().contains("<html lang=\"en\" dir=\"ltr\"") && en.has("Sign in"));
}

#[test]
fn an_unknown_path_is_a_page_that_says_what_to_do() {
    let app = App::start();
    let fa = app.client().get("/nothing-here");
    assert_eq!(fa.status, 404);
    assert!(fa.has("اینجا چیزی نیست") && fa.has("شمارهٔ پیگیری"), "{}", fa.words());
    let en = app.client().get("/en/nothing-here");
    assert!(en.has("There is nothing here"));
}

#[test]
fn files_are_kept_for_ever_under_the_hash_of_their_content() {
    let app = App::start();
    let page = app.client().get("/sign-in");
    let sheet = page.link("/static/");
    let file = app.client().get(&sheet);
    assert_eq!(file.status, 200);
    assert!(file.header("cache-control").unwrap_or_default().contains("immutable"));
    assert_eq!(app.client().get("/static/000000000000/css/app.css").status, 404);
}

#[test]
fn the_machine_can_be_asked_how_it_is() {
    let app = App::start();
    assert_eq!(app.client().get("/healthz").status, 200);
    assert_eq!(app.client().get("/readyz").status, 200);
}

#[test]
fn head_is_answered_like_get_without_the_body() {
    let app = App::start();
    for path in ["/", "/en/", "/sign-in", "/healthz", "/readyz"] {
        let head = app.client().head(path);
        assert_eq!((head.status, head.bytes.len()), (200, 0), "{path}");
    }
}

#[test]
fn the_english_front_page_is_found_without_its_slash() {
    let app = App::start();
    let (bare, whole) = (app.client().get("/en"), app.client().get("/en/"));
    assert_eq!((bare.status, bare.text()), (200, whole.text()));
}
