//! The photo of a good's form: read, drawn anew, and kept until the form is done.
use super::Asked;
use crate::catalogue::photos::{Fault, Kept, PhotoStore, is_named};
use crate::db::Pool;
use crate::error::AppError;
use crate::i18n::Locale;
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
        let code = sent.fields.text("photo-code").to_owned();
        let known = code.clone();
        if state.pool.read(move |db| is_named(db, &known)).await? {
            return Ok(Ok(None));
        }
        let kept = store.kept(&code, asked.household).await;
        return Ok(kept.or_else(|fault| lost(no_room(&fault), Some(code))));
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

fn no_room(fault: &Fault) -> PhotoRefusal {
    tracing::error!(%fault, "a photo cannot be kept");
    PhotoRefusal::NoRoom
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
}

fn photo_sentence(refusal: PhotoRefusal, locale: &Locale) -> String {
    match refusal {
        PhotoRefusal::Picture(PictureRefusal::NotAPicture) => locale.text.catalogue_photo_wrong(),
        PhotoRefusal::Picture(PictureRefusal::TooLarge) => locale.text.catalogue_photo_large(),
        PhotoRefusal::Picture(PictureRefusal::TooSmall) => locale.text.catalogue_photo_small(),
        PhotoRefusal::Busy => locale.text.catalogue_photo_busy(),
        PhotoRefusal::TooMany => locale.text.catalogue_photo_many(),
        PhotoRefusal::NoRoom => locale.text.catalogue_photo_no_room(),
    }
}
