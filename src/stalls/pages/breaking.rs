//! A change of the plan in full, to be read before it is done: who goes where, and what that breaks.
use super::moving::{ALSO, WITHOUT, seen_fields};
use super::parts::{category_name, day_title, lack_word, stall_words};
use crate::i18n::named;
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::limits::Room;
use crate::stalls::model::Category;
use crate::stalls::plan::DayPlan;
use crate::stalls::rearrange::{Ahead, Break, BreakKind, Change, Shift};
use crate::ui::form::action_row;
use crate::ui::parts::page_head;
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// A change with what it breaks, to be read before it is done.
pub(crate) struct Confirm {
    pub plan: DayPlan,
    pub categories: Vec<Category>,
    pub booking: BookingId,
    pub change: Change,
    pub breaks: Vec<Break>,
}

impl Page for Confirm {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_breaks_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::day(ui.lang, self.plan.day.id);
        let broken: Vec<&Break> = self.breaks.iter().filter(|one| !self.is_said_by_the_move(one)).collect();
        let go = if broken.is_empty() { ui.text.stalls_move_go() } else { ui.text.stalls_breaks_go() };
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), day_title(ui, &self.plan.day))), &ui.text.stalls_breaks_title(), None))
                ul { @for shift in self.plan.shifts(self.booking, self.change) { li { (shift_sentence(ui, &self.plan, &shift)) } } }
                @if !broken.is_empty() {
                    div class="notice notice-warn" role="alert" { (icon("warning")) ul { @for one in broken { li { (break_sentence(ui, (&self.plan, &self.categories), one)) } } } }
                }
                form class="form stack" method="post" action=(urls::day_move(ui.lang, self.plan.day.id)) {
                    (seen_fields(&self.plan))
                    input type="hidden" name="booking" value=(self.booking);
                    @if let Some(stall) = self.change.stall() { input type="hidden" name="stall" value=(stall); }
                    @match self.change {
                        Change::Also(_) => input type="hidden" name="do" value=(ALSO);,
                        Change::Without(_) => input type="hidden" name="do" value=(WITHOUT);,
                        Change::To(_) | Change::Nowhere => {}
                    }
                    input type="hidden" name="accept" value="yes";
                    (action_row(&go, "check", Some((back, ui.text.app_cancel()))))
                }
            }
        }
    }
}

impl Confirm {
    /// Whether it is read already where everyone goes.
    fn is_said_by_the_move(&self, one: &Break) -> bool {
        match &one.kind {
            BreakKind::Moves { .. } | BreakKind::LosesPlace => true,
            BreakKind::Fewer { stalls } => {
                let least = self.plan.request(one.booking).map_or(1, |request| request.wanted.counts.least);
                stalls.len() >= usize::try_from(least).unwrap_or(1)
            }
            _ => false,
        }
    }
}

/// Where someone stood and where they will stand, in a sentence.
fn shift_sentence(ui: &Ui, plan: &DayPlan, shift: &Shift) -> String {
    let name = plan.request(shift.booking).map_or("", |request| request.name.as_str());
    let words = |stalls: &[StallId]| stall_words(ui, &plan.drawing.numbers(stalls));
    let without = |stalls: &[StallId], others: &[StallId]| -> Vec<StallId> {
        stalls.iter().copied().filter(|stall| !others.contains(stall)).collect()
    };
    let (before, after) = (words(&shift.before), words(&shift.after));
    let (lost, gained) = (without(&shift.before, &shift.after), without(&shift.after, &shift.before));
    let given = |stall: String| named::NameStall { name, stall };
    let changed = |from: String, to: String| named::FromNameTo { from, name, to };
    if shift.before.is_empty() {
        ui.text.stalls_shift_comes(given(after))
    } else if shift.after.is_empty() {
        ui.text.stalls_shift_goes(given(before))
    } else if lost.is_empty() {
        ui.text.stalls_shift_grows(changed(before, words(&gained)))
    } else if gained.is_empty() {
        ui.text.stalls_shift_shrinks(changed(words(&lost), after))
    } else {
        ui.text.stalls_shift_moves(changed(before, after))
    }
}

/// A plan with the names of the goods, as a sentence on it needs them.
pub(super) type Worded<'a> = (&'a DayPlan, &'a [Category]);

/// What a change or a gift breaks, in a sentence.
pub(super) fn break_sentence(ui: &Ui, (plan, categories): Worded<'_>, one: &Break) -> String {
    let name = plan.request(one.booking).map_or("", |request| request.name.as_str());
    kind_sentence(ui, (plan, categories), (name, &one.kind))
}

/// What is broken for someone of this name, in a sentence.
pub(super) fn kind_sentence(ui: &Ui, (plan, categories): Worded<'_>, (name, kind): (&str, &BreakKind)) -> String {
    let named = |stalls: &[StallId]| named::NameStall { name, stall: stall_words(ui, &plan.drawing.numbers(stalls)) };
    let counted = |most: i32| named::CountName { count: ui.number(most.into()), name };
    match kind {
        BreakKind::Unsuited { stall, lacks } => {
            let words: Vec<String> = lacks.iter().map(|lack| lack_word(ui, *lack)).collect();
            let stall = ui.in_digits(plan.drawing.number(*stall));
            ui.text.stalls_break_unsuited(named::LacksNameStall { lacks: ui.numbered(&words), name, stall })
        }
        BreakKind::NotWished { stalls } => ui.text.stalls_break_not_wished(named(stalls)),
        BreakKind::Apart { stalls } => ui.text.stalls_break_apart(named(stalls)),
        BreakKind::Moves { stalls } => ui.text.stalls_break_moves(named(stalls)),
        BreakKind::Fewer { stalls } => ui.text.stalls_break_fewer(named(stalls)),
        BreakKind::LosesPlace => ui.text.stalls_break_loses(name),
        BreakKind::PassedOver(ahead) => passed_over(ui, name, *ahead),
        BreakKind::CategoryFull { category, room } => full(ui, category_name(categories, category, ui.lang), *room),
        BreakKind::AboveMost(most) => ui.text.stalls_break_above_most(counted(*most)),
        BreakKind::AboveLimit(most) => ui.text.stalls_break_above_limit(counted(*most)),
        BreakKind::OffOwn { stalls } => ui.text.stalls_break_off_own(named(stalls)),
    }
}

fn full(ui: &Ui, category: &str, room: Room) -> String {
    let counted = |most: i32| named::CategoryCount { category, count: ui.number(most.into()) };
    match room {
        Room::Stalls(most) => ui.text.stalls_break_category_full(counted(most)),
        Room::Sellers(most) => ui.text.stalls_break_category_sellers(counted(most)),
    }
}

fn passed_over(ui: &Ui, name: &str, ahead: Ahead) -> String {
    match ahead {
        Ahead::IsHere => ui.text.stalls_break_is_here(name),
        Ahead::Asked => ui.text.stalls_break_asked(name),
        Ahead::Rules => ui.text.stalls_break_rules(name),
        Ahead::Seniority => ui.text.stalls_break_passed_over(name),
        Ahead::HasNone => ui.text.stalls_break_has_none(name),
    }
}
