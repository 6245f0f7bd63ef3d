//! The stored run: the case in one canonical writing, its hash, the engine and the hash of the outcome.
//! Two cases that differ only in the order of vendors, map keys or obstacles are written alike.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::case::Case;
use super::fault::CaseFaults;
use super::outcome::Outcome;
use super::{ENGINE, assign};

/// Holds what is needed to run a case again and to see that nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredRun {
    pub(crate) engine: String,
    /// Holds the canonical writing of the case.
    pub(crate) input: String,
    /// Holds SHA-256 of the input, in hex.
    pub(crate) input_hash: String,
    /// Holds SHA-256 of the outcome, in hex.
    pub(crate) outcome_hash: String,
}

/// Says why a stored run does not replay.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReplayError {
    #[error("the run was made by {0}, which is not this engine")]
    OtherEngine(String),
    #[error("the stored input does not have its hash")]
    InputChanged,
    #[error("the stored input cannot be read: {0}")]
    Unreadable(String),
    #[error("the outcome does not have the stored hash")]
    OutcomeChanged,
    #[error(transparent)]
    Case(#[from] CaseFaults),
}

impl StoredRun {
    /// Assigns the stalls and keeps the run.
    pub(crate) fn make(case: &Case) -> Result<(Outcome, StoredRun), ReplayError> {
        let outcome = assign(case)?;
        let input = canonical(case)?;
        let run = StoredRun {
            engine: ENGINE.to_owned(),
            input_hash: hash(&input),
            input,
            outcome_hash: hash(&written(&outcome)?),
        };
        Ok((outcome, run))
    }

    /// Writes a case as a run keeps it.
    pub(crate) fn input_of(case: &Case) -> Result<String, ReplayError> {
        canonical(case)
    }

    /// Assigns the stalls again and compares.
    pub(crate) fn replay(&self) -> Result<Outcome, ReplayError> {
        if self.engine != ENGINE {
            return Err(ReplayError::OtherEngine(self.engine.clone()));
        }
        if self.input_hash != hash(&self.input) {
            return Err(ReplayError::InputChanged);
        }
        let case: Case =
            serde_json::from_str(&self.input).map_err(|error| ReplayError::Unreadable(error.to_string()))?;
        let outcome = assign(&case)?;
        if self.outcome_hash != hash(&written(&outcome)?) {
            return Err(ReplayError::OutcomeChanged);
        }
        Ok(outcome)
    }
}

/// Writes a case so that equal cases are written alike.
fn canonical(case: &Case) -> Result<String, ReplayError> {
    let mut case = case.clone();
    case.vendors.sort_by_cached_key(|vendor| (vendor.id.clone(), format!("{vendor:?}")));
    for (one, other) in &mut case.market.obstacles {
        if one > other {
            std::mem::swap(one, other);
        }
    }
    case.market.obstacles.sort();
    for tier in case.vendors.iter_mut().flat_map(|vendor| &mut vendor.wishes) {
        tier.sort();
    }
    written(&case)
}

fn written(value: &impl Serialize) -> Result<String, ReplayError> {
    serde_json::to_string(value).map_err(|error| ReplayError::Unreadable(error.to_string()))
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
