//! A supported shop and one that never was answer alike: every page on which one of them stands, in every way of asking.
use super::canaries::{institutions, neighbourhood, secrets};
use super::needles::Needles;
use super::office::Office;
use crate::support::{Client, Page};

/// Words by which a seller would be known as someone who is helped.
pub const TELL_TALES: [&str; 12] =
    ["مددکار", "مددجو", "پرونده", "وام", "خانوار", "نهاد", "حمایت", "grant", "loan", "case", "welfare", "supported"];

/// A shop with its good and photo, by their codes.
pub struct Face {
    pub shop: String,
    pub good: String,
    photo: String,
}

impl Face {
    pub fn of(producer: &mut Client, visitor: &mut Client) -> Face {
        let shop = producer.get("/my/shop").link("/s/");
        let page = visitor.get(&shop);
        let code = |path: &str| path.split(['/', '-']).nth(2).unwrap_or_default().to_owned();
        Face { good: code(&page.link("/p/")), photo: code(&page.image("/photo/")), shop: code(&shop) }
    }

    pub fn of_both(office: &mut Office) -> [Face; 2] {
        let mut visitor = office.town.app.client();
        [&mut office.home.producer, &mut office.business].map(|producer| Face::of(producer, &mut visitor))
    }

    /// A text without what tells this shop from every other: codes, the colour made of them, and the numbers of stalls.
    fn out_of(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (code, word) in [(&self.shop, "SHOP"), (&self.good, "GOOD"), (&self.photo, "PHOTO")] {
            text = text.replace(code, word);
        }
        for number in 1..=6 {
            text = text.replace(&format!("awning-{number}"), "awning");
        }
        for (word, digits) in [("غرفهٔ", ["۱", "۲", "۳"]), ("stall", ["1", "2", "3"]), ("Stall", ["1", "2", "3"])]
        {
            for digit in digits {
                text = text.replace(&format!("{word} {digit}"), word);
                text = text.replace(&format!("{word}={digit}"), word);
            }
        }
        text
    }

    /// The status, the headers and the body of an answer, without what is the shop's own or, where it stands on the page too,
    /// the other one's.
    fn answer(&self, other: &Face, page: &Page) -> (u16, Vec<String>, String) {
        let own = ["date", "etag", "content-length"];
        let told = page.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        let mut headers: Vec<String> = told.map(|(name, value)| format!("{name}: {}", self.out_of(value))).collect();
        headers.sort();
        let mut body = self.out_of(&page.text());
        for (code, word) in [(&other.shop, "ITS-SHOP"), (&other.good, "ITS-GOOD"), (&other.photo, "ITS-PHOTO")] {
            body = body.replace(code, word);
        }
        let body = body.split("class=\"reference\"").next().unwrap_or_default().to_owned();
        (page.status, headers, body)
    }

    /// The entry of this shop or its good in a list of both.
    fn entry(&self, page: &Page) -> Vec<String> {
        let text = page.text();
        let entries = text.split("<li").skip(1).map(|part| part.split("</li>").next().unwrap_or_default());
        let own = entries.filter(|entry| entry.contains(&self.shop) || entry.contains(&self.good));
        own.map(|entry| self.out_of(entry)).collect()
    }
}

#[test]
fn the_pages_of_both_shops_are_equal_to_the_letter_however_they_are_asked_for() {
    let mut office = Office::open();
    let [supported, other] = Face::of_both(&mut office);
    let mut visitor = office.town.app.client();
    for path in [
        "/p/GOOD",
        "/s/SHOP",
        "/p/GOOD?x=1",
        "/s/SHOP?after=GOOD",
        "/s/SHOP?sort=cheapest&ready=yes",
        "/s/SHOP/goods.atom",
        "/p/GOODx",
        "/s/GOOD",
        "/p/GOOD/",
        "/s/SHOP/x",
    ] {
        for prefix in ["", "/en"] {
            for method in ["GET", "HEAD", "POST", "DELETE", "PUT"] {
                let mut answers = [(&supported, &other), (&other, &supported)].map(|(face, beside)| {
                    let path = format!("{prefix}{path}").replace("GOOD", &face.good).replace("SHOP", &face.shop);
                    face.answer(beside, &visitor.ask(method, &path))
                });
                let is_there = method == "GET" && !path.ends_with(['x', '/']) && path != "/s/GOOD";
                assert_eq!(answers[0].0 == 200, is_there || method == "HEAD" && answers[0].0 == 200, "{method} {path}");
                let [one, two] = &mut answers;
                assert_eq!(one, two, "{method} {prefix}{path}");
            }
        }
    }
    for width in [320, 640, 960] {
        let answers = [&supported, &other].map(|face| {
            let page = visitor.get(&format!("/photo/{}-{width}.webp", face.photo));
            let names: std::collections::BTreeSet<String> = page.headers.iter().map(|(name, _)| name.clone()).collect();
            (page.status, names, page.bytes)
        });
        assert_eq!(answers[0], answers[1], "{width}");
    }
}

#[test]
fn both_shops_have_the_same_entry_in_every_list() {
    let mut office = Office::open();
    let [supported, other] = Face::of_both(&mut office);
    let mut visitor = office.town.app.client();
    let day = format!("/market/{}", office.day);
    let search = "/search?q=%D9%84%D9%88%D8%A7%D8%B4";
    for path in ["/", "/goods", "/c/bread", search, &day, "/en/", "/en/goods", "/en/c/bread", &format!("/en{day}")] {
        let page = visitor.get(path);
        let entries = [&supported, &other].map(|face| face.entry(&page));
        assert!(!entries[0].is_empty(), "{path}: {}", page.words());
        let unnumbered = entries.map(|list| list.concat().replace(['1', '2', '3', '۱', '۲', '۳'], ""));
        assert_eq!(unnumbered[0], unnumbered[1], "{path}");
    }
    for face in [&supported, &other] {
        assert_eq!(
            (face.shop.len(), face.good.len(), face.photo.len()),
            (other.shop.len(), other.good.len(), other.photo.len())
        );
    }
}

#[test]
fn no_public_page_says_a_word_of_help_beside_a_seller() {
    let mut office = Office::open();
    let [supported, _] = Face::of_both(&mut office);
    let mut visitor = office.town.app.client();
    let needles = Needles::new(&[secrets(), institutions(), neighbourhood()].concat());
    for path in [format!("/s/{}", supported.shop), format!("/p/{}", supported.good), format!("/market/{}", office.day)]
    {
        for prefix in ["", "/en"] {
            let page = visitor.get(&format!("{prefix}{path}"));
            assert_eq!(needles.found(&page.bytes), Vec::<&str>::new(), "{path}");
            let words = page.words().to_lowercase();
            for word in TELL_TALES {
                let is_said = words.split(|c: char| !c.is_alphabetic()).any(|said| said == word);
                assert!(!is_said, "{prefix}{path} says {word}: {words}");
            }
        }
    }
}
