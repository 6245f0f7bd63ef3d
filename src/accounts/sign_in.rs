//! Signing in with a mobile number and a password. No stranger can lock an owner out: on a device known by an earlier sign-in
//! the owner's tries are counted apart and have a queue of their own; on a new device they come before everyone of whom a try
//! was looked at already, and wait for nothing but their turn, as long as their address is not one from which many tried; and
//! if it is, for three seconds at most, and a link by card or by e-mail chooses a password, which makes the device known.
use super::door::{Ticket, Who};
use super::model::Device;
use super::throttle::Standing;
use super::{known_device, queries, session, throttle};
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
    /// Too many sign in at this moment.
    #[error("busy")]
    Busy,
}

/// What is needed to sign in.
#[derive(Clone)]
pub(crate) struct Attempt {
    pub mobile: Mobile,
    pub password: String,
    /// The network address it comes from.
    pub address: String,
    /// The cookie by which its device is known, as it came.
    pub marks: String,
    /// The mark of this account in it, if there is one.
    pub known: Option<String>,
    pub device: Device,
    pub lang: Lang,
}

impl Attempt {
    /// In which queue it stands, and under which name its tries are counted there.
    pub fn at_the_door(&self) -> (Who, &str) {
        self.known.as_deref().map_or((Who::Stranger, &self.address), |mark| (Who::Known, mark))
    }

    fn standing(&self, is_new: bool) -> Standing<'_> {
        match &self.known {
            Some(mark) => Standing::Known { mark },
            None => Standing::Stranger { address: &self.address, is_new },
        }
    }
}

/// What someone who signed in takes along: the token of the session, and the cookie by which the device is known next time.
pub(crate) struct Welcome {
    pub token: [u8; 32],
    pub marks: String,
}

/// Checks an attempt at its turn and starts a session. The slow hash is computed outside any transaction.
pub(super) fn sign_in(
    pool: &Pool,
    attempt: &Attempt,
    ticket: Ticket,
) -> Result<Result<Welcome, SignInRefusal>, AppError> {
    let Some(turn) = ticket.wait() else {
        return Ok(Err(SignInRefusal::Busy));
    };
    let standing = attempt.standing(turn.is_new);
    let looked_up = pool.write_now(|db| {
        let index = db.keys.blind_index(Indexed::Mobile, attempt.mobile.as_str());
        let subjects = throttle::Subjects::of(db, &index, standing);
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
    // Hashed for a number that nobody has as well: the answer must not come sooner.
    let is_right = super::password::is_right(&attempt.password, stored);
    match found {
        Some((account, _)) if is_right => {
            turn.was_right();
            pool.write_now(|db| succeed(db, account, attempt, standing))
        }
        _ => Ok(Err(SignInRefusal::Wrong)),
    }
}

fn succeed(db: &mut Db, of: AccountId, attempt: &Attempt, standing: Standing) -> Write<Welcome, SignInRefusal> {
    let index = db.keys.blind_index(Indexed::Mobile, attempt.mobile.as_str());
    let subjects = throttle::Subjects::of(db, &index, standing);
    throttle::succeeded(db, &subjects)?;
    let spoken = diesel::update(account::table.find(of).filter(account::disabled_at.is_null()))
        .set(account::language.eq(attempt.lang.tag()))
        .execute(db.conn)?;
    if spoken == 0 {
        return refuse(SignInRefusal::Wrong);
    }
    let marks = known_device::remember(db.keys, db.ids, &attempt.marks, &index);
    Ok(Welcome { token: session::start(db, of, attempt.device)?, marks })
}

/// Checks the password of someone who is signed in and is about to do something grave. Their own wrong tries count, and
/// no stranger's.
pub(super) fn confirm(pool: &Pool, of: AccountId, password: &str) -> Result<Result<(), SignInRefusal>, AppError> {
    let looked_up = pool.write_now(|db| {
        let (index, stored) = queries::own_credentials(db, of)?;
        let subjects = throttle::Subjects::of_signed_in(db, &index);
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
