//! A market day as the engine reads it, and the engine's answer as places of the requests. Pure. Vendors are named by their
//! request, so that the stored case tells no names.
use super::engine::{
    Case, Category, CategoryName, Granted, GrantedTier, Kind, List, Market, Outcome, Refusal, RefusalCode, Rule, Stall,
    StallNumber, Subkind, Vendor, VendorId, Wants,
};
use super::model::{
    Before, CategoryRule, DrawnRow, DrawnStall, Grounds, Origin, Place, Precedence, Reason, Request, RuledOut,
    VendorList,
};
use super::plan::DayPlan;
use crate::kernel::ids::{BookingId, StallId};
use std::collections::{BTreeMap, BTreeSet};

/// The day with everyone whose request stands.
pub(super) fn case_of(plan: &DayPlan) -> Case {
    let standing = plan.requests.iter().filter(|request| request.stands());
    Case {
        id: plan.day.id.to_string().into(),
        market: market_of(plan),
        vendors: standing.map(|request| vendor_of(plan, request)).collect(),
        unknown_words: Vec::new(),
    }
}

fn market_of(plan: &DayPlan) -> Market {
    let number = |stall: &DrawnStall| StallNumber::new(&stall.number);
    let rows = plan.drawing.rows.iter();
    let rings = rows.clone().enumerate().filter(|(_, row)| row.is_ring).map(|(at, _)| at);
    let separated = rows.clone().flat_map(DrawnRow::pairs).filter(|(one, _)| one.after.is_some());
    Market {
        date: plan.day.day,
        rows: rows.clone().map(|row| row.stalls.iter().map(number).collect()).collect(),
        circular_rows: rings.collect(),
        stalls: plan.drawing.stalls().map(|stall| (number(stall), offers(stall))).collect(),
        categories: plan.drawing.categories.iter().map(category).collect(),
        obstacles: separated.map(|(one, other)| (number(one), number(other))).collect(),
        max_stalls_per_vendor: plan.rules.max_each.map(count),
        ab_list_active: plan.rules.ab_list,
        refused_last_time_first: plan.rules.refused_first,
    }
}

fn category(rule: &CategoryRule) -> (CategoryName, Category) {
    let (max_stalls, max_vendors) = (rule.max_stalls.map(count), rule.max_vendors.map(count));
    (CategoryName::new(&rule.category), Category { required: rule.required, max_stalls, max_vendors })
}

