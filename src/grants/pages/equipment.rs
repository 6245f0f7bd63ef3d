//! One machine with its payers and its way from hand to hand; the register of all is in `list`.
mod list;

pub(crate) use list::EquipmentList;

use super::{ELEMENT, condition_word, earned, grant_number, holder_word, seen_word, serial, with_element};
use crate::grants::model::{
    CustodyRow, DeclinedRow, Earned, Holder, MachineRow, PayerRow, PhotoRow, Seen, Shows, Source, UseRightRow,
};
use crate::i18n::named;
use crate::kernel::ids::{HandoverId, HouseholdId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::ui::parts::{money, page_head};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDate;
use maud::{Markup, html};

/// GET /casework/equipment/{equipment}.
pub(crate) struct EquipmentCard {
    pub machine: MachineRow,
    pub payers: Vec<PayerRow>,
    pub custody: Vec<CustodyRow>,
    pub declined: Vec<DeclinedRow>,
    pub photos: Vec<PhotoRow>,
    pub uses: Vec<UseRightRow>,
    pub earned: Earned,
    /// Whether the reader may change who uses it.
    pub keeps: bool,
    /// Whether the reader may hand it over and take it back.
    pub moves: bool,
    /// What the reader is told of the households that it ever concerned.
    pub seen: Seen,
}

impl Page for EquipmentCard {
    fn title(&self, ui: &Ui) -> String {
        self.machine.kind.name.in_lang(ui.lang).to_owned()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack" {
                (page_head(Some((urls::equipment_list(ui.lang), ui.text.grants_list_title())), &self.title(ui), None))
                (self.facts(ui))
                @if self.moves { (self.actions(ui)) }
                div class="split" {
                    div class="stack" {
                        (self.payers(ui))
                        (earned::section(ui, &self.earned, &self.seen, ("machine", self.machine.id.to_string())))
                    }
                    div class="stack" { (self.history(ui)) (self.uses(ui)) }
                }
            }
        }
    }
}

impl EquipmentCard {
    /// Every household that the card speaks of.
    pub fn concerned(&self) -> Vec<HouseholdId> {
        let held = self.custody.iter().filter_map(|row| row.household);
        let declined = self.declined.iter().map(|row| row.household);
        let used = self.uses.iter().map(|right| right.household);
        held.chain(declined).chain(used).chain(self.earned.households()).collect()
    }

    /// Who answers for it now; nobody has taken it over yet where there is no such stretch.
    fn now(&self) -> Option<&CustodyRow> {
        self.custody.iter().find(|row| row.ends_on.is_none())
    }

    fn facts(&self, ui: &Ui) -> Markup {
        let now = self.now();
        let household = now.and_then(|row| row.household);
        let machine = &self.machine;
        html! {
            dl class="facts facts-2 panel" {
                div { dt { (ui.text.grants_card_holder()) } dd dir="auto" {
                    @match household {
                        Some(id) if self.seen.opens(id) => a href=(urls::household(ui.lang, id)) { (seen_word(ui, &self.seen, id)) },
                        Some(id) => (seen_word(ui, &self.seen, id)),
                        None => (holder_word(ui, now.map(|row| row.holder), None)),
                    }
                } }
                div { dt { (ui.text.grants_card_cost()) } dd { (ui.money(machine.cost)) } }
                div { dt { (ui.text.grants_card_maker()) } dd { bdi { @if machine.maker.is_empty() { (ui.text.grants_no_maker()) } @else { (machine.maker) } } } }
                div { dt { (ui.text.grants_card_serial()) } dd { @if machine.serial.is_empty() { (ui.text.grants_no_serial()) } @else { (serial(&machine.serial)) } } }
                div { dt { (ui.text.grants_card_acquired()) } dd { (ui.full_date(machine.acquired_on)) } }
            }
        }
    }

    fn actions(&self, ui: &Ui) -> Markup {
        let id = self.machine.id;
        let holder = self.now().map(|row| row.holder);
        let back = match holder {
            None | Some(Holder::Depot) => ui.text.grants_card_move(),
            Some(_) => ui.text.grants_card_take_back(),
        };
        html! {
            div class="cluster" {
                a class="btn btn-primary" href=(urls::equipment_hand_over(ui.lang, id)) { (icon("household")) span { (ui.text.grants_card_hand_over()) } }
                a class="btn" href=(urls::equipment_return(ui.lang, id)) { (icon("undo")) span { (back) } }
                @if self.keeps && holder == Some(Holder::Household) { a class="btn" href=(urls::equipment_use_right(ui.lang, id)) { (icon("people")) span { (ui.text.grants_card_use_right()) } } }
            }
            @if self.keeps { p class="muted small" { (ui.text.grants_card_elsewhere()) } }
        }
    }

