//! The folder of photos: three files a photo, named by its code. They are flushed to the disk before the code is handed out,
//! so a committed row never names a file that is not there.
use super::picture::{Picture, SIZES};
use crate::kernel::ids::IdSource;
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

    /// A photo that a refused form brought back, if its files are there.
    pub fn kept(&self, code: &str) -> Option<Kept> {
        let is_whole = is_code(code) && SIZES.iter().all(|(width, _)| self.path(code, *width).is_file());
        is_whole.then(|| Kept { code: code.to_owned() })
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
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Deletes the files of a photo that no row names.
    pub fn discard(&self, code: &str) {
        if !is_code(code) {
            return;
        }
        for (width, _) in SIZES {
            if let Err(error) = fs::remove_file(self.path(code, width))
                && error.kind() != io::ErrorKind::NotFound
            {
                tracing::warn!(%error, "a photo's file could not be deleted");
            }
        }
    }

    fn path(&self, code: &str, width: u32) -> PathBuf {
        self.folder.join(file_name(code, width))
    }
}

/// The name under which a picture is stored and served.
pub(crate) fn file_name(code: &str, width: u32) -> String {
    format!("{code}-{width}.webp")
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

fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{PhotoStore, parse_name};
    use crate::catalogue::photos::picture::{Picture, SIZES};
    use crate::kernel::ids::IdSource;

    fn pictures() -> Vec<Picture> {
        SIZES.iter().map(|(width, _)| Picture { width: *width, bytes: vec![1, 2, 3] }).collect()
    }

    #[test]
    fn a_photo_is_read_by_its_name_until_it_is_discarded() {
        let folder = std::env::temp_dir().join(format!("bazarche_photos_{}", std::process::id()));
        let store = PhotoStore::new(folder.clone());
        let kept = store.keep(&pictures(), &IdSource::new(None)).unwrap();
        let name = format!("{}-640.webp", kept.code());
        assert_eq!(store.read(&name).unwrap(), Some(vec![1, 2, 3]));
        assert_eq!(store.kept(kept.code()), Some(kept.clone()));
        store.discard(kept.code());
        assert_eq!(store.read(&name).unwrap(), None);
        assert_eq!(store.kept(kept.code()), None);
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
