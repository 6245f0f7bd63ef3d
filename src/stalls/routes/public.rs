//! Market days for everyone.
use crate::error::AppError;
use crate::kernel::ids::MarketDayId;
use crate::stalls::pages::{MarketDay, MarketDays};
use crate::stalls::queries::{self, Version};
use crate::web::{Answer, State, Visit};
use actix_web::web::{Data, Path};

pub(super) async fn market_days(visit: Visit, state: Data<State>) -> Answer {
    let days = state.pool.read(queries::coming_days).await?;
    Ok(visit.page(&MarketDays { days }))
}

pub(super) async fn market_day(visit: Visit, state: Data<State>, day: Path<MarketDayId>) -> Answer {
    let id = day.into_inner();
    let found = state
        .pool
        .read(move |db| match queries::coming_day(db, id)? {
            Some(day) if day.day.day == db.now.today => Ok(Some((day, queries::plan_to_keep(db, id)?))),
            Some(day) => Ok(Some((day, queries::plan(db, id, Version::Published)?))),
            None => Ok(None),
        })
        .await?;
    let (day, plan) = found.ok_or(AppError::NotFound)?;
    let sought = visit.query.text("stall").to_owned();
    Ok(visit.page(&MarketDay { day, plan, sought }))
}
