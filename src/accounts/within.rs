//! The part of a WHERE that keeps a list within its reader's areas, and within their institutions where these matter.
//! Macros, because the type of such a query cannot be named for every join.
use super::access::Scope;
use crate::kernel::ids::InstitutionId;

/// A pattern of LIKE, escaped by `\`, for the paths below a path.
pub(crate) fn below(path: &str) -> String {
    format!("{}.%", path.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// What each scope of an institution covers: the institution, the path of an area, and a pattern for the paths below it.
pub(crate) fn parts(scopes: &[Scope]) -> impl Iterator<Item = (InstitutionId, String, String)> {
    scopes.iter().filter_map(|scope| Some((scope.institution?, scope.area_path.clone(), below(&scope.area_path))))
}

/// Boxes a query over areas so that it finds only what lies within the areas of `scopes`; what is filtered afterwards
/// narrows it further.
macro_rules! within_areas {
    ($query:expr, $scopes:expr) => {{
        use diesel::{BoolExpressionMethods as _, EscapeExpressionMethods as _, TextExpressionMethods as _};
        let mut query = $query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("1 = 0")).into_boxed();
        for scope in $scopes {
            let below = $crate::accounts::within::below(&scope.area_path);
            let path = $crate::db::schema::area::path;
            query = query.or_filter(path.eq(scope.area_path.clone()).or(path.like(below).escape('\\')));
        }
        query
    }};
}

/// The same for a query over areas and something that belongs to the institution in the column `$of`.
macro_rules! within {
    ($query:expr, $scopes:expr, $of:expr) => {{
        use diesel::{BoolExpressionMethods as _, EscapeExpressionMethods as _, TextExpressionMethods as _};
        let mut query = $query.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("1 = 0")).into_boxed();
        for (institution, covered, below) in $crate::accounts::within::parts($scopes) {
            let path = $crate::db::schema::area::path;
            query = query.or_filter($of.eq(institution).and(path.eq(covered).or(path.like(below).escape('\\'))));
        }
        query
    }};
}

pub(crate) use {within, within_areas};

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_pattern_means_its_path_to_the_letter() {
        assert_eq!(below("ir.a_b%c\\d"), "ir.a\\_b\\%c\\\\d.%");
    }
}
