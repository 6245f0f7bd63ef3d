//! The photo of a good's form: read, drawn anew, and kept until the form is done.
use super::Asked;
use crate::catalogue::photos::{Kept, is_named};
use crate::catalogue::routes::store_of;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::picture::{PictureRefusal, draw};
use crate::ui::Problem;
use crate::web::{State, Submitted};

/// The photo that was sent now, or brought back by a refused form.
pub(super) async fn take_photo(
    state: &State,
    sent: &Submitted,
    asked: &Asked,
) -> Result<Result<Option<Kept>, Problem>, AppError> {
    let (store, of) = (store_of(state), asked.household);
    let Some(bytes) = sent.file("photo").map(|file| file.bytes.clone()) else {
        let code = sent.fields.text("photo-code").to_owned();
        let found = state.pool.read(move |db| if is_named(db, &code)? { Ok(None) } else { Ok(store.kept(&code, of)) });
        return Ok(Ok(found.await?));
    };
    let turns = state.pictures.clone();
    let kept = state
        .pool
        .aside(move |pool| {
            let Some(turn) = turns.take() else {
                return Ok(Err(PhotoRefusal::Busy));
            };
            let drawn = draw(&bytes);
            drop(turn);
            let pictures = match drawn {
                Ok(pictures) => pictures,
                Err(refusal) => return Ok(Err(PhotoRefusal::Picture(refusal))),
            };
            match store.keep_waiting(&pictures, pool.ids(), of) {
                Ok(kept) => Ok(kept.ok_or(PhotoRefusal::TooMany)),
                Err(error) => {
                    tracing::error!(%error, "a photo cannot be kept");
                    Ok(Err(PhotoRefusal::NoRoom))
                }
            }
        })
        .await?;
    Ok(kept.map(Some).map_err(|refusal| Problem { field: "photo", sentence: photo_sentence(refusal, &asked.locale) }))
}

/// Why a photo that was sent is not kept.
enum PhotoRefusal {
    Picture(PictureRefusal),
    /// Too many pictures are being unpacked.
    Busy,
    /// Too many photos of the household wait for their forms.
    TooMany,
    /// The folder of photos cannot be written to.
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
