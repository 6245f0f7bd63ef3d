//! Reads of grants and machines. Lists of the office carry the reader's scope in their WHERE.
mod earned;
mod equipment;
mod grants;
mod imports;
mod lists;
pub(super) mod places;

pub(crate) use earned::{Earner, earned};
pub(crate) use equipment::{
    custody_history, declined, granted_to, holder_of, is_handed_over_today, kinds, machine, payers_of, reach_of,
    use_rights_of,
};
pub(crate) use grants::{baselines_of, grant, grants_of, machines_by, programmes_of, proposals_of, shares_of};
pub(crate) use imports::{batches, intake_institution, programmes_within};
pub(crate) use lists::{
    PAGE, approvals_open, equipment_list, household, household_of, households_like, households_of, members_on,
    proposals_waiting,
};
pub(crate) use places::seen;
