//! The store of photos: three files a photo, named by its code. They are kept for good before the code is handed out, so a
//! committed row never names a file that is not there. A note beside them says for whose form a photo waits.
use super::place::{Driver, Fault, Place, fault_of, if_there};
use crate::config::Photos;
use crate::kernel::ids::{HouseholdId, IdSource};
use crate::kernel::picture::{Picture, SIZES};
use chrono::NaiveDateTime;
use futures_util::future::try_join_all;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload};
use std::fmt;
use std::sync::Arc;

/// A photo whose files are kept for good: what a row may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    code: String,
}

impl Kept {
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// The place that photos lie in. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct PhotoStore {
    place: Place,
    driver: Arc<Driver>,
    name: String,
}

/// Nobody guesses sixteen letters; photos of before have eight.
const CODE_LENGTHS: [usize; 2] = [8, 16];
/// The folder of the notes of whose photos wait.
const WAITING: &str = "waiting";
/// How many photos of refused forms a household may have waiting.
const MOST_WAITING: usize = 20;
/// No file of a photo is longer.
const LONGEST: u64 = 4 << 20;

impl PhotoStore {
    /// Opens the place; whether it can be used shows at its first use.
    ///
    /// # Errors
    /// When its name makes no sense or the machine has no thread left.
    pub fn open(photos: &Photos) -> Result<PhotoStore, Fault> {
        let driver = Driver::start()?;
        Ok(PhotoStore { place: Place::of(photos, &driver)?, driver: Arc::new(driver), name: photos.to_string() })
    }

