//! Changing a good. Its sales keep the name and unit it had then, and the weights they were made with.
use super::access::OwnGood;
use super::list_good::{GoodFace, GoodRefusal, category_of, searched, weigh};
use super::model::{GoodState, WeightSet};
use super::photos::{self, Kept};
use super::{queries, shop, shown, waiting};
use crate::db::form_key::{self, Sent};
use crate::db::schema::product;
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{EquipmentId, PhotoId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::persian::sort_key;
use crate::kernel::quantity::SellUnit;
use chrono::NaiveDateTime;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A good as it shall be.
#[derive(Clone, Debug)]
pub(crate) struct GoodEdit {
    pub face: GoodFace,
    /// A photo in the place of the one it has.
    pub photo: Option<Kept>,
    /// The version this edit was made from.
    pub version: i32,
}

/// Changes a good as its form asks for; what the same form has changed before is not changed again. Gives the code of the photo
/// that was replaced, as [`edit`] does.
pub(crate) fn edit_once(
    db: &mut Db,
    by: &OwnGood,
    (change, form): (&GoodEdit, &Sent),
) -> Write<Option<String>, GoodRefusal> {
    let mut replaced = None;
    form_key::once(db, form, |db| {
        replaced = edit(db, by, change)?;
        Ok(by.product())
    })?;
    Ok(replaced)
}

/// Changes a good. Gives the code of the photo that was replaced, whose files are to be deleted after the commit.
pub(crate) fn edit(db: &mut Db, by: &OwnGood, edit: &GoodEdit) -> Write<Option<String>, GoodRefusal> {
    let Some(category) = category_of(db, &edit.face.category)? else {
        return refuse(GoodRefusal::Category);
    };
    let face = &edit.face;
    // First, so that no search learns words that nobody has looked over.
    let before = wait_if_changed(db, by.product(), edit)?;
    let changed_at = if before.is_read_otherwise(edit) { db.now.at } else { before.changed_at };
    let shop_name = shop::name_of_household(db, by.producer().household())?;
    let searched = searched((&face.name, &face.description), &category, &shop_name);
    let changed = diesel::update(product::table.find(by.product()).filter(product::version.eq(edit.version)))
        .set((
            (product::name.eq(&face.name), product::sort_key.eq(sort_key(&face.name))),
            (product::category_code.eq(&face.category), product::search_text.eq(searched)),
            (product::description.eq(&face.description), product::unit.eq(face.unit)),
            (product::price_irr.eq(face.price), product::lead_days.eq(face.lead_days)),
            (
                product::kilo_price_irr.eq(face.by_weight.map(|by_weight| by_weight.kilo)),
                product::piece_least_milli.eq(face.by_weight.map(|by_weight| by_weight.least)),
                product::piece_most_milli.eq(face.by_weight.map(|by_weight| by_weight.most)),
            ),
            (product::version.eq(edit.version.saturating_add(1)), product::changed_at.eq(changed_at)),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if refused_by(&error, "product_unit_sold") {
                Abort::Refused(GoodRefusal::UnitSold)
            } else if refused_by(&error, "product_unit_held") {
                Abort::Refused(GoodRefusal::UnitHeld)
            } else if refused_by(&error, "product_batch_unit") {
                Abort::Refused(GoodRefusal::UnitPlanned)
            } else {
                Abort::Database(error)
            }
        })?;
    if changed == 0 {
        return refuse(GoodRefusal::Stale);
    }
    // Another category may need another licence.
    shown::settle(db, &[before.shop])?;
    weigh_again(db, by, &face.machines)?;
    match &edit.photo {
        Some(kept) => replace_photo(db, by, kept),
        None => Ok(None),
    }
}

/// Weighs the good anew where other machines make it than the weights in force say. Shares that a caseworker agreed stay: the
/// form then offers no machines, and one that still sends other ones is an old copy.
fn weigh_again(db: &mut Db, by: &OwnGood, machines: &[EquipmentId]) -> Write<(), GoodRefusal> {
    let today = db.now.today;
    let Some(set) = queries::weights_on(db, by.product(), today)? else {
        return weigh(db, by.producer(), by.product(), machines);
    };
    let is_same = is_made_with(&set, machines);
    if set.is_agreed() {
        return if is_same || machines.is_empty() { Ok(()) } else { refuse(GoodRefusal::Agreed) };
    }
    if is_same { Ok(()) } else { weigh(db, by.producer(), by.product(), machines) }
}

/// Whether just these machines make the good.
fn is_made_with(set: &WeightSet, machines: &[EquipmentId]) -> bool {
    let mut now: Vec<EquipmentId> = set.lines.iter().filter_map(|line| line.machine).collect();
    let mut then = machines.to_vec();
    now.sort_unstable();
    then.sort_unstable();
    now == then
}

fn replace_photo(db: &mut Db, by: &OwnGood, kept: &Kept) -> Write<Option<String>, GoodRefusal> {
    let (shop, old): (ShopId, Option<PhotoId>) =
        product::table.find(by.product()).select((product::shop_id, product::photo_id)).first(db.conn)?;
    let new = photos::add(db, shop, kept)?;
    diesel::update(product::table.find(by.product())).set(product::photo_id.eq(new)).execute(db.conn)?;
    match old {
        Some(old) => Ok(Some(photos::forget(db, old)?)),
        None => Ok(None),
    }
}

/// What of a good buyers read, and whether somebody hides it; one that only lacks a licence is not hidden by anybody.
struct Before {
    shop: ShopId,
    words: (String, String, String),
    /// What a unit costs, and a kilo where that of a piece is an estimate.
    price: (SellUnit, Rial, Option<Rial>),
    is_hidden: bool,
    changed_at: NaiveDateTime,
}

impl Before {
    fn of(db: &mut Db, good: ProductId) -> QueryResult<Before> {
        let columns = (
            product::shop_id,
            (product::name, product::description, product::category_code),
            (product::unit, product::price_irr, product::kilo_price_irr),
            product::state.eq(GoodState::Hidden).and(product::is_unlicensed.eq(false)),
            product::changed_at,
        );
        let (shop, words, price, is_hidden, changed_at) = product::table.find(good).select(columns).first(db.conn)?;
        Ok(Before { shop, words, price, is_hidden, changed_at })
    }

    /// Whether the edit moves the good out of a category that needs a licence: nobody comes round one by calling it something else.
    fn leaves_licence(&self, db: &mut Db, edit: &GoodEdit) -> QueryResult<bool> {
        let category = &self.words.2;
        Ok(*category != edit.face.category && shown::needs_licence(db, category)?)
    }

    /// Whether the edit changes what is looked over. Price and stock never wait.
    fn is_changed_by(&self, edit: &GoodEdit) -> bool {
        let face = &edit.face;
        let (name, description, category) = &self.words;
        edit.photo.is_some() || *name != face.name || *description != face.description || *category != face.category
    }

    /// Whether buyers read anything else after the edit, be it a price.
    fn is_read_otherwise(&self, edit: &GoodEdit) -> bool {
        let kilo = edit.face.by_weight.map(|by_weight| by_weight.kilo);
        self.is_changed_by(edit) || self.price != (edit.face.unit, edit.face.price, kilo)
    }
}

/// Has what was changed looked over before buyers see it, and by whoever looks over what was reported of it. What is hidden waits also where the shop is trusted: somebody had a
/// reason to hide it; and it waits as soon as it is saved, for its seller may think that nothing needs mending.
fn wait_if_changed(db: &mut Db, good: ProductId, edit: &GoodEdit) -> QueryResult<Before> {
    let before = Before::of(db, good)?;
    let must_wait = match (before.is_hidden, before.is_changed_by(edit)) {
        (true, true) => true,
        (true, false) => !waiting::is_waiting(db, good)?,
        (false, true) => !waiting::is_trusted(db, before.shop)? || before.leaves_licence(db, edit)?,
        (false, false) => false,
    };
    if must_wait {
        waiting::wait(db, before.shop, good)?;
    }
    if before.is_changed_by(edit) {
        waiting::good_changed(db, good)?;
    }
    Ok(before)
}
