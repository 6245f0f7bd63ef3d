//! The form by which a visitor reports a good.
use super::reason_word;
use crate::moderation::model::ReportReason;
use crate::ui::form::{Choice, Field, action_bar, choices};
use crate::ui::parts::page_head;
use crate::ui::{Form, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /p/{code}/report and its refused form.
pub(in crate::moderation) struct ReportPage {
    pub code: String,
    pub name: String,
    pub form: Form,
}

impl Page for ReportPage {
    fn title(&self, ui: &Ui) -> String {
        ui.text.moderation_report_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::product(ui.lang, &self.code);
        let reasons: Vec<Choice> = ReportReason::ALL
            .iter()
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
                form class="form stack" method="post" action=(urls::report_good(ui.lang, &self.code)) {
                    (choices(&self.form, "reason", &ui.text.moderation_report_reason(), &reasons))
                    (Field::new(&self.form, "words", ui.text.moderation_report_words()).hint(ui.text.moderation_report_words_hint()).optional().textarea(ui))
                    (action_bar(&ui.text.moderation_report_send(), "check", Some((back, ui.text.app_cancel()))))
                }
            }
        }
    }
}
