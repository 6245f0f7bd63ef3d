//! What several pages say of licences.
use crate::catalogue::licences::model::{Lack, SeenLicence};
use crate::i18n::named;
use crate::ui::parts::{Tone, badge};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The number of a licence and its last day.
pub(crate) fn licence_words(ui: &Ui, licence: &SeenLicence) -> Markup {
    html! {
        (ui.text.licences_number()) " " bdi { (ui.in_digits(&licence.number)) } " · " (ui.text.licences_until_day(ui.date(licence.expires_on)))
    }
}

/// The licences of a shop or a good as buyers are told of them; nothing where there are none.
pub(crate) fn licences_seen(ui: &Ui, licences: &[SeenLicence]) -> Markup {
    html! {
        @if !licences.is_empty() {
            section class="panel panel-quiet stack stack-s" {
                h2 class="cluster" { (icon("document")) (ui.text.licences_title()) }
                ul class="rows" { @for licence in licences { li { div class="row" {
                    span class="row-main" {
                        span class="row-title" { (licence.kind.name(ui.lang)) }
                        span class="row-note" { (licence_words(ui, licence)) }
                    }
                } } } }
            }
        }
    }
}

/// What a good lacks, in a word.
pub(in crate::catalogue) fn lack_badge(ui: &Ui, lack: &Lack) -> Markup {
    if lack.from > ui.today {
        badge(Tone::Warn, &ui.text.licences_lack_soon())
    } else {
        badge(Tone::Danger, &ui.text.licences_lack())
    }
}

/// The same in sentences, with what to do.
pub(in crate::catalogue) fn lack_words(ui: &Ui, lack: &Lack) -> Markup {
    let (text, name) = (ui.text, lack.kind.name(ui.lang));
    let sentence = match (lack.from > ui.today, lack.is_sent) {
        (true, false) => text.licences_lack_from(named::DayName { day: ui.date(lack.from), name }),
        (true, true) => text.licences_lack_from_sent(named::DayName { day: ui.date(lack.from), name }),
        (false, false) => text.licences_lack_now(name),
        (false, true) => text.licences_lack_now_sent(name),
    };
    let enter = urls::with_query(&urls::my_licence_new(ui.lang), &[("kind", &lack.kind.id.to_string())]);
    html! {
        p class="row-note" { (sentence) }
        @if !lack.is_sent { p { a class="more" href=(enter) { (icon("plus")) span { (text.licences_enter()) } } } }
    }
}

/// That a licence ends soon.
pub(in crate::catalogue) fn ending_notice(ui: &Ui, licence: &SeenLicence) -> Markup {
    let name = licence.kind.name(ui.lang);
    let renew = urls::with_query(&urls::my_licence_new(ui.lang), &[("kind", &licence.kind.id.to_string())]);
    html! {
        div class="notice notice-warn" { (icon("warning")) div class="stack stack-s" {
            p { (ui.text.licences_ending(named::DayName { day: ui.date(licence.expires_on), name })) }
            p { a class="more" href=(renew) { (icon("plus")) span { (ui.text.licences_renew()) } } }
        } }
    }
}
