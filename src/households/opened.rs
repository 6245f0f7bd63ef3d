//! What a household is told of looks at its own case file: the role of whoever looked, what kind of look, and the day. No
//! name of those who work here is read.
use crate::accounts::access::Role;
use crate::db::Db;
use crate::db::schema::{audit_event, case_file};
use crate::kernel::clock::tehran_day;
use crate::kernel::ids::{AuditId, HouseholdId};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::exists;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What kind of look it was, by the groups of fields that were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    Whole,
    /// The whole file, but for names, addresses and notes.
    Nameless,
    Sales,
    Family,
    Income,
    Help,
    Goods,
    Stall,
    /// Found by a number.
    Found,
    /// What the file masks, for a reason that was written down.
    Identity,
    /// Which institution helps the household, for another institution.
    Helper,
    /// A form of the file that shows little more than the name.
    Form,
}

impl Sight {
    fn of(action: &str, fields: &str) -> Sight {
        let shows = |group: &str| fields.split(' ').any(|word| word == group);
        let shows_any = |groups: &[&str]| groups.iter().any(|group| shows(group));
        match () {
            () if action == "search" => Sight::Found,
            () if action == "reveal" => Sight::Identity,
            () if action == "ask_who_helps" => Sight::Helper,
            () if shows("ledger") && shows("address") => Sight::Whole,
            () if shows("ledger") && shows("baseline") => Sight::Nameless,
            () if shows_any(&["custody", "grants", "machines", "proposals"])
                && !shows_any(&["baseline", "weights"]) =>
            {
                if shows("ledger") && !shows_any(&["custody", "shares"]) {
                    Sight::Sales
                } else {
                    Sight::Help
                }
            }
            () if shows("baseline") => Sight::Income,
            () if shows_any(&["goods", "weights"]) => Sight::Goods,
            () if shows_any(&["address", "members"]) => Sight::Family,
            () if shows("stall") => Sight::Stall,
            () => Sight::Form,
        }
    }
}

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    pub id: AuditId,
    pub day: NaiveDate,
    pub role: Role,
    pub sight: Sight,
}

/// Looks on one page.
pub(super) const PAGE: usize = 60;

/// The looks at a household's case file, the newest first, older than `before` if it is given: one page, and one more if there
/// is a next page.
pub(super) fn opened(db: &mut Db, of: HouseholdId, before: Option<AuditId>) -> QueryResult<Vec<Opened>> {
    let mut query = audit_event::table
        .filter(audit_event::household_id.eq(of.0))
        .filter(audit_event::allowed.eq(true))
        .order(audit_event::id.desc())
        .limit(i64::try_from(PAGE).unwrap_or(i64::MAX) + 1)
        .select((audit_event::id, audit_event::at, audit_event::role, audit_event::action, audit_event::detail))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(audit_event::id.lt(before.0));
    }
    let rows: Vec<(AuditId, NaiveDateTime, Role, String, String)> = query.load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, at, role, action, detail)| Opened {
            id,
            day: tehran_day(at),
            role,
            sight: Sight::of(&action, &detail),
        })
        .collect())
}

/// Whether there is a case file on the household at all.
pub(super) fn has_file(db: &mut Db, of: HouseholdId) -> QueryResult<bool> {
    diesel::select(exists(case_file::table.filter(case_file::household_id.eq(of)))).get_result(db.conn)
}

#[cfg(test)]
mod tests {
    use super::Sight;

    #[test]
    fn a_look_is_named_by_what_it_showed() {
        for (fields, sight) in [
            ("name address notes members phones grants proposals machines goods baseline ledger history", Sight::Whole),
            ("members grants proposals machines goods baseline ledger", Sight::Nameless),
            ("name machines grants ledger", Sight::Sales),
            ("machines grants ledger", Sight::Sales),
            ("machines custody ledger", Sight::Help),
            ("name address notes members phones", Sight::Family),
            ("name machines custody ledger", Sight::Help),
            ("name grants machines shares ledger", Sight::Help),
            ("name grants baseline", Sight::Income),
            ("name members goods", Sight::Goods),
            ("goods machines weights", Sight::Goods),
            ("name stall", Sight::Stall),
            ("name", Sight::Form),
        ] {
            assert_eq!(Sight::of("read", fields), sight, "{fields}");
        }
        assert_eq!(Sight::of("search", "mobile"), Sight::Found);
        assert_eq!(Sight::of("reveal", "national_ids"), Sight::Identity);
        assert_eq!(Sight::of("ask_who_helps", "institution"), Sight::Helper);
    }
}
