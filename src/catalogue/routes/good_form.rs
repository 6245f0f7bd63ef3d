//! The screen on which a producer lists a good or changes one, with its photo.
mod photo;
mod said;

use photo::{Lost, take_photo};
use said::{listed_first, old_form, problem_of, stale};

use super::shop::share;
use super::{discard, good_of};
use crate::catalogue::access::OwnGood;
use crate::catalogue::edit_good::{self, GoodEdit};
use crate::catalogue::forms::usual::Usual;
use crate::catalogue::list_good::{self, GoodFace, GoodRefusal, NewGood};
use crate::catalogue::model::{Good, ItemState, WeightSet};
use crate::catalogue::pages::{Doubt, GoodForm, SUGGEST};
use crate::catalogue::photos::{Kept, PhotoStore};
use crate::catalogue::{forms, price, queries, waiting};
use crate::db::Db;
use crate::error::AppError;
use crate::households::access::Producer;
use crate::i18n::Locale;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{HouseholdId, ProductId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::ui::{Form, Problem};
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
        Some(usual) => usual.fields(&page.machines, &locale).with("stock", likely.text("stock")),
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
    let form = Form::filled(forms::filled(&good, lines, &visit.locale()));
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
    match state.pool.write(move |db| list_good::list(db, &proof, &new)).await? {
        Ok(id) => {
            settle(&store, photo, household).await;
            saved(&state, &visit, (id, false), &said).await
        }
        Err(GoodRefusal::Listed) => {
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
            let photo = photo.filter(|_| refusal != GoodRefusal::PhotoUsed);
            let refused = Refused::of(problem_of(refusal, &locale)).with(Ok(photo));
            Ok(refuse(&visit, sent, page, refused))
        }
    }
}

/// POST /my/goods/{product}.
pub(super) async fn edit(by: Allowed<OwnGood>, state: Data<State>, store: Data<PhotoStore>, sent: Submitted) -> Answer {
    let good = good_of(&state, &by.proof).await?;
    let last = typed_price(good.price, good.by_weight);
    let page = of_good(&state, &by, good).await?;
    let (visit, proof) = (by.visit, by.proof);
    let (again, locale) = (proof.clone(), visit.locale());
    let household = proof.producer().household();
    let asked = Asked { household, last: Some(last), locale };
    let SentGood { face, photo, .. } = match read((&state, &store), &sent, &asked).await? {
        Ok(good) => good,
        Err(refused) => return Ok(refuse(&visit, sent, page, refused)),
    };
    let said = locale.text.catalogue_saved(face.name.as_str());
    let was_wrong = page.fate.as_ref().is_some_and(|fate| fate.state != ItemState::Waiting);
    let change = GoodEdit { face, photo: photo.clone(), version: forms::version(&sent.fields) };
    match state.pool.write(move |db| edit_good::edit(db, &proof, &change)).await? {
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
            let photo = photo.filter(|_| refusal != GoodRefusal::PhotoUsed);
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

/// Whose good the form is about, the price it had, and how its maker is spoken to.
struct Asked {
    household: HouseholdId,
    last: Option<TypedPrice>,
    locale: Locale,
}

/// A price as its form asks for it: of a unit, or of a kilo where pieces are charged by weight.
type TypedPrice = (Rial, bool);

fn typed_price(price: Rial, by_weight: Option<ByWeight>) -> TypedPrice {
    by_weight.map_or((price, false), |by_weight| (by_weight.kilo, true))
}

/// A good as the form told it.
struct SentGood {
    face: GoodFace,
    stock: Quantity,
    photo: Option<Kept>,
}

/// Reads the whole form.
async fn read(
    means: (&State, &PhotoStore),
    sent: &Submitted,
    asked: &Asked,
) -> Result<Result<SentGood, Refused>, AppError> {
    let photo = take_photo(means, sent, asked).await?;
    Ok(match (checked(sent, asked.last, &asked.locale), photo) {
        (Ok((face, stock)), Ok(photo)) => Ok(SentGood { face, stock, photo }),
        (Ok(_), Err(lost)) => Err(Refused::default().with(Err(lost))),
        (Err(refused), photo) => Err(refused.with(photo)),
    })
}

/// Why the screen comes back, and what it brings back.
#[derive(Default)]
struct Refused {
    problems: Vec<Problem>,
    doubt: Option<Doubt>,
    /// The code of a photo.
    photo: Option<String>,
}

impl Refused {
    fn of(problem: Problem) -> Refused {
        Refused { problems: vec![problem], ..Refused::default() }
    }

    /// The same with the photo that was sent, so that it is not asked for again, or with what is wrong with it.
    fn with(mut self, photo: Result<Option<Kept>, Lost>) -> Refused {
        match photo {
            Ok(photo) => self.photo = photo.map(|kept| kept.code().to_owned()),
            Err(Lost { problem, code }) => {
                self.problems.push(problem);
                self.photo = code;
            }
        }
        self
    }
}

fn refuse(visit: &Visit, sent: Submitted, page: GoodForm, refused: Refused) -> actix_web::HttpResponse {
    let photo = refused.photo.or(page.photo);
    let form = Form::refused(sent.fields, refused.problems);
    visit.refused(&GoodForm { form, photo, doubt: refused.doubt, ..page })
}

/// What the form says of the good and its stock, if it makes sense and its price is right or sure.
fn checked(sent: &Submitted, last: Option<TypedPrice>, locale: &Locale) -> Result<(GoodFace, Quantity), Refused> {
    let (face, stock) = match (forms::face(&sent.fields, locale), forms::first_stock(&sent.fields, locale)) {
        (Ok(face), Ok(stock)) => (face, stock),
        (face, stock) => {
            let problems = face.err().into_iter().flatten().chain(stock.err()).collect();
            return Err(Refused { problems, ..Refused::default() });
        }
    };
    let (price, of_kilo) = typed_price(face.price, face.by_weight);
    let last = last.filter(|last| last.1 == of_kilo).map(|last| last.0);
    match price::doubt(price, last) {
        Some(perhaps) if !forms::is_sure(&sent.fields, price) => {
            Err(Refused { doubt: Some(Doubt { price, perhaps }), ..Refused::default() })
        }
        Some(_) | None => Ok((face, stock)),
    }
}
