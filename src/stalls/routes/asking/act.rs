//! What a form on a market day asks: a stall as usual, what was chosen, a touch on the plan, or to take the request back.
use super::{Desk, WITHDRAWN, asking_page, days_page, form, usual, wanted_fields};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::MarketDayId;
use crate::stalls::bookings::{self, AskRefusal};
use crate::stalls::forms;
use crate::stalls::model::Wanted;
use crate::stalls::pages::{ASK_ALL_THE_SAME, ASK_FOR_ANY, AskFor, Asking};
use crate::stalls::queries;
use crate::stalls::weekly;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Answer, State, Submitted, Visit};

/// What the pressed button asks: the usual at once, what the form says, or to take the request back.
pub(super) async fn act(visit: &Visit, state: &State, desk: Desk, (day, sent): (MarketDayId, Submitted)) -> Answer {
    if let Some(fields) = forms::touched(&sent.fields) {
        return Ok(visit.page(&asking_page(state, &desk, day, Form::filled(fields)).await?));
    }
    match sent.fields.text("do") {
        "withdraw" => withdraw(visit, state, desk, day).await,
        "usual" => {
            let (of, ask_for) = (desk.asker.household(), desk.ask_for.clone());
            match state.pool.read(move |db| usual(db, (of, &ask_for), day)).await? {
                Some(usual) => meant(visit, state, desk, (day, usual.clone(), wanted_fields(Some(&usual)))).await,
                None => form(visit, state, &desk, day).await,
            }
        }
        ASK_FOR_ANY => chosen(visit, state, desk, (day, sent.fields.with("flexible", "yes"))).await,
        _ => chosen(visit, state, desk, (day, sent.fields)).await,
    }
}

/// Asks for what the form says.
async fn chosen(visit: &Visit, state: &State, desk: Desk, (day, typed): (MarketDayId, Fields)) -> Answer {
    let wanted = match forms::wanted(&typed, &visit.locale()) {
        Ok(wanted) => wanted,
        Err(problems) => {
            return Ok(visit.refused(&asking_page(state, &desk, day, Form::refused(typed, problems)).await?));
        }
    };
    meant(visit, state, desk, (day, wanted, typed)).await
}

/// Asks; if nothing can come of it, only once that is meant.
async fn meant(
    visit: &Visit,
    state: &State,
    desk: Desk,
    (day, wanted, typed): (MarketDayId, Wanted, Fields),
) -> Answer {
    if !wanted.flexible && typed.text("do") != ASK_ALL_THE_SAME {
        let page = asking_page(state, &desk, day, Form::filled(typed.clone())).await?;
        if page.gets_nothing(&wanted) {
            return Ok(visit.refused(&Asking { is_in_vain: true, ..page }));
        }
    }
    ask(visit, state, desk, (day, wanted, typed)).await
}

async fn ask(visit: &Visit, state: &State, desk: Desk, (day, wanted, typed): (MarketDayId, Wanted, Fields)) -> Answer {
    let (asker, locale) = (desk.asker.clone(), visit.locale());
    let every_week = typed.has("weekly") && !matches!(desk.ask_for, AskFor::Seller(..));
    let asked = state.pool.write(move |db| {
        if every_week {
            weekly::ask(db, &asker, day, &wanted)?;
        } else {
            bookings::ask(db, &asker, day, &wanted)?;
        }
        Ok(queries::day(db, day)?.day)
    });
    match asked.await? {
        Ok(on) if desk.ask_for == AskFor::Own => {
            Ok(visit.see_other_saying(&desk.home, &locale.text.stalls_ask_done(locale.date(on))))
        }
        Ok(on) => Ok(visit.see_other_saying(&desk.home, &locale.text.stalls_theirs_ask_done(locale.date(on)))),
        Err(AskRefusal::NotTheirs) => Err(AppError::NotFound),
        Err(refusal) => {
            let form = Form::refused(typed, vec![problem(refusal, &desk, &locale)]);
            Ok(visit.refused(&asking_page(state, &desk, day, form).await?))
        }
    }
}

pub(super) async fn withdraw(visit: &Visit, state: &State, desk: Desk, day: MarketDayId) -> Answer {
    let (asker, locale) = (desk.asker.clone(), visit.locale());
    let withdrawn = state.pool.write(move |db| {
        bookings::withdraw(db, &asker, day)?;
        Ok(queries::day(db, day)?.day)
    });
    match withdrawn.await? {
        Ok(_) if desk.ask_for == AskFor::Own => {
            Ok(visit.see_other(&urls::with_query(&desk.home, &[(WITHDRAWN, &day.to_string())])))
        }
        Ok(on) => Ok(visit.see_other_saying(&desk.home, &locale.text.stalls_withdrawn(locale.date(on)))),
        Err(AskRefusal::NotTheirs) => Err(AppError::NotFound),
        Err(refusal) => {
            let form = Form::refused(Fields::default(), vec![problem(refusal, &desk, &locale)]);
            let page = days_page(state, &desk, form).await?;
            Ok(visit.refused(&page))
        }
    }
}

fn problem(refusal: AskRefusal, desk: &Desk, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        AskRefusal::NotTheirs => Problem { field: "main", sentence: text.stalls_day_closed() },
        AskRefusal::Cancelled => Problem { field: "main", sentence: text.stalls_ask_cancelled() },
        AskRefusal::TooLate if desk.ask_for == AskFor::Own => {
            Problem { field: "main", sentence: text.stalls_ask_too_late() }
        }
        AskRefusal::TooLate => Problem { field: "main", sentence: text.stalls_ask_too_late_for_others() },
        AskRefusal::UnknownCategory => Problem { field: "category", sentence: text.stalls_category_missing() },
        AskRefusal::Counts => Problem { field: "least", sentence: text.stalls_ask_counts_wrong() },
        AskRefusal::NoWish => Problem { field: forms::WISHES, sentence: text.stalls_ask_no_wish() },
        AskRefusal::WishUnavailable => Problem { field: forms::WISHES, sentence: text.stalls_ask_wish_gone() },
        AskRefusal::NothingAsked => Problem { field: "main", sentence: text.stalls_ask_nothing() },
    }
}
