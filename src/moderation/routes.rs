//! Routes of those who look over what shops show, of visitors who report a good, and of the office's numbers.
use super::access::{ItemModerator, Moderator, ModeratorOf};
use super::decide::{self, DecideRefusal, Outcome};
use super::pages::{ItemPage, Queue, ReportPage, Rules, ShopPage, Shops};
use super::report::{self, NewReport, ReportRefusal};
use super::undo::{self, UndoRefusal};
use super::{forms, queries, rules, trust};
use crate::accounts::access::Admin;
use crate::catalogue::licences::queries::of_item;
use crate::catalogue::limits::Limits;
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::ids::{ModerationId, ProductId, ShopId};
use crate::kernel::secret::Indexed;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::client_address::client_address;
use crate::web::{Allowed, Answer, Routes, State, Submitted, Visit};
use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::moderation, queue)
        .get(pattern::moderation_item, item)
        .post(pattern::moderation_item, decide)
        .get(pattern::moderation_shops, shops)
        .get(pattern::moderation_shop, shop)
        .post(pattern::moderation_shop, change_trust)
        .get(pattern::report_good, report_form)
        .post(pattern::report_good, report_good)
        .get(pattern::admin_moderation, rules_form)
        .post(pattern::admin_moderation, set_rules);
}

/// Cuts the line too many that tells that there are more.
fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let page = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    (rows, has_more)
}

async fn queue(by: Allowed<Moderator>, state: Data<State>) -> Answer {
    let after: Option<ModerationId> = by.visit.query.text("after").parse().ok();
    let proof = by.proof.clone();
    let (rows, has_more) = cut(state.pool.read(move |db| queries::queue(db, proof.scopes(), after)).await?);
    Ok(by.visit.page(&Queue { rows, is_first: after.is_none(), has_more }))
}

async fn page_of(state: &State, by: &ItemModerator, form: Form) -> Result<ItemPage, AppError> {
    let (proof, account) = (by.clone(), by.moderator().actor().account);
    state
        .pool
        .read(move |db| {
            let item = queries::item(db, proof.item())?;
            let good = match item.product {
                Some(good) => queries::shown_good(db, good)?,
                None => None,
            };
            Ok(ItemPage {
                good,
                said: queries::said_of_good(db, item.id)?,
                licence: of_item(db, item.id)?,
                shop: queries::shop_card(db, proof.moderator().shop())?,
                reports: queries::reports(db, item.id)?,
                next: queries::next(db, proof.scopes(), item.id)?.filter(|next| *next != item.id),
                can_undo: item.is_undoable(account, db.now.at),
                item,
                form: form.clone(),
            })
        })
        .await
}

async fn item(by: Allowed<ItemModerator>, state: Data<State>) -> Answer {
    let page = page_of(&state, &by.proof, Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// POST /moderation/items/{item}: a decision, or taking it back.
async fn decide(by: Allowed<ItemModerator>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, proof) = (by.visit.locale(), by.proof.clone());
    let done = if sent.fields.text("do") == "undo" {
        let undone = state.pool.write(move |db| undo::undo(db, &proof)).await?;
        undone.map(|()| locale.text.moderation_undone()).map_err(|refusal| undo_problem(refusal, &locale))
    } else {
        let seen = forms::version(&sent.fields);
        match forms::decision(&sent.fields, &locale).ok_or(AppError::Malformed("what is decided"))? {
            Ok(decision) => {
                let said = said(decision.to, &locale);
                let decided = state.pool.write(move |db| decide::decide(db, &proof, seen, &decision)).await?;
                decided.map(|()| said).map_err(|refusal| decide_problem(refusal, &locale))
            }
            Err(problem) => Err(problem),
        }
    };
    match done {
        Ok(said) => Ok(by.visit.see_other_saying(&urls::moderation_item(by.visit.lang, by.proof.item()), &said)),
        Err(problem) => {
            let page = page_of(&state, &by.proof, Form::refused(sent.fields, vec![problem])).await?;
            Ok(by.visit.refused(&page))
        }
    }
}

fn said(to: Outcome, locale: &Locale) -> String {
    match to {
        Outcome::Accept => locale.text.moderation_said_accepted(),
        Outcome::Mend => locale.text.moderation_said_mend(),
        Outcome::Refuse => locale.text.moderation_said_refused(),
    }
}

fn decide_problem(refusal: DecideRefusal, locale: &Locale) -> Problem {
    match refusal {
        DecideRefusal::Stale => Problem { field: "decision", sentence: locale.text.moderation_stale() },
        DecideRefusal::NoReason => Problem { field: "reason", sentence: locale.text.moderation_reason_missing() },
        DecideRefusal::NobodyToMend => Problem { field: "decision", sentence: locale.text.moderation_nobody_to_mend() },
    }
}

fn undo_problem(refusal: UndoRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        UndoRefusal::Late => locale.text.moderation_undo_late(),
        UndoRefusal::Changed => locale.text.moderation_undo_changed(),
    };
    Problem { field: "decision", sentence }
}

