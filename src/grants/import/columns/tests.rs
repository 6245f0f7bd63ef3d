//! Names of columns in many spellings, and lists that could be misread.
use super::{Column, FileProblem, Row, Sheet, header, meaning};
use crate::kernel::money::MoneyUnit;

fn sheet(rows: &[&[&str]]) -> Sheet {
    let row =
        |(line, cells): (i32, &&[&str])| Row { line, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() };
    Sheet { rows: (1..).zip(rows).map(row).collect() }
}

#[test]
fn names_of_columns_are_known_in_many_spellings() {
    for (name, column) in [
        ("نام و نام خانوادگی", Column::Name),
        ("نام‌ونام‌خانوادگي مددجو", Column::Name),
        ("نام خانوادگی", Column::FamilyName),
        ("كد ملي", Column::NationalId),
        ("شماره ملی سرپرست", Column::NationalId),
        ("تلفن همراه", Column::Mobile),
        ("نوع دستگاه", Column::Kind),
        ("سریال دستگاه", Column::Serial),
        ("قیمت دستگاه (ریال)", Column::Cost),
        ("مبلغ به تومان", Column::Cost),
        ("آورده متقاضی (ریال)", Column::Own),
        ("تاریخ تحویل", Column::HandedOn),
        ("تاریخ صورت‌جلسه تصویب", Column::DecidedOn),
        ("شماره نامه", Column::Paper),
        ("Serial No.", Column::Serial),
        ("Cost (IRR)", Column::Cost),
        ("National ID", Column::NationalId),
    ] {
        assert_eq!(meaning(name), Some(column), "{name}");
    }
    for name in ["نام پدر", "شماره شناسنامه", "ردیف", "تاریخ تولد", "کد ملی همسر", "ملاحظات", ""]
    {
        assert_eq!(meaning(name), None, "{name}");
    }
}

#[test]
fn a_header_is_found_below_titles() {
    let sheet = sheet(&[
        &["فهرست تجهیزات تحویلی محلهٔ اسپیاری"],
        &["ردیف", "نام", "نام خانوادگی", "کد ملی", "دستگاه", "مبلغ (تومان)", "تاریخ تحویل"],
        &["۱", "مریم", "رضایی", "0010350829", "تنور", "۹۵٬۰۰۰٬۰۰۰", "۱۴۰۴/۵/۲"],
    ]);
    let (header, rows) = header(&sheet).unwrap();
    assert_eq!(header.unit, MoneyUnit::Toman);
    assert_eq!(rows.len(), 1);
    assert_eq!(header.cell(&rows[0], Column::FamilyName), "رضایی");
}

#[test]
fn a_list_that_could_be_misread_is_refused_whole() {
    let with = |cost: &str, own: &str| sheet(&[&["نام", "کد ملی", "دستگاه", cost, own, "تاریخ تحویل"]]);
    assert_eq!(header(&with("مبلغ", "توضیح")).unwrap_err(), FileProblem::NoUnit(Column::Cost));
    assert_eq!(header(&with("مبلغ (ریال)", "آورده (تومان)")).unwrap_err(), FileProblem::MixedUnits);
    assert_eq!(header(&with("مبلغ (ریال)", "قیمت (ریال)")).unwrap_err(), FileProblem::Twice(Column::Cost));
    let no_id = sheet(&[&["نام", "نام خانوادگی", "دستگاه", "مبلغ (ریال)", "تاریخ تحویل"]]);
    assert_eq!(header(&no_id).unwrap_err(), FileProblem::Missing(Column::NationalId));
    assert_eq!(header(&sheet(&[&["سلام"]])).unwrap_err(), FileProblem::NoHeader);
}
