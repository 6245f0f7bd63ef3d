//! The part of a WHERE that keeps a list within its reader's areas and institutions.
use crate::accounts::access::Scope;
use crate::kernel::ids::InstitutionId;

/// What each scope covers: an institution, the path of an area, and a pattern for the paths below it, escaped by `\`.
pub(super) fn parts(scopes: &[Scope]) -> impl Iterator<Item = (InstitutionId, String, String)> {
    scopes.iter().filter_map(|scope| {
        let path = scope.area_path.clone();
        let below = format!("{}.%", path.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        Some((scope.institution?, path, below))
    })
}

/// Boxes a query over households, their areas and case files so that it finds only what lies within `scopes`; what is
/// filtered afterwards narrows it further. A macro, because the type of such a query cannot be named for every join.
macro_rules! within {
    ($query:expr, $scopes:expr) => {{
        let mut query = $query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("1 = 0")).into_boxed();
        for (institution, path, below) in $crate::grants::queries::scope::parts($scopes) {
            query = query.or_filter(
                case_file::institution_id
                    .eq(institution)
                    .and(area::path.eq(path).or(area::path.like(below).escape('\\'))),
            );
        }
        query
    }};
}
pub(super) use within;
