//! Reading a backup: nothing of it is believed before its SHA-256 was seen to be the one in the manifest.
use super::envelope::Inward;
use super::manifest::{LAYOUT, MANIFEST, Manifest, PhotoDigest, photo_part, table_part};
use crate::db::copy::{Each, Lines, TableDigest};
use crate::kernel::digest::hex;
use anyhow::{Context, bail, ensure};
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Read};
use zip::ZipArchive;
use zip::read::ZipFile;

/// An open backup.
pub(in crate::cli) struct Archive {
    zip: ZipArchive<Inward>,
    manifest: Manifest,
    is_whole: bool,
}

/// No photo that this program writes is longer.
const LONGEST_PHOTO: u64 = 16 << 20;

impl Archive {
    /// Reads the list of the parts and the manifest.
    ///
    /// # Errors
    /// When the file is no backup, its end is missing, or a newer program made it.
    pub fn open(inward: Inward) -> anyhow::Result<Archive> {
        let is_whole = inward.is_whole();
        let mut zip = ZipArchive::new(inward).context(
            "the list of its parts, which stands at its end, cannot be read: it is cut short, damaged or no backup",
        )?;
        let manifest: Manifest = {
            let part = part(&mut zip, MANIFEST)?;
            serde_json::from_reader(BufReader::new(part)).with_context(|| damaged(MANIFEST))?
        };
        ensure!(
            manifest.layout == LAYOUT,
            "it was made by a newer bazarche ({}); use that one to restore it",
            manifest.program
        );
        Ok(Archive { zip, manifest, is_whole })
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads every part and compares it with the manifest.
    ///
    /// # Errors
    /// When a part is missing, damaged or one too many; the part is named.
    pub fn check(&mut self) -> anyhow::Result<()> {
        let parts = 1 + self.manifest.tables.len() + self.manifest.photos.len();
        ensure!(self.zip.len() == parts, "it has {} parts, its manifest tells of {parts}", self.zip.len());
        for table in self.manifest.tables.clone() {
            self.of_table(&table.table, &mut |_| Ok(()))?;
        }
        for photo in self.manifest.photos.clone() {
            self.photo(&photo)?;
        }
        ensure!(self.is_whole, "its parts are whole, but something was changed between them; use another backup");
        Ok(())
    }

    /// The bytes of a photo's file.
    ///
    /// # Errors
    /// When they are not those of the manifest.
    pub fn photo(&mut self, of: &PhotoDigest) -> anyhow::Result<Vec<u8>> {
        let name = photo_part(&of.file);
        let mut bytes = Vec::new();
        let part = part(&mut self.zip, &name)?;
        part.take(LONGEST_PHOTO).read_to_end(&mut bytes).with_context(|| damaged(&name))?;
        let is_it = u64::try_from(bytes.len())? == of.bytes && hex(&Sha256::digest(&bytes)) == of.sha256;
        ensure!(is_it, damaged(&name));
        Ok(bytes)
    }
}

impl Lines for Archive {
    fn schema(&mut self) -> anyhow::Result<String> {
        Ok(self.manifest.schema.clone())
    }

    fn tables(&mut self) -> anyhow::Result<Vec<String>> {
        Ok(self.manifest.tables.iter().map(|table| table.table.clone()).collect())
    }

    fn of_table(&mut self, name: &str, each: Each) -> anyhow::Result<TableDigest> {
        let told = self.manifest.tables.iter().find(|table| table.table == name);
        let told = told.with_context(|| format!("it has no table {name}"))?;
        let name = table_part(name);
        let mut lines = BufReader::with_capacity(1 << 16, part(&mut self.zip, &name)?);
        let (mut line, mut rows, mut hash) = (String::new(), 0, Sha256::new());
        while lines.read_line(&mut line).with_context(|| damaged(&name))? > 0 {
            hash.update(&line);
            rows += 1;
            each(line.trim_end_matches('\n'))?;
            line.clear();
        }
        ensure!(rows == told.rows && hex(&hash.finalize()) == told.sha256, damaged(&name));
        Ok(told.clone())
    }
}

fn part<'z>(zip: &'z mut ZipArchive<Inward>, name: &str) -> anyhow::Result<ZipFile<'z, Inward>> {
    match zip.by_name(name) {
        Ok(part) => Ok(part),
        Err(zip::result::ZipError::FileNotFound) => bail!("its part {name} is missing"),
        Err(error) => Err(error).with_context(|| damaged(name)),
    }
}

fn damaged(part: &str) -> String {
    format!("its part {part} is damaged; use another backup")
}
