//! The outside of a request: method, headers and the way its body is packed, right or wrong.
use super::request::Request;
use super::values::HEADERS;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

const METHODS: &[&str] =
    &["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW", "get"];
const SAFE: &[&str] = &["GET", "HEAD", "OPTIONS", "TRACE"];
const ELSEWHERE: &[&str] = &[
    "Origin: http://evil.example",
    "Origin: null",
    "Origin: https://localhost",
    "Origin: http://127.0.0.1.evil.example",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: same-site",
    "Sec-Fetch-Site: ",
];
const URLENCODED: &str = "application/x-www-form-urlencoded";
const BOUNDARY: &str = "bazarche-7e3f";

pub struct Envelope {
    method: &'static str,
    target: String,
    pub cookie: String,
    origin: Option<String>,
    lines: Vec<String>,
    body: Vec<u8>,
    kind: Option<String>,
    packing: Packing,
    is_foreign: bool,
}

/// How the length of the body is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Length,
    Chunks,
    /// More is promised than comes.
    Promise,
}

impl Envelope {
    pub fn new(method: &'static str, target: String) -> Envelope {
        Envelope {
            method,
            target,
            cookie: String::new(),
            origin: None,
            lines: Vec::new(),
            body: Vec::new(),
            kind: None,
            packing: Packing::Length,
            is_foreign: false,
        }
    }

