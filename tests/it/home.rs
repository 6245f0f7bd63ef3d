//! The public pages over HTTP.
use crate::support::App;

#[test]
fn the_public_pages_open_for_everyone_in_both_languages() {
    let app = App::start();
    let mut visitor = app.client();
    for path in
        ["/", "/goods", "/c/bread", "/search", "/search?q=%D9%86%D8%A7%D9%86", "/about", "/offline", "/robots.txt"]
    {
        for prefix in ["", "/en"] {
            let page = visitor.get(&format!("{prefix}{path}"));
            assert_eq!(page.status, 200, "{prefix}{path}: {}", page.words());
        }
    }
}

#[test]
fn what_is_not_there_answers_the_same_whatever_was_asked_for() {
    let app = App::start();
    let mut visitor = app.client();
    for path in [
        "/p/22222222",
        "/p/..",
        "/s/22222222",
        "/s/%00",
        "/p/a%00",
        "/c/%00",
        "/c/gold",
        "/goods?after=22222222",
        "/photo/22222222-320.webp",
        "/photo/..%2fmaster.key",
        "/photo/22222222-321.webp",
    ] {
        assert_eq!(visitor.get(path).status, 404, "{path}");
    }
}

#[test]
fn what_was_searched_for_stays_in_the_box() {
    let app = App::start();
    let page = app.client().get("/search?q=%22%3E%3Cscript%3E");
    assert!(page.text().contains("value=\"&quot;&gt;&lt;script&gt;\""));
    assert!(!page.text().contains("<script>"));
}

#[test]
fn a_producers_pages_ask_for_sign_in() {
    let app = App::start();
    let mut visitor = app.client();
    for path in [
        "/my/goods",
        "/my/goods/new",
        "/my/goods/1",
        "/my/goods/1/stock",
        "/my/shop",
        "/casework/households/1/goods/1/weights",
    ] {
        assert_eq!(visitor.get(path).status, 303, "{path}");
    }
}
