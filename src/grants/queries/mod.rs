//! Reads of grants and machines. Lists of the office carry the reader's scope in their WHERE.
mod equipment;
mod grants;
pub(super) mod places;

pub(crate) use equipment::{custody_history, kinds, machine, machines_of, payments_of, reach_of};
pub(crate) use grants::{baselines_of, grants_of, programmes_of};