    /// Waits for one of the verbs below, on a thread that serves no requests: for commands and jobs.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.driver.handle.block_on(work)
    }

    /// Writes the pictures of a photo under a new code.
    ///
    /// # Errors
    /// When the place takes no files; nothing of the photo is left then.
    pub async fn keep(&self, pictures: &[Picture], ids: &IdSource) -> Result<Kept, Fault> {
        self.keep_as(ids.long_code(), pictures).await
    }

    async fn keep_as(&self, code: String, pictures: &[Picture]) -> Result<Kept, Fault> {
        let write = |picture: &Picture| self.write(self.path(&code, picture.width), picture.bytes.clone().into());
        if let Err(fault) = try_join_all(pictures.iter().map(write)).await {
            self.discard(&code).await;
            return Err(fault);
        }
        Ok(Kept { code })
    }

    /// A photo that a refused form of this household brought back, if its files are there.
    ///
    /// # Errors
    /// When the place cannot be looked at.
    pub async fn kept(&self, code: &str, of: HouseholdId) -> Result<Option<Kept>, Fault> {
        if !is_code(code) {
            return Ok(None);
        }
        let files = SIZES.iter().map(|(width, _)| self.path(code, *width)).chain([self.waiting(of, code)]);
        let found = try_join_all(files.map(|file| async move { if_there(self.files().head(&file).await) })).await?;
        Ok(found.iter().all(Option::is_some).then(|| Kept { code: code.to_owned() }))
    }

    /// Writes the pictures of a photo for a household's good that is not listed yet, unless too many of them wait already.
    ///
    /// # Errors
    /// When the place takes no files.
    pub async fn keep_waiting(
        &self,
        pictures: &[Picture],
        ids: &IdSource,
        of: HouseholdId,
    ) -> Result<Option<Kept>, Fault> {
        let own = format!("{of}-");
        let is_own = |file: &ObjectMeta| file.location.filename().is_some_and(|name| name.starts_with(&own));
        let notes = self.list(&self.place.root.clone().join(WAITING));
        let waiting = notes.try_fold(0, |sum, note| async move { Ok(sum + usize::from(is_own(&note))) }).await?;
        if waiting >= MOST_WAITING {
            return Ok(None);
        }
        // The note first: files that wait for nobody would stay for a day without counting.
        let code = ids.long_code();
        self.write(self.waiting(of, &code), PutPayload::new()).await?;
        let kept = self.keep_as(code.clone(), pictures).await;
        if kept.is_err() {
            self.remove(&self.waiting(of, &code)).await;
        }
        kept.map(Some)
    }

    /// Notes that a good shows the photo, after the commit of the row that names it.
    pub async fn settle(&self, kept: &Kept, of: HouseholdId) {
        self.remove(&self.waiting(of, &kept.code)).await;
    }

    /// Forgets a photo that waits for a form, when nothing comes of that form.
    pub async fn give_up(&self, kept: &Kept, of: HouseholdId) {
        self.discard(&kept.code).await;
        self.settle(kept, of).await;
    }

    /// The names of the photos' files, those alone that were written before an instant if one is given.
    pub fn names(&self, before: Option<NaiveDateTime>) -> BoxStream<'static, Result<String, Fault>> {
        let folder = self.place.root.parts_count() + 1;
        let is_meant = move |file: &ObjectMeta| {
            file.location.parts_count() == folder
                && before.is_none_or(|instant| file.last_modified.naive_utc() < instant)
        };
        let names = self.list(&self.place.root).try_filter_map(move |file| async move {
            let name = file.location.filename().filter(|name| is_meant(&file) && parse_name(name).is_some());
            Ok(name.map(str::to_owned))
        });
        names.boxed()
    }

    /// Forgets which photos waited for a form before an instant.
    ///
    /// # Errors
    /// When the place cannot be looked at.
    pub async fn forget_waiting(&self, before: NaiveDateTime) -> Result<(), Fault> {
        let mut notes = self.list(&self.place.root.clone().join(WAITING));
        while let Some(note) = notes.try_next().await? {
            if note.last_modified.naive_utc() < before {
                self.remove(&note.location).await;
            }
        }
        Ok(())
    }

    /// The bytes of `CODE-WIDTH.webp`; nothing for any other name, or when there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read, though it may be there.
    pub async fn read(&self, file: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some((code, width)) = parse_name(file) else {
            return Ok(None);
        };
        let Some(found) = if_there(self.files().get(&self.path(code, width)).await)? else {
            return Ok(None);
        };
        if found.meta.size > LONGEST {
            return Err(Fault::TooLong(file.to_owned()));
        }
        Ok(if_there(found.bytes().await)?.map(Vec::from))
    }

    /// Writes one file of a photo as a backup or another store kept it.
    ///
    /// # Errors
    /// When it is not the name of a photo's file, or cannot be written.
    pub async fn put_back(&self, file: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let (code, width) = parse_name(file).ok_or_else(|| Fault::NoPhoto(file.to_owned()))?;
        self.write(self.path(code, width), bytes.into()).await
    }

    /// Writes, lists, reads and deletes a file that is no photo.
    ///
    /// # Errors
    /// The first of them that does not work.
    pub async fn probe(&self) -> Result<(), Fault> {
        let (file, folder) = (self.place.root.clone().join(".doctor"), self.place.root.clone());
        self.write(file.clone(), PutPayload::from_static(b"a trial")).await?;
        let read = async { self.files().get(&file).await.map_err(fault_of)?.bytes().await.map_err(fault_of) };
        let listed = async { self.list(&folder).try_next().await };
        let delete = async { self.files().delete(&file).await.map_err(fault_of) };
        let seen = futures_util::future::try_join(read, listed).await;
        delete.await?;
        seen.map(drop)
    }

    /// Deletes the files of a photo that no row names.
    pub async fn discard(&self, code: &str) {
        if !is_code(code) {
            return;
        }
        for (width, _) in SIZES {
            self.remove(&self.path(code, width)).await;
        }
    }

    fn files(&self) -> &Arc<dyn ObjectStore> {
        &self.place.files
    }

    fn list(&self, folder: &Path) -> BoxStream<'static, Result<ObjectMeta, Fault>> {
        self.files().list(Some(folder)).map_err(fault_of).boxed()
    }

    async fn write(&self, file: Path, bytes: PutPayload) -> Result<(), Fault> {
        self.files().put(&file, bytes).await.map(drop).map_err(fault_of)
    }

    async fn remove(&self, file: &Path) {
        if let Err(fault) = if_there(self.files().delete(file).await) {
            tracing::warn!(%fault, "a photo's file could not be deleted");
        }
    }

    /// The empty file that says that a household's photo waits for its form.
    fn waiting(&self, of: HouseholdId, code: &str) -> Path {
        self.place.root.clone().join(WAITING).join(format!("{of}-{code}"))
    }

    fn path(&self, code: &str, width: u32) -> Path {
        self.place.root.clone().join(file_name(code, width))
    }
}

impl fmt::Display for PhotoStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The name under which a picture is stored and served.
pub(crate) fn file_name(code: &str, width: u32) -> String {
    format!("{code}-{width}.webp")
}

/// The code of the photo that a file of this name belongs to.
pub(crate) fn code_of(file: &str) -> Option<&str> {
    parse_name(file).map(|(code, _)| code)
}

/// The code and the width in the name of a photo's file; nothing for any other name.
pub(super) fn parse_name(file: &str) -> Option<(&str, u32)> {
    let (code, width) = file.strip_suffix(".webp")?.split_once('-')?;
    let (known, _) = SIZES.into_iter().find(|(known, _)| known.to_string() == width)?;
    is_code(code).then_some((code, known))
}

fn is_code(code: &str) -> bool {
    CODE_LENGTHS.contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
