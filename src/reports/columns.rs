//! The columns of the two tables of a season, each described once: for the page, for the file and for the council.
use super::figures::HouseholdFigures;
use super::model::Tally;
use crate::i18n::Texts;

/// One column: its heading, and what stands in it.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub heading: fn(&Texts) -> String,
    pub measure: Measure,
    /// It stands in the file alone: the page has no room for it.
    is_in_file_only: bool,
}

/// What is measured in a column.
#[derive(Clone, Copy)]
pub(super) enum Measure {
    Count(fn(&Tally) -> usize),
    /// In thousandths; of a household alone, so that a sum has none.
    Goodness(fn(&HouseholdFigures) -> Option<i64>),
}

impl Column {
    const fn count(heading: fn(&Texts) -> String, of: fn(&Tally) -> usize) -> Column {
        Column { heading, measure: Measure::Count(of), is_in_file_only: false }
    }

    const fn goodness(heading: fn(&Texts) -> String, of: fn(&HouseholdFigures) -> Option<i64>) -> Column {
        Column { heading, measure: Measure::Goodness(of), is_in_file_only: false }
    }

    const fn in_file_only(self) -> Column {
        Column { is_in_file_only: true, ..self }
    }

    /// The count of this column; nothing where none is counted.
    pub fn count_of(&self, tally: &Tally) -> Option<usize> {
        match self.measure {
            Measure::Count(of) => Some(of(tally)),
            Measure::Goodness(_) => None,
        }
    }

    /// Whether the page shows it: a column of nothing but zeros tells nothing.
    fn is_shown(&self, total: &Tally) -> bool {
        !self.is_in_file_only && self.count_of(total) != Some(0)
    }
}

/// Those of some columns that the page shows.
pub(super) fn shown(columns: &'static [Column], total: &Tally) -> Vec<&'static Column> {
    columns.iter().filter(|column| column.is_shown(total)).collect()
}

const USABLE: Column = Column::count(Texts::reports_col_usable, |tally| tally.usable);
const TAKEN: Column = Column::count(Texts::reports_col_taken, |tally| tally.taken);
const ASKED: Column = Column::count(Texts::reports_col_asked, |tally| tally.asked);
const PLACED: Column = Column::count(Texts::reports_col_placed, |tally| tally.placed);
const CAME: Column = Column::count(Texts::reports_col_came, |tally| tally.came);
const NO_SHOW: Column = Column::count(Texts::reports_col_no_show, |tally| tally.no_show);
const GIVEN: Column = Column::count(Texts::reports_col_given, |tally| tally.given);
const WALKED_IN: Column = Column::count(Texts::reports_col_walked_in, |tally| tally.walked_in);
const SIGNED_OFF: Column = Column::count(Texts::reports_col_signed_off, |tally| tally.signed_off);
const ABSENT: Column = Column::count(Texts::reports_col_absent, |tally| tally.absent);
const ON_WISH: Column = Column::count(Texts::reports_col_wish, |tally| tally.on_wish);
const ON_BEST: Column = Column::count(Texts::reports_col_best, |tally| tally.on_best);
const STALLS: Column = Column::goodness(Texts::reports_col_goodness, |of| of.stalls);
const FOR_ASKING: Column = Column::goodness(Texts::reports_col_for_asking, |of| of.for_asking);

/// The columns of the days.
pub(super) static DAYS: [Column; 12] = [
    USABLE,
    TAKEN,
    ASKED,
    PLACED,
    CAME,
    NO_SHOW,
    GIVEN,
    WALKED_IN,
    SIGNED_OFF,
    ABSENT,
    ON_WISH,
    ON_BEST.in_file_only(),
];

/// The columns of the sellers.
pub(super) static SELLERS: [Column; 12] = [
    ASKED,
    PLACED,
    CAME,
    NO_SHOW,
    GIVEN,
    WALKED_IN,
    SIGNED_OFF.in_file_only(),
    ABSENT.in_file_only(),
    ON_WISH,
    ON_BEST.in_file_only(),
    STALLS,
    FOR_ASKING.in_file_only(),
];

/// Who asked, who came and who did not: what the council is told.
pub(super) static ATTENDANCE: [Column; 8] = [ASKED, PLACED, CAME, NO_SHOW, GIVEN, WALKED_IN, SIGNED_OFF, ABSENT];
