//! Routes of casework. A look at a case file is a change: its trace is written in the same transaction, or nothing is shown.
use super::model::CaseFile;
use super::pages::{Household, OnBehalf, Rows};
use super::{forms, queries};
use crate::accounts::access::Role;
use crate::audit::{self, Event};
use crate::catalogue::queries as goods;
use crate::db::Db;
use crate::error::AppError;
use crate::grants::queries as grants;
use crate::households::access::{CaseworkerOf, FileReader};
use crate::households::queries as households;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::sales::access::Bookkeeper;
use crate::sales::forms::sale_problem;
use crate::sales::record;
use crate::sales::record::SaleRefusal;
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::Data;
use diesel::QueryResult;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::household, household)
        .get(pattern::household_rows, rows)
        .get(pattern::sale_on_behalf, sale_form)
        .post(pattern::sale_on_behalf, sell);
}

async fn household(by: Allowed<FileReader>, state: Data<State>) -> Answer {
    let reader = by.proof.clone();
    let file = state.pool.change(move |db| read_file(db, &reader)).await?.ok_or(AppError::NotFound)?;
    let page = Household { file, names: by.proof.role() != Role::Auditor, keeps: by.proof.role() == Role::Caseworker };
    Ok(by.visit.page(&page))
}

fn read_file(db: &mut Db, by: &FileReader) -> QueryResult<Option<CaseFile>> {
    let event = Event {
        action: "read",
        object: ("household", by.household().0),
        detail: "members grants machines goods baseline ledger",
        area: Some(by.area()),
    };
    audit::record(db, by.actor(), event)?;
    queries::case_file(db, by.household())
}

async fn rows(by: Allowed<FileReader>, state: Data<State>) -> Answer {
    let (reader, filter) = (by.proof.clone(), forms::filter(&by.visit.query));
    let names = by.proof.role() != Role::Auditor;
    let page = state
        .pool
        .change(move |db| {
            let of = reader.household();
            let event =
                Event { action: "read", object: ("household", of.0), detail: "ledger", area: Some(reader.area()) };
            audit::record(db, reader.actor(), event)?;
            let mut rows = queries::rows(db, of, filter)?;
            let shown = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
            let has_more = rows.len() > shown;
            rows.truncate(shown);
            let older = rows.last().map(|(row, _)| row.id).filter(|_| has_more);
            let (name, machines) = (households::name(db, of)?, grants::reach_of(db, of)?);
            Ok(Rows { household: of, name, names, filter, machines, grants: grants::grants_of(db, of)?, rows, older })
        })
        .await?;
    Ok(by.visit.page(&page))
}

async fn sale_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let fields = forms::with_date(Fields::default(), "sold", by.visit.today, &by.visit.locale());
    let page = sale_page(&by, &state, fields, Vec::new()).await?;
    Ok(by.visit.page(&page))
}

async fn sale_page(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    fields: Fields,
    problems: Vec<Problem>,
) -> Result<OnBehalf, AppError> {
    let of = by.proof.household();
    state
        .pool
        .read(move |db| {
            let today = db.now.today;
            let fields = match fields.text("idem") {
                "" => fields.with("idem", Idem::fresh(db.ids).as_str()),
                _ => fields,
            };
            let mut members = households::members(db, of)?;
            members.retain(|member| member.is_there(today));
            let (name, goods) = (households::name(db, of)?, goods::goods_of(db, of)?);
            Ok(OnBehalf { household: of, name, goods, members, form: Form::refused(fields, problems) })
        })
        .await
}

async fn sell(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let page = sale_page(&by, &state, sent.fields.clone(), Vec::new()).await?;
    let refuse = |problems: Vec<Problem>| {
        let form = Form::refused(sent.fields.clone(), problems);
        Ok(by.visit.refused(&OnBehalf { form, ..page.clone() }))
    };
    let new = match forms::sale(&sent.fields, &page.goods, &page.members, &locale) {
        Ok(new) => new,
        Err(problems) => return refuse(problems),
    };
    let keeper = Bookkeeper::from(&by.proof);
    match state.pool.write(move |db| record::record(db, &keeper, &new)).await? {
        Ok(_) => {
            let url = urls::household(by.visit.lang, by.proof.household());
            Ok(by.visit.see_other_saying(&url, &locale.text.casework_sale_done()))
        }
        Err(SaleRefusal::Undone) => {
            let problem = Problem { field: "quantity", sentence: locale.text.sales_undone_before() };
            let fields = sent.fields.clone().with("idem", Idem::fresh(state.pool.ids()).as_str());
            Ok(by.visit.refused(&OnBehalf { form: Form::refused(fields, vec![problem]), ..page.clone() }))
        }
        Err(refusal) => match sale_problem(refusal, &locale) {
            Some(problem) => refuse(vec![problem]),
            None => refuse(vec![Problem { field: "good", sentence: locale.text.casework_sale_good_missing() }]),
        },
    }
}
