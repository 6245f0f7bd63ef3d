//! A row of a list, read into kernel values; what cannot be read is told with its column.
use super::columns::{Column, Header};
use super::sheet::Row;
use super::written;
use crate::kernel::contact::{ContactError, Mobile, NationalId};
use crate::kernel::money::Rial;
use crate::kernel::persian::clean;
use chrono::NaiveDate;

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub line: i32,
    pub given_name: String,
    pub family_name: String,
    pub national_id: NationalId,
    pub mobile: Option<Mobile>,
    pub address: String,
    /// The name of the neighbourhood, if the list tells it.
    pub area: String,
    /// The name or code of the programme, if the list tells it.
    pub programme: String,
    pub decided_on: NaiveDate,
    pub paper: String,
    pub grant_number: String,
    /// The code of the kind of machine.
    pub kind: &'static str,
    pub maker: String,
    pub serial: String,
    pub cost: Rial,
    pub own: Rial,
    pub other: Rial,
    pub acquired_on: NaiveDate,
    pub handed_on: Option<NaiveDate>,
    pub witness: String,
}

/// Why a row is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Trouble {
    Empty,
    NameOfOneWord,
    NationalIdShape,
    NationalIdCheck,
    KindUnknown,
    KindTwo,
    Amount,
    OtherUnit,
    NothingGranted,
    Date,
    /// It is written as a day, and no calendar has it.
    NoSuchDay,
    Future,
    Order,
    AreaUnknown,
    ProgrammeUnknown,
    /// A supervisor refused the same for this household.
    RefusedBefore,
    NameDiffers,
    Business,
    Elsewhere,
    FileClosed,
    SerialTaken,
    NumberTaken,
    NoMemberThen,
    Refused,
}

/// Something that was put right or left out, and that a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Remark {
    NationalIdRepaired,
    MobileLeftOut,
    NoSerial,
    /// The machine is in the register at another price, which stays.
    CostDiffers {
        recorded: Rial,
        said: Rial,
    },
    /// The machine is in the register with other shares or days, which stay.
    RecordDiffers,
}

/// Where a row is in trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Bad {
    pub line: i32,
    pub column: Column,
    pub trouble: Trouble,
}

/// A row that was read, with what should be looked at.
pub(crate) type Read = (Line, Vec<Remark>);

/// A row with any of these is an entry, however much of it is missing; a line of totals has a word and sums only.
const OF_AN_ENTRY: [Column; 6] =
    [Column::NationalId, Column::Kind, Column::Mobile, Column::Serial, Column::DecidedOn, Column::HandedOn];

/// Reads a row; nothing for one that is no entry, such as a line of totals.
pub(crate) fn read(header: &Header, row: &Row, today: NaiveDate) -> Option<Result<Read, Vec<Bad>>> {
    let cell = |column| clean(header.cell(row, column));
    if !OF_AN_ENTRY.into_iter().any(|column| !cell(column).is_empty()) {
        return None;
    }
    let mut reader = Reader { header, row, today, bad: Vec::new(), remarks: Vec::new() };
    let line = reader.line();
    Some(match line {
        Some(line) if reader.bad.is_empty() => Ok((line, reader.remarks)),
        _ => Err(reader.bad),
    })
}

