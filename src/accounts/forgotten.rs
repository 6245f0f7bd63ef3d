//! A forgotten password: the request only leaves a job, the same for an address that is known and one that is not; the job
//! finds whose address it is. Each account gets one e-mail in ten minutes, and has one link that works.
use super::{queries, throttle};
use crate::db::{Db, Pool};
use crate::jobs;
use crate::kernel::contact::Email;
use crate::kernel::digest::{hex, unhex};
use crate::kernel::secret::Indexed;
use crate::messages::{self, Letter};
use chrono::TimeDelta;
use diesel::QueryResult;

/// The kind of the job; its argument is the blind index of the address.
pub(crate) const FORGOTTEN: &str = "forgotten_password";
const AT_MOST_ONE_IN: TimeDelta = TimeDelta::minutes(10);

/// Asks for a link to whoever has this e-mail address, from a network address; or gives the seconds still to wait. What is
/// asked for again before it was answered makes no second job.
pub(super) fn ask(db: &mut Db, email: &Email, address: &str) -> QueryResult<Option<i64>> {
    let index = db.keys.blind_index(Indexed::Email, email.as_str());
    let subjects = throttle::Subjects::of_asking(db, address);
    let wait = throttle::reserve(db, &subjects)?;
    if wait.is_none() {
        jobs::enqueue_once(db, FORGOTTEN, &hex(&index), db.now.at)?;
    }
    Ok(wait)
}

/// Does the job: puts a letter into the post for each account that has the address and got none lately.
///
/// # Errors
/// When the argument is no index, or the database cannot be written to.
pub(crate) fn answer(pool: &Pool, arg: &str) -> anyhow::Result<()> {
    let index = unhex(arg).ok_or_else(|| anyhow::anyhow!("not the index of an address"))?;
    pool.change_now(|db| {
        let since = db.now.at - AT_MOST_ONE_IN;
        for of in queries::accounts_of_email(db, &index)? {
            if !messages::was_mailed(db, of, &Letter::ResetPassword, since)? {
                messages::send(db, of, &Letter::ResetPassword)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
