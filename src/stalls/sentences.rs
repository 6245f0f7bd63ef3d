//! What a refusal says to people, in whole sentences: why, which stalls would have suited, and by which rule others have them.
use super::engine::StallNumber;
use super::model::{Before, Grounds, Precedence, Reason, RuledOut};
use crate::i18n::{Locale, Texts, named};
use std::collections::{BTreeMap, BTreeSet};

/// As many stalls are named; the rest are counted.
const MOST_NAMED: usize = 12;

/// A refusal with its proof, to be put in words.
pub(super) struct Refused {
    reason: Reason,
    ruled_out: RuledOut,
    stalls: Vec<StallNumber>,
    /// The stalls by the rule that gave them to others, in any order.
    taken: BTreeMap<Precedence, Vec<StallNumber>>,
}

/// Why there was no stall, and what to do next time.
pub(super) fn reason(text: &Texts, reason: Reason) -> String {
    match reason {
        Reason::CategoryFull => text.stalls_reason_category_full(),
        Reason::NoAdjacentRun => text.stalls_reason_no_adjacent_run(),
        Reason::MinimumUnavailable => text.stalls_reason_minimum_unavailable(),
        Reason::MarketFull => text.stalls_reason_market_full(),
        Reason::OwnStallUnavailable => text.stalls_reason_own_stall_unavailable(),
        Reason::NoWishAvailable => text.stalls_reason_no_wish_available(),
        Reason::NoSuitableStall => text.stalls_reason_no_suitable_stall(),
        Reason::TakenByHand => text.stalls_reason_taken_by_hand(),
    }
}

impl Refused {
    /// A refusal for this reason, with the stalls that would have done.
    pub fn new(reason: Reason, ruled_out: RuledOut, stalls: impl IntoIterator<Item = StallNumber>) -> Refused {
        Refused { reason, ruled_out, stalls: stalls.into_iter().collect(), taken: BTreeMap::new() }
    }

    /// The same with others who came before by a rule on some of the stalls.
    #[must_use]
    pub fn after(mut self, rule: Precedence, stalls: impl IntoIterator<Item = StallNumber>) -> Refused {
        self.taken.entry(rule).or_default().extend(stalls);
        self
    }

    /// The refusal as it is kept; without a proof where none was kept.
    pub fn kept(reason: Reason, grounds: &Grounds) -> Refused {
        let numbers = |stalls: &[String]| stalls.iter().map(StallNumber::new).collect::<Vec<_>>();
        let after = |refused: Refused, one: &Before| refused.after(one.rule, numbers(&one.stalls));
        match grounds {
            Grounds::Refused { stalls, before, ruled_out } => {
                before.iter().fold(Refused::new(reason, *ruled_out, numbers(stalls)), after)
            }
            _ => Refused::new(reason, RuledOut::Nothing, Vec::new()),
        }
    }

    /// Why there was no stall, and which would have suited.
    pub fn why(&self, locale: &Locale) -> Vec<String> {
        let text = locale.text;
        let because = match self.ruled_out {
            RuledOut::NoWishNamed => return vec![text.stalls_reason_no_wish_named()],
            RuledOut::NoWishSuits => return vec![text.stalls_reason_no_wish_suits()],
            RuledOut::AboveLimit => return vec![text.stalls_reason_above_limit()],
            RuledOut::AboveCategory => return vec![text.stalls_reason_above_category()],
            RuledOut::LeastAboveMost => return vec![text.stalls_reason_least_above_most()],
            RuledOut::Nothing => reason(text, self.reason),
        };
        let suited = match self.reason {
            Reason::NoSuitableStall if self.stalls.is_empty() => Some(text.stalls_proof_none()),
            _ if self.stalls.is_empty() => None,
            Reason::OwnStallUnavailable => Some(text.stalls_proof_own_stalls(numbers(locale, &self.stalls))),
            _ if self.recites_again() => Some(text.stalls_proof_count(locale.count(self.stalls.len()))),
            _ => Some(text.stalls_proof_stalls(numbers(locale, &self.stalls))),
        };
        std::iter::once(because).chain(suited).collect()
    }

