//! Listing a new good: the shop if there is none yet, the photo, the first stock, and equal weights of the machines behind it.
//! Buyers see it at once where the shop is trusted.
use super::model::{Category, GoodState};
use super::photos::{self, Kept};
use super::weights::{self, NewWeights, Seal, WeightRefusal};
use super::{limits, queries, shop, shown, stock, waiting};
use crate::db::schema::product;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::access::Producer;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{EquipmentId, HouseholdId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::persian::{good_text, sort_key};
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// What a good is, as its producer tells it.
#[derive(Clone, Debug)]
pub(crate) struct GoodFace {
    pub name: String,
    /// The code of its category.
    pub category: String,
    pub description: String,
    pub unit: SellUnit,
    /// The price of one unit; of a good that is charged by weight, what a piece of the usual weight costs.
    pub price: Rial,
    /// None where the price of a unit is exact.
    pub by_weight: Option<ByWeight>,
    /// How many days before its sale it is made: a chick leaves the incubator 21 days after its egg went in.
    pub lead_days: i32,
    /// The machines that make it; none for the household's own means.
    pub machines: Vec<EquipmentId>,
}

/// A good to be listed.
#[derive(Clone, Debug)]
pub(crate) struct NewGood {
    pub idem: Idem,
    pub face: GoodFace,
    pub stock: Quantity,
    pub photo: Option<Kept>,
    /// The name under which the shop opens, if this is its first good.
    pub shop_name: String,
}

/// Why a good is not listed or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum GoodRefusal {
    #[error("there is no such category")]
    Category,
    #[error("the household neither holds one of these machines nor may use it")]
    Machine,
    #[error("the shop lists as many goods as it may: {0}")]
    TooMany(i64),
    #[error("the shop has listed as many goods today as it may: {0}")]
    TooManyToday(i64),
    #[error("the shop has sent as many photos today as it may: {0}")]
    PhotosToday(i64),
    #[error("a caseworker agreed the shares of the machines")]
    Agreed,
    #[error("it was changed meanwhile")]
    Stale,
    #[error("this very form has listed its good already")]
    Listed,
    #[error("the form of this key has listed another good")]
    OldForm,
    #[error("it was sold, and what was sold is counted in its unit")]
    UnitSold,
    #[error("it is kept for orders, which count it in its unit")]
    UnitHeld,
    #[error("it is planned for days to come, in its unit")]
    UnitPlanned,
    #[error("some of it is kept for orders")]
    Held,
    #[error("another good shows this photo already")]
    PhotoUsed,
}

/// Lists a new good; the second arrival of the same form is refused as listed already, and another one under its key as old.
pub(crate) fn list(db: &mut Db, by: &Producer, new: &NewGood) -> Write<ProductId, GoodRefusal> {
    if let Some((_, is_same)) = listed_by(db, by.household(), (&new.idem, &new.face))? {
        return refuse(if is_same { GoodRefusal::Listed } else { GoodRefusal::OldForm });
    }
    let Some(category) = category_of(db, &new.face.category)? else {
        return refuse(GoodRefusal::Category);
    };
    let shop = shop::of_or_open(db, by, (&new.shop_name, &category))?;
    limits::count_good(db, shop)?;
    let shop_name = shop::name_of(db, shop)?;
    let is_seen = waiting::is_trusted(db, shop)?;
    let id = insert(db, by, new, Place { shop, shop_name: &shop_name, category: &category, is_seen })?;
    if let Some(kept) = &new.photo {
        let photo = photos::add(db, shop, kept)?;
        diesel::update(product::table.find(id)).set(product::photo_id.eq(photo)).execute(db.conn)?;
    }
    if is_seen {
        shown::settle(db, &[shop])?;
    } else {
        waiting::wait(db, shop, id)?;
    }
    stock::begin(db, by.actor().account, id, new.stock)?;
    weigh_from_first_production(db, by, id, &new.face)?;
    Ok(id)
}

/// The good that the form of this key of a household has listed.
pub(super) fn listed_under(db: &mut Db, household: HouseholdId, idem: &Idem) -> QueryResult<ProductId> {
    product::table
        .filter(product::household_id.eq(household))
        .filter(product::idem.eq(idem.as_str()))
        .select(product::id)
        .first(db.conn)
}

