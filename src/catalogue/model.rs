//! What pages, and the slices above, are told of shops and goods.
pub(crate) use super::waiting::{Fate, ItemKind, ItemState, SentWords};

use crate::kernel::by_weight::{ByWeight, PriceTag, StoredByWeight};
use crate::kernel::ids::{EquipmentId, ProductId, ShopId, WeightSetId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

/// A category of goods. Its code is also the name of its icon.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Category {
    pub code: String,
    pub name_fa: String,
    pub name_en: String,
}

impl Category {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.name_fa,
            Lang::En => &self.name_en,
        }
    }
}

/// A good as its own household and the slices that sell it see it.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Good {
    pub id: ProductId,
    pub code: String,
    pub category: String,
    pub name: String,
    pub description: String,
    pub unit: SellUnit,
    /// The price of one unit; of a good that is charged by weight, what a piece of the usual weight costs.
    pub price: Rial,
    /// What there is of it, also what is kept for orders.
    pub stock: Quantity,
    /// What of the stock is kept for orders.
    pub held: Quantity,
    pub lead_days: i32,
    /// The code of its photo.
    pub photo: Option<String>,
    /// Grows with every edit; an edit names the version it was made from.
    pub version: i32,
    /// Whether buyers see it; a good that waits to be looked over, or whose shop is hidden, is its household's alone.
    pub is_seen: bool,
    /// None where the price of a unit is exact.
    #[diesel(deserialize_as = StoredByWeight)]
    pub by_weight: Option<ByWeight>,
}

impl Good {
    pub fn tag(&self) -> PriceTag {
        PriceTag { price: self.price, unit: self.unit, kilo: self.by_weight.map(|by_weight| by_weight.kilo) }
    }

    /// What can be sold to whoever comes.
    pub fn free(&self) -> Quantity {
        Quantity(self.stock.0 - self.held.0)
    }

    pub fn is_sold_out(&self) -> bool {
        self.free() <= Quantity::ZERO
    }
}

/// A shop as its own household sees it.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Shop {
    pub id: ShopId,
    pub code: String,
    pub name: String,
    pub story: String,
    /// Since when buyers do not see it, by a moderator's word.
    pub hidden_at: Option<NaiveDateTime>,
}

text_enum! {
    /// Whether a good is there.
    pub(crate) enum GoodState {
        /// Buyers see it, unless its shop is hidden.
        Listed = "listed",
        /// It waits to be looked over, was refused or lacks a licence.
        Hidden = "hidden",
        /// It was taken off its shop for ever.
        Removed = "removed",
    }
}

text_enum! {
    /// How far a wish has come.
    pub(crate) enum WishState {
        Waiting = "waiting",
        Told = "told",
        /// The one who waited wants nothing more.
        Stopped = "stopped",
        /// Its thirty days went by.
        Over = "over",
    }
}

/// What the link in an SMS about a good still stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WishLink {
    /// Its number may still be told of goods.
    Told,
    /// Its number is told of nothing.
    Stopped,
    /// Nobody knows any more whose link it was.
    Over,
}

/// A machine that a household may produce with.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Machine {
    pub id: EquipmentId,
    pub kind: String,
    pub kind_fa: String,
    pub kind_en: String,
    pub serial: String,
}

impl Machine {
    pub fn kind_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.kind_fa,
            Lang::En => &self.kind_en,
        }
    }

    /// The category of the goods that such a machine usually makes.
    pub fn usual_category(&self) -> &'static str {
        match self.kind.as_str() {
            "incubator" => "chicks",
            "chopper" => "herbs",
            "press" => "fruit-leather",
            "dryer" => "dried-fruit",
            _ => "bread",
        }
    }

    /// How many days before the sale such a machine usually makes a good: an egg lies 21 days in the incubator.
    pub fn usual_lead(&self) -> i32 {
        if self.kind == "incubator" { 21 } else { 0 }
    }
}

/// One part of a weight set: a machine, or the household's own means, and its share in basis points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Weight {
    pub machine: Option<EquipmentId>,
    pub share_bp: i32,
}

/// A sealed weight set, with its lines in their order; the shares make ten thousand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WeightSet {
    pub id: WeightSetId,
    pub starts_on: NaiveDate,
    /// Why the shares are what they are; empty for the equal ones that a producer's ticks make.
    pub reason: String,
    pub lines: Vec<Weight>,
}

impl WeightSet {
    /// Whether a caseworker agreed it with the household: ticks of the producer do not take its place.
    pub fn is_agreed(&self) -> bool {
        !self.reason.is_empty()
    }
}

/// A sealed weight set in the history of a good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WeightHistory {
    pub set: WeightSet,
    pub author: String,
}
