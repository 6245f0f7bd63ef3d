//! The assignment on files: cases go in as text, answers come out as text. It is the same engine that the market days use,
//! so that anyone can check it with cases of their own.
use super::cases::{precedence_of, reason_of, ruled_out};
use super::engine::{
    BeforeYou, Case, CaseFault, CaseFaults, Note, Outcome, Refusal, RefusalCode, StallNumber, Unrepeated, Vendor,
    VendorId, assign, notes,
};
use super::model::RuledOut;
use super::sentences;
use crate::i18n::Locale;
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a text is no case.
#[derive(Debug, Error)]
pub(crate) enum NoCase {
    #[error("this cannot be read as JSON: {0}")]
    NotJson(serde_json::Error),
    #[error("{0}")]
    Doubled(serde_json::Error),
    #[error("{}", all(.0))]
    Senseless(Vec<Fault>),
    #[error("the answer cannot be written: {0}")]
    Unwritable(serde_json::Error),
}

/// What is wrong in one of the cases.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    #[error("{0}")]
    Alone(CaseFault),
    #[error("case {at}, counted from 0: {fault}")]
    Among { at: usize, fault: CaseFault },
}

/// The answers to a file of cases.
pub(crate) struct Answered {
    /// JSON of the same shape and order as the file.
    pub answers: String,
    /// How many things are odd in the cases, though they could be dealt.
    pub oddities: usize,
}

impl NoCase {
    /// A sentence for each fault.
    pub(crate) fn sentences(&self) -> Vec<String> {
        match self {
            NoCase::Senseless(faults) => faults.iter().map(ToString::to_string).collect(),
            whole => vec![whole.to_string()],
        }
    }
}

fn all(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Stalls for everyone placed, and a reason with its proof for everyone refused.
#[derive(Debug, Serialize)]
struct Answer {
    id: Value,
    assigned: BTreeMap<VendorId, Vec<StallNumber>>,
    rejected: BTreeMap<VendorId, Refused>,
    /// Says that so many times the answer was no because the allowance of work ran out; left out where every no is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    checks_cut_short: Option<usize>,
}

#[derive(Debug, Serialize)]
struct Refused {
    code: RefusalCode,
    fa: String,
    en: String,
    stalls: Vec<StallNumber>,
    before_you: Vec<BeforeYou>,
}

/// What a file holds.
struct Cases {
    cases: Vec<Case>,
    /// Says that they stand in an array, so that the answers do as well.
    are_many: bool,
}

/// Assigns the stalls of one case or of an array of cases; the answer has the same shape and order.
pub(crate) fn allocate(text: &str) -> Result<Answered, NoCase> {
    let cases = read(text)?;
    let answers = cases.each(answer)?;
    let oddities = cases.each(notes)?.iter().map(Vec::len).sum();
    let written = match answers.as_slice() {
        [alone] if !cases.are_many => serde_json::to_string(alone),
        many => serde_json::to_string(many),
    };
    Ok(Answered { answers: written.map_err(NoCase::Unwritable)?, oddities })
}

/// Lists what is odd in the cases though they can be dealt, each with the number of its case.
pub(crate) fn oddities(text: &str) -> Result<Vec<(usize, Note)>, NoCase> {
    let of_each = read(text)?.each(notes)?;
    Ok(of_each.into_iter().enumerate().flat_map(|(at, notes)| notes.into_iter().map(move |note| (at, note))).collect())
}

fn read(text: &str) -> Result<Cases, NoCase> {
    let Unrepeated(value) = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| if error.is_data() { NoCase::Doubled(error) } else { NoCase::NotJson(error) })?;
    let (values, are_many) = match value {
        Value::Array(values) => (values, true),
        alone => (vec![alone], false),
    };
    let cases = each(values, are_many, Case::try_from)?;
    Ok(Cases { cases, are_many })
}

impl Cases {
    fn each<T>(&self, act: impl Fn(&Case) -> Result<T, CaseFaults>) -> Result<Vec<T>, NoCase> {
        each(&self.cases, self.are_many, act)
    }
}

/// Does the same with every case, and gathers the faults of all.
fn each<C, T>(
    cases: impl IntoIterator<Item = C>,
    are_many: bool,
    act: impl Fn(C) -> Result<T, CaseFaults>,
) -> Result<Vec<T>, NoCase> {
    let (mut done, mut faults) = (Vec::new(), Vec::new());
    for (at, case) in cases.into_iter().enumerate() {
        let of_case = |fault| if are_many { Fault::Among { at, fault } } else { Fault::Alone(fault) };
        match act(case) {
            Ok(result) => done.push(result),
            Err(found) => faults.extend(found.into_iter().map(of_case)),
        }
    }
    if faults.is_empty() { Ok(done) } else { Err(NoCase::Senseless(faults)) }
}

fn answer(case: &Case) -> Result<Answer, CaseFaults> {
    let Outcome { assigned, rejected, granted: _, cut_short } = assign(case)?;
    let checks_cut_short = (cut_short > 0).then_some(cut_short);
    let vendors: BTreeMap<&VendorId, &Vendor> = case.vendors.iter().rev().map(|vendor| (&vendor.id, vendor)).collect();
    let rejected = rejected.into_iter().map(|(id, refusal)| {
        let ruled_out = vendors.get(&id).map_or(RuledOut::Nothing, |vendor| ruled_out(&case.market, vendor, &refusal));
        let refused = refused(case, refusal, ruled_out);
        (id, refused)
    });
    Ok(Answer { id: case.id.clone(), rejected: rejected.collect(), assigned, checks_cut_short })
}

fn refused(case: &Case, refusal: Refusal, ruled_out: RuledOut) -> Refused {
    let told = sentences::Refused::new(reason_of(refusal.code), ruled_out, refusal.stalls.iter().cloned());
    let told = refusal
        .before_you
        .iter()
        .fold(told, |told, before| told.after(precedence_of(before.rule), before.stalls.iter().cloned()));
    let sentence = |lang| {
        let locale = Locale::new(lang, MoneyUnit::Toman, case.market.date);
        [told.why(&locale), told.taken(&locale)].concat().join(" ")
    };
    let (fa, en) = (sentence(Lang::Fa), sentence(Lang::En));
    Refused { code: refusal.code, fa, en, stalls: refusal.stalls, before_you: refusal.before_you }
}
