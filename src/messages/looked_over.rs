//! What a shop is told when something it shows was looked over.
use super::Reason;
use crate::i18n::{Locale, named};
use crate::kernel::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What was looked over.
    pub(crate) enum About {
        Good = "good",
        /// The name and story of the shop.
        Sign = "sign",
        /// The whole shop.
        Shop = "shop",
        /// What a buyer says of a good; the shop is told once everyone reads it.
        Review = "review",
        /// The shop's answer to a review.
        Answer = "answer",
        /// A licence of the shop, by its number.
        Licence = "licence",
    }
}

text_enum! {
    /// What came of it.
    pub(crate) enum Verdict {
        Accepted = "accepted",
        ToMend = "to_mend",
        Refused = "refused",
        /// It was reported, and buyers do not see it any more.
        Hidden = "hidden",
        /// What was said before was taken back.
        Again = "again",
    }
}

/// A letter to a shop, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LookedOver {
    pub about: About,
    pub verdict: Verdict,
    /// The name of the good or of the shop.
    pub name: String,
    pub reasons: Vec<Reason>,
    /// The moderator's own words.
    pub note: String,
}

impl LookedOver {
    /// The subject and the text.
    pub fn words(&self, locale: &Locale) -> (String, String) {
        let (text, name) = (locale.text, self.name.as_str());
        let reasons = said(&self.reasons, &self.note, locale);
        let why = || named::NameReasons { name, reasons: reasons.as_str() };
        match self.about {
            About::Good => match self.verdict {
                Verdict::Accepted => (text.messages_good_accepted_subject(), text.messages_good_accepted_text(name)),
                Verdict::ToMend => (text.messages_good_to_mend_subject(), text.messages_good_to_mend_text(why())),
                Verdict::Refused => (text.messages_good_refused_subject(), text.messages_good_refused_text(why())),
                Verdict::Hidden => (text.messages_good_hidden_subject(), text.messages_good_hidden_text(why())),
                Verdict::Again => (text.messages_good_again_subject(), text.messages_good_again_text(name)),
            },
            About::Sign => match self.verdict {
                Verdict::Accepted => (text.messages_sign_accepted_subject(), text.messages_sign_accepted_text(name)),
                Verdict::ToMend => (text.messages_sign_to_mend_subject(), text.messages_sign_to_mend_text(why())),
                Verdict::Refused => (text.messages_sign_refused_subject(), text.messages_sign_refused_text(why())),
                Verdict::Hidden => (text.messages_sign_hidden_subject(), text.messages_sign_hidden_text(why())),
                Verdict::Again => (text.messages_sign_again_subject(), text.messages_sign_again_text(name)),
            },
            About::Shop => match self.verdict {
                Verdict::Accepted | Verdict::Again => {
                    (text.messages_shop_shown_subject(), text.messages_shop_shown_text(name))
                }
                Verdict::ToMend | Verdict::Refused | Verdict::Hidden => {
                    (text.messages_shop_hidden_subject(), text.messages_shop_hidden_text(why()))
                }
            },
            About::Licence => match self.verdict {
                Verdict::Accepted => {
                    (text.messages_licence_accepted_subject(), text.messages_licence_accepted_text(name))
                }
                Verdict::ToMend => (text.messages_licence_to_mend_subject(), text.messages_licence_to_mend_text(why())),
                Verdict::Refused | Verdict::Hidden => {
                    (text.messages_licence_refused_subject(), text.messages_licence_refused_text(why()))
                }
                Verdict::Again => (text.messages_licence_again_subject(), text.messages_licence_again_text(name)),
            },
            About::Review => (text.messages_review_subject(), text.messages_review_text(name)),
            About::Answer => match self.verdict {
                Verdict::Accepted => {
                    (text.messages_answer_accepted_subject(), text.messages_answer_accepted_text(name))
                }
                Verdict::ToMend => (text.messages_answer_to_mend_subject(), text.messages_answer_to_mend_text(why())),
                Verdict::Refused | Verdict::Hidden => {
                    (text.messages_answer_refused_subject(), text.messages_answer_refused_text(why()))
                }
                Verdict::Again => (text.messages_answer_again_subject(), text.messages_answer_again_text(name)),
            },
        }
    }
}

/// The sentences that were chosen, and then the moderator's own words.
pub(crate) fn said(reasons: &[Reason], note: &str, locale: &Locale) -> String {
    let sentences = reasons.iter().map(|reason| reason.sentence(locale));
    sentences.chain((!note.is_empty()).then(|| note.to_owned())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{About, LookedOver, Reason, Verdict};
    use crate::i18n::Locale;
    use crate::kernel::lang::Lang;
    use crate::kernel::money::MoneyUnit;

    #[test]
    fn a_letter_says_what_to_mend_in_whole_sentences() {
        let letter = LookedOver {
            about: About::Good,
            verdict: Verdict::ToMend,
            name: "نان سنگک".to_owned(),
            reasons: vec![Reason::PhotoUnclear, Reason::Contact],
            note: "عکس از نزدیک باشد.".to_owned(),
        };
        let today = crate::testing::now().date();
        for lang in Lang::BOTH {
            let locale = Locale::new(lang, MoneyUnit::Toman, today);
            let (_, text) = letter.words(&locale);
            for part in [
                &letter.name,
                &Reason::PhotoUnclear.sentence(&locale),
                &Reason::Contact.sentence(&locale),
                &letter.note,
            ] {
                assert!(text.contains(part.as_str()), "{text}");
            }
        }
    }
}
