//! Areas, from the country down to the neighbourhoods. Each stands one level below its parent and keeps its path for ever.
use super::model::{Level, Names};
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::db::schema::area;
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::kernel::ids::AreaId;
use crate::kernel::persian::sort_key;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// Why an area is not added or renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AreaRefusal {
    #[error("there is no such area")]
    Unknown,
    #[error("nothing stands below a neighbourhood")]
    Lowest,
    #[error("the English name has no letter that a code can be made of")]
    NoCode,
    #[error("the parent has an area of this name already")]
    Taken,
}

/// Adds an area one level below its parent. Its code comes from the English name and stays when the name changes.
pub(crate) fn add(db: &mut Db, by: &Admin, parent: AreaId, names: &Names) -> Write<AreaId, AreaRefusal> {
    let found: Option<(Level, String)> =
        area::table.find(parent).select((area::level, area::path)).first(db.conn).optional()?;
    let Some((above, path)) = found else {
        return refuse(AreaRefusal::Unknown);
    };
    let Some(level) = above.below() else {
        return refuse(AreaRefusal::Lowest);
    };
    let Some(code) = code_of(&names.en) else {
        return refuse(AreaRefusal::NoCode);
    };
    let id: AreaId = db.id();
    diesel::insert_into(area::table)
        .values((
            (area::id.eq(id), area::parent_id.eq(parent), area::level.eq(level)),
            (area::path.eq(format!("{path}.{code}")), area::code.eq(code)),
            (area::name_fa.eq(&names.fa), area::name_en.eq(&names.en), area::sort_key.eq(sort_key(&names.fa))),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "area_path_unique", "area.path") {
                Abort::Refused(AreaRefusal::Taken)
            } else {
                Abort::Database(error)
            }
        })?;
    let event = Event { action: "add_area", object: ("area", id.0), detail: "", area: Some(id) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Mends the names of an area.
pub(crate) fn rename(db: &mut Db, by: &Admin, id: AreaId, names: &Names) -> Write<(), AreaRefusal> {
    let renamed = diesel::update(area::table.find(id))
        .set((area::name_fa.eq(&names.fa), area::name_en.eq(&names.en), area::sort_key.eq(sort_key(&names.fa))))
        .execute(db.conn)?;
    if renamed == 0 {
        return refuse(AreaRefusal::Unknown);
    }
    let event = Event { action: "rename_area", object: ("area", id.0), detail: "names", area: Some(id) };
    Ok(audit::record(db, by.actor(), event)?)
}

/// A short code out of an English name: lower-case letters and digits, words joined by hyphens.
pub(super) fn code_of(name: &str) -> Option<String> {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let code: String = words.join("-").chars().take(40).collect();
    let code = code.trim_end_matches('-').to_owned();
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn a_code_is_made_of_the_letters_and_digits_of_a_name() {
        assert_eq!(code_of("Amol City"), Some("amol-city".to_owned()));
        assert_eq!(code_of(" Haft. Tappeh (2) "), Some("haft-tappeh-2".to_owned()));
        assert_eq!(code_of("اسپیاری"), None);
    }
}
