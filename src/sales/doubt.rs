//! Amounts that look like a slip of a zero: a sale far from its listed price, a cost far above the household's earlier ones.
//! They are asked about once; nothing here refuses them.
use super::record::{NewLine, Paid};
use crate::catalogue::price::SLIP;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;

/// An amount to be asked about, and what it was measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// The total of a sale beside the same goods at the listed price.
    Total { quantity: Quantity, amount: Rial, listed: Rial },
    /// A cost beside the household's greatest earlier one of its kind.
    Cost { amount: Rial, greatest: Rial },
}

impl Doubt {
    /// The amount that is asked about.
    pub fn amount(self) -> Rial {
        match self {
            Doubt::Total { amount, .. } | Doubt::Cost { amount, .. } => amount,
        }
    }
}

fn is_beyond(amount: Rial, expected: Rial) -> bool {
    amount.0 > expected.0.saturating_mul(SLIP)
}

/// A typed total beyond five times the listed price of its goods, or under a fifth of it.
pub(crate) fn of_line(line: &NewLine, price: Rial) -> Option<Doubt> {
    let (Paid::Total(amount), Some(listed)) = (line.paid, price.times(line.quantity)) else {
        return None;
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
    use crate::kernel::ids::ProductId;
    use crate::kernel::money::Rial;
    use crate::kernel::quantity::Quantity;
    use crate::sales::record::{NewLine, Paid};

    fn line(paid: Paid) -> NewLine {
        NewLine { product: ProductId(1), quantity: Quantity(3_000), paid, produced_on: None }
    }

    #[test]
    fn a_total_within_five_times_of_the_listed_price_is_not_asked_about() {
        for total in [150_000, 750_000, 3_750_000] {
            assert_eq!(of_line(&line(Paid::Total(Rial(total))), Rial(250_000)), None, "{total}");
        }
        assert_eq!(of_line(&line(Paid::Listed), Rial(250_000)), None);
    }

    #[test]
    fn a_total_with_a_zero_too_many_or_too_few_is_asked_about() {
        for total in [7_500_000, 75_000, 1] {
            let doubt = Doubt::Total { quantity: Quantity(3_000), amount: Rial(total), listed: Rial(750_000) };
            assert_eq!(of_line(&line(Paid::Total(Rial(total))), Rial(250_000)), Some(doubt), "{total}");
        }
    }

    #[test]
    fn a_cost_is_measured_by_the_greatest_earlier_one_and_the_first_by_none() {
        assert_eq!(of_cost(Rial(40_000_000), None), None);
        assert_eq!(of_cost(Rial(20_000_000), Some(Rial(4_000_000))), None);
        let doubt = Doubt::Cost { amount: Rial(20_000_001), greatest: Rial(4_000_000) };
        assert_eq!(of_cost(Rial(20_000_001), Some(Rial(4_000_000))), Some(doubt));
    }
}
