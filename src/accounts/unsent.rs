//! Having messages sent again that have not left: by an admin, who learns of nobody by it.
use super::access::Admin;
use crate::audit::{self, Event};
use crate::db::Db;
use crate::messages::unsent::{self, Channel, Which};
use diesel::QueryResult;

/// Has one message of a channel sent again, or all that failed; gives how many.
pub(crate) fn send_again(db: &mut Db, by: &Admin, (channel, which): (Channel, Which)) -> QueryResult<usize> {
    let many = unsent::send_again(db, channel, which)?;
    let id = match which {
        Which::One(id) => id,
        Which::Failed => 0,
    };
    let event = Event { action: "send_again", object: ("message", id), detail: channel.as_str(), area: None };
    audit::record(db, by.actor(), event)?;
    Ok(many)
}
