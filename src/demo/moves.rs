//! Machines that do not stay as they were given: a baker lets a neighbour use the mixer, a dryer goes back and to another family.
use super::families::{Family, OnSale};
use super::paperwork::give;
use super::stage::{Stage, proof, told};
use crate::catalogue::access::WeightKeeper;
use crate::catalogue::model::Weight;
use crate::catalogue::weights::{self, NewWeights};
use crate::db::{Db, Write};
use crate::grants::access::EquipmentKeeper;
use crate::grants::take_back::{self, Destination, TakeBack};
use crate::grants::use_rights::{self, NewUseRight};
use crate::kernel::ids::EquipmentId;

/// A machine in the depot that is to go to a family, by its number.
pub(super) struct Waiting {
    machine: EquipmentId,
    to: usize,
}

/// What changes hands on a day; all of it falls into the last third of the year.
pub(super) fn moves(
    stage: &Stage,
    day: u64,
    families: &mut [Family],
    waiting: &mut Option<Waiting>,
) -> anyhow::Result<()> {
    let borrowed = stage.length() * 7 / 10;
    let returned = stage.length() * 3 / 4;
    stage.at(stage.day(day), 10 * 60);
    if day == borrowed {
        share_a_mixer(stage, families)?;
    } else if day == returned {
        *waiting = return_a_dryer(stage, families)?;
    } else if day == returned + 8
        && let Some(Waiting { machine, to }) = waiting.take()
        && let Some((to, caseworker)) = families.get(to).and_then(|family| Some((family, family.caseworker?)))
    {
        stage.act(|db| give(db, caseworker, machine, (to.household, to.head)))?;
    }
    Ok(())
}

fn works_with(family: &Family, kind: &str) -> bool {
    !family.goods.is_empty() && family.trade.machines.first() == Some(&kind)
}

fn share_a_mixer(stage: &Stage, families: &[Family]) -> anyhow::Result<()> {
    let Some(lender) = families.iter().find(|family| works_with(family, "mixer")) else {
        return Ok(());
    };
    let borrower = families.iter().find(|family| works_with(family, "oven") && family.caseworker == lender.caseworker);
    let (Some(caseworker), Some(borrower), Some(mixer)) = (lender.caseworker, borrower, lender.machines.first()) else {
        return Ok(());
    };
    stage.act(|db| {
        let keeper: EquipmentKeeper = proof(db, caseworker, &[("equipment", mixer.0)])?;
        let agreement = "دو روز در هفته، شنبه و سه‌شنبه".to_owned();
        let new = NewUseRight { household: borrower.household, starts_on: db.now.today, last_day: None, agreement };
        told(use_rights::give(db, &keeper, &new))?;
        let (Some(good), Some(oven)) = (borrower.goods.first(), borrower.machines.first()) else {
            return Ok(());
        };
        let lines =
            vec![Weight { machine: Some(*mixer), share_bp: 3333 }, Weight { machine: Some(*oven), share_bp: 6667 }];
        reweigh(db, borrower, good, (lines, "خمیر با دستگاه همسایه آماده می‌شود."))
    })
}

/// The first dryer whose caseworker follows another family with one goes back to the depot, to go to that family.
fn return_a_dryer(stage: &Stage, families: &mut [Family]) -> anyhow::Result<Option<Waiting>> {
    let dryers: Vec<usize> =
        (0..).zip(families.iter()).filter(|(_, family)| works_with(family, "dryer")).map(|(at, _)| at).collect();
    let caseworker_of = |at: &usize| families.get(*at).and_then(|family| family.caseworker);
    let pair = dryers.iter().find_map(|from| {
        let to = dryers.iter().find(|to| *to != from && caseworker_of(to) == caseworker_of(from))?;
        Some((*from, *to))
    });
    let Some((from, to)) = pair else {
        return Ok(None);
    };
    let Some(giver) = families.get_mut(from) else {
        return Ok(None);
    };
    let (Some(caseworker), Some(machine)) = (giver.caseworker, giver.machines.first().copied()) else {
        return Ok(None);
    };
    let of = &*giver;
    stage.act(|db| {
        for good in &of.goods {
            let lines = vec![Weight { machine: None, share_bp: 10_000 }];
            reweigh(db, of, good, (lines, "دستگاه برگشت؛ از این پس با وسایل خودشان."))?;
        }
        let keeper: EquipmentKeeper = proof(db, caseworker, &[("equipment", machine.0)])?;
        let reason = "خانواده کارش را عوض می‌کند.".to_owned();
        told(take_back::take_back(db, &keeper.moving(), &TakeBack { to: Destination::Depot, on: db.now.today, reason }))
            .map(drop)
    })?;
    giver.machines.clear();
    Ok(Some(Waiting { machine, to }))
}

fn reweigh(db: &mut Db, family: &Family, good: &OnSale, (lines, reason): (Vec<Weight>, &str)) -> Write<(), String> {
    let Some(caseworker) = family.caseworker else {
        return Ok(());
    };
    let path = [("household", family.household.0), ("product", good.id.0)];
    let keeper: WeightKeeper = proof(db, caseworker, &path)?;
    let new = NewWeights { starts_on: db.now.today, reason: reason.to_owned(), lines };
    told(weights::seal(db, &keeper, &new)).map(drop)
}
