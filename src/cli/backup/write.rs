//! Writing the parts of a backup one after the other: never more than a line or a photo is held in memory.
use super::envelope::Outward;
use super::manifest::{LAYOUT, MANIFEST, Manifest, PhotoDigest, photo_part, table_part};
use super::seal;
use crate::catalogue::photos::PhotoStore;
use crate::catalogue::photos::store::file_name;
use crate::config::Config;
use crate::db::copy::{Lines, Snapshot};
use crate::kernel::clock::Clock;
use crate::kernel::digest::{hex, sha256};
use crate::kernel::picture::SIZES;
use anyhow::Context;
use std::io::{BufWriter, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

type Zip = ZipWriter<StreamWriter<Outward>>;

/// Writes everything that the database shows at one moment; gives the manifest that stands in the file.
///
/// # Errors
/// When something cannot be read or written. A photo whose file is missing is noted and no error.
pub(super) fn write(config: &Config, out: Outward) -> anyhow::Result<Manifest> {
    let mut snapshot = Snapshot::open(&config.database_url).context("DATABASE_URL")?;
    let mut zip = ZipWriter::new_stream(out);
    zip.set_comment(seal::comment())?;
    let mut manifest = Manifest {
        layout: LAYOUT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema: snapshot.schema()?,
        made_at: Clock::system().now().at,
        photos: Vec::new(),
        missing_photos: Vec::new(),
        tables: Vec::new(),
    };
    // The photos first: the sooner they are read, the fewer are taken away meanwhile.
    let store = PhotoStore::open(&config.photos).context("BAZARCHE_PHOTOS")?;
    for code in snapshot.texts("photo", "code")? {
        write_photo(&mut zip, &store, &code, &mut manifest).with_context(|| format!("photo {code}"))?;
    }
    for table in snapshot.tables()? {
        zip.start_file(table_part(&table), packed())?;
        let mut lines = BufWriter::new(&mut zip);
        let digest = snapshot.of_table(&table, &mut |line| {
            lines.write_all(line.as_bytes())?;
            Ok(lines.write_all(b"\n")?)
        })?;
        lines.flush()?;
        drop(lines);
        manifest.tables.push(digest);
    }
    zip.start_file(MANIFEST, packed())?;
    serde_json::to_writer_pretty(&mut zip, &manifest)?;
    zip.finish()?.into_inner().finish()?;
    Ok(manifest)
}

fn write_photo(zip: &mut Zip, store: &PhotoStore, code: &str, manifest: &mut Manifest) -> anyhow::Result<()> {
    let mut is_whole = true;
    for (width, _) in SIZES {
        let file = file_name(code, width);
        let Some(bytes) = store.wait(store.read(&file))? else {
            is_whole = false;
            continue;
        };
        zip.start_file(photo_part(&file), SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
        zip.write_all(&bytes)?;
        let digest = PhotoDigest { file, bytes: u64::try_from(bytes.len())?, sha256: hex(&sha256(&bytes)) };
        manifest.photos.push(digest);
    }
    if !is_whole {
        manifest.missing_photos.push(code.to_owned());
    }
    Ok(())
}

/// How texts are packed. A table may be longer than a zip without 64 bits knows to say.
fn packed() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true)
}
