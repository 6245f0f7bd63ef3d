//! What the columns of a list mean, told by their names in Persian or English, in any spelling and order.
use super::sheet::{FileProblem, Row, Sheet};
use crate::kernel::money::MoneyUnit;
use crate::kernel::persian::fold;

/// A meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Column {
    Name,
    GivenName,
    FamilyName,
    NationalId,
    Mobile,
    Address,
    Area,
    Programme,
    DecidedOn,
    Paper,
    GrantNumber,
    Kind,
    Maker,
    Serial,
    Cost,
    Own,
    Other,
    AcquiredOn,
    HandedOn,
    Witness,
}

impl Column {
    /// Whether its cells are amounts of money.
    fn is_money(self) -> bool {
        matches!(self, Column::Cost | Column::Own | Column::Other)
    }
}

/// Signs of a column: every one of them is a part of its folded name without spaces. The first row that fits decides, so the
/// narrower stand before the wider; those without a meaning are known and left out.
const SIGNS: &[(&[&str], Option<Column>)] = &[
    (&["پدر"], None),
    (&["همسر"], None),
    (&["تولد"], None),
    (&["شناسنامه"], None),
    (&["ثابت"], None),
    (&["ساختگی"], None),
    (&["وضعیت"], None),
    (&["کدملی"], Some(Column::NationalId)),
    (&["شمارهملی"], Some(Column::NationalId)),
    (&["nationalid"], Some(Column::NationalId)),
    (&["nationalcode"], Some(Column::NationalId)),
    (&["سریال"], Some(Column::Serial)),
    (&["serial"], Some(Column::Serial)),
    (&["موبایل"], Some(Column::Mobile)),
    (&["همراه"], Some(Column::Mobile)),
    (&["تلفن"], Some(Column::Mobile)),
    (&["تماس"], Some(Column::Mobile)),
    (&["mobile"], Some(Column::Mobile)),
    (&["phone"], Some(Column::Mobile)),
    (&["شاهد"], Some(Column::Witness)),
    (&["witness"], Some(Column::Witness)),
    (&["تاریخ", "تحویل"], Some(Column::HandedOn)),
    (&["date", "handover"], Some(Column::HandedOn)),
    (&["date", "deliver"], Some(Column::HandedOn)),
    (&["handedover"], Some(Column::HandedOn)),
    (&["تاریخ", "خرید"], Some(Column::AcquiredOn)),
    (&["date", "purchase"], Some(Column::AcquiredOn)),
    (&["date", "bought"], Some(Column::AcquiredOn)),
    (&["تاریخ", "تصویب"], Some(Column::DecidedOn)),
    (&["تاریخ", "مصوبه"], Some(Column::DecidedOn)),
    (&["تاریخ", "تصمیم"], Some(Column::DecidedOn)),
    (&["date", "decision"], Some(Column::DecidedOn)),
    (&["date", "approv"], Some(Column::DecidedOn)),
    (&["تاریخ"], None),
    (&["شماره", "کمک"], Some(Column::GrantNumber)),
    (&["شماره", "تخصیص"], Some(Column::GrantNumber)),
    (&["grantnumber"], Some(Column::GrantNumber)),
    (&["grantno"], Some(Column::GrantNumber)),
    (&["نامه"], Some(Column::Paper)),
    (&["مصوبه"], Some(Column::Paper)),
    (&["صورتجلسه"], Some(Column::Paper)),
    (&["letter"], Some(Column::Paper)),
    (&["decisionn"], Some(Column::Paper)),
    (&["سهم", "خانوار"], Some(Column::Own)),
    (&["سهم", "متقاضی"], Some(Column::Own)),
    (&["آورده"], Some(Column::Own)),
    (&["household", "share"], Some(Column::Own)),
    (&["paidby", "household"], Some(Column::Own)),
    (&["سهم", "دیگر"], Some(Column::Other)),
    (&["سهم", "سایر"], Some(Column::Other)),
    (&["سایرمنابع"], Some(Column::Other)),
    (&["خیر"], Some(Column::Other)),
    (&["paidby", "other"], Some(Column::Other)),
    (&["وام"], None),
    (&["قیمت"], Some(Column::Cost)),
    (&["بها"], Some(Column::Cost)),
    (&["ارزش"], Some(Column::Cost)),
    (&["مبلغ"], Some(Column::Cost)),
    (&["cost"], Some(Column::Cost)),
    (&["price"], Some(Column::Cost)),
    (&["سازنده"], Some(Column::Maker)),
    (&["مارک"], Some(Column::Maker)),
    (&["برند"], Some(Column::Maker)),
    (&["کارخانه"], Some(Column::Maker)),
    (&["maker"], Some(Column::Maker)),
    (&["brand"], Some(Column::Maker)),
    (&["manufacturer"], Some(Column::Maker)),
    (&["دستگاه"], Some(Column::Kind)),
    (&["تجهیز"], Some(Column::Kind)),
    (&["equipment"], Some(Column::Kind)),
    (&["machine"], Some(Column::Kind)),
    (&["محله"], Some(Column::Area)),
    (&["neighbourhood"], Some(Column::Area)),
    (&["نشانی"], Some(Column::Address)),
    (&["آدرس"], Some(Column::Address)),
    (&["address"], Some(Column::Address)),
    (&["طرح"], Some(Column::Programme)),
    (&["برنامه"], Some(Column::Programme)),
    (&["programme"], Some(Column::Programme)),
    (&["نامونام"], Some(Column::Name)),
    (&["نامنام"], Some(Column::Name)),
    (&["نامخانوادگی"], Some(Column::FamilyName)),
    (&["familyname"], Some(Column::FamilyName)),
    (&["lastname"], Some(Column::FamilyName)),
    (&["surname"], Some(Column::FamilyName)),
    (&["givenname"], Some(Column::GivenName)),
    (&["firstname"], Some(Column::GivenName)),
    (&["سرپرست"], Some(Column::Name)),
    (&["مددجو"], Some(Column::Name)),
    (&["name"], Some(Column::Name)),
    (&["نام"], Some(Column::GivenName)),
];

