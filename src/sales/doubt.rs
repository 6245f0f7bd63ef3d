//! Amounts that look like a slip of a zero: a sale far from its listed price, a cost far above the household's earlier ones.
//! They are asked about once; nothing here refuses them.
use super::record::{NewLine, Paid};
use crate::catalogue::price::SLIP;
use crate::kernel::by_weight::ByWeight;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;

/// An amount to be asked about, and what it was measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The total of a sale beside the same goods at the listed price.
    Total { quantity: Quantity, amount: Rial, listed: Rial },
    /// What was weighed, beside what so many pieces usually weigh; `amount` is what is to be paid for it.
    Weight { pieces: Quantity, weight: Quantity, usual: Quantity, amount: Rial },
    /// A cost beside the household's greatest earlier one of its kind.
    Cost { amount: Rial, greatest: Rial },
}

impl Doubt {
    /// The amount that is asked about.
    pub fn amount(self) -> Rial {
        match self {
            Doubt::Total { amount, .. } | Doubt::Weight { amount, .. } | Doubt::Cost { amount, .. } => amount,
        }
    }
}

fn is_beyond(amount: Rial, expected: Rial) -> bool {
    amount.0 > expected.0.saturating_mul(SLIP)
}

/// A weight that so many pieces can hardly have; or a typed total beyond five times the listed price of its goods, or under a
/// fifth of it.
pub(crate) fn of_line(line: &NewLine, (price, by_weight): (Rial, Option<ByWeight>)) -> Option<Doubt> {
    let (amount, listed) = match (line.paid, by_weight) {
        (Paid::Weighed(weighed), Some(by_weight)) => {
            let listed = by_weight.kilo.times(weighed.weight)?;
            let (pieces, weight) = (line.quantity, weighed.weight);
            if by_weight.is_far(pieces, weight) {
                let (usual, amount) = (by_weight.usual_of(pieces), weighed.total.unwrap_or(listed));
                return Some(Doubt::Weight { pieces, weight, usual, amount });
            }
            (weighed.total?, listed)
        }
        (Paid::Total(amount), _) => (amount, price.times(line.quantity)?),
        (Paid::Listed | Paid::Weighed(_), _) => return None,
    };
    let is_far = is_beyond(amount, listed) || is_beyond(listed, amount);
    is_far.then_some(Doubt::Total { quantity: line.quantity, amount, listed })
}

/// A cost beyond five times the greatest earlier one of its kind; the first one has nothing to be measured by.
pub(crate) fn of_cost(amount: Rial, greatest: Option<Rial>) -> Option<Doubt> {
    let greatest = greatest.filter(|greatest| is_beyond(amount, *greatest))?;
    Some(Doubt::Cost { amount, greatest })
}

#[cfg(test)]
mod tests {
    use super::{Doubt, of_cost, of_line};
    use crate::kernel::by_weight::ByWeight;
    use crate::kernel::ids::ProductId;
    use crate::kernel::money::Rial;
    use crate::kernel::quantity::Quantity;
    use crate::sales::record::{NewLine, Paid, Weighed};

    fn line(paid: Paid) -> NewLine {
        NewLine { product: ProductId(1), quantity: Quantity(3_000), paid, produced_on: None }
    }

    #[test]
    fn a_total_within_five_times_of_the_listed_price_is_not_asked_about() {
        for total in [150_000, 750_000, 3_750_000] {
            assert_eq!(of_line(&line(Paid::Total(Rial(total))), (Rial(250_000), None)), None, "{total}");
        }
        assert_eq!(of_line(&line(Paid::Listed), (Rial(250_000), None)), None);
    }

    #[test]
    fn a_total_with_a_zero_too_many_or_too_few_is_asked_about() {
        for total in [7_500_000, 75_000, 1] {
            let doubt = Doubt::Total { quantity: Quantity(3_000), amount: Rial(total), listed: Rial(750_000) };
            assert_eq!(of_line(&line(Paid::Total(Rial(total))), (Rial(250_000), None)), Some(doubt), "{total}");
        }
    }

    #[test]
    fn a_weight_far_from_the_usual_is_asked_about_and_then_a_total_far_from_its_price() {
        let by_weight = ByWeight { kilo: Rial(300_000), least: Quantity(1_600), most: Quantity(2_000) };
        let doubt = |milli, total| {
            let weighed = Weighed { weight: Quantity(milli), kilo: None, total };
            of_line(&line(Paid::Weighed(weighed)), (Rial(540_000), Some(by_weight)))
        };
        assert_eq!(doubt(5_200, None), None);
        assert_eq!(doubt(5_200, Some(Rial(1_500_000))), None);
        let (pieces, usual) = (Quantity(3_000), Quantity(5_400));
        let heavy = Doubt::Weight { pieces, weight: Quantity(52_000), usual, amount: Rial(15_600_000) };
        assert_eq!(doubt(52_000, None), Some(heavy));
        let cheap = Doubt::Total { quantity: pieces, amount: Rial(156_000), listed: Rial(1_560_000) };
        assert_eq!(doubt(5_200, Some(Rial(156_000))), Some(cheap));
    }

    #[test]
    fn a_cost_is_measured_by_the_greatest_earlier_one_and_the_first_by_none() {
        assert_eq!(of_cost(Rial(40_000_000), None), None);
        assert_eq!(of_cost(Rial(20_000_000), Some(Rial(4_000_000))), None);
        let doubt = Doubt::Cost { amount: Rial(20_000_001), greatest: Rial(4_000_000) };
        assert_eq!(of_cost(Rial(20_000_001), Some(Rial(4_000_000))), Some(doubt));
    }
}
