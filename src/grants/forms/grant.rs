//! The forms of a new grant and of a proposal.
use super::Reader;
use crate::grants::award::Award;
use crate::grants::decide::{NewProposal, PaperDecision};
use crate::grants::model::GrantKind;
use crate::grants::register::{NewMachine, Paid};
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{DecisionId, GrantId};
use crate::kernel::money::Rial;
use crate::kernel::persian::ascii_digits;
use crate::ui::Problem;
use chrono::NaiveDate;

/// A grant as the form of a new one tells it, with its machine where it gives one.
#[derive(Clone, Debug)]
pub(in crate::grants) struct NewGrant {
    pub decision: Decision,
    pub number: Option<String>,
    pub kind: GrantKind,
    pub amount: Rial,
    pub awarded_on: NaiveDate,
    pub machine: Option<MachineFields>,
}

/// The decision behind a new grant.
#[derive(Clone, Debug)]
pub(in crate::grants) enum Decision {
    Known(DecisionId),
    Paper(PaperDecision),
}

/// The machine of a new grant; the grant pays what the others do not.
#[derive(Clone, Debug)]
pub(in crate::grants) struct MachineFields {
    kind: String,
    maker: String,
    serial: String,
    cost: Rial,
    acquired_on: NaiveDate,
    own: Rial,
    other: Rial,
}

impl MachineFields {
    /// The machine, paid by the grant and by the others.
    pub fn paid_by(&self, grant: GrantId, amount: Rial) -> NewMachine {
        NewMachine {
            kind: self.kind.clone(),
            maker: self.maker.clone(),
            serial: self.serial.clone(),
            cost: self.cost,
            acquired_on: self.acquired_on,
            paid: vec![Paid::Grant(grant, amount), Paid::Household(self.own), Paid::Other(self.other)],
        }
    }
}

impl NewGrant {
    pub fn award(&self, decision: DecisionId) -> Award {
        Award {
            decision,
            number: self.number.clone(),
            kind: self.kind,
            amount: self.amount,
            awarded_on: self.awarded_on,
            others: Vec::new(),
        }
    }
}

/// Reads a new grant. Of a machine the cost is asked and who else paid; of a loan or a training the amount.
pub(in crate::grants) fn new_grant(fields: &Fields, locale: &Locale) -> Result<NewGrant, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let awarded_on = reader.date("awarded");
    let decision = decision(&mut reader, awarded_on);
    let number = Some(reader.optional_line("number")).filter(|number| !number.is_empty());
    let kind = reader.choice("kind", GrantKind::parse);
    let given = match kind {
        Some(GrantKind::Asset) => machine(&mut reader).map(|(machine, amount)| (amount, Some(machine))),
        Some(GrantKind::Loan | GrantKind::Training) => reader.positive("amount").map(|amount| (amount, None)),
        None => None,
    };
    let value =
        decision.zip(kind).zip(awarded_on).zip(given).map(|(((decision, kind), awarded_on), (amount, machine))| {
            NewGrant { decision, number, kind, amount, awarded_on, machine }
        });
    reader.done(value)
}

fn decision(reader: &mut Reader, awarded_on: Option<NaiveDate>) -> Option<Decision> {
    if let Ok(known) = reader.fields.text("decision").parse::<i64>() {
        return Some(Decision::Known(DecisionId(known)));
    }
    let programme = reader.choice("programme", |text| text.parse().ok());
    let paper = reader.line("paper", reader.locale.text.grants_form_paper());
    let decided_on = if reader.is_date_empty("decided") { awarded_on } else { reader.date("decided") };
    let (programme, decided_on) = programme.zip(decided_on)?;
    Some(Decision::Paper(PaperDecision { programme, decided_on, paper }))
}

fn machine(reader: &mut Reader) -> Option<(MachineFields, Rial)> {
    let kind = reader.line("machine", reader.locale.text.grants_form_choose());
    let (maker, serial) = (reader.optional_line("maker"), ascii_digits(&reader.optional_line("serial")));
    let cost = reader.positive("cost");
    let own = reader.amount_or_nothing("own");
    let other = reader.amount_or_nothing("other");
    let acquired_on = reader.date("acquired");
    let (((cost, own), other), acquired_on) = cost.zip(own).zip(other).zip(acquired_on)?;
    let granted = cost.checked_sub(own).and_then(|rest| rest.checked_sub(other)).filter(|rest| *rest > Rial::ZERO);
    let Some(granted) = granted else {
        reader.problem("own", reader.locale.text.grants_form_nothing_granted());
        return None;
    };
    Some((MachineFields { kind, maker, serial, cost, acquired_on, own, other }, granted))
}

/// Reads why a supervisor decides so; nothing may be written.
pub(in crate::grants) fn reason(fields: &Fields, locale: &Locale) -> Result<String, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let reason = reader.optional_text("reason");
    reader.done(Some(reason))
}

/// Reads a proposal.
pub(in crate::grants) fn new_proposal(fields: &Fields, locale: &Locale) -> Result<NewProposal, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let programme = reader.choice("programme", |text| text.parse().ok());
    let kind = reader.choice("kind", GrantKind::parse);
    let amount = reader.positive("amount");
    let reason = reader.text("reason", locale.text.grants_form_reason());
    let value = programme.zip(kind).zip(amount).map(|((programme, kind), amount)| NewProposal {
        programme,
        kind,
        amount,
        reason,
    });
    reader.done(value)
}