/// The header of a list: the meaning of each column, and the unit of its amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    columns: Vec<Option<Column>>,
    pub unit: MoneyUnit,
}

impl Header {
    /// The cell of a row under a column, or nothing.
    pub fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        let at = self.columns.iter().position(|known| *known == Some(column));
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }

    fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }
}

/// How far down the header is looked for: titles, dates and an emblem often stand above it.
pub(super) const HEADER_WITHIN: usize = 20;
const LEAST_COLUMNS: usize = 4;

/// Finds the header and gives it with the rows below.
pub(crate) fn header(sheet: &Sheet) -> Result<(Header, &[Row]), FileProblem> {
    let found = sheet.rows.iter().take(HEADER_WITHIN).enumerate().find_map(|(at, row)| {
        let columns: Vec<Option<Column>> = row.cells.iter().map(|name| meaning(name)).collect();
        (columns.iter().flatten().count() >= LEAST_COLUMNS).then_some((at, row, columns))
    });
    let Some((at, row, mut columns)) = found else {
        return Err(FileProblem::NoHeader);
    };
    let has_family = columns.contains(&Some(Column::FamilyName));
    for column in &mut columns {
        // «نام» alone is the whole name where the family name has no column of its own.
        if *column == Some(Column::GivenName) && !has_family {
            *column = Some(Column::Name);
        }
    }
    let header = Header { unit: unit(row, &columns)?, columns };
    judge(&header)?;
    Ok((header, sheet.rows.get(at + 1..).unwrap_or_default()))
}

fn judge(header: &Header) -> Result<(), FileProblem> {
    for (at, column) in header.columns.iter().enumerate() {
        if let Some(column) = column
            && header.columns.iter().take(at).any(|earlier| earlier == &Some(*column))
        {
            return Err(FileProblem::Twice(*column));
        }
    }
    let has_both_names = header.has(Column::GivenName) && header.has(Column::FamilyName);
    if !header.has(Column::Name) && !has_both_names {
        return Err(FileProblem::Missing(Column::Name));
    }
    if !header.has(Column::HandedOn) && !header.has(Column::DecidedOn) {
        return Err(FileProblem::Missing(Column::HandedOn));
    }
    match [Column::NationalId, Column::Kind, Column::Cost].into_iter().find(|needed| !header.has(*needed)) {
        Some(missing) => Err(FileProblem::Missing(missing)),
        None => Ok(()),
    }
}

/// The meaning of a column's name.
fn meaning(name: &str) -> Option<Column> {
    let squeezed = squeeze(name);
    if squeezed.is_empty() || squeezed.chars().count() > 60 {
        return None;
    }
    let fits = |signs: &[&str]| signs.iter().all(|sign| squeezed.contains(&squeeze(sign)));
    SIGNS.iter().find(|(signs, _)| fits(signs)).and_then(|(_, column)| *column)
}

/// Folded letters and digits without anything between them.
pub(super) fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The one unit that the names of the columns of money state.
fn unit(row: &Row, columns: &[Option<Column>]) -> Result<MoneyUnit, FileProblem> {
    let mut stated: Option<MoneyUnit> = None;
    for (name, column) in row.cells.iter().zip(columns) {
        let Some(column) = column.filter(|column| column.is_money()) else {
            continue;
        };
        let unit = unit_in(name).ok_or(FileProblem::NoUnit(column))?;
        if stated.is_some_and(|other| other != unit) {
            return Err(FileProblem::MixedUnits);
        }
        stated = Some(unit);
    }
    stated.ok_or(FileProblem::Missing(Column::Cost))
}

fn unit_in(name: &str) -> Option<MoneyUnit> {
    let squeezed = squeeze(name);
    let says = |words: &[&str]| words.iter().any(|word| squeezed.contains(word));
    if says(&["تومان", "تومن", "toman"]) {
        Some(MoneyUnit::Toman)
    } else if says(&["ریالجدید", "newrial"]) {
        Some(MoneyUnit::NewRial)
    } else if says(&["ریال", "rial", "irr"]) {
        Some(MoneyUnit::Rial)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
