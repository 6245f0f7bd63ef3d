//! Routes by which an office's list comes in: upload, a trial that writes nothing, confirmation, and the way back.
use crate::accounts::trail::{Showing, Trace};
use crate::db::{Db, Pool};
use crate::error::AppError;
use crate::grants::import::enter::{ImportRefusal, Intake, Report, enter, try_out};
use crate::grants::import::sheet::{self, FileProblem, Sheet};
use crate::grants::import::undo::{self, UndoRefusal};
use crate::grants::import::{columns, uploads};
use crate::grants::pages::import_words::file_sentence;
use crate::grants::pages::{Imports, Trial};
use crate::grants::queries;
use crate::households::access::Caseworker;
use crate::kernel::digest::sha256;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{AreaId, BatchId, ProgrammeId, UploadId};
use crate::kernel::persian::clean;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::{Data, Path};
use diesel::result::Error;

pub(super) async fn form(by: Allowed<Caseworker>, state: Data<State>) -> Answer {
    let page = imports_page(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn imports_page(by: &Allowed<Caseworker>, state: &State, form: Form) -> Result<Imports, AppError> {
    let read = move |db: &mut Db, by: &Caseworker, _: &mut Trace| {
        Ok(Imports {
            areas: crate::households::queries::neighbourhoods(db, by.scopes())?,
            programmes: queries::programmes_within(db, by.scopes())?,
            batches: queries::batches(db, by.scopes())?,
            form: form.clone(),
        })
    };
    by.look(state, Showing::list("import_batch", "batches"), read).await
}

pub(super) async fn upload(by: Allowed<Caseworker>, state: Data<State>, mut sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let fields = std::mem::take(&mut sent.fields);
    let problem = match take_file(&by, &state, &fields, sent).await? {
        Ok(id) => return Ok(by.visit.see_other(&urls::import_upload(by.visit.lang, id))),
        Err(UploadRefusal::NoFile) => Problem { field: "file", sentence: locale.text.grants_file_missing() },
        Err(UploadRefusal::Place) => Problem { field: "area", sentence: locale.text.grants_form_choose() },
        Err(UploadRefusal::File(problem)) => Problem { field: "file", sentence: file_sentence(&locale, &problem) },
    };
    let page = imports_page(&by, &state, Form::refused(fields, vec![problem])).await?;
    Ok(by.visit.refused(&page))
}

/// Why an upload is not kept.
enum UploadRefusal {
    NoFile,
    Place,
    File(FileProblem),
}

async fn take_file(
    by: &Allowed<Caseworker>,
    state: &State,
    fields: &Fields,
    sent: Submitted,
) -> Result<Result<UploadId, UploadRefusal>, AppError> {
    let Some(file) = sent.files.into_iter().find(|file| file.field == "file" && !file.bytes.is_empty()) else {
        return Ok(Err(UploadRefusal::NoFile));
    };
    let (Ok(area), Ok(programme)) = (fields.text("area").parse(), fields.text("programme").parse()) else {
        return Ok(Err(UploadRefusal::Place));
    };
    let (by, lists) = (by.proof.clone(), state.lists.clone());
    state
        .pool
        .aside(move |pool| {
            let Some(_turn) = lists.take() else {
                return Err(AppError::Unavailable("too many lists are read at this moment".into()));
            };
            let sheet = match sheet::read(&file.bytes) {
                Ok(sheet) => sheet,
                Err(problem) => return Ok(Err(UploadRefusal::File(problem))),
            };
            if let Err(problem) = columns::header(&sheet) {
                return Ok(Err(UploadRefusal::File(problem)));
            }
            let name: String = clean(&file.name).chars().take(120).collect();
            keep(pool, &by, (area, programme), &sheet, (name, sha256(&file.bytes)))
        })
        .await
}

/// Tries a list and keeps it with what the trial told.
fn keep(
    pool: &Pool,
    by: &Caseworker,
    (area, programme): (AreaId, ProgrammeId),
    sheet: &Sheet,
    (file_name, file_sha256): (String, [u8; 32]),
) -> Result<Result<UploadId, UploadRefusal>, AppError> {
    let found = pool.read_now(|db| queries::intake_institution(db, by.scopes(), (area, programme)))?;
    let Some(institution) = found else {
        return Ok(Err(UploadRefusal::Place));
    };
    let intake = Intake { area, institution, programme, file_name, file_sha256 };
    // Tried once, here: whoever looks at the upload afterwards keeps nobody from writing.
    let report = match pool.write_now(|db| try_out(db, by, sheet, &intake))? {
        Err(ImportRefusal::Trial(report)) => report,
        Err(ImportRefusal::File(problem)) => return Ok(Err(UploadRefusal::File(problem))),
        Ok(()) => Box::default(),
    };
    pool.change_now(|db| uploads::keep(db, by, (sheet, &report), &intake)).map(Ok)
}

async fn kept(by: &Allowed<Caseworker>, pool: &Pool, id: UploadId) -> Result<(Sheet, Intake), AppError> {
    let proof = by.proof.clone();
    pool.read(move |db| uploads::kept(db, &proof, id)).await?.ok_or(AppError::NotFound)
}

pub(super) async fn trial(by: Allowed<Caseworker>, state: Data<State>, upload: Path<UploadId>) -> Answer {
    let upload = upload.into_inner();
    let read = move |db: &mut Db, by: &Caseworker, _: &mut Trace| {
        let tried = uploads::tried(db, by, upload)?.ok_or(Error::NotFound)?;
        Ok(Trial { upload, tried, kinds: queries::kinds(db)? })
    };
    let page = by.look(&state, Showing::list("import_upload", "name members machines grants"), read).await?;
    Ok(by.visit.page(&page))
}

pub(super) async fn confirm(by: Allowed<Caseworker>, state: Data<State>, upload: Path<UploadId>) -> Answer {
    let upload = upload.into_inner();
    let (sheet, intake) = kept(&by, &state.pool, upload).await?;
    let proof = by.proof.clone();
    let entered: Result<Report, ImportRefusal> = state
        .pool
        .write(move |db| {
            let report = enter(db, &proof, &sheet, &intake)?;
            uploads::drop_kept(db, upload)?;
            Ok(report)
        })
        .await?;
    let locale = by.visit.locale();
    let said = match entered {
        Ok(report) => locale.text.grants_import_done(locale.number(i64::from(report.added))),
        Err(ImportRefusal::File(problem)) => file_sentence(&locale, &problem),
        Err(ImportRefusal::Trial(_)) => locale.text.grants_import_nothing(),
    };
    Ok(by.visit.see_other_saying(&urls::imports(by.visit.lang), &said))
}

pub(super) async fn undo(by: Allowed<Caseworker>, state: Data<State>, batch: Path<BatchId>) -> Answer {
    let (proof, batch, locale) = (by.proof.clone(), batch.into_inner(), by.visit.locale());
    let said = match state.pool.write(move |db| undo::undo(db, &proof, batch)).await? {
        Ok(()) => locale.text.grants_import_undo_done(),
        Err(UndoRefusal::Touched { line }) => locale.text.grants_import_undo_touched(locale.number(i64::from(line))),
        Err(UndoRefusal::Unknown) => return Err(AppError::NotFound),
    };
    Ok(by.visit.see_other_saying(&urls::imports(by.visit.lang), &said))
}
