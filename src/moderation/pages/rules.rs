//! The numbers by which the office keeps the queue.
use crate::catalogue::limits::Limit;
use crate::i18n::Locale;
use crate::ui::form::{Field, Kind, action_bar};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui};
use crate::urls;
use maud::{Markup, html};

/// GET /admin/moderation and its refused form.
pub(in crate::moderation) struct Rules {
    pub form: Form,
}

impl Page for Rules {
    fn title(&self, ui: &Ui) -> String {
        ui.text.moderation_rules_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let field =
            |limit: &Limit| Field::new(&self.form, limit.as_str(), rule_word(ui, *limit)).kind(Kind::Number).input(ui);
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), ui.text.areas_admin())), &self.title(ui), Some(&ui.text.moderation_rules_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::admin_moderation(ui.lang)) {
                    input type="hidden" name="seen" value=(self.form.fields.text("seen"));
                    @for limit in Limit::ALL { (field(limit)) }
                    (action_bar(&ui.text.app_save(), "check", None))
                }
            }
        }
    }
}

fn rule_word(locale: &Locale, limit: Limit) -> String {
    match limit {
        Limit::TrustAfter => locale.text.moderation_rule_trust_after(),
        Limit::GoodsOfNew => locale.text.moderation_rule_goods_new(),
        Limit::ListedOfNew => locale.text.moderation_rule_listed_new(),
        Limit::PhotosOfNew => locale.text.moderation_rule_photos_new(),
        Limit::Goods => locale.text.moderation_rule_goods(),
        Limit::Listed => locale.text.moderation_rule_listed(),
        Limit::Photos => locale.text.moderation_rule_photos(),
    }
}
