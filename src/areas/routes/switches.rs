//! Routes of what is on and off.
use super::settings::page;
use crate::accounts::access::Admin;
use crate::areas::model::{AreaRow, Level, Switch};
use crate::areas::pages::{CitySwitches, Settings};
use crate::areas::switches::{self, SwitchRefusal};
use crate::areas::{forms, queries};
use crate::db::{Db, switch};
use crate::error::AppError;
use crate::kernel::ids::AreaId;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::{Data, Path};

pub(super) fn configure(routes: &mut Routes) {
    routes
        .post(pattern::admin_switches, set)
        .get(pattern::admin_city_switches, city)
        .post(pattern::admin_city_switches, set_in_city);
}

/// POST /admin/settings/switches.
async fn set(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, on, seen) = (by.proof.clone(), forms::switches(&sent.fields), forms::switches_seen(&sent.fields));
    let turned = state.pool.write(move |db| switches::switch(db, &proof, (&on, seen.as_deref()))).await?;
    state.settings.forget();
    let text = by.visit.locale().text;
    match turned {
        Ok(()) => Ok(by.visit.see_other_saying(&urls::admin_settings(by.visit.lang), &text.areas_settings_saved())),
        Err(SwitchRefusal::Unknown) => Err(AppError::NotFound),
        Err(SwitchRefusal::Stale) => {
            let page = page(&by, &state).await?;
            let switches = stale(page.switches.clone(), text.areas_settings_switches_stale());
            Ok(by.visit.refused(&Settings { switches, ..page }))
        }
    }
}

/// The form as things stand now, with what happened meanwhile.
fn stale(form: Form, sentence: String) -> Form {
    Form::refused(form.fields, vec![Problem { field: "on", sentence }])
}

/// The page of a city as things stand now.
async fn city_page(state: &State, id: AreaId) -> Result<CitySwitches, AppError> {
    let read = move |db: &mut Db| {
        let city: Option<AreaRow> = queries::area(db, id)?.filter(|area| area.level == Level::City);
        Ok((city, switch::in_city(db, id)?, switch::all_on(db)?))
    };
    let (city, here, usually): (_, _, Vec<Switch>) = state.pool.read(read).await?;
    let city = city.ok_or(AppError::NotFound)?;
    Ok(CitySwitches { city, usually, form: Form::filled(forms::in_city(&here)) })
}

/// GET /admin/areas/{city}/switches.
async fn city(by: Allowed<Admin>, state: Data<State>, id: Path<AreaId>) -> Answer {
    let page = city_page(&state, id.into_inner()).await?;
    Ok(by.visit.page(&page))
}

/// POST /admin/areas/{city}/switches.
async fn set_in_city(by: Allowed<Admin>, state: Data<State>, id: Path<AreaId>, sent: Submitted) -> Answer {
    let id = id.into_inner();
    let here = forms::here(&sent.fields).ok_or(AppError::Malformed("what is on in a city"))?;
    let (proof, seen) = (by.proof.clone(), forms::here_seen(&sent.fields));
    let turned = state.pool.write(move |db| switches::switch_in(db, &proof, (id, &here, &seen))).await?;
    state.settings.forget();
    let text = by.visit.locale().text;
    match turned {
        Ok(()) => Ok(by.visit.see_other_saying(&urls::admin_area(by.visit.lang, id), &text.areas_settings_saved())),
        Err(SwitchRefusal::Unknown) => Err(AppError::NotFound),
        Err(SwitchRefusal::Stale) => {
            let page = city_page(&state, id).await?;
            let form = stale(page.form.clone(), text.areas_settings_switches_stale());
            Ok(by.visit.refused(&CitySwitches { form, ..page }))
        }
    }
}
