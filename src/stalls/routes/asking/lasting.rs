//! What lasts longer than a day: when a household comes to no market day, and what it asks for every week.
use super::{Desk, days_page};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::stalls::absences::{self, AbsenceRefusal};
use crate::stalls::forms;
use crate::stalls::pages::{ABSENT, PRESENT, WEEKLY_END};
use crate::stalls::weekly;
use crate::ui::{Form, Problem};
use crate::web::{Answer, State, Submitted, Visit};

/// Whether a form is about an absence or a weekly request.
pub(super) fn is_one(fields: &Fields) -> bool {
    [ABSENT, PRESENT, WEEKLY_END].contains(&fields.text("do"))
}

/// Notes an absence, ends one, or ends a weekly request.
pub(super) async fn act(visit: &Visit, state: &State, desk: Desk, sent: Submitted) -> Answer {
    if sent.fields.text("do") == WEEKLY_END {
        return end_weekly(visit, state, desk, sent).await;
    }
    let (asker, locale) = (desk.asker.clone(), visit.locale());
    let (done, said) = if sent.fields.text("do") == PRESENT {
        let id = sent.fields.text("absence").parse().map_err(|_| AppError::NotFound)?;
        (state.pool.write(move |db| absences::end(db, &asker, id)).await?, locale.text.stalls_absence_ended())
    } else {
        match forms::absence(&sent.fields, &locale) {
            Ok(new) => {
                let noted = state.pool.write(move |db| absences::announce(db, &asker, &new).map(drop)).await?;
                (noted, locale.text.stalls_absence_noted())
            }
            Err(problems) => {
                let page = days_page(state, &desk, Form::refused(sent.fields, problems)).await?;
                return Ok(visit.refused(&page));
            }
        }
    };
    match done {
        Ok(()) => Ok(visit.see_other_saying(&desk.home, &said)),
        Err(AbsenceRefusal::NotTheirs) => Err(AppError::NotFound),
        Err(refusal) => {
            let form = Form::refused(sent.fields, vec![problem(refusal, &locale)]);
            Ok(visit.refused(&days_page(state, &desk, form).await?))
        }
    }
}

async fn end_weekly(visit: &Visit, state: &State, desk: Desk, sent: Submitted) -> Answer {
    let id = sent.fields.text("weekly").parse().map_err(|_| AppError::NotFound)?;
    let asker = desk.asker.clone();
    match state.pool.write(move |db| weekly::end(db, &asker, id)).await? {
        Ok(()) => Ok(visit.see_other_saying(&desk.home, &visit.locale().text.stalls_weekly_ended())),
        Err(_) => Err(AppError::NotFound),
    }
}

/// What stands in the way of an absence, beside its field.
pub(in crate::stalls::routes) fn problem(refusal: AbsenceRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        AbsenceRefusal::NotTheirs => Problem { field: "main", sentence: text.stalls_absence_unknown() },
        AbsenceRefusal::Order => Problem { field: "until", sentence: text.stalls_absence_order() },
        AbsenceRefusal::Past => Problem { field: "until", sentence: text.stalls_absence_past() },
        AbsenceRefusal::TooLong => Problem { field: "until", sentence: text.stalls_absence_too_long() },
        AbsenceRefusal::Overlaps => Problem { field: "from", sentence: text.stalls_absence_overlaps() },
        AbsenceRefusal::TooLate { day } => {
            Problem { field: "from", sentence: text.stalls_absence_too_late(locale.date(day)) }
        }
    }
}
