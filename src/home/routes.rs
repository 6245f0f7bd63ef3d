//! Routes of home.
use crate::web::Routes;

pub(crate) fn configure(_: &mut Routes) {}
