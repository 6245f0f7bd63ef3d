//! Routes of households.
use crate::web::Routes;

pub(crate) fn configure(_: &mut Routes) {}
