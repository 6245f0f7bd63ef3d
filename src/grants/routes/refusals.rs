//! What a verb of grants refused, as a sentence beside the field that mends it.
use crate::grants::HoldRefusal;
use crate::grants::award::AwardRefusal;
use crate::grants::decide::DecisionRefusal;
use crate::grants::hand_over::HandoverRefusal;
use crate::grants::model::GrantKind;
use crate::grants::pages::kind_word;
use crate::grants::register::RegisterRefusal;
use crate::grants::tell_baseline::BaselineRefusal;
use crate::grants::use_rights::UseRightRefusal;
use crate::i18n::{Locale, named};
use crate::ui::Problem;

/// Why a new grant was refused: by its decision, its award or its machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrantRefusal {
    Decision(DecisionRefusal),
    Award(AwardRefusal),
    Machine(RegisterRefusal),
}

pub(super) fn new_grant(refusal: GrantRefusal, locale: &Locale) -> Problem {
    match refusal {
        GrantRefusal::Decision(refusal) => decision(refusal, locale),
        GrantRefusal::Award(refusal) => award(refusal, locale),
        GrantRefusal::Machine(refusal) => register(refusal, locale),
    }
}

pub(super) fn decision(refusal: DecisionRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        DecisionRefusal::Programme => ("programme", text.grants_refused_programme()),
        DecisionRefusal::Future => ("decided", text.grants_refused_future()),
        DecisionRefusal::RefusedBefore => ("paper", text.grants_refused_before()),
        DecisionRefusal::Decided => ("outcome", text.grants_decisions_late()),
        DecisionRefusal::Own => ("outcome", text.grants_decisions_own()),
        DecisionRefusal::Unexplained => ("reason", text.grants_decisions_reason_missing()),
        DecisionRefusal::Unknown => ("decision", text.grants_refused_approval()),
    };
    Problem { field, sentence }
}

fn award(refusal: AwardRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        AwardRefusal::NotApproved => ("decision", text.grants_refused_approval()),
        AwardRefusal::Spent => ("decision", text.grants_refused_spent()),
        AwardRefusal::OtherKind(approved) => ("kind", text.grants_refused_other_kind(kind_word(locale, approved))),
        AwardRefusal::OverApproved { kind, approved } => {
            let field = if kind == GrantKind::Asset { "cost" } else { "amount" };
            (field, text.grants_refused_over_approved(locale.money(approved)))
        }
        AwardRefusal::Date => ("awarded", text.grants_refused_award_date()),
        AwardRefusal::NumberTaken => ("number", text.grants_refused_number()),
        AwardRefusal::Shares => ("kind", text.grants_refused_shares()),
    };
    Problem { field, sentence }
}

fn register(refusal: RegisterRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        RegisterRefusal::Kind => ("machine", text.grants_refused_kind()),
        RegisterRefusal::Known(_) => ("serial", text.grants_refused_serial()),
        RegisterRefusal::Future => ("acquired", text.grants_refused_future()),
        RegisterRefusal::Unbalanced { cost, paid } => (
            "cost",
            text.grants_refused_unbalanced(named::CostPaid { cost: locale.money(cost), paid: locale.money(paid) }),
        ),
        RegisterRefusal::Grant => ("decision", text.grants_refused_approval()),
        RegisterRefusal::OverGrant => ("cost", text.grants_refused_over_grant()),
    };
    Problem { field, sentence }
}

/// `day` is the field of the day on which the machine changes hands, `to` that of where it goes.
pub(super) fn hold(refusal: HoldRefusal, (day, to): (&'static str, &'static str), locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        HoldRefusal::Future => (day, text.grants_refused_future()),
        HoldRefusal::NotYet(since) => (day, text.grants_refused_not_yet(locale.full_date(since))),
        HoldRefusal::ProducedToday => (day, text.grants_refused_produced_today()),
        HoldRefusal::TooEarly(since) => (day, text.grants_refused_early(locale.full_date(since))),
        HoldRefusal::Today => (to, text.grants_refused_today()),
        HoldRefusal::Same => (to, text.grants_refused_same()),
        HoldRefusal::Gone => (to, text.grants_refused_gone()),
        HoldRefusal::ProducedLater => (day, text.grants_refused_produced()),
        HoldRefusal::UsedLater => (day, text.grants_refused_used()),
        HoldRefusal::UseRight => (to, text.grants_refused_use_right()),
        HoldRefusal::BaselineLater => (day, text.grants_refused_baseline()),
    };
    Problem { field, sentence }
}

pub(super) fn handover(refusal: HandoverRefusal, locale: &Locale) -> Problem {
    match refusal {
        HandoverRefusal::Household => Problem { field: "receiver", sentence: locale.text.grants_refused_household() },
        HandoverRefusal::Receiver => Problem { field: "receiver", sentence: locale.text.grants_refused_receiver() },
        HandoverRefusal::OwnPaper => Problem { field: "accepted", sentence: locale.text.grants_refused_own_paper() },
        HandoverRefusal::Hold(refusal) => hold(refusal, ("handed", "accepted"), locale),
    }
}

pub(super) fn use_right(refusal: UseRightRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        UseRightRefusal::Household => ("agreement", text.grants_refused_household()),
        UseRightRefusal::Dates => ("last", text.grants_refused_dates()),
        UseRightRefusal::Holder => ("starts", text.grants_refused_holder()),
        UseRightRefusal::Nobody => ("starts", text.grants_refused_nobody()),
        UseRightRefusal::Overlap => ("starts", text.grants_refused_overlap()),
        UseRightRefusal::ProducedLater => ("last", text.grants_refused_produced()),
        UseRightRefusal::Over => ("last", text.grants_refused_over()),
    };
    Problem { field, sentence }
}

pub(super) fn baseline(refusal: BaselineRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    let (field, sentence) = match refusal {
        BaselineRefusal::NotTwelve(count) => {
            ("good-months", text.grants_refused_twelve(locale.number(i64::from(count))))
        }
        BaselineRefusal::Future => ("taken", text.grants_refused_future()),
        BaselineRefusal::Grant => ("grant", text.grants_refused_grant()),
        BaselineRefusal::Told => ("grant", text.grants_refused_told()),
        BaselineRefusal::Corrected => ("reason", text.grants_refused_corrected()),
        BaselineRefusal::AfterHandover => ("taken", text.grants_refused_after_handover()),
    };
    Problem { field, sentence }
}
