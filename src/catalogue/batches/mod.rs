//! Batches: dated quantities of a good, which buyers may order before they are made.
//!
//! A good's weekly plans make its batches of the next two weeks; others are opened by hand. A batch is planned, then counted and
//! made, or called off; one that was made may be called back. While it is planned, open orders wait for a part of it, never for
//! more; from the count on that part is kept of the good's stock instead (`stock::arrive`), so that nothing is counted twice.
//! A plan leaves alone what was changed by hand and what somebody ordered; one that ends takes with it what nobody ordered, and for
//! some minutes that can be brought back. What changes for orders is done by `orders::batches`.
pub(crate) mod access;
mod dated;
pub(crate) mod hatch;
pub(crate) mod jobs;
pub(crate) mod keep;
pub(crate) mod model;
pub(crate) mod one;
pub(crate) mod plan;
pub(crate) mod queries;
