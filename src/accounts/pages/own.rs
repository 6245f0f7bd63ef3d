//! One's own account and inbox.
use super::role_word;
use crate::accounts::model::{AccountCard, Device, ScopeRow, SessionRow};
use crate::accounts::pages::sign_in::new_password;
use crate::kernel::lang::Lang;
use crate::messages::{Leads, Received, words};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /account and its refused forms.
pub(crate) struct Account {
    pub card: AccountCard,
    pub sessions: Vec<SessionRow>,
    pub unread: i64,
    pub least: i64,
    pub email_form: Form,
    pub password_form: Form,
}

impl Page for Account {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_me_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(None, &self.card.name, None))
                (self.email_form.summary(ui))
                (self.password_form.summary(ui))
                ul class="rows" {
                    li { a class="row" href=(urls::messages(ui.lang)) { (icon("bell")) span class="row-main" { span class="row-title" { (ui.text.messages_title()) } }
                        span class="row-end" { @if self.unread > 0 { span class="badge badge-warn" { (icon("info")) (ui.text.accounts_me_unread(ui.number(self.unread))) } } (icon("next")) } } }
                    @if let Some(viewer) = &ui.viewer { @if viewer.sells {
                        li { a class="row" href=(urls::my_shop(ui.lang)) { (icon("stall")) span class="row-main" { span class="row-title" { (ui.text.accounts_me_shop()) } } span class="row-end" { (icon("next")) } } }
                        li { a class="row" href=(urls::my_earnings(ui.lang)) { (icon("chart")) span class="row-main" { span class="row-title" { (ui.text.accounts_me_earnings()) } } span class="row-end" { (icon("next")) } } }
                        li { a class="row" href=(urls::my_opened(ui.lang)) { (icon("lock")) span class="row-main" { span class="row-title" { (ui.text.accounts_me_opened()) } } span class="row-end" { (icon("next")) } } }
                    } }
                }
                dl class="facts panel" {
                    @if let Some(mobile) = &self.card.mobile { div { dt { (ui.text.accounts_phone()) } dd { bdi dir="ltr" { (ui.phone(mobile)) } } } }
                    div { dt { (ui.text.accounts_me_roles_title()) } dd { (roles(ui, &self.card.scopes)) } }
                }
                (self.email(ui))
                (self.password(ui))
                (self.signed_in_at(ui))
                form method="post" action=(urls::sign_out(ui.lang)) data-outbox-leave=(ui.text.outbox_leave("#")) {
                    button class="btn btn-wide" { (icon("sign-out")) span { (ui.text.accounts_me_sign_out()) } }
                }
            }
        }
    }
}

impl Account {
    fn email(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.accounts_me_email_title()) }
                form class="form stack" method="post" action=(urls::account_email(ui.lang)) novalidate {
                    (Field::new(&self.email_form, "email", ui.text.accounts_email()).hint(ui.text.accounts_me_email_hint()).kind(Kind::Email).optional().input(ui))
                    (Field::new(&self.email_form, "present", ui.text.accounts_password_present()).kind(Kind::Password).input(ui))
                    button class="btn" { (icon("check")) span { (ui.text.app_save()) } }
                }
            }
        }
    }

    fn password(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.accounts_me_password_title()) }
                form class="form stack" method="post" action=(urls::account_password(ui.lang)) {
                    (Field::new(&self.password_form, "old", ui.text.accounts_password_old()).kind(Kind::Password).input(ui))
                    (new_password(ui, &self.password_form, self.least))
                    button class="btn" { (icon("key")) span { (ui.text.accounts_me_password_title()) } }
                }
            }
        }
    }

    fn signed_in_at(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.accounts_me_sessions_title()) }
                ul class="rows" { @for session in &self.sessions { li { div class="row" { (icon(if session.device == Device::Computer { "computer" } else { "phone" })) span class="row-main" {
                    span class="row-title" { @if session.is_this { (ui.text.accounts_me_sessions_this()) } @else { (device_word(ui, session.device)) } }
                    span class="row-note" { (ui.moment(session.seen_at)) }
                } } } } }
                @if self.sessions.len() > 1 {
                    form method="post" action=(urls::account_sessions(ui.lang)) { button class="btn" { (icon("sign-out")) span { (ui.text.accounts_me_sessions_end()) } } }
                }
            }
        }
    }
}

