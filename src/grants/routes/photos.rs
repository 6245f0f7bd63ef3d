//! Photos of a handing over: those that come with its form, and each as it is opened.
use crate::accounts::trail::{Showing, Trace};
use crate::db::Db;
use crate::error::AppError;
use crate::grants::access::EquipmentReader;
use crate::grants::model::{MOST_OF_MACHINE, Shows};
use crate::grants::photos::{self, NewPhoto};
use crate::grants::queries;
use crate::i18n::Locale;
use crate::kernel::ids::{EquipmentId, HandoverPhotoId};
use crate::kernel::picture::{PictureRefusal, draw_whole};
use crate::ui::Problem;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Path};
use diesel::result::Error;

/// The fields of the form in which photos are chosen, and what they show.
const FIELDS: [(&str, Shows); 2] = [("photos", Shows::Machine), ("sheet", Shows::Sheet)];

/// Why a photo is not taken.
enum PhotoRefusal {
    Picture(PictureRefusal),
    /// Too many pictures are being unpacked.
    Busy,
}

/// The photos that came with a form, drawn anew.
pub(super) async fn drawn(
    state: &State,
    sent: &Submitted,
    locale: &Locale,
) -> Result<Result<Vec<NewPhoto>, Problem>, AppError> {
    let mut files: Vec<(&'static str, Shows, Vec<u8>)> = Vec::new();
    for (field, shows) in FIELDS {
        let chosen = sent.files.iter().filter(|file| file.field == field && !file.bytes.is_empty());
        files.extend(chosen.map(|file| (field, shows, file.bytes.clone())));
    }
    for (field, shows) in FIELDS {
        let most = if shows == Shows::Sheet { 1 } else { MOST_OF_MACHINE };
        if files.iter().filter(|file| file.1 == shows).count() > most {
            let sentence = locale.text.grants_hand_over_photos_many(locale.count(most));
            return Ok(Err(Problem { field, sentence }));
        }
    }
    let turns = state.pictures.clone();
    let drawn = state.pool.aside(move |_| {
        let mut photos = Vec::new();
        for (field, shows, bytes) in files {
            let Some(turn) = turns.take() else {
                return Ok(Err((field, PhotoRefusal::Busy)));
            };
            let drawn = draw_whole(&bytes);
            drop(turn);
            match drawn {
                Ok(bytes) => photos.push(NewPhoto { shows, bytes }),
                Err(refusal) => return Ok(Err((field, PhotoRefusal::Picture(refusal)))),
            }
        }
        Ok(Ok(photos))
    });
    Ok(drawn.await?.map_err(|(field, refusal)| Problem { field, sentence: sentence(refusal, locale) }))
}

fn sentence(refusal: PhotoRefusal, locale: &Locale) -> String {
    match refusal {
        PhotoRefusal::Picture(PictureRefusal::NotAPicture) => locale.text.grants_hand_over_photo_wrong(),
        PhotoRefusal::Picture(PictureRefusal::TooLarge) => locale.text.grants_hand_over_photo_large(),
        PhotoRefusal::Picture(PictureRefusal::TooSmall) => locale.text.grants_hand_over_photo_small(),
        PhotoRefusal::Busy => locale.text.grants_hand_over_photo_busy(),
    }
}

/// GET /casework/equipment/{equipment}/photos/{photo}: for those who see the names of the household whose file it belongs to.
pub(super) async fn photo(
    by: Allowed<EquipmentReader>,
    state: Data<State>,
    ids: Path<(EquipmentId, HandoverPhotoId)>,
) -> Answer {
    let (_, id) = ids.into_inner();
    let read = move |db: &mut Db, by: &EquipmentReader, trace: &mut Trace| {
        let household = photos::household_of(db, by.equipment(), id)?.ok_or(Error::NotFound)?;
        if !queries::seen(db, by.scopes(), vec![household])?.names(household) {
            return Err(Error::NotFound);
        }
        trace.about(household);
        photos::open(db, household, id)?.ok_or(Error::NotFound)
    };
    let bytes = by.look(&state, Showing::file("photos"), read).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "inline"))
        .content_type("image/webp")
        .body(bytes))
}
