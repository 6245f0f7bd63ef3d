//! Bodies that are not what they say.
use super::wire;
use crate::support::App;
use std::time::Duration;

fn post(app: &App, kind: &str, body: &[u8]) -> wire::Answer {
    let host = app.origin.trim_start_matches("http://");
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let bytes = [head.as_bytes(), body].concat();
    wire::send(host.parse().expect("an address"), &bytes, true).expect("an answer")
}

#[test]
fn a_form_that_ends_before_its_last_boundary_is_answered_at_once() {
    let app = App::start();
    let kind = "multipart/form-data; boundary=b";
    let field = "--b\r\nContent-Disposition: form-data; name=\"phone\"\r\n\r\n0912";
    let file = "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\nabc";
    for body in [
        "",
        "--b",
        "--b\r\n",
        field,
        &format!("{field}\r\n"),
        &format!("{field}\r\n--b\r\n"),
        file,
        &format!("{file}\r\n--"),
    ] {
        let answer = post(&app, kind, body.as_bytes());
        assert!(
            answer.status == 400 && answer.took < Duration::from_secs(5),
            "{body:?}: {} {:?}",
            answer.status,
            answer.took
        );
    }
    let whole = post(&app, kind, format!("{field}\r\n--b--\r\n").as_bytes());
    assert_eq!(whole.status, 422);
}

#[test]
fn a_path_with_a_nul_leads_nowhere() {
    let app = App::start();
    let mut visitor = app.client();
    for path in ["/c/a%00b", "/p/%00", "/en/s/%00", "/photo/%00", "/market/%00", "/%00"] {
        let page = visitor.get(path);
        assert!(
            page.status == 404 && page.text().contains("class=\"reference\""),
            "{path}: {} {}",
            page.status,
            page.text()
        );
    }
}
