//! The season of a site: its report, its files, and the same season under another rule.
use crate::audit::{self, Event};
use crate::db::Pool;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::SiteId;
use crate::reports::access::SiteReader;
use crate::reports::figures::Figures;
use crate::reports::model::{Naming, Record};
use crate::reports::pages::{Compared, RerunPage, SeasonReport};
use crate::reports::rerun::{self, Change, NothingChanged};
use crate::reports::season::Season;
use crate::reports::{csv, forms, queries};
use crate::stalls::model::Category;
use crate::stalls::queries as stalls;
use crate::ui::{Form, Problem};
use crate::web::{Allowed, Answer, State};
use actix_web::HttpResponse;
use actix_web::web::Data;

async fn record(state: &State, site: SiteId, of: (Season, Naming)) -> Result<Record, AppError> {
    state.pool.read(move |db| queries::season(db, site, of)).await
}

pub(super) async fn report(by: Allowed<SiteReader>, state: Data<State>) -> Answer {
    let season = forms::season(&by.visit.query, by.visit.today);
    let record = record(&state, by.proof.site(), (season, by.proof.naming())).await?;
    let page = SeasonReport {
        figures: Figures::of(&record.days),
        record,
        season,
        is_manager: by.proof.is_manager(),
        most_days: queries::MOST_DAYS,
        view: forms::view(&by.visit.query),
        form: Form::filled(Fields::default().with("season", season.to_string())),
        now: state.pool.clock().now().at,
    };
    Ok(by.visit.page(&page))
}

/// GET: one of the two files, without names of households: those are given for a password alone. That it was taken away
/// leaves a row in the trail, or it is not given.
pub(super) async fn file(by: Allowed<SiteReader>, state: Data<State>) -> Answer {
    let season = forms::season(&by.visit.query, by.visit.today);
    let record = record(&state, by.proof.site(), (season, Naming::Shops)).await?;
    let (figures, locale) = (Figures::of(&record.days), by.visit.locale());
    let (name, detail, file) = match by.visit.query.text("rows") {
        "days" => ("days", "season days", csv::days(&locale, &figures)),
        _ => ("sellers", "season sellers", csv::sellers(&locale, &record, &figures)),
    };
    let file = file.map_err(|error| AppError::Internal(error.into()))?;
    let proof = by.proof.clone();
    let note = move |db: &mut crate::db::Db| {
        let object = ("market_site", proof.site().0);
        audit::record(db, proof.actor(), Event { action: "export", object, detail, area: Some(proof.area()) })
    };
    state.pool.change(note).await?;
    Ok(attached(&format!("{season}-{name}.csv"), file))
}

/// A file for a spreadsheet, to be kept under this name.
pub(super) fn attached(name: &str, file: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", format!("attachment; filename=\"{name}\"")))
        .body(file)
}

/// GET: the rules to change, and with `do=deal` what comes out.
pub(super) async fn rerun(by: Allowed<SiteReader>, state: Data<State>) -> Answer {
    let season = forms::season(&by.visit.query, by.visit.today);
    let fields = by.visit.query.clone().with("season", season.to_string());
    let site = by.proof.site();
    let read = state.pool.read(move |db| Ok((stalls::site(db, site)?, stalls::categories(db)?)));
    let (site, categories) = read.await?;
    let outcome = match fields.text("do") {
        "deal" => outcome(&by, &state, (season, &fields, &categories)).await?.map(Some),
        _ => Ok(None),
    };
    let page = |compared, problems| {
        let form = Form::refused(fields, problems);
        RerunPage { site, season, categories, compared, form }
    };
    Ok(match outcome {
        Ok(compared) => by.visit.page(&page(compared, Vec::new())),
        Err(problems) => by.visit.refused(&page(None, problems)),
    })
}

/// What comes of a season under the rules that were sent, or what to mend.
async fn outcome(
    by: &Allowed<SiteReader>,
    state: &State,
    (season, fields, categories): (Season, &Fields, &[Category]),
) -> Result<Result<Compared, Vec<Problem>>, AppError> {
    let locale = by.visit.locale();
    let change = match forms::change(fields, categories, &locale) {
        Ok(change) => change,
        Err(problems) => return Ok(Err(problems)),
    };
    let busy = || vec![Problem { field: "season", sentence: locale.text.reports_rerun_busy() }];
    let Some(dealt) = dealt(by, state, (season, change)).await? else {
        return Ok(Err(busy()));
    };
    Ok(dealt.map_err(|NothingChanged| forms::nothing_changed(&locale)))
}

/// Reads a season and deals it again on a thread of its own, one at a time; nothing when too many wait.
async fn dealt(
    by: &Allowed<SiteReader>,
    state: &State,
    (season, change): (Season, Change),
) -> Result<Option<Result<Compared, NothingChanged>>, AppError> {
    let (site, naming) = (by.proof.site(), by.proof.naming());
    let turns = state.reruns.clone();
    let deal = move |pool: &Pool| {
        let Some(_turn) = turns.take() else {
            return Ok(None);
        };
        let record = pool.read_now(|db| queries::season(db, site, (season, naming)))?;
        let done = rerun::rerun(&record.days, &change);
        Ok(Some(done.map(|done| Compared {
            unchanged: Figures::of(&done.unchanged),
            changed: Figures::of(&done.changed),
            sellers: record.sellers,
            altered: done.altered,
            unread: done.unread,
            is_cut: done.is_cut || record.is_cut,
        })))
    };
    state.pool.aside(deal).await
}
