//! One thing to be looked over: what buyers would see, and the decision.
use super::{kind_word, licence_title, noted, of_kind, reason_word};
use crate::catalogue::licences::model::Licence;
use crate::catalogue::pages::licences::licence_words;
use crate::kernel::ids::ModerationId;
use crate::kernel::lang::Lang;
use crate::moderation::model::{Item, ItemKind, ItemState, Report, SaidOfGood, ShopCard, ShownGood, reasons_of};
use crate::ui::form::{Field, error, tick};
use crate::ui::parts::{Tone, badge, big_price, page_head, stars};
use crate::ui::photo::large;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /moderation/items/{item} and its refused form.
pub(in crate::moderation) struct ItemPage {
    pub item: Item,
    /// The good; none once it was removed, and for the words of a shop.
    pub good: Option<ShownGood>,
    /// The review, or the one whose answer it is.
    pub said: Option<SaidOfGood>,
    /// The licence.
    pub licence: Option<Licence>,
    pub shop: ShopCard,
    pub reports: Vec<Report>,
    /// How many there are, with those that are left out.
    pub many_reports: i64,
    /// How many open orders there are of the good.
    pub open_orders: i64,
    /// The kind that is looked at alone; what comes next is of it.
    pub kind: Option<ItemKind>,
    /// What waits after it.
    pub next: Option<ModerationId>,
    pub can_undo: bool,
    pub form: Form,
}

impl Page for ItemPage {
    fn title(&self, ui: &Ui) -> String {
        let words = &self.item.words.0;
        if self.item.kind == ItemKind::Licence {
            return licence_title(ui, self.licence.as_ref().map(|licence| &licence.seen.kind), words);
        }
        self.item.good.clone().unwrap_or_else(|| words.clone())
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((of_kind(urls::moderation(ui.lang), self.kind), ui.text.moderation_title())), &self.title(ui), None))
                (self.form.summary(ui))
                @if self.item.state == ItemState::Waiting && self.item.is_shown { div class="notice" { (icon("info")) p { (ui.text.moderation_is_shown()) } } }
                @if self.open_orders > 0 { div class="notice" { (icon("basket")) p { (ui.text.moderation_open_orders(ui.number(self.open_orders))) } } }
                p class="cluster" {
                    (badge(Tone::Muted, &kind_word(ui, self.item.kind)))
                    a class="more" href=(urls::moderation_shop(ui.lang, self.shop.id)) { (icon("stall")) span dir="auto" { (self.shop.name) } }
                }
                @if !self.reports.is_empty() { (self.told(ui)) }
                @match (&self.said, &self.licence, self.item.product) {
                    (Some(said), ..) => (self.review(ui, said)),
                    (None, Some(licence), _) => (licence_panel(ui, licence)),
                    (None, None, Some(_)) => (self.good(ui)),
                    (None, None, None) => (self.words(ui)),
                }
                @if self.item.state == ItemState::Waiting { (self.decision(ui)) } @else { (self.decided(ui)) }
                @if let Some(next) = self.next { p { a class="btn" href=(of_kind(urls::moderation_item(ui.lang, next), self.kind)) { span { (ui.text.moderation_next()) } (icon("next")) } } }
                @else if self.item.state != ItemState::Waiting { p { a class="btn" href=(of_kind(urls::moderation(ui.lang), self.kind)) { (icon("back")) span { (ui.text.moderation_to_queue()) } } } }
            }
        }
    }
}

impl ItemPage {
    fn here(&self, ui: &Ui) -> String {
        of_kind(urls::moderation_item(ui.lang, self.item.id), self.kind)
    }

    fn good(&self, ui: &Ui) -> Markup {
        html! {
            @match &self.good {
                None => div class="notice" { (icon("info")) p { (ui.text.moderation_good_gone()) } },
                Some(good) => article class="panel stack" {
                    @let (code, fa, en) = &good.category;
                    (large(ui, good.photo.as_deref(), code, &good.name))
                    p { (big_price(ui, good.tag())) }
                    p class="muted" { (match ui.lang { Lang::Fa => fa, Lang::En => en }) }
                    @for line in good.description.lines().filter(|line| !line.is_empty()) { p dir="auto" { (line) } }
                    @if good.is_listed { p { a class="more" href=(urls::product(ui.lang, &good.code)) { (icon("goods")) span { (ui.text.moderation_good_see()) } } } }
                },
            }
        }
    }

    /// What is wrong with it, and the moderator's own words.
    fn noted(&self, ui: &Ui) -> String {
        let reasons = self.item.reasons.iter().map(|reason| noted(ui, self.item.kind, *reason));
        let note = Some(self.item.note.clone()).filter(|note| !note.is_empty());
        reasons.chain(note).collect::<Vec<_>>().join(" ")
    }

    /// What a buyer said, and the shop's answer where that is looked over.
    fn review(&self, ui: &Ui, said: &SaidOfGood) -> Markup {
        html! {
            section class="panel stack stack-s" {
                @if let Some(many) = said.stars { (stars(ui, many)) }
                @for line in said.words.lines() { p dir="auto" { (line) } }
                @if !said.is_collected { div class="notice" { (icon("info")) p { (ui.text.moderation_not_collected()) } } }
            }
            @if self.item.kind == ItemKind::Answer {
                section class="panel stack stack-s" {
                    h2 { (ui.text.moderation_kind_answer()) }
                    @for line in said.answer.lines() { p dir="auto" { (line) } }
                }
            }
        }
    }

