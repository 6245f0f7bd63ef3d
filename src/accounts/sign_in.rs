//! Signing in with a mobile number and a password.
use super::model::Device;
use super::{queries, session, throttle};
use crate::db::schema::account;
use crate::db::{Db, Pool, Write, refuse};
use crate::error::AppError;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::AccountId;
use crate::kernel::lang::Lang;
use crate::kernel::secret::Indexed;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use std::convert::Infallible;

/// Why someone could not sign in. Which of number and password was wrong is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SignInRefusal {
    #[error("number or password wrong")]
    Wrong,
    #[error("wait")]
    Wait { seconds: i64 },
}

/// What is needed to sign in.
#[derive(Clone)]
pub(crate) struct Attempt {
    pub mobile: Mobile,
    pub password: String,
    /// The network address it comes from.
    pub address: String,
    pub device: Device,
    pub lang: Lang,
}

/// Checks an attempt and starts a session; gives its token. The slow hash is computed outside any transaction.
pub(super) fn sign_in(pool: &Pool, attempt: &Attempt) -> Result<Result<[u8; 32], SignInRefusal>, AppError> {
    let looked_up = pool.read_now(|db| {
        let subjects = throttle::Subjects::of(db, attempt.mobile.as_str(), &attempt.address);
        let wait = throttle::must_wait(db, &subjects)?;
        let index = db.keys.blind_index(Indexed::Mobile, attempt.mobile.as_str());
        Ok((wait, queries::credentials(db, &index)?))
    })?;
    if let (Some(seconds), _) = looked_up {
        return Ok(Err(SignInRefusal::Wait { seconds }));
    }
    let found = looked_up.1;
    let stored = found.as_ref().and_then(|(_, hash)| hash.as_deref());
    match found.as_ref().filter(|_| super::password::is_right(&attempt.password, stored)) {
        Some((account, _)) => {
            let account = *account;
            pool.write_now(|db| succeed(db, account, attempt))
        }
        None => {
            let noted = pool.write_now(|db| note_failure(db, attempt))?;
            match noted {
                Ok(()) => Ok(Err(SignInRefusal::Wrong)),
                Err(never) => match never {},
            }
        }
    }
}

fn succeed(db: &mut Db, of: AccountId, attempt: &Attempt) -> Write<[u8; 32], SignInRefusal> {
    let subjects = throttle::Subjects::of(db, attempt.mobile.as_str(), &attempt.address);
    throttle::succeeded(db, &subjects)?;
    let spoken = diesel::update(account::table.find(of).filter(account::disabled_at.is_null()))
        .set(account::language.eq(attempt.lang.tag()))
        .execute(db.conn)?;
    if spoken == 0 {
        return refuse(SignInRefusal::Wrong);
    }
    Ok(session::start(db, of, attempt.device)?)
}

fn note_failure(db: &mut Db, attempt: &Attempt) -> Write<(), Infallible> {
    let subjects = throttle::Subjects::of(db, attempt.mobile.as_str(), &attempt.address);
    Ok(throttle::failed(db, &subjects)?)
}
