//! Routes of the office's set-up; all of them are an admin's.
mod settings;
mod switches;

use super::institutions::{self, InstitutionRefusal, PartRefusal};
use super::model::{AreaRow, InstitutionRow, Names};
use super::pages::{Institutions, NewProgramme, Office, Place, PlaceNames};
use super::places::{self, AreaRefusal};
use super::{forms, queries};
use crate::accounts::access::Admin;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{AreaId, AreaRoleId, InstitutionId};
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::{Data, Path};

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::admin, office)
        .get(pattern::admin_areas, country)
        .get(pattern::admin_area, place)
        .post(pattern::admin_area, add_area)
        .get(pattern::admin_area_names, names_form)
        .post(pattern::admin_area_names, rename_area)
        .post(pattern::admin_area_parts, give_part)
        .post(pattern::admin_area_part_end, end_part)
        .get(pattern::admin_institutions, institutions_list)
        .post(pattern::admin_institutions, add_institution)
        .get(pattern::admin_programmes, programme_form)
        .post(pattern::admin_programmes, add_programme);
    settings::configure(routes);
    switches::configure(routes);
}

async fn office(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let overview = state.pool.read(queries::overview).await?;
    Ok(by.visit.page(&Office { overview }))
}

async fn country(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let country = state.pool.read(queries::country).await?.ok_or(AppError::NotFound)?;
    let page = place_page(&state, country, Form::default(), Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn place(by: Allowed<Admin>, state: Data<State>, id: Path<AreaId>) -> Answer {
    let page = place_page(&state, id.into_inner(), Form::default(), Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn place_page(state: &State, id: AreaId, add: Form, give: Form) -> Result<Place, AppError> {
    state
        .pool
        .read(move |db| {
            let Some(area) = queries::area(db, id)? else {
                return Ok(None);
            };
            let parent = match area.parent {
                Some(parent) => queries::area(db, parent)?,
                None => None,
            };
            let (below, parts) = (queries::areas_below(db, id)?, queries::parts_in(db, id)?);
            let institutions = queries::institutions(db)?;
            Ok(Some(Place { area, parent, below, parts, institutions, add, give }))
        })
        .await?
        .ok_or(AppError::NotFound)
}

async fn add_area(by: Allowed<Admin>, state: Data<State>, parent: Path<AreaId>, sent: Submitted) -> Answer {
    let (parent, locale) = (parent.into_inner(), by.visit.locale());
    let problems = match forms::names(&sent.fields, &locale) {
        Ok(names) => {
            let (proof, name) = (by.proof.clone(), names.of(locale.lang).to_owned());
            match state.pool.write(move |db| places::add(db, &proof, parent, &names)).await? {
                Ok(_) => {
                    let url = urls::admin_area(locale.lang, parent);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.areas_added(&name)));
                }
                Err(refusal) => vec![area_problem(refusal, &locale)?],
            }
        }
        Err(problems) => problems,
    };
    let page = place_page(&state, parent, Form::refused(sent.fields, problems), Form::default()).await?;
    Ok(by.visit.refused(&page))
}

fn area_problem(refusal: AreaRefusal, locale: &Locale) -> Result<Problem, AppError> {
    match refusal {
        AreaRefusal::Unknown | AreaRefusal::Lowest => Err(AppError::NotFound),
        AreaRefusal::NoCode => Ok(Problem { field: "name-en", sentence: locale.text.areas_name_en_wrong() }),
        AreaRefusal::Taken => Ok(Problem { field: "name-en", sentence: locale.text.areas_name_taken() }),
    }
}

async fn names_form(by: Allowed<Admin>, state: Data<State>, id: Path<AreaId>) -> Answer {
    let area = area_of(&state, id.into_inner()).await?;
    let form = Form::filled(filled(&area.names));
    Ok(by.visit.page(&PlaceNames { area, form }))
}

async fn area_of(state: &State, id: AreaId) -> Result<AreaRow, AppError> {
    state.pool.read(move |db| queries::area(db, id)).await?.ok_or(AppError::NotFound)
}

fn filled(names: &Names) -> Fields {
    Fields::default().with("name-fa", names.fa.clone()).with("name-en", names.en.clone())
}

async fn rename_area(by: Allowed<Admin>, state: Data<State>, id: Path<AreaId>, sent: Submitted) -> Answer {
    let (id, locale) = (id.into_inner(), by.visit.locale());
    let problems = match forms::names(&sent.fields, &locale) {
        Ok(names) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| places::rename(db, &proof, id, &names)).await? {
                Ok(()) => {
                    let url = urls::admin_area(locale.lang, id);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.areas_renamed()));
                }
                Err(refusal) => vec![area_problem(refusal, &locale)?],
            }
        }
        Err(problems) => problems,
    };
    let area = area_of(&state, id).await?;
    Ok(by.visit.refused(&PlaceNames { area, form: Form::refused(sent.fields, problems) }))
}

