//! Routes of grants, decisions and machines.
mod awards;
mod baseline;
mod equipment;
mod imports;
mod photos;
mod refusals;

use crate::urls::pattern;
use crate::web::Routes;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::grant_new, awards::new_grant_form)
        .post(pattern::grant_new, awards::new_grant)
        .get(pattern::proposal_new, awards::new_proposal_form)
        .post(pattern::proposal_new, awards::new_proposal)
        .get(pattern::grant, awards::grant)
        .get(pattern::baseline_new, baseline::form)
        .post(pattern::baseline_new, baseline::tell)
        .get(pattern::baseline_correct, baseline::correct_form)
        .post(pattern::baseline_correct, baseline::correct)
        .get(pattern::decisions, awards::decisions)
        .post(pattern::decide, awards::decide)
        .get(pattern::equipment_list, equipment::list)
        .get(pattern::equipment, equipment::card)
        .get(pattern::equipment_hand_over, equipment::hand_over_form)
        .post(pattern::equipment_hand_over, equipment::hand_over)
        .get(pattern::equipment_photo, photos::photo)
        .get(pattern::equipment_return, equipment::take_back_form)
        .post(pattern::equipment_return, equipment::take_back)
        .get(pattern::equipment_use_right, equipment::use_right_form)
        .post(pattern::equipment_use_right, equipment::use_right)
        .post(pattern::equipment_use_right_end, equipment::end_use_right)
        .get(pattern::imports, imports::form)
        .post(pattern::imports, imports::upload)
        .get(pattern::import_upload, imports::trial)
        .post(pattern::import_upload, imports::confirm)
        .post(pattern::import_undo, imports::undo);
}
