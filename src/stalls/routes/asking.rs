//! Asking for a stall: a producer for the own household, a caseworker for one they follow, a manager for a seller.
mod act;
mod lasting;

pub(super) use lasting::problem as absence_problem;

use act::{act, withdraw};

use super::finding;
use super::sites::cut;
use crate::accounts::trail::{Showing, Trace};
use crate::db::Db;
use crate::error::AppError;
use crate::households::access::{CaseworkerOf, Producer};
use crate::kernel::fields::Fields;
use crate::kernel::ids::{HouseholdId, MarketDayId, StallId};
use crate::stalls::access::{Asker, DayManager};
use crate::stalls::fittings::Power;
use crate::stalls::forms;
use crate::stalls::model::Wanted;
use crate::stalls::pages::{AskFor, Asking, MyDays, RequestFor};
use crate::stalls::queries::{self, Version};
use crate::ui::Form;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit, look};
use actix_web::web::{Data, Path};
use diesel::QueryResult;
use diesel::result::Error;

/// Who asks, for whom, and where the answer goes.
struct Desk {
    asker: Asker,
    /// The proof of a caseworker, whose looks are written down.
    case: Option<CaseworkerOf>,
    ask_for: AskFor,
    /// The page to return to.
    home: String,
}

impl Desk {
    /// Reads for a page of this desk; what a caseworker is shown leaves a row in the trail.
    async fn read<T, F>(&self, state: &State, read: F) -> Result<T, AppError>
    where
        F: Fn(&mut Db) -> QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        match &self.case {
            Some(by) => look(state, by, SHOWING, move |db, _, _| read(db)).await,
            None => state.pool.read(read).await,
        }
    }
}

/// What the pages of a household's stalls show its caseworker.
const SHOWING: Showing = Showing::file("name stall");

/// The query field that names the day whose request was just taken back.
const WITHDRAWN: &str = "withdrawn";

pub(super) async fn my_days(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let mut page = days_page(&state, &own_desk(&by), Form::default()).await?;
    page.withdrawn = by.visit.query.text(WITHDRAWN).parse().ok();
    Ok(by.visit.page(&page))
}

async fn days_page(state: &State, desk: &Desk, form: Form) -> Result<MyDays, AppError> {
    let (of, ask_for) = (desk.asker.household(), desk.ask_for.clone());
    let read = move |db: &mut Db| days_of(db, (of, &ask_for), &form);
    desk.read(state, read).await
}

fn days_of(db: &mut Db, (of, ask_for): (HouseholdId, &AskFor), form: &Form) -> QueryResult<MyDays> {
    Ok(MyDays {
        ask_for: ask_for.clone(),
        days: queries::own_days(db, of)?,
        categories: queries::categories(db)?,
        sites: queries::sites_of(db, of)?,
        absences: queries::absences_of(db, of, None)?,
        weekly: queries::weeklies_of(db, of)?,
        calendar_since: if *ask_for == AskFor::Own { queries::calendar_since(db, of)? } else { None },
        now: db.now.at,
        withdrawn: None,
        form: form.clone(),
    })
}

fn own_desk(by: &Allowed<Producer>) -> Desk {
    Desk { asker: Asker::producer(&by.proof), case: None, ask_for: AskFor::Own, home: urls::my_stall(by.visit.lang) }
}

pub(super) async fn my_form(by: Allowed<Producer>, state: Data<State>, day: Path<MarketDayId>) -> Answer {
    form(&by.visit, &state, &own_desk(&by), day.into_inner()).await
}

pub(super) async fn my_ask(
    by: Allowed<Producer>,
    state: Data<State>,
    day: Path<MarketDayId>,
    sent: Submitted,
) -> Answer {
    act(&by.visit, &state, own_desk(&by), (day.into_inner(), sent)).await
}

pub(super) async fn my_withdraw(by: Allowed<Producer>, state: Data<State>, day: Path<MarketDayId>) -> Answer {
    withdraw(&by.visit, &state, own_desk(&by), day.into_inner()).await
}

/// POST on the list of days: an absence is noted or taken back, or a weekly request is ended.
pub(super) async fn my_lasting(by: Allowed<Producer>, state: Data<State>, sent: Submitted) -> Answer {
    lasting::act(&by.visit, &state, own_desk(&by), sent).await
}

async fn household_desk(by: &Allowed<CaseworkerOf>, state: &State) -> Result<Desk, AppError> {
    let of = by.proof.household();
    let name = by.look(state, Showing::file("name"), |db, by, _| queries::name_of(db, by.household())).await?;
    Ok(Desk {
        asker: Asker::caseworker(&by.proof),
        case: Some(by.proof.clone()),
        ask_for: AskFor::Household(of, name),
        home: urls::stall_on_behalf(by.visit.lang, of),
    })
}

/// GET: the days of the household, or with `?day=` the form for one.
pub(super) async fn for_household_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let Ok(day) = by.visit.query.text("day").parse() else {
        let read = |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
            let of = by.household();
            let ask_for = AskFor::Household(of, queries::name_of(db, of)?);
            days_of(db, (of, &ask_for), &Form::default())
        };
        return Ok(by.visit.page(&by.look(&state, SHOWING, read).await?));
    };
    let read = move |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
        let of = by.household();
        let ask_for = AskFor::Household(of, queries::name_of(db, of)?);
        filled(db, (of, &ask_for), day)?.ok_or(Error::NotFound)
    };
    Ok(by.visit.page(&by.look(&state, SHOWING, read).await?))
}

pub(super) async fn for_household(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let desk = household_desk(&by, &state).await?;
    if lasting::is_one(&sent.fields) {
        return lasting::act(&by.visit, &state, desk, sent).await;
    }
    let day: MarketDayId = sent.fields.text("day").parse().map_err(|_| AppError::NotFound)?;
    act(&by.visit, &state, desk, (day, sent)).await
}

