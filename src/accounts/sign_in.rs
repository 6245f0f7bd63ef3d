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
    let looked_up = pool.write_now(|db| {
        let index = db.keys.blind_index(Indexed::Mobile, attempt.mobile.as_str());
        let subjects = throttle::Subjects::of(db, &index, &attempt.address);
        match throttle::reserve(db, &subjects)? {
            Some(seconds) => refuse(SignInRefusal::Wait { seconds }),
            None => Ok(queries::credentials(db, &index)?),
        }
    })?;
    let found = match looked_up {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let stored = found.as_ref().and_then(|(_, hash)| hash.as_deref());
    match found.as_ref().filter(|_| super::password::is_right(&attempt.password, stored)) {
        Some((account, _)) => {
            let account = *account;
            pool.write_now(|db| succeed(db, account, attempt))
        }
        None => Ok(Err(SignInRefusal::Wrong)),
    }
}

fn succeed(db: &mut Db, of: AccountId, attempt: &Attempt) -> Write<[u8; 32], SignInRefusal> {
    let index = db.keys.blind_index(Indexed::Mobile, attempt.mobile.as_str());
    let subjects = throttle::Subjects::of(db, &index, &attempt.address);
    throttle::succeeded(db, &subjects)?;
    let spoken = diesel::update(account::table.find(of).filter(account::disabled_at.is_null()))
        .set(account::language.eq(attempt.lang.tag()))
        .execute(db.conn)?;
    if spoken == 0 {
        return refuse(SignInRefusal::Wrong);
    }
    Ok(session::start(db, of, attempt.device)?)
}

/// Checks the password of someone who is signed in and is about to do something grave; throttled as a sign-in is.
pub(super) fn confirm(
    pool: &Pool,
    of: AccountId,
    password: &str,
    address: &str,
) -> Result<Result<(), SignInRefusal>, AppError> {
    let looked_up = pool.write_now(|db| {
        let (index, stored) = queries::own_credentials(db, of)?;
        let subjects = throttle::Subjects::of(db, &index, address);
        match throttle::reserve(db, &subjects)? {
            Some(seconds) => refuse(SignInRefusal::Wait { seconds }),
            None => Ok((subjects, stored)),
        }
    })?;
    let (subjects, stored) = match looked_up {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !super::password::is_right(password, stored.as_deref()) {
        return Ok(Err(SignInRefusal::Wrong));
    }
    pool.change_now(|db| throttle::succeeded(db, &subjects))?;
    Ok(Ok(()))
}
