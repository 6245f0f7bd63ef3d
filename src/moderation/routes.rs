//! Routes of those who look over what shops show, and of the office's numbers.
mod report;

use super::access::{ItemModerator, Moderator, ModeratorOf};
use super::decide::{self, DecideRefusal, Outcome};
use super::model::ItemKind;
use super::pages::{ItemPage, Queue, Rules, ShopPage, Shops, of_kind};
use super::queries::Part;
use super::rules::RulesRefusal;
use super::undo::{self, UndoRefusal};
use super::{again, forms, hide, queries, rules, trust};
use crate::accounts::access::Admin;
use crate::catalogue::licences::queries::of_item;
use crate::catalogue::limits::{Limit, Limits};
use crate::catalogue::shop::face_of;
use crate::db::Db;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::ids::{ModerationId, ShopId};
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::Data;
use diesel::QueryResult;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::moderation, queue)
        .get(pattern::moderation_item, item)
        .post(pattern::moderation_item, decide)
        .get(pattern::moderation_shops, shops)
        .get(pattern::moderation_shop, shop)
        .post(pattern::moderation_shop, change_shop)
        .get(pattern::admin_moderation, rules_form)
        .post(pattern::admin_moderation, set_rules);
    report::configure(routes);
}

/// Cuts the line too many that tells that there are more.
fn cut<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let page = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    (rows, has_more)
}

async fn queue(by: Allowed<Moderator>, state: Data<State>) -> Answer {
    let part = Part { kind: forms::kind(&by.visit.query), after: by.visit.query.text("after").parse().ok() };
    let proof = by.proof.clone();
    let read = move |db: &mut Db| Ok((queries::queue(db, proof.watch(), part)?, queries::counts(db, proof.watch())?));
    let (rows, counts) = state.pool.read(read).await?;
    let (rows, has_more) = cut(rows);
    Ok(by.visit.page(&Queue { rows, kind: part.kind, counts, is_first: part.after.is_none(), has_more }))
}

async fn page_of(state: &State, by: &Allowed<ItemModerator>, form: Form) -> Result<ItemPage, AppError> {
    let (proof, account) = (by.proof.clone(), by.proof.moderator().actor().account);
    let kind = forms::kind(&by.visit.query);
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
                open_orders: match item.product {
                    Some(good) if is_about_good(item.kind) => queries::open_orders(db, good)?,
                    _ => 0,
                },
                many_reports: queries::count_reports(db, item.id)?,
                shop: queries::shop_card(db, proof.moderator().shop())?,
                reports: queries::reports(db, item.id)?,
                next: next_of(db, &proof, Part { kind, after: Some(item.id) })?,
                kind,
                can_undo: item.is_undoable(account, db.now.at),
                item,
                form: form.clone(),
            })
        })
        .await
}

/// What waits after the thing that is looked at, if not that itself.
fn next_of(db: &mut Db, by: &ItemModerator, part: Part) -> QueryResult<Option<ModerationId>> {
    Ok(queries::next(db, by.watch(), part)?.filter(|next| *next != by.item()))
}

fn is_about_good(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Good | ItemKind::Report)
}

