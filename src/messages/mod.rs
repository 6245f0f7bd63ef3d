//! Messages to people: an inbox in the program, e-mail, and SMS by a gateway. A message names its kind and arguments; the words
//! are made when it is shown or sent, in the language of its reader. No text says who is supported. What leaves the program
//! waits, is sent or has failed, and can be sent again.
pub(crate) mod gateway;
mod inbox;
mod letter;
mod looked_over;
pub(crate) mod mailer;
mod missed;
mod outbox;
mod reasons;
pub(crate) mod sms;
mod sms_words;
mod state;
pub(crate) mod unsent;

pub(crate) use gateway::Gateway;
pub(crate) use inbox::{INBOX_PAGE, Received, has_read_since, inbox_before, inbox_of, mark_read, unread_count};
pub(crate) use letter::{EndingLicence, Leads, Letter, OnDay, words};
pub(crate) use looked_over::{About, LookedOver, Verdict, said};
pub(crate) use mailer::{Email, Mailer};
pub(crate) use missed::{Missed, Stopped};
pub(crate) use outbox::{SEND, forget_looked_over, put_in_inbox, send, send_all, send_due, was_mailed};
pub(crate) use reasons::Reason;
pub(crate) use sms_words::{GoodNews, OrderNews, WeekNews, back_sms, order_sms, week_sms};
pub(crate) use state::{SendState, Trouble};
