//! Messages to people: an inbox in the program and e-mail, one outbox. A message names its kind and arguments; the words
//! are made when it is shown or sent, in the language of its reader. No text says who is supported.
mod letter;
mod looked_over;
pub(crate) mod mailer;
mod outbox;
mod reasons;

pub(crate) use letter::{Letter, words};
pub(crate) use looked_over::{About, LookedOver, Verdict, said};
pub(crate) use mailer::{Email, Mailer};
pub(crate) use outbox::{
    Received, SEND, inbox_of, mark_read, put_in_inbox, send, send_all, send_due, unread_count, was_mailed,
};
pub(crate) use reasons::Reason;
