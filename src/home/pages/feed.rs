//! Feeds of goods that came or changed, in the words of RFC 4287.
use super::xml::{Xml, whole};
use crate::home::model::{Feed, FeedOf, News};
use crate::i18n::named;
use crate::ui::Ui;
use crate::ui::photo::for_sharing;
use crate::urls;
use chrono::{NaiveDateTime, SecondsFormat};
use std::io;

/// The feed, as it is at this moment.
pub(in crate::home) fn atom(ui: &Ui, feed: &Feed, now: NaiveDateTime) -> io::Result<Vec<u8>> {
    let (title, page, own) = face(ui, &feed.of);
    let changed = match (feed.news.first(), &feed.of) {
        (Some(newest), _) => newest.changed_at,
        (None, FeedOf::Shop { opened_on, .. }) => opened_on.and_time(chrono::NaiveTime::MIN),
        (None, FeedOf::All | FeedOf::Category(_)) => now,
    };
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", ui.lang.tag())];
    Xml::document("feed", &attributes, |xml| {
        xml.text("id", &own)?;
        xml.text("title", &title)?;
        xml.text("updated", &instant(changed))?;
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)])?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)])?;
        xml.element("author", &[], |xml| xml.text("name", &ui.public_name))?;
        feed.news.iter().try_for_each(|news| entry(ui, xml, news))
    })
}

/// The title of a feed, the page it is of, and its own address.
fn face(ui: &Ui, of: &FeedOf) -> (String, String, String) {
    let lang = ui.lang;
    let (name, page, own) = match of {
        FeedOf::All => (ui.text.home_goods_title(), urls::goods(lang), urls::goods_feed(lang)),
        FeedOf::Category(category) => (
            category.name(lang).to_owned(),
            urls::category(lang, &category.code),
            urls::category_feed(lang, &category.code),
        ),
        FeedOf::Shop { face, .. } => {
            (face.name.clone(), urls::shop(lang, &face.code), urls::shop_feed(lang, &face.code))
        }
    };
    let title = ui.text.home_feed_title(named::NamePlace { name, place: ui.public_name.as_str() });
    (title, whole(ui, &page), whole(ui, &own))
}

fn entry(ui: &Ui, xml: &mut Xml, news: &News) -> io::Result<()> {
    let page = whole(ui, &urls::product(ui.lang, &news.code));
    let (name, shop) = (news.name.as_str(), news.shop.as_str());
    let said = if ui.prices_in.is_in(news.city) {
        let price = ui.money_about(news.price, news.kilo.is_some());
        let unit = ui.sell_unit(news.unit);
        ui.text.home_good_description(named::NamePriceShopUnit { name, price, shop, unit })
    } else {
        ui.text.home_good_description_plain(named::NameShop { name, shop })
    };
    let summary = if news.description.is_empty() { said } else { format!("{said}\n{}", news.description) };
    let term = news.category.code.as_str();
    xml.element("entry", &[], |xml| {
        xml.text("id", &page)?;
        xml.text("title", &news.name)?;
        xml.text("published", &instant(news.shown_at.unwrap_or(news.changed_at)))?;
        xml.text("updated", &instant(news.changed_at))?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)])?;
        if let Some(photo) = &news.photo {
            let picture = whole(ui, &for_sharing(photo));
            xml.empty("link", &[("rel", "enclosure"), ("type", "image/webp"), ("href", &picture)])?;
        }
        xml.element("author", &[], |xml| xml.text("name", &news.shop))?;
        xml.empty("category", &[("term", term), ("label", news.category.name(ui.lang))])?;
        xml.text("summary", &summary)
    })
}

fn instant(at: NaiveDateTime) -> String {
    at.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}
