//! The manager's market day: opening, assigning, publishing, printing, ticking who came.
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::calendar::Jalali;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{IncidentId, RunId};
use crate::kernel::lang::Lang;
use crate::stalls::access::{DayManager, SiteManager};
use crate::stalls::days::{self, DayRefusal, DaysRefusal};
use crate::stalls::forms;
use crate::stalls::pages::{BEFORE, Day, DayVersion, NUMBERS, OpenDays, Paper, VERSION};
use crate::stalls::publish::{self, Publication, PublishRefusal};
use crate::stalls::queries::{self, Version};
use crate::stalls::trial::{self, TrialRefusal};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;
use chrono::{Datelike, Days, NaiveDate};
use diesel::QueryResult;

pub(super) async fn open_form(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let id = by.proof.site();
    let (site, last) = state
        .pool
        .read(move |db| Ok((queries::site(db, id)?, queries::days_of(db, id)?.last().map(|row| row.day.day))))
        .await?;
    let day = last.unwrap_or(by.visit.today).checked_add_days(Days::new(7)).unwrap_or(by.visit.today);
    let fields = date_fields(&by.visit.locale(), day)
        .with("weeks", "1")
        .with("opens", site.opens_minute.to_string())
        .with("closes", site.closes_minute.to_string());
    Ok(by.visit.page(&OpenDays { site, form: Form::filled(fields) }))
}

/// The three fields of a day in the reader's calendar.
fn date_fields(locale: &Locale, day: NaiveDate) -> Fields {
    let (year, month, date) = match locale.lang {
        Lang::Fa => {
            let day = Jalali::of(day);
            (day.year(), u32::from(day.month()), u32::from(day.day()))
        }
        Lang::En => (day.year(), day.month(), day.day()),
    };
    Fields::default()
        .with("first-year", locale.in_digits(&year.to_string()))
        .with("first-month", month.to_string())
        .with("first-day", locale.in_digits(&date.to_string()))
}

pub(super) async fn open(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (id, locale) = (by.proof.site(), by.visit.locale());
    let problems = match forms::new_days(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| days::open(db, &proof, &new)).await? {
                Ok(opened) => {
                    let count = i64::try_from(opened.len()).unwrap_or(i64::MAX);
                    let said = locale.text.stalls_days_opened(locale.number(count));
                    return Ok(by.visit.see_other_saying(&urls::site(by.visit.lang, id), &said));
                }
                Err(DaysRefusal::TooFar) => {
                    vec![Problem { field: "first", sentence: locale.text.stalls_days_too_far() }]
                }
                Err(DaysRefusal::Past) => vec![Problem { field: "first", sentence: locale.text.stalls_days_in_past() }],
                Err(DaysRefusal::Holiday) => {
                    vec![Problem { field: "first", sentence: locale.text.stalls_days_holiday() }]
                }
                Err(DaysRefusal::AllOpen) => {
                    vec![Problem { field: "first", sentence: locale.text.stalls_days_known() }]
                }
            }
        }
        Err(problems) => problems,
    };
    let site = state.pool.read(move |db| queries::site(db, id)).await?;
    Ok(by.visit.refused(&OpenDays { site, form: Form::refused(sent.fields, problems) }))
}

pub(super) async fn day(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    if by.visit.query.has(VERSION) {
        return version(&by, &state).await;
    }
    let mut page = day_page(&by, &state, Form::default()).await?;
    page.form = Form::filled(Fields::default().with("announcement", page.plan.day.announcement.clone()));
    Ok(by.visit.page(&page))
}

/// One version of the plan of the day, to be looked at.
async fn version(by: &Allowed<DayManager>, state: &State) -> Answer {
    let (id, site) = (by.proof.day(), by.proof.site().site());
    let version: i32 = by.visit.query.text(VERSION).parse().map_err(|_| AppError::NotFound)?;
    let read = move |db: &mut Db| -> QueryResult<Option<DayVersion>> {
        let Some(run) = queries::run_of(db, id, version)? else { return Ok(None) };
        let plan = queries::plan(db, id, Version::Numbered(version))?.when_made();
        let (site, categories) = (queries::site(db, site)?, queries::categories(db)?);
        Ok(Some(DayVersion { site, plan, run, categories }))
    };
    Ok(by.visit.page(&state.pool.read(read).await?.ok_or(AppError::NotFound)?))
}

async fn day_page(by: &Allowed<DayManager>, state: &State, form: Form) -> Result<Day, AppError> {
    let (id, site) = (by.proof.day(), by.proof.site().site());
    let before: Option<IncidentId> = by.visit.query.text(BEFORE).parse().ok();
    state
        .pool
        .read(move |db| {
            let plan = queries::working_plan(db, id)?;
            let has_own_drawing = queries::drawing_of_day(db, id)?.edition.day.is_some();
            let told = queries::plan(db, id, Version::Published)?;
            let changes = plan.changed_since(&told).count() + plan.dropped_since(&told).count();
            let happened = queries::incidents_of(db, id, before)?;
            let (site, categories) = (queries::site(db, site)?, queries::categories(db)?);
            let runs = queries::runs_of(db, id)?;
            Ok(Day { site, plan, changes, happened, categories, runs, has_own_drawing, now: db.now.at, form })
        })
        .await
}

