//! What is said of a site besides its drawing and its rules: its name, where it is, and its times.
use crate::i18n::{Locale, named};
use crate::stalls::access::SiteManager;
use crate::stalls::forms::{self, DETAILS_SEEN};
use crate::stalls::layout::{self, DetailsRefusal};
use crate::stalls::model::SiteDetails;
use crate::stalls::pages::ChangeSite;
use crate::stalls::queries;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(crate) async fn form(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    let of = by.proof.site();
    let site = state.pool.read(move |db| queries::site(db, of)).await?;
    let form = Form::filled(forms::details_fields(&site.details(), &by.visit.locale()));
    Ok(by.visit.page(&ChangeSite { site, form }))
}

pub(crate) async fn change(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let (proof, locale, of) = (by.proof.clone(), by.visit.locale(), by.proof.site());
    let problems = match forms::site_details(&sent.fields, &locale) {
        Ok(details) => {
            let seen = sent.fields.text(DETAILS_SEEN).to_owned();
            match state.pool.write(move |db| layout::set_details(db, &proof, (&seen, &details))).await? {
                Ok(()) => {
                    let said = locale.text.stalls_details_saved();
                    return Ok(by.visit.see_other_saying(&urls::site(by.visit.lang, of), &said));
                }
                Err(DetailsRefusal::Stale(now)) => vec![stale(&now, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let site = state.pool.read(move |db| queries::site(db, of)).await?;
    Ok(by.visit.refused(&ChangeSite { site, form: Form::refused(sent.fields, problems) }))
}

/// That somebody else changed the details meanwhile, and what they are now.
fn stale(now: &SiteDetails, locale: &Locale) -> Problem {
    let place: Vec<&str> = [now.name.as_str(), &now.address].into_iter().filter(|part| !part.is_empty()).collect();
    let sentence = locale.text.stalls_details_stale(named::ClosesCutoffLateOpensPlace {
        closes: locale.minute_of_day(now.closes_minute),
        cutoff: locale.number(now.cutoff_hours.into()),
        late: locale.number(now.no_show_minutes.into()),
        opens: locale.minute_of_day(now.opens_minute),
        place: place.join(&locale.text.stalls_join()),
    });
    Problem { field: "name", sentence }
}
