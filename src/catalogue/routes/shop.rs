//! The screen of a producer's own shop, and public pages as squares to be shown to others.
use crate::catalogue::pages::{MyShop, ShareSquare};
use crate::catalogue::shop::{self, Described};
use crate::catalogue::{forms, queries, waiting};
use crate::db::switch::{self, Switch};
use crate::error::AppError;
use crate::households::access::Producer;
use crate::kernel::fields::Fields;
use crate::ui::Form;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit, qr};
use actix_web::web::Data;

/// A public page as a square and a link.
pub(super) fn share(visit: &Visit, title: String, path: &str) -> Result<ShareSquare, AppError> {
    let link = format!("{}{path}", visit.origin);
    let svg = qr::square(&link)?;
    Ok(ShareSquare { title, link, svg })
}

async fn shop_page(by: &Allowed<Producer>, state: &State, form: Option<Form>) -> Result<MyShop, AppError> {
    let household = by.proof.household();
    let (shop, waiting, has_reviews) = state
        .pool
        .read(move |db| {
            let shop = queries::shop_of(db, household)?;
            let waiting = match &shop {
                Some(shop) => waiting::words_of(db, shop.id)?,
                None => None,
            };
            Ok((shop, waiting, switch::is_on_for(db, Switch::Reviews, household)?))
        })
        .await?;
    // A shop that nobody sees has no address to give away.
    let share = match shop.as_ref().filter(|shop| shop.hidden_at.is_none()) {
        Some(shop) => {
            let title = by.visit.locale().text.catalogue_share_shop();
            Some(share(&by.visit, title, &urls::shop(by.visit.lang, &shop.code))?)
        }
        None => None,
    };
    let words = match (&waiting, &shop) {
        (Some(sent), _) => Some((&sent.name, &sent.story)),
        (None, Some(shop)) => Some((&shop.name, &shop.story)),
        (None, None) => None,
    };
    let filled = words.map(|(name, story)| Fields::default().with("name", name).with("story", story));
    let form = form.unwrap_or_else(|| Form::filled(filled.unwrap_or_default()));
    Ok(MyShop { shop, form, share, waiting, has_reviews })
}

/// GET /my/shop.
pub(super) async fn my_shop(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let page = shop_page(&by, &state, None).await?;
    Ok(by.visit.page(&page))
}

/// POST /my/shop.
pub(super) async fn describe(by: Allowed<Producer>, state: Data<State>, sent: Submitted) -> Answer {
    let face = match forms::shop(&sent.fields, &by.visit.locale()) {
        Ok(face) => face,
        Err(problems) => {
            let page = shop_page(&by, &state, Some(Form::refused(sent.fields, problems))).await?;
            return Ok(by.visit.refused(&page));
        }
    };
    let (visit, proof) = (by.visit, by.proof);
    let url = urls::my_shop(visit.lang);
    match state.pool.write(move |db| shop::describe(db, &proof, &face)).await? {
        Ok(Described::Seen) => Ok(visit.see_other_saying(&url, &visit.locale().text.catalogue_shop_saved())),
        Ok(Described::Waiting) => Ok(visit.see_other_saying(&url, &visit.locale().text.catalogue_shop_sent())),
        Err(shop::ShopRefusal::NotOpen) => Ok(visit.see_other(&url)),
    }
}
