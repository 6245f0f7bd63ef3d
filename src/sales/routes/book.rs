//! Routes of a household's book, and of the months that a supervisor closes.
use crate::accounts::trail::{Showing, Trace};
use crate::db::{Db, Write};
use crate::error::AppError;
use crate::households::access::Producer;
use crate::i18n::{Locale, named};
use crate::kernel::calendar::YearMonth;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::LedgerId;
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::sales::access::{Bookkeeper, MonthCloser};
use crate::sales::close_month::{self, CloseRefusal};
use crate::sales::cost::{self, CostRefusal};
use crate::sales::model::{Kind, MonthRow};
use crate::sales::pages::{CLOSE, CloseMonth, Cost, Earnings, MONTHS_BACK, Months};
use crate::sales::{doubt, forms, months, pages, queries};
use crate::ui::Form;
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::{Data, Path};

pub(super) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::my_earnings, earnings)
        .get(pattern::my_cost_new, cost_form)
        .post(pattern::my_cost_new, spend)
        .post(pattern::my_cost_undo, undo_cost)
        .get(pattern::months, months_list)
        .post(pattern::months, close_month);
}

/// The query field that says that a cost was just written down.
const SPENT: &str = "spent";

async fn earnings(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let of = by.proof.household();
    let (has_just_spent, is_whole) = (by.visit.query.has(SPENT), by.visit.query.has(pages::WHOLE));
    let page = state
        .pool
        .read(move |db| {
            let current = YearMonth::of(db.now.today);
            let months = queries::months_of(db, of, current.plus(-MONTHS_BACK)..=current)?;
            let spent = queries::spent_of(db, of)?;
            Ok(Earnings { months: months.into_iter().rev().collect(), spent, has_just_spent, is_whole })
        })
        .await?;
    Ok(by.visit.page(&page))
}

async fn cost_form(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let form = Form::filled(Fields::default().with("day", "0"));
    Ok(by.visit.page(&Cost { doubt: None, form: form.keyed(&Idem::fresh(state.pool.ids())) }))
}

async fn spend(by: Allowed<Producer>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let form = Form::filled(sent.fields.clone()).keyed(&Idem::fresh(state.pool.ids()));
    let new = match forms::new_cost(&sent.fields, &locale) {
        Ok(new) => new,
        Err(problems) => return Ok(by.visit.refused(&Cost { doubt: None, form: form.refusing(problems) })),
    };
    let (of, kind) = (by.proof.household(), new.category);
    let greatest = state.pool.read(move |db| queries::greatest_cost(db, of, kind)).await?;
    let doubt = forms::unanswered(&sent.fields, doubt::of_cost(new.amount, greatest));
    if doubt.is_some() {
        return Ok(by.visit.refused(&Cost { doubt, form }));
    }
    let keeper = Bookkeeper::from(&by.proof);
    let book = urls::with_query(&urls::my_earnings(by.visit.lang), &[(SPENT, "yes")]);
    match state.pool.post(keeper.area(), move |db| cost::spend(db, &keeper, &new)).await? {
        Ok(()) => Ok(by.visit.see_other(&book)),
        Err(refusal) => {
            let problem = forms::cost_problem(refusal, &locale).ok_or(AppError::NotFound)?;
            Ok(by.visit.refused(&Cost { doubt: None, form: form.refusing(vec![problem]) }))
        }
    }
}

async fn undo_cost(by: Allowed<Producer>, state: Data<State>, row: Path<LedgerId>) -> Answer {
    let (keeper, row) = (Bookkeeper::from(&by.proof), row.into_inner());
    match state.pool.post(keeper.area(), move |db| cost::reverse(db, &keeper, row)).await? {
        Ok(kind) | Err(CostRefusal::TakenBack(kind)) => {
            let text = by.visit.locale().text;
            let said = if kind == Kind::OwnUse { text.sales_home_undone() } else { text.sales_cost_undone() };
            Ok(by.visit.see_other_saying(&urls::my_earnings(by.visit.lang), &said))
        }
        Err(_) => Err(AppError::NotFound),
    }
}

/// What a list of months shows: sums of a neighbourhood.
const MONTHS: Showing = Showing::list("period", "months");

async fn months_list(by: Allowed<MonthCloser>, state: Data<State>) -> Answer {
    let after = forms::month(&by.visit.query);
    if let Some(of) = after.filter(|_| by.visit.query.has(CLOSE)) {
        let read = move |db: &mut Db, by: &MonthCloser, _: &mut Trace| months::month_within(db, by, of);
        let row = by.look(&state, MONTHS, read).await?;
        return match row.filter(|row| row.is_over && row.closed_at.is_none()) {
            Some(row) => Ok(by.visit.page(&CloseMonth { row })),
            None => Err(AppError::NotFound),
        };
    }
    let (rows, next) = by.look(&state, MONTHS, move |db, by, _| months::months_within(db, by, after)).await?;
    Ok(by.visit.page(&Months { rows, is_first: after.is_none(), next, problem: None }))
}

/// Which month was closed, and with what.
fn closed(total: Rial, row: Option<MonthRow>, locale: &Locale) -> String {
    let amount = locale.money(total);
    let Some(row) = row else {
        return locale.text.sales_close_done_only(amount);
    };
    let area = if locale.lang == Lang::Fa { row.area_fa } else { row.area_en };
    locale.text.sales_close_done(named::AmountAreaMonth { amount, area, month: locale.month(row.of.month) })
}

async fn close_month(by: Allowed<MonthCloser>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, text) = (by.proof.clone(), by.visit.locale().text);
    let of = forms::month(&sent.fields).ok_or(AppError::NotFound)?;
    let close = move |db: &mut Db| -> Write<_, CloseRefusal> {
        let total = close_month::close(db, &proof, of)?;
        Ok((total, months::month_within(db, &proof, of)?))
    };
    let problem = match state.pool.post(of.area, close).await? {
        Ok((total, row)) => {
            let said = closed(total, row, &by.visit.locale());
            return Ok(by.visit.see_other_saying(&urls::months(by.visit.lang), &said));
        }
        Err(CloseRefusal::NotYours) => return Err(AppError::NotFound),
        Err(CloseRefusal::NotOver) => text.sales_close_not_over(),
        Err(CloseRefusal::Nothing) => text.sales_close_nothing(),
        Err(CloseRefusal::TooMuch) => text.sales_close_too_much(),
        Err(CloseRefusal::ClosedBefore) => text.sales_closed_before(),
        Err(CloseRefusal::SolePoster) => text.sales_close_sole_poster(),
    };
    let (rows, next) = by.look(&state, MONTHS, |db, by, _| months::months_within(db, by, None)).await?;
    Ok(by.visit.refused(&Months { rows, is_first: true, next, problem: Some(problem) }))
}
