//! Durable jobs: enqueued in the caller's transaction, done after it, tried again with growing pauses, at least once.
mod forget;
pub(crate) mod given_up;
mod queue;
mod worker;

pub(crate) use forget::{FORGET, FORGET_EVERY, forget, plan_forgetting};
pub(crate) use queue::{
    MOST_ATTEMPTS, at_once, enqueue, enqueue_by, enqueue_each, enqueue_each_at, enqueue_missing, enqueue_once,
    not_before, plan,
};
pub(crate) use worker::{Later, Worker};
