//! What browsers send about grants and machines, parsed into kernel values; a sentence for each thing to mend.
use super::award::Award;
use super::decide::{NewProposal, PaperDecision};
use super::hand_over::{Handover, Terms};
use super::model::{Condition, GrantKind};
use super::register::{NewMachine, Paid};
use super::take_back::{Destination, TakeBack};
use super::tell_baseline::{Months, NewBaseline};
use super::use_rights::NewUseRight;
use crate::i18n::Locale;
use crate::kernel::calendar::{Jalali, parse_date_fields};
use crate::kernel::digest::sha256;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{DecisionId, HouseholdId};
use crate::kernel::lang::Lang;
use crate::kernel::money::{AmountError, Rial, parse_amount};
use crate::kernel::number::parse_whole;
use crate::kernel::persian::{clean, clean_lines};
use crate::ui::Problem;
use chrono::{Datelike, NaiveDate};

/// The edition of the terms of a handing over; a new text gets a new one.
const TERMS_VERSION: &str = "1";
const LONGEST_LINE: usize = 200;
const LONGEST_TEXT: usize = 2_000;

/// Reads fields one by one and gathers what is to be mended.
struct Reader<'a> {
    fields: &'a Fields,
    locale: &'a Locale,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn new(fields: &'a Fields, locale: &'a Locale) -> Reader<'a> {
        Reader { fields, locale, problems: Vec::new() }
    }

    fn problem(&mut self, field: &'static str, sentence: String) {
        self.problems.push(Problem { field, sentence });
    }

    fn optional_line(&mut self, field: &'static str) -> String {
        let line = clean(self.fields.text(field));
        if line.chars().count() > LONGEST_LINE {
            self.problem(field, self.locale.text.grants_form_long());
        }
        line
    }

    fn line(&mut self, field: &'static str, missing: String) -> String {
        let line = self.optional_line(field);
        if line.is_empty() {
            self.problem(field, missing);
        }
        line
    }

    fn text(&mut self, field: &'static str, missing: String) -> String {
        let text = clean_lines(self.fields.text(field));
        if text.is_empty() {
            self.problem(field, missing);
        } else if text.chars().count() > LONGEST_TEXT {
            self.problem(field, self.locale.text.grants_form_long());
        }
        text
    }

    /// A choice; where nothing is chosen, a value that is never used because the problem is told.
    fn choice<T: Copy>(&mut self, field: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = read(self.fields.text(field));
        if chosen.is_none() {
            self.problem(field, self.locale.text.grants_form_choose());
        }
        chosen
    }

    fn is_date_empty(&self, name: &str) -> bool {
        self.fields.text(&format!("{name}-day")).is_empty() && self.fields.text(&format!("{name}-year")).is_empty()
    }

    fn date(&mut self, name: &'static str) -> Option<NaiveDate> {
        let part = |suffix: &str| self.fields.text(&format!("{name}-{suffix}"));
        match parse_date_fields(part("year"), part("month"), part("day")) {
            Ok(date) => Some(date),
            Err(_) => {
                self.problem(name, self.locale.text.grants_form_date());
                None
            }
        }
    }

    fn optional_date(&mut self, name: &'static str) -> Option<NaiveDate> {
        if self.is_date_empty(name) { None } else { self.date(name) }
    }

    fn amount(&mut self, field: &'static str) -> Option<Rial> {
        match parse_amount(self.fields.text(field), self.locale.unit) {
            Ok(amount) => Some(amount),
            Err(AmountError::OtherUnit(_)) => {
                self.problem(field, self.locale.text.grants_form_unit(self.locale.unit_word()));
                None
            }
            Err(AmountError::Number(_) | AmountError::NotWholeRials) => {
                self.problem(field, self.locale.text.grants_form_amount());
                None
            }
        }
    }

    fn positive(&mut self, field: &'static str) -> Option<Rial> {
        let amount = self.amount(field)?;
        if amount == Rial::ZERO {
            self.problem(field, self.locale.text.grants_form_amount());
            return None;
        }
        Some(amount)
    }

    fn amount_or_nothing(&mut self, field: &'static str) -> Option<Rial> {
        if self.fields.text(field).is_empty() { Some(Rial::ZERO) } else { self.amount(field) }
    }

    /// Ends the reading: the value, if everything in it was read.
    fn done<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}

/// The three fields of a date, filled with a day.
pub(super) fn with_date(fields: Fields, locale: &Locale, name: &str, day: NaiveDate) -> Fields {
    let (year, month, date) = match locale.lang {
        Lang::Fa => {
            let solar = Jalali::of(day);
            (solar.year(), u32::from(solar.month()), u32::from(solar.day()))
        }
        Lang::En => (day.year(), day.month(), day.day()),
    };
    fields
        .with(&format!("{name}-year"), locale.in_digits(&year.to_string()))
        .with(&format!("{name}-month"), month.to_string())
        .with(&format!("{name}-day"), locale.in_digits(&date.to_string()))
}

