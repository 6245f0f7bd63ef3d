//! A browser as far as the server can tell: keeps cookies, says where its forms come from, follows nothing by itself.
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;

/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(120);
/// A connection that has rested so long is not used again; the server closes one soon after.
const RESTED: Duration = Duration::from_secs(2);

/// Fields that a browser sends along with the form for a path, as no browser would.
pub type Along = Arc<dyn Fn(&str) -> Vec<(String, String)> + Send + Sync>;

/// One person's browser.
pub struct Client {
    origin: String,
    agent: Agent,
    cookies: BTreeMap<String, String>,
    /// The number and password last signed in with.
    known: Option<(String, String)>,
    along: Option<Along>,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

/// The fields of forms in which an amount of money is typed.
const AMOUNTS: [&str; 8] = ["amount", "price", "cost", "own", "other", "good", "average", "bad"];

/// The fields with the unit that stands hidden beside each amount on the site's own pages.
fn with_units<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(String, &'a str)> {
    let unit = |name: &str| format!("{name}-unit");
    let is_sent = |name: &str| fields.iter().any(|(sent, _)| *sent == name);
    let missing = AMOUNTS.into_iter().filter(|name| is_sent(name) && !is_sent(&unit(name)));
    let sent = fields.iter().map(|(name, value)| ((*name).to_owned(), *value));
    sent.chain(missing.map(|name| (unit(name), "toman"))).collect()
}

impl Client {
    pub fn new(origin: &str) -> Client {
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).timeout_global(Some(PATIENCE));
        let agent = agent.max_idle_age(RESTED).build().into();
        Client { origin: origin.to_owned(), agent, cookies: BTreeMap::new(), known: None, along: None }
    }

    /// The same browser, which sends more along with every form.
    pub fn sending(self, along: Option<Along>) -> Client {
        Client { along, ..self }
    }

    /// The fields of a form with those that are sent along; a field of the form's own stands for itself.
    fn with_more(&self, path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> =
            with_units(fields).into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        let more = self.along.as_ref().map(|along| along(path)).unwrap_or_default();
        for (name, value) in more {
            if fields.iter().all(|(own, _)| *own != name) {
                all.push((name, value));
            }
        }
        all
    }

    pub fn get(&mut self, path: &str) -> Page {
        let request = self.agent.get(format!("{}{path}", self.origin)).header("cookie", self.cookie_header());
        let response = request.call().expect("the server answers");
        self.read(response)
    }

    /// A page, unless the server is gone before the whole of it came.
    pub fn try_get(&mut self, path: &str) -> Result<Page, ureq::Error> {
        let request = self.agent.get(format!("{}{path}", self.origin)).header("cookie", self.cookie_header());
        let response = request.call()?;
        Ok(self.read(response))
    }

    /// The answer to a form, unless the server is gone before it came.
    pub fn try_post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Page, ureq::Error> {
        let body = serde_urlencoded::to_string(with_units(fields)).expect("fields");
        let request = self
            .agent
            .post(format!("{}{path}", self.origin))
            .header("cookie", self.cookie_header())
            .header("origin", &self.origin)
            .header("content-type", "application/x-www-form-urlencoded");
        let response = request.send(body.as_bytes())?;
        Ok(self.read(response))
    }

    /// Sends a form as the site's own page would.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(self.with_more(path, fields)).expect("fields");
        self.post_body(path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends a form with one file.
    pub fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
        self.upload_all(path, fields, &[file])
    }

    /// Sends a form with files, each with its field and its name.
    pub fn upload_all(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        let boundary = "----bazarche-boundary-7e3f";
        let mut body = Vec::new();
        for (name, value) in self.with_more(path, fields) {
            let head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (field, file_name, bytes) in files {
            let head = format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        self.post_body(path, &format!("multipart/form-data; boundary={boundary}"), &body)
    }

    fn post_body(&mut self, path: &str, content_type: &str, body: &[u8]) -> Page {
        let request = self
            .agent
            .post(format!("{}{path}", self.origin))
            .header("cookie", self.cookie_header())
            .header("origin", &self.origin)
            .header("content-type", content_type);
        let response = request.send(body).expect("the server answers");
        self.read(response)
    }

    /// Sends a form without saying where it comes from, as another site's page would with its own origin.
    pub fn post_from(&mut self, origin: Option<&str>, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(with_units(fields)).expect("fields");
        let mut request = self
            .agent
            .post(format!("{}{path}", self.origin))
            .header("cookie", self.cookie_header())
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        let response = request.send(body.as_bytes()).expect("the server answers");
        self.read(response)
    }

    /// Sends a form from a page, and says which.
    pub fn post_on(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(with_units(fields)).expect("fields");
        let request = self
            .agent
            .post(format!("{}{path}", self.origin))
            .header("cookie", self.cookie_header())
            .header("origin", &self.origin)
            .header("referer", page)
            .header("content-type", "application/x-www-form-urlencoded");
        let response = request.send(body.as_bytes()).expect("the server answers");
        self.read(response)
    }

    /// Asks in any way, without a body.
    pub fn ask(&mut self, method: &str, path: &str) -> Page {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin))
            .header("cookie", self.cookie_header())
            .header("origin", &self.origin)
            .body(())
            .expect("a request");
        let response = self.agent.run(request).expect("the server answers");
        self.read(response)
    }

