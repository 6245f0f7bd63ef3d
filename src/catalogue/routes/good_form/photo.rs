//! The photo of a good's form: read, drawn anew, and kept until the form is done.
use super::sent::Asked;
use crate::catalogue::pages::WITHOUT_PHOTO;
use crate::catalogue::photos::{Fault, Kept, PhotoStore, is_named};
use crate::db::Pool;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::ids::HouseholdId;
use crate::kernel::picture::{Picture, PictureRefusal, draw};
use crate::ui::Problem;
use crate::web::{State, Submitted};

/// What is wrong with a photo, and the code of one that waits and could not be looked at just now.
pub(super) struct Lost {
    pub problem: Problem,
    pub code: Option<String>,
}

/// The photo that was sent now, or brought back by a refused form.
pub(super) async fn take_photo(
    (state, store): (&State, &PhotoStore),
    sent: &Submitted,
    asked: &Asked,
) -> Result<Result<Option<Kept>, Lost>, AppError> {
    let lost = |refusal, code| {
        Err(Lost { problem: Problem { field: "photo", sentence: photo_sentence(refusal, &asked.locale) }, code })
    };
    let Some(bytes) = sent.file("photo").map(|file| file.bytes.clone()) else {
        if sent.fields.has(WITHOUT_PHOTO) {
            return Ok(Ok(None));
        }
        let code = sent.fields.text("photo-code").to_owned();
        let known = code.clone();
        if state.pool.read(move |db| is_named(db, &known)).await? {
            return Ok(Ok(None));
        }
        let kept = store.kept(&code, asked.household).await;
        return Ok(kept.or_else(|fault| lost(away(&fault), Some(code))));
    };
    let pictures = match drawn(state, bytes).await? {
        Ok(pictures) => pictures,
        Err(refusal) => return Ok(lost(refusal, None)),
    };
    Ok(match store.keep_waiting(&pictures, state.pool.ids(), asked.household).await {
        Ok(Some(kept)) => Ok(Some(kept)),
        Ok(None) => lost(PhotoRefusal::TooMany, None),
        Err(fault) => lost(no_room(&fault), None),
    })
}

/// The pictures of a photo, drawn once it is its turn.
async fn drawn(state: &State, bytes: Vec<u8>) -> Result<Result<Vec<Picture>, PhotoRefusal>, AppError> {
    let turns = state.pictures.clone();
    let work = move |_: &Pool| {
        let Some(turn) = turns.take() else {
            return Ok(Err(PhotoRefusal::Busy));
        };
        let drawn = draw(&bytes);
        drop(turn);
        Ok(drawn.map_err(PhotoRefusal::Picture))
    };
    state.pool.aside(work).await
}

/// Forgets a photo that was drawn for a form of this household and that no good came to show.
pub(super) async fn give_up((state, store): (&State, &PhotoStore), photo: Option<&Kept>, of: HouseholdId) {
    let Some(kept) = photo else {
        return;
    };
    let code = kept.code().to_owned();
    // One of which nothing is known stays; what no good shows is swept a day later.
    if matches!(state.pool.read(move |db| is_named(db, &code)).await, Ok(false)) {
        store.give_up(kept, of).await;
    }
}

fn no_room(fault: &Fault) -> PhotoRefusal {
    tracing::error!(%fault, "a photo cannot be kept");
    PhotoRefusal::NoRoom
}

fn away(fault: &Fault) -> PhotoRefusal {
    tracing::error!(%fault, "a photo that waits for its form cannot be looked at");
    PhotoRefusal::Away
}

/// Why a photo that was sent is not kept.
enum PhotoRefusal {
    Picture(PictureRefusal),
    /// Too many pictures are being unpacked.
    Busy,
    /// Too many photos of the household wait for their forms.
    TooMany,
    /// The store of photos cannot be used just now.
    NoRoom,
    /// Nor can it be told whether a photo that was kept before is still there.
    Away,
}

fn photo_sentence(refusal: PhotoRefusal, locale: &Locale) -> String {
    match refusal {
        PhotoRefusal::Picture(PictureRefusal::NotAPicture) => locale.text.catalogue_photo_wrong(),
        PhotoRefusal::Picture(PictureRefusal::TooLarge) => locale.text.catalogue_photo_large(),
        PhotoRefusal::Picture(PictureRefusal::TooSmall) => locale.text.catalogue_photo_small(),
        PhotoRefusal::Busy => locale.text.catalogue_photo_busy(),
        PhotoRefusal::TooMany => locale.text.catalogue_photo_many(),
        PhotoRefusal::NoRoom => locale.text.catalogue_photo_no_room(),
        PhotoRefusal::Away => locale.text.catalogue_photo_away(),
    }
}
