//! What buyers say of goods that they collected, and what shops answer.
//!
//! Whoever has the code of a collected order writes once about each good that was handed over, with or without stars. Every
//! review is looked over first (`moderation`), because it is somebody's words about a person. Its shop answers once; the answer of
//! a shop that is not trusted waits too. No name stands with a review, so nothing is to be forgotten.
//! Others use `model` and `queries`.
mod access;
pub(crate) mod answer;
mod forms;
pub(crate) mod model;
mod pages;
pub(crate) mod queries;
pub(crate) mod routes;
pub(crate) mod write;
