//! Where the demo is played: the pool, the clock it moves, the dice, and the way its people get their proofs.
use super::Plan;
use crate::accounts::access::{Asking, PathIds, Proof, SignedIn};
use crate::accounts::{password, queries};
use crate::app::Bazarche;
use crate::catalogue::photos::{Kept, PhotoStore};
use crate::db::{Abort, Db, Pool, Write};
use crate::kernel::clock::{Clock, utc_of};
use crate::kernel::ids::AccountId;
use crate::kernel::picture::Picture;
use anyhow::{Context, anyhow};
use chrono::{Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::fmt::Debug;

/// The password of every account of the demo.
pub(super) const PASSWORD: &str = "noon-o-panir-o-sabzi";

pub(super) struct Stage {
    pub pool: Pool,
    photos: PhotoStore,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub hash: String,
    clock: Clock,
    dice: StdRng,
}

impl Stage {
    pub fn new(program: &Bazarche, clock: Clock, plan: Plan) -> anyhow::Result<Stage> {
        let first_day =
            plan.last_day.checked_sub_days(Days::new(7 * plan.weeks)).context("the last day is too early")?;
        let stage = Stage {
            pool: program.pool().clone(),
            photos: program.photos().clone(),
            first_day,
            last_day: plan.last_day,
            hash: password::hash(PASSWORD, program.config().password_cost)?,
            clock,
            dice: StdRng::seed_from_u64(plan.seed),
        };
        stage.at(first_day, 8 * 60);
        Ok(stage)
    }

    /// Moves the clock to a minute of a day in Tehran.
    pub fn at(&self, day: NaiveDate, minute: i32) {
        self.clock.set(utc_of(day, minute));
    }

    /// How many days there are after the first.
    pub fn length(&self) -> u64 {
        u64::try_from((self.last_day - self.first_day).num_days()).unwrap_or(0)
    }

    /// The day so many days after the first.
    pub fn day(&self, number: u64) -> NaiveDate {
        self.first_day.checked_add_days(Days::new(number)).unwrap_or(self.last_day)
    }

    /// A number from `low` up to and including `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.dice.random_range(low..=high)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn happens(&mut self, percent: u32) -> bool {
        self.dice.random_range(0..100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.dice.random_range(0..from.len().max(1));
        from.get(at)
    }

    /// Keeps a photo of a good that is listed next.
    pub fn keep_photo(&self, pictures: &[Picture]) -> anyhow::Result<Kept> {
        Ok(self.photos.wait(self.photos.keep(pictures, self.pool.ids()))?)
    }

    /// Does something in one transaction; a refusal is a mistake of the demo.
    pub fn act<T>(&self, what: impl Fn(&mut Db) -> Write<T, String>) -> anyhow::Result<T> {
        self.pool.write_now(what)?.map_err(|refusal| anyhow!("the demo was refused: {refusal}"))
    }
}

/// A verb's refusal as a text.
pub(super) fn told<T, R: Debug>(done: Write<T, R>) -> Write<T, String> {
    done.map_err(|abort| abort.map(|refusal| format!("{refusal:?}")))
}

/// The proof that an account may do something, found as a request would find it; ids of the path by name.
pub(super) fn proof<P: Proof>(db: &mut Db, of: AccountId, path: &[(&str, i64)]) -> Write<P, String> {
    let who: Option<SignedIn> = queries::signed_in(db, of)?;
    let path = PathIds(path.iter().map(|(name, id)| ((*name).to_owned(), id.to_string())).collect());
    let found = match &who {
        Some(who) => P::check(db, Asking { who, path: &path, request: "demo", address: "", rule: P::RULE })?,
        None => None,
    };
    found.ok_or_else(|| Abort::Refused(format!("no {} for {path:?}", std::any::type_name::<P>())))
}
