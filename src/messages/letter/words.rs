//! The words of each letter, in the language of its reader.
use super::{EndingLicence, Letter, OnDay, Stopped};
use crate::i18n::{Locale, named};
use crate::kernel::lang::Lang;

/// The subject and the text of a letter.
pub(crate) fn words(locale: &Locale, letter: &Letter) -> (String, String) {
    let text = locale.text;
    match letter {
        Letter::ResetPassword => (text.messages_reset_subject(), text.messages_reset_text()),
        Letter::StallAssigned { on: OnDay { site, day, .. }, stalls } => {
            let said = named::DaySiteStall { day: locale.date(*day), site, stall: locale.numbered(stalls) };
            match stalls.len() {
                1 => (text.messages_stall_assigned_subject(), text.messages_stall_assigned_text(said)),
                _ => (text.messages_stalls_assigned_subject(), text.messages_stalls_assigned_text(said)),
            }
        }
        Letter::StallRefused { on: OnDay { site, day, .. } } => (
            text.messages_stall_refused_subject(),
            text.messages_stall_refused_text(named::DaySite { day: locale.date(*day), site }),
        ),
        Letter::StallDayCancelled { on: OnDay { site, day, .. } } => (
            text.messages_stall_cancelled_subject(),
            text.messages_stall_cancelled_text(named::DaySite { day: locale.date(*day), site }),
        ),
        Letter::StallGivenOn { on: OnDay { site, day, .. }, stalls } => {
            let said = named::DaySiteStall { day: locale.date(*day), site, stall: locale.numbered(stalls) };
            match stalls.len() {
                1 => (text.messages_stall_given_on_subject(), text.messages_stall_given_on_text(said)),
                _ => (text.messages_stalls_given_on_subject(), text.messages_stalls_given_on_text(said)),
            }
        }
        Letter::StallPartGone { on: OnDay { site, day, .. }, gone, stalls } => (
            text.messages_stall_part_gone_subject(),
            text.messages_stall_part_gone_text(named::DayGoneSiteStall {
                day: locale.date(*day),
                gone: stall_words(locale, gone),
                site,
                stall: stall_words(locale, stalls),
            }),
        ),
        Letter::StallTakenBack { on: OnDay { site, day, .. }, stalls } => (
            text.messages_stall_taken_back_subject(stall_words(locale, stalls)),
            text.messages_stall_taken_back_text(named::DaySiteStall {
                day: locale.date(*day),
                site,
                stall: stall_words(locale, stalls),
            }),
        ),
        Letter::PlanReady { on: OnDay { site, day, .. }, placed, waiting } => (
            text.messages_plan_ready_subject(),
            text.messages_plan_ready_text(named::DayPlacedSiteWaiting {
                day: locale.date(*day),
                placed: locale.number((*placed).into()),
                site,
                waiting: locale.number((*waiting).into()),
            }),
        ),
        Letter::CardMade { day } => {
            (text.messages_card_made_subject(), text.messages_card_made_text(locale.date(*day)))
        }
        Letter::ProposalApproved { amount, day } => (
            text.messages_proposal_approved_subject(),
            text.messages_proposal_approved_text(named::AmountDay {
                amount: locale.money(*amount),
                day: locale.date(*day),
            }),
        ),
        Letter::ProposalRefused { amount, day } => (
            text.messages_proposal_refused_subject(),
            text.messages_proposal_refused_text(named::AmountDay {
                amount: locale.money(*amount),
                day: locale.date(*day),
            }),
        ),
        Letter::PaperDecision { amount, day } => (
            text.messages_paper_decision_subject(),
            text.messages_paper_decision_text(named::AmountDay {
                amount: locale.money(*amount),
                day: locale.date(*day),
            }),
        ),
        Letter::ListEntered { grants, amount, day } => (
            text.messages_list_entered_subject(),
            text.messages_list_entered_text(named::AmountCountDay {
                amount: locale.money(*amount),
                count: locale.number(i64::from(*grants)),
                day: locale.date(*day),
            }),
        ),
        Letter::SaleOnBehalf { amount, day } => (
            text.messages_sale_on_behalf_subject(),
            text.messages_sale_on_behalf_text(named::AmountDay {
                amount: locale.money(*amount),
                day: locale.date(*day),
            }),
        ),
        Letter::OrderPlaced { amount, day, is_estimate } => (
            text.messages_order_placed_subject(),
            text.messages_order_placed_text(named::AmountDay {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
            }),
        ),
        Letter::OrderWithdrawn { amount, day, is_estimate } => (
            text.messages_order_withdrawn_subject(),
            text.messages_order_withdrawn_text(named::AmountDay {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
            }),
        ),
        Letter::OrderResumed { amount, day, is_estimate } => (
            text.messages_order_resumed_subject(),
            text.messages_order_resumed_text(named::AmountDay {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
            }),
        ),
        Letter::OrderAccepted { shop, day } => (
            text.messages_order_accepted_subject(),
            text.messages_order_accepted_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderReady { shop, day } => (
            text.messages_order_ready_subject(),
            text.messages_order_ready_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderUnanswered { shop, day } => (
            text.messages_order_unanswered_subject(),
            text.messages_order_unanswered_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderNotReady { shop, day } => (
            text.messages_order_not_ready_subject(),
            text.messages_order_not_ready_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderNotMade { shop, day } => (
            text.messages_order_not_made_subject(),
            text.messages_order_not_made_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderStands { shop, day } => (
            text.messages_order_stands_subject(),
            text.messages_order_stands_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderCancelled { shop, day } => (
            text.messages_order_cancelled_subject(),
            text.messages_order_cancelled_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::OrderNotCollected { shop, day } => (
            text.messages_order_not_collected_subject(),
            text.messages_order_not_collected_text(named::DayShop { day: locale.date(*day), shop }),
        ),
        Letter::LineWithdrawn { good, day, amount, is_estimate } => (
            text.messages_line_withdrawn_subject(),
            text.messages_line_withdrawn_text(named::AmountDayGood {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
                good,
            }),
        ),
        Letter::LineMissing { good, shop, day, amount, is_estimate } => (
            text.messages_line_missing_subject(),
            text.messages_line_missing_text(named::AmountDayGoodShop {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
                good,
                shop,
            }),
        ),
        Letter::LineWanted { good, day, amount, is_estimate } => (
            text.messages_line_wanted_subject(),
            text.messages_line_wanted_text(named::AmountDayGood {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
                good,
            }),
        ),
        Letter::LineThere { good, shop, day, amount, is_estimate } => (
            text.messages_line_there_subject(),
            text.messages_line_there_text(named::AmountDayGoodShop {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
                good,
                shop,
            }),
        ),
        Letter::StandingAsked { good } => {
            (text.messages_standing_asked_subject(), text.messages_standing_asked_text(good))
        }
        Letter::StandingChanged { good } => {
            (text.messages_standing_changed_subject(), text.messages_standing_changed_text(good))
        }
        Letter::StandingEnded { good } => {
            (text.messages_standing_ended_subject(), text.messages_standing_ended_text(good))
        }
        Letter::StandingPlaced { good, shop, day, amount, is_estimate } => (
            text.messages_standing_placed_subject(),
            text.messages_standing_placed_text(named::AmountDayGoodShop {
                amount: locale.money_about(*amount, *is_estimate),
                day: locale.date(*day),
                good,
                shop,
            }),
        ),
        Letter::StandingMissed { good, shop, day, why } => (
            text.messages_standing_missed_subject(),
            text.messages_standing_missed_text(named::DayGoodShopWhy {
                day: locale.date(*day),
                good,
                shop,
                why: why.sentence(locale),
            }),
        ),
        Letter::StandingStopped { good, shop, reason, by } => (
            text.messages_standing_stopped_subject(),
            match (by, reason.as_str()) {
                (Stopped::DoorEnded, _) => text.messages_standing_stopped_door(named::GoodShop { good, shop }),
                (Stopped::GoodGone, _) => text.messages_standing_stopped_gone(named::GoodShop { good, shop }),
                (Stopped::Shop, "") => text.messages_standing_stopped_text(named::GoodShop { good, shop }),
                (Stopped::Shop, reason) => {
                    text.messages_standing_stopped_why(named::GoodReasonShop { good, reason, shop })
                }
            },
        ),
        Letter::LookedOver(letter) => letter.words(locale),
        Letter::BatchMoved { shop, good, ready_at } => (
            text.messages_batch_moved_subject(),
            text.messages_batch_moved_text(named::GoodMomentShop { good, moment: locale.moment(*ready_at), shop }),
        ),
        Letter::BatchCalledBack { shop, good, day, reason } => (
            text.messages_batch_called_back_subject(),
            text.messages_batch_called_back_text(named::DayGoodReasonShop {
                day: locale.date(*day),
                good,
                reason,
                shop,
            }),
        ),
        Letter::LicenceEnding(ending) => ending_words(locale, ending),
        Letter::LicenceNeeded { name_fa, name_en, from } => (
            text.messages_licence_needed_subject(),
            text.messages_licence_needed_text(named::DayName {
                day: locale.date(*from),
                name: in_language(locale, (name_fa, name_en)),
            }),
        ),
        Letter::GoodBack { good, shop } => {
            (text.messages_good_back_subject(), text.messages_good_back_text(named::GoodShop { good, shop }))
        }
    }
}

/// A licence that ends, or has ended, and what that does to the goods of its shop.
fn ending_words(locale: &Locale, ending: &EndingLicence) -> (String, String) {
    let text = locale.text;
    let said = named::DayName {
        day: locale.date(ending.until),
        name: in_language(locale, (&ending.name_fa, &ending.name_en)),
    };
    match (ending.has_ended, ending.is_needed) {
        (false, true) => (text.messages_licence_ending_subject(), text.messages_licence_ending_needed_text(said)),
        (false, false) => (text.messages_licence_ending_subject(), text.messages_licence_ending_text(said)),
        (true, true) => (text.messages_licence_ended_subject(), text.messages_licence_ended_needed_text(said)),
        (true, false) => (text.messages_licence_ended_subject(), text.messages_licence_ended_text(said)),
    }
}

fn in_language<'a>(locale: &Locale, (fa, en): (&'a str, &'a str)) -> &'a str {
    match locale.lang {
        Lang::Fa => fa,
        Lang::En => en,
    }
}

/// Stalls by their numbers, within a sentence.
fn stall_words(locale: &Locale, stalls: &[String]) -> String {
    let numbers = locale.numbered(stalls);
    match stalls {
        [_] => locale.text.messages_stall_words(numbers),
        _ => locale.text.messages_stalls_words(numbers),
    }
}

#[cfg(test)]
mod tests {
    use super::{Letter, OnDay, words};
    use crate::i18n::Locale;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;
    use chrono::NaiveDate;

    #[test]
    fn a_letter_names_the_day_the_stall_and_the_market_in_their_places() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 27).expect("a date");
        let letter = Letter::StallAssigned {
            on: OnDay { site: "بازارچهٔ لاله".to_owned(), day, id: None },
            stalls: vec!["12".to_owned()],
        };
        let said = |lang| words(&Locale::new(lang, MoneyUnit::Toman, day), &letter).1;
        assert_eq!(said(Lang::En), "On Friday, 27 November you have stall 12 at بازارچهٔ لاله.");
        assert!(said(Lang::Fa).contains("غرفهٔ ۱۲"), "{}", said(Lang::Fa));
    }
}
