//! Routes of casework. A look at a case file is a change: its trace is written in the same transaction, or nothing is shown.
use super::pages::{ByMonth, Household, OnBehalf, Rows};
use super::{buyers, forms, queries, whole};
use crate::accounts::access::Role;
use crate::accounts::trail::{Showing, Trace};
use crate::catalogue::queries as goods;
use crate::db::{Db, Write};
use crate::error::AppError;
use crate::grants::queries as grants;
use crate::grants::with_date;
use crate::households::access::{CaseworkerOf, FileReader};
use crate::households::queries as households;
use crate::i18n::named;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{HouseholdId, SaleId};
use crate::sales::access::Bookkeeper;
use crate::sales::doubt;
use crate::sales::forms::{Speaker, counts_later, sale_problem, unanswered};
use crate::sales::queries as sales;
use crate::sales::record;
use crate::sales::record::{NewLine, NewSale, SaleRefusal};
use crate::sales::take_back::{self, TakeBackRefusal};
use crate::ui::{Form, Problem};
use crate::urls::{self, pattern};
use crate::web::{Allowed, Answer, Routes, State, Submitted};
use actix_web::web::{Data, Path};
use diesel::result::Error;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::household, household)
        .get(pattern::household_rows, rows)
        .get(pattern::household_attribution, attribution)
        .get(pattern::sale_on_behalf, sale_form)
        .post(pattern::sale_on_behalf, sell)
        .post(pattern::sale_on_behalf_undo, undo);
}

/// The query field that names the sale just written down.
const DONE: &str = "sold";

async fn household(by: Allowed<FileReader>, state: Data<State>) -> Answer {
    let (keeps, hands_on) = (by.proof.keeps(), by.proof.hands_on());
    let sold: Option<SaleId> = by.visit.query.text(DONE).parse().ok().filter(|_| keeps);
    let read = move |db: &mut Db, by: &FileReader, _: &mut Trace| {
        let file = queries::case_file(db, by.household())?.ok_or(Error::NotFound)?;
        let sale = sold.map(|id| sales::sale_of(db, by.household(), id)).transpose()?.flatten();
        Ok((file, sale.filter(|sale| sale.on_behalf && !sale.is_taken_back()).map(|sale| sale.id)))
    };
    let (file, done) = by.look(&state, whole(by.proof.role()), read).await?;
    let page = Household { file, names: by.proof.role() != Role::Auditor, keeps, hands_on, done };
    Ok(by.visit.page(&page))
}

/// What figures and the rows behind them show.
fn figures(role: Role) -> Showing {
    Showing::file(match role {
        Role::Auditor => "machines grants ledger",
        _ => "name machines grants ledger",
    })
}

async fn attribution(by: Allowed<FileReader>, state: Data<State>) -> Answer {
    let read = |db: &mut Db, by: &FileReader, _: &mut Trace| {
        Ok((households::name(db, by.household())?, queries::attribution_of(db, by.household())?))
    };
    let (name, sold) = by.look(&state, figures(by.proof.role()), read).await?;
    let names = by.proof.role() != Role::Auditor;
    Ok(by.visit.page(&ByMonth { household: by.proof.household(), name, names, sold }))
}

async fn rows(by: Allowed<FileReader>, state: Data<State>) -> Answer {
    let filter = forms::filter(&by.visit.query);
    let names = by.proof.role() != Role::Auditor;
    let keeps = by.proof.keeps();
    let read = move |db: &mut Db, by: &FileReader, _: &mut Trace| {
        let of = by.household();
        let sum = queries::sum(db, of, filter)?;
        let mut rows = queries::rows(db, of, filter)?;
        let shown = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
        let has_more = rows.len() > shown;
        rows.truncate(shown);
        let older = rows.last().map(|(row, _)| row.id).filter(|_| has_more);
        let undoable = if keeps { queries::undoable(db, &rows)? } else { Vec::new() };
        let (name, machines) = (households::name(db, of)?, grants::reach_of(db, of)?);
        let grants = grants::grants_of(db, of)?;
        Ok(Rows { household: of, name, names, filter, machines, grants, sum, rows, undoable, older })
    };
    let page = by.look(&state, figures(by.proof.role()), read).await?;
    Ok(by.visit.page(&page))
}

async fn sale_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let fields = with_date(Fields::default(), &by.visit.locale(), "sold", by.visit.today);
    let page = sale_page(&by, &state, fields, Vec::new()).await?;
    Ok(by.visit.page(&page))
}

