//! What narrows a list and puts it in order, read from the address; a sentence for each thing to mend. What cannot be read
//! narrows nothing and stays in the form.
use super::model::{Filter, Order, PublicDay};
use crate::i18n::{Locale, unit_field};
use crate::kernel::fields::Fields;
use crate::kernel::ids::MarketDayId;
use crate::kernel::money::{AmountError, Rial};
use crate::kernel::number::NumberError;
use crate::kernel::quantity::SellUnit;
use crate::ui::{Form, Problem};

/// What was chosen, and what can be.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub form: Form,
    pub filter: Filter,
    /// The market days to choose from; none where the list is of one shop.
    pub days: Vec<PublicDay>,
    /// The orders to choose from; the first one is the usual one.
    pub orders: &'static [Order],
}

/// The orders of a list.
pub(super) const OF_LISTS: &[Order] = &[Order::Newest, Order::Cheapest, Order::Dearest, Order::Name];
/// The orders of what a search finds: the names that hold the words are the best matches anyway.
pub(super) const OF_SEARCHES: &[Order] = &[Order::Best, Order::Newest, Order::Cheapest, Order::Dearest];

/// The fields, in the order in which they stand in an address.
const NAMES: [&str; 6] = ["ready", "day", "from", "to", "unit", "sort"];

impl Chosen {
    /// The fields that say something, each with those that belong to it.
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.pairs_without("")
    }

    /// The same without one of them.
    pub fn pairs_without(&self, left_out: &str) -> Vec<(String, String)> {
        let fields = &self.form.fields;
        let said = NAMES.into_iter().filter(|name| *name != left_out && !fields.text(name).is_empty());
        let mut pairs = Vec::new();
        for name in said {
            pairs.push((name.to_owned(), fields.text(name).to_owned()));
            let unit = unit_field(name);
            if !fields.text(&unit).is_empty() {
                pairs.push((unit.clone(), fields.text(&unit).to_owned()));
            }
        }
        pairs
    }

    /// Whether anything is chosen or typed.
    pub fn is_any(&self) -> bool {
        NAMES.iter().any(|name| !self.form.fields.text(name).is_empty())
    }

    /// Without a range of prices, and in no order of them.
    pub fn without_prices(self) -> Chosen {
        let is_by_price = matches!(self.filter.order, Order::Cheapest | Order::Dearest);
        let order = if is_by_price { usual(self.orders) } else { self.filter.order };
        let told =
            |name: &str| matches!(name, "from" | "to" | "from-unit" | "to-unit") || (name == "sort" && is_by_price);
        let fields = self.form.fields.pairs().iter().filter(|(name, _)| !told(name)).cloned().collect();
        let problems = self.form.problems.into_iter().filter(|problem| !told(problem.field)).collect();
        let filter = Filter { least: None, most: None, order, ..self.filter };
        Chosen { form: Form::refused(Fields::new(fields), problems), filter, ..self }
    }

    /// The order chosen, if it is not the usual one.
    pub fn other_order(&self) -> Option<Order> {
        Some(self.filter.order).filter(|order| *order != usual(self.orders))
    }

    pub fn day(&self) -> Option<&PublicDay> {
        self.days.iter().find(|market| Some(market.day.id) == self.filter.day)
    }
}

fn usual(orders: &[Order]) -> Order {
    orders.first().copied().unwrap_or(Order::Newest)
}

/// Reads what is chosen; of market days and orders one of these.
pub(super) fn chosen(query: &Fields, locale: &Locale, days: Vec<PublicDay>, orders: &'static [Order]) -> Chosen {
    let mut problems = Vec::new();
    let mut told = |read: Result<(), Problem>| problems.extend(read.err());
    let mut filter = Filter::NONE;
    told(ready(query, locale).map(|ready| filter.ready = ready));
    told(day(query, locale, &days).map(|day| filter.day = day));
    told(amount(query, "from", locale).map(|least| filter.least = least));
    told(amount(query, "to", locale).map(|most| filter.most = most));
    told(unit(query, locale).map(|unit| filter.unit = unit));
    filter.order = usual(orders);
    told(order(query, locale, orders).map(|order| filter.order = order));
    if let (Some(least), Some(most)) = (filter.least, filter.most)
        && least > most
    {
        problems.push(Problem { field: "to", sentence: locale.text.home_filter_crossed(locale.money(least)) });
        filter.most = None;
    }
    Chosen { form: Form::refused(query.clone(), problems), filter, days, orders }
}

