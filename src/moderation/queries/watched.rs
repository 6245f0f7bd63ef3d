//! The part of a WHERE that keeps a list to what its reader may decide on: within their areas, and not of their own household.

/// Boxes a query over areas and households so that it finds only what `$watch` tells; what is filtered afterwards narrows it
/// further.
macro_rules! watched {
    ($db:expr, $query:expr, $watch:expr) => {{
        let (today, watch) = ($db.now.today, $watch);
        let own = $crate::db::schema::household_member::table
            .filter($crate::db::schema::household_member::person_id.nullable().eq(watch.person))
            .filter(
                $crate::db::schema::household_member::ends_on
                    .is_null()
                    .or($crate::db::schema::household_member::ends_on.gt(today)),
            )
            .select($crate::db::schema::household_member::household_id);
        $crate::accounts::within::within_areas!($query, &watch.scopes)
            .filter($crate::db::schema::household::id.ne_all(own))
    }};
}

pub(super) use watched;
