//! The messages that have not left: since when, why not, and having them sent again. Nothing here tells of a person.
use crate::i18n::{Locale, named};
use crate::messages::sms::SmsKind;
use crate::messages::unsent::{Backlog, Channel, NotSent};
use crate::messages::{SendState, Trouble};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /admin/messages.
pub(crate) struct Unsent {
    pub channel: Channel,
    pub backlogs: [(Channel, Backlog); 2],
    pub messages: Vec<NotSent>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Unsent {
    fn title(&self, ui: &Ui) -> String {
        ui.text.messages_unsent_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let here = urls::admin_messages(ui.lang);
        let path = |query: &[(&str, &str)]| urls::with_query(&here, query);
        let channel = ("channel", self.channel.as_str());
        let older = self.messages.last().filter(|_| self.has_more);
        let older = older.map(|last| path(&[channel, ("before", &last.id.to_string())]));
        let has_failed = self.backlogs.iter().any(|(of, backlog)| *of == self.channel && backlog.failed > 0);
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), ui.text.areas_admin())), &self.title(ui), Some(&ui.text.messages_unsent_lead())))
                nav class="strip" aria-label=(self.title(ui)) { @for (of, backlog) in &self.backlogs {
                    a class="chip" href=(path(&[("channel", of.as_str())])) aria-current=[(*of == self.channel).then_some("page")] { (channel_words(ui, *of, *backlog)) }
                } }
                @if self.messages.is_empty() { p class="muted" { (ui.text.messages_unsent_none()) } }
                @if has_failed {
                    form method="post" action=(here) {
                        input type="hidden" name="channel" value=(self.channel.as_str());
                        button class="btn" name="message" value="failed" { (icon("swap")) span { (ui.text.messages_again_all()) } }
                    }
                }
                ul class="rows" { @for message in &self.messages { li { (self.row(ui, message)) } } }
                (pager(ui, (!self.is_first).then(|| path(&[channel])), older))
            }
        }
    }
}

impl Unsent {
    fn row(&self, ui: &Ui, message: &NotSent) -> Markup {
        let (tone, word) = match message.state {
            SendState::Failed => (Tone::Danger, ui.text.messages_state_failed()),
            _ => (Tone::Muted, ui.text.messages_state_waiting()),
        };
        html! {
            div class="row" {
                (icon(if self.channel == Channel::Sms { "phone" } else { "bell" }))
                span class="row-main" {
                    span class="row-title" { (kind_word(ui, message.kind)) }
                    span class="row-note" { (ui.moment(message.made_at)) }
                    span class="row-note" { (why(ui, message)) }
                    span { (badge(tone, &word)) }
                }
                form class="row-end" method="post" action=(urls::admin_messages(ui.lang)) {
                    input type="hidden" name="channel" value=(self.channel.as_str());
                    button class="btn btn-quiet" name="message" value=(message.id) { (icon("swap")) span { (ui.text.messages_again()) } }
                }
            }
        }
    }
}

fn channel_words(ui: &Ui, channel: Channel, backlog: Backlog) -> String {
    let (failed, waiting) = (ui.number(backlog.failed), ui.number(backlog.waiting));
    match channel {
        Channel::Email => ui.text.messages_backlog_email(named::FailedWaiting { failed, waiting }),
        Channel::Sms => ui.text.messages_backlog_sms(named::FailedWaiting { failed, waiting }),
    }
}

fn kind_word(locale: &Locale, kind: Option<SmsKind>) -> String {
    match kind {
        None => locale.text.messages_kind_email(),
        Some(SmsKind::OrderAccepted) => locale.text.messages_kind_order_accepted(),
        Some(SmsKind::OrderReady) => locale.text.messages_kind_order_ready(),
        Some(SmsKind::OrderCancelled) => locale.text.messages_kind_order_cancelled(),
        Some(SmsKind::OrderMoved) => locale.text.messages_kind_order_moved(),
        Some(SmsKind::OrderLess) => locale.text.messages_kind_order_less(),
        Some(SmsKind::OrderRecalled) => locale.text.messages_kind_order_recalled(),
        Some(SmsKind::WeekMissed) => locale.text.messages_kind_week_missed(),
        Some(SmsKind::GoodBack) => locale.text.messages_kind_good_back(),
    }
}

/// Why a message has not left, and how often it was tried.
fn why(ui: &Ui, message: &NotSent) -> String {
    let text = ui.text;
    let reason = match message.trouble {
        None => return text.messages_trouble_none(),
        Some(Trouble::NoWay) => text.messages_trouble_no_way(),
        Some(Trouble::NoAddress) => text.messages_trouble_no_address(),
        Some(Trouble::Unreachable) => text.messages_trouble_unreachable(),
        Some(Trouble::Slow) => text.messages_trouble_slow(),
        Some(Trouble::Refused) => text.messages_trouble_refused(),
    };
    let tries = ui.number(i64::from(message.tries));
    text.messages_tried(named::ReasonTries { reason, tries })
}
