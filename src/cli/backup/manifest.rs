//! What a backup says of itself: by which program and when it was made, and the SHA-256 of each of its parts.
use crate::db::copy::TableDigest;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The name of the manifest among the parts.
pub(super) const MANIFEST: &str = "manifest.json";

/// The way the parts are laid out; another one gets another number.
pub(super) const LAYOUT: u32 = 1;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Manifest {
    pub layout: u32,
    /// The version of the program that made the backup.
    pub program: String,
    /// The newest migration of the database.
    pub schema: String,
    /// In UTC.
    pub made_at: NaiveDateTime,
    pub photos: Vec<PhotoDigest>,
    /// Codes of photos that the database shows but of which a file was not there.
    pub missing_photos: Vec<String>,
    pub tables: Vec<TableDigest>,
}

/// One file of a photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct PhotoDigest {
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    /// How much there is, in words.
    pub fn summary(&self) -> String {
        let rows: u64 = self.tables.iter().map(|table| table.rows).sum();
        format!(
            "{} tables, {rows} rows, {} files of photos, as of {} UTC",
            self.tables.len(),
            self.photos.len(),
            self.made_at.format("%Y-%m-%d %H:%M:%S")
        )
    }
}

/// The part of a table.
pub(super) fn table_part(name: &str) -> String {
    format!("tables/{name}.jsonl")
}

/// The part of a photo's file.
pub(super) fn photo_part(file: &str) -> String {
    format!("photos/{file}")
}
