//! The folder of photos: three files a photo, named by its code. They are flushed to the disk before the code is handed out,
//! so a committed row never names a file that is not there.
use crate::kernel::ids::{HouseholdId, IdSource};
use crate::kernel::picture::{Picture, SIZES};
use chrono::{DateTime, NaiveDateTime, Utc};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A photo whose files are written and flushed: what a row may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    code: String,
}

impl Kept {
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// The folder that photos lie in.
#[derive(Clone, Debug)]
pub(crate) struct PhotoStore {
    folder: PathBuf,
}

const CODE_LENGTH: usize = 8;
/// The folder of the notes of whose photos wait.
const WAITING: &str = "waiting";
/// How many photos of refused forms a household may have waiting.
const MOST_WAITING: usize = 20;

impl PhotoStore {
    pub fn new(folder: PathBuf) -> PhotoStore {
        PhotoStore { folder }
    }

    /// Writes the pictures of a photo under a new code.
    ///
    /// # Errors
    /// When the folder cannot be written to; nothing of the photo is left then.
    pub fn keep(&self, pictures: &[Picture], ids: &IdSource) -> io::Result<Kept> {
        fs::create_dir_all(&self.folder)?;
        let code = ids.code();
        let written = pictures.iter().try_for_each(|picture| write(&self.path(&code, picture.width), &picture.bytes));
        if let Err(error) = written.and_then(|()| flush_folder(&self.folder)) {
            self.discard(&code);
            return Err(error);
        }
        Ok(Kept { code })
    }

    /// A photo that a refused form of this household brought back, if its files are there.
    pub fn kept(&self, code: &str, of: HouseholdId) -> Option<Kept> {
        let is_whole = is_code(code)
            && self.waiting(of, code).is_file()
            && SIZES.iter().all(|(width, _)| self.path(code, *width).is_file());
        is_whole.then(|| Kept { code: code.to_owned() })
    }

    /// Writes the pictures of a photo for a household's good that is not listed yet, unless too many of them wait already.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn keep_waiting(&self, pictures: &[Picture], ids: &IdSource, of: HouseholdId) -> io::Result<Option<Kept>> {
        let folder = self.folder.join(WAITING);
        fs::create_dir_all(&folder)?;
        let own = format!("{of}-");
        let mut waiting = 0;
        for entry in fs::read_dir(&folder)? {
            waiting += usize::from(entry?.file_name().to_string_lossy().starts_with(&own));
        }
        if waiting >= MOST_WAITING {
            return Ok(None);
        }
        let kept = self.keep(pictures, ids)?;
        File::create(self.waiting(of, &kept.code))?;
        Ok(Some(kept))
    }

    /// Notes that a good shows the photo, after the commit of the row that names it.
    pub fn settle(&self, kept: &Kept, of: HouseholdId) {
        remove(&self.waiting(of, &kept.code));
    }

