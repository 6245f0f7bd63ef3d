//! A row of a list, read into kernel values; what cannot be read is told with its column.
use super::columns::{Column, Header, squeeze};
use super::sheet::Row;
use crate::kernel::calendar::parse_date;
use crate::kernel::contact::{ContactError, Mobile, NationalId};
use crate::kernel::money::{AmountError, MoneyUnit, Rial, parse_amount};
use crate::kernel::number::parse_decimal;
use crate::kernel::persian::{ascii_digits, clean, fold};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Future,
    Order,
    AreaUnknown,
    ProgrammeUnknown,
    NameDiffers,
    Business,
    Elsewhere,
    SerialTaken,
    NumberTaken,
    NoMemberThen,
    Refused,
}

/// Something that was put right or left out, and that a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    NationalIdRepaired,
    MobileLeftOut,
    NoSerial,
}

/// Where a row is in trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bad {
    pub line: i32,
    pub column: Column,
    pub trouble: Trouble,
}

/// A row that was read, with what should be looked at.
pub(crate) type Read = (Line, Vec<Remark>);

/// Reads a row; nothing for one that is no entry, such as a line of totals.
pub(crate) fn read(header: &Header, row: &Row, today: NaiveDate) -> Option<Result<Read, Vec<Bad>>> {
    let cell = |column| clean(header.cell(row, column));
    let is_entry = [Column::NationalId, Column::Kind].into_iter().any(|column| !cell(column).is_empty());
    if !is_entry {
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
        if ["-", "--", "—", "_", ".", "ندارد", "نامشخص", "N/A", "n/a"].contains(&text.as_str()) { String::new() } else { text }
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
        let squeezed = squeeze(&self.cell(Column::Kind));
        if squeezed.is_empty() {
            return self.bad(Column::Kind, Trouble::Empty);
        }
        let mut kinds: Vec<&'static str> =
            KINDS.iter().filter(|(word, _)| squeezed.contains(&squeeze(word))).map(|(_, kind)| *kind).collect();
        kinds.dedup();
        match kinds.as_slice() {
            [kind] => Some(*kind),
            [] => self.bad(Column::Kind, Trouble::KindUnknown),
            _ => self.bad(Column::Kind, Trouble::KindTwo),
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
        match amount(&self.cell(column), self.header.unit) {
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
        match date(&typed) {
            Some(day) if day > self.today => self.bad(column, Trouble::Future),
            Some(day) => Some(Some(day)),
            None => self.bad(column, Trouble::Date),
        }
    }
}

/// Words by which a kind of machine is told; all words of a kind stand together.
const KINDS: &[(&str, &str)] = &[
    ("جوجه‌کشی", "incubator"),
    ("جوجه‌کش", "incubator"),
    ("incubator", "incubator"),
    ("hatcher", "incubator"),
    ("تنور", "oven"),
    ("oven", "oven"),
    ("خردکن", "chopper"),
    ("خرد کن", "chopper"),
    ("chopper", "chopper"),
    ("پرس", "press"),
    ("press", "press"),
    ("خمیر", "mixer"),
    ("mixer", "mixer"),
    ("خشک‌کن", "dryer"),
    ("dryer", "dryer"),
    ("drier", "dryer"),
];

/// An amount as offices write it: also `95/000/000`, `95.000.000` and «۹۵ میلیون».
fn amount(typed: &str, unit: MoneyUnit) -> Result<Rial, Trouble> {
    let folded = ascii_digits(&fold(typed));
    let text = folded.trim().trim_end_matches(['-', '/', '=']).trim();
    if text.is_empty() {
        return Err(Trouble::Empty);
    }
    let read = |text: &str| match parse_amount(text, unit) {
        Ok(amount) => Ok(amount),
        Err(AmountError::OtherUnit(_)) => Err(Trouble::OtherUnit),
        Err(AmountError::Number(_) | AmountError::NotWholeRials) => Err(Trouble::Amount),
    };
    if let Some((number, rest)) = text.split_once("میلیون") {
        let million = parse_decimal(number.trim(), 6).map_err(|_| Trouble::Amount)?;
        return read(&format!("{million} {}", rest.trim()));
    }
    if is_grouped_by_points(text) {
        return read(&text.replace(['/', '.'], ""));
    }
    read(text)
}

fn is_grouped_by_points(text: &str) -> bool {
    let mut groups = text.split(['/', '.']);
    let is_first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let mut rest = groups.peekable();
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    is_first
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3)
        && text.split(['/', '.']).all(is_digits)
}

/// A day as offices write it: also `14040502`, and the day first where the year has four digits.
fn date(typed: &str) -> Option<NaiveDate> {
    let digits = ascii_digits(typed);
    let digits = digits.trim();
    if digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return parse_date(&format!("{year}/{month}/{day}")).ok();
    }
    parse_date(typed).ok().or_else(|| {
        let parts: Vec<&str> = digits.split(['/', '-', '.']).map(str::trim).collect();
        match parts.as_slice() {
            [day, month, year] if year.len() == 4 => parse_date(&format!("{year}/{month}/{day}")).ok(),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_offices_write_them() {
        for typed in ["950000000", "۹۵۰٬۰۰۰٬۰۰۰", "950,000,000", "950/000/000", "۹۵۰.۰۰۰.۰۰۰", "۹۵۰ میلیون", "950,000,000/-", "۹۵۰۰۰۰۰۰۰ ریال"] {
            assert_eq!(amount(typed, MoneyUnit::Rial), Ok(Rial(950_000_000)), "{typed}");
        }
        assert_eq!(amount("۹۵ میلیون تومان", MoneyUnit::Toman), Ok(Rial(950_000_000)));
        assert_eq!(amount("۹۵٫۵ میلیون", MoneyUnit::Toman), Ok(Rial(955_000_000)));
        assert_eq!(amount("۹۵۰۰۰۰۰۰ تومان", MoneyUnit::Rial), Err(Trouble::OtherUnit));
        for typed in ["نود", "95.5", "-5", "1,5"] {
            assert_eq!(amount(typed, MoneyUnit::Rial), Err(Trouble::Amount), "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_offices_write_them() {
        let day = "2025-07-24".parse().ok();
        for typed in ["1404/05/02", "۱۴۰۴/۵/۲", "14040502", "2 مرداد 1404", "02/05/1404", "2025-07-24", "۱۴۰۴-۰۵-۰۲"] {
            assert_eq!(date(typed), day, "{typed}");
        }
        for typed in ["1404/13/02", "04/5/2", "1404/12/30", "دیروز", "99999999"] {
            assert_eq!(date(typed), None, "{typed}");
        }
    }
}