fn ready(query: &Fields, locale: &Locale) -> Result<bool, Problem> {
    match query.text("ready") {
        "" => Ok(false),
        "yes" => Ok(true),
        _ => Err(Problem { field: "ready", sentence: locale.text.home_filter_ready_unknown() }),
    }
}

fn day(query: &Fields, locale: &Locale, days: &[PublicDay]) -> Result<Option<MarketDayId>, Problem> {
    let typed = query.text("day");
    if typed.is_empty() {
        return Ok(None);
    }
    let asked: Option<MarketDayId> = typed.parse().ok();
    let known = asked.filter(|asked| days.iter().any(|market| market.day.id == *asked));
    let gone = || Problem { field: "day", sentence: locale.text.home_filter_day_unknown() };
    known.map(Some).ok_or_else(gone)
}

fn amount(query: &Fields, field: &'static str, locale: &Locale) -> Result<Option<Rial>, Problem> {
    if query.text(field).is_empty() {
        return Ok(None);
    }
    locale.read_amount(query, field).map(Some).map_err(|error| {
        let unit = locale.unit_word();
        let sentence = match error {
            AmountError::Number(NumberError::TooLarge) => locale.text.home_filter_price_large(),
            AmountError::OtherUnit(_) | AmountError::NoUnit => locale.text.home_filter_price_unit(unit),
            AmountError::Number(_) | AmountError::NotWholeRials => locale.text.home_filter_price_wrong(unit),
        };
        Problem { field, sentence }
    })
}

fn unit(query: &Fields, locale: &Locale) -> Result<Option<SellUnit>, Problem> {
    let typed = query.text("unit");
    if typed.is_empty() {
        return Ok(None);
    }
    let unknown = || Problem { field: "unit", sentence: locale.text.home_filter_unit_unknown() };
    SellUnit::parse(typed).map(Some).ok_or_else(unknown)
}

fn order(query: &Fields, locale: &Locale, orders: &[Order]) -> Result<Order, Problem> {
    let typed = query.text("sort");
    if typed.is_empty() {
        return Ok(usual(orders));
    }
    let known = Order::parse(typed).filter(|order| orders.contains(order));
    known.ok_or_else(|| Problem { field: "sort", sentence: locale.text.home_filter_sort_unknown() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use chrono::NaiveDate;

    fn read(pairs: &[(&str, &str)]) -> Chosen {
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        chosen(&Fields::new(pairs.collect()), &locale, Vec::new(), OF_LISTS)
    }

    fn faults(chosen: &Chosen) -> Vec<&'static str> {
        chosen.form.problems.iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn what_is_chosen_is_read_in_the_digits_of_the_reader() {
        let all = [
            ("ready", "yes"),
            ("from", "۲۰٬۰۰۰"),
            ("from-unit", "toman"),
            ("to", "٣٥٠٠٠"),
            ("to-unit", "toman"),
            ("unit", "kilo"),
            ("sort", "cheapest"),
        ];
        let chosen = read(&all);
        let expected = Filter {
            ready: true,
            day: None,
            least: Some(Rial(200_000)),
            most: Some(Rial(350_000)),
            unit: Some(SellUnit::Kilo),
            order: Order::Cheapest,
        };
        assert_eq!((faults(&chosen), chosen.filter), (Vec::new(), expected));
        assert_eq!(chosen.pairs(), all.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let without = chosen.pairs_without("from");
        assert!(without.iter().all(|(name, _)| !name.starts_with("from")), "{without:?}");
    }

    #[test]
    fn nonsense_narrows_nothing_is_told_and_stays() {
        let typed = [
            ("ready", "maybe"),
            ("day", "دیروز"),
            ("from", "ارزان"),
            ("from-unit", "toman"),
            ("to", "-5"),
            ("to-unit", "toman"),
            ("unit", "bucket"),
            ("sort", "best"),
        ];
        let chosen = read(&typed);
        assert_eq!(chosen.filter, Filter::NONE);
        assert_eq!(faults(&chosen), NAMES);
        assert_eq!(chosen.pairs(), typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_range_that_ends_before_it_begins_and_a_unit_of_before_are_told() {
        let crossed = read(&[("from", "50"), ("from-unit", "toman"), ("to", "20"), ("to-unit", "toman")]);
        assert_eq!((faults(&crossed), crossed.filter.least), (vec!["to"], Some(Rial(500))));
        assert_eq!(faults(&read(&[("from", "50"), ("from-unit", "rial")])), ["from"]);
        assert_eq!(faults(&read(&[("to", "50")])), ["to"]);
        assert!(!read(&[("from", ""), ("from-unit", "toman"), ("q", "نان")]).is_any());
    }
}
