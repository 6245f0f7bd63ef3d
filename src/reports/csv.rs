//! The report of a season as files for spreadsheets: UTF-8 with its mark, numbers in ASCII digits, and no cell that a
//! spreadsheet would take for a formula.
use super::figures::Figures;
use super::model::{Record, Tally};
use crate::i18n::Locale;

/// Thousandths as a number with a point.
fn decimal(thousandths: Option<i64>) -> String {
    thousandths.map_or(String::new(), |number| format!("{}.{:03}", number / 1000, number % 1000))
}

/// A row a seller.
pub(super) fn sellers(locale: &Locale, record: &Record, figures: &Figures) -> Result<Vec<u8>, ::csv::Error> {
    let text = locale.text;
    let head = [
        text.reports_seller(),
        text.reports_col_asked(),
        text.reports_col_placed(),
        text.reports_col_came(),
        text.reports_col_no_show(),
        text.reports_col_given(),
        text.reports_col_walked_in(),
        text.reports_col_signed_off(),
        text.reports_col_absent(),
        text.reports_on_wish(),
        text.reports_on_best(),
        text.reports_col_goodness(),
        text.reports_rerun_goodness(),
    ];
    let rows = record.in_order().into_iter().filter_map(|(household, seller)| {
        let of = figures.household(household)?;
        let counts = counts(&of.tally, |tally| {
            vec![
                tally.asked,
                tally.placed,
                tally.came,
                tally.no_show,
                tally.given,
                tally.walked_in,
                tally.signed_off,
                tally.absent,
                tally.on_wish,
                tally.on_best,
            ]
        });
        let name = std::iter::once(seller.words().unwrap_or_else(|| text.reports_unnamed()));
        Some(name.chain(counts).chain([decimal(of.stalls), decimal(of.for_asking)]).collect())
    });
    written(Vec::from(head), rows)
}

/// A row a day.
pub(super) fn days(locale: &Locale, figures: &Figures) -> Result<Vec<u8>, ::csv::Error> {
    let text = locale.text;
    let head = [
        text.reports_day(),
        text.reports_col_usable(),
        text.reports_col_taken(),
        text.reports_col_asked(),
        text.reports_col_placed(),
        text.reports_col_came(),
        text.reports_col_no_show(),
        text.reports_col_given(),
        text.reports_col_walked_in(),
        text.reports_col_signed_off(),
        text.reports_col_absent(),
        text.reports_on_wish(),
        text.reports_on_best(),
    ];
    let rows = figures.days.iter().map(|of| {
        let counts = counts(&of.tally, |tally| {
            vec![
                tally.usable,
                tally.taken,
                tally.asked,
                tally.placed,
                tally.came,
                tally.no_show,
                tally.given,
                tally.walked_in,
                tally.signed_off,
                tally.absent,
                tally.on_wish,
                tally.on_best,
            ]
        });
        std::iter::once(ascii(&locale.short_date(of.day.day))).chain(counts).collect()
    });
    written(Vec::from(head), rows)
}

fn counts(tally: &Tally, which: impl Fn(&Tally) -> Vec<usize>) -> Vec<String> {
    which(tally).into_iter().map(|count| count.to_string()).collect()
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