fn count(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn offers(stall: &DrawnStall) -> Stall {
    Stall {
        properties: stall.fittings.words().collect(),
        categories: stall.category.iter().map(CategoryName::new).collect(),
        blocked: stall.is_blocked(),
    }
}

fn vendor_of(plan: &DayPlan, request: &Request) -> Vendor {
    let wanted = &request.wanted;
    let number = |stall: &StallId| plan.drawing.stall(*stall).map(|stall| StallNumber::new(&stall.number));
    let tier = |tier: &Vec<StallId>| tier.iter().filter_map(number).collect::<Vec<StallNumber>>();
    // A holder for whom nobody asked comes for the own stalls, however many they are.
    let most = match request.origin {
        Origin::OwnStall => request.own.len().max(count(wanted.counts.most)),
        Origin::Asked | Origin::Weekly | Origin::WalkIn => count(wanted.counts.most),
    };
    Vendor {
        id: VendorId::new(request.booking.to_string()),
        kind: if request.own.is_empty() { Kind::Applicant } else { Kind::Permanent },
        subkind: Subkind::Ordinary,
        seniority_rank: request.seniority.into(),
        list: match request.terms.list {
            VendorList::A => List::A,
            VendorList::B => List::B,
        },
        refused_last_time: request.was_refused,
        own_stalls: request.own.iter().filter_map(number).collect(),
        guaranteed_count: count(request.terms.guaranteed),
        wants: Wants { min: count(wanted.counts.least), max: most },
        categories: BTreeSet::from([CategoryName::new(&wanted.category)]),
        needs: wanted.needs.words().collect(),
        wishes: wanted.wishes.0.iter().map(tier).collect(),
        flexible: wanted.flexible,
        present: true,
        absence: None,
    }
}

/// Where each request of the case stands in the outcome.
pub(super) fn places(plan: &DayPlan, outcome: &Outcome) -> Vec<Place> {
    let ids: BTreeMap<&str, StallId> = plan.drawing.stalls().map(|stall| (stall.number.as_str(), stall.id)).collect();
    let market = market_of(plan);
    let standing = plan.requests.iter().filter(|request| request.stands());
    standing.filter_map(|request| place((plan, &market), request.booking, (outcome, &ids))).collect()
}

fn place(
    (plan, market): (&DayPlan, &Market),
    booking: BookingId,
    (outcome, ids): (&Outcome, &BTreeMap<&str, StallId>),
) -> Option<Place> {
    let vendor = VendorId::new(booking.to_string());
    if let Some(stalls) = outcome.assigned.get(&vendor) {
        let stalls = stalls.iter().filter_map(|number| ids.get(number.as_str()).copied()).collect();
        let grounds = outcome.granted.get(&vendor).map_or(Grounds::Anywhere, grounds_of);
        return Some(Place { booking, stalls: plan.drawing.in_order(stalls), reason: None, grounds, by_hand: false });
    }
    let refusal = outcome.rejected.get(&vendor)?;
    let before = refusal.before_you.iter().filter_map(|before| {
        Some(Before {
            booking: before.vendor.as_str().parse().ok()?,
            stalls: before.stalls.iter().map(ToString::to_string).collect(),
            rule: precedence_of(before.rule),
        })
    });
    let grounds = Grounds::Refused {
        stalls: refusal.stalls.iter().map(ToString::to_string).collect(),
        before: before.collect(),
        ruled_out: ruled_out_of((plan, market), booking, refusal),
    };
    Some(Place { booking, stalls: Vec::new(), reason: Some(reason_of(refusal.code)), grounds, by_hand: false })
}

/// What the request of a vendor itself ruled out.
pub(super) fn ruled_out(market: &Market, vendor: &Vendor, refusal: &Refusal) -> RuledOut {
    let (least, most_each) = (vendor.wants.min.max(1), market.max_stalls_per_vendor);
    let is_above = |name| market.categories.get(name).is_some_and(|limits: &Category| limits.never_allows(least));
    match refusal.code {
        RefusalCode::NoWishAvailable if vendor.wishes.iter().all(Vec::is_empty) => RuledOut::NoWishNamed,
        RefusalCode::NoWishAvailable if refusal.stalls.is_empty() => RuledOut::NoWishSuits,
        RefusalCode::MinimumUnavailable if most_each.is_some_and(|most| vendor.wants.min > most) => {
            RuledOut::AboveLimit
        }
        RefusalCode::CategoryFull if vendor.categories.iter().any(is_above) => RuledOut::AboveCategory,
        RefusalCode::MinimumUnavailable if vendor.wants.min > vendor.wants.max => RuledOut::LeastAboveMost,
        _ => RuledOut::Nothing,
    }
}

fn ruled_out_of((plan, market): (&DayPlan, &Market), booking: BookingId, refusal: &Refusal) -> RuledOut {
    let Some(request) = plan.request(booking) else {
        return RuledOut::Nothing;
    };
    match ruled_out(market, &vendor_of(plan, request), refusal) {
        // The case leaves out wished stalls that are not drawn any more; the request did name them.
        RuledOut::NoWishNamed if !request.wanted.wishes.is_empty() => RuledOut::NoWishSuits,
        ruled_out => ruled_out,
    }
}

fn grounds_of(granted: &Granted) -> Grounds {
    match granted.tier {
        GrantedTier::Wish(rank) => Grounds::Wish { rank },
        GrantedTier::Own => Grounds::Own,
        GrantedTier::Anywhere => Grounds::Anywhere,
    }
}

pub(super) fn reason_of(code: RefusalCode) -> Reason {
    match code {
        RefusalCode::CategoryFull => Reason::CategoryFull,
        RefusalCode::NoAdjacentRun => Reason::NoAdjacentRun,
        RefusalCode::MinimumUnavailable => Reason::MinimumUnavailable,
        RefusalCode::MarketFull => Reason::MarketFull,
        RefusalCode::OwnStallUnavailable => Reason::OwnStallUnavailable,
        RefusalCode::NoWishAvailable => Reason::NoWishAvailable,
        RefusalCode::NoSuitableStall => Reason::NoSuitableStall,
    }
}

pub(super) fn precedence_of(rule: Rule) -> Precedence {
    match rule {
        Rule::OwnStalls => Precedence::OwnStalls,
        Rule::PriorityList => Precedence::PriorityList,
        Rule::SpecialNeeds => Precedence::SpecialNeeds,
        Rule::MovingHolder => Precedence::MovingHolder,
        Rule::GuaranteedCount => Precedence::GuaranteedCount,
        Rule::AcceptsOne => Precedence::AcceptsOne,
        Rule::Seniority => Precedence::Seniority,
        Rule::EqualSeniority => Precedence::EqualSeniority,
        Rule::Exchange => Precedence::Exchange,
        Rule::LeftOver => Precedence::LeftOver,
    }
}
