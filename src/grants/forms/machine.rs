//! The forms by which a machine changes hands.
use super::Reader;
use crate::grants::hand_over::{Handover, Terms};
use crate::grants::model::Condition;
use crate::grants::take_back::{Destination, TakeBack};
use crate::grants::use_rights::NewUseRight;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::HouseholdId;
use crate::ui::Problem;

/// The terms as this reader sees them.
fn terms(locale: &Locale) -> Terms {
    Terms::in_force(&locale.text.grants_terms_text())
}

/// Reads a handing over to the household chosen before.
pub(in crate::grants) fn handover(
    fields: &Fields,
    locale: &Locale,
    household: HouseholdId,
) -> Result<Handover, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let text = locale.text;
    let receiver = reader.choice_or("receiver", text.grants_hand_over_receiver_missing(), |text| text.parse().ok());
    let handed_on = reader.date("handed");
    let condition = reader.choice_or("condition", text.grants_hand_over_condition_missing(), Condition::parse);
    let witness = reader.optional_line("witness");
    let giver = reader.optional_line("giver");
    let accepted = reader.choice_or("accepted", text.grants_hand_over_accepted_missing(), |text| match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let value =
        receiver.zip(handed_on).zip(condition).zip(accepted).map(|(((receiver, handed_on), condition), accepted)| {
            let (terms, photos) = (terms(locale), Vec::new());
            Handover { household, receiver, handed_on, giver, witness, condition, terms, accepted, photos }
        });
    reader.done(value)
}

/// Reads a taking back.
pub(in crate::grants) fn take_back(fields: &Fields, locale: &Locale) -> Result<TakeBack, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let to = reader.choice("to", Destination::parse);
    let on = reader.date("on");
    let reason = reader.line("reason", locale.text.grants_form_reason());
    let value = to.zip(on).map(|(to, on)| TakeBack { to, on, reason });
    reader.done(value)
}

/// Reads a right to use a machine for the household chosen before.
pub(in crate::grants) fn use_right(
    fields: &Fields,
    locale: &Locale,
    household: HouseholdId,
) -> Result<NewUseRight, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let starts_on = reader.date("starts");
    let last_day = reader.optional_date("last");
    let agreement = reader.line("agreement", locale.text.grants_form_agreement());
    let value = starts_on.map(|starts_on| NewUseRight { household, starts_on, last_day, agreement });
    reader.done(value)
}
