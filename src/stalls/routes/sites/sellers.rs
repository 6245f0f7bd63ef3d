//! The sellers of a site: taking in, registering, changing.
mod rights;

use super::cut;
use crate::accounts::forms::mobile;
use crate::error::AppError;
use crate::households::routes::invited;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::HouseholdId;
use crate::stalls::access::SiteManager;
use crate::stalls::forms;
use crate::stalls::pages::{ABSENT, EditSeller, PRESENT, Sellers};
use crate::stalls::queries;
use crate::stalls::routes::finding;
use crate::stalls::vendors::{self, CardRefusal, NewSellerRefusal, VendorRefusal};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(crate) async fn list(by: Allowed<SiteManager>, state: Data<State>) -> Answer {
    match by.visit.query.text("seller").parse::<HouseholdId>() {
        Ok(seller) => {
            let mut page = seller_page(&by, &state, seller, Form::default()).await?;
            let fields = seller_fields(&page, &by.visit.locale());
            page.form = Form::filled(fields);
            Ok(by.visit.page(&page))
        }
        Err(_) => Ok(by.visit.page(&sellers_page(&by, &state, Form::default()).await?)),
    }
}

async fn sellers_page(by: &Allowed<SiteManager>, state: &State, form: Form) -> Result<Sellers, AppError> {
    let (id, path) = (by.proof.site(), by.proof.area_path().to_owned());
    let sought = finding::sought(state, by.proof.actor().account, &by.visit.query);
    state
        .pool
        .read(move |db| {
            let (rows, has_more) = cut(queries::vendors(db, id, (sought.after.unwrap_or(0), sought.words.as_ref()))?);
            Ok(Sellers {
                site: queries::site(db, id)?,
                rows,
                candidates: queries::candidates(db, (id, &path), sought.words.as_ref())?,
                categories: queries::categories(db)?,
                neighbourhoods: queries::neighbourhoods(db, &path)?,
                sought,
                has_more,
                form,
            })
        })
        .await
}

/// The fields of a seller as it is.
fn seller_fields(page: &EditSeller, locale: &Locale) -> Fields {
    Fields::default()
        .with("seniority", locale.number(page.seller.seniority.into()))
        .with("category", page.seller.category.clone())
        .with("list", page.seller.terms.list.as_str())
        .with("guaranteed", locale.number(page.seller.terms.guaranteed.into()))
}

async fn seller_page(
    by: &Allowed<SiteManager>,
    state: &State,
    of: HouseholdId,
    form: Form,
) -> Result<EditSeller, AppError> {
    let id = by.proof.site();
    let found = state
        .pool
        .read(move |db| {
            let Some(seller) = queries::seller(db, id, of)? else {
                return Ok(None);
            };
            Ok(Some(EditSeller {
                site: queries::site(db, id)?,
                seller,
                awaits_card: queries::awaits_card(db, of)?.is_some(),
                own: queries::own_of(db, id, of)?,
                drawing: queries::drawing(db, id, db.now.today)?,
                absences: queries::absences_of(db, of, Some(id))?,
                categories: queries::categories(db)?,
                form,
            }))
        })
        .await?;
    found.ok_or(AppError::NotFound)
}

/// POST: the button pressed says what is meant.
pub(crate) async fn act(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let path = urls::site_vendors(by.visit.lang, by.proof.site());
    if let Some(found) = finding::address(&state, by.proof.actor().account, (&path, &sent.fields))? {
        return Ok(by.visit.see_other(&found));
    }
    match sent.fields.text("do") {
        "take-in" => take_in(by, state, sent).await,
        "change" => change(by, state, sent).await,
        "register" => register(by, state, sent).await,
        "card" => new_card(by, state, sent).await,
        "own-give" => rights::give_own(by, state, sent).await,
        "own-end" => rights::end_own(by, state, sent).await,
        ABSENT => rights::note_absence(by, state, sent).await,
        PRESENT => rights::end_absence(by, state, sent).await,
        _ => Err(AppError::Malformed("no button of the sellers' page")),
    }
}

async fn take_in(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let category = sent.fields.text("category").to_owned();
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    match state.pool.write(move |db| vendors::take_in(db, &proof, household, &category)).await? {
        Ok(seniority) => {
            let said = locale.text.stalls_sellers_taken_in(locale.number(seniority.into()));
            Ok(by.visit.see_other_saying(&urls::site_vendors(by.visit.lang, by.proof.site()), &said))
        }
        Err(VendorRefusal::OtherArea) => Err(AppError::NotFound),
        Err(refusal) => {
            let form = Form::refused(Fields::default(), vec![vendor_problem(refusal, &locale)]);
            Ok(by.visit.refused(&sellers_page(&by, &state, form).await?))
        }
    }
}

async fn change(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let problems = match forms::vendor_change(&sent.fields, &locale) {
        Ok(change) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| vendors::change(db, &proof, &change)).await? {
                Ok(()) => {
                    let url = urls::site_vendors(by.visit.lang, by.proof.site());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.stalls_sellers_saved()));
                }
                Err(refusal) => vec![vendor_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = seller_page(&by, &state, household, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

fn vendor_problem(refusal: VendorRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        VendorRefusal::OtherArea | VendorRefusal::Unknown => {
            Problem { field: "household", sentence: text.stalls_sellers_unknown() }
        }
        VendorRefusal::Known => Problem { field: "household", sentence: text.stalls_sellers_known_already() },
        VendorRefusal::UnknownCategory => Problem { field: "category", sentence: text.stalls_category_missing() },
        VendorRefusal::SeniorityTaken => {
            Problem { field: "seniority", sentence: text.stalls_sellers_seniority_taken() }
        }
    }
}

async fn register(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let mobile = mobile(&sent.fields, "phone", &locale);
    let problems = match forms::new_seller(&sent.fields, mobile, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| vendors::register(db, &proof, &new)).await? {
                Ok(made) => {
                    let back = urls::site_vendors(by.visit.lang, by.proof.site());
                    return invited(&by.visit, made, back);
                }
                Err(refusal) => vec![new_seller_problem(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = sellers_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

async fn new_card(by: Allowed<SiteManager>, state: Data<State>, sent: Submitted) -> Answer {
    let household: HouseholdId = sent.fields.text("household").parse().map_err(|_| AppError::NotFound)?;
    let proof = by.proof.clone();
    match state.pool.write(move |db| vendors::new_card(db, &proof, household)).await? {
        Ok(made) => {
            let back = urls::site_vendors(by.visit.lang, by.proof.site());
            invited(&by.visit, made, back)
        }
        Err(CardRefusal::Unknown) => Err(AppError::NotFound),
        Err(CardRefusal::NotAwaited) => {
            let sentence = by.visit.locale().text.stalls_sellers_card_not_awaited();
            let form = Form::refused(Fields::default(), vec![Problem { field: "main", sentence }]);
            Ok(by.visit.refused(&sellers_page(&by, &state, form).await?))
        }
    }
}

fn new_seller_problem(refusal: NewSellerRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        NewSellerRefusal::OtherArea => Problem { field: "area", sentence: text.stalls_area_missing() },
        NewSellerRefusal::Known => Problem { field: "given-name", sentence: text.stalls_register_known() },
        NewSellerRefusal::MobileTaken => Problem { field: "phone", sentence: text.accounts_mobile_taken() },
    }
}
