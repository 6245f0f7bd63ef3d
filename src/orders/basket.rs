//! The basket: goods by their public codes and how much of each, kept by the buyer's own browser and nowhere else.
use crate::kernel::quantity::Quantity;

/// More goods than anyone carries home at once.
const MOST: usize = 30;
/// No good has more in a basket, in thousandths.
pub(super) const LARGEST: i64 = 1_000_000_000;

/// What a buyer put together, each good once, in the order they took them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Basket {
    items: Vec<(String, Quantity)>,
}

impl Basket {
    /// Reads what [`Basket::written`] wrote; whatever else it is counts as an empty basket or is left out.
    pub fn parse(text: &str) -> Basket {
        let mut basket = Basket::default();
        for item in text.split('-') {
            let Some((code, milli)) = item.split_once('.') else { continue };
            let is_code = (1..=16).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if let (true, Ok(milli)) = (is_code, milli.parse())
                && !basket.put(code, Quantity(milli))
            {
                break;
            }
        }
        basket
    }

    pub fn written(&self) -> String {
        let items: Vec<String> = self.items.iter().map(|(code, quantity)| format!("{code}.{}", quantity.0)).collect();
        items.join("-")
    }

    /// The goods and how much of each.
    pub fn items(&self) -> &[(String, Quantity)] {
        &self.items
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn codes(&self) -> Vec<String> {
        self.items.iter().map(|(code, _)| code.clone()).collect()
    }

    pub fn quantity_of(&self, code: &str) -> Option<Quantity> {
        self.items.iter().find(|(known, _)| known == code).map(|(_, quantity)| *quantity)
    }

    /// Has so much of a good in it; nothing of it takes it out. Whether there was room for it.
    pub fn put(&mut self, code: &str, quantity: Quantity) -> bool {
        let is_within = quantity.0 > 0 && quantity.0 <= LARGEST;
        let is_known = self.quantity_of(code).is_some();
        if !is_within {
            self.items.retain(|(known, _)| known != code);
            return quantity.0 <= 0;
        }
        if is_known {
            let same = self.items.iter_mut().filter(|(known, _)| known == code);
            same.for_each(|(_, known)| *known = quantity);
        } else if self.items.len() < MOST {
            self.items.push((code.to_owned(), quantity));
        } else {
            return false;
        }
        true
    }

    /// Adds to what is in it of a good. Whether there was room for it.
    pub fn add(&mut self, code: &str, quantity: Quantity) -> bool {
        let before = self.quantity_of(code).unwrap_or(Quantity::ZERO);
        match before.checked_add(quantity).filter(|sum| sum.0 <= LARGEST) {
            Some(sum) => self.put(code, sum),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Basket, MOST};
    use crate::kernel::quantity::Quantity;

    #[test]
    fn the_same_good_twice_is_one_item() {
        let mut basket = Basket::default();
        assert!(basket.add("k7w2mqx9", Quantity(2_000)) && basket.add("k7w2mqx9", Quantity(1_000)));
        assert!(!basket.add("k7w2mqx9", Quantity(super::LARGEST)), "more than anyone carries");
        assert_eq!(basket.items(), [("k7w2mqx9".to_owned(), Quantity(3_000))]);
        assert_eq!(Basket::parse(&basket.written()), basket);
    }

    #[test]
    fn a_good_of_which_nothing_is_wanted_leaves_the_basket() {
        let mut basket = Basket::parse("k7w2mqx9.2000-b2c3.500");
        assert!(basket.put("k7w2mqx9", Quantity::ZERO));
        assert_eq!(basket.codes(), ["b2c3"]);
    }

    #[test]
    fn what_a_browser_makes_up_is_left_out() {
        for text in ["", ".", "-", "a", "a.", "a.b", "a.-5", "a.0", "a.99999999999999999999", "a b.5", "<x>.5", "ا.5"]
        {
            assert!(Basket::parse(text).is_empty(), "{text}");
        }
        let many: Vec<String> = (0..500).map(|good| format!("g{good}.1000")).collect();
        assert_eq!(Basket::parse(&many.join("-")).items().len(), MOST);
    }
}
