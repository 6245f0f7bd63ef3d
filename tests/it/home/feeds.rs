//! Feeds, the map of the site, and what robots are told.
use super::{Fair, asked, list};
use crate::support::town::see_other;
use crate::support::{App, Page};

/// The texts of every element of this name, as they stand in the document.
fn texts(page: &Page, name: &str) -> Vec<String> {
    let (text, [start, end]) = (page.text(), [format!("<{name}>"), format!("</{name}>")]);
    let parts = text.split(&start).skip(1);
    parts.map(|rest| rest.split(&end).next().unwrap_or_default().to_owned()).collect()
}

/// Whether every element that begins ends, in order.
fn is_well_formed(page: &Page) -> bool {
    let text = page.text();
    let Some(rest) = text.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>") else {
        return false;
    };
    let mut open = Vec::new();
    for tag in rest.split('<').skip(1).filter_map(|part| part.split('>').next()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn feeds_tell_of_the_newest_thirty_goods_in_both_languages() {
    let mut fair = Fair::open();
    for number in 0..32_u32 {
        fair.list(&format!("نان {number}"), 20_000, &[]);
    }
    let mut other = fair.neighbour();
    list(
        &mut other.producer,
        "گلیم <سرخ> & \"سبز\"",
        900_000,
        &[("category", "handicraft"), ("description", "کار دست")],
    );
    let shop = fair.home.producer.get("/my/shop").link("/s/");
    let origin = fair.town.app.origin.clone();
    for prefix in ["", "/en"] {
        let feeds = [("/goods", 30), ("/c/bread", 30), ("/c/handicraft", 1), ("/c/chicks", 0), (shop.as_str(), 30)];
        for (path, count) in feeds {
            let own = if path == "/goods" { "/goods.atom".to_owned() } else { format!("{path}/goods.atom") };
            let page = fair.visitor.get(&format!("{prefix}{own}"));
            assert_eq!(page.status, 200, "{own}");
            assert_eq!(page.header("content-type"), Some("application/atom+xml; charset=utf-8"));
            assert!(is_well_formed(&page), "{own}: {}", page.text());
            assert_eq!((texts(&page, "entry").len(), texts(&page, "id").len()), (count, count + 1), "{own}");
            assert_eq!(texts(&page, "id")[0], format!("{origin}{prefix}{own}"));
            for name in ["title", "updated", "author"] {
                assert!(texts(&page, name).len() == count + 1, "{own}: {name}");
            }
            assert!(texts(&page, "updated").iter().all(|at| at == "2026-11-23T09:00:00Z"), "{own}");
            assert!(page.text().contains(&format!("xml:lang=\"{}\"", if prefix.is_empty() { "fa" } else { "en" })));
            let linked = fair.visitor.get(&format!("{prefix}{path}"));
            assert!(
                linked.links(&format!("{prefix}{own}")).contains(&format!("{prefix}{own}")),
                "{path} names its feed"
            );
        }
    }
    let crafts = fair.visitor.get("/c/handicraft/goods.atom");
    assert_eq!(texts(&crafts, "title")[1], "گلیم &lt;سرخ&gt; &amp; &quot;سبز&quot;");
    assert!(crafts.text().contains("کار دست"));
    for gone in ["/c/gold/goods.atom", "/s/22222222/goods.atom", "/s/%00/goods.atom"] {
        assert_eq!(fair.visitor.get(gone).status, 404, "{gone}");
    }
}

#[test]
fn a_feed_tells_first_of_what_changed_last_and_says_when() {
    let mut fair = Fair::open();
    for name in ["نان یک", "نان دو"] {
        fair.list(name, 20_000, &[]);
        fair.town.app.advance(chrono::TimeDelta::hours(1));
    }
    fair.home.producer.forget_notice();
    let told = |fair: &mut Fair| {
        let feed = fair.visitor.get("/goods.atom");
        let (titles, updated) = (texts(&feed, "title"), texts(&feed, "updated"));
        (titles[1].clone(), updated[1].clone(), texts(&feed, "published")[0].clone(), updated[0].clone())
    };
    let (first, ..) = told(&mut fair);
    assert_eq!(first, "نان دو");
    let row = fair.home.producer.get("/my/goods").row_with("/my/goods/1", "نان یک");
    let path = row.trim_end_matches("/stock").to_owned();
    let edit = |fair: &mut Fair, price: &str| {
        let version = fair.home.producer.get(&path).value_of("version");
        let good = [("name", "نان یک"), ("price", price), ("unit", "piece"), ("category", "bread"), ("sure", "0")];
        see_other(&fair.home.producer.post(&path, &[&good[..], &[("version", version.as_str())]].concat()));
        fair.home.producer.forget_notice();
    };
    edit(&mut fair, "20000");
    see_other(&fair.home.producer.post(&format!("{path}/stock"), &[("count", "3")]));
    assert_eq!(told(&mut fair).0, "نان دو", "nothing that a feed says has changed");
    edit(&mut fair, "21000");
    let at = |hour: u32| format!("2026-11-23T{hour:02}:00:00Z");
    assert_eq!(told(&mut fair), ("نان یک".to_owned(), at(11), at(9), at(11)));
}

#[test]
fn a_removed_good_leaves_feeds_and_the_map() {
    let mut fair = Fair::open();
    fair.list("نان ماندنی", 20_000, &[]);
    fair.list("نان رفتنی", 20_000, &[]);
    let gone = fair.visitor.get(&asked("/search", &[("q", "رفتنی")])).link("/p/");
    let row = fair.home.producer.get("/my/goods").row_with("/my/goods/1", "نان رفتنی");
    see_other(&fair.home.producer.post(&format!("{}/remove", row.trim_end_matches("/stock")), &[]));
    for path in ["/goods.atom", "/sitemap.xml"] {
        let page = fair.visitor.get(path);
        assert!(page.status == 200 && !page.text().contains(&gone), "{path}: {}", page.text());
    }
    assert_eq!(texts(&fair.visitor.get("/goods.atom"), "entry").len(), 1);
}

#[test]
fn the_map_names_every_public_page_in_both_languages_and_robots_are_told_where_it_is() {
    let mut fair = Fair::open();
    fair.list("نان لواش", 20_000, &[]);
    let origin = fair.town.app.origin.clone();
    let map = fair.visitor.get("/sitemap.xml");
    assert_eq!(map.header("content-type"), Some("application/xml; charset=utf-8"));
    assert!(is_well_formed(&map), "{}", map.text());
    let places = texts(&map, "loc");
    let shop = fair.home.producer.get("/my/shop").link("/s/");
    let good = fair.visitor.get("/goods").link("/p/");
    for path in ["/", "/goods", "/market", "/about", "/c/bread", "/c/chicks", shop.as_str(), good.as_str()] {
        for prefix in ["", "/en"] {
            let address = format!("{origin}{prefix}{path}");
            assert!(places.contains(&address), "{address}: {places:?}");
            assert_eq!(fair.visitor.get(&format!("{prefix}{path}")).status, 200);
        }
        let other = format!("<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{origin}/en{path}\"/>");
        assert_eq!(map.text().matches(&other).count(), 2, "{path}");
    }
    assert!(places.iter().all(|place| !place.contains("/my") && !place.contains("/casework")));
    let robots = fair.visitor.get("/robots.txt").text();
    assert!(robots.contains(&format!("\nSitemap: {origin}/sitemap.xml\n")), "{robots}");
}

#[test]
fn parts_of_the_map_begin_where_they_are_asked_to() {
    let mut fair = Fair::open();
    fair.list("نان نخست", 20_000, &[]);
    fair.list("نان دوم", 20_000, &[]);
    let goods = fair.visitor.get("/goods").links("/p/");
    let code = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let shop = code(&fair.home.producer.get("/my/shop").link("/s/"));
    let part = |fair: &mut Fair, piece: &str| {
        let page = fair.visitor.get(&format!("/sitemap/{piece}.xml"));
        (page.status, texts(&page, "loc").len())
    };
    assert_eq!(part(&mut fair, &format!("goods-{}", code(&goods[0]))), (200, 4));
    assert_eq!(part(&mut fair, &format!("goods-{}", code(&goods[1]))), (200, 2), "older ones only");
    assert_eq!(part(&mut fair, &format!("shops-{shop}")), (200, 2));
    assert_eq!(part(&mut fair, "pages"), (200, 2 * (4 + 8)));
    for nothing in ["goods-22222222", "shops-", "carts", "goods-%00"] {
        assert_eq!(part(&mut fair, nothing).0, 404, "{nothing}");
    }
}

#[test]
fn an_empty_marketplace_has_feeds_and_a_map() {
    let app = App::start();
    let mut visitor = app.client();
    for path in ["/goods.atom", "/c/bread/goods.atom", "/sitemap.xml", "/en/goods.atom"] {
        let page = visitor.get(path);
        assert!(page.status == 200 && is_well_formed(&page), "{path}: {}", page.text());
    }
}
