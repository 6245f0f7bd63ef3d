//! What the reports of a site are made of.
use crate::kernel::ids::{BookingId, HouseholdId, StallId};
use crate::kernel::money::Rial;
use crate::kernel::persian::sort_key;
use crate::stalls::engine::Case;
use crate::stalls::model::{Attendance, DayCard, SiteCard, Wishes};
use std::collections::BTreeMap;

/// What is kept of a site's season.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub site: SiteCard,
    /// The market days that were held, the earliest first.
    pub days: Vec<SeasonDay>,
    /// How many days were called off.
    pub cancelled: usize,
    pub sellers: BTreeMap<HouseholdId, Seller>,
    /// Whether earlier days of the season are left out, because there are too many.
    pub is_cut: bool,
}

impl Record {
    /// The sellers in the order of their names, or of their shops where names are not told.
    pub fn in_order(&self) -> Vec<(HouseholdId, &Seller)> {
        let mut sellers: Vec<(HouseholdId, &Seller)> = self.sellers.iter().map(|(id, seller)| (*id, seller)).collect();
        sellers
            .sort_by_cached_key(|(_, seller)| seller.name.as_ref().or(seller.shop.as_ref()).map(|name| sort_key(name)));
        sellers
    }
}

/// How the sellers of a site are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// By the household's name and the shop's: to the manager.
    Names,
    /// By the shop's name: to others of the office.
    Shops,
    /// Not at all: on what is for the public.
    Nobody,
}

/// One market day that was held.
#[derive(Clone, Debug)]
pub(crate) struct SeasonDay {
    pub day: DayCard,
    /// The stalls on which someone could stand.
    pub open: Vec<StallId>,
    pub requests: Vec<Asked>,
    /// What the stalls were dealt on; none where it cannot be read any more.
    pub case: Option<Case>,
    /// The stalls by the numbers that they have in the case.
    pub numbers: BTreeMap<String, StallId>,
}

/// One request of a day.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub booking: BookingId,
    pub household: HouseholdId,
    pub category: String,
    pub fate: Fate,
    pub wishes: Wishes,
    /// The stalls it was told of before the day; none if it was refused.
    pub stalls: Vec<StallId>,
    /// The stalls it had in the end, once free ones had been given on.
    pub held: Vec<StallId>,
    /// Whether it got on the day itself what it had in the end.
    pub is_given: bool,
}

/// What became of a request besides its stalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stood on the day; with what was seen at the market.
    Stood(Option<Attendance>),
    /// Nobody had asked; the household came on the day.
    WalkedIn,
    SignedOff,
    Absent,
}

/// A household at a site, as far as the reader may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seller {
    /// The household's name; none for a reader who is told shops only.
    pub name: Option<String>,
    /// The name of the open shop.
    pub shop: Option<String>,
}

impl Seller {
    /// The name of the household with that of its shop, as far as they are told.
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.name.iter().chain(&self.shop).map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }
}

/// What one household took on a day.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub household: HouseholdId,
    pub seller: Seller,
    /// The numbers of its stalls, in the order they stand; none for who sold and has no stall in the plan.
    pub stalls: Vec<String>,
    /// Sales less what was given back.
    pub amount: Rial,
}

/// What a column of counts counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Stalls on which someone could stand, and those on which someone had a place in the end.
    pub usable: usize,
    pub taken: usize,
    /// Requests that stood, and those that got a stall before the day.
    pub asked: usize,
    pub placed: usize,
    /// Of those with such a stall: who came, and who did not.
    pub came: usize,
    pub no_show: usize,
    /// Who came without having asked.
    pub walked_in: usize,
    /// Who got a stall on the day itself, whether they had asked or not.
    pub given: usize,
    pub signed_off: usize,
    pub absent: usize,
    /// Requests that stood and wished for certain stalls; those that got one of them, and one of the best.
    pub wished: usize,
    pub on_wish: usize,
    pub on_best: usize,
}

impl std::ops::Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally {
            usable: self.usable + other.usable,
            taken: self.taken + other.taken,
            asked: self.asked + other.asked,
            placed: self.placed + other.placed,
            came: self.came + other.came,
            no_show: self.no_show + other.no_show,
            walked_in: self.walked_in + other.walked_in,
            given: self.given + other.given,
            signed_off: self.signed_off + other.signed_off,
            absent: self.absent + other.absent,
            wished: self.wished + other.wished,
            on_wish: self.on_wish + other.on_wish,
            on_best: self.on_best + other.on_best,
        }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        tallies.fold(Tally::default(), std::ops::Add::add)
    }
}

/// A part of a whole in basis points, rounded to whole percents; nothing of nothing.
pub(crate) fn share(part: usize, whole: usize) -> Option<i64> {
    let (part, whole) = (i64::try_from(part).ok()?, i64::try_from(whole).ok()?);
    (whole > 0).then(|| (part * 100 + whole / 2) / whole * 100)
}