    /// Says that the stalls are too many to be named twice, and each is named once more with the rule that gave it away.
    fn recites_again(&self) -> bool {
        if self.stalls.len() <= MOST_NAMED {
            return false;
        }
        let taken: BTreeSet<&StallNumber> = self.taken.values().flatten().collect();
        self.stalls.iter().all(|stall| taken.contains(stall))
    }

    /// Who came before, without names: the stalls in question by the rule.
    pub fn taken(&self, locale: &Locale) -> Vec<String> {
        if self.ruled_out != RuledOut::Nothing {
            return Vec::new();
        }
        let by_rule = |(rule, stalls): (&Precedence, &Vec<StallNumber>)| {
            let mut stalls = stalls.clone();
            stalls.sort();
            by_rule(locale.text, *rule, numbers(locale, &stalls))
        };
        self.taken.iter().map(by_rule).collect()
    }
}

/// The rule by which somebody came before, said of that person.
pub(super) fn precedence(text: &Texts, rule: Precedence) -> String {
    match rule {
        Precedence::OwnStalls => text.stalls_before_own_stalls(),
        Precedence::PriorityList => text.stalls_before_priority_list(),
        Precedence::SpecialNeeds => text.stalls_before_special_needs(),
        Precedence::MovingHolder => text.stalls_before_moving_holder(),
        Precedence::GuaranteedCount => text.stalls_before_guaranteed_count(),
        Precedence::AcceptsOne => text.stalls_before_accepts_one(),
        Precedence::Seniority => text.stalls_before_seniority(),
        Precedence::EqualSeniority => text.stalls_before_equal_seniority(),
        Precedence::Exchange => text.stalls_before_exchange(),
        Precedence::LeftOver => text.stalls_before_left_over(),
    }
}

fn by_rule(text: &Texts, rule: Precedence, stalls: String) -> String {
    match rule {
        Precedence::OwnStalls => text.stalls_taken_own_stalls(stalls),
        Precedence::PriorityList => text.stalls_taken_priority_list(stalls),
        Precedence::SpecialNeeds => text.stalls_taken_special_needs(stalls),
        Precedence::MovingHolder => text.stalls_taken_moving_holder(stalls),
        Precedence::GuaranteedCount => text.stalls_taken_guaranteed_count(stalls),
        Precedence::AcceptsOne => text.stalls_taken_accepts_one(stalls),
        Precedence::Seniority => text.stalls_taken_seniority(stalls),
        Precedence::EqualSeniority => text.stalls_taken_equal_seniority(stalls),
        Precedence::Exchange => text.stalls_taken_exchange(stalls),
        Precedence::LeftOver => text.stalls_taken_left_over(stalls),
    }
}

fn numbers(locale: &Locale, stalls: &[StallNumber]) -> String {
    let named = stalls.iter().take(MOST_NAMED).map(|stall| locale.in_digits(stall.as_str()));
    let listed = named.collect::<Vec<_>>().join(&locale.text.stalls_join());
    match stalls.len().saturating_sub(MOST_NAMED) {
        0 => listed,
        more => locale.text.stalls_numbers_and_more(named::CountStalls { count: locale.count(more), stalls: listed }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    fn told(taken: usize) -> Vec<String> {
        let stalls = |count: usize| (1..=count).map(|at| StallNumber::new(at.to_string())).collect::<Vec<_>>();
        let refused = Refused::new(Reason::MarketFull, RuledOut::Nothing, stalls(14));
        let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, crate::testing::now().date());
        refused.after(Precedence::Seniority, stalls(taken)).why(&locale)
    }

    #[test]
    fn a_full_market_names_its_stalls_once() {
        assert_eq!(told(14), ["همهٔ غرفه‌ها پر شد.", "۱۴ غرفه مناسب بود."]);
        assert!(told(13)[1].starts_with("این غرفه‌ها مناسب بود: ۱، ۲، "), "the last is named nowhere else");
    }
}
