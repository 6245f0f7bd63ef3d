//! The basket: goods by their public codes and how much of each, kept by the buyer's own browser and nowhere else.
use crate::kernel::quantity::Quantity;

/// More goods than anyone carries home at once.
const MOST: usize = 30;
/// No good has more in a basket, in thousandths.
pub(super) const LARGEST: i64 = 1_000_000_000;

/// A good in a basket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub code: String,
    pub quantity: Quantity,
    /// The code of the batch it is ordered from; none for what is in stock.
    pub batch: Option<String>,
}

/// What a buyer put together, each good once, in the order they took them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Basket {
    items: Vec<Item>,
}

impl Basket {
    /// Reads what [`Basket::written`] wrote; whatever else it is counts as an empty basket or is left out.
    pub fn parse(text: &str) -> Basket {
        let mut basket = Basket::default();
        for item in text.split('-') {
            let mut parts = item.split('.');
            let (Some(code), Some(milli), batch, None) = (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            if let (true, Ok(milli)) = (is_code(code) && batch.is_none_or(is_code), milli.parse())
                && !basket.add(code, batch, Quantity(milli))
            {
                break;
            }
        }
        basket
    }

    pub fn written(&self) -> String {
        let item = |item: &Item| match &item.batch {
            Some(batch) => format!("{}.{}.{batch}", item.code, item.quantity.0),
            None => format!("{}.{}", item.code, item.quantity.0),
        };
        self.items.iter().map(item).collect::<Vec<_>>().join("-")
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn codes(&self) -> Vec<String> {
        self.items.iter().map(|item| item.code.clone()).collect()
    }

    /// The codes of the batches that goods are ordered from.
    pub fn batches(&self) -> Vec<String> {
        self.items.iter().filter_map(|item| item.batch.clone()).collect()
    }

    pub fn quantity_of(&self, code: &str) -> Option<Quantity> {
        self.items.iter().find(|item| item.code == code).map(|item| item.quantity)
    }

    /// The code of the batch that a good is ordered from.
    pub fn batch_of(&self, code: &str) -> Option<&str> {
        self.items.iter().find(|item| item.code == code)?.batch.as_deref()
    }

    /// Has so much of a good in it, of this batch or from stock; nothing of it takes it out. Whether there was room for it.
    pub fn put(&mut self, code: &str, batch: Option<&str>, quantity: Quantity) -> bool {
        let is_within = quantity.0 > 0 && quantity.0 <= LARGEST;
        if !is_within {
            self.items.retain(|item| item.code != code);
            return quantity.0 <= 0;
        }
        let new = Item { code: code.to_owned(), quantity, batch: batch.map(str::to_owned) };
        if let Some(item) = self.items.iter_mut().find(|item| item.code == code) {
            *item = new;
        } else if self.items.len() < MOST {
            self.items.push(new);
        } else {
            return false;
        }
        true
    }

    /// Adds to what is in it of a good; what was ordered of another batch of it, or from stock, is put in its place. Whether
    /// there was room for it.
    pub fn add(&mut self, code: &str, batch: Option<&str>, quantity: Quantity) -> bool {
        let same = self.items.iter().find(|item| item.code == code && item.batch.as_deref() == batch);
        let before = same.map_or(Quantity::ZERO, |item| item.quantity);
        match before.checked_add(quantity).filter(|sum| sum.0 <= LARGEST) {
            Some(sum) => self.put(code, batch, sum),
            None => false,
        }
    }
}

fn is_code(text: &str) -> bool {
    (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Basket, MOST};
    use crate::kernel::quantity::Quantity;

    #[test]
    fn the_same_good_twice_is_one_item() {
        let mut basket = Basket::default();
        assert!(basket.add("k7w2mqx9", None, Quantity(2_000)) && basket.add("k7w2mqx9", None, Quantity(1_000)));
        assert!(!basket.add("k7w2mqx9", None, Quantity(super::LARGEST)), "more than anyone carries");
        assert_eq!(basket.written(), "k7w2mqx9.3000");
        assert_eq!(Basket::parse(&basket.written()), basket);
    }

    #[test]
    fn a_good_is_of_one_batch_or_from_stock() {
        let mut basket = Basket::parse("k7w2mqx9.2000");
        assert!(basket.add("k7w2mqx9", Some("b2c3d4f5"), Quantity(1_000)));
        assert_eq!(
            (basket.written().as_str(), basket.batch_of("k7w2mqx9")),
            ("k7w2mqx9.1000.b2c3d4f5", Some("b2c3d4f5"))
        );
        assert!(basket.add("k7w2mqx9", Some("b2c3d4f5"), Quantity(1_000)));
        assert_eq!(Basket::parse(&basket.written()), basket);
        assert_eq!(basket.quantity_of("k7w2mqx9"), Some(Quantity(2_000)));
    }

    #[test]
    fn a_good_of_which_nothing_is_wanted_leaves_the_basket() {
        let mut basket = Basket::parse("k7w2mqx9.2000-b2c3.500");
        assert!(basket.put("k7w2mqx9", None, Quantity::ZERO));
        assert_eq!(basket.codes(), ["b2c3"]);
    }

    #[test]
    fn what_a_browser_makes_up_is_left_out() {
        for text in [
            "",
            ".",
            "-",
            "a",
            "a.",
            "a.b",
            "a.-5",
            "a.0",
            "a.99999999999999999999",
            "a b.5",
            "<x>.5",
            "ا.5",
            "a.5.<x>",
            "a.5.b.c",
        ] {
            assert!(Basket::parse(text).is_empty(), "{text}");
        }
        let many: Vec<String> = (0..500).map(|good| format!("g{good}.1000")).collect();
        assert_eq!(Basket::parse(&many.join("-")).items().len(), MOST);
    }
}
