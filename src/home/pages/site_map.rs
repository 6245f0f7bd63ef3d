//! The map of the site for search engines: each page in both languages, which name each other.
use super::xml::{Xml, whole};
use crate::home::model::{Links, SiteMap};
use crate::kernel::lang::Lang;
use crate::ui::Ui;
use crate::urls;
use std::io;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// What stands before the code by which a part begins.
pub(in crate::home) const PAGES: &str = "pages";
pub(in crate::home) const SHOPS: &str = "shops-";
pub(in crate::home) const GOODS: &str = "goods-";

/// GET /sitemap.xml.
pub(in crate::home) fn site_map(ui: &Ui, map: &SiteMap) -> io::Result<Vec<u8>> {
    match map {
        SiteMap::Links(links) => list(ui, links),
        SiteMap::Parts { shops, goods } => {
            let named = |kind: &'static str, codes: &[String]| -> Vec<String> {
                codes.iter().map(|code| format!("{kind}{code}")).collect()
            };
            let parts = [vec![PAGES.to_owned()], named(SHOPS, shops), named(GOODS, goods)].concat();
            Xml::document("sitemapindex", &[NAMESPACE], |xml| {
                parts.iter().try_for_each(|part| {
                    let address = whole(ui, &urls::site_map_part(Lang::Fa, part));
                    xml.element("sitemap", &[], |xml| xml.text("loc", &address))
                })
            })
        }
    }
}

/// One list of addresses.
pub(in crate::home) fn list(ui: &Ui, links: &Links) -> io::Result<Vec<u8>> {
    let xhtml = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");
    Xml::document("urlset", &[NAMESPACE, xhtml], |xml| {
        if links.has_pages {
            for page in [urls::home, urls::goods, urls::market_days, urls::about] {
                both(ui, xml, page)?;
            }
        }
        links.categories.iter().try_for_each(|code| both(ui, xml, |lang| urls::category(lang, code)))?;
        links.shops.iter().try_for_each(|code| both(ui, xml, |lang| urls::shop(lang, code)))?;
        links.goods.iter().try_for_each(|code| both(ui, xml, |lang| urls::product(lang, code)))
    })
}

/// A page in both languages, each of which names both.
fn both(ui: &Ui, xml: &mut Xml, page: impl Fn(Lang) -> String) -> io::Result<()> {
    let addresses = Lang::BOTH.map(|lang| (lang.tag(), whole(ui, &page(lang))));
    addresses.iter().try_for_each(|(_, address)| {
        xml.element("url", &[], |xml| {
            xml.text("loc", address)?;
            addresses.iter().try_for_each(|(tag, other)| {
                xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", other)])
            })
        })
    })
}
