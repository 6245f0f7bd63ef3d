//! Routes of the marketplace's settings and of the holidays.
use crate::accounts::access::Admin;
use crate::areas::pages::{Holidays, Settings};
use crate::areas::settings::{self, Change, HolidayRefusal, SettingRefusal};
use crate::areas::{forms, queries};
use crate::db::{Db, setting, switch};
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::lang::Lang;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;

pub(super) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::admin_settings, form)
        .post(pattern::admin_names, set_names)
        .post(pattern::admin_unit, set_unit)
        .post(pattern::admin_moved_machine, set_moved_machine)
        .post(pattern::admin_paper_limit, set_paper_limit)
        .get(pattern::admin_holidays, holidays)
        .post(pattern::admin_holidays, add_holiday)
        .post(pattern::admin_holiday_remove, remove_holiday);
}

async fn form(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let page = page(&by, &state).await?;
    Ok(by.visit.page(&page))
}

/// The page as things are set now.
pub(super) async fn page(by: &Allowed<Admin>, state: &State) -> Result<Settings, AppError> {
    let read = |db: &mut Db| {
        let moved = queries::moved_machine(db)?;
        let switches = (switch::all_on(db)?, queries::switched_cities(db)?);
        Ok((queries::money_units(db)?, moved, setting::paper_limit(db)?, switches))
    };
    let (units, moved, paper_limit, (on, cities)) = state.pool.read(read).await?;
    let (now, filled) = (&by.visit.settings, Fields::default());
    let names = filled.clone().with("name-fa", now.public_name(Lang::Fa)).with("name-en", now.public_name(Lang::En));
    Ok(Settings {
        names: Form::filled(names),
        unit: Form::filled(filled.clone().with("unit", now.unit.as_str())),
        moved: Form::filled(filled.clone().with("moved", moved.as_str())),
        limit: Form::filled(filled.with("limit", by.visit.locale().typed_amount(paper_limit))),
        switches: Form::filled(forms::switched(&on)),
        cities,
        units,
        paper_limit,
    })
}

async fn set_names(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let problems = match forms::names(&sent.fields, &by.visit.locale()) {
        Ok(names) => match change(&by, &state, Change::PublicNames(names)).await? {
            Ok(answer) => return Ok(answer),
            Err(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    let page = Settings { names: Form::refused(sent.fields, problems), ..page(&by, &state).await? };
    Ok(by.visit.refused(&page))
}

async fn set_unit(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let problems = match forms::unit(&sent.fields, &by.visit.locale()) {
        Ok(unit) => match change(&by, &state, unit).await? {
            Ok(answer) => return Ok(answer),
            Err(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    let page = Settings { unit: Form::refused(sent.fields, problems), ..page(&by, &state).await? };
    Ok(by.visit.refused(&page))
}

async fn set_moved_machine(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let chosen = forms::moved_machine(&sent.fields).ok_or(AppError::Malformed("what to do with a moved machine"))?;
    match change(&by, &state, chosen).await? {
        Ok(answer) => Ok(answer),
        Err(_) => Err(AppError::NotFound),
    }
}

async fn set_paper_limit(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let problem = match forms::paper_limit(&sent.fields, &by.visit.locale()) {
        Ok(limit) => match change(&by, &state, limit).await? {
            Ok(answer) => return Ok(answer),
            Err(problem) => problem,
        },
        Err(problem) => problem,
    };
    let page = Settings { limit: Form::refused(sent.fields, vec![problem]), ..page(&by, &state).await? };
    Ok(by.visit.refused(&page))
}

/// Sets one thing and lets the pages of this process show it at once.
async fn change(
    by: &Allowed<Admin>,
    state: &State,
    new: Change,
) -> Result<Result<actix_web::HttpResponse, Problem>, AppError> {
    let (proof, text) = (by.proof.clone(), by.visit.locale().text);
    match state.pool.write(move |db| settings::change(db, &proof, &new)).await? {
        Ok(()) => {
            state.settings.forget();
            let url = urls::admin_settings(by.visit.lang);
            Ok(Ok(by.visit.see_other_saying(&url, &text.areas_settings_saved())))
        }
        Err(SettingRefusal::Past) => Ok(Err(Problem { field: "from", sentence: text.areas_settings_unit_past() })),
    }
}

async fn holidays(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let page = holidays_page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn holidays_page(by: &Allowed<Admin>, state: &State, form: Form) -> Result<Holidays, AppError> {
    let today = by.visit.today;
    let holidays = state.pool.read(move |db| queries::holidays(db, today)).await?;
    Ok(Holidays { holidays, form })
}

async fn add_holiday(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::holiday(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| settings::add_holiday(db, &proof, &new)).await? {
                Ok(()) => {
                    let url = urls::admin_holidays(by.visit.lang);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.areas_holiday_added()));
                }
                Err(HolidayRefusal::Taken) => {
                    vec![Problem { field: "day", sentence: locale.text.areas_holiday_taken() }]
                }
            }
        }
        Err(problems) => problems,
    };
    let page = holidays_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

async fn remove_holiday(by: Allowed<Admin>, state: Data<State>, day: Path<NaiveDate>) -> Answer {
    let (proof, day) = (by.proof.clone(), day.into_inner());
    if !state.pool.change(move |db| settings::remove_holiday(db, &proof, day)).await? {
        return Err(AppError::NotFound);
    }
    let said = by.visit.locale().text.areas_holiday_removed();
    Ok(by.visit.see_other_saying(&urls::admin_holidays(by.visit.lang), &said))
}
