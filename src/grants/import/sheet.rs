//! An office's file as rows of text: comma-separated (with any of the usual separators and encodings) or XLSX.
use super::archive::{self, ArchiveProblem};
use super::columns::{self, Column};
use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::borrow::Cow;
use std::io::Cursor;
use std::panic::catch_unwind;

/// A row with its number in the file, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Row {
    pub line: i32,
    pub cells: Vec<String>,
}

/// The rows of a list that have something in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Sheet {
    pub rows: Vec<Row>,
}

/// Why a file as a whole cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FileProblem {
    #[error("nothing in it")]
    Empty,
    #[error("neither a spreadsheet nor a text")]
    NotAList,
    #[error("a spreadsheet of the old format")]
    OldExcel,
    #[error("the archive: {0}")]
    Archive(#[from] ArchiveProblem),
    #[error("too many rows")]
    TooManyRows,
    #[error("no row with the names of the columns")]
    NoHeader,
    #[error("a column is missing: {0:?}")]
    Missing(Column),
    #[error("two columns look like {0:?}")]
    Twice(Column),
    #[error("no unit of money at {0:?}")]
    NoUnit(Column),
    #[error("amounts in different units")]
    MixedUnits,
}

/// Below the names of the columns.
pub(crate) const MOST_ROWS: usize = 5_000;
const MOST_CELLS: usize = 60;
const LONGEST_CELL: usize = 1_000;
/// Bytes of all cells together: a spreadsheet tells a text once and may point to it from every cell.
const MOST_TEXT: usize = 8 * 1024 * 1024;
/// Separators in a line of text, and in all lines that have anything else: a text with more is no list, and its reader would
/// note the end of every cell of a row that never ends.
const MOST_SEPARATORS: usize = 1_000;
const MOST_IN_ALL: usize = 1_000_000;
const OLD_EXCEL: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
const ZIP: &[u8] = b"PK\x03\x04";

/// Reads a file by what it holds, whatever it is called.
pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, FileProblem> {
    if bytes.starts_with(OLD_EXCEL) {
        Err(FileProblem::OldExcel)
    } else if bytes.starts_with(ZIP) {
        archive::check(bytes)?;
        // Its reader may stumble over what no spreadsheet holds; that ends the reading, and not the program.
        catch_unwind(|| read_xlsx(bytes)).unwrap_or(Err(FileProblem::Archive(ArchiveProblem::Broken)))
    } else {
        read_text(&decoded(bytes)?)
    }
}

/// The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else the old Windows page that Persian offices still use.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, FileProblem> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        plain => match std::str::from_utf8(plain) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => WINDOWS_1256.decode_without_bom_handling(plain).0,
        },
    };
    let is_binary = text.chars().take(2_000).any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if text.trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    if is_binary { Err(FileProblem::NotAList) } else { Ok(text) }
}

fn read_text(text: &str) -> Result<Sheet, FileProblem> {
    let separator = separator(text);
    if has_too_many_cells(text, separator) {
        return Err(FileProblem::NotAList);
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut sheet = Growing::default();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|_| FileProblem::NotAList)?;
        let start = record.position().map_or(0, csv::Position::byte);
        let line = lines.line_at(usize::try_from(start).unwrap_or(usize::MAX));
        sheet.push(line, record.iter().take(MOST_CELLS).map(cut).collect())?;
    }
    Ok(sheet.sheet)
}

fn has_too_many_cells(text: &str, separator: u8) -> bool {
    let mut all = 0;
    text.lines().any(|line| {
        let count = line.bytes().filter(|byte| *byte == separator).count();
        if line.len() > count {
            all += count;
        }
        count > MOST_SEPARATORS || all > MOST_IN_ALL
    })
}

/// Counts lines up to the start of a record: the reader's own count stands still between the two characters of a line's end.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: i32,
}

impl Lines<'_> {
    fn line_at(&mut self, start: usize) -> i32 {
        while let Some(byte) = self.text.get(self.at) {
            if self.at >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line = self.line.saturating_add(i32::from(*byte == b'\n'));
            self.at += 1;
        }
        self.line
    }
}

