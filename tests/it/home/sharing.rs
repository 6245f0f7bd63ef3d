//! What public pages tell search engines and those who share a link; and similar goods.
use super::{Fair, list, names};
use crate::support::Page;
use crate::support::town::see_other;
use serde_json::Value;

/// What stands in the head of a page as a property of this name.
fn property(page: &Page, name: &str) -> Option<String> {
    let text = page.text();
    let tag = text.split("<meta property=\"").skip(1).find(|tag| tag.starts_with(&format!("{name}\"")))?;
    Some(tag.split("content=\"").nth(1)?.split('"').next()?.to_owned())
}

fn data(page: &Page) -> Value {
    let text = page.text();
    let inside = text.split("<script type=\"application/ld+json\">").nth(1).expect("data");
    serde_json::from_str(inside.split("</script>").next().unwrap_or_default()).expect("JSON")
}

#[test]
fn a_good_tells_its_price_and_its_shop_to_machines() {
    let mut fair = Fair::open();
    let loaf = include_bytes!("../../../static/goods/lavash.jpg");
    let good = [("name", "نان لواش"), ("price", "25000"), ("unit", "piece"), ("category", "bread"), ("stock", "20")];
    see_other(&fair.home.producer.upload("/my/goods/new", &good, ("photo", "loaf.jpg", loaf)));
    let path = fair.visitor.get("/goods").link("/p/");
    let origin = fair.town.app.origin.clone();
    for (prefix, locale, other) in [("", "fa_IR", "en_US"), ("/en", "en_US", "fa_IR")] {
        let page = fair.visitor.get(&format!("{prefix}{path}"));
        let told = data(&page);
        assert_eq!(told["@context"], "https://schema.org");
        assert_eq!((&told["@type"], &told["name"]), (&Value::from("Product"), &Value::from("نان لواش")));
        assert_eq!((&told["offers"]["price"], &told["offers"]["priceCurrency"]), (&"250000".into(), &"IRR".into()));
        assert_eq!(told["offers"]["availability"], "https://schema.org/InStock");
        assert_eq!(told["offers"]["url"], format!("{origin}{prefix}{path}"));
        assert!(told["image"].as_str().is_some_and(|image| image.starts_with(&format!("{origin}/photo/"))), "{told}");
        for (name, value) in [
            ("og:type", "product"),
            ("og:title", "نان لواش"),
            ("og:locale", locale),
            ("og:locale:alternate", other),
            ("og:image:width", "640"),
            ("og:image:height", "480"),
        ] {
            assert_eq!(property(&page, name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(property(&page, "og:url"), Some(format!("{origin}{prefix}{path}")));
        assert!(page.text().contains(&format!("<link rel=\"canonical\" href=\"{origin}{prefix}{path}\">")));
        assert!(page.text().contains(&format!("hreflang=\"x-default\" href=\"{origin}{path}\"")));
        let shop = fair.visitor.get(&page.link(&format!("{prefix}/s/")));
        assert_eq!(data(&shop)["@type"], "LocalBusiness");
        assert_eq!(data(&shop)["address"]["addressCountry"], "IR");
        assert_eq!(property(&shop, "og:type").as_deref(), Some("website"));
    }
    let first = fair.visitor.get("/");
    assert_eq!(property(&first, "og:image:width").as_deref(), Some("512"), "the sign of the marketplace");
}

#[test]
fn no_name_breaks_out_of_what_machines_read() {
    let mut fair = Fair::open();
    let name = "</script><script>alert(1)</script>";
    fair.list(name, 25_000, &[("description", "<!-- \" & ' -->")]);
    let path = fair.visitor.get("/goods").link("/p/");
    for page in [fair.visitor.get(&path), fair.visitor.get(&format!("/en{path}")), fair.visitor.get("/goods")] {
        assert!(!page.text().contains("<script>") && !page.text().contains("alert(1)</script>"), "{}", page.text());
    }
    assert_eq!(data(&fair.visitor.get(&path))["name"], name);
}

#[test]
fn what_is_sold_out_is_told_so() {
    let mut fair = Fair::open();
    fair.list("نان لواش", 25_000, &[("stock", "0")]);
    let path = fair.visitor.get("/goods").link("/p/");
    assert_eq!(data(&fair.visitor.get(&path))["offers"]["availability"], "https://schema.org/OutOfStock");
}

#[test]
fn similar_goods_are_of_other_shops_of_the_same_kind_there_now_and_near_in_price() {
    let mut fair = Fair::open();
    fair.list("نان من", 50_000, &[]);
    fair.list("نان دیگر من", 50_000, &[]);
    let mut other = fair.neighbour();
    for (name, toman) in
        [("نان ۱۰", 10_000), ("نان ۴۵", 45_000), ("نان ۴۹", 49_000), ("نان ۵۲", 52_000), ("نان ۹۰", 90_000)]
    {
        list(&mut other.producer, name, toman, &[]);
    }
    list(&mut other.producer, "نان نایاب", 50_000, &[("stock", "0")]);
    list(&mut other.producer, "گلیم", 50_000, &[("category", "handicraft")]);
    let path = fair.visitor.get("/goods?sort=name").row_with("/p/", "نان من");
    for (prefix, title) in [("", "کالاهای مشابه از فروشگاه‌های دیگر"), ("/en", "Similar goods of other shops")]
    {
        let page = fair.visitor.get(&format!("{prefix}{path}"));
        assert!(page.has(title), "{}", page.words());
        assert_eq!(names(&page), ["نان دیگر من", "نان ۴۹", "نان ۵۲", "نان ۴۵", "نان ۱۰"]);
    }
}

#[test]
fn a_good_without_others_of_its_kind_shows_none() {
    let mut fair = Fair::open();
    fair.list("نان لواش", 25_000, &[]);
    let path = fair.visitor.get("/goods").link("/p/");
    assert!(!fair.visitor.get(&path).has("کالاهای مشابه"));
}
