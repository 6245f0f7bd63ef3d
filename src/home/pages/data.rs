//! Goods and shops in the words of schema.org. Nothing stands here that does not stand on the page.
use super::xml::whole;
use crate::home::model::{GoodDetail, Offer, Rating, ShopFace};
use crate::kernel::money::Rial;
use crate::ui::Ui;
use crate::ui::photo::for_sharing;
use crate::urls;
use serde_json::{Map, Value};

const SCHEMA: &str = "https://schema.org";

/// An object of a kind, with the values that are there.
fn object<const N: usize>(kind: &str, values: [(&str, Option<Value>); N]) -> Map<String, Value> {
    let there = values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    std::iter::once(("@type".to_owned(), Value::from(kind))).chain(there).collect()
}

fn whole_object(mut object: Map<String, Value>) -> Value {
    object.insert("@context".to_owned(), Value::from(SCHEMA));
    Value::Object(object)
}

fn text(words: impl Into<String>) -> Option<Value> {
    Some(Value::String(words.into())).filter(|value| value.as_str() != Some(""))
}

pub(super) fn good(ui: &Ui, good: &GoodDetail, description: String) -> Value {
    let (card, is_priced) = (&good.card, ui.prices_in.is_in(good.card.city));
    let offer = object(
        "Offer",
        [
            ("url", text(whole(ui, &urls::product(ui.lang, &card.code)))),
            ("price", text(card.price.0.to_string()).filter(|_| is_priced)),
            ("priceCurrency", text("IRR").filter(|_| is_priced)),
            ("priceSpecification", card.kilo.filter(|_| is_priced).map(per_kilo)),
            ("availability", text(availability(card))),
            ("seller", Some(Value::Object(seller(ui, &good.shop)))),
        ],
    );
    whole_object(object(
        "Product",
        [
            ("name", text(&card.name)),
            ("description", text(description)),
            ("sku", text(&card.code)),
            ("category", text(good.category.name(ui.lang))),
            ("image", card.photo.as_deref().and_then(|photo| text(whole(ui, &for_sharing(photo))))),
            ("offers", Some(Value::Object(offer))),
            ("aggregateRating", rated(&good.reviews.rating)),
        ],
    ))
}

/// The price of a kilo, of which that of a piece is an estimate.
fn per_kilo(kilo: Rial) -> Value {
    let reference = object("QuantitativeValue", [("value", Some(Value::from(1))), ("unitCode", text("KGM"))]);
    let price = object(
        "UnitPriceSpecification",
        [
            ("price", text(kilo.0.to_string())),
            ("priceCurrency", text("IRR")),
            ("referenceQuantity", Some(Value::Object(reference))),
        ],
    );
    Value::Object(price)
}

/// The average of the stars; nothing where nobody gave any.
fn rated(rating: &Rating) -> Option<Value> {
    let average = rating.average()?;
    let rating = object(
        "AggregateRating",
        [
            ("ratingValue", text(format!("{}.{}", average / 1_000, average % 1_000 / 100))),
            ("ratingCount", Some(Value::from(rating.rated))),
            ("reviewCount", Some(Value::from(rating.reviews))),
        ],
    );
    Some(Value::Object(rating))
}

fn availability(card: &Offer) -> String {
    let word = match (card.is_gone(), card.is_sold_out()) {
        (true, _) => "OutOfStock",
        (false, true) => "PreOrder",
        (false, false) => "InStock",
    };
    format!("{SCHEMA}/{word}")
}

fn seller(ui: &Ui, shop: &ShopFace) -> Map<String, Value> {
    object("Organization", [("name", text(&shop.name)), ("url", text(whole(ui, &urls::shop(ui.lang, &shop.code))))])
}

pub(super) fn shop(ui: &Ui, (shop, rating): (&ShopFace, &Rating), picture: Option<String>) -> Value {
    let place =
        object("PostalAddress", [("addressLocality", text(shop.city(ui.lang))), ("addressCountry", text("IR"))]);
    whole_object(object(
        "LocalBusiness",
        [
            ("name", text(&shop.name)),
            ("description", text(&shop.story)),
            ("url", text(whole(ui, &urls::shop(ui.lang, &shop.code)))),
            ("image", picture.and_then(|path| text(whole(ui, &path)))),
            ("address", Some(Value::Object(place))),
            ("aggregateRating", rated(rating)),
        ],
    ))
}