/// The separator that the first lines use most.
fn separator(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count =
        |separator: u8| head.iter().map(|line| line.bytes().filter(|byte| *byte == separator).count()).sum::<usize>();
    [b',', b';', b'\t'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// Reads the first sheet with anything in it, cell by cell: a cell far down or far right makes no table of empty ones.
fn read_xlsx(bytes: &[u8]) -> Result<Sheet, FileProblem> {
    let broken = |_| FileProblem::Archive(ArchiveProblem::Broken);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
        let mut sheet = Growing::default();
        let mut current: Option<(u32, Vec<String>)> = None;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let taken = current.as_ref().filter(|(at, _)| *at == row).map_or(0, |(_, texts)| texts.len());
            // A cell that stands twice says what it said first.
            if !(taken..MOST_CELLS).contains(&column) {
                continue;
            }
            let text = text_of(cell.get_value());
            if text.is_empty() {
                continue;
            }
            if current.as_ref().is_some_and(|(at, _)| *at != row) {
                sheet.push_row(current.take())?;
            }
            let (_, texts) = current.get_or_insert_with(|| (row, Vec::new()));
            texts.resize(column, String::new());
            texts.push(text);
        }
        sheet.push_row(current)?;
        if !sheet.sheet.rows.is_empty() {
            return Ok(sheet.sheet);
        }
    }
    Err(FileProblem::NoHeader)
}

/// A sheet that is read, and how much text it has so far.
#[derive(Default)]
struct Growing {
    sheet: Sheet,
    text: usize,
}

impl Growing {
    fn push_row(&mut self, row: Option<(u32, Vec<String>)>) -> Result<(), FileProblem> {
        match row {
            Some((at, cells)) => self.push(i32::try_from(at).unwrap_or(i32::MAX).saturating_add(1), cells),
            None => Ok(()),
        }
    }

    fn push(&mut self, line: i32, cells: Vec<String>) -> Result<(), FileProblem> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        if self.sheet.rows.len() >= MOST_ROWS + columns::HEADER_WITHIN {
            return Err(FileProblem::TooManyRows);
        }
        self.text += cells.iter().map(String::len).sum::<usize>();
        if self.text > MOST_TEXT {
            return Err(FileProblem::Archive(ArchiveProblem::TooLarge));
        }
        self.sheet.rows.push(Row { line, cells });
        Ok(())
    }
}

/// A cell on one line and not too long.
fn cut(text: &str) -> String {
    let line = text.trim().chars().take(LONGEST_CELL);
    line.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A cell as its reader would type it: a whole number without a point, a date with dashes.
fn text_of(cell: &DataRef) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        // Display writes a whole float without a point and never with an exponent.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => cut(text.split('T').next().unwrap_or_default()),
        DataRef::Bool(_) | DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{FileProblem, read};

    fn cells(bytes: &[u8]) -> Vec<(i32, Vec<String>)> {
        read(bytes).unwrap().rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn every_separator_and_encoding_gives_the_same_rows() {
        let text = "نام,کد ملی\r\n\r\nمریم,0010350829\r\n";
        let expected = vec![
            (1, vec!["نام".to_owned(), "کد ملی".to_owned()]),
            (3, vec!["مریم".to_owned(), "0010350829".to_owned()]),
        ];
        let utf16 = |text: &str| -> Vec<u8> {
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        };
        assert_eq!(cells(text.as_bytes()), expected);
        assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(cells(text.replace(',', ";").as_bytes()), expected);
        assert_eq!(cells(&utf16(&text.replace(',', "\t"))), expected);
        let (old, ..) = encoding_rs::WINDOWS_1256.encode("نام,مريم");
        assert_eq!(cells(&old), [(1, vec!["نام".to_owned(), "مريم".to_owned()])]);
    }

    #[test]
    fn a_picture_or_an_old_spreadsheet_is_no_list() {
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(FileProblem::NotAList));
        assert_eq!(read(b""), Err(FileProblem::Empty));
        assert_eq!(read(b" \r\n"), Err(FileProblem::Empty));
        assert_eq!(read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), Err(FileProblem::OldExcel));
    }

    #[test]
    fn a_line_of_separators_without_end_is_no_list() {
        assert_eq!(read(",".repeat(1_000_000).as_bytes()), Err(FileProblem::NotAList));
        assert_eq!(read(format!("a,b\n{}\n", ",".repeat(900)).as_bytes()).map(|sheet| sheet.rows.len()), Ok(1));
    }

    #[test]
    fn a_break_within_a_cell_is_a_blank() {
        assert_eq!(cells("\"a\n\nb\",c\n".as_bytes()), [(1, vec!["a  b".to_owned(), "c".to_owned()])]);
    }

    #[test]
    fn more_rows_than_a_list_may_have_are_refused() {
        let text = "a,b\n".repeat(5_021);
        assert_eq!(read(text.as_bytes()), Err(FileProblem::TooManyRows));
    }
}
