//! Hiding a whole shop from buyers by a moderator's word, and showing it again. What was ordered before stays ordered.
use super::access::ModeratorOf;
use crate::audit::{self, Event};
use crate::catalogue::wish::shop_came_back;
use crate::db::Db;
use crate::db::schema::shop;
use crate::households::queries::people_of;
use crate::kernel::ids::HouseholdId;
use crate::messages::{self, About, Letter, LookedOver, Verdict};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Hides the shop with all its goods; its people are told `why`. False if it was hidden before.
pub(crate) fn hide(db: &mut Db, by: &ModeratorOf, why: &str) -> QueryResult<bool> {
    let now = db.now.at;
    let shown = shop::table.find(by.shop()).filter(shop::hidden_at.is_null());
    if diesel::update(shown).set(shop::hidden_at.eq(now)).execute(db.conn)? == 0 {
        return Ok(false);
    }
    settle(db, by, ("hide", Verdict::Hidden, why))?;
    Ok(true)
}

/// Shows it again as it is now, and tells whoever waits for one of its goods; false if it was not hidden.
pub(crate) fn show(db: &mut Db, by: &ModeratorOf) -> QueryResult<bool> {
    let hidden = shop::table.find(by.shop()).filter(shop::hidden_at.is_not_null());
    if diesel::update(hidden).set(shop::hidden_at.eq(None::<chrono::NaiveDateTime>)).execute(db.conn)? == 0 {
        return Ok(false);
    }
    shop_came_back(db, by.shop())?;
    settle(db, by, ("show", Verdict::Again, ""))?;
    Ok(true)
}

fn settle(db: &mut Db, by: &ModeratorOf, (action, verdict, why): (&'static str, Verdict, &str)) -> QueryResult<()> {
    let event = Event { action, object: ("shop", by.shop().0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    let (household, name): (HouseholdId, String) =
        shop::table.find(by.shop()).select((shop::household_id, shop::name)).first(db.conn)?;
    let letter =
        Letter::LookedOver(LookedOver { about: About::Shop, verdict, name, reasons: Vec::new(), note: why.to_owned() });
    let letters: Vec<_> = people_of(db, household)?.into_iter().map(|person| (person, letter.clone())).collect();
    messages::send_all(db, &letters)
}
