//! The places that a sheet names, `<row r="7">` and `<c r="B7">`, watched before anything reads the sheet: a reader may count
//! beyond the last row there can be, begin again at the first, and tell of a list that is not the one in the file.
use super::archive::ArchiveProblem;

const LAST_ROW: u64 = 1_048_576;
const LAST_COLUMN: u64 = 16_384;

/// How much of a place was seen.
#[derive(Clone, Copy, Default)]
enum Seen {
    #[default]
    Other,
    /// What may stand before the name of an attribute.
    Blank,
    Name,
    Equals,
    Value {
        column: u64,
        row: u64,
    },
}

/// What was seen of a file up to its last letter.
#[derive(Default)]
pub(super) struct Places(Seen);

impl Places {
    /// Takes the next letters, as capitals.
    pub fn see(&mut self, piece: &str) -> Result<(), ArchiveProblem> {
        for letter in piece.chars() {
            self.0 = next(self.0, letter);
            if let Seen::Value { column, row } = self.0
                && (column > LAST_COLUMN || row > LAST_ROW)
            {
                return Err(ArchiveProblem::Place);
            }
        }
        Ok(())
    }
}

fn next(seen: Seen, letter: char) -> Seen {
    let (is_blank, is_quote) = (letter.is_ascii_whitespace(), matches!(letter, '"' | '\''));
    match (seen, letter) {
        (Seen::Blank, 'R') => Seen::Name,
        (Seen::Name, '=') => Seen::Equals,
        (Seen::Equals, _) if is_quote => Seen::Value { column: 0, row: 0 },
        (Seen::Name | Seen::Equals, _) if is_blank => seen,
        (Seen::Value { column, row }, '0'..='9') => {
            let digit = u64::from(letter) - u64::from('0');
            Seen::Value { column, row: row.saturating_mul(10).saturating_add(digit) }
        }
        (Seen::Value { column, row: 0 }, 'A'..='Z') => {
            let place = u64::from(letter) - u64::from('A') + 1;
            Seen::Value { column: column.saturating_mul(26).saturating_add(place), row: 0 }
        }
        _ if is_blank || is_quote => Seen::Blank,
        _ => Seen::Other,
    }
}
