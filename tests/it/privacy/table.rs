//! The table of who may see what: a row a datum, a column a reader, found by walking every page that a link leads them to.
//! Each cell is at most what the rules allow. Rows and columns are those of the rules, and the readers that the rules name in
//! words: a manager on the market day, a caseworker of another neighbourhood, and one of another institution.
use super::canaries::*;
use super::crawl::walk;
use super::needles::{Needles, Secret};
use super::office::{Office, SHOP};
use crate::support::{Client, make};
use chrono::TimeDelta;
use std::fmt::Write;

/// ✓ shown · M masked · R after a stated reason · RM after one, and masked · – never. The seller and the manager live and work
/// in the same city, the caseworker of another institution in the same neighbourhood; everyone knows the place of their own.
const TABLE: &str = "
                       visitor seller  own     manager on day  casew.  superv. auditor admin   far     others
shop and good          ✓       ✓       ✓       ✓       ✓       ✓       ✓       ✓       ✓       ✓       ✓
real name              –       –       ✓       ✓       ✓       ✓       ✓       R       –       –       –
name of a child        –       –       –       –       –       ✓       ✓       R       –       –       –
e-mail                 –       –       ✓       –       –       –       –       –       –       –       –
neighbourhood          –       –       ✓       ✓       ✓       ✓       ✓       ✓       ✓       –       ✓
home address           –       –       –       –       –       ✓       ✓       R       –       –       –
that it is helped      –       –       –       –       –       ✓       ✓       ✓       –       –       –
institution            –       –       –       –       –       ✓       ✓       ✓       ✓       ✓       –
caseworker             –       –       –       –       –       ✓       ✓       –       ✓       –       –
notes                  –       –       –       –       –       ✓       ✓       R       –       –       –
reason in the file     –       –       –       –       –       ✓       ✓       –       –       –       –
proposal               –       –       –       –       –       ✓       ✓       –       –       –       –
decision               –       –       –       –       –       ✓       ✓       –       –       –       –
grant                  –       –       –       –       –       ✓       ✓       ✓       –       –       –
serial                 –       –       ✓       –       –       ✓       ✓       ✓       –       –       –
custody                –       –       –       –       –       ✓       ✓       –       –       –       –
giver                  –       –       –       –       –       ✓       ✓       –       –       –       –
witness                –       –       –       –       –       ✓       ✓       –       –       –       –
use right              –       –       –       –       –       ✓       ✓       –       –       –       –
income before          –       –       –       –       –       ✓       ✓       ✓       –       –       –
why corrected          –       –       –       –       –       ✓       ✓       –       –       –       –
weights                –       –       –       –       –       ✓       –       –       –       –       –
amount in its books    –       –       ✓       –       –       ✓       ✓       ✓       –       –       –
note of a cost         –       –       ✓       –       –       ✓       ✓       –       –       –       –
list of the office     –       –       –       –       –       ✓       ✓       ✓       –       –       –
blocked stall          –       –       –       ✓       ✓       –       –       –       –       –       –
what happened          –       –       –       ✓       ✓       –       –       –       –       –       –
phone                  –       –       ✓       –       ✓       ✓       ✓       RM      –       –       –
phone of another       –       –       –       –       –       ✓       ✓       RM      –       –       –
national ID            –       –       –       –       –       M, R    M, R    R       –       –       –
bank account           –       –       –       –       –       ✓       M       –       –       –       –
";

struct Datum {
    name: &'static str,
    needles: Needles,
    /// The end of the number that stands after the hidden digits, in either digits.
    mask: Option<[String; 2]>,
}

fn masked(number: &str, shown: usize) -> Option<[String; 2]> {
    let end = &number[number.len() - shown..];
    let persian: String = end.chars().filter_map(|digit| char::from_u32(0x6f0 + digit.to_digit(10)?)).collect();
    Some([format!("•{end}"), format!("•{persian}")])
}

