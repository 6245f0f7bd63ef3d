//! That a week of a standing order has no order, by SMS: to its buyer, if they did not open the news in the program.
use super::INBOX_FIRST;
use crate::accounts::queries::reached;
use crate::db::schema::standing_order;
use crate::db::switch::{self, Switch};
use crate::db::{Db, Pool};
use crate::i18n::Locale;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{HouseholdId, StandingId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::messages::sms::{Decision, Sms, deliver, post_of_week};
use crate::messages::{self, Gateway, WeekNews, week_sms};
use crate::orders::model::standing::TurnState;
use crate::orders::queries::standing::{standing, turn_on};
use chrono::{Days, NaiveDate};
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

/// Has the buyer told by SMS that a week has no order of a shop.
pub(in crate::orders) fn post_missed(db: &mut Db, shop: HouseholdId, of: (StandingId, NaiveDate)) -> QueryResult<()> {
    if !switch::is_on_for(db, Switch::Messages, shop)? {
        return Ok(());
    }
    let at = db.now.at + INBOX_FIRST;
    post_of_week(db, of, at)
}

/// Does the job that sends an SMS about a week.
///
/// # Errors
/// When the database cannot be used or the gateway does not take it; the job is then tried again.
pub(crate) fn send(pool: &Pool, gateway: &Gateway, origin: &str, arg: &str) -> anyhow::Result<()> {
    deliver(pool, gateway, arg, |db, sms| decide(db, sms, origin))?;
    Ok(())
}

fn decide(db: &mut Db, sms: &Sms, origin: &str) -> QueryResult<Decision> {
    let (Some(id), Some(day)) = sms.week else {
        return Ok(Decision::Drop);
    };
    let Some(standing) = standing(db, id)? else {
        return Ok(Decision::Drop);
    };
    // Until the day is over it helps to know that nothing is kept; a week that was wanted anew is no longer missed.
    let is_over = day.checked_add_days(Days::new(1)).is_none_or(|after| utc_of(after, 0) <= db.now.at);
    let is_missed = turn_on(db, id, day)? == Some(TurnState::Missed);
    if is_over || !is_missed || messages::has_read_since(db, &[standing.account], sms.made_at)? {
        return Ok(Decision::Drop);
    }
    let Some(reached) = reached(db, standing.account)? else {
        return Ok(Decision::Drop);
    };
    let language: String = standing_order::table.find(id).select(standing_order::language).first(db.conn)?;
    // No SMS speaks of money.
    let locale = Locale::new(Lang::from_tag(&language).unwrap_or(Lang::Fa), MoneyUnit::Toman, db.now.today);
    let news = WeekNews { good: &standing.name, day, standing: id };
    let text = week_sms(&locale, (&news, origin));
    Ok(Decision::Send { to: reached.mobile, text, known_by: None })
}
