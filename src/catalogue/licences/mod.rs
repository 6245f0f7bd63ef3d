//! Licences of shops: a kind, a number, who gave it, and the day to whose end it is good.
//!
//! Which kinds there are, and which goods may carry or need one, an admin sets (`rules`). What a shop sends waits to be looked
//! over (`enter`); `moderation` accepts it by `decide`. A job tells the shop 30 and 7 days before its end and when it has ended
//! (`jobs`). Whether a good lacks one, `shown` decides. Buyers are told of what holds today and of nothing else.
pub(crate) mod access;
pub(crate) mod decide;
pub(crate) mod enter;
pub(crate) mod jobs;
pub(crate) mod model;
pub(crate) mod queries;
pub(crate) mod rules;
