//! Routes of a household's members: joining, leaving, corrected, invited.
use super::{held, told_of};
use crate::accounts::people::NewLink;
use crate::accounts::routes::card;
use crate::accounts::trail::{Showing, Trace};
use crate::db::Db;
use crate::error::AppError;
use crate::households::access::CaseworkerOf;
use crate::households::correct::CorrectRefusal;
use crate::households::head::HeadRefusal;
use crate::households::invite::{InviteRefusal, Invited};
use crate::households::look::Sought;
use crate::households::members::{EndRefusal, NewMember};
use crate::households::pages::{CorrectMember, Invite, KnownHousehold, NewMemberForm};
use crate::households::{correct, forms, head, invite, look, members, queries};
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{HouseholdId, MemberId};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit};
use actix_web::web::{Data, Path};
use diesel::result::Error;

pub(super) async fn new_member_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let page = member_page(&by, &state, Form::default(), None).await?;
    Ok(by.visit.page(&page))
}

async fn member_page(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    form: Form,
    known: Option<KnownHousehold>,
) -> Result<NewMemberForm, AppError> {
    let household = by.proof.household();
    let name = by.look(state, Showing::file("name"), |db, by, _| queries::name(db, by.household())).await?;
    Ok(NewMemberForm { household, name, known, form })
}

pub(super) async fn new_member(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let held = held(&state, by.proof.actor().account, &sent.fields, &locale).await?;
    let (problems, known) = match held.map_or_else(|| forms::new_member(&sent.fields, &locale), Err) {
        Ok(new) => {
            let (proof, name, sought) = (by.proof.clone(), new.person.name(), sought(&by.proof, &new));
            match state.pool.write(move |db| members::add(db, &proof, &new)).await? {
                Ok(_) => {
                    let url = urls::household(by.visit.lang, by.proof.household());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.households_member_added(&name)));
                }
                Err(refusal) => told_of(&state, sought, refusal, &locale).await?,
            }
        }
        Err(problems) => (problems, None),
    };
    let page = member_page(&by, &state, Form::refused(sent.fields, problems), known).await?;
    Ok(by.visit.refused(&page))
}

fn sought(by: &CaseworkerOf, new: &NewMember) -> Sought {
    Sought { actor: by.actor().clone(), scopes: by.scopes().to_vec(), national_id: new.person.national_id.clone() }
}

pub(super) async fn end_member(
    by: Allowed<CaseworkerOf>,
    state: Data<State>,
    ids: Path<(HouseholdId, MemberId)>,
) -> Answer {
    let (proof, (household, member)) = (by.proof.clone(), ids.into_inner());
    let text = by.visit.locale().text;
    let said = match state.pool.write(move |db| members::end(db, &proof, member)).await? {
        Ok(()) => text.households_member_ended(),
        Err(EndRefusal::LastOne) => text.households_member_last(),
        Err(EndRefusal::Head) => text.households_member_head(),
        Err(EndRefusal::NotThere) => text.households_member_gone(),
    };
    Ok(by.visit.see_other_saying(&urls::household(by.visit.lang, household), &said))
}

pub(super) async fn make_head(
    by: Allowed<CaseworkerOf>,
    state: Data<State>,
    ids: Path<(HouseholdId, MemberId)>,
) -> Answer {
    let (proof, (household, member)) = (by.proof.clone(), ids.into_inner());
    let text = by.visit.locale().text;
    let said = match state.pool.write(move |db| head::make_head(db, &proof, member)).await? {
        Ok(()) => text.households_head_done(),
        Err(HeadRefusal::Already) => text.households_head_already(),
        Err(HeadRefusal::NotThere) => text.households_member_gone(),
    };
    Ok(by.visit.see_other_saying(&urls::household(by.visit.lang, household), &said))
}

pub(super) async fn correct_form(
    by: Allowed<CaseworkerOf>,
    state: Data<State>,
    ids: Path<(HouseholdId, MemberId)>,
) -> Answer {
    let page = correct_page(&by, &state, ids.1, None).await?;
    Ok(by.visit.page(&page))
}

