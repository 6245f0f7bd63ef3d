//! Lists made to do harm: spreadsheets and texts that are bombs, traps, or simply too much.
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const HEADER: [&str; 9] = [
    "نام و نام خانوادگی",
    "کد ملی",
    "موبایل",
    "نوع دستگاه",
    "سازنده",
    "شماره سریال",
    "مبلغ (ریال)",
    "آورده (ریال)",
    "تاریخ تحویل",
];

/// A list that must be refused: its name, its bytes, and what its sender is told.
pub struct Hostile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub sentence: &'static str,
}

const UNSAFE: &str = "این فایل اکسل سالم یا امن نیست";
const BROKEN: &str = "این فایل اکسل باز نشد";
const EMPTY: &str = "این فایل خالی است";
const NO_LIST: &str = "این فایل فهرست نیست";
const NO_HEADER: &str = "ردیف نام ستون‌ها پیدا نشد";

const CONTENT_TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const PACKAGE: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str = "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const BOOK_PARTS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// A workbook of one sheet with these rows, these texts, and one more file.
pub fn workbook(rows: &str, texts: &str, more: Option<(&str, &[u8])>) -> Vec<u8> {
    let sheet = format!("<?xml version=\"1.0\"?><worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>");
    let files = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_PARTS),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let files = files.into_iter().map(|(name, text)| (name, text.as_bytes())).chain(more);
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}

pub fn texts(count: &str, all: &[&str]) -> String {
    let all: String = all.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    format!("<?xml version=\"1.0\"?><sst {MAIN} uniqueCount=\"{count}\">{all}</sst>")
}

/// A row of inline texts.
pub fn row(number: usize, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

pub fn hostile() -> Vec<Hostile> {
    let none = texts("0", &[]);
    let refused = |name, bytes, sentence| Hostile { name, bytes, sentence };
    let entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>".to_owned() + &texts("1", &["&e;"]);
    let long = "نان ".repeat(250);
    let many = |cell: &str, count: usize| format!("<row r=\"1\">{}</row>", cell.repeat(count));
    let pointing = (1..=5_000).map(|at| format!("<row r=\"{at}\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(50)));
    let pointing: String = pointing.collect();
    let empty: String = (1..=1_000_000).map(|number| format!("<row r=\"{number}\"/>")).collect();
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    let worse = "<row r=\"4294967295\"><c r=\"ZZZZZZZ99999999999\"><v>1e999</v></c><c/></row>";
    vec![
        refused("bomb.xlsx", workbook("", &none, Some(("xl/media/a.xml", &vec![b' '; 200 << 20]))), UNSAFE),
        refused("slip.xlsx", workbook("", &none, Some(("../../evil.xml", b"<x/>"))), UNSAFE),
        refused("entity.xlsx", workbook("", &entity, None), UNSAFE),
        refused("texts.xlsx", workbook("", &texts("99999999999999", &["a"]), None), UNSAFE),
        refused("overflow.xlsx", workbook("", &texts("18446744073709551615", &["a"]), None), UNSAFE),
        refused("pointing.xlsx", workbook(&pointing, &texts("1", &[&long]), None), UNSAFE),
        refused(
            "one-cell.xlsx",
            workbook(&many("<c r=\"A1\" t=\"s\"><v>0</v></c>", 900_000), &texts("1", &[&long]), None),
            NO_HEADER,
        ),
        refused("many-texts.xlsx", workbook("", &texts("1", &["<r><t></t></r>"; 400_000]), None), NO_HEADER),
        refused("empty-rows.xlsx", workbook(&empty, &none, None), NO_HEADER),
        refused("far.xlsx", workbook(far, &none, None), NO_HEADER),
        refused("worse.xlsx", workbook(worse, &none, None), BROKEN),
        refused("half.xlsx", workbook(&row(1, &HEADER), &none, None)[..900].to_vec(), BROKEN),
        refused("commas.csv", b",".repeat(15 << 20), NO_LIST),
        refused("rows.csv", b",,,\n".repeat(3 << 20), NO_HEADER),
        refused("lines.csv", b"\r\n".repeat(7 << 20), EMPTY),
        refused("quotes.csv", b"\"".repeat(15 << 20), NO_HEADER),
        refused("fields.csv", b"\"\n\",".repeat(3 << 20), NO_LIST),
        refused("nul.csv", b"\0".repeat(1 << 20), NO_LIST),
        refused("utf-16.csv", [&[0xff, 0xfe][..], &[0x00, 0xd8].repeat(1 << 20)].concat(), NO_HEADER),
        refused("latin.csv", "Prénom;Größe;Número\nÉté;12;ñ\n".chars().map(|c| c as u8).collect(), NO_HEADER),
    ]
}

/// A national ID with a right check digit.
pub fn national_id(number: usize) -> String {
    let nine = format!("{:09}", 100_000_000 + number * 7);
    let sum: u32 = nine.chars().zip((2..=10).rev()).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let rest = sum % 11;
    format!("{nine}{}", if rest < 2 { rest } else { 11 - rest })
}

/// A list of so many good rows.
pub fn good(rows: usize) -> Vec<u8> {
    let mut text = HEADER.join(",");
    for number in 0..rows {
        let id = national_id(number);
        text.push_str(&format!(
            "\nمریم کاظمی {number},{id},0912{number:07},تنور,صنعت مازند,B-{number},95000000,5000000,1404/5/2"
        ));
    }
    text.into_bytes()
}
