//! Which machines make a good, and in what shares: a set of weights is written, sealed, and in force from its day on.
//! The shares of a set make ten thousand basis points; the database refuses any other, and any change after the seal.
use super::access::WeightKeeper;
use super::model::Weight;
use super::queries;
use crate::audit::{self, Actor, Event};
use crate::db::schema::{weight_line, weight_set};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{AreaId, EquipmentId, ProductId, WeightSetId};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// The whole, in basis points.
pub(crate) const WHOLE: i32 = 10_000;
const MOST_LINES: usize = 12;

/// A set of weights to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct NewWeights {
    pub starts_on: NaiveDate,
    pub reason: String,
    pub lines: Vec<Weight>,
}

/// Why a set is not sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WeightRefusal {
    #[error("the shares do not make a whole")]
    NotWhole,
    #[error("a machine or the own means stand twice, or there are too many lines")]
    Lines,
    #[error("on that day the household neither holds a machine nor may use it")]
    Elsewhere,
    #[error("it starts before the set in force, or after today")]
    StartsWrong,
}

/// Seals new shares of a good, with the reason for them.
pub(crate) fn seal(db: &mut Db, by: &WeightKeeper, new: &NewWeights) -> Write<WeightSetId, WeightRefusal> {
    let today = db.now.today;
    let in_force = queries::weights_on(db, by.product(), today)?;
    if new.starts_on > today || in_force.is_some_and(|set| new.starts_on < set.starts_on) {
        return refuse(WeightRefusal::StartsWrong);
    }
    let seal = Seal { good: by.product(), by: by.caseworker().actor(), area: by.caseworker().area() };
    insert(db, &seal, new)
}

/// Whose hand seals weights of which good, in which area.
pub(super) struct Seal<'a> {
    pub good: ProductId,
    pub by: &'a Actor,
    pub area: AreaId,
}

/// Equal shares of these machines, the first ones a basis point more where it does not go even; without any, the household's
/// own means alone.
pub(super) fn equal(machines: &[EquipmentId]) -> Vec<Weight> {
    let count = machines.iter().fold(0, |count: i32, _| count + 1);
    if count == 0 {
        return vec![Weight { machine: None, share_bp: WHOLE }];
    }
    let share = |at: i32| WHOLE / count + i32::from(at < WHOLE % count);
    machines.iter().zip(0..).map(|(machine, at)| Weight { machine: Some(*machine), share_bp: share(at) }).collect()
}

/// Writes a set, seals it, and leaves its trace: there is no other way to a sealed set.
pub(super) fn insert(db: &mut Db, seal: &Seal, new: &NewWeights) -> Write<WeightSetId, WeightRefusal> {
    judge(&new.lines).or_else(refuse)?;
    let id: WeightSetId = db.id();
    diesel::insert_into(weight_set::table)
        .values((
            weight_set::id.eq(id),
            weight_set::product_id.eq(seal.good),
            weight_set::starts_on.eq(new.starts_on),
            weight_set::author_id.eq(seal.by.account),
            weight_set::reason.eq(&new.reason),
            weight_set::sealed.eq(false),
        ))
        .execute(db.conn)?;
    for (ord, line) in (1..).zip(&new.lines) {
        diesel::insert_into(weight_line::table)
            .values((
                weight_line::set_id.eq(id),
                weight_line::ord.eq(ord),
                weight_line::equipment_id.eq(line.machine),
                weight_line::weight_bp.eq(line.share_bp),
            ))
            .execute(db.conn)?;
    }
    diesel::update(weight_set::table.find(id)).set(weight_set::sealed.eq(true)).execute(db.conn).map_err(refused)?;
    let detail = if new.reason.is_empty() { "equal weights" } else { "weights" };
    let event = Event { action: "seal_weights", object: ("product", seal.good.0), detail, area: Some(seal.area) };
    audit::record(db, seal.by, event)?;
    Ok(id)
}

fn refused(error: diesel::result::Error) -> Abort<WeightRefusal> {
    if refused_by(&error, "weight_set_equipment_elsewhere") {
        Abort::Refused(WeightRefusal::Elsewhere)
    } else if refused_by(&error, "weight_set_not_whole") {
        Abort::Refused(WeightRefusal::NotWhole)
    } else {
        Abort::Database(error)
    }
}

/// The rule of the lines, before the database looks at the machines.
fn judge(lines: &[Weight]) -> Result<(), WeightRefusal> {
    let is_twice = |line: &Weight| lines.iter().filter(|other| other.machine == line.machine).count() > 1;
    if lines.is_empty() || lines.len() > MOST_LINES || lines.iter().any(is_twice) {
        return Err(WeightRefusal::Lines);
    }
    let total: i64 = lines.iter().map(|line| i64::from(line.share_bp)).sum();
    if total != i64::from(WHOLE) || lines.iter().any(|line| line.share_bp < 1) {
        return Err(WeightRefusal::NotWhole);
    }
    Ok(())
}
