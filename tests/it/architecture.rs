//! The import rule of `src/lib.rs`, and what style forbids, read from the source.
use std::path::{Path, PathBuf};

const SLICES: [&str; 13] = [
    "accounts",
    "areas",
    "households",
    "grants",
    "catalogue",
    "moderation",
    "stalls",
    "orders",
    "sales",
    "reviews",
    "casework",
    "reports",
    "home",
];

struct Source {
    path: PathBuf,
    /// The first folder or file under src, without its ending.
    module: String,
    /// The file's own name, without its ending.
    file: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("src").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|ending| ending == "rs") {
                let below = entry.strip_prefix(&root).expect("under src");
                let parts: Vec<String> = below
                    .with_extension("")
                    .components()
                    .map(|part| part.as_os_str().to_string_lossy().into_owned())
                    .collect();
                let text = std::fs::read_to_string(&entry).expect("text");
                let module = parts.first().cloned().unwrap_or_default();
                let file = match parts.get(1) {
                    Some(second) => second.clone(),
                    None => module.clone(),
                };
                found.push(Source { path: entry.clone(), module, file, text });
            }
        }
    }
    assert!(found.len() > 60, "the sources were found");
    found
}

/// The modules named by `crate::…` in a file, tests left out.
/// A file without its tests, if they stand in it; where a test module has a file of its own, its name stands anywhere.
fn code_of(source: &Source) -> &str {
    source.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

fn uses(source: &Source) -> Vec<String> {
    let code = code_of(source);
    let mut found = Vec::new();
    for part in code.split("crate::").skip(1) {
        if let Some(inside) = part.strip_prefix('{') {
            let list = inside.split(';').next().unwrap_or_default();
            for name in list.split([',', '{', '}']) {
                let name = name.trim().split([':', ' ']).next().unwrap_or_default();
                if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                    found.push(name.to_owned());
                }
            }
        } else {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            found.push(name);
        }
    }
    found
}

fn may_use(source: &Source, used: &str) -> bool {
    let module = source.module.as_str();
    if used == module || used == "testing" || module == "testing" {
        return true;
    }
    match module {
        "main" | "lib" | "app" | "cli" | "demo" => true,
        "kernel" => false,
        "config" | "error" | "assets" | "urls" => matches!(used, "kernel" | "db"),
        "i18n" => used == "kernel",
        "db" | "audit" | "jobs" => matches!(used, "db" | "kernel" | "config" | "error"),
        "messages" => matches!(used, "db" | "jobs" | "i18n" | "urls" | "kernel" | "config" | "error"),
        "ui" => matches!(used, "assets" | "i18n" | "urls" | "kernel"),
        "web" => matches!(used, "ui" | "i18n" | "db" | "error" | "urls" | "kernel" | "accounts" | "assets" | "config"),
        _ => slice_may_use(source, used),
    }
}

/// Tests ask whatever page there is; nothing else looks up.
fn is_test(source: &Source) -> bool {
    source.path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
}

fn slice_may_use(source: &Source, used: &str) -> bool {
    let rank = |name: &str| SLICES.iter().position(|slice| *slice == name);
    if let (Some(own), Some(other)) = (rank(&source.module), rank(used)) {
        return other < own || is_test(source);
    }
    let is_page = source.file == "pages" || source.path.components().any(|part| part.as_os_str() == "pages");
    match source.file.as_str() {
        "routes" => true,
        "forms" => matches!(used, "ui" | "i18n" | "kernel"),
        _ if is_page => matches!(used, "ui" | "i18n" | "urls" | "kernel" | "messages"),
        _ => matches!(used, "db" | "jobs" | "messages" | "audit" | "kernel" | "config" | "error" | "i18n"),
    }
}

#[test]
fn every_module_uses_only_what_the_map_allows() {
    let mut broken = Vec::new();
    for source in sources() {
        for used in uses(&source) {
            if !may_use(&source, &used) {
                broken.push(format!("{} uses crate::{used}", source.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_routes_and_web_know_actix_and_only_pages_and_ui_write_html() {
    for source in &sources() {
        let is_page = source.path.to_string_lossy().contains("pages") || source.module == "ui";
        let code = code_of(source);
        if code.contains("actix_web::") {
            let allowed = matches!(source.module.as_str(), "web" | "app" | "cli" | "error" | "db")
                || source.file.starts_with("routes");
            assert!(allowed, "{} uses actix", source.path.display());
        }
        if code.contains("html! {") {
            assert!(is_page || source.module == "web", "{} writes HTML", source.path.display());
        }
    }
}

#[test]
fn nothing_in_src_panics_on_purpose() {
    for source in sources().iter().filter(|source| source.module != "testing" && source.file != "build") {
        if is_test(source) {
            continue;
        }
        let code = code_of(source);
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(!code.contains(word), "{} has {word}", source.path.display());
        }
    }
}

#[test]
fn no_page_and_no_route_has_a_persian_word_of_its_own() {
    let shows = |source: &&Source| {
        matches!(source.module.as_str(), "ui" | "web") || matches!(source.file.as_str(), "pages" | "routes" | "forms")
    };
    let sources = sources();
    assert!(sources.iter().filter(shows).count() > 30, "pages were found");
    for source in sources.iter().filter(shows) {
        let code = code_of(source);
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let word = line.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
            assert!(!word, "{}: {line}", source.path.display());
        }
    }
}

#[test]
fn the_style_sheet_names_no_left_and_no_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/css/app.css");
    let sheet = std::fs::read_to_string(path).expect("the sheet");
    for word in [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "float:",
        "text-align:left",
        "text-align: left",
        "text-align:right",
        "text-align: right",
    ] {
        assert!(!sheet.contains(word), "{word}");
    }
}

#[test]
fn every_text_is_said_somewhere() {
    let words: std::collections::HashSet<String> = sources()
        .iter()
        .flat_map(|source| source.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/i18n/locales/fa");
    let mut keys = 0;
    for entry in std::fs::read_dir(&folder).expect("the texts").map(|entry| entry.expect("an entry").path()) {
        let text = std::fs::read_to_string(&entry).expect("text");
        let named = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        for key in named.filter_map(|line| line.split_once(" =")).map(|(key, _)| key) {
            keys += 1;
            assert!(words.contains(&key.replace('-', "_")), "{key} of {} is said nowhere", entry.display());
        }
    }
    assert!(keys > 1000, "the texts were found: {keys}");
}

#[test]
fn no_password_comes_back_in_a_page() {
    let sources = sources();
    let kept_back = sources.iter().find(|source| source.path.ends_with("web/unsent.rs")).expect("the fields");
    let mut fields = 0;
    for line in sources.iter().flat_map(|source| source.text.lines()) {
        if !line.contains(".kind(Kind::Password)") && !line.contains("Kind::NewPassword).input") {
            continue;
        }
        let Some(name) = line.split("Field::new(").nth(1).and_then(|rest| rest.split('"').nth(1)) else {
            continue;
        };
        fields += 1;
        assert!(kept_back.text.contains(&format!("\"{name}\"")), "{name} would come back in a page");
    }
    assert!(fields >= 5, "the fields of passwords were found: {fields}");
}
