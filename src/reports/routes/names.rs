//! What is taken away with the names of households: a form that asks for the present password, and the answer to it. The
//! answer stands at no address of its own, so that nothing but the form leads there.
use super::council::{self, Wanted};
use super::season::attached;
use crate::accounts::forms::not_confirmed;
use crate::accounts::routes::confirmed;
use crate::audit::{self, Event};
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::reports::figures::Figures;
use crate::reports::model::{Naming, Record};
use crate::reports::pages::{AskNames, NamesOf};
use crate::reports::season::Season;
use crate::reports::{csv, queries};
use crate::stalls::access::SiteManager;
use crate::stalls::queries as stalls;
use crate::ui::Form;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;
use diesel::QueryResult;

pub(super) async fn form(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let page = asking(&by, &state, Form::filled(by.visit.query.clone())).await?;
    Ok(by.visit.page(&page))
}

async fn asking(by: &Allowed<SiteManager>, state: &State, form: Form) -> Result<AskNames, AppError> {
    let (wanted, what) = (Wanted::of(&form.fields, by.visit.today)?, what(&form.fields));
    let site = by.proof.site();
    let read = state.pool.read(move |db| {
        let day = match wanted.day {
            Some(day) => stalls::day_and_area(db, day)?.filter(|(_, of, ..)| *of == site).map(|(card, ..)| card),
            None => None,
        };
        Ok((stalls::site(db, site)?, day))
    });
    let (site, day) = read.await?;
    if wanted.day.is_some() && day.is_none() {
        return Err(AppError::NotFound);
    }
    Ok(AskNames { site, what, day, season: wanted.season, form })
}

fn what(fields: &Fields) -> NamesOf {
    if fields.text("what") == "council" { NamesOf::Council } else { NamesOf::Sellers }
}

/// POST: the file of the sellers, or the papers for the council.
pub(super) async fn give(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (wanted, what) = (Wanted::of(&sent.fields, by.visit.today)?, what(&sent.fields));
    if let Err(refusal) = confirmed(by.proof.actor().account, &state, (&sent, "present")).await? {
        let problem = not_confirmed("present", refusal, &by.visit.locale());
        let page = asking(&by, &state, Form::refused(sent.fields, vec![problem])).await?;
        return Ok(by.visit.refused(&page));
    }
    let proof = by.proof.clone();
    match what {
        NamesOf::Council => {
            let pack = state.pool.change(move |db| council::named(db, &proof, wanted)).await?;
            Ok(by.visit.page(&pack.ok_or(AppError::NotFound)?))
        }
        NamesOf::Sellers => {
            let season = wanted.season;
            let record = state.pool.change(move |db| sellers(db, &proof, season)).await?;
            let file = csv::sellers(&by.visit.locale(), &record, &Figures::of(&record.days));
            let file = file.map_err(|error| AppError::Internal(error.into()))?;
            Ok(attached(&format!("{season}-sellers.csv"), file))
        }
    }
}

/// The season with names. That they were taken away leaves a row in the trail, or they are not given.
fn sellers(db: &mut Db, by: &SiteManager, season: Season) -> QueryResult<Record> {
    let record = queries::season(db, by.site(), (season, Naming::Names))?;
    let object = ("market_site", by.site().0);
    audit::record(
        db,
        by.actor(),
        Event { action: "export", object, detail: "season sellers names", area: Some(by.area()) },
    )?;
    Ok(record)
}
