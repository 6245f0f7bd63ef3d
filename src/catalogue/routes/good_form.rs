//! The screen on which a producer lists a good or changes one, with its photo.
mod photo;
mod said;
mod sent;

use photo::give_up;
use said::{listed_first, old_form, problem_of, stale};
use sent::{Asked, Refused, SentGood, read, refuse, typed_price};

use super::shop::share;
use super::{discard, good_of};
use crate::catalogue::access::OwnGood;
use crate::catalogue::edit_good::{self, GoodEdit};
use crate::catalogue::forms::usual::Usual;
use crate::catalogue::list_good::{self, GoodRefusal, NewGood};
use crate::catalogue::model::{Good, ItemState, WeightSet};
use crate::catalogue::pages::{GoodForm, SUGGEST};
use crate::catalogue::photos::{Kept, PhotoStore};
use crate::catalogue::{forms, queries, waiting};
use crate::db::Db;
use crate::db::form_key;
use crate::error::AppError;
use crate::households::access::Producer;
use crate::i18n::Locale;
use crate::kernel::digest::{hex, sha256};
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{HouseholdId, ProductId};
use crate::ui::Form;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted, Visit};
use actix_web::web::Data;

/// GET /my/goods/new.
pub(super) async fn new_form(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let household = by.proof.household();
    let locale = by.visit.locale();
    let mut page = blank(&state, household).await?;
    let last = state.pool.read(move |db| queries::last_good(db, household)).await?;
    let likely = forms::likely(last.as_ref(), &page.machines, &locale);
    let filled = match Usual::of(by.visit.query.text(SUGGEST)) {
        Some(usual) => usual.fields(&page.machines, &locale),
        None => likely,
    };
    page.form = Form::filled(filled).keyed(&Idem::fresh(state.pool.ids()));
    Ok(by.visit.page(&page))
}

/// GET /my/goods/{product}.
pub(super) async fn edit_form(by: Allowed<OwnGood>, state: Data<State>) -> Answer {
    let good = good_of(&state, &by.proof).await?;
    let page = of_good(&state, &by, good).await?;
    Ok(by.visit.page(&page))
}

/// The screen with nothing in it.
async fn blank(state: &State, household: HouseholdId) -> Result<GoodForm, AppError> {
    state
        .pool
        .read(move |db| {
            Ok(GoodForm {
                good: None,
                form: Form::default(),
                categories: queries::categories(db)?,
                machines: queries::machines_of(db, household, db.now.today)?,
                photo: None,
                doubt: None,
                opens_shop: queries::shop_of(db, household)?.is_none(),
                share: None,
                is_agreed: false,
                fate: None,
                first: None,
            })
        })
        .await
}

/// The screen of one good, filled with what it is.
async fn of_good(state: &State, by: &Allowed<OwnGood>, good: Good) -> Result<GoodForm, AppError> {
    let visit = &by.visit;
    let title = visit.locale().text.catalogue_share_good();
    // A good that nobody sees yet has no address to give away.
    let square = match good.is_seen {
        true => Some(share(visit, title, &urls::product(visit.lang, &good.code))?),
        false => None,
    };
    let page = blank(state, by.proof.producer().household()).await?;
    let id = good.id;
    let read = move |db: &mut Db| Ok((queries::weights_on(db, id, db.now.today)?, waiting::fate_of(db, id)?));
    let (weights, fate) = state.pool.read(read).await?;
    let lines = weights.as_ref().map_or(&[][..], |set| &set.lines);
    let form = Form::filled(forms::filled(&good, lines, &visit.locale())).keyed(&Idem::fresh(state.pool.ids()));
    let is_agreed = weights.as_ref().is_some_and(WeightSet::is_agreed);
    Ok(GoodForm { photo: good.photo.clone(), good: Some(good), share: square, form, is_agreed, fate, ..page })
}