async fn item(by: Allowed<ItemModerator>, state: Data<State>) -> Answer {
    let page = page_of(&state, &by, Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// POST /moderation/items/{item}: a decision, or taking it back.
async fn decide(by: Allowed<ItemModerator>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, proof) = (by.visit.locale(), by.proof.clone());
    let done = if sent.fields.text("do") == "undo" {
        let seen = forms::decision_to_undo(&sent.fields);
        let undone = state.pool.write(move |db| undo::undo(db, &proof, seen)).await?;
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
        Ok(said) => {
            let here = of_kind(urls::moderation_item(by.visit.lang, by.proof.item()), forms::kind(&by.visit.query));
            Ok(by.visit.see_other_saying(&here, &said))
        }
        Err(problem) => {
            let page = page_of(&state, &by, Form::refused(sent.fields, vec![problem])).await?;
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
        DecideRefusal::ReasonsWithYes => {
            Problem { field: "reason", sentence: locale.text.moderation_reasons_with_yes() }
        }
        DecideRefusal::NotCollected => Problem { field: "decision", sentence: locale.text.moderation_not_collected() },
        DecideRefusal::NobodyToMend => Problem { field: "decision", sentence: locale.text.moderation_nobody_to_mend() },
    }
}

fn undo_problem(refusal: UndoRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        UndoRefusal::Late => locale.text.moderation_undo_late(),
        UndoRefusal::Stale => locale.text.moderation_stale(),
        UndoRefusal::Changed => locale.text.moderation_undo_changed(),
    };
    Problem { field: "decision", sentence }
}

async fn shops(by: Allowed<Moderator>, state: Data<State>) -> Answer {
    let before: Option<ShopId> = by.visit.query.text("before").parse().ok();
    let proof = by.proof.clone();
    let (rows, has_more) = cut(state.pool.read(move |db| queries::shops(db, proof.watch(), before)).await?);
    Ok(by.visit.page(&Shops { rows, is_first: before.is_none(), has_more }))
}

async fn shop_page(state: &State, id: ShopId, form: Form) -> Result<ShopPage, AppError> {
    state
        .pool
        .read(move |db| {
            let (shop, sign) = (queries::shop_card(db, id)?, face_of(db, id)?);
            Ok(ShopPage { shop, sign, reviews: queries::seen_reviews(db, id)?, form: form.clone() })
        })
        .await
}

async fn shop(by: Allowed<ModeratorOf>, state: Data<State>) -> Answer {
    let page = shop_page(&state, by.proof.shop(), Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// POST /moderation/shops/{shop}: trust, the end of it, hiding it, or looking over again what buyers see.
async fn change_shop(by: Allowed<ModeratorOf>, state: Data<State>, sent: Submitted) -> Answer {
    let (text, proof, lang) = (by.visit.locale().text, by.proof.clone(), by.visit.lang);
    let (verb, said): (fn(&mut Db, &ModeratorOf) -> _, _) = match sent.fields.text("do") {
        "trust" => (trust::trust, text.moderation_trusted_said()),
        "distrust" => (trust::distrust, text.moderation_distrusted_said()),
        "show" => (hide::show, text.moderation_shown_said()),
        "hide" => return hide_shop(by, state, sent).await,
        _ => return look_again(by, state, &sent).await,
    };
    state.pool.change(move |db| verb(db, &proof)).await?;
    Ok(by.visit.see_other_saying(&urls::moderation_shop(lang, by.proof.shop()), &said))
}

async fn hide_shop(by: Allowed<ModeratorOf>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, proof) = (by.visit.locale(), by.proof.clone());
    match forms::why_hidden(&sent.fields, &locale) {
        Ok(why) => {
            state.pool.change(move |db| hide::hide(db, &proof, &why)).await?;
            let here = urls::moderation_shop(by.visit.lang, by.proof.shop());
            Ok(by.visit.see_other_saying(&here, &locale.text.moderation_hidden_said()))
        }
        Err(problem) => {
            let page = shop_page(&state, by.proof.shop(), Form::refused(sent.fields, vec![problem])).await?;
            Ok(by.visit.refused(&page))
        }
    }
}

async fn look_again(by: Allowed<ModeratorOf>, state: Data<State>, sent: &Submitted) -> Answer {
    let seen = forms::again(&sent.fields, by.proof.shop()).ok_or(AppError::Malformed("what is looked over again"))?;
    let proof = by.proof.clone();
    let item = state.pool.change(move |db| again::look(db, &proof, seen)).await?.ok_or(AppError::NotFound)?;
    Ok(by.visit.see_other(&urls::moderation_item(by.visit.lang, item)))
}

async fn rules_form(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let limits = state.pool.read(Limits::today).await?;
    Ok(by.visit.page(&Rules { form: Form::filled(forms::filled(&limits, &by.visit.locale())) }))
}

async fn set_rules(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::rules(&sent.fields, &locale) {
        Ok(numbers) => {
            let (proof, seen) = (by.proof.clone(), sent.fields.text("seen").to_owned());
            match state.pool.write(move |db| rules::change(db, &proof, (&numbers, &seen))).await? {
                Ok(()) => {
                    let said = locale.text.moderation_rules_saved();
                    return Ok(by.visit.see_other_saying(&urls::admin_moderation(by.visit.lang), &said));
                }
                Err(RulesRefusal::Stale) => return stale_rules(&by, &state).await,
            }
        }
        Err(problems) => problems,
    };
    Ok(by.visit.refused(&Rules { form: Form::refused(sent.fields, problems) }))
}

/// The form again with the numbers that somebody else has set meanwhile.
async fn stale_rules(by: &Allowed<Admin>, state: &State) -> Answer {
    let (limits, locale) = (state.pool.read(Limits::today).await?, by.visit.locale());
    let problem = Problem { field: Limit::TrustAfter.as_str(), sentence: locale.text.moderation_rules_stale() };
    Ok(by.visit.refused(&Rules { form: Form::refused(forms::filled(&limits, &locale), vec![problem]) }))
}
