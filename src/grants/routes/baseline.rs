//! Routes of what households earned before support: telling it once, and correcting it.
use super::refusals;
use crate::error::AppError;
use crate::grants::forms;
use crate::grants::model::{BaselineRow, GrantRow};
use crate::grants::pages::Baseline;
use crate::grants::queries;
use crate::grants::tell_baseline;
use crate::households::access::CaseworkerOf;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{BaselineId, HouseholdId};
use crate::kernel::money::Rial;
use crate::ui::Form;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::{Data, Path};

async fn page(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    corrects: Option<BaselineId>,
    form: Form,
) -> Result<Baseline, AppError> {
    let proof = by.proof.clone();
    state
        .pool
        .read(move |db| {
            let household = queries::household_of(db, proof.household())?;
            let grants = queries::grants_of(db, proof.household())?;
            let form = asking_for_newest(form, &grants);
            Ok(Baseline { household, grants, corrects, form })
        })
        .await
}

/// The form with the newest grant chosen, until somebody chose.
fn asking_for_newest(form: Form, grants: &[GrantRow]) -> Form {
    match grants.first() {
        Some(newest) if !form.fields.has("grant") => {
            Form { fields: form.fields.with("grant", newest.id.to_string()), ..form }
        }
        _ => form,
    }
}

pub(super) async fn form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let fields = forms::with_date(Fields::default(), &by.visit.locale(), "taken", by.visit.today);
    let page = page(&by, &state, None, Form::filled(fields)).await?;
    Ok(by.visit.page(&page))
}

pub(super) async fn tell(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match forms::baseline(&sent.fields, &locale) {
        Ok(told) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| tell_baseline::tell(db, &proof, &told)).await? {
                Ok(_) => {
                    let url = urls::household(by.visit.lang, by.proof.household());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.grants_baseline_done()));
                }
                Err(refusal) => vec![refusals::baseline(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = page(&by, &state, None, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

pub(super) async fn correct_form(
    by: Allowed<CaseworkerOf>,
    state: Data<State>,
    ids: Path<(HouseholdId, BaselineId)>,
) -> Answer {
    let row = told(&by, &state, ids.1).await?;
    let page = page(&by, &state, Some(row.id), Form::filled(filled(&row, &by.visit.locale()))).await?;
    Ok(by.visit.page(&page))
}

/// What the household told in a row of its own.
async fn told(by: &Allowed<CaseworkerOf>, state: &State, row: BaselineId) -> Result<BaselineRow, AppError> {
    let household = by.proof.household();
    let rows = state.pool.read(move |db| queries::baselines_of(db, household)).await?;
    rows.into_iter().find(|known| known.id == row).ok_or(AppError::NotFound)
}

/// The form as the row would have been typed.
fn filled(row: &BaselineRow, locale: &Locale) -> Fields {
    let count = |months: i32| locale.number(i64::from(months));
    let amount = |amount: Rial| if amount == Rial::ZERO { String::new() } else { locale.typed_amount(amount) };
    forms::with_date(Fields::default(), locale, "taken", row.taken_on)
        .with("good-months", count(row.good_months))
        .with("good", amount(row.good))
        .with("average-months", count(row.average_months))
        .with("average", amount(row.average))
        .with("bad-months", count(row.bad_months))
        .with("bad", amount(row.bad))
        .with("closed-months", count(row.closed_months))
        .with("other", amount(row.other))
}

pub(super) async fn correct(
    by: Allowed<CaseworkerOf>,
    state: Data<State>,
    ids: Path<(HouseholdId, BaselineId)>,
    sent: Submitted,
) -> Answer {
    let (locale, row) = (by.visit.locale(), told(&by, &state, ids.1).await?.id);
    let problems = match forms::baseline_correction(&sent.fields, &locale, row) {
        Ok((new, correction)) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| tell_baseline::correct(db, &proof, &new, &correction)).await? {
                Ok(_) => {
                    let url = urls::household(by.visit.lang, by.proof.household());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.grants_baseline_corrected()));
                }
                Err(refusal) => vec![refusals::baseline(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = page(&by, &state, Some(row), Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}