/// POST /my/goods/new.
pub(super) async fn list(
    by: Allowed<Producer>,
    state: Data<State>,
    store: Data<PhotoStore>,
    sent: Submitted,
) -> Answer {
    let (visit, proof) = (by.visit, by.proof);
    let locale = visit.locale();
    let page = blank(&state, proof.household()).await?;
    let household = proof.household();
    let idem = Idem::parse(sent.fields.text("idem")).unwrap_or_else(|| Idem::fresh(state.pool.ids()));
    if let Some((listed, name)) = listed_before(&state, (household, &idem), (&sent.fields, &locale)).await? {
        return saved(&state, &visit, (listed, false), &locale.text.catalogue_listed(name)).await;
    }
    let asked = Asked { household, last: None, locale };
    let named = forms::shop_name(&sent.fields, &page.categories, sent.fields.text("category"), &asked.locale);
    let (SentGood { face, stock, photo }, shop_name) = match (read((&state, &store), &sent, &asked).await?, named) {
        (Ok(good), Ok(name)) => (good, name),
        (Ok(good), Err(problem)) => {
            return Ok(refuse(&visit, sent, page, Refused::of(problem).with(Ok(good.photo))));
        }
        (Err(mut refused), named) => {
            refused.problems.extend(named.err());
            return Ok(refuse(&visit, sent, page, refused));
        }
    };
    let said = locale.text.catalogue_listed(face.name.as_str());
    let key = idem.clone();
    let new = NewGood { idem, face, stock, photo: photo.clone(), shop_name };
    let written = state.pool.write(move |db| list_good::list(db, &proof, &new)).await;
    match or_give_up((&state, &store), written, (&sent, photo.as_ref(), household)).await? {
        Ok(id) => {
            settle(&store, photo, household).await;
            saved(&state, &visit, (id, false), &said).await
        }
        Err(GoodRefusal::Listed) => {
            give_up((&state, &store), photo.as_ref(), household).await;
            let listed = state.pool.read(move |db| list_good::listed_under(db, household, &key)).await?;
            saved(&state, &visit, (listed, false), &said).await
        }
        Err(GoodRefusal::OldForm) => {
            let first = state.pool.read(move |db| listed_first(db, household, &key)).await?;
            let refused = Refused::of(old_form(first.as_ref(), &locale)).with(Ok(photo));
            let page = GoodForm { first: first.map(|good| good.id), ..page };
            Ok(refuse(&visit, sent.keyed_anew(&Idem::fresh(state.pool.ids())), page, refused))
        }
        Err(refusal) => {
            let photo = still_usable((&state, &store), refusal, (photo, household)).await;
            let refused = Refused::of(problem_of(refusal, &locale)).with(Ok(photo));
            Ok(refuse(&visit, sent, page, refused))
        }
    }
}

/// The good that this very form has listed before, with its name: nothing of the form is worked on again, its photo least of all.
async fn listed_before(
    state: &State,
    (household, idem): (HouseholdId, &Idem),
    (fields, locale): (&Fields, &Locale),
) -> Result<Option<(ProductId, String)>, AppError> {
    let Ok(face) = forms::face(fields, locale) else {
        return Ok(None);
    };
    let (idem, name) = (idem.clone(), face.name.clone());
    let listed = state.pool.read(move |db| list_good::listed_by(db, household, (&idem, &face))).await?;
    Ok(listed.filter(|(_, is_same)| *is_same).map(|(id, _)| (id, name)))
}

type Means<'a> = (&'a State, &'a PhotoStore);

/// What a write gave. Where it failed, a photo that was drawn for it is forgotten: the form brings it again.
async fn or_give_up<T>(
    means: Means<'_>,
    written: Result<T, AppError>,
    (sent, photo, of): (&Submitted, Option<&Kept>, HouseholdId),
) -> Result<T, AppError> {
    if written.is_err() {
        give_up(means, photo.filter(|_| sent.file("photo").is_some()), of).await;
    }
    written
}

/// The photo of a refused form, unless it is the photo that was refused: the form comes back without it, and can be saved so.
async fn still_usable(
    means: Means<'_>,
    refusal: GoodRefusal,
    (photo, of): (Option<Kept>, HouseholdId),
) -> Option<Kept> {
    match refusal {
        GoodRefusal::PhotoUsed | GoodRefusal::PhotosToday(_) => {
            give_up(means, photo.as_ref(), of).await;
            None
        }
        _ => photo,
    }
}

/// An edit as it arrived; it counts once under its key, with the photo that it brought.
fn edit_sent(by: &OwnGood, sent: &Submitted, fresh: Idem) -> form_key::Sent {
    let key = Idem::parse(sent.fields.text("idem")).unwrap_or(fresh);
    let photo = sent.file("photo").map_or_else(String::new, |file| hex(&sha256(&file.bytes)));
    let content = sent.fields.clone().with("good", by.product().to_string()).with("photo-sha256", photo);
    form_key::Sent::of(by.actor().account, "product", (key, &content))
}