fn roles(ui: &Ui, scopes: &[ScopeRow]) -> Markup {
    html! {
        @if scopes.is_empty() { (ui.text.accounts_roles_none()) }
        @for scope in scopes { div { (role_word(ui, scope.role)) " · " (place_of(ui, scope)) } }
    }
}

/// Where a role holds: the area, and the institution if it has one.
pub(super) fn place_of(ui: &Ui, scope: &ScopeRow) -> String {
    let (area, institution) = match ui.lang {
        Lang::Fa => (&scope.area_fa, &scope.institution_fa),
        Lang::En => (&scope.area_en, &scope.institution_en),
    };
    match institution {
        Some(institution) => format!("{area} · {institution}"),
        None => area.clone(),
    }
}

/// GET /messages.
pub(crate) struct Messages {
    pub received: Vec<Received>,
    /// The newest are among them.
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Messages {
    fn title(&self, ui: &Ui) -> String {
        ui.text.messages_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let here = urls::messages(ui.lang);
        let last = self.received.last().filter(|_| self.has_more);
        let older = last.map(|message| urls::with_query(&here, &[("before", &message.id.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::account(ui.lang), ui.text.accounts_me_title())), &ui.text.messages_title(), None))
                @if self.received.is_empty() && !ui.viewer.as_ref().is_some_and(|viewer| viewer.sells) {
                    div class="empty" { (icon("bell")) h2 { (ui.text.messages_empty_title()) } p { (ui.text.messages_empty_staff()) } }
                } @else if self.received.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.messages_empty_title(), text: ui.text.messages_empty_text(), action: None }.render())
                }
                @if self.received.iter().any(|message| !message.is_read) {
                    form method="post" action=(urls::messages(ui.lang)) {
                        button class="btn" { (icon("check")) span { (ui.text.messages_read()) } }
                    }
                }
                ul class="rows" { @for message in &self.received { (row(ui, message)) } }
                (pager(ui, (!self.is_first).then(|| here.clone()), older))
            }
        }
    }
}

fn row(ui: &Ui, message: &Received) -> Markup {
    let (subject, text) = words(ui, &message.letter);
    let said = html! {
        (icon("bell"))
        span class="row-main" {
            span class="row-title" { (subject) @if !message.is_read { " " span class="badge badge-warn" { (icon("bell")) (ui.text.messages_new()) } } }
            span class="row-note" { (text) }
            span class="row-note" { (ui.moment(message.made_at)) }
        }
    };
    html! { li { @match message.letter.leads() {
        Some(leads) => a class="row" href=(way(ui.lang, leads)) { (said) span class="row-end" { (icon("next")) } },
        None => div class="row" { (said) },
    } } }
}

fn way(lang: Lang, leads: Leads) -> String {
    match leads {
        Leads::OwnStall(day) => format!("{}#d{day}", urls::my_stall(lang)),
        Leads::Plan(day) => urls::day(lang, day),
        Leads::ShopOrders => urls::my_orders(lang),
        Leads::ShopStanding => urls::my_standing(lang),
        Leads::OwnOrders => urls::orders(lang),
        Leads::Goods => urls::my_goods(lang),
        Leads::Shop => urls::my_shop(lang),
        Leads::Reviews => urls::my_reviews(lang),
        Leads::Licences => urls::my_licences(lang),
        Leads::Earnings => urls::my_earnings(lang),
    }
}

fn device_word(ui: &Ui, device: Device) -> String {
    match device {
        Device::Android => ui.text.accounts_device_android(),
        Device::Iphone => ui.text.accounts_device_iphone(),
        Device::Computer => ui.text.accounts_device_computer(),
        Device::Other => ui.text.accounts_device_other(),
    }
}
