//! Routes of households: the caseworker's list and search, registering, members, details and invitations.
mod business;
mod file;
mod identity;
mod members;
mod opened;

pub(crate) use members::invited;

use crate::accounts::access::Role;
use crate::accounts::must_wait_to_look;
use crate::accounts::trail::{Showing, Trace};
use crate::db::form_key::Sent;
use crate::db::{Db, form_key};
use crate::error::AppError;
use crate::households::access::{CaseReader, Caseworker, CaseworkerOf, covered};
use crate::households::look::Sought;
use crate::households::pages::{EditDetails, Households, KnownHousehold, NewHouseholdForm};
use crate::households::queries::{Asked, Number};
use crate::households::register::{NewHousehold, RegisterRefusal};
use crate::households::{details, forms, look, queries, register};
use crate::i18n::Locale;
use crate::kernel::contact::{Mobile, NationalId};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{AccountId, HouseholdId};
use crate::kernel::lang::Lang;
use crate::kernel::persian::SearchQuery;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::urls::pattern;
use crate::web::{Allowed, Answer, Routes, State, Submitted, words};
use actix_web::web::{Data, Path};

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::casework, list)
        .post(pattern::casework, find)
        .get(pattern::household_new, new_household_form)
        .post(pattern::household_new, new_household)
        .get(pattern::business_new, business::form)
        .post(pattern::business_new, business::register)
        .post(pattern::household_support, support)
        .get(pattern::household_details, details_form)
        .post(pattern::household_details, set_details)
        .get(pattern::member_new, members::new_member_form)
        .post(pattern::member_new, members::new_member)
        .post(pattern::member_end, members::end_member)
        .post(pattern::member_head, members::make_head)
        .get(pattern::member_correct, members::correct_form)
        .post(pattern::member_correct, members::correct_member)
        .get(pattern::household_file, file::form)
        .post(pattern::household_file, file::close_or_reopen)
        .get(pattern::household_identity, identity::form)
        .post(pattern::household_identity, identity::reveal)
        .get(pattern::household_caseworker, file::hand_on_form)
        .post(pattern::household_caseworker, file::hand_on)
        .get(pattern::my_opened, opened::who_opened)
        .get(pattern::invite, members::invite_form)
        .post(pattern::invite, members::invite);
}

async fn list(by: Allowed<CaseReader>, state: Data<State>) -> Answer {
    let typed = words::open(&state, by.proof.actor().account, &by.visit.query);
    let words = SearchQuery::parse(&typed);
    let is_found = words.is_some();
    let after: Option<HouseholdId> = by.visit.query.text("after").parse().ok();
    let is_closed = by.visit.query.text("files") == "closed";
    let asked = Asked { words, after, is_closed, is_nameless: false };
    let showing = look::showing(&by.proof, &asked);
    let read = move |db: &mut Db, by: &CaseReader, trace: &mut Trace| look::list(db, by, trace, asked.clone());
    let mut rows = by.look(&state, showing, read).await?;
    let page = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let form = Form::filled(Fields::default().with("who", typed));
    let sealed = is_found.then(|| by.visit.query.text(urls::WORDS).to_owned());
    let is_nameless = by.proof.role() == Role::Auditor;
    let may_register = by.proof.role() == Role::Caseworker;
    Ok(by.visit.page(&Households {
        rows,
        form,
        sealed,
        is_closed,
        is_first: after.is_none(),
        has_more,
        may_register,
        is_nameless,
    }))
}

/// POST /casework: a number leads to the one household, a name to the list; neither stands in an address as it was typed.
async fn find(by: Allowed<CaseReader>, state: Data<State>, sent: Submitted) -> Answer {
    let typed = sent.fields.text("who").to_owned();
    let is_closed = sent.fields.text("files") == "closed";
    let Some(number) = number(&typed) else {
        let sealed = words::seal(&state, by.proof.actor().account, &typed)?;
        let mut query = vec![(urls::WORDS, sealed.as_str())];
        if is_closed {
            query.push(("files", "closed"));
        }
        let url = urls::with_query(&urls::casework(by.visit.lang), &query);
        return Ok(by.visit.see_other(&url));
    };
    let showing = look::showing_number(&number);
    if let Some(id) = by.look(&state, showing, move |db, by, trace| look::find(db, by, trace, &number)).await? {
        return Ok(by.visit.see_other(&urls::household(by.visit.lang, id)));
    }
    let problem = Problem { field: "who", sentence: by.visit.locale().text.households_number_none() };
    Ok(by.visit.refused(&Households {
        rows: Vec::new(),
        form: Form::refused(sent.fields, vec![problem]),
        sealed: None,
        is_closed,
        is_first: true,
        has_more: false,
        may_register: by.proof.role() == Role::Caseworker,
        is_nameless: false,
    }))
}

/// A mobile number or a national ID, if what was typed is one.
fn number(typed: &str) -> Option<Number> {
    if let Ok(mobile) = Mobile::parse(typed) {
        return Some(Number::Mobile(mobile));
    }
    NationalId::parse(typed).ok().map(Number::NationalId)
}

async fn new_household_form(by: Allowed<Caseworker>, state: Data<State>) -> Answer {
    let page = household_page(&by, &state, Form::default(), None).await?;
    Ok(by.visit.page(&page))
}

async fn household_page(
    by: &Allowed<Caseworker>,
    state: &State,
    form: Form,
    known: Option<KnownHousehold>,
) -> Result<NewHouseholdForm, AppError> {
    let showing = Showing::list("area", "neighbourhoods");
    let neighbourhoods = by.look(state, showing, |db, by, _| queries::neighbourhoods(db, by.scopes())).await?;
    Ok(NewHouseholdForm { neighbourhoods, known, form: form.keyed(&Idem::fresh(state.pool.ids())) })
}