    /// The codes of the photos whose files were written before an instant.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn older_than(&self, instant: NaiveDateTime) -> io::Result<Vec<String>> {
        let files = old_files(&self.folder, instant)?;
        let mut codes: Vec<String> =
            files.iter().filter_map(|file| parse_name(file)).map(|(code, _)| code.to_owned()).collect();
        codes.sort_unstable();
        codes.dedup();
        Ok(codes)
    }

    /// Forgets which photos waited for a form before an instant.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn forget_waiting(&self, before: NaiveDateTime) -> io::Result<()> {
        let folder = self.folder.join(WAITING);
        for file in old_files(&folder, before)? {
            remove(&folder.join(file));
        }
        Ok(())
    }

    /// The bytes of `CODE-WIDTH.webp`; nothing for any other name, or when there is no such file.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn read(&self, file: &str) -> io::Result<Option<Vec<u8>>> {
        let Some((code, width)) = parse_name(file) else {
            return Ok(None);
        };
        match fs::read(self.path(code, width)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes one file of a photo as a backup kept it; [`PhotoStore::flush`] comes after the last one.
    ///
    /// # Errors
    /// When it is not the name of a photo's file, is there already, or cannot be written.
    pub fn put_back(&self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let (code, width) = parse_name(file).ok_or_else(|| io::Error::other("it is not the name of a photo"))?;
        fs::create_dir_all(&self.folder)?;
        write(&self.path(code, width), bytes)
    }

    /// Sees to it that the names of the files outlast a loss of power.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn flush(&self) -> io::Result<()> {
        if self.folder.is_dir() { flush_folder(&self.folder) } else { Ok(()) }
    }

    /// Deletes the files of a photo that no row names.
    pub fn discard(&self, code: &str) {
        if !is_code(code) {
            return;
        }
        for (width, _) in SIZES {
            remove(&self.path(code, width));
        }
    }

    /// The empty file that says that a household's photo waits for its form.
    fn waiting(&self, of: HouseholdId, code: &str) -> PathBuf {
        self.folder.join(WAITING).join(format!("{of}-{code}"))
    }

    fn path(&self, code: &str, width: u32) -> PathBuf {
        self.folder.join(file_name(code, width))
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

fn parse_name(file: &str) -> Option<(&str, u32)> {
    let (code, width) = file.strip_suffix(".webp")?.split_once('-')?;
    let (known, _) = SIZES.into_iter().find(|(known, _)| known.to_string() == width)?;
    is_code(code).then_some((code, known))
}

fn is_code(code: &str) -> bool {
    code.len() == CODE_LENGTH && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn remove(file: &Path) {
    if let Err(error) = fs::remove_file(file)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a photo's file could not be deleted");
    }
}

/// The names of the files in a folder that were written before an instant; none when there is no such folder.
fn old_files(folder: &Path, before: NaiveDateTime) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut old = Vec::new();
    for entry in entries {
        let entry = entry?;
        let about = entry.metadata()?;
        let written = DateTime::<Utc>::from(about.modified()?).naive_utc();
        if about.is_file() && written < before {
            old.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(old)
}

fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{PhotoStore, parse_name};
    use crate::kernel::ids::{HouseholdId, IdSource};
    use crate::kernel::picture::{Picture, SIZES};
    use chrono::{TimeDelta, Utc};

    fn pictures() -> Vec<Picture> {
        SIZES.iter().map(|(width, _)| Picture { width: *width, bytes: vec![1, 2, 3] }).collect()
    }

    #[test]
    fn a_photo_is_read_by_its_name_until_it_is_discarded() {
        let folder = std::env::temp_dir().join(format!("bazarche_photos_{}", std::process::id()));
        let store = PhotoStore::new(folder.clone());
        let of = HouseholdId(7);
        let kept = store.keep_waiting(&pictures(), &IdSource::new(None), of).unwrap().unwrap();
        let name = format!("{}-640.webp", kept.code());
        assert_eq!(store.read(&name).unwrap(), Some(vec![1, 2, 3]));
        assert_eq!(store.kept(kept.code(), of), Some(kept.clone()));
        store.discard(kept.code());
        assert_eq!(store.read(&name).unwrap(), None);
        assert_eq!(store.kept(kept.code(), of), None);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "files have the time of the machine")]
    fn a_household_has_twenty_photos_waiting_and_those_of_yesterday_are_found() {
        let folder = std::env::temp_dir().join(format!("bazarche_waiting_{}", std::process::id()));
        let (store, ids) = (PhotoStore::new(folder.clone()), IdSource::new(None));
        let keep = |of| store.keep_waiting(&pictures(), &ids, HouseholdId(of)).unwrap();
        let first = keep(7).unwrap();
        for _ in 1..20 {
            assert!(keep(7).is_some());
        }
        assert!(keep(7).is_none() && keep(77).is_some());
        store.settle(&first, HouseholdId(7));
        assert!(keep(7).is_some());
        assert_eq!(store.kept(first.code(), HouseholdId(77)), None);
        let tomorrow = Utc::now().naive_utc() + TimeDelta::days(1);
        assert_eq!(store.older_than(tomorrow).unwrap().len(), 22);
        store.forget_waiting(tomorrow).unwrap();
        assert!(keep(7).is_some());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn no_other_name_reaches_a_file() {
        for name in
            ["../key-320.webp", "abcdefgh-321.webp", "abcdefgh-320.png", "ABCDEFGH-320.webp", "abc/efgh-320.webp", ""]
        {
            assert_eq!(parse_name(name), None, "{name}");
        }
    }
}