async fn seller_desk(by: &Allowed<DayManager>, state: &State, of: HouseholdId) -> Result<Desk, AppError> {
    let site = by.proof.site().site();
    let seller = state.pool.read(move |db| queries::seller(db, site, of)).await?.ok_or(AppError::NotFound)?;
    Ok(Desk {
        asker: Asker::manager(&by.proof, of),
        case: None,
        ask_for: AskFor::Seller(of, seller.name),
        home: urls::day(by.visit.lang, by.proof.day()),
    })
}

/// GET: the sellers of the site, or with `?household=` the form for one.
pub(super) async fn for_seller_form(by: Allowed<DayManager>, state: Data<State>) -> Answer {
    if let Ok(of) = by.visit.query.text("household").parse() {
        let desk = seller_desk(&by, &state, of).await?;
        return form(&by.visit, &state, &desk, by.proof.day()).await;
    }
    let (day, site) = (by.proof.day(), by.proof.site().site());
    let sought = finding::sought(&state, by.proof.actor().account, &by.visit.query);
    let page = state
        .pool
        .read(move |db| {
            let (rows, has_more) = cut(queries::vendors(db, site, (sought.after.unwrap_or(0), sought.words.as_ref()))?);
            let asked = queries::who_asked(db, day, rows.iter().map(|row| row.household).collect())?;
            Ok(RequestFor { day: queries::day(db, day)?, rows, asked, sought, has_more })
        })
        .await?;
    Ok(by.visit.page(&page))
}

pub(super) async fn for_seller(by: Allowed<DayManager>, state: Data<State>, sent: Submitted) -> Answer {
    let path = urls::day_request(by.visit.lang, by.proof.day());
    if let Some(found) = finding::address(&state, by.proof.actor().account, (&path, &sent.fields))? {
        return Ok(by.visit.see_other(&found));
    }
    let of: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let desk = seller_desk(&by, &state, of).await?;
    act(&by.visit, &state, desk, (by.proof.day(), sent)).await
}

async fn form(visit: &Visit, state: &State, desk: &Desk, day: MarketDayId) -> Answer {
    let (of, ask_for) = (desk.asker.household(), desk.ask_for.clone());
    let page = desk.read(state, move |db| filled(db, (of, &ask_for), day)).await?;
    Ok(visit.page(&page.ok_or(AppError::NotFound)?))
}

/// The form for a day, filled with what the household usually asks for.
fn filled(db: &mut Db, whom: (HouseholdId, &AskFor), day: MarketDayId) -> QueryResult<Option<Asking>> {
    let mut usual = usual(db, whom, day)?;
    if let Some(usual) = &mut usual {
        let drawing = queries::drawing_of_day(db, day)?.drawing;
        usual.wishes = usual.wishes.only(|stall| drawing.is_usable(stall));
    }
    asking(db, whom, day, &Form::filled(wanted_fields(usual.as_ref())))
}

/// What the household usually asks for, as far as whoever asks may know.
fn usual(db: &mut Db, (of, ask_for): (HouseholdId, &AskFor), day: MarketDayId) -> QueryResult<Option<Wanted>> {
    match ask_for {
        AskFor::Own | AskFor::Household(..) => queries::usual_wants_with_machines(db, of, day),
        AskFor::Seller(..) => queries::usual_wants(db, of, day),
    }
}

fn wanted_fields(usual: Option<&Wanted>) -> Fields {
    let none = Fields::default()
        .with("power", "none")
        .with("baking", "none")
        .with("most", "1")
        .with("least", "1")
        .with("flexible", "yes");
    let Some(wanted) = usual else {
        return none;
    };
    let fields = forms::with_fittings(none, &wanted.needs)
        .with("category", wanted.category.clone())
        .with("most", wanted.counts.most.to_string())
        .with("least", wanted.counts.least.to_string())
        .with("flexible", if wanted.flexible { "yes" } else { "no" });
    forms::with_wishes(fields, &wanted.wishes)
}

async fn asking_page(state: &State, desk: &Desk, day: MarketDayId, form: Form) -> Result<Asking, AppError> {
    let (of, ask_for) = (desk.asker.household(), desk.ask_for.clone());
    let found = desk.read(state, move |db| asking(db, (of, &ask_for), day, &form)).await?;
    found.ok_or(AppError::NotFound)
}

fn asking(
    db: &mut Db,
    (of, ask_for): (HouseholdId, &AskFor),
    day: MarketDayId,
    form: &Form,
) -> QueryResult<Option<Asking>> {
    let Some(own) = queries::own_day(db, of, day)? else {
        return Ok(None);
    };
    let (drawing, categories) = (queries::drawing_of_day(db, day)?.drawing, queries::categories(db)?);
    let taken = if matches!(ask_for, AskFor::Seller(..)) { taken(db, day)? } else { Vec::new() };
    let machines = match ask_for {
        AskFor::Own | AskFor::Household(..) => queries::power_of_machines(db, of, day)?,
        AskFor::Seller(..) => Power::None,
    };
    let (ask_for, form, now) = (ask_for.clone(), form.clone(), db.now.at);
    Ok(Some(Asking { ask_for, day: own, drawing, taken, categories, machines, now, is_in_vain: false, form }))
}

/// Who stands where by the published plan.
fn taken(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<(StallId, String)>> {
    let plan = queries::plan(db, day, Version::Published)?;
    let theirs = plan.placed().flat_map(|(request, stalls)| stalls.into_iter().map(move |stall| (stall, request)));
    Ok(theirs.map(|(stall, request)| (stall.id, request.name.clone())).collect())
}
