//! What a shop sends about one of its batches; and refusals in words beside the field to mend.
use crate::catalogue::forms::batches::{batch_problem, quantity_in};
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::quantity::SellUnit;
use crate::orders::batches::call_off::CallOffRefusal;
use crate::orders::batches::change::{ChangeRefusal, NEAR_DAYS};
use crate::orders::batches::make::{Count, MakeRefusal};
use crate::orders::batches::recall::{Recall, RecallRefusal};
use crate::orders::forms::{reason, step_sentence};
use crate::orders::telling::Told;
use crate::ui::Problem;

/// What a tap on a batch's page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::orders) enum Act {
    Made,
    Unmade,
    Change,
    /// It is ready earlier than it was to be.
    Today,
    Off,
    TakeUp,
    Recall,
}

/// Reads what is asked for.
pub(in crate::orders) fn act(fields: &Fields) -> Option<Act> {
    Some(match fields.text("do") {
        "made" => Act::Made,
        "unmade" => Act::Unmade,
        "change" => Act::Change,
        "today" => Act::Today,
        "off" => Act::Off,
        "on" => Act::TakeUp,
        "recall" => Act::Recall,
        _ => return None,
    })
}

/// Reads what was counted; where no number is asked for it is as much as was planned.
pub(in crate::orders) fn count(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Count, Problem> {
    let real = match fields.text("real") {
        "" if fields.has("real") => {
            return Err(Problem { field: "real", sentence: locale.text.batches_real_missing() });
        }
        "" => None,
        _ => Some(quantity_in(fields, ("real", unit), (locale, &|| locale.text.batches_real_unread()))?),
    };
    Ok(Count { real, cuts: fields.text("cuts") == "yes" })
}

/// Reads why a batch is called back, and how much of it is left; an empty box is asked about.
pub(in crate::orders) fn recall(fields: &Fields, unit: SellUnit, locale: &Locale) -> Result<Recall, Problem> {
    let reason = reason(fields, "reason", locale)?;
    let left = match fields.text("left") {
        "" => return Err(Problem { field: "left", sentence: locale.text.batches_left_missing() }),
        _ => quantity_in(fields, ("left", unit), (locale, &|| locale.text.batches_real_unread()))?,
    };
    Ok(Recall { reason, left })
}

/// Why a batch was not counted, in words.
pub(in crate::orders) fn make_problem(refusal: &MakeRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        MakeRefusal::Moved => locale.text.batches_moved(),
        MakeRefusal::Early => locale.text.batches_not_yet(),
        MakeRefusal::Short { orders } => locale.text.batches_short(locale.count(orders.len())),
        MakeRefusal::Gone => locale.text.batches_unmake_late(),
        MakeRefusal::Step(refusal) => step_sentence(refusal, locale),
    };
    Problem { field: "real", sentence }
}

/// Who was told of what became of a batch, in words; nothing where it concerns nobody.
pub(in crate::orders) fn told_words(told: Told, sends_sms: bool, locale: &Locale) -> Option<String> {
    let (orders, reached) = (told.orders, told.reached(sends_sms));
    match reached {
        _ if orders == 0 => None,
        0 => Some(locale.text.batches_told_none()),
        all if all == orders => Some(locale.text.batches_told(locale.count(all))),
        some => {
            let said = named::OfTold { of: locale.count(orders), told: locale.count(some) };
            Some(locale.text.batches_told_some(said))
        }
    }
}

/// Why a batch was not changed, in words.
pub(in crate::orders) fn change_problem(refusal: ChangeRefusal, unit: SellUnit, locale: &Locale) -> Problem {
    match refusal {
        ChangeRefusal::Batch(refusal) => batch_problem(refusal, unit, locale),
        ChangeRefusal::Early { orders } => {
            Problem { field: "ready", sentence: locale.text.batches_early(locale.count(orders)) }
        }
        ChangeRefusal::Old { orders } => {
            Problem { field: "shelf", sentence: locale.text.batches_old(locale.count(orders)) }
        }
        ChangeRefusal::Far => {
            let days = locale.number(i64::try_from(NEAR_DAYS).unwrap_or(0));
            Problem { field: "early", sentence: locale.text.batches_too_soon(days) }
        }
    }
}

/// Why a batch was not called off or taken up again, in words.
pub(in crate::orders) fn call_off_problem(refusal: &CallOffRefusal, locale: &Locale) -> Problem {
    let sentence = match refusal {
        CallOffRefusal::Moved => locale.text.batches_moved(),
        CallOffRefusal::Past => locale.text.batches_past(),
        CallOffRefusal::Step(refusal) => step_sentence(refusal, locale),
    };
    Problem { field: "off", sentence }
}

/// Why a batch was not called back, in words.
pub(in crate::orders) fn recall_problem(refusal: &RecallRefusal, unit: SellUnit, locale: &Locale) -> Problem {
    let (field, sentence) = match refusal {
        RecallRefusal::Moved => ("reason", locale.text.batches_moved()),
        RecallRefusal::NoReason => ("reason", locale.text.batches_recall_reason_missing()),
        RecallRefusal::TooMuch { most } => ("left", locale.text.batches_recall_much(locale.quantity(*most, unit))),
        RecallRefusal::Step(refusal) => ("reason", step_sentence(refusal, locale)),
    };
    Problem { field, sentence }
}
