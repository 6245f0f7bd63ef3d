//! Routes of a shop's own licences, and of the kinds that an admin keeps.
use crate::accounts::access::Admin;
use crate::catalogue::forms::licences as forms;
use crate::catalogue::licences::access::OwnLicence;
use crate::catalogue::licences::model::LicenceState;
use crate::catalogue::licences::{enter, queries, rules};
use crate::catalogue::pages::licences::{KindForm, Kinds, LicenceForm, MyLicences};
use crate::catalogue::queries::{categories, shop_of};
use crate::db::Db;
use crate::db::form_key::{self, Sent};
use crate::error::AppError;
use crate::households::access::Producer;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{LicenceId, LicenceKindId};
use crate::ui::Form;
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::{Data, Path};

pub(super) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::my_licences, mine)
        .get(pattern::my_licence_new, new_form)
        .post(pattern::my_licence_new, enter_one)
        .get(pattern::my_licence, mend_form)
        .post(pattern::my_licence, mend)
        .post(pattern::my_licence_remove, remove)
        .get(pattern::admin_licences, kinds)
        .get(pattern::admin_licence_new, new_kind_form)
        .post(pattern::admin_licence_new, new_kind)
        .get(pattern::admin_licence, kind_form)
        .post(pattern::admin_licence, change_kind);
}

/// GET /my/licences.
async fn mine(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let household = by.proof.household();
    let page = state
        .pool
        .read(move |db| {
            let categories = categories(db)?;
            Ok(match shop_of(db, household)? {
                Some(shop) => MyLicences {
                    has_shop: true,
                    licences: queries::licences_of(db, shop.id)?,
                    standing: queries::standing(db, shop.id)?,
                    categories,
                },
                None => MyLicences { categories, ..MyLicences::default() },
            })
        })
        .await?;
    Ok(by.visit.page(&page))
}

async fn form_of(state: &State, licence: Option<LicenceId>, form: Form) -> Result<LicenceForm, AppError> {
    let kinds = state.pool.read(queries::kinds).await?;
    Ok(LicenceForm { licence, kinds, form })
}

/// GET /my/licences/new: of the kind that the query names, if it does.
async fn new_form(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let fields = Fields::default().with("kind", by.visit.query.text("kind"));
    let form = Form::filled(fields).keyed(&Idem::fresh(state.pool.ids()));
    Ok(by.visit.page(&form_of(&state, None, form).await?))
}

/// POST /my/licences/new; the second arrival of the form is answered like the first.
async fn enter_one(by: Allowed<Producer>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::licence(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            let key = Idem::parse(sent.fields.text("idem")).unwrap_or_else(|| Idem::fresh(state.pool.ids()));
            let form = Sent::of(proof.actor().account, "licence", (key, &sent.fields));
            let write = move |db: &mut Db| form_key::once(db, &form, |db| enter::enter(db, &proof, &new));
            match state.pool.write(write).await? {
                Ok(_) => {
                    let said = locale.text.licences_said_sent();
                    return Ok(by.visit.see_other_saying(&urls::my_licences(by.visit.lang), &said));
                }
                Err(refusal) => vec![forms::problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let form = Form::refused(sent.fields, problems).keyed(&Idem::fresh(state.pool.ids()));
    Ok(by.visit.refused(&form_of(&state, None, form).await?))
}

/// GET /my/licences/{licence}: only what is not accepted can be mended.
async fn mend_form(by: Allowed<OwnLicence>, state: Data<State>) -> Answer {
    let id = by.proof.licence();
    let licence = state.pool.read(move |db| queries::one(db, id)).await?;
    if licence.state != LicenceState::Sent {
        return Ok(by.visit.see_other(&urls::my_licences(by.visit.lang)));
    }
    let form = Form::filled(forms::filled(&licence, &by.visit.locale()));
    Ok(by.visit.page(&form_of(&state, Some(id), form).await?))
}

/// POST /my/licences/{licence}.
async fn mend(by: Allowed<OwnLicence>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, id) = (by.visit.locale(), by.proof.licence());
    let problems = match forms::licence(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof;
            match state.pool.write(move |db| enter::mend(db, proof, &new)).await? {
                Ok(()) => {
                    let said = locale.text.licences_said_sent();
                    return Ok(by.visit.see_other_saying(&urls::my_licences(by.visit.lang), &said));
                }
                Err(refusal) => vec![forms::problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    Ok(by.visit.refused(&form_of(&state, Some(id), Form::refused(sent.fields, problems)).await?))
}

/// POST /my/licences/{licence}/remove.
async fn remove(by: Allowed<OwnLicence>, state: Data<State>) -> Answer {
    let (text, proof) = (by.visit.locale().text, by.proof);
    let said = match state.pool.write(move |db| enter::remove(db, proof)).await? {
        Ok(()) => text.licences_said_removed(),
        Err(_) => text.licences_decided(),
    };
    Ok(by.visit.see_other_saying(&urls::my_licences(by.visit.lang), &said))
}

/// GET /admin/licences.
async fn kinds(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let page = state
        .pool
        .read(|db| Ok(Kinds { kinds: queries::kinds(db)?, needs: queries::needs(db)?, categories: categories(db)? }))
        .await?;
    Ok(by.visit.page(&page))
}

async fn kind_page(state: &State, id: Option<LicenceKindId>, form: Form) -> Result<KindForm, AppError> {
    let (categories, needs) = state.pool.read(|db| Ok((categories(db)?, queries::needs(db)?))).await?;
    let days = needs.into_iter().filter(|need| Some(need.kind.id) == id);
    let days = days.filter_map(|need| Some((need.category, need.from?))).collect();
    Ok(KindForm { id, categories, days, form })
}

/// GET /admin/licences/new.
async fn new_kind_form(by: Allowed<Admin>, state: Data<State>) -> Answer {
    Ok(by.visit.page(&kind_page(&state, None, Form::default()).await?))
}

/// POST /admin/licences/new.
async fn new_kind(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    save(by, &state, None, sent).await
}

/// GET /admin/licences/{licence_kind}.
async fn kind_form(by: Allowed<Admin>, state: Data<State>, id: Path<LicenceKindId>) -> Answer {
    let id = id.into_inner();
    let (kind, needs) = state.pool.read(move |db| Ok((queries::kind(db, id)?, queries::needs(db)?))).await?;
    let form = Form::filled(forms::kind_filled(&kind.ok_or(AppError::NotFound)?, &needs));
    Ok(by.visit.page(&kind_page(&state, Some(id), form).await?))
}

/// POST /admin/licences/{licence_kind}.
async fn change_kind(by: Allowed<Admin>, state: Data<State>, (id, sent): (Path<LicenceKindId>, Submitted)) -> Answer {
    let id = id.into_inner();
    state.pool.read(move |db| queries::kind(db, id)).await?.ok_or(AppError::NotFound)?;
    save(by, &state, Some(id), sent).await
}

async fn save(by: Allowed<Admin>, state: &State, id: Option<LicenceKindId>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::kind(&sent.fields, &locale) {
        Ok(rules) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| rules::save(db, &proof, (id, &rules))).await? {
                Ok(_) => {
                    let said = locale.text.licences_kind_saved();
                    return Ok(by.visit.see_other_saying(&urls::admin_licences(by.visit.lang), &said));
                }
                Err(refusal) => vec![forms::kind_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    Ok(by.visit.refused(&kind_page(state, id, Form::refused(sent.fields, problems)).await?))
}