    /// Asks for the head of a page only.
    pub fn head(&mut self, path: &str) -> Page {
        let request = self.agent.head(format!("{}{path}", self.origin)).header("cookie", self.cookie_header());
        let response = request.call().expect("the server answers");
        self.read(response)
    }

    /// Signs in; panics when that fails.
    pub fn sign_in(&mut self, phone: &str, password: &str) {
        let page = self.post("/sign-in", &[("phone", phone), ("password", password)]);
        assert_eq!(page.status, 303, "sign-in of {phone}: {}", page.text());
        self.known = Some((phone.to_owned(), password.to_owned()));
    }

    /// The mobile number of whoever signed in.
    pub fn phone(&self) -> String {
        self.known.clone().expect("someone who signed in before").0
    }

    /// The same person again, after the session is over.
    pub fn sign_in_again(&mut self) {
        let (phone, password) = self.known.clone().expect("someone who signed in before");
        self.sign_in(&phone, &password);
    }

    /// Closes the notice of what was done before, as looking at the next page would.
    pub fn forget_notice(&mut self) {
        self.cookies.remove("notice");
    }

    /// A second browser that was given this one's cookies.
    pub fn copy(&self) -> Client {
        Client {
            origin: self.origin.clone(),
            agent: self.agent.clone(),
            cookies: self.cookies.clone(),
            known: self.known.clone(),
            along: self.along.clone(),
        }
    }

    /// A browser with this one's cookies at another address of the same office.
    pub fn at(&self, origin: &str) -> Client {
        Client { origin: origin.to_owned(), ..self.copy() }
    }

    /// The cookies as the browser sends them.
    pub fn cookie_header(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn read(&mut self, response: ureq::http::Response<ureq::Body>) -> Page {
        let (parts, body) = response.into_parts();
        let headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if value.is_empty() {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        let mut bytes = Vec::new();
        body.into_reader().read_to_end(&mut bytes).expect("the whole body");
        Page { status: parts.status.as_u16(), headers, bytes }
    }
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Whether the page says something, as its reader sees it: marks of HTML inside a sentence do not count.
    pub fn has(&self, sentence: &str) -> bool {
        self.text().contains(sentence) || self.words().contains(sentence)
    }

    /// The text of the page without its tags, with single blanks.
    pub fn words(&self) -> String {
        let mut out = String::new();
        let mut in_tag = false;
        for c in self.text().chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                c if !in_tag => out.push(c),
                _ => {}
            }
        }
        let text = out.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Where the page sends the reader.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The first link that begins with `start`.
    pub fn link(&self, start: &str) -> String {
        self.links(start).into_iter().next().unwrap_or_else(|| panic!("no link to {start} in {}", self.text()))
    }

    /// Every value of href or action that begins with `start`, each once, in order.
    pub fn links(&self, start: &str) -> Vec<String> {
        let text = self.text();
        let mut found: Vec<String> = Vec::new();
        for mark in ["href=\"", "action=\""] {
            for part in text.split(mark).skip(1) {
                let link = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
                if link.starts_with(start) && !found.contains(&link) {
                    found.push(link);
                }
            }
        }
        found
    }

    /// The link of the first row of a list that holds a word.
    pub fn row_with(&self, start: &str, word: &str) -> String {
        let text = self.text();
        let mark = format!("href=\"{start}");
        let found = text
            .split(&mark)
            .skip(1)
            .filter(|part| part.split("</li>").next().unwrap_or_default().contains(word))
            .last();
        let end = found.and_then(|part| part.split('"').next()).unwrap_or_else(|| panic!("no {word} in {text}"));
        format!("{start}{end}")
    }

    /// The first picture whose address begins with `start`.
    pub fn image(&self, start: &str) -> String {
        let text = self.text();
        let found =
            text.split("src=\"").skip(1).filter_map(|part| part.split('"').next()).find(|at| at.starts_with(start));
        found.unwrap_or_else(|| panic!("no picture at {start} in {text}")).to_owned()
    }

    /// The value of the option of a select whose words hold `word`.
    pub fn option(&self, select: &str, word: &str) -> String {
        let text = self.text();
        let list = text.split(&format!("name=\"{select}\"")).nth(1).and_then(|rest| rest.split("</select>").next());
        let mut options = list.unwrap_or_default().split("value=\"").skip(1);
        let found = options.find(|option| option.contains(word)).and_then(|option| option.split('"').next());
        found.unwrap_or_else(|| panic!("no {word} in {select}: {text}")).to_owned()
    }

    /// The value of every input and button of this name, in the order of the page.
    pub fn values_of(&self, name: &str) -> Vec<String> {
        let text = self.text();
        let mark = format!("name=\"{name}\"");
        let tags = text.split('<').filter(|tag| tag.contains(&mark));
        tags.filter_map(|tag| tag.split("value=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
    }

    /// The value of the first input of this name.
    pub fn value_of(&self, name: &str) -> String {
        let text = self.text();
        let mark = format!("name=\"{name}\"");
        let Some(tag) = text.split('<').find(|tag| tag.contains(&mark)) else {
            panic!("no field {name} in {text}");
        };
        tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }
}