    /// The words a shop wants, and those it has.
    fn words(&self, ui: &Ui) -> Markup {
        let (name, story) = &self.item.words;
        let (former_name, former_story) = &self.item.former;
        html! {
            section class="panel stack" {
                @if !self.item.is_shown { h2 { (ui.text.moderation_words_new()) } }
                p { b dir="auto" { (name) } }
                @for line in story.lines() { p dir="auto" { (line) } }
            }
            @if !self.item.is_shown { section class="panel panel-quiet stack" {
                h2 { (ui.text.moderation_words_former()) }
                p { b dir="auto" { (former_name) } }
                @for line in former_story.lines() { p dir="auto" { (line) } }
            } }
        }
    }

    fn told(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.moderation_reports(ui.number(self.many_reports))) }
                ul class="rows" { @for report in &self.reports { li { div class="row" { div class="row-main" {
                    span class="row-title" { (reason_word(ui, report.reason)) }
                    @if !report.words.is_empty() { p dir="auto" { (report.words) } }
                    span class="row-note" { (ui.moment(report.made_at)) }
                } } } } }
            }
        }
    }

    fn decision(&self, ui: &Ui) -> Markup {
        let (text, item) = (ui.text, &self.item);
        let stays = item.is_shown || item.kind == ItemKind::Report;
        let accept = if stays { text.moderation_dismiss() } else { text.moderation_accept() };
        html! {
            div class="stack" id="decision" {
                (error(&self.form, "decision"))
                @if !item.reasons.is_empty() || !item.note.is_empty() {
                    p class="notice" { (icon("history")) span { (text.moderation_before(self.noted(ui))) } }
                }
                form method="post" action=(self.here(ui)) {
                    input type="hidden" name="version" value=(item.version);
                    button class="btn btn-primary btn-big" name="do" value="accept" { (icon("check")) span { (accept) } }
                }
                (self.no(ui, stays))
            }
        }
    }

    /// What is not accepted: a form of its own, so that the key that sends a form never accepts what was ticked as wrong.
    fn no(&self, ui: &Ui, is_seen: bool) -> Markup {
        let (text, item) = (ui.text, &self.item);
        let refuse = if is_seen { text.moderation_hide() } else { text.moderation_refuse() };
        let is_told = item.kind != ItemKind::Review;
        let legend = if is_told { text.moderation_reasons() } else { text.moderation_reasons_silent() };
        html! {
            form class="form stack" method="post" action=(self.here(ui)) {
                input type="hidden" name="version" value=(item.version);
                fieldset class="field" id="reason" {
                    legend { (legend) }
                    (error(&self.form, "reason"))
                    div class="checks" { @for reason in reasons_of(item.kind) { (tick(&self.form, "reason", reason.as_str(), noted(ui, item.kind, *reason))) } }
                }
                @if is_told { (Field::new(&self.form, "note", text.moderation_note()).optional().textarea(ui)) }
                div class="cluster" {
                    @if is_told { button class="btn" name="do" value="mend" { (icon("edit")) span { (text.moderation_mend()) } } }
                    button class="btn btn-danger" name="do" value="refuse" { (icon("close")) span { (refuse) } }
                }
            }
        }
    }

    fn decided(&self, ui: &Ui) -> Markup {
        let item = &self.item;
        let (tone, word) = match item.state {
            ItemState::Accepted if item.kind == ItemKind::Report || item.is_shown => {
                (Tone::Ok, ui.text.moderation_dismissed())
            }
            ItemState::Accepted => (Tone::Ok, ui.text.moderation_accepted()),
            ItemState::ToMend => (Tone::Warn, ui.text.moderation_to_mend()),
            ItemState::Refused => (Tone::Danger, ui.text.moderation_refused()),
            ItemState::Withdrawn | ItemState::Waiting => (Tone::Muted, ui.text.moderation_withdrawn()),
        };
        html! {
            section class="panel stack" id="decision" {
                p { (badge(tone, &word)) }
                @if !item.reasons.is_empty() || !item.note.is_empty() { p { (self.noted(ui)) } }
                @if let Some((at, _)) = item.decided { p class="muted" { (ui.moment(at)) } }
                @if item.made_trusted { p { (ui.text.moderation_made_trusted()) } }
                @if self.can_undo {
                    form method="post" action=(self.here(ui)) {
                        input type="hidden" name="decision" value=(item.decision().unwrap_or_default());
                        button class="btn" name="do" value="undo" { (icon("undo")) span { (ui.text.moderation_undo()) } }
                    }
                }
            }
        }
    }
}

/// A licence as buyers would be told of it, and who issued it.
fn licence_panel(ui: &Ui, licence: &Licence) -> Markup {
    html! {
        section class="panel stack stack-s" {
            h2 { (licence.seen.kind.name(ui.lang)) }
            p { (licence_words(ui, &licence.seen)) }
            @if !licence.issuer.is_empty() { p { (ui.text.moderation_licence_issuer(licence.issuer.as_str())) } }
            @if licence.seen.expires_on < ui.today { p class="notice notice-warn" { (icon("warning")) span { (ui.text.moderation_licence_ended()) } } }
        }
    }
}
