//! The form by which a visitor reports what buyers see of a shop.
use super::reason_word;
use crate::moderation::model::{Page as PublicPage, ReportReason, What};
use crate::ui::form::{Choice, Field, action_bar, choices};
use crate::ui::parts::page_head;
use crate::ui::{Form, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /p/{code}/report, the same of a shop, a review and an answer, and their refused forms.
pub(in crate::moderation) struct ReportPage {
    pub what: What,
    /// The name of the good or of the shop.
    pub name: String,
    /// The page that shows it.
    pub shown_on: PublicPage,
    pub form: Form,
}

impl Page for ReportPage {
    fn title(&self, ui: &Ui) -> String {
        match self.what {
            What::Good(_) => ui.text.moderation_report_title(),
            What::Sign(_) => ui.text.moderation_report_shop_title(),
            What::Review(_) => ui.text.moderation_report_review_title(),
            What::Answer(_) => ui.text.moderation_report_answer_title(),
        }
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = match &self.shown_on {
            PublicPage::Good(code) => urls::product(ui.lang, code),
            PublicPage::Shop(code) => urls::shop(ui.lang, code),
        };
        let sent_to = match &self.what {
            What::Good(code) => urls::report_good(ui.lang, code),
            What::Sign(code) => urls::report_shop(ui.lang, code),
            What::Review(code) => urls::report_review(ui.lang, code),
            What::Answer(code) => urls::report_answer(ui.lang, code),
        };
        let reasons: Vec<Choice> = ReportReason::ALL
            .iter()
            .filter(|reason| reason.fits(&self.what))
            .map(|reason| Choice {
                value: reason.as_str().to_owned(),
                word: reason_word(ui, *reason),
                note: None,
                icon: None,
            })
            .collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), self.name.clone())), &self.title(ui), Some(&ui.text.moderation_report_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(sent_to) {
                    (choices(&self.form, "reason", &ui.text.moderation_report_reason(), &reasons))
                    (Field::new(&self.form, "words", ui.text.moderation_report_words()).hint(ui.text.moderation_report_words_hint()).optional().textarea(ui))
                    (action_bar(&ui.text.moderation_report_send(), "check", Some((back, ui.text.app_cancel()))))
                }
            }
        }
    }
}