/// An edit with its form, unless this very form was acted on before. Where somebody went back and wrote anew, what is said of an
/// old screen is said of theirs.
async fn not_done_yet(
    state: &State,
    by: &OwnGood,
    sent: Submitted,
) -> Result<Option<(Submitted, form_key::Sent)>, AppError> {
    let fresh = Idem::fresh(state.pool.ids());
    let form = edit_sent(by, &sent, fresh.clone());
    let known = form.clone();
    Ok(match state.pool.read(move |db| form_key::made_before(db, &known)).await? {
        None => Some((sent, form)),
        Some((_, true)) => None,
        Some((_, false)) => {
            let sent = sent.keyed_anew(&fresh);
            let form = edit_sent(by, &sent, fresh);
            Some((sent, form))
        }
    })
}

/// POST /my/goods/{product}.
pub(super) async fn edit(by: Allowed<OwnGood>, state: Data<State>, store: Data<PhotoStore>, sent: Submitted) -> Answer {
    let good = good_of(&state, &by.proof).await?;
    let (last, name) = (typed_price(good.price, good.by_weight), good.name.clone());
    let page = of_good(&state, &by, good).await?;
    let (visit, proof) = (by.visit, by.proof);
    let (again, locale) = (proof.clone(), visit.locale());
    let household = proof.producer().household();
    let Some((sent, form)) = not_done_yet(&state, &proof, sent).await? else {
        return saved(&state, &visit, (again.product(), false), &locale.text.catalogue_saved(name)).await;
    };
    let asked = Asked { household, last: Some(last), locale };
    let SentGood { face, photo, .. } = match read((&state, &store), &sent, &asked).await? {
        Ok(good) => good,
        Err(refused) => return Ok(refuse(&visit, sent, page, refused)),
    };
    let said = locale.text.catalogue_saved(face.name.as_str());
    let was_wrong = page.fate.as_ref().is_some_and(|fate| fate.state != ItemState::Waiting);
    let change = GoodEdit { face, photo: photo.clone(), version: forms::version(&sent.fields) };
    let written = state.pool.write(move |db| edit_good::edit_once(db, &proof, (&change, &form))).await;
    match or_give_up((&state, &store), written, (&sent, photo.as_ref(), household)).await? {
        Ok(replaced) => {
            settle(&store, photo, household).await;
            discard(&store, replaced).await;
            saved(&state, &visit, (again.product(), was_wrong), &said).await
        }
        Err(GoodRefusal::Stale) => {
            let (version, problem) = stale(&good_of(&state, &again).await?, &locale);
            let fields = sent.fields.with("version", version);
            Ok(refuse(&visit, Submitted { fields, ..sent }, page, Refused::of(problem).with(Ok(photo))))
        }
        Err(refusal) => {
            let photo = still_usable((&state, &store), refusal, (photo, household)).await;
            let refused = Refused::of(problem_of(refusal, &locale)).with(Ok(photo));
            Ok(refuse(&visit, sent, page, refused))
        }
    }
}

/// Back to the goods, which say whether buyers see this one, that it waits and whether it was mended for that, or that something
/// else keeps it from them; that page says what.
async fn saved(state: &State, visit: &Visit, (id, was_wrong): (ProductId, bool), seen: &str) -> Answer {
    let (good, fate) =
        state.pool.read(move |db: &mut Db| Ok((queries::good(db, id)?, waiting::fate_of(db, id)?))).await?;
    let (text, waits) = (visit.locale().text, fate.is_some_and(|fate| fate.state == ItemState::Waiting));
    let said = good.filter(|good| !good.is_seen).map(|good| match (waits, was_wrong) {
        (true, true) => text.catalogue_sent_again(good.name),
        (true, false) => text.catalogue_sent(good.name),
        (false, _) => text.catalogue_saved_unseen(good.name),
    });
    Ok(visit.see_other_saying(&urls::my_goods(visit.lang), said.as_deref().unwrap_or(seen)))
}

/// Notes that a good shows the photo now.
async fn settle(store: &PhotoStore, photo: Option<Kept>, of: HouseholdId) {
    if let Some(kept) = photo {
        store.settle(&kept, of).await;
    }
}
