//! What a refusal says to people, in whole sentences: why, which stalls would have suited, and by which rule others have them.
use super::cases::reason_of;
use super::engine::{Refusal, Rule, StallNumber};
use super::model::Reason;
use crate::i18n::{Locale, Texts, named};
use std::collections::BTreeMap;

/// As many stalls are named; the rest are counted.
const MOST_NAMED: usize = 12;

/// What the request itself ruled out, so that nobody else is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuledOut {
    Nothing,
    /// Only wished stalls, and none is named.
    NoWishNamed,
    /// Only wished stalls, and none suits.
    NoWishSuits,
    /// More stalls at least than the market gives to one.
    AboveLimit,
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

/// The reason with its proof.
pub(super) fn refusal(locale: &Locale, refusal: &Refusal, ruled_out: RuledOut) -> String {
    let text = locale.text;
    let code = reason_of(refusal.code);
    let mut sentences = vec![match ruled_out {
        RuledOut::Nothing => reason(text, code),
        RuledOut::NoWishNamed => text.stalls_reason_no_wish_named(),
        RuledOut::NoWishSuits => text.stalls_reason_no_wish_suits(),
        RuledOut::AboveLimit => text.stalls_reason_above_limit(),
    }];
    if ruled_out == RuledOut::Nothing {
        let stalls: Vec<&StallNumber> = refusal.stalls.iter().collect();
        sentences.push(match code {
            Reason::OwnStallUnavailable => text.stalls_proof_own_stalls(numbers(locale, &stalls)),
            _ if stalls.is_empty() => text.stalls_proof_none(),
            _ => text.stalls_proof_stalls(numbers(locale, &stalls)),
        });
        sentences
            .extend(taken(refusal).into_iter().map(|(rule, stalls)| by_rule(text, rule, numbers(locale, &stalls))));
    }
    sentences.join(" ")
}

/// Gathers who came before by their rule.
fn taken(refusal: &Refusal) -> BTreeMap<Rule, Vec<&StallNumber>> {
    let mut taken: BTreeMap<Rule, Vec<&StallNumber>> = BTreeMap::new();
    for before in &refusal.before_you {
        taken.entry(before.rule).or_default().extend(&before.stalls);
    }
    taken.values_mut().for_each(|stalls| stalls.sort());
    taken
}

fn by_rule(text: &Texts, rule: Rule, stalls: String) -> String {
    match rule {
        Rule::OwnStalls => text.stalls_taken_own_stalls(stalls),
        Rule::PriorityList => text.stalls_taken_priority_list(stalls),
        Rule::SpecialNeeds => text.stalls_taken_special_needs(stalls),
        Rule::MovingHolder => text.stalls_taken_moving_holder(stalls),
        Rule::GuaranteedCount => text.stalls_taken_guaranteed_count(stalls),
        Rule::AcceptsOne => text.stalls_taken_accepts_one(stalls),
        Rule::Seniority => text.stalls_taken_seniority(stalls),
        Rule::EqualSeniority => text.stalls_taken_equal_seniority(stalls),
        Rule::Exchange => text.stalls_taken_exchange(stalls),
        Rule::LeftOver => text.stalls_taken_left_over(stalls),
    }
}

fn numbers(locale: &Locale, stalls: &[&StallNumber]) -> String {
    let named = stalls.iter().take(MOST_NAMED).map(|stall| locale.in_digits(stall.as_str()));
    let listed = named.collect::<Vec<_>>().join(&locale.text.stalls_join());
    match stalls.len().saturating_sub(MOST_NAMED) {
        0 => listed,
        more => locale.text.stalls_numbers_and_more(named::CountStalls { count: locale.count(more), stalls: listed }),
    }
}
