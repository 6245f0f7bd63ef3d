//! Decisions, grants, machines and who answers for them. A machine has one holder at a time, and its payments are its cost
//! to the rial; both are also guarded by the database. Others may use the verbs, `queries` and `model`.
pub(crate) mod access;
pub(crate) mod award;
pub(crate) mod decide;
mod forms;
pub(crate) mod hand_over;
mod hold;
pub(crate) mod import;
pub(crate) mod model;
mod pages;
pub(crate) mod photos;
pub(crate) mod queries;
pub(crate) mod register;
pub(crate) mod routes;
pub(crate) mod take_back;
pub(crate) mod tell_baseline;
#[cfg(test)]
mod tests;
pub(crate) mod use_rights;

pub(crate) use forms::with_date;
pub(crate) use hold::HoldRefusal;
pub(crate) use pages::{
    ELEMENT, grant_number, household_word, import_words, left_to_right, machine_note, serial, with_element,
};
