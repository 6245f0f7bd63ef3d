//! The files of `static/`, compiled in. Each is served under a path that carries the hash of its content, so that a
//! browser may keep it for ever; style sheets and the service worker have the paths inside them rewritten.
mod slim;

use crate::kernel::digest::{hex, sha256};
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One file as it is served.
pub(crate) struct Asset {
    pub content: Vec<u8>,
    pub content_type: &'static str,
    packed: OnceLock<Option<Vec<u8>>>,
}

impl Asset {
    /// The content packed by Brotli, if that makes it shorter: pictures and letters are packed in their own way.
    pub fn packed(&self) -> Option<&[u8]> {
        let is_text =
            ["text/", "image/svg", "application/manifest"].iter().any(|kind| self.content_type.starts_with(kind));
        self.packed.get_or_init(|| if is_text { slim::packed(&self.content) } else { None }).as_deref()
    }
}

/// Files by the path they are served under, and that path by name.
struct Assets {
    by_path: BTreeMap<String, Asset>,
    paths: BTreeMap<&'static str, String>,
}

/// What the service worker keeps ahead.
const KEPT_AHEAD: [&str; 4] = ["css/app.css", "font/vazirmatn.woff2", "js/app.js", "art/offline.svg"];
const SERVICE_WORKER: &str = "js/sw.js";

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut assets = Assets { by_path: BTreeMap::new(), paths: BTreeMap::new() };
    let is_sheet = |name: &str| name.ends_with(".css") || name.ends_with(".webmanifest");
    for (name, bytes) in SERVED.iter().filter(|(name, _)| !is_sheet(name) && *name != SERVICE_WORKER) {
        assets.add(name, bytes.to_vec());
    }
    for (name, bytes) in SERVED.iter().filter(|(name, _)| is_sheet(name)) {
        let text = String::from_utf8_lossy(bytes);
        let slim = if name.ends_with(".css") { slim::slim(&text) } else { text.into_owned() };
        let rewritten = assets.with_paths(&slim);
        assets.add(name, rewritten.into_bytes());
    }
    assets
});

static WORKER: LazyLock<String> = LazyLock::new(|| {
    let script = SERVED.iter().find(|(name, _)| *name == SERVICE_WORKER).map_or(&b""[..], |(_, bytes)| bytes);
    let list: Vec<String> = KEPT_AHEAD.iter().map(|name| path(name)).filter(|path| !path.is_empty()).collect();
    let list = serde_json::to_string(&list).unwrap_or_else(|_| "[]".to_owned());
    let version = short_hash(list.as_bytes());
    String::from_utf8_lossy(script).replace("/*ASSETS*/[]", &list).replace("/*VERSION*/\"\"", &format!("\"{version}\""))
});

static DRAWINGS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    ICONS
        .iter()
        .filter_map(|(name, bytes)| {
            let name = name.strip_prefix("icon/")?.strip_suffix(".svg")?;
            Some((name, std::str::from_utf8(bytes).ok()?.trim()))
        })
        .collect()
});

impl Assets {
    fn add(&mut self, name: &'static str, content: Vec<u8>) {
        let path = format!("/static/{}/{name}", short_hash(&content));
        self.paths.insert(name, path.clone());
        self.by_path.insert(path, Asset { content, content_type: content_type(name), packed: OnceLock::new() });
    }

    fn with_paths(&self, text: &str) -> String {
        self.paths.iter().fold(text.to_owned(), |text, (name, path)| text.replace(&format!("/static/{name}"), path))
    }
}

fn short_hash(content: &[u8]) -> String {
    hex(&sha256(content)).chars().take(12).collect()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The path of a file, such as `css/app.css`; empty for a name there is no file of.
pub(crate) fn path(name: &str) -> String {
    ASSETS.paths.get(name).cloned().unwrap_or_default()
}

/// The file served under a path.
pub(crate) fn at(path: &str) -> Option<&'static Asset> {
    ASSETS.by_path.get(path)
}

/// The drawing of an icon.
pub(crate) fn icon(name: &str) -> Option<&'static str> {
    DRAWINGS.get(name).copied()
}

/// The service worker with the list of what it keeps ahead.
pub(crate) fn service_worker() -> &'static str {
    &WORKER
}

/// A drawing of a good, for the demo.
pub(crate) fn drawn_good(name: &str) -> Option<&'static [u8]> {
    let path = format!("goods/{name}");
    GOODS.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}
