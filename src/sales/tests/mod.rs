//! The books under test: verbs one by one, and random series of them that must keep every invariant on either engine.
mod figures;
mod golden;
mod invariants;
mod orders;
mod planted;
mod random;
mod tampered;
mod verbs;
mod world;