async fn sale_page(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    fields: Fields,
    problems: Vec<Problem>,
) -> Result<OnBehalf, AppError> {
    let read = |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
        let (of, today) = (by.household(), db.now.today);
        let mut members = households::members(db, of)?;
        members.retain(|member| member.is_there(today));
        Ok((members, households::name(db, of)?, goods::goods_of(db, of)?))
    };
    let (members, name, goods) = by.look(state, Showing::file("name members goods"), read).await?;
    let form = Form::refused(fields, problems).keyed(&Idem::fresh(state.pool.ids()));
    Ok(OnBehalf { household: by.proof.household(), name, goods, members, doubt: None, form })
}

async fn sell(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let page = sale_page(&by, &state, sent.fields.clone(), Vec::new()).await?;
    let refuse = |problems: Vec<Problem>| {
        let form = page.form.clone().refusing(problems);
        Ok(by.visit.refused(&OnBehalf { form, ..page.clone() }))
    };
    let new = match forms::sale(&sent.fields, &page.goods, &page.members, &locale) {
        Ok(new) => new,
        Err(problems) => return refuse(problems),
    };
    let buyer = match buyer(&by, &state, &sent.fields).await? {
        Ok(buyer) => buyer,
        Err(problem) => return refuse(vec![problem]),
    };
    let new = NewSale { buyer, ..new };
    let price_of = |line: &NewLine| {
        page.goods.iter().find(|good| good.id == line.product).map(|good| (good.price, good.by_weight))
    };
    let doubt = new.lines.iter().find_map(|line| doubt::of_line(line, price_of(line)?));
    let doubt = unanswered(&sent.fields, doubt);
    if doubt.is_some() {
        return Ok(by.visit.refused(&OnBehalf { doubt, ..page }));
    }
    let keeper = Bookkeeper::from(&by.proof);
    let area = keeper.area();
    let write = move |db: &mut Db| -> Write<_, SaleRefusal> {
        let recorded = record::record(db, &keeper, &new)?;
        Ok((recorded.sale, sales::counted_later(db, recorded.sale)?))
    };
    match state.pool.post(area, write).await? {
        Ok((sale, later)) => {
            let home = urls::household(by.visit.lang, by.proof.household());
            let home = urls::with_query(&home, &[(DONE, &sale.to_string())]);
            Ok(match later {
                Some(months) => by.visit.see_other_saying(&home, &counts_later(months, &locale)),
                None => by.visit.see_other(&home),
            })
        }
        Err(SaleRefusal::Undone) => {
            let problem = Problem { field: "quantity", sentence: locale.text.sales_undone_before() };
            let form = page.form.refusing(vec![problem]).keyed_anew(&Idem::fresh(state.pool.ids()));
            Ok(by.visit.refused(&OnBehalf { form, ..page }))
        }
        Err(refusal) => match sale_problem(refusal, Speaker::Caseworker, &locale) {
            Some(problem) => refuse(vec![problem]),
            None => refuse(vec![Problem { field: "good", sentence: locale.text.casework_sale_good_missing() }]),
        },
    }
}

/// The household that bought, if one is named.
async fn buyer(
    by: &Allowed<CaseworkerOf>,
    state: &State,
    fields: &Fields,
) -> Result<Result<Option<HouseholdId>, Problem>, AppError> {
    let typed = fields.text("buyer").trim().to_owned();
    if typed.is_empty() {
        return Ok(Ok(None));
    }
    let read = move |db: &mut Db, by: &CaseworkerOf, trace: &mut Trace| {
        let found = buyers::buyers(db, by.scopes(), by.household(), &typed)?;
        trace.shows(found.iter().map(|shop| shop.household));
        Ok(found)
    };
    let found = by.look(state, Showing::search("shops"), read).await?;
    let text = by.visit.locale().text;
    let problem = |sentence| Ok(Err(Problem { field: "buyer", sentence }));
    match found.as_slice() {
        [] => problem(text.casework_sale_buyer_none()),
        [one] => Ok(Ok(Some(one.household))),
        several => {
            let named = several.iter().map(|shop| {
                text.casework_sale_buyer_shop(named::CodeName { code: shop.code.as_str(), name: shop.name.as_str() })
            });
            problem(text.casework_sale_buyer_many(named.collect::<Vec<String>>().join(&text.app_comma())))
        }
    }
}

async fn undo(by: Allowed<CaseworkerOf>, state: Data<State>, ids: Path<(HouseholdId, SaleId)>) -> Answer {
    let (keeper, (household, sale)) = (Bookkeeper::from(&by.proof), ids.into_inner());
    match state.pool.post(keeper.area(), move |db| take_back::undo(db, &keeper, sale, "")).await? {
        Ok(()) | Err(TakeBackRefusal::NothingLeft) => {
            let url = urls::household(by.visit.lang, household);
            Ok(by.visit.see_other_saying(&url, &by.visit.locale().text.casework_sale_undone()))
        }
        Err(_) => Err(AppError::NotFound),
    }
}
