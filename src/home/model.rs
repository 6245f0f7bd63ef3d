//! What the public is told of goods and shops.
use crate::catalogue::model::Category;
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::stalls::queries::ComingStall;

/// A good in a list.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(super) struct GoodCard {
    pub code: String,
    pub name: String,
    pub category: String,
    pub unit: SellUnit,
    pub price: Rial,
    /// What of it nobody waits for.
    pub stock: Quantity,
    pub photo: Option<String>,
    pub shop: String,
}

impl GoodCard {
    pub fn is_sold_out(&self) -> bool {
        self.stock == Quantity::ZERO
    }
}

/// A page of a list of goods, and the code of its last one if there are more.
#[derive(Clone, Debug, Default)]
pub(super) struct Goods {
    pub cards: Vec<GoodCard>,
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
    pub card: GoodCard,
    pub description: String,
    pub category: Category,
    pub shop: ShopFace,
    /// Where the shop stands next at the market.
    pub stall: Option<ComingStall>,
    /// Others of the same shop.
    pub others: Vec<GoodCard>,
}
