//! What the public is told of goods and shops.
use crate::catalogue::batches::model::OpenBatch;
use crate::catalogue::licences::model::SeenLicence;
use crate::catalogue::model::Category;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::ids::AreaId;
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::places::Where;
use crate::kernel::quantity::SellUnit;
use crate::stalls::queries::ComingStall;
use chrono::{NaiveDate, NaiveDateTime};

pub(super) use crate::db::offers::{Filter, Offer, Order};
pub(super) use crate::reviews::model::{Rating, Review};
pub(super) use crate::stalls::model::PublicDay;

/// A page of a list of goods, and the code of its last one if there are more.
#[derive(Clone, Debug, Default)]
pub(super) struct Goods {
    pub cards: Vec<Offer>,
    pub more_after: Option<String>,
}

/// A shop's face to the public.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(super) struct ShopFace {
    pub code: String,
    pub name: String,
    pub story: String,
    pub city_fa: String,
    pub city_en: String,
}

impl ShopFace {
    pub fn city(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.city_fa,
            Lang::En => &self.city_en,
        }
    }

    /// The first letter of its name, for its sign.
    pub fn initial(&self) -> String {
        self.name.chars().take(1).collect()
    }

    /// The colour of its awning, 1 to 6, from its code and nothing else.
    pub fn awning(&self) -> u32 {
        self.code.bytes().map(u32::from).sum::<u32>() % 6 + 1
    }
}

/// A good on its own page.
#[derive(Clone, Debug)]
pub(super) struct GoodDetail {
    pub card: Offer,
    /// None where the price of a unit is exact.
    pub by_weight: Option<ByWeight>,
    pub description: String,
    pub category: Category,
    pub shop: ShopFace,
    /// Where the shop stands next at the market.
    pub stall: Option<ComingStall>,
    /// Whether its shop has a time at which it hands orders over.
    pub can_be_ordered: bool,
    /// The next batches of it that can be ordered.
    pub ahead: Vec<OpenBatch>,
    /// The licences that are good today, of those that such goods may carry.
    pub licences: Vec<SeenLicence>,
    /// Others of the same shop.
    pub others: Vec<Offer>,
    /// Of other shops, of the same category and about as dear.
    pub similar: Vec<Offer>,
    pub reviews: Reviews,
}

/// Which reviews a page shows: those after the one of this code, or the newest.
#[derive(Clone, Debug)]
pub(super) struct ReviewsAsked {
    pub after: Option<String>,
    /// Where there are reviews.
    pub places: Where,
}

/// What buyers say of a good or a shop: the newest reviews, and all of them in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Reviews {
    pub newest: Vec<Review>,
    /// The code of the last one, if there are older ones.
    pub more_after: Option<String>,
    /// Whether these are not the newest of all.
    pub is_later: bool,
    pub rating: Rating,
}

/// A good as feeds tell of it.
#[derive(Clone, Debug, diesel::Queryable)]
pub(super) struct News {
    pub code: String,
    pub name: String,
    pub description: String,
    pub unit: SellUnit,
    pub price: Rial,
    pub photo: Option<String>,
    pub shop: String,
    pub category: Category,
    /// Since when buyers know it, and when what they read of it changed last.
    pub shown_at: Option<NaiveDateTime>,
    pub changed_at: NaiveDateTime,
    /// The price of a kilo, where that of a piece is an estimate.
    pub kilo: Option<Rial>,
    /// The city of the shop.
    pub city: AreaId,
}

/// The goods that a feed tells of, those that changed last first.
#[derive(Clone, Debug)]
pub(super) struct Feed {
    pub of: FeedOf,
    pub news: Vec<News>,
}

/// Whose goods a feed tells of.
#[derive(Clone, Debug)]
pub(super) enum FeedOf {
    All,
    Category(Category),
    Shop { face: ShopFace, opened_on: NaiveDate },
}

/// What search engines are told of.
#[derive(Clone, Debug)]
pub(super) enum SiteMap {
    /// All of it, in one list.
    Links(Links),
    /// The first codes of its parts, where it is too long for one list.
    Parts { shops: Vec<String>, goods: Vec<String> },
}

/// The codes of what stands in a list of addresses.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Whether the pages that are always there stand in it.
    pub has_pages: bool,
    pub categories: Vec<String>,
    pub shops: Vec<String>,
    pub goods: Vec<String>,
}
