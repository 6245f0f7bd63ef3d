//! The pages of those who look over what shops show, the office's numbers, and the form of a visitor who reports a good.
mod item;
mod queue;
mod report;
mod rules;
mod shops;

pub(super) use item::ItemPage;
pub(super) use queue::Queue;
pub(super) use report::ReportPage;
pub(super) use rules::Rules;
pub(super) use shops::{ShopPage, Shops};

use super::model::{ItemKind, ReportReason};
use crate::catalogue::licences::model::Kind;
use crate::i18n::{Locale, named};
use crate::messages::Reason;
use crate::urls;

/// An address of the queue, or of something in it, that keeps the kind which is looked at alone.
pub(super) fn of_kind(path: String, kind: Option<ItemKind>) -> String {
    match kind {
        Some(kind) => urls::with_query(&path, &[("kind", kind.as_str())]),
        None => path,
    }
}

/// What is looked over, in a word.
fn kind_word(locale: &Locale, kind: ItemKind) -> String {
    match kind {
        ItemKind::Good => locale.text.moderation_kind_good(),
        ItemKind::Shop => locale.text.moderation_kind_shop(),
        ItemKind::Report => locale.text.moderation_kind_report(),
        ItemKind::Review => locale.text.moderation_kind_review(),
        ItemKind::Answer => locale.text.moderation_kind_answer(),
        ItemKind::Licence => locale.text.moderation_kind_licence(),
    }
}

/// A licence by its kind and its number.
fn licence_title(locale: &Locale, kind: Option<&Kind>, number: &str) -> String {
    let kind = kind.map_or_else(|| kind_word(locale, ItemKind::Licence), |kind| kind.name(locale.lang).to_owned());
    locale.text.moderation_licence(named::KindNumber { kind, number: locale.in_digits(number) })
}

/// What is wrong with a thing: said to its shop what to do about it, but nobody is told of a review.
fn noted(locale: &Locale, kind: ItemKind, reason: Reason) -> String {
    match (kind, reason) {
        (ItemKind::Review, Reason::Contact) => locale.text.moderation_noted_contact(),
        (ItemKind::Review, Reason::Claim) => locale.text.moderation_noted_claim(),
        (ItemKind::Review, Reason::Rude) => locale.text.moderation_noted_rude(),
        (_, reason) => reason.sentence(locale),
    }
}

/// Why a good is reported.
fn reason_word(locale: &Locale, reason: ReportReason) -> String {
    match reason {
        ReportReason::Untrue => locale.text.moderation_report_untrue(),
        ReportReason::Forbidden => locale.text.moderation_report_forbidden(),
        ReportReason::Photo => locale.text.moderation_report_photo(),
        ReportReason::Rude => locale.text.moderation_report_rude(),
        ReportReason::Other => locale.text.moderation_report_other(),
    }
}