async fn shops(by: Allowed<Moderator>, state: Data<State>) -> Answer {
    let before: Option<ShopId> = by.visit.query.text("before").parse().ok();
    let proof = by.proof.clone();
    let (rows, has_more) = cut(state.pool.read(move |db| queries::shops(db, proof.scopes(), before)).await?);
    Ok(by.visit.page(&Shops { rows, is_first: before.is_none(), has_more }))
}

async fn shop(by: Allowed<ModeratorOf>, state: Data<State>) -> Answer {
    let id = by.proof.shop();
    let shop = state.pool.read(move |db| queries::shop_card(db, id)).await?;
    Ok(by.visit.page(&ShopPage { shop }))
}

/// POST /moderation/shops/{shop}: trust, or the end of it.
async fn change_trust(by: Allowed<ModeratorOf>, state: Data<State>, sent: Submitted) -> Answer {
    let (text, proof, lang) = (by.visit.locale().text, by.proof.clone(), by.visit.lang);
    let (verb, said): (fn(&mut Db, &ModeratorOf) -> _, _) = match sent.fields.text("do") {
        "trust" => (trust::trust, text.moderation_trusted_said()),
        "distrust" => (trust::distrust, text.moderation_distrusted_said()),
        _ => return Err(AppError::Malformed("whether the shop is trusted")),
    };
    state.pool.change(move |db| verb(db, &proof)).await?;
    Ok(by.visit.see_other_saying(&urls::moderation_shop(lang, by.proof.shop()), &said))
}

type SeenGood = (ProductId, ShopId, String);

async fn seen_good(state: &State, code: String) -> Result<(String, SeenGood), AppError> {
    let found = state.pool.read(move |db| Ok((queries::seen_good(db, &code)?, code.clone()))).await?;
    match found {
        (Some(good), code) => Ok((code, good)),
        (None, _) => Err(AppError::NotFound),
    }
}

/// GET /p/{code}/report.
async fn report_form(visit: Visit, state: Data<State>, code: Path<String>) -> Answer {
    let (code, (.., name)) = seen_good(&state, code.into_inner()).await?;
    Ok(visit.page(&ReportPage { code, name, form: Form::default() }))
}

/// POST /p/{code}/report.
async fn report_good(
    req: HttpRequest,
    visit: Visit,
    state: Data<State>,
    (code, sent): (Path<String>, Submitted),
) -> Answer {
    let (code, (product, shop, name)) = seen_good(&state, code.into_inner()).await?;
    let locale = visit.locale();
    let problems = match forms::report(&sent.fields, &locale) {
        Ok((reason, words)) => {
            let address = state.pool.keys().blind_index(Indexed::ReportAddress, &client_address(&req));
            let new = NewReport { good: (product, shop), reason, words, address };
            match state.pool.write(move |db| report::report(db, &new)).await? {
                Ok(()) => {
                    let said = locale.text.moderation_report_said();
                    return Ok(visit.see_other_saying(&urls::product(visit.lang, &code), &said));
                }
                Err(ReportRefusal::TooMany) => {
                    vec![Problem { field: "reason", sentence: locale.text.moderation_report_too_many() }]
                }
            }
        }
        Err(problems) => problems,
    };
    Ok(visit.refused(&ReportPage { code, name, form: Form::refused(sent.fields, problems) }))
}

async fn rules_form(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let limits = state.pool.read(Limits::today).await?;
    Ok(by.visit.page(&Rules { form: Form::filled(forms::filled(&limits, &by.visit.locale())) }))
}

async fn set_rules(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    match forms::rules(&sent.fields, &by.visit.locale()) {
        Ok(numbers) => {
            let proof = by.proof.clone();
            state.pool.change(move |db| rules::set(db, &proof, &numbers)).await?;
            let said = by.visit.locale().text.moderation_rules_saved();
            Ok(by.visit.see_other_saying(&urls::admin_moderation(by.visit.lang), &said))
        }
        Err(problems) => Ok(by.visit.refused(&Rules { form: Form::refused(sent.fields, problems) })),
    }
}