/// The day again, with a sentence on what stands in the way.
pub(super) async fn day_refused(by: &Allowed<DayManager>, state: &State, sentence: String) -> Answer {
    let problems = vec![Problem { field: "main", sentence }];
    let mut page = day_page(by, state, Form::default()).await?;
    let fields = Fields::default().with("announcement", page.plan.day.announcement.clone());
    page.form = Form::refused(fields, problems);
    Ok(by.visit.refused(&page))
}

pub(super) async fn trial(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, text) = (by.proof.clone(), by.visit.locale().text);
    let last = sent.fields.has("last").then(|| sent.fields.text("last").parse::<RunId>().ok());
    let assigned = state.pool.write(move |db| match last {
        Some(last) => trial::run_after(db, &proof, last),
        None => trial::run(db, &proof),
    });
    match assigned.await? {
        Ok(_) => {
            let url = urls::day(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other_saying(&url, &text.stalls_day_assigned()))
        }
        Err(refusal) => {
            let sentence = match refusal {
                TrialRefusal::Cancelled | TrialRefusal::Past => text.stalls_day_closed(),
                TrialRefusal::NoStall => text.stalls_drawing_empty(),
                TrialRefusal::NoRequest => text.stalls_day_no_request(),
                TrialRefusal::Stale => text.stalls_day_stale(),
            };
            day_refused(&by, &state, sentence).await
        }
    }
}

pub(super) async fn publish(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let seen = forms::seen(&sent.fields).ok_or(AppError::NotFound)?;
    let wanted = Publication { seen, closes_early: sent.fields.has("close") };
    let are_numbers = sent.fields.has(NUMBERS);
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    let text = locale.text;
    let published = state.pool.write(move |db| match are_numbers {
        true => publish::announce_numbers(db, &proof, seen),
        false => publish::publish(db, &proof, wanted),
    });
    match published.await? {
        Ok(told) => {
            let said = text.stalls_day_published(locale.number(i64::try_from(told).unwrap_or(i64::MAX)));
            Ok(by.visit.see_other_saying(&urls::day(by.visit.lang, by.proof.day()), &said))
        }
        Err(refusal) => {
            let sentence = match refusal {
                PublishRefusal::Closed => text.stalls_day_closed(),
                PublishRefusal::Stale => text.stalls_day_stale(),
                PublishRefusal::BeforeCutoff => text.stalls_day_before_cutoff(),
                PublishRefusal::Outdated => text.stalls_day_outdated(),
                PublishRefusal::Nothing => text.stalls_day_published_already(),
                PublishRefusal::Unusable => text.stalls_day_publish_unusable(),
            };
            day_refused(&by, &state, sentence).await
        }
    }
}

pub(super) async fn announce(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    let text = locale.text;
    let said = match forms::announcement(&sent.fields, &locale) {
        Ok(said) => said,
        Err(problems) => {
            let page = day_page(&by, &state, Form::refused(sent.fields, problems)).await?;
            return Ok(by.visit.refused(&page));
        }
    };
    match state.pool.write(move |db| days::announce(db, &proof, &said)).await? {
        Ok(()) => {
            let url = urls::day(by.visit.lang, by.proof.day());
            Ok(by.visit.see_other_saying(&url, &text.stalls_say_done()))
        }
        Err(DayRefusal::Past | DayRefusal::Cancelled) => day_refused(&by, &state, text.stalls_day_closed()).await,
    }
}

pub(super) async fn cancel(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    match state.pool.write(move |db| days::cancel(db, &proof)).await? {
        Ok(told) => {
            let said = locale.text.stalls_cancelled(locale.number(i64::try_from(told).unwrap_or(i64::MAX)));
            Ok(by.visit.see_other_saying(&urls::day(by.visit.lang, by.proof.day()), &said))
        }
        Err(DayRefusal::Past | DayRefusal::Cancelled) => {
            day_refused(&by, &state, locale.text.stalls_day_closed()).await
        }
    }
}

pub(super) async fn paper(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    let (id, site) = (by.proof.day(), by.proof.site().site());
    let has_names = by.visit.query.text("names") != "no";
    let page = state
        .pool
        .read(move |db| {
            Ok(Paper {
                site: queries::site(db, site)?,
                plan: queries::plan(db, id, Version::Latest)?,
                categories: queries::categories(db)?,
                has_names,
                now: db.now.at,
            })
        })
        .await?;
    Ok(by.visit.page(&page))
}
