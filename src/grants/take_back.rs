//! Taking a machine back: to the depot or to repair, or noting that it is lost or was disposed of.
use super::access::EquipmentMover;
use super::hold::{self, HoldRefusal, Next};
use super::model::Holder;
use crate::audit::{self, Event};
use crate::db::{Db, Write};
use crate::kernel::ids::CustodyId;
use crate::kernel::text_enum;
use chrono::NaiveDate;

text_enum! {
    /// Where a machine goes that no household answers for.
    pub(crate) enum Destination {
        Depot = "depot",
        Repair = "repair",
        Lost = "lost",
        Disposed = "disposed",
    }
}

impl Destination {
    fn holder(self) -> Holder {
        match self {
            Destination::Depot => Holder::Depot,
            Destination::Repair => Holder::Repair,
            Destination::Lost => Holder::Lost,
            Destination::Disposed => Holder::Disposed,
        }
    }
}

/// A machine's way out of its holder's hands.
#[derive(Clone, Debug)]
pub(crate) struct TakeBack {
    pub to: Destination,
    pub on: NaiveDate,
    pub reason: String,
}

/// Takes a machine from whoever answers for it. What was made with it before that day stays attributed to it. A handing over
/// of today is undone by it, unless something made with the machine was sold.
pub(crate) fn take_back(db: &mut Db, by: &EquipmentMover, done: &TakeBack) -> Write<CustodyId, HoldRefusal> {
    let held = hold::held(db, by.equipment())?;
    hold::judge(db, &held, (done.to.holder(), None), done.on)?;
    let next = Next {
        holder: done.to.holder(),
        household: None,
        on: done.on,
        reason: done.reason.clone(),
        by: by.actor().account,
    };
    let id = hold::pass(db, by.equipment(), &held, &next)?;
    let event = Event {
        action: if held.is_handed_over_on(done.on) { "void_hand_over" } else { "take_back" },
        object: ("equipment", by.equipment().0),
        detail: done.to.as_str(),
        area: Some(by.area()),
    };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}