fn data(office: &Office) -> Vec<Datum> {
    let file = office.home.path();
    let numbers = [
        ("phone", Secret::phone("", PHONE), masked(PHONE, 4)),
        ("phone of another", Secret::phone("", CHILD_PHONE), masked(CHILD_PHONE, 4)),
        ("national ID", Secret::national_id("", NATIONAL_ID), masked(NATIONAL_ID, 3)),
        ("bank account", Secret::sheba("", SHEBA), masked(SHEBA, 4)),
    ];
    let words = [
        ("shop and good", SHOP),
        ("real name", GIVEN),
        ("name of a child", CHILD),
        ("e-mail", EMAIL),
        ("neighbourhood", "اسپیاری"),
        ("home address", ADDRESS),
        ("that it is helped", &file),
        ("institution", "بهزیستی"),
        ("caseworker", CASEWORKER),
        ("notes", NOTES),
        ("reason in the file", CORRECTED),
        ("proposal", PROPOSAL),
        ("decision", DECISION),
        ("grant", GRANT_NUMBER),
        ("serial", SERIAL),
        ("custody", CUSTODY),
        ("giver", GIVER),
        ("witness", WITNESS),
        ("use right", AGREEMENT),
        ("income before", "۴٬۳۲۱٬۹۸۷"),
        ("why corrected", BASELINE),
        ("weights", WEIGHTS),
        ("amount in its books", "۴۰٬۰۹۱"),
        ("note of a cost", COST),
        ("list of the office", FILE),
        ("blocked stall", BLOCKED),
        ("what happened", INCIDENT),
    ];
    let words = words.into_iter().map(|(name, text)| (name, Secret::words("", text), None));
    let all = words.chain(numbers);
    all.map(|(name, secret, mask)| Datum { name, needles: Needles::new(&[secret]), mask }).collect()
}

impl Datum {
    fn sight(&self, pages: &[Vec<u8>]) -> Option<&'static str> {
        if pages.iter().any(|page| !self.needles.found(page).is_empty()) {
            return Some("✓");
        }
        let marks = self.mask.as_ref()?;
        let is_masked = |page: &Vec<u8>| marks.iter().any(|mark| String::from_utf8_lossy(page).contains(mark));
        pages.iter().any(is_masked).then_some("M")
    }

    /// What a reader sees of it on their pages and, after a reason, on the answer to it.
    fn cell(&self, seen: &Seen) -> &'static str {
        match (self.sight(&seen.pages), self.sight(&seen.revealed)) {
            (Some("✓"), _) => "✓",
            (Some(_), Some("✓")) => "M, R",
            (None, Some("✓")) => "R",
            (None, Some(_)) => "RM",
            (Some(_), _) => "M",
            (None, None) => "–",
        }
    }
}

/// What one reader was answered.
struct Seen {
    pages: Vec<Vec<u8>>,
    revealed: Vec<Vec<u8>>,
}

fn seen(client: &mut Client, office: &Office) -> Seen {
    let skipped = ["/en", "/static", "/photo", "/sign-out"];
    let pages = walk(client, &office.town.app.origin, &["/", "/start", "/account", "/messages"], &skipped);
    let pages = pages.into_values().map(|page| page.bytes).collect();
    let why = [("reason", "برای معرفی‌نامهٔ وام"), ("present", make::PASSWORD)];
    let revealed = client.post(&format!("{}/identity", office.home.path()), &why);
    let revealed = if revealed.status == 200 { vec![revealed.bytes] } else { Vec::new() };
    Seen { pages, revealed }
}

#[test]
fn every_reader_sees_of_every_datum_what_the_table_says() {
    let mut office = Office::open();
    let mut readers = vec![
        office.town.app.client(),
        office.business.copy(),
        office.home.producer.copy(),
        office.manager.copy(),
        office.caseworker.copy(),
        office.supervisor.copy(),
        office.auditor(),
        office.town.admin.copy(),
        office.elsewhere(),
        office.of_others(),
    ];
    let mut columns: Vec<Seen> = readers.iter_mut().map(|reader| seen(reader, &office)).collect();
    office.town.app.advance(TimeDelta::days(5));
    let mut manager = office.manager.copy();
    manager.sign_in_again();
    columns.insert(4, seen(&mut manager, &office));
    let mut table = format!("\n{}\n", TABLE.lines().nth(1).unwrap_or_default());
    for datum in data(&office) {
        let cells: String = columns.iter().map(|column| format!("{:<8}", datum.cell(column))).collect();
        writeln!(table, "{:<23}{}", datum.name, cells.trim_end()).unwrap();
    }
    assert_eq!(table, TABLE, "{table}");
}
