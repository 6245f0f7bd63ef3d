//! Routes of what households earned before support: telling it once, and correcting it.
use super::refusals;
use crate::accounts::trail::{Showing, Trace};
use crate::db::Db;
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
use diesel::QueryResult;
use diesel::result::Error;

async fn page(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    corrects: Option<BaselineId>,
    form: Form,
) -> Result<Baseline, AppError> {
    let read = move |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
        let household = queries::household_of(db, by.household())?;
        let grants = queries::grants_of(db, by.household())?;
        Ok((household, grants))
    };
    let (household, grants) = by.look(state, Showing::file("name grants"), read).await?;
    let form = asking_for_newest(form, &grants);
    Ok(Baseline { household, grants, corrects, form })
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
    let wanted = ids.1;
    let read = move |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
        let of = by.household();
        let row = told(db, of, wanted)?.ok_or(Error::NotFound)?;
        Ok((row, queries::household_of(db, of)?, queries::grants_of(db, of)?))
    };
    let (row, household, grants) = by.look(&state, Showing::file("name grants baseline"), read).await?;
    let form = asking_for_newest(Form::filled(filled(&row, &by.visit.locale())), &grants);
    Ok(by.visit.page(&Baseline { household, grants, corrects: Some(row.id), form }))
}

/// What the household told in a row of its own.
fn told(db: &mut Db, of: HouseholdId, row: BaselineId) -> QueryResult<Option<BaselineRow>> {
    Ok(queries::baselines_of(db, of)?.into_iter().find(|known| known.id == row))
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
    let (locale, (of, row)) = (by.visit.locale(), (by.proof.household(), ids.1));
    state.pool.read(move |db| told(db, of, row)).await?.ok_or(AppError::NotFound)?;
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