struct Reader<'a> {
    header: &'a Header,
    row: &'a Row,
    today: NaiveDate,
    bad: Vec<Bad>,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn cell(&self, column: Column) -> String {
        let text = clean(self.header.cell(self.row, column));
        // What people write where there is nothing.
        if ["-", "--", "—", "_", ".", "ندارد", "نامشخص", "N/A", "n/a"].contains(&text.as_str()) {
            String::new()
        } else {
            text
        }
    }

    fn bad<T>(&mut self, column: Column, trouble: Trouble) -> Option<T> {
        self.bad.push(Bad { line: self.row.line, column, trouble });
        None
    }

    fn line(&mut self) -> Option<Line> {
        let name = self.name();
        let national_id = self.national_id();
        let mobile = self.mobile();
        let kind = self.kind();
        let money = self.money();
        let days = self.days();
        let serial = self.cell(Column::Serial);
        if serial.is_empty() {
            self.remarks.push(Remark::NoSerial);
        }
        let (given_name, family_name) = name?;
        let (cost, own, other) = money?;
        let (decided_on, acquired_on, handed_on) = days?;
        Some(Line {
            line: self.row.line,
            given_name,
            family_name,
            national_id: national_id?,
            mobile,
            address: self.cell(Column::Address),
            area: self.cell(Column::Area),
            programme: self.cell(Column::Programme),
            decided_on,
            paper: self.cell(Column::Paper),
            grant_number: self.cell(Column::GrantNumber),
            kind: kind?,
            maker: self.cell(Column::Maker),
            serial,
            cost,
            own,
            other,
            acquired_on,
            handed_on,
            witness: self.cell(Column::Witness),
        })
    }

    /// Given and family name: of two columns, of one with a comma after the family name, or of one with the given name first.
    fn name(&mut self) -> Option<(String, String)> {
        let (given, family) = (self.cell(Column::GivenName), self.cell(Column::FamilyName));
        if !given.is_empty() && !family.is_empty() {
            return Some((given, family));
        }
        let whole = self.cell(Column::Name);
        if whole.is_empty() {
            let missing = if given.is_empty() && family.is_empty() { Column::Name } else { Column::FamilyName };
            return self.bad(missing, Trouble::Empty);
        }
        let parted = match whole.split_once(['،', ',']) {
            Some((family, given)) => Some((given.trim(), family.trim())),
            None => whole.split_once(' '),
        };
        match parted {
            Some((given, family)) if !given.is_empty() && !family.is_empty() => {
                Some((given.to_owned(), family.to_owned()))
            }
            _ => self.bad(Column::Name, Trouble::NameOfOneWord),
        }
    }

    fn national_id(&mut self) -> Option<NationalId> {
        match NationalId::parse(&self.cell(Column::NationalId)) {
            Ok(id) => {
                if id.is_repaired() {
                    self.remarks.push(Remark::NationalIdRepaired);
                }
                Some(id)
            }
            Err(ContactError::Empty) => self.bad(Column::NationalId, Trouble::Empty),
            Err(ContactError::Malformed) => self.bad(Column::NationalId, Trouble::NationalIdShape),
            Err(ContactError::Checksum) => self.bad(Column::NationalId, Trouble::NationalIdCheck),
        }
    }

    /// The first of several numbers that is a mobile's; a landline is left out and told.
    fn mobile(&mut self) -> Option<Mobile> {
        let typed = self.cell(Column::Mobile);
        let whole = Mobile::parse(&typed).ok();
        let found = whole.or_else(|| typed.split(['/', '،', ',', '\\', '|']).find_map(|part| Mobile::parse(part).ok()));
        if found.is_none() && !typed.is_empty() {
            self.remarks.push(Remark::MobileLeftOut);
        }
        found
    }

    fn kind(&mut self) -> Option<&'static str> {
        match written::kind(&self.cell(Column::Kind)) {
            Ok(kind) => Some(kind),
            Err(trouble) => self.bad(Column::Kind, trouble),
        }
    }

    fn money(&mut self) -> Option<(Rial, Rial, Rial)> {
        let cost = self.amount(Column::Cost);
        let (own, other) = (self.amount_or_nothing(Column::Own), self.amount_or_nothing(Column::Other));
        let (cost, own, other) = (cost?, own?, other?);
        let rest = cost.checked_sub(own).and_then(|rest| rest.checked_sub(other));
        if rest.is_none_or(|rest| rest <= Rial::ZERO) {
            return self.bad(Column::Cost, Trouble::NothingGranted);
        }
        Some((cost, own, other))
    }

    fn amount(&mut self, column: Column) -> Option<Rial> {
        match written::amount(&self.cell(column), self.header.unit) {
            Ok(amount) => Some(amount),
            Err(trouble) => self.bad(column, trouble),
        }
    }

    fn amount_or_nothing(&mut self, column: Column) -> Option<Rial> {
        if self.cell(column).is_empty() { Some(Rial::ZERO) } else { self.amount(column) }
    }

    /// The days of the decision, of buying and of handing over. One that the list does not tell is the next known one after it.
    fn days(&mut self) -> Option<(NaiveDate, NaiveDate, Option<NaiveDate>)> {
        let handed_on = self.day(Column::HandedOn)?;
        let acquired_on = self.day(Column::AcquiredOn)?;
        let decided_on = self.day(Column::DecidedOn)?;
        let Some(bought) = acquired_on.or(handed_on).or(decided_on) else {
            return self.bad(Column::HandedOn, Trouble::Empty);
        };
        if handed_on.is_some_and(|handed| handed < bought) {
            return self.bad(Column::HandedOn, Trouble::Order);
        }
        let last = handed_on.unwrap_or(bought);
        let decided = decided_on.unwrap_or(last);
        if decided > last {
            return self.bad(Column::DecidedOn, Trouble::Order);
        }
        Some((decided, bought, handed_on))
    }

    fn day(&mut self, column: Column) -> Option<Option<NaiveDate>> {
        let typed = self.cell(column);
        if typed.is_empty() {
            return Some(None);
        }
        match written::date(&typed) {
            Ok(day) if day > self.today => self.bad(column, Trouble::Future),
            Ok(day) => Some(Some(day)),
            Err(trouble) => self.bad(column, trouble),
        }
    }
}
