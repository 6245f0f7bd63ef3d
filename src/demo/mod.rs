//! A believable year in Espiari, Amol, made through the program's own verbs: invented people, real rules.
//! The same seed and the same last day give the same rows (but for what is sealed or hashed with fresh randomness).
mod ahead;
mod cast;
mod crowd;
mod families;
mod goods;
mod licensed;
mod market;
mod moves;
mod office;
mod orders;
mod paperwork;
mod selling;
mod stage;
mod tomorrow;
mod waiting;
mod weekly;
mod weighed;
mod year;

use crate::app::Bazarche;
use crate::kernel::clock::Clock;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stage::Stage;

/// A sign-in of the demo.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    pub phone: String,
    pub password: String,
}

/// One sign-in for each role, as written to demo-accounts.json.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accounts {
    pub producer: SignIn,
    pub market_manager: SignIn,
    pub caseworker: SignIn,
    pub supervisor: SignIn,
    pub auditor: SignIn,
    pub admin: SignIn,
}

/// What the demo is made from.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub seed: u64,
    /// The last day that is told.
    pub last_day: NaiveDate,
    /// How many weeks are told, up to and including the last day.
    pub weeks: u64,
    /// How many goods are listed beside those of the year's families.
    pub further_goods: usize,
}

/// A year, and a day to begin on.
pub const WEEKS: u64 = 53;
/// In fewer weeks nobody would have begun to sell.
pub const FEWEST_WEEKS: u64 = 6;

/// Fills an empty database. `clock` is the program's own; it is moved through the year and left on the last day.
///
/// # Errors
/// When a verb refuses, which would be a mistake of the demo, or the database fails.
pub fn fill(program: &Bazarche, clock: &Clock, plan: Plan) -> anyhow::Result<Accounts> {
    let mut stage = Stage::new(program, clock.clone(), plan)?;
    let office = office::open(&mut stage)?;
    waiting::trust_after(&stage, &office, 0)?;
    let market = market::draw(&stage, &office)?;
    let mut families = families::settle(&mut stage, &office)?;
    year::live(&mut stage, &office, market, &mut families)?;
    crowd::list(&mut stage, &office, plan.further_goods)?;
    waiting::wait(&mut stage, &office, &families)?;
    licensed::license(&stage, &office, &families)?;
    let producer = families.first().map(|family| family.phone.clone()).unwrap_or_default();
    let sign_in = |phone: &str| SignIn { phone: phone.to_owned(), password: stage::PASSWORD.to_owned() };
    Ok(Accounts {
        producer: sign_in(&producer),
        market_manager: sign_in(office::MANAGER),
        caseworker: sign_in(office::CASEWORKERS[0].1),
        supervisor: sign_in(office::SUPERVISOR),
        auditor: sign_in(office::AUDITOR),
        admin: sign_in(office::ADMIN),
    })
}
