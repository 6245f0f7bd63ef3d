//! A look into an XLSX file before anything parses it: it is a zip, and a zip can be a bomb, climb out of its folder, or
//! carry a document type that reads other files.
use super::places::Places;
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
    #[error("a row or a column that no sheet has")]
    Place,
}

const MOST_ENTRIES: usize = 500;
const MOST_UNPACKED: u64 = 32 * 1024 * 1024;
const MOST_RATIO: u64 = 200;
/// Below this size a high ratio is harmless: an empty sheet packs very well.
const RATIO_COUNTS_FROM: u64 = 1024 * 1024;
/// Digits of the number of texts that a workbook says it has; the reader makes room for so many before it has seen one.
const MOST_DIGITS: usize = 6;

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
        let harmless = entry.compressed_size().saturating_mul(MOST_RATIO).max(RATIO_COUNTS_FROM);
        unpacked += look_through(&mut entry, harmless.min(MOST_UNPACKED - unpacked))?;
    }
    if has_workbook { Ok(()) } else { Err(ArchiveProblem::NoWorkbook) }
}

/// Judged by the name itself: the archive's reader would quietly mend some of these.
fn leaves_its_folder(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', ':', '\0']) || name.split('/').any(|part| part == "..")
}

/// Unpacks one file a piece at a time and gives its size. All are looked at, whatever they are called: the workbook itself
/// says which of them are read.
fn look_through(entry: &mut impl Read, most: u64) -> Result<u64, ArchiveProblem> {
    let mut piece = vec![0; 32 * 1024];
    let (mut size, mut watch) = (0, Watch::default());
    loop {
        let count = entry.read(&mut piece).map_err(|_| ArchiveProblem::Broken)?;
        if count == 0 {
            return Ok(size);
        }
        size += u64::try_from(count).unwrap_or(u64::MAX);
        if size > most {
            return Err(ArchiveProblem::TooLarge);
        }
        watch.see(piece.get(..count).unwrap_or_default())?;
    }
}

const DOCUMENT_TYPE: &str = "<!DOCTYPE";
const ENTITY: &str = "<!ENTITY";
const NUMBER_OF_TEXTS: &str = "UNIQUECOUNT";

/// What was seen of a file up to its last piece.
#[derive(Default)]
struct Watch {
    /// The last letters, in which a sign may begin; too few for the longest.
    tail: String,
    /// Whether the number of texts is being told, and its digits so far.
    in_number: bool,
    digits: usize,
    places: Places,
}

impl Watch {
    fn see(&mut self, piece: &[u8]) -> Result<(), ArchiveProblem> {
        // In UTF-16 every other byte is a zero.
        let piece = String::from_utf8_lossy(piece).to_ascii_uppercase().replace('\0', "");
        self.places.see(&piece)?;
        if self.in_number {
            self.see_number(&piece)?;
        }
        let mut text = std::mem::take(&mut self.tail) + &piece;
        if text.contains(DOCUMENT_TYPE) || text.contains(ENTITY) {
            return Err(ArchiveProblem::DocumentType);
        }
        for (at, name) in text.match_indices(NUMBER_OF_TEXTS) {
            self.see_number(text.get(at + name.len()..).unwrap_or_default())?;
        }
        let mut last = text.len().saturating_sub(NUMBER_OF_TEXTS.len() - 1);
        while !text.is_char_boundary(last) {
            last += 1;
        }
        self.tail = text.split_off(last);
        Ok(())
    }

    /// What stands behind the name: blanks, the sign of equality, quotation marks and digits.
    fn see_number(&mut self, rest: &str) -> Result<(), ArchiveProblem> {
        for letter in rest.chars() {
            match letter {
                '0'..='9' => self.digits += 1,
                ' ' | '\t' | '\r' | '\n' | '=' | '"' | '\'' | '+' if self.digits == 0 => {}
                _ => {
                    (self.in_number, self.digits) = (false, 0);
                    return Ok(());
                }
            }
            if self.digits > MOST_DIGITS {
                return Err(ArchiveProblem::TooLarge);
            }
        }
        self.in_number = true;
        Ok(())
    }
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
    fn a_workbook_that_says_it_has_more_texts_than_memory_is_refused() {
        for count in ["uniqueCount=\"18446744073709551615\"", "uniqueCount\n =\t'9999999999'"] {
            let texts = format!("<sst {count}><si><t>x</t></si></sst>");
            let wide: Vec<u8> = texts.bytes().flat_map(|byte| [byte, 0]).collect();
            for content in [texts.as_bytes(), &wide] {
                for name in ["xl/sharedStrings.xml", "xl/other"] {
                    assert_eq!(check(&archive(&[BOOK, (name, content)])), Err(ArchiveProblem::TooLarge), "{count}");
                }
            }
        }
        let honest = b"<sst count=\"12345678\" uniqueCount=\"999999\"><si><t>1234567890</t></si></sst>";
        assert_eq!(check(&archive(&[BOOK, ("xl/sharedStrings.xml", honest)])), Ok(()));
    }

    #[test]
    fn a_row_or_a_column_that_no_sheet_has_is_refused() {
        let filled = " ".repeat(32 * 1024 - 20);
        for place in
            ["<row r=\"4294967295\">", "<row r=\"1048577\"/>", "<c t='s' r = 'XFE1'/>", "<c\nr=\"A99999999999\"/>"]
        {
            let across = format!("{filled}{place}");
            let wide: Vec<u8> = place.bytes().flat_map(|byte| [byte, 0]).collect();
            for sheet in [place.as_bytes(), &wide, across.as_bytes()] {
                let file = archive(&[BOOK, ("xl/worksheets/sheet1.xml", sheet)]);
                assert_eq!(check(&file), Err(ArchiveProblem::Place), "{place}");
            }
        }
        let last = b"<row r=\"1048576\"><c r=\"XFD1048576\" s=\"4294967295\"><v>4294967295</v></c></row>";
        assert_eq!(check(&archive(&[BOOK, ("xl/worksheets/sheet1.xml", last)])), Ok(()));
    }

    #[test]
    fn a_crowd_of_files_is_refused() {
        let names: Vec<String> = (0..600).map(|number| format!("xl/media/{number}.xml")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"<x/>"[..])).collect();
        assert_eq!(check(&archive(&files)), Err(ArchiveProblem::TooManyEntries));
    }
}
