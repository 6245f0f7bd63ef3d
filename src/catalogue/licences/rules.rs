//! Which kinds of licences there are, and which goods may carry or need them: set by an admin, as data.
use super::jobs;
use super::queries;
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::catalogue::queries::categories;
use crate::db::schema::{category_licence, licence_kind};
use crate::db::{Abort, Db, Write, on_each, refuse, violated};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::LicenceKindId;
use chrono::NaiveDate;
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// A kind as it shall be.
#[derive(Clone, Debug)]
pub(crate) struct KindRules {
    pub name_fa: String,
    pub name_en: String,
    /// The categories whose goods may carry it.
    pub may: Vec<String>,
    /// Those whose goods need it, from `from` on unless they needed it before.
    pub must: Vec<String>,
    pub from: NaiveDate,
}

/// Why a kind is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum KindRefusal {
    #[error("another kind has this name")]
    Named,
    #[error("it is needed from a day that is over")]
    Past,
    #[error("there is no such category")]
    Category,
}

/// Makes a kind, or changes the one of this id.
pub(crate) fn save(
    db: &mut Db,
    by: &Admin,
    (known, rules): (Option<LicenceKindId>, &KindRules),
) -> Write<LicenceKindId, KindRefusal> {
    let id = match known {
        Some(id) => {
            diesel::update(licence_kind::table.find(id))
                .set((licence_kind::name_fa.eq(&rules.name_fa), licence_kind::name_en.eq(&rules.name_en)))
                .execute(db.conn)
                .map_err(named_before)?;
            id
        }
        None => {
            let id: LicenceKindId = db.id();
            diesel::insert_into(licence_kind::table)
                .values((
                    licence_kind::id.eq(id),
                    licence_kind::name_fa.eq(&rules.name_fa),
                    licence_kind::name_en.eq(&rules.name_en),
                ))
                .execute(db.conn)
                .map_err(named_before)?;
            id
        }
    };
    put(db, id, rules)?;
    let event = Event { action: "set", object: ("licence_kind", id.0), detail: "", area: None };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

fn named_before(error: Error) -> Abort<KindRefusal> {
    let is_named = violated(&error, "licence_kind_name_fa_unique", "licence_kind.name_fa")
        || violated(&error, "licence_kind_name_en_unique", "licence_kind.name_en");
    if is_named { Abort::Refused(KindRefusal::Named) } else { Abort::Database(error) }
}

/// Puts down which categories carry the kind; what changes for one is carried out on its day, and its shops are told before.
fn put(db: &mut Db, id: LicenceKindId, rules: &KindRules) -> Write<(), KindRefusal> {
    let (today, known) = (db.now.today, categories(db)?);
    let before = queries::needs(db)?;
    let day_before = |code: &str| before.iter().find(|need| need.kind.id == id && need.category == code)?.from;
    if rules.may.iter().chain(&rules.must).any(|code| known.iter().all(|category| category.code != *code)) {
        return refuse(KindRefusal::Category);
    }
    let mut rows = Vec::new();
    for category in &known {
        let (code, is_needed) = (category.code.as_str(), rules.must.contains(&category.code));
        let (former, day) = (day_before(code), is_needed.then(|| day_before(code).unwrap_or(rules.from)));
        match (former, day) {
            (None, Some(from)) if from < today => return refuse(KindRefusal::Past),
            (None, Some(from)) => {
                jobs::plan_settling(db, code, utc_of(from, 0))?;
                jobs::plan_telling(db, code, id)?;
            }
            (Some(_), None) => jobs::plan_settling(db, code, utc_of(today, 0))?,
            (Some(_), Some(_)) | (None, None) => {}
        }
        if is_needed || rules.may.contains(&category.code) {
            rows.push((
                category_licence::category_code.eq(code),
                category_licence::kind_id.eq(id),
                category_licence::needed_from.eq(day),
            ));
        }
    }
    diesel::delete(category_licence::table.filter(category_licence::kind_id.eq(id))).execute(db.conn)?;
    if !rows.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(category_licence::table).values(&rows).execute(conn))?;
    }
    Ok(())
}