    /// Packs the fields: nearly always as the form would.
    pub fn fill(
        &mut self,
        is_multipart: bool,
        fields: Vec<(String, String)>,
        files: &[(&'static str, Vec<u8>)],
        rng: &mut StdRng,
    ) {
        let (kind, body) = match rng.random_range(0..1000) {
            0..900 if is_multipart => multipart(&fields, files.choose(rng), rng),
            0..860 => (URLENCODED.to_owned(), encoded(&fields)),
            860..920 => multipart(&fields, files.choose(rng), rng),
            920..930 => ("application/json".to_owned(), format!("{fields:?}").into_bytes()),
            930..940 => (format!("{URLENCODED}; charset=utf-16"), encoded(&fields)),
            940..950 => (URLENCODED.to_owned(), [&encoded(&fields)[..], b"&%zz=%ff%fe&&=&%"].concat()),
            950..960 => ("multipart/form-data".to_owned(), encoded(&fields)),
            960..970 => (format!("multipart/form-data; boundary={}", "b".repeat(500)), multipart(&fields, None, rng).1),
            970..980 => ("text/plain; \u{202e}".to_owned(), encoded(&fields)),
            980..990 => (URLENCODED.to_owned(), [&encoded(&fields)[..], &b"&a=b".repeat(2_000)[..]].concat()),
            990..998 => (URLENCODED.to_owned(), [&encoded(&fields)[..], b"&x=", &b"a".repeat(300_000)[..]].concat()),
            _ => (format!("multipart/form-data; boundary={BOUNDARY}"), too_long(&fields)),
        };
        self.kind = Some(kind);
        self.body = body;
        self.packing = match rng.random_range(0..100) {
            0..94 => Packing::Length,
            94..98 => Packing::Chunks,
            _ => Packing::Promise,
        };
    }

    /// Bends method and headers now and then.
    pub fn bend(&mut self, host: &str, rng: &mut StdRng) {
        self.origin = Some(format!("Origin: http://{host}"));
        if rng.random_ratio(5, 100) {
            self.method = METHODS.choose(rng).expect("a method");
        }
        if rng.random_ratio(6, 100) {
            let from = *ELSEWHERE.choose(rng).expect("a place");
            self.origin = Some(from.to_owned());
            self.is_foreign = !SAFE.contains(&self.method);
        } else if rng.random_ratio(2, 100) {
            self.origin = None;
            self.is_foreign = !SAFE.contains(&self.method) && !self.cookie.is_empty();
        }
        while rng.random_ratio(1, 8) {
            self.lines.push((*HEADERS.choose(rng).expect("a header")).to_owned());
        }
        if rng.random_ratio(1, 200) {
            self.lines.push(format!("X-Long: {}", "h".repeat(rng.random_range(1_000..200_000))));
        }
        // A cookie beside the own one makes no visitor of a person, and no person of a visitor.
        if self.origin.is_none() && self.cookie.is_empty() {
            self.lines.retain(|line| !line.starts_with("Cookie"));
        }
    }

    pub fn seal(self, host: &str, route: String) -> Request {
        let mut bytes =
            format!("{} {} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n", self.method, self.target).into_bytes();
        let mut line = |text: &str| bytes.extend([text.as_bytes(), b"\r\n"].concat());
        if !self.cookie.is_empty() {
            line(&format!("Cookie: {}", self.cookie));
        }
        self.origin.iter().chain(&self.lines).for_each(|text| line(text));
        if let Some(kind) = &self.kind {
            line(&format!("Content-Type: {kind}"));
        }
        match self.packing {
            Packing::Length if self.kind.is_some() => line(&format!("Content-Length: {}", self.body.len())),
            Packing::Promise => line(&format!("Content-Length: {}", self.body.len() + 10)),
            Packing::Chunks => line("Transfer-Encoding: chunked"),
            Packing::Length => {}
        }
        line("");
        if self.packing == Packing::Chunks {
            for part in self.body.chunks(1_000) {
                bytes.extend([format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat());
            }
            bytes.extend(b"0\r\n\r\n");
        } else {
            bytes.extend(&self.body);
        }
        Request { bytes, is_whole: self.packing != Packing::Promise, is_foreign: self.is_foreign, route }
    }
}

fn encoded(fields: &[(String, String)]) -> Vec<u8> {
    serde_urlencoded::to_string(fields).expect("fields").into_bytes()
}

fn multipart(
    fields: &[(String, String)],
    file: Option<&(&'static str, Vec<u8>)>,
    rng: &mut StdRng,
) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes());
        body.extend([content, b"\r\n"].concat());
    };
    for (name, value) in fields {
        part(format!("name=\"{}\"", name.replace(['"', '\r', '\n'], "_")), value.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let field = ["photo", "file", "photo", "file", "other"].choose(rng).expect("a name");
        part(format!("name=\"{field}\"; filename=\"{name}\""), bytes);
    }
    if rng.random_ratio(9, 10) {
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    }
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// More bytes than any form may bring.
fn too_long(fields: &[(String, String)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    body.extend(
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n").bytes(),
    );
    body.extend(vec![b'x'; 17 * 1024 * 1024]);
    body
}

/// Bytes that are hardly HTTP at all.
pub fn raw(rng: &mut StdRng, host: &str) -> Request {
    let end = format!("Host: {host}\r\nConnection: close\r\n");
    let long = "a".repeat(rng.random_range(1_000..150_000));
    let lines = (0..rng.random_range(90..300)).map(|number| format!("X-{number}: y\r\n")).collect::<String>();
    let noise: Vec<u8> = (0..300).map(|_| rng.random()).collect();
    let post = "POST /sign-in HTTP/1.1\r\nOrigin: http://evil.example\r\n";
    let texts = [
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        format!("GET /{long} HTTP/1.1\r\n{end}\r\n"),
        format!("GET /search?q={long} HTTP/1.1\r\n{end}\r\n"),
        format!("GET / HTTP/1.1\r\n{end}{lines}\r\n"),
        format!("GET / HTTP/1.1\r\n{end}Cookie: {long}\r\n\r\n"),
        format!("GET /%ff%fe/%00/..%2f..%2fetc/passwd HTTP/1.1\r\n{end}\r\n"),
        format!("GET /static/..%2f..%2f..%2fetc/passwd HTTP/1.1\r\n{end}\r\n"),
        format!("GET /static/../../../../etc/passwd HTTP/1.1\r\n{end}\r\n"),
        format!("GET /photo/..%2fmaster.key HTTP/1.1\r\n{end}\r\n"),
        format!("GET /photo/%2e%2e/bazarche.db HTTP/1.1\r\n{end}\r\n"),
        format!("GET http://evil.example/admin HTTP/1.1\r\n{end}\r\n"),
        format!("GET //evil.example/%2f.. HTTP/1.1\r\n{end}\r\n"),
        format!("GET  /  HTTP/1.1\r\n{end}\r\n"),
        format!("GET / HTTP/9.9\r\n{end}\r\n"),
        format!("GET / HTTP/1.0\r\n{end}\r\n"),
        "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n".to_owned(),
        format!("OPTIONS * HTTP/1.1\r\n{end}\r\n"),
        format!("CONNECT evil.example:443 HTTP/1.1\r\n{end}\r\n"),
        format!("{post}{end}Content-Length: -1\r\n\r\nphone=1"),
        format!("{post}{end}Content-Length: 18446744073709551616\r\n\r\nphone=1"),
        format!("{post}{end}Content-Length: 7\r\nContent-Length: 3\r\n\r\nphone=1"),
        format!(
            "{post}{end}Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n"
        ),
        format!("{post}{end}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx"),
        format!("{post}{end}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{end}X-A: a\0b\r\nX B: c\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{end}X-A: a\r\n folded\r\n\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "\r\n\r\n\r\n".to_owned(),
        String::new(),
    ];
    let bytes = match rng.random_range(0..=texts.len()) {
        at if at < texts.len() => texts[at].clone().into_bytes(),
        _ => noise,
    };
    Request { bytes, is_whole: false, is_foreign: false, route: "raw bytes".to_owned() }
}
