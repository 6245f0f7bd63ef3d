//! Small parts that the pages of batches share.
use crate::catalogue::batches::model::{Batch, BatchState};
use crate::catalogue::forms::batches::{MOST_UNTIL_DAYS, TIME_STEP};
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{Tone, badge};
use crate::ui::{Form, Ui};
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// What a batch is called: by its day and hour, a baking where it is bread.
pub(crate) fn batch_name(ui: &Ui, batch: &Batch, category: &str) -> String {
    let moment = ui.moment(batch.ready_at);
    match category {
        "bread" => ui.text.batches_name_bread(moment),
        _ => ui.text.batches_name(moment),
    }
}

/// How a batch stands, in words.
pub(crate) fn batch_state(ui: &Ui, batch: &Batch, unit: SellUnit, now: NaiveDateTime) -> Markup {
    html! {
        @match batch.state {
            BatchState::Planned => {
                @if batch.ready_at <= now { (badge(Tone::Warn, &ui.text.batches_state_to_count())) " " }
                @if batch.held == Quantity::ZERO && batch.orders_until <= now { (badge(Tone::Muted, &ui.text.batches_orders_closed())) }
                @else if batch.held > Quantity::ZERO { (badge(Tone::Ok, &ui.text.batches_ordered(ui.quantity(batch.held, unit)))) }
                @else { (badge(Tone::Muted, &ui.text.batches_ordered_none())) }
            }
            BatchState::Made => (badge(Tone::Ok, &ui.text.batches_state_made())),
            BatchState::CalledOff if batch.has_lapsed() => (badge(Tone::Muted, &ui.text.batches_state_lapsed())),
            BatchState::CalledOff => (badge(Tone::Muted, &ui.text.batches_state_off())),
            BatchState::CalledBack => (badge(Tone::Danger, &ui.text.batches_state_back())),
        }
    }
}

/// The fields of the terms of a batch.
pub(crate) fn terms_fields(ui: &Ui, form: &Form, unit: SellUnit) -> Markup {
    let times = |name: &str| -> Vec<(String, String)> {
        minutes(form.fields.text(name)).map(|minute| (minute.to_string(), ui.minute_of_day(minute))).collect()
    };
    let days: Vec<(String, String)> =
        (0..=MOST_UNTIL_DAYS).map(|days| (days.to_string(), days_before(ui, days))).collect();
    html! {
        (Field::new(form, "quantity", ui.text.batches_form_quantity(ui.sell_unit(unit))).kind(Kind::Number).input(ui))
        (Field::new(form, "ready", ui.text.batches_form_ready()).select(ui, &times("ready")))
        div class="pair" {
            (Field::new(form, "until-days", ui.text.batches_form_until_days()).select(ui, &days))
            (Field::new(form, "until", ui.text.batches_form_until()).select(ui, &times("until")))
        }
        (Field::new(form, "shelf", ui.text.batches_form_shelf()).kind(Kind::Number).hint(ui.text.batches_form_shelf_hint()).optional().input(ui))
    }
}

/// The times of a day that can be chosen, and the one that is: a batch that was ready early is ready at any minute.
fn minutes(chosen: &str) -> impl Iterator<Item = i32> {
    let step = i32::try_from(TIME_STEP).unwrap_or(1);
    let chosen = chosen.parse().ok();
    (0..1440).filter(move |minute| minute % step == 0 || Some(*minute) == chosen)
}

/// How many days before, in words.
pub(super) fn days_before(ui: &Ui, days: i32) -> String {
    match days {
        0 => ui.text.batches_same_day(),
        1 => ui.text.batches_day_before(),
        _ => ui.text.batches_days_before(ui.number(days.into())),
    }
}
