//! The forms of the program, as its own pages show them: where they go, and the names and values of their fields.
use crate::support::{Client, Page};
use bazarche::app::Method;
use std::collections::{BTreeMap, BTreeSet};

/// A field with the values that the page offers for it; the first is the one it has.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub values: Vec<String>,
    pub is_file: bool,
}

#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub is_multipart: bool,
    pub fields: Vec<Field>,
}

/// What was found on the pages.
#[derive(Default)]
pub struct Found {
    /// The forms of each pattern of a route.
    pub forms: BTreeMap<&'static str, Vec<Form>>,
    /// The patterns of the pages that opened.
    pub opened: BTreeSet<&'static str>,
    /// The names that stand in queries of links and of forms for searching.
    pub queries: BTreeSet<String>,
}

/// The pattern that a path belongs to.
pub fn pattern_of(routes: &[(Method, &'static str)], method: Method, path: &str) -> Option<&'static str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix("/en").filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(path);
    let fits = |pattern: &str| {
        pattern.split('/').count() == path.split('/').count()
            && pattern.split('/').zip(path.split('/')).all(|(part, said)| part.starts_with('{') || part == said)
    };
    let mut all: Vec<&'static str> =
        routes.iter().filter(|(of, pattern)| *of == method && fits(pattern)).map(|(_, pattern)| *pattern).collect();
    all.sort_by_key(|pattern| pattern.matches('{').count());
    all.first().copied()
}

impl Found {
    /// Reads every page that a person may open at these paths.
    pub fn read(&mut self, routes: &[(Method, &'static str)], client: &mut Client, paths: &[String]) {
        for path in paths {
            let page = client.get(path);
            if page.status == 200 {
                self.opened.extend(pattern_of(routes, Method::Get, path));
                self.take(routes, &page);
            }
        }
    }

    fn take(&mut self, routes: &[(Method, &'static str)], page: &Page) {
        let html = page.text();
        for query in html.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()?.split_once('?')) {
            let names = query.1.split("&amp;").filter_map(|pair| pair.split('=').next());
            self.queries.extend(names.map(ToOwned::to_owned));
        }
        for form in html.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            let (tag, inside) = form.split_once('>').unwrap_or((form, ""));
            let fields = fields(inside);
            if attribute(tag, "method").as_deref() != Some("post") {
                self.queries.extend(fields.into_iter().map(|field| field.name));
                continue;
            }
            let action = attribute(tag, "action").unwrap_or_default();
            if let Some(pattern) = pattern_of(routes, Method::Post, &action) {
                let is_multipart = tag.contains("multipart/form-data");
                self.forms.entry(pattern).or_default().push(Form { action, is_multipart, fields });
            }
        }
    }
}

fn fields(html: &str) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    let mut select: Option<usize> = None;
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let kind = tag.split_whitespace().next().unwrap_or_default();
        let value = || attribute(tag, "value").unwrap_or_default();
        match (kind, attribute(tag, "name")) {
            ("option", _) => {
                if let Some(field) = select.and_then(|at| found.get_mut(at)) {
                    field.values.push(value());
                }
            }
            ("/select", _) => select = None,
            ("textarea", Some(name)) => found.push(Field { name, values: vec![unescape(text)], is_file: false }),
            ("select", Some(name)) => {
                select = Some(found.len());
                found.push(Field { name, values: Vec::new(), is_file: false });
            }
            ("input" | "button", Some(name)) => {
                let is_file = attribute(tag, "type").as_deref() == Some("file");
                match found.iter_mut().find(|field| field.name == name) {
                    Some(field) => field.values.push(value()),
                    None => found.push(Field { name, values: vec![value()], is_file }),
                }
            }
            _ => {}
        }
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    rest.split('"').next().map(unescape)
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