/// The good that the form of this key has listed before, and whether it is the one that this form tells of.
pub(super) fn listed_by(
    db: &mut Db,
    household: HouseholdId,
    (idem, face): (&Idem, &GoodFace),
) -> QueryResult<Option<(ProductId, bool)>> {
    let listed: Option<(ProductId, String, SellUnit, Rial)> = product::table
        .filter(product::household_id.eq(household))
        .filter(product::idem.eq(idem.as_str()))
        .select((product::id, product::name, product::unit, product::price_irr))
        .first(db.conn)
        .optional()?;
    let told = (&face.name, face.unit, face.price);
    Ok(listed.map(|(id, name, unit, price)| (id, (&name, unit, price) == told)))
}

struct Place<'a> {
    shop: ShopId,
    shop_name: &'a str,
    category: &'a Category,
    /// Whether buyers see it at once; no search learns the words of one that waits.
    is_seen: bool,
}

fn insert(db: &mut Db, by: &Producer, new: &NewGood, place: Place) -> Write<ProductId, GoodRefusal> {
    let id: ProductId = db.id();
    let face = &new.face;
    diesel::insert_into(product::table)
        .values((
            (product::id.eq(id), product::code.eq(db.code())),
            (product::shop_id.eq(place.shop), product::household_id.eq(by.household())),
            product::idem.eq(new.idem.as_str()),
            (product::category_code.eq(&face.category), product::name.eq(&face.name)),
            product::search_text.eq(searched((&face.name, &face.description), place.category, place.shop_name)),
            (product::sort_key.eq(sort_key(&face.name)), product::description.eq(&face.description)),
            (product::unit.eq(face.unit), product::price_irr.eq(face.price)),
            (
                product::kilo_price_irr.eq(face.by_weight.map(|by_weight| by_weight.kilo)),
                product::piece_least_milli.eq(face.by_weight.map(|by_weight| by_weight.least)),
                product::piece_most_milli.eq(face.by_weight.map(|by_weight| by_weight.most)),
            ),
            (product::stock_milli.eq(new.stock), product::lead_days.eq(face.lead_days)),
            product::state.eq(if place.is_seen { GoodState::Listed } else { GoodState::Hidden }),
            (product::created_at.eq(db.now.at), product::changed_at.eq(db.now.at), product::version.eq(1)),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "product_once", "product.household_id, product.idem") {
                Abort::Refused(GoodRefusal::Listed)
            } else {
                Abort::Database(error)
            }
        })?;
    Ok(id)
}

/// The category of this code.
pub(super) fn category_of(db: &mut Db, code: &str) -> QueryResult<Option<Category>> {
    Ok(queries::categories(db)?.into_iter().find(|category| category.code == code))
}

/// What a search finds a good by: its name and description, its category, and the name on the sign of its shop.
pub(super) fn searched((name, description): (&str, &str), category: &Category, shop_name: &str) -> String {
    good_text(name, &[&category.name_fa, &category.name_en, description, shop_name])
}

/// Seals the first weights of a good from the day on which what is sold today was made, as far back as the household had the
/// machines: chicks that are listed today came out of eggs set three weeks ago.
fn weigh_from_first_production(db: &mut Db, by: &Producer, good: ProductId, face: &GoodFace) -> Write<(), GoodRefusal> {
    let today = db.now.today;
    let Some(since) = queries::within_reach_since(db, by.household(), &face.machines, today)? else {
        return refuse(GoodRefusal::Machine);
    };
    let made = today.checked_sub_days(Days::new(face.lead_days.unsigned_abs().into())).unwrap_or(today);
    seal_equal(db, by, good, (&face.machines, made.max(since)))
}

/// Seals equal weights of these machines from today on.
pub(super) fn weigh(db: &mut Db, by: &Producer, good: ProductId, machines: &[EquipmentId]) -> Write<(), GoodRefusal> {
    let today = db.now.today;
    if queries::within_reach_since(db, by.household(), machines, today)?.is_none() {
        return refuse(GoodRefusal::Machine);
    }
    seal_equal(db, by, good, (machines, today))
}

fn seal_equal(
    db: &mut Db,
    by: &Producer,
    good: ProductId,
    (machines, starts_on): (&[EquipmentId], NaiveDate),
) -> Write<(), GoodRefusal> {
    let new = NewWeights { starts_on, reason: String::new(), lines: weights::equal(machines) };
    let seal = Seal { good, by: by.actor(), area: by.area() };
    match weights::insert(db, &seal, &new) {
        Ok(_) => Ok(()),
        Err(abort) => Err(abort.map(|refusal| match refusal {
            WeightRefusal::Elsewhere | WeightRefusal::NotWhole | WeightRefusal::Lines | WeightRefusal::StartsWrong => {
                GoodRefusal::Machine
            }
        })),
    }
}
