//! The route by which a household sees who opened its case file.
use crate::households::access::Producer;
use crate::households::opened;
use crate::households::pages::WhoOpened;
use crate::kernel::ids::AuditId;
use crate::web::{Allowed, Answer, State};
use actix_web::web::Data;

/// GET /my/opened: the same page for every seller, whether there is a file or not.
pub(super) async fn who_opened(by: Allowed<Producer>, state: Data<State>) -> Answer {
    let (of, before) = (by.proof.household(), by.visit.query.text("before").parse::<AuditId>().ok());
    let (mut rows, has_file) = state
        .pool
        .read(move |db| {
            let rows = opened::opened(db, of, before)?;
            let has_file = !rows.is_empty() || opened::has_file(db, of)?;
            Ok((rows, has_file))
        })
        .await?;
    let has_more = rows.len() > opened::PAGE;
    rows.truncate(opened::PAGE);
    let older = rows.last().map(|last| last.id).filter(|_| has_more);
    Ok(by.visit.page(&WhoOpened { rows, has_file, is_first: before.is_none(), older }))
}
