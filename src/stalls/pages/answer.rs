//! What was asked, what was got, and why: for the seller without names, for the manager with those who came before.
use super::parts::{category_name, counts_words, fittings_words, stall_words};
use crate::kernel::ids::StallId;
use crate::stalls::model::{Category, Grounds, Origin, OwnDay, OwnResult, Place, Reason, RuledOut, Wanted, Wishes};
use crate::stalls::plan::DayPlan;
use crate::stalls::sentences::{Refused, precedence};
use crate::ui::Ui;
use maud::{Markup, html};

/// What a household asked for on a day, in one line; nothing for holders of own stalls who did not need to ask.
pub(super) fn asked_line(ui: &Ui, categories: &[Category], day: &OwnDay) -> Option<String> {
    let is_theirs = day.asked && day.origin != Some(Origin::OwnStall);
    let asked_for = day.asked_for.as_ref().filter(|_| is_theirs)?;
    let number = |stall: StallId| asked_for.numbers.get(&stall).cloned();
    Some(ui.text.stalls_asked_for(asked_words(ui, categories, &asked_for.wanted, &number)))
}

/// What is asked for: the goods, the wishes in their order, how many stalls, what they must have.
pub(super) fn asked_words(
    ui: &Ui,
    categories: &[Category],
    wanted: &Wanted,
    number: &dyn Fn(StallId) -> Option<String>,
) -> String {
    let goods = category_name(categories, &wanted.category, ui.lang).to_owned();
    let wishes = wished_words(ui, &wanted.wishes, number).unwrap_or_else(|| ui.text.stalls_asked_anywhere());
    let counts = counts_words(ui, wanted.counts);
    let only = (!wanted.flexible).then(|| ui.text.stalls_only_wishes());
    let needs = fittings_words(ui, &wanted.needs);
    let words: Vec<String> = [goods, wishes].into_iter().chain(counts).chain(needs).chain(only).collect();
    words.join(&ui.text.stalls_asked_join())
}

/// «غرفهٔ ۲۸، بعد ۲۹ یا ۳۰».
fn wished_words(ui: &Ui, wishes: &Wishes, number: &dyn Fn(StallId) -> Option<String>) -> Option<String> {
    let tier = |tier: &Vec<StallId>| {
        let numbers = tier.iter().filter_map(|stall| number(*stall)).map(|number| ui.in_digits(&number));
        numbers.collect::<Vec<_>>().join(&ui.text.stalls_asked_or())
    };
    let tiers: Vec<String> = wishes.0.iter().map(tier).filter(|tier| !tier.is_empty()).collect();
    (!tiers.is_empty()).then(|| ui.text.stalls_stall(tiers.join(&ui.text.stalls_asked_then())))
}

/// What came of a request, with the proof and without names; `anywhere` is what to say of a stall that nobody wished for and
/// that suits.
pub(super) fn result(ui: &Ui, result: &OwnResult, anywhere: &str) -> Markup {
    if result.grounds == Grounds::NotThere {
        return html! { p { (ui.text.stalls_proof_not_there()) } };
    }
    if let Some(reason) = result.reason {
        let refused = Refused::kept(reason, &result.grounds);
        return html! {
            @for said in refused.why(ui) { p { (said) } }
            ul { @for said in refused.taken(ui) { li { (said) } } }
            @if reason == Reason::NoWishAvailable { p class="muted" { (ui.text.stalls_my_more_chance()) } }
        };
    }
    let said = match &result.grounds {
        Grounds::Wish { rank } => ui.text.stalls_proof_wish(ui.number(i64::try_from(*rank).unwrap_or(1))),
        Grounds::Own => ui.text.stalls_proof_own(),
        Grounds::Anywhere | Grounds::Refused { .. } => anywhere.to_owned(),
        Grounds::Hand => ui.text.stalls_proof_hand(),
        Grounds::HandedOn { .. } => ui.text.stalls_proof_handed_on(),
        Grounds::NotThere => ui.text.stalls_proof_not_there(),
    };
    html! { p { (said) } }
}

/// Why a request got no stall, for the manager: who has the stalls that suited, and by which rule each came before.
pub(super) fn refusal_with_names(ui: &Ui, plan: &DayPlan, place: &Place) -> Markup {
    let Some(reason) = place.reason else {
        return html! {};
    };
    if reason == Reason::TakenByHand {
        // Whoever reads this may have done it.
        return html! { span class="row-note" { (ui.text.stalls_reason_by_hand()) } };
    }
    let why = Refused::kept(reason, &place.grounds).why(ui);
    let (because, proof) = why.split_first().map_or(("", &[][..]), |(because, proof)| (because.as_str(), proof));
    let before = match &place.grounds {
        Grounds::Refused { before, ruled_out: RuledOut::Nothing, .. } => before.as_slice(),
        _ => &[],
    };
    html! {
        span class="row-note" { (because) }
        @if !proof.is_empty() || !before.is_empty() { details class="fold" {
            summary { (ui.text.stalls_day_why()) }
            @for said in proof { p class="small" { (said) } }
            ul { @for one in before { li class="small" {
                b dir="auto" { (plan.request(one.booking).map_or("", |request| request.name.as_str())) }
                " · " (stall_words(ui, &one.stalls)) " · " (precedence(ui.text, one.rule))
            } } }
        } }
    }
}
