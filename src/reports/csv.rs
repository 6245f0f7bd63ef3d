//! The report of a season as files for spreadsheets: UTF-8 with its mark, numbers in ASCII digits, and no cell that a
//! spreadsheet would take for a formula.
use super::columns::{self, Column, Measure};
use super::figures::{Figures, HouseholdFigures};
use super::model::{Record, Tally};
use crate::i18n::Locale;

/// A row a seller.
pub(super) fn sellers(locale: &Locale, record: &Record, figures: &Figures) -> Result<Vec<u8>, ::csv::Error> {
    let text = locale.text;
    let rows = record.in_order().into_iter().filter_map(|(household, seller)| {
        let of = figures.household(household)?;
        let name = std::iter::once(seller.words().unwrap_or_else(|| text.reports_unnamed()));
        Some(name.chain(columns::SELLERS.iter().map(|column| cell(column, &of.tally, Some(of)))).collect())
    });
    written(head(locale, text.reports_seller(), &columns::SELLERS), rows)
}

/// A row a day.
pub(super) fn days(locale: &Locale, figures: &Figures) -> Result<Vec<u8>, ::csv::Error> {
    let rows = figures.days.iter().map(|of| {
        let day = std::iter::once(ascii(&locale.short_date(of.day.day)));
        day.chain(columns::DAYS.iter().map(|column| cell(column, &of.tally, None))).collect()
    });
    written(head(locale, locale.text.reports_day(), &columns::DAYS), rows)
}

fn head(locale: &Locale, first: String, columns: &[Column]) -> Vec<String> {
    std::iter::once(first).chain(columns.iter().map(|column| (column.heading)(locale.text))).collect()
}

fn cell(column: &Column, tally: &Tally, of: Option<&HouseholdFigures>) -> String {
    match column.measure {
        Measure::Count(count) => count(tally).to_string(),
        Measure::Goodness(goodness) => decimal(of.and_then(goodness)),
    }
}

/// Thousandths as a number with a point.
fn decimal(thousandths: Option<i64>) -> String {
    thousandths.map_or(String::new(), |number| format!("{}.{:03}", number / 1000, number % 1000))
}

fn ascii(text: &str) -> String {
    crate::kernel::persian::ascii_digits(text)
}

fn written(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in std::iter::once(head).chain(rows) {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))
}

/// A cell that begins like a formula, also after blanks, begins with a quotation mark instead.
fn harmless(cell: &str) -> String {
    let first = cell.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{200c}').chars().next();
    let is_risky = matches!(first, Some('=' | '+' | '-' | '@')) || cell.starts_with(['\t', '\r', '\n']);
    if is_risky { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{decimal, harmless, written};

    #[test]
    fn a_cell_that_looks_like_a_formula_is_made_harmless() {
        for cell in ["=1+1", "+98", "-2", "@SUM(A1)", " =1", "\t=1", "\r@x", "\u{200c}=نان", "\n-1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["نان", "12", "", "a=b", "نان - شیر"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn a_file_begins_with_its_mark_and_quotes_what_must_be() {
        let file =
            written(vec!["نام".into(), "تعداد".into()], [vec!["a,\"b\"".into(), "3".into()]].into_iter()).unwrap();
        assert_eq!(String::from_utf8(file).unwrap(), "\u{feff}نام,تعداد\r\n\"a,\"\"b\"\"\",3\r\n");
    }

    #[test]
    fn thousandths_are_written_with_a_point() {
        assert_eq!(
            (decimal(Some(1_050)), decimal(Some(7)), decimal(None)),
            ("1.050".into(), "0.007".into(), String::new())
        );
    }
}