async fn new_household(by: Allowed<Caseworker>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let held = held(&state, by.proof.actor().account, &sent.fields, &locale).await?;
    let (problems, known) = match held.map_or_else(|| forms::new_household(&sent.fields, &locale), Err) {
        Ok((new, key)) => {
            let (proof, name, sought) = (by.proof.clone(), new.head.name(), sought(&by.proof, &new));
            let form = Sent::of(by.proof.actor().account, "household", (key, &sent.fields));
            let register = move |db: &mut Db| form_key::once(db, &form, |db| register::register(db, &proof, &new));
            match state.pool.write(register).await? {
                Ok(id) => {
                    let url = urls::household(by.visit.lang, id);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.households_registered(&name)));
                }
                Err(refusal) => told_of(&state, sought, refusal, &locale).await?,
            }
        }
        Err(problems) => (problems, None),
    };
    let page = household_page(&by, &state, Form::refused(sent.fields, problems), known).await?;
    Ok(by.visit.refused(&page))
}

fn sought(by: &Caseworker, new: &NewHousehold) -> Sought {
    Sought { actor: by.actor().clone(), scopes: by.scopes().to_vec(), national_id: new.head.national_id.clone() }
}

/// Why a form with a national ID is not looked at: its sender was told of too many people of others in the last hour. Said of
/// every national ID alike, or it would tell of this one.
async fn held(
    state: &State,
    account: AccountId,
    fields: &Fields,
    locale: &Locale,
) -> Result<Option<Vec<Problem>>, AppError> {
    if fields.text("national-id").trim().is_empty() {
        return Ok(None);
    }
    let waits = state.pool.read(move |db| must_wait_to_look(db, account)).await?;
    let problem = || Problem { field: "national-id", sentence: locale.text.households_known_wait() };
    Ok(waits.then(|| vec![problem()]))
}

/// What a refusal says; of someone whom another institution helps in the same area, that it does, and nothing more.
async fn told_of(
    state: &State,
    sought: Sought,
    refusal: RegisterRefusal,
    locale: &Locale,
) -> Result<(Vec<Problem>, Option<KnownHousehold>), AppError> {
    if refusal == RegisterRefusal::KnownElsewhere {
        let helper = state.pool.change(move |db| look::helper_of(db, &sought)).await?;
        if let Some((fa, en)) = helper {
            let institution = if locale.lang == Lang::Fa { fa } else { en };
            let sentence = locale.text.households_known_helped(institution);
            return Ok((vec![Problem { field: "national-id", sentence }], None));
        }
    }
    Ok(told(refusal, locale))
}

/// What a refusal says, and the household it leads to.
fn told(refusal: RegisterRefusal, locale: &Locale) -> (Vec<Problem>, Option<KnownHousehold>) {
    let text = locale.text;
    let (field, sentence, known) = match refusal {
        RegisterRefusal::Area => ("area", text.households_neighbourhood_wrong(), None),
        RegisterRefusal::Day => ("since", text.households_since_future(), None),
        RegisterRefusal::Known { household: id, name } => {
            let known = KnownHousehold { id, is_business: false };
            ("national-id", text.households_known(&name), Some(known))
        }
        RegisterRefusal::KnownBusiness { household: id, name } => {
            let known = KnownHousehold { id, is_business: true };
            ("national-id", text.households_known_business(&name), Some(known))
        }
        RegisterRefusal::KnownElsewhere => ("national-id", text.households_known_elsewhere(), None),
    };
    (vec![Problem { field, sentence }], known)
}

async fn support(by: Allowed<Caseworker>, state: Data<State>, of: Path<HouseholdId>) -> Answer {
    let (proof, of, lang) = (by.proof.clone(), of.into_inner(), by.visit.lang);
    let url = urls::household(lang, of);
    match state.pool.write(move |db| register::support_business(db, &proof, of)).await? {
        Ok(()) => Ok(by.visit.see_other_saying(&url, &by.visit.locale().text.households_supported())),
        // Followed before: by the caseworker's own institution it is shown, by another it is as if it were not there.
        Err(RegisterRefusal::KnownElsewhere) => {
            let scopes = by.proof.scopes().to_vec();
            match state.pool.read(move |db| covered(db, &scopes, of)).await? {
                Some(_) => Ok(by.visit.see_other(&url)),
                None => Err(AppError::NotFound),
            }
        }
        Err(
            RegisterRefusal::Area
            | RegisterRefusal::Day
            | RegisterRefusal::Known { .. }
            | RegisterRefusal::KnownBusiness { .. },
        ) => Err(AppError::NotFound),
    }
}

async fn details_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let card = by.look(&state, look::FILE, look::at_file).await?;
    let fields = Fields::default()
        .with("address", card.address.unwrap_or_default())
        .with("notes", card.notes.unwrap_or_default())
        .with("sheba", card.sheba.map(|sheba| sheba.as_str().to_owned()).unwrap_or_default());
    Ok(by.visit.page(&EditDetails { household: card.id, name: card.name, form: Form::filled(fields) }))
}

async fn set_details(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, household) = (by.visit.locale(), by.proof.household());
    let details = match forms::details(&sent.fields, &locale) {
        Ok(details) => details,
        Err(problems) => {
            let name = by.look(&state, Showing::file("name"), move |db, _, _| queries::name(db, household)).await?;
            let form = Form::refused(sent.fields, problems);
            return Ok(by.visit.refused(&EditDetails { household, name, form }));
        }
    };
    let proof = by.proof.clone();
    state.pool.change(move |db| details::set_details(db, &proof, &details)).await?;
    let url = urls::household(by.visit.lang, household);
    Ok(by.visit.see_other_saying(&url, &locale.text.households_details_saved()))
}
