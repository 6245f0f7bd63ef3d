//! The assignment on files: cases go in as text, answers come out as text. It is the same engine that the market days use,
//! so that anyone can check it with cases of their own.
use super::cases::{precedence_of, reason_of, ruled_out};
use super::engine::{
    BeforeYou, Case, CaseError, Note, Outcome, Refusal, RefusalCode, StallNumber, Vendor, VendorId, assign, notes,
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
    #[error("this is not JSON: {0}")]
    NotJson(serde_json::Error),
    #[error("{0}")]
    Alone(CaseError),
    #[error("case {at}, counted from 0: {error}")]
    Among { at: usize, error: CaseError },
    #[error("the answer cannot be written: {0}")]
    Unwritable(serde_json::Error),
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

/// What a file may hold.
enum Cases {
    One(Box<Case>),
    Many(Vec<Case>),
}

/// Assigns the stalls of one case or of an array of cases; the answer has the same shape and order.
pub(crate) fn allocate(text: &str) -> Result<String, NoCase> {
    let written = match read(text)? {
        Cases::One(case) => serde_json::to_string(&answer(&case).map_err(NoCase::Alone)?),
        Cases::Many(cases) => {
            let answers = cases.iter().enumerate().map(|(at, case)| answer(case).map_err(among(at)));
            serde_json::to_string(&answers.collect::<Result<Vec<_>, _>>()?)
        }
    };
    written.map_err(NoCase::Unwritable)
}

/// Lists what is odd in the cases though they can be dealt, each with the number of its case.
pub(crate) fn oddities(text: &str) -> Result<Vec<(usize, Note)>, NoCase> {
    let of_each: Vec<Vec<Note>> = match read(text)? {
        Cases::One(case) => vec![notes(&case).map_err(NoCase::Alone)?],
        Cases::Many(cases) => {
            let of_each = cases.iter().enumerate().map(|(at, case)| notes(case).map_err(among(at)));
            of_each.collect::<Result<_, _>>()?
        }
    };
    Ok(of_each.into_iter().enumerate().flat_map(|(at, notes)| notes.into_iter().map(move |note| (at, note))).collect())
}

fn read(text: &str) -> Result<Cases, NoCase> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(NoCase::NotJson)? {
        Value::Array(cases) => {
            let cases = cases.into_iter().enumerate().map(|(at, case)| Case::try_from(case).map_err(among(at)));
            cases.collect::<Result<_, _>>().map(Cases::Many)
        }
        case => Case::try_from(case).map(|case| Cases::One(Box::new(case))).map_err(NoCase::Alone),
    }
}

fn among(at: usize) -> impl Fn(CaseError) -> NoCase {
    move |error| NoCase::Among { at, error }
}

fn answer(case: &Case) -> Result<Answer, CaseError> {
    let Outcome { assigned, rejected, granted: _, cut_short } = assign(case)?;
    let checks_cut_short = (cut_short > 0).then_some(cut_short);
    let vendors: BTreeMap<&VendorId, &Vendor> = case.vendors.iter().rev().map(|vendor| (&vendor.id, vendor)).collect();
    let most_each = case.market.max_stalls_per_vendor;
    let rejected = rejected.into_iter().map(|(id, refusal)| {
        let ruled_out = vendors.get(&id).map_or(RuledOut::Nothing, |vendor| ruled_out(most_each, vendor, &refusal));
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
