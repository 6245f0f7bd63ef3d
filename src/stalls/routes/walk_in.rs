//! Someone who came on the day without a request.
use super::finding;
use super::sites::cut;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::HouseholdId;
use crate::stalls::access::DayManager;
use crate::stalls::forms;
use crate::stalls::pages::{WalkInStall, WhoCame};
use crate::stalls::queries;
use crate::stalls::walk_in::{self, Entered, WalkInRefusal};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

/// GET: who came, or with `?household=` which stall they get.
pub(super) async fn form(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    if let Ok(of) = by.visit.query.text("household").parse() {
        return Ok(by.visit.page(&stall_page(&by, &state, of, Form::default()).await?));
    }
    let (day, site, lang) = (by.proof.day(), by.proof.site().site(), by.visit.lang);
    let sought = finding::sought(&state, by.proof.actor().account, &by.visit.query);
    let page = state
        .pool
        .read(move |db| {
            let listed = queries::who_is_on_list(db, day)?;
            let after = sought.after.unwrap_or(0);
            // Whoever is looked for by name is found also where they are on the list already.
            let (rows, has_more) = cut(match &sought.words {
                Some(words) => queries::vendors(db, site, (after, Some(words)))?,
                None => {
                    let besides: Vec<HouseholdId> = listed.iter().map(|(household, _)| *household).collect();
                    queries::other_vendors(db, site, (after, &besides))?
                }
            });
            let (day, site_vendors) = (queries::day(db, day)?, urls::site_vendors(lang, site));
            Ok(WhoCame { day, site_vendors, rows, listed, sought, has_more })
        })
        .await?;
    Ok(by.visit.page(&page))
}

async fn stall_page(
    by: &Allowed<DayManager>,
    state: &State,
    of: HouseholdId,
    form: Form,
) -> Result<WalkInStall, AppError> {
    let proof = by.proof.clone();
    let found = state
        .pool
        .read(move |db| {
            let seller = queries::seller(db, proof.site().site(), of)?;
            let wanted = walk_in::wanted(db, &proof, of)?;
            let plan = (queries::plan_to_keep(db, proof.day())?, queries::categories(db)?);
            Ok(seller.zip(wanted).zip(Some(plan)))
        })
        .await?;
    let ((seller, wanted), (plan, categories)) = found.ok_or(AppError::NotFound)?;
    let suited = plan.suited(&walk_in::newcomer(&seller, wanted));
    Ok(WalkInStall { plan, categories, seller, suited, form })
}

pub(super) async fn enter(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let path = urls::day_walk_in(by.visit.lang, by.proof.day());
    if let Some(found) = finding::address(&state, by.proof.actor().account, (&path, &sent.fields))? {
        return Ok(by.visit.see_other(&found));
    }
    let new = forms::walk_in(&sent.fields).ok_or(AppError::NotFound)?;
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    let text = locale.text;
    let sentence = match state.pool.write(move |db| walk_in::enter(db, &proof, &new)).await? {
        Ok(entered) => {
            let list = urls::day_check_in(by.visit.lang, by.proof.day());
            let said = match entered {
                Entered::Given => text.stalls_walk_in_done(),
                Entered::HasAgain(stalls) => text.stalls_walk_in_again(locale.numbered(&stalls)),
                Entered::Waits => text.stalls_walk_in_waits(),
            };
            return Ok(by.visit.see_other_saying(&list, &said));
        }
        Err(WalkInRefusal::Unknown) => return Err(AppError::NotFound),
        Err(WalkInRefusal::NotNow) => text.stalls_walk_in_not_now(),
        Err(WalkInRefusal::Asked) => text.stalls_walk_in_asked(),
        Err(WalkInRefusal::Taken) => text.stalls_stall_unknown(),
        Err(WalkInRefusal::Breaks(_)) => text.stalls_give_read_first(),
    };
    let form = Form::refused(Fields::default(), vec![Problem { field: "main", sentence }]);
    Ok(by.visit.refused(&stall_page(&by, &state, new.household, form).await?))
}