/// The form of a member of today, filled with what is written down; the national ID is not shown again.
async fn correct_page(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    of: MemberId,
    form: Option<Form>,
) -> Result<CorrectMember, AppError> {
    let (today, locale) = (by.visit.today, by.visit.locale());
    let read = move |db: &mut Db, by: &CaseworkerOf, trace: &mut Trace| {
        let card = look::at_file(db, by, trace)?;
        let member = card.members.iter().find(|member| member.id == of && member.is_there(today)).cloned();
        Ok((card.id, card.name, member.ok_or(Error::NotFound)?))
    };
    let (household, name, member) = by.look(state, look::FILE, read).await?;
    let known = || {
        Fields::default()
            .with("given-name", member.given_name.clone())
            .with("family-name", member.family_name.clone())
            .with("phone", member.mobile.as_ref().map(|mobile| locale.phone(mobile)).unwrap_or_default())
    };
    let form = form.unwrap_or_else(|| Form::filled(known()));
    Ok(CorrectMember { household, name, member, form })
}

pub(super) async fn correct_member(
    by: Allowed<CaseworkerOf>,
    state: Data<State>,
    ids: Path<(HouseholdId, MemberId)>,
    sent: Submitted,
) -> Answer {
    let (locale, (household, member)) = (by.visit.locale(), ids.into_inner());
    let held = held(&state, by.proof.actor().account, &sent.fields, &locale).await?;
    let problems = match held.map_or_else(|| forms::correction(&sent.fields, &locale), Err) {
        Ok(correction) => {
            let (proof, name, id) = (by.proof.clone(), correction.person.name(), correction.person.national_id.clone());
            match state.pool.write(move |db| correct::correct(db, &proof, member, &correction)).await? {
                Ok(done) => {
                    let said = if done.needs_card {
                        locale.text.households_corrected_card(name)
                    } else {
                        locale.text.households_corrected(name)
                    };
                    return Ok(by.visit.see_other_saying(&urls::household(by.visit.lang, household), &said));
                }
                Err(refusal) => {
                    if let (CorrectRefusal::IdOfAnother, Some(id)) = (refusal, id) {
                        let proof = by.proof.clone();
                        state.pool.change(move |db| look::told_of_another(db, &proof, &id)).await?;
                    }
                    vec![not_corrected(refusal, &locale)?]
                }
            }
        }
        Err(problems) => problems,
    };
    let page = correct_page(&by, &state, member, Some(Form::refused(sent.fields, problems))).await?;
    Ok(by.visit.refused(&page))
}

fn not_corrected(refusal: CorrectRefusal, locale: &Locale) -> Result<Problem, AppError> {
    let text = locale.text;
    match refusal {
        CorrectRefusal::NotThere => Err(AppError::NotFound),
        CorrectRefusal::Nothing => Ok(Problem { field: "given-name", sentence: text.households_correct_nothing() }),
        CorrectRefusal::IdOfAnother => {
            Ok(Problem { field: "national-id", sentence: text.households_correct_id_taken() })
        }
    }
}

pub(super) async fn invite_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let page = invite_page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// The form of a card; where only one member can get it, they are chosen already.
async fn invite_page(by: &Allowed<CaseworkerOf>, state: &State, mut form: Form) -> Result<Invite, AppError> {
    let today = by.visit.today;
    let card = by.look(state, look::FILE, look::at_file).await?;
    let members: Vec<_> = card.members.into_iter().filter(|member| member.is_there(today)).collect();
    if let ([only], false) = (members.as_slice(), form.fields.has("person")) {
        form.fields = form.fields.with("person", only.person.to_string());
    }
    Ok(Invite { household: card.id, name: card.name, members, form })
}

pub(super) async fn invite(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::invitation(&sent.fields, &locale) {
        Ok(invitation) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| invite::invite(db, &proof, &invitation)).await? {
                Ok(made) => {
                    let back = urls::household(by.visit.lang, by.proof.household());
                    return invited(&by.visit, made, back);
                }
                Err(refusal) => vec![not_invited(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = invite_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

/// The card of someone who was invited; where the link went to their e-mail address, back with a word of it.
pub(crate) fn invited(visit: &Visit, made: Invited, back: String) -> Answer {
    match made.link {
        NewLink::Card(token) => Ok(visit.page(&card(visit, (made.name, Some(made.mobile)), &token, back)?)),
        NewLink::Mailed => Ok(visit.see_other_saying(&back, &visit.locale().text.accounts_person_link_mailed())),
    }
}

pub(super) fn not_invited(refusal: InviteRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        InviteRefusal::NoMember => Problem { field: "person", sentence: text.households_member_gone() },
        InviteRefusal::NoMobile => Problem { field: "phone", sentence: text.households_invite_mobile_missing() },
        InviteRefusal::MobileTaken => Problem { field: "phone", sentence: text.accounts_mobile_taken() },
        InviteRefusal::IsStaff => Problem { field: "person", sentence: text.households_invite_staff() },
    }
}
