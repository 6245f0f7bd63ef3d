//! The form of a good as it was sent: read whole, or refused with everything in it that is to be mended.
use super::photo::{Lost, take_photo};
use crate::catalogue::list_good::GoodFace;
use crate::catalogue::pages::{Doubt, GoodForm};
use crate::catalogue::photos::{Kept, PhotoStore};
use crate::catalogue::{forms, price};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::ids::HouseholdId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::ui::{Form, Problem};
use crate::web::{State, Submitted, Visit};

/// Whose good the form is about, the price it had, and how its maker is spoken to.
pub(super) struct Asked {
    pub household: HouseholdId,
    pub last: Option<TypedPrice>,
    pub locale: Locale,
}

/// A price as its form asks for it: of a unit, or of a kilo where pieces are charged by weight.
pub(super) type TypedPrice = (Rial, bool);

pub(super) fn typed_price(price: Rial, by_weight: Option<ByWeight>) -> TypedPrice {
    by_weight.map_or((price, false), |by_weight| (by_weight.kilo, true))
}

/// A good as the form told it.
pub(super) struct SentGood {
    pub face: GoodFace,
    pub stock: Quantity,
    pub photo: Option<Kept>,
}

/// Reads the whole form.
pub(super) async fn read(
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
pub(super) struct Refused {
    pub problems: Vec<Problem>,
    doubt: Option<Doubt>,
    /// The code of a photo.
    photo: Option<String>,
}

impl Refused {
    pub fn of(problem: Problem) -> Refused {
        Refused { problems: vec![problem], ..Refused::default() }
    }

    /// The same with the photo that was sent, so that it is not asked for again, or with what is wrong with it.
    pub fn with(mut self, photo: Result<Option<Kept>, Lost>) -> Refused {
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

pub(super) fn refuse(visit: &Visit, sent: Submitted, page: GoodForm, refused: Refused) -> actix_web::HttpResponse {
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
