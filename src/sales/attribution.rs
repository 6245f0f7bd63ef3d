//! Who a sale line's rials are attributed to: first to the machines by agreed weights, then to the payers of each machine by
//! what they paid. Both splits are those of `kernel::split`, so the parts always add up to the whole. No I/O here.
use super::model::Part;
use crate::kernel::ids::{EquipmentId, FundingId, GrantId};
use crate::kernel::money::Rial;
use crate::kernel::split::{SplitError, split};

/// One line of a weight set: a machine with its payers, or the household's own means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// Out of ten thousand.
    pub weight_bp: i64,
    pub machine: Option<Machine>,
}

/// A machine and those who paid for it, in the order of its papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Machine {
    pub id: EquipmentId,
    pub payers: Vec<Payer>,
}

/// What one grant, the household itself, or another payer paid for a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Payer {
    pub funding: FundingId,
    pub grant: Option<GrantId>,
    pub paid: Rial,
}

/// How an amount is split by weights; [`split`], but for tests that look whether a wrong one would be noticed.
type Splitting = fn(i64, &[i64]) -> Result<Vec<i64>, SplitError>;

/// The parts of an amount of zero or more. The same shares give the same parts in the same order, whatever the amount.
pub(crate) fn attribute(amount: Rial, shares: &[Share]) -> Result<Vec<Part>, SplitError> {
    attribute_by(split, amount, shares)
}

/// What a return posts: the parts of what remains of the line, less what stands `already` in each.
pub(crate) fn attribute_rest(remaining: Rial, shares: &[Share], already: &[Part]) -> Result<Vec<Part>, SplitError> {
    let target = attribute(remaining, shares)?;
    let is_same_place = |(wanted, standing): (&Part, &Part)| {
        (wanted.equipment, wanted.funding) == (standing.equipment, standing.funding)
    };
    if target.len() != already.len() || !target.iter().zip(already).all(is_same_place) {
        return Err(SplitError::Mismatch);
    }
    target
        .iter()
        .zip(already)
        .map(|(wanted, standing)| {
            let amount = wanted.amount.checked_sub(standing.amount).ok_or(SplitError::TooLarge)?;
            Ok(Part { amount, ..*wanted })
        })
        .collect()
}

/// The shares as a posted row used them: a machine that got no part then was out of the household's reach, and its share
/// fell to the household's own means.
pub(crate) fn as_posted(shares: Vec<Share>, posted: &[Part]) -> Vec<Share> {
    let was_used = |machine: &Machine| posted.iter().any(|part| part.equipment == Some(machine.id));
    shares.into_iter().map(|share| Share { machine: share.machine.filter(was_used), ..share }).collect()
}

fn attribute_by(splitting: Splitting, amount: Rial, shares: &[Share]) -> Result<Vec<Part>, SplitError> {
    let weights: Vec<i64> = shares.iter().map(|share| share.weight_bp).collect();
    let of_shares = splitting(amount.0, &weights)?;
    let mut parts = Vec::with_capacity(shares.len() * 2);
    for (share, amount) in shares.iter().zip(of_shares) {
        let Some(machine) = &share.machine else {
            parts.push(Part::own(Rial(amount)));
            continue;
        };
        let paid: Vec<i64> = machine.payers.iter().map(|payer| payer.paid.0).collect();
        for (payer, amount) in machine.payers.iter().zip(splitting(amount, &paid)?) {
            parts.push(Part {
                equipment: Some(machine.id),
                funding: Some(payer.funding),
                grant: payer.grant,
                amount: Rial(amount),
            });
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests;