/// A grant as the form of a new one tells it, with its machine where it gives one.
#[derive(Clone, Debug)]
pub(super) struct NewGrant {
    pub decision: Decision,
    pub number: Option<String>,
    pub kind: GrantKind,
    pub amount: Rial,
    pub awarded_on: NaiveDate,
    pub machine: Option<MachineFields>,
}

/// The decision behind a new grant.
#[derive(Clone, Debug)]
pub(super) enum Decision {
    Known(DecisionId),
    Paper(PaperDecision),
}

/// The machine of a new grant; the grant pays what the others do not.
#[derive(Clone, Debug)]
pub(super) struct MachineFields {
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
    pub fn paid_by(&self, grant: crate::kernel::ids::GrantId, amount: Rial) -> NewMachine {
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
pub(super) fn new_grant(fields: &Fields, locale: &Locale) -> Result<NewGrant, Vec<Problem>> {
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
    let value = decision.zip(kind).zip(awarded_on).zip(given).map(|(((decision, kind), awarded_on), (amount, machine))| {
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
    let (maker, serial) = (reader.optional_line("maker"), reader.optional_line("serial"));
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

/// Reads a proposal.
pub(super) fn new_proposal(fields: &Fields, locale: &Locale) -> Result<NewProposal, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let programme = reader.choice("programme", |text| text.parse().ok());
    let kind = reader.choice("kind", GrantKind::parse);
    let amount = reader.positive("amount");
    let reason = reader.text("reason", locale.text.grants_form_reason());
    let value = programme
        .zip(kind)
        .zip(amount)
        .map(|((programme, kind), amount)| NewProposal { programme, kind, amount, reason });
    reader.done(value)
}

/// The terms as this reader sees them.
pub(super) fn terms(locale: &Locale) -> Terms {
    Terms { version: TERMS_VERSION, sha256: sha256(locale.text.grants_terms_text().as_bytes()) }
}

/// Reads a handing over to the household chosen before.
pub(super) fn handover(fields: &Fields, locale: &Locale, household: HouseholdId) -> Result<Handover, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let receiver = reader.choice("receiver", |text| text.parse().ok());
    let handed_on = reader.date("handed");
    let condition = reader.choice("condition", Condition::parse);
    let witness = reader.optional_line("witness");
    let accepted = reader.choice("accepted", |text| match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let value = receiver.zip(handed_on).zip(condition).zip(accepted).map(
        |(((receiver, handed_on), condition), accepted)| Handover {
            household,
            receiver,
            handed_on,
            witness,
            condition,
            terms: terms(locale),
            accepted,
        },
    );
    reader.done(value)
}

/// Reads a taking back.
pub(super) fn take_back(fields: &Fields, locale: &Locale) -> Result<TakeBack, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let to = reader.choice("to", Destination::parse);
    let on = reader.date("on");
    let reason = reader.line("reason", locale.text.grants_form_reason());
    let value = to.zip(on).map(|(to, on)| TakeBack { to, on, reason });
    reader.done(value)
}

/// Reads a right to use a machine for the household chosen before.
pub(super) fn use_right(fields: &Fields, locale: &Locale, household: HouseholdId) -> Result<NewUseRight, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let starts_on = reader.date("starts");
    let last_day = reader.optional_date("last");
    let agreement = reader.line("agreement", locale.text.grants_form_agreement());
    let value = starts_on.map(|starts_on| NewUseRight { household, starts_on, last_day, agreement });
    reader.done(value)
}

/// Reads the income before support.
pub(super) fn baseline(fields: &Fields, locale: &Locale) -> Result<NewBaseline, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let taken_on = reader.date("taken");
    let good = months(&mut reader, ("good-months", "good"));
    let average = months(&mut reader, ("average-months", "average"));
    let bad = months(&mut reader, ("bad-months", "bad"));
    let closed = count(&mut reader, "closed-months");
    let other = reader.amount_or_nothing("other");
    let grant = fields.text("grant").parse().ok();
    let value = taken_on.zip(good).zip(average).zip(bad).zip(closed.zip(other)).map(
        |((((taken_on, good), average), bad), (closed, other))| NewBaseline {
            grant,
            taken_on,
            good,
            average,
            bad,
            closed,
            other,
        },
    );
    reader.done(value)
}

fn months(reader: &mut Reader, (count_field, income_field): (&'static str, &'static str)) -> Option<Months> {
    let count = count(reader, count_field)?;
    let income = if count == 0 { reader.amount_or_nothing(income_field) } else { reader.amount(income_field) }?;
    Some(Months { count, income })
}

fn count(reader: &mut Reader, field: &'static str) -> Option<i32> {
    if reader.fields.text(field).is_empty() {
        return Some(0);
    }
    let count = parse_whole(reader.fields.text(field)).ok().filter(|count| *count <= 12);
    if count.is_none() {
        reader.problem(field, reader.locale.text.grants_form_months());
    }
    count.and_then(|count| i32::try_from(count).ok())
}
