//! Entering a machine in the register, with everybody who paid a part of it. The parts are the whole cost, to the rial.
use super::model::Source;
use crate::audit::{self, Event};
use crate::db::schema::{decision, equipment, equipment_funding, equipment_kind, grant_award};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::households::access::CaseworkerOf;
use crate::kernel::ids::{EquipmentId, FundingId, GrantId, HouseholdId};
use crate::kernel::money::Rial;
use crate::kernel::persian::fold;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// A machine to be entered.
#[derive(Clone, Debug)]
pub(crate) struct NewMachine {
    /// The code of its kind.
    pub kind: String,
    pub maker: String,
    /// The number on the machine; empty if it bears none.
    pub serial: String,
    pub cost: Rial,
    pub acquired_on: NaiveDate,
    pub paid: Vec<Paid>,
}

/// A part of a machine's cost, and whose money it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paid {
    Grant(GrantId, Rial),
    Household(Rial),
    Other(Rial),
}

impl Paid {
    fn amount(self) -> Rial {
        match self {
            Paid::Grant(_, amount) | Paid::Household(amount) | Paid::Other(amount) => amount,
        }
    }

    fn source(self) -> (Source, Option<GrantId>) {
        match self {
            Paid::Grant(grant, _) => (Source::Grant, Some(grant)),
            Paid::Household(_) => (Source::Household, None),
            Paid::Other(_) => (Source::Other, None),
        }
    }
}

/// Why a machine is not entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RegisterRefusal {
    #[error("there is no such kind of machine")]
    Kind,
    #[error("a machine of this maker and serial number is in the register")]
    Known(EquipmentId),
    #[error("the day is still to come")]
    Future,
    #[error("the payments do not add up to the cost")]
    Unbalanced { cost: Rial, paid: Rial },
    #[error("no grant of this household pays for it")]
    Grant,
    #[error("the grant has not so much left")]
    OverGrant,
}

/// Enters a machine of which grants to the proof's household pay a part. It waits in the depot until it is handed over.
pub(crate) fn register(db: &mut Db, by: &CaseworkerOf, new: &NewMachine) -> Write<EquipmentId, RegisterRefusal> {
    judge(db, by, new)?;
    let id: EquipmentId = db.id();
    insert(db, id, new)?;
    let paid = new.paid.iter().filter(|part| part.amount() > Rial::ZERO);
    for (ord, part) in (1..).zip(paid) {
        pay(db, id, ord, *part)?;
    }
    diesel::update(equipment::table.find(id)).set(equipment::funded.eq(true)).execute(db.conn)?;
    let event = Event { action: "register", object: ("equipment", id.0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// What a serial number or a maker is compared by: folded letters and digits only.
pub(crate) fn norm(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn judge(db: &mut Db, by: &CaseworkerOf, new: &NewMachine) -> Write<(), RegisterRefusal> {
    let kind: Option<String> =
        equipment_kind::table.find(&new.kind).select(equipment_kind::code).first(db.conn).optional()?;
    if kind.is_none() {
        return refuse(RegisterRefusal::Kind);
    }
    if new.acquired_on > db.now.today {
        return refuse(RegisterRefusal::Future);
    }
    let paid = Rial::sum(new.paid.iter().map(|part| part.amount())).unwrap_or_default();
    if new.cost <= Rial::ZERO || paid != new.cost {
        return refuse(RegisterRefusal::Unbalanced { cost: new.cost, paid });
    }
    let mut grants = new.paid.iter().filter_map(|part| part.source().1).peekable();
    if grants.peek().is_none() {
        return refuse(RegisterRefusal::Grant);
    }
    for grant in grants {
        if decided_for(db, grant)? != Some(by.household()) {
            return refuse(RegisterRefusal::Grant);
        }
    }
    Ok(())
}

fn decided_for(db: &mut Db, grant: GrantId) -> diesel::QueryResult<Option<HouseholdId>> {
    grant_award::table
        .inner_join(decision::table)
        .filter(grant_award::id.eq(grant))
        .select(decision::household_id)
        .first(db.conn)
        .optional()
}

fn insert(db: &mut Db, id: EquipmentId, new: &NewMachine) -> Write<(), RegisterRefusal> {
    let maker_norm = norm(&new.maker);
    let serial_norm = match norm(&new.serial) {
        // A machine without a number is unlike every other, so its own id stands in the number's place.
        serial if serial.is_empty() => format!("id:{id}"),
        serial => serial,
    };
    let known: Option<EquipmentId> = equipment::table
        .filter(equipment::maker_norm.eq(&maker_norm))
        .filter(equipment::serial_norm.eq(&serial_norm))
        .select(equipment::id)
        .first(db.conn)
        .optional()?;
    if let Some(known) = known {
        return refuse(RegisterRefusal::Known(known));
    }
    diesel::insert_into(equipment::table)
        .values((
            (equipment::id.eq(id), equipment::kind_code.eq(&new.kind)),
            (equipment::maker.eq(&new.maker), equipment::maker_norm.eq(maker_norm)),
            (equipment::serial.eq(&new.serial), equipment::serial_norm.eq(serial_norm)),
            (equipment::cost_irr.eq(new.cost), equipment::acquired_on.eq(new.acquired_on), equipment::funded.eq(false)),
        ))
        .execute(db.conn)?;
    Ok(())
}

fn pay(db: &mut Db, of: EquipmentId, ord: i32, part: Paid) -> Write<(), RegisterRefusal> {
    let id: FundingId = db.id();
    let (source, grant) = part.source();
    diesel::insert_into(equipment_funding::table)
        .values((
            equipment_funding::id.eq(id),
            equipment_funding::equipment_id.eq(of),
            equipment_funding::ord.eq(ord),
            equipment_funding::source.eq(source),
            equipment_funding::grant_id.eq(grant),
            equipment_funding::amount_irr.eq(part.amount()),
        ))
        .execute(db.conn)
        .map_err(|error| match refused_by(&error, "equipment_funding_over_grant") {
            true => Abort::Refused(RegisterRefusal::OverGrant),
            false => Abort::Database(error),
        })?;
    Ok(())
}
