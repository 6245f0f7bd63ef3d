//! The question about a price that looks like a slip of a zero.
use crate::kernel::money::Rial;

/// Below this, in rials, no good is sold: a price there was meant in thousands.
const LEAST_USUAL: i64 = 10_000;
/// Above this, in rials, the first price of a good is asked about.
const MOST_USUAL: i64 = 1_000_000_000;
const USUAL: std::ops::RangeInclusive<i64> = LEAST_USUAL..=MOST_USUAL;
/// How many times an amount may be the usual one before it looks like a slip of a zero.
pub(crate) const SLIP: i64 = 5;

/// What was probably meant by a price that looks wrong; nothing when it looks right. `last` is the good's price so far.
pub(super) fn doubt(price: Rial, last: Option<Rial>) -> Option<Rial> {
    let is_far = match last {
        Some(last) => price.0 > last.0.saturating_mul(SLIP) || price.0.saturating_mul(SLIP) < last.0,
        None => !USUAL.contains(&price.0),
    };
    if !is_far {
        return None;
    }
    let near = |meant: i64| match last {
        Some(last) => meant <= last.0.saturating_mul(SLIP) && meant.saturating_mul(SLIP) >= last.0,
        None => USUAL.contains(&meant),
    };
    let slips = [price.0.saturating_mul(10), price.0 / 10, price.0.saturating_mul(1_000), price.0 / 1_000];
    let meant = slips.into_iter().find(|meant| *meant > 0 && near(*meant)).or(last.map(|last| last.0));
    Some(Rial(meant.unwrap_or(MOST_USUAL)))
}

#[cfg(test)]
mod tests {
    use super::doubt;
    use crate::kernel::money::Rial;

    #[test]
    fn a_price_within_five_times_of_the_last_one_is_not_asked_about() {
        for price in [100_000, 499_999, 500_000, 2_500_000] {
            assert_eq!(doubt(Rial(price), Some(Rial(500_000))), None, "{price}");
        }
    }

    #[test]
    fn a_slip_of_zeros_is_asked_about_with_what_was_meant() {
        for (price, meant) in [(5_000_000, 500_000), (50_000, 500_000), (500, 500_000), (600_000_000, 600_000)] {
            assert_eq!(doubt(Rial(price), Some(Rial(500_000))), Some(Rial(meant)), "{price}");
        }
    }

    #[test]
    fn the_first_price_of_a_good_is_asked_about_when_no_good_costs_so_little() {
        assert_eq!(doubt(Rial(2_500), None), Some(Rial(25_000)));
        assert_eq!(doubt(Rial(10_000), None), None);
    }

    #[test]
    fn the_first_price_of_a_good_is_asked_about_when_it_is_far_above_reason() {
        assert_eq!(doubt(Rial(1_000_000_000), None), None);
        assert_eq!(doubt(Rial(2_500_000_000), None), Some(Rial(250_000_000)));
        assert_eq!(doubt(Rial(9_000_000_000_000_000), None), Some(Rial(1_000_000_000)));
    }
}
