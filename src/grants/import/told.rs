//! A row of a list with all that it can be compared by.
use super::lines::Line;
use crate::db::Db;
use crate::grants::award;
use crate::grants::register::norm;
use crate::kernel::chain::Link;
use crate::kernel::contact::Mobile;
use crate::kernel::digest::hex;
use crate::kernel::ids::GrantId;
use crate::kernel::secret::Indexed;
use chrono::{Datelike, NaiveDate};

/// A row as it is told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub line: Line,
    pub digest: Vec<u8>,
    /// The blind indexes of the national ID and of the phone.
    pub person: Vec<u8>,
    pub phone: Option<Vec<u8>>,
    /// Maker and serial number as they are compared; none for a machine without a number.
    pub machine: Option<(String, String)>,
    pub grant: GrantId,
    /// The office's number of the grant, or one made of its id.
    pub number: String,
}

impl Told {
    pub fn of(db: &Db, line: Line) -> Told {
        let (serial, grant): (String, GrantId) = (norm(&line.serial), db.id());
        Told {
            digest: digest(db, &line),
            person: db.keys.blind_index(Indexed::NationalId, line.national_id.as_str()),
            phone: line.mobile.as_ref().map(|mobile| db.keys.blind_index(Indexed::Mobile, mobile.as_str())),
            machine: (!serial.is_empty()).then(|| (norm(&line.maker), serial)),
            grant,
            number: match line.grant_number.as_str() {
                "" => award::made_number(grant, line.decided_on),
                number => number.to_owned(),
            },
            line,
        }
    }
}

/// What a row is known by when the list comes again: a keyed digest of what it says, because it names a person. Every
/// column but the row's place goes in, in this order.
fn digest(db: &Db, line: &Line) -> Vec<u8> {
    let day = |day: NaiveDate| i64::from(day.num_days_from_ce());
    let said = Link::after(b"import:v2")
        .text(&line.given_name)
        .text(&line.family_name)
        .text(line.national_id.as_str())
        .text(line.mobile.as_ref().map_or("", Mobile::as_str))
        .text(&line.address)
        .text(&line.area)
        .text(&line.programme)
        .number(day(line.decided_on))
        .text(&line.paper)
        .text(&line.grant_number)
        .text(line.kind)
        .text(&line.maker)
        .text(&line.serial)
        .number(line.cost.0)
        .number(line.own.0)
        .number(line.other.0)
        .number(day(line.acquired_on))
        .maybe(line.handed_on.map(day))
        .text(&line.witness)
        .hash();
    db.keys.blind_index(Indexed::NationalId, &hex(&said))
}