async fn give_part(by: Allowed<Admin>, state: Data<State>, id: Path<AreaId>, sent: Submitted) -> Answer {
    let (id, locale) = (id.into_inner(), by.visit.locale());
    let problems = match forms::part(id, &sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| institutions::give_part(db, &proof, &new)).await? {
                Ok(_) => {
                    let url = urls::admin_area(locale.lang, id);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.areas_part_given()));
                }
                Err(PartRefusal::Unknown) => return Err(AppError::NotFound),
                Err(PartRefusal::LeadTaken) => {
                    vec![Problem { field: "part", sentence: locale.text.areas_part_lead_taken() }]
                }
            }
        }
        Err(problems) => problems,
    };
    let page = place_page(&state, id, Form::default(), Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

async fn end_part(by: Allowed<Admin>, state: Data<State>, ids: Path<(AreaId, AreaRoleId)>) -> Answer {
    let (proof, (area, part)) = (by.proof.clone(), ids.into_inner());
    if !state.pool.change(move |db| institutions::end_part(db, &proof, (area, part))).await? {
        return Err(AppError::NotFound);
    }
    let said = by.visit.locale().text.areas_part_ended();
    Ok(by.visit.see_other_saying(&urls::admin_area(by.visit.lang, area), &said))
}

async fn institutions_list(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let page = institutions_page(&state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn institutions_page(state: &State, form: Form) -> Result<Institutions, AppError> {
    let (institutions, programmes) =
        state.pool.read(|db| Ok((queries::institutions(db)?, queries::programmes(db)?))).await?;
    Ok(Institutions { institutions, programmes, form })
}

async fn add_institution(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::institution(&sent.fields, &locale) {
        Ok((kind, names)) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| institutions::add(db, &proof, kind, &names)).await? {
                Ok(_) => {
                    let url = urls::admin_institutions(locale.lang);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.areas_institution_added()));
                }
                Err(refusal) => vec![institution_problem(refusal, &locale)?],
            }
        }
        Err(problems) => problems,
    };
    let page = institutions_page(&state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

fn institution_problem(refusal: InstitutionRefusal, locale: &Locale) -> Result<Problem, AppError> {
    match refusal {
        InstitutionRefusal::Unknown => Err(AppError::NotFound),
        InstitutionRefusal::NoCode => Ok(Problem { field: "name-en", sentence: locale.text.areas_name_en_wrong() }),
        InstitutionRefusal::Taken => Ok(Problem { field: "name-en", sentence: locale.text.areas_name_taken() }),
    }
}

async fn programme_form(by: Allowed<Admin>, state: Data<State>, of: Path<InstitutionId>) -> Answer {
    let institution = institution_of(&state, of.into_inner()).await?;
    Ok(by.visit.page(&NewProgramme { institution, form: Form::default() }))
}

async fn institution_of(state: &State, id: InstitutionId) -> Result<InstitutionRow, AppError> {
    state.pool.read(move |db| queries::institution(db, id)).await?.ok_or(AppError::NotFound)
}

async fn add_programme(by: Allowed<Admin>, state: Data<State>, of: Path<InstitutionId>, sent: Submitted) -> Answer {
    let (of, locale) = (of.into_inner(), by.visit.locale());
    let problems = match forms::names(&sent.fields, &locale) {
        Ok(names) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| institutions::add_programme(db, &proof, of, &names)).await? {
                Ok(_) => {
                    let url = urls::admin_institutions(locale.lang);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.areas_programme_added()));
                }
                Err(refusal) => vec![institution_problem(refusal, &locale)?],
            }
        }
        Err(problems) => problems,
    };
    let institution = institution_of(&state, of).await?;
    Ok(by.visit.refused(&NewProgramme { institution, form: Form::refused(sent.fields, problems) }))
}
