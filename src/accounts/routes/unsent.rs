//! The messages that have not left, for the admin.
use crate::accounts::access::Admin;
use crate::accounts::pages::Unsent;
use crate::accounts::unsent;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::messages::unsent::{Channel, PAGE, Which, backlog, not_sent};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

/// The channel that is asked for; SMS, if none is.
fn channel_of(fields: &Fields) -> Channel {
    Channel::parse(fields.text("channel")).unwrap_or(Channel::Sms)
}

/// GET /admin/messages.
pub(super) async fn list(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let channel = channel_of(&by.visit.query);
    let before: Option<i64> = by.visit.query.text("before").parse().ok();
    let page = state
        .pool
        .read(move |db| {
            let mut messages = not_sent(db, channel, before)?;
            let has_more = messages.len() > PAGE;
            messages.truncate(PAGE);
            let backlogs = [(Channel::Sms, backlog(db, Channel::Sms)?), (Channel::Email, backlog(db, Channel::Email)?)];
            Ok(Unsent { channel, backlogs, messages, is_first: before.is_none(), has_more })
        })
        .await?;
    Ok(by.visit.page(&page))
}

/// POST /admin/messages: sends one again, or all of a channel that failed.
pub(super) async fn send_again(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let channel = channel_of(&sent.fields);
    let which = match sent.fields.text("message") {
        "failed" => Which::Failed,
        id => Which::One(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let proof = by.proof.clone();
    let many = state.pool.change(move |db| unsent::send_again(db, &proof, (channel, which))).await?;
    let locale = by.visit.locale();
    let here = urls::with_query(&urls::admin_messages(by.visit.lang), &[("channel", channel.as_str())]);
    let said = match many {
        0 => locale.text.messages_again_none(),
        many => locale.text.messages_again_done(locale.count(many)),
    };
    Ok(by.visit.see_other_saying(&here, &said))
}
