//! The page that the square on a stall leads to.
use crate::catalogue::model::Good;
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::AreaId;
use crate::kernel::persian::ascii_digits;
use crate::stalls::access::runs;
use crate::stalls::model::DayState;
use crate::stalls::pages::{Managing, StallHere};
use crate::stalls::plan::DayPlan;
use crate::stalls::queries::{self, Today};
use crate::ui::{Form, outbox};
use crate::web::{Answer, State, Visit};
use actix_web::web::{Data, Path};
use diesel::QueryResult;

pub(super) async fn stall(visit: Visit, state: Data<State>, path: Path<(String, String)>) -> Answer {
    let (market, number) = path.into_inner();
    let scanned = (market, ascii_digits(&number));
    let (code, number) = scanned.clone();
    let found = state.pool.read(move |db| read(db, (&code, &number))).await?;
    let (today, plan, goods) = found.ok_or(AppError::NotFound)?;
    let form = Form::filled(Fields::default()).keyed(&Idem::fresh(state.pool.ids()));
    let manager = visit.viewer.as_ref().filter(|who| runs(who, &today.area_path));
    let managing = manager.map(|who| Managing { form, owner: outbox::owner(who.account), scanned });
    Ok(visit.page(&StallHere { today, plan, goods, managing }))
}

type Found = (Today, Option<DayPlan>, Option<(AreaId, Vec<Good>)>);

fn read(db: &mut Db, (code, number): (&str, &str)) -> QueryResult<Option<Found>> {
    let Some(today) = queries::today_at(db, code, number)? else {
        return Ok(None);
    };
    let published = today.day.as_ref().filter(|day| day.state == DayState::Published).map(|day| day.id);
    let plan = match published {
        Some(day) => Some(queries::plan_to_keep(db, day)?),
        None => None,
    };
    let holder = plan.as_ref().and_then(|plan| plan.holder(today.stall));
    let goods = match holder.filter(|holder| holder.shop.is_some()) {
        Some(holder) => queries::goods_at(db, holder.booking)?,
        None => None,
    };
    Ok(Some((today, plan, goods)))
}