    fn payers(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack stack-s" {
                h2 { (ui.text.grants_card_payers()) }
                table class="table" {
                    thead { tr { th scope="col" { (ui.text.grants_card_payer()) } th scope="col" class="n" { (ui.text.grants_card_amount()) } th scope="col" class="n" { (ui.text.grants_card_share()) } } }
                    tbody { @for payer in &self.payers { tr {
                        th scope="row" { (payer_word(ui, payer)) }
                        td class="n" data-label=(ui.text.grants_card_amount()) { (money(ui, payer.amount)) }
                        td class="n" data-label=(ui.text.grants_card_share()) { (ui.percent(share(payer.amount, self.machine.cost))) }
                    } } }
                    tfoot { tr { th scope="row" { (ui.text.grants_card_total()) } td class="n" data-label=(ui.text.grants_card_amount()) { (money(ui, self.machine.cost)) } td {} } }
                }
            }
        }
    }

    fn history(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack stack-s" {
                h2 { (ui.text.grants_card_history()) }
                ol class="timeline" {
                    @if self.custody.is_empty() { li { time { (ui.full_date(self.machine.acquired_on)) } b { (ui.text.grants_card_waiting()) } } }
                    @for at in 0..self.custody.len() { (self.stretch(ui, self.custody.get(at..).unwrap_or_default())) }
                }
                @for row in &self.declined { p class="muted small" dir="auto" {
                    (ui.full_date(row.handed_on)) ": " (ui.text.grants_card_declined(seen_word(ui, &self.seen, row.household)))
                }
                @if self.seen.names(row.household) { (self.photos_of(ui, row.handover)) } }
            }
        }
    }

    /// The first of `rows`, the latest first. Why a machine left a household is told to whoever may read of that household.
    fn stretch(&self, ui: &Ui, rows: &[CustodyRow]) -> Markup {
        let Some(row) = rows.first() else { return html! {} };
        let household = row.household.map(|id| seen_word(ui, &self.seen, id));
        let names = rows.iter().find_map(|row| row.household).is_some_and(|id| self.seen.names(id));
        html! {
            li class=[row.ends_on.map(|_| "is-past")] {
                time { @if row.is_void() { (ui.full_date(row.starts_on)) } @else { (between(ui, row.starts_on, row.ends_on)) } }
                b dir="auto" { (holder_word(ui, Some(row.holder), household.as_deref())) }
                @if row.is_void() { p { @if row.holder == Holder::Household { (ui.text.grants_card_void()) } @else { (ui.text.grants_card_moved_on()) } } }
                @if let Some(condition) = row.condition { p { (ui.text.grants_card_condition(condition_word(ui, condition))) } }
                @if let Some(giver) = row.giver.as_deref().filter(|name| names && !name.is_empty()) { p dir="auto" { (ui.text.grants_card_giver(giver)) } }
                @if let Some(witness) = row.witness.as_deref().filter(|name| names && !name.is_empty()) { p dir="auto" { (ui.text.grants_card_witness(witness)) } }
                @if names && !row.reason.is_empty() { p dir="auto" { (row.reason) } }
                @if let Some(handover) = row.handover.filter(|_| names) { (self.photos_of(ui, handover)) }
            }
        }
    }

    /// Links to the photos of a handing over, each of which opens by itself and leaves its row in the trail.
    fn photos_of(&self, ui: &Ui, handover: HandoverId) -> Markup {
        let photos: Vec<&PhotoRow> = self.photos.iter().filter(|photo| photo.handover == handover).collect();
        let word = |at: usize, photo: &PhotoRow| match photo.shows {
            Shows::Machine => ui.text.grants_card_photo(ui.count(at + 1)),
            Shows::Sheet => ui.text.grants_card_sheet(),
        };
        html! {
            @if !photos.is_empty() {
                ul class="cluster" { @for (at, photo) in photos.into_iter().enumerate() { li {
                    a class="more" href=(urls::equipment_photo(ui.lang, self.machine.id, photo.id)) { (icon("camera")) span { (word(at, photo)) } }
                } } }
            }
        }
    }

    fn uses(&self, ui: &Ui) -> Markup {
        let is_held = self.now().is_some_and(|row| row.holder == Holder::Household);
        html! {
            section class="stack stack-s" {
                h2 { (ui.text.grants_card_uses()) }
                @if self.uses.is_empty() { p class="muted" {
                    @if is_held { (ui.text.grants_card_uses_none()) } @else { (ui.text.grants_card_uses_nobody()) }
                } }
                ul class="rows" { @for right in &self.uses { li { div class="row" {
                    span class="row-main" {
                        span class="row-title" dir="auto" { (seen_word(ui, &self.seen, right.household)) }
                        @if self.seen.names(right.household) { span class="row-note" dir="auto" { (right.agreement) } }
                        span class="row-note" { (between(ui, right.starts_on, right.ends_on)) }
                    }
                    @if self.keeps && right.ends_on.is_none_or(|end| Some(end) > ui.today.succ_opt()) {
                        form class="row-end" method="post" action=(urls::equipment_use_right_end(ui.lang, self.machine.id, right.id)) {
                            button class="btn btn-quiet" { (icon("close")) span { (ui.text.grants_card_use_end()) } }
                        }
                    }
                } } } }
            }
        }
    }
}

fn payer_word(ui: &Ui, payer: &PayerRow) -> Markup {
    let programme = match ui.lang {
        Lang::Fa => payer.programme_fa.as_deref(),
        Lang::En => payer.programme_en.as_deref(),
    };
    match (payer.source, payer.grant, payer.number.as_deref()) {
        (Source::Grant, Some(grant), Some(number)) => html! {
            a href=(urls::grant(ui.lang, grant)) { span { (with_element(&ui.text.grants_card_grant(ELEMENT), &grant_number(ui, number))) } }
            @if let Some(programme) = programme { " " span class="muted small" { (programme) } }
        },
        (Source::Household, ..) => html! { (ui.text.grants_card_own()) },
        (Source::Other | Source::Grant, ..) => html! { (ui.text.grants_card_other()) },
    }
}

/// From the first day to the last one, or since.
fn between(ui: &Ui, starts_on: NaiveDate, ends_on: Option<NaiveDate>) -> String {
    match ends_on {
        Some(end) => {
            ui.text.grants_card_from_to(named::FromTo { from: ui.full_date(starts_on), to: ui.full_date(end) })
        }
        None => ui.text.grants_card_from(ui.full_date(starts_on)),
    }
}

/// A part of the whole in basis points, rounded half up, for display.
fn share(part: Rial, whole: Rial) -> i64 {
    let exact = i128::from(part.0) * 20_000 + i128::from(whole.0);
    i64::try_from(exact / (i128::from(whole.0.max(1)) * 2)).unwrap_or(0)
}
