//! The daily job that forgets the keys of forms which nobody can send again.
use super::queue::{enqueue, plan};
use crate::db::{Db, Pool, form_key};
use chrono::TimeDelta;
use diesel::QueryResult;

/// The kind of the job.
pub(crate) const FORGET: &str = "forget_forms";
/// How long the key of a form is kept: longer than a page stays open, or a phone without a network keeps a form.
const KEPT: TimeDelta = TimeDelta::days(90);

/// Does the job, and plans itself for the next day.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn forget(pool: &Pool) -> anyhow::Result<()> {
    pool.change_now(|db| {
        form_key::forget_before(db, db.now.at - KEPT)?;
        enqueue(db, FORGET, "", db.now.at + TimeDelta::days(1)).map(drop)
    })?;
    Ok(())
}

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    plan(db, FORGET, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::schema::form_key;
    use crate::testing::{Office, now, pool};
    use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

    #[test]
    fn the_key_of_a_form_is_kept_for_a_season_and_then_forgotten() {
        let pool = pool();
        let office = Office::new(&pool);
        for (key, days) in [("old", 91), ("new", 89)] {
            pool.change_now(|db| {
                diesel::insert_into(form_key::table)
                    .values((
                        (
                            form_key::account_id.eq(office.admin),
                            form_key::object.eq("household"),
                            form_key::key.eq(key),
                        ),
                        (form_key::object_id.eq(1), form_key::made_at.eq(now() - TimeDelta::days(days))),
                    ))
                    .execute(db.conn)
            })
            .unwrap();
        }
        forget(&pool).unwrap();
        let left: Vec<String> = pool.read_now(|db| form_key::table.select(form_key::key).load(db.conn)).unwrap();
        assert_eq!(left, ["new"]);
    }
}
