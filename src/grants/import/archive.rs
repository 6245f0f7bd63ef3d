//! A look into an XLSX file before anything parses it: it is a zip, and a zip can be a bomb, climb out of its folder, or
//! carry a document type that reads other files.
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What is wrong with the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ArchiveProblem {
    #[error("not a readable zip archive")]
    Broken,
    #[error("no workbook in it")]
    NoWorkbook,
    #[error("too many files in it")]
    TooManyEntries,
    #[error("unpacks to too much")]
    TooLarge,
    #[error("a file of it leaves its folder")]
    Path,
    #[error("a document type in it")]
    DocumentType,
}

const MOST_ENTRIES: usize = 500;
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
const MOST_RATIO: u64 = 200;
/// Below this size a high ratio is harmless: an empty sheet packs very well.
const RATIO_COUNTS_FROM: u64 = 1024 * 1024;

/// Checks an XLSX file by unpacking it into nothing, within bounds.
pub(super) fn check(bytes: &[u8]) -> Result<(), ArchiveProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveProblem::Broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(ArchiveProblem::TooManyEntries);
    }
    let mut unpacked = 0;
    let mut has_workbook = false;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|_| ArchiveProblem::Broken)?;
        let name = entry.name().map_err(|_| ArchiveProblem::Path)?.into_owned();
        if leaves_its_folder(&name) {
            return Err(ArchiveProblem::Path);
        }
        has_workbook |= name == "xl/workbook.xml";
        let (packed, is_xml) = (entry.compressed_size(), is_xml(&name));
        let left = MOST_UNPACKED - unpacked;
        let mut content = Vec::new();
        let size = entry.by_ref().take(left + 1).read_to_end(&mut content).map_err(|_| ArchiveProblem::Broken)?;
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        if size > left || (size > RATIO_COUNTS_FROM && size / packed.max(1) > MOST_RATIO) {
            return Err(ArchiveProblem::TooLarge);
        }
        if is_xml && has_document_type(&content) {
            return Err(ArchiveProblem::DocumentType);
        }
        unpacked += size;
    }
    if has_workbook { Ok(()) } else { Err(ArchiveProblem::NoWorkbook) }
}

/// Judged by the name itself: the archive's reader would quietly mend some of these.
fn leaves_its_folder(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', ':', '\0']) || name.split('/').any(|part| part == "..")
}

fn is_xml(name: &str) -> bool {
    [".xml", ".rels", ".vml"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// Whether a document type is declared, in UTF-8 or in UTF-16, where every other byte is a zero.
fn has_document_type(content: &[u8]) -> bool {
    let letters: Vec<u8> = content.iter().filter(|byte| **byte != 0).map(u8::to_ascii_uppercase).collect();
    [&b"<!DOCTYPE"[..], b"<!ENTITY"].iter().any(|sign| letters.windows(sign.len()).any(|window| window == *sign))
}

#[cfg(test)]
mod tests {
    use super::{ArchiveProblem, check};
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const BOOK: (&str, &[u8]) = ("xl/workbook.xml", b"<workbook/>");

    #[test]
    fn a_plain_workbook_passes() {
        assert_eq!(check(&archive(&[BOOK, ("xl/worksheets/sheet1.xml", b"<worksheet/>")])), Ok(()));
    }

    #[test]
    fn what_is_no_archive_or_no_workbook_is_refused() {
        assert_eq!(check(b"PK\x03\x04 and then nothing"), Err(ArchiveProblem::Broken));
        assert_eq!(check(&archive(&[("word/document.xml", b"<document/>")])), Err(ArchiveProblem::NoWorkbook));
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked_whole() {
        let zeros = vec![b' '; 5 * 1024 * 1024];
        assert_eq!(check(&archive(&[BOOK, ("xl/worksheets/sheet1.xml", &zeros)])), Err(ArchiveProblem::TooLarge));
    }

    #[test]
    fn a_file_that_leaves_its_folder_is_refused() {
        for name in ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "xl\\..\\evil.xml"] {
            assert_eq!(check(&archive(&[BOOK, (name, b"<x/>")])), Err(ArchiveProblem::Path), "{name}");
        }
    }

    #[test]
    fn a_document_type_is_refused_in_either_encoding() {
        let plain = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
        let wide: Vec<u8> = plain.iter().flat_map(|byte| [*byte, 0]).collect();
        for content in [&plain[..], &wide] {
            let file = archive(&[BOOK, ("xl/sharedStrings.xml", content)]);
            assert_eq!(check(&file), Err(ArchiveProblem::DocumentType));
        }
    }

    #[test]
    fn a_crowd_of_files_is_refused() {
        let names: Vec<String> = (0..600).map(|number| format!("xl/media/{number}.xml")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"<x/>"[..])).collect();
        assert_eq!(check(&archive(&files)), Err(ArchiveProblem::TooManyEntries));
    }
}
