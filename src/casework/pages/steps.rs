//! What comes next for a new file, and the ways to the parts of a household's page.
use super::household::Household;
use crate::grants::model::Reach;
use crate::kernel::ids::HouseholdId;
use crate::kernel::lang::Lang;
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// A step: whether it is done, its word, and where it is done.
type Step = (bool, String, fn(Lang, HouseholdId) -> String);

impl Household {
    /// Whether there is anything to draw: a month of the books, or the income before support.
    pub(super) fn has_figures(&self) -> bool {
        !self.file.sums.is_empty() || self.file.before().is_some()
    }

    /// The steps of a new file in their order, for its caseworker, until the last of them is done.
    pub(super) fn next_steps(&self, ui: &Ui) -> Markup {
        let (file, text) = (&self.file, ui.text);
        let steps: [Step; 5] = [
            (file.card.members.len() > 1, text.casework_members(), urls::member_new),
            (!file.baselines.is_empty(), text.casework_baseline(), urls::baseline_new),
            (!file.sold.grants.is_empty(), text.casework_step_grant(), urls::grant_new),
            (
                file.sold.machines.iter().any(|machine| machine.reach == Reach::Custody),
                text.casework_step_handover(),
                |lang, _| urls::equipment_list(lang),
            ),
            (file.card.members.iter().any(|member| member.account.is_some()), text.casework_invite(), urls::invite),
        ];
        let is_new = self.keeps && file.sums.is_empty() && steps.iter().skip(1).any(|step| !step.0);
        html! {
            @if is_new { section class="panel stack stack-s no-print" {
                h2 { (text.casework_steps()) }
                ol class="rows" { @for (done, word, url) in steps { li {
                    @if done { div class="row" { (icon("check")) span class="row-main" { span class="row-title muted" { (word) } } } }
                    @else { a class="row" href=(url(ui.lang, file.card.id)) { (icon("next")) span class="row-main" { span class="row-title" { (word) } } } }
                } } }
            } }
        }
    }
}

/// Links to the parts of the page, which is long on a phone.
pub(super) fn parts_of_the_page(ui: &Ui) -> Markup {
    let text = ui.text;
    let parts = [
        ("#members", text.casework_members()),
        ("#income", text.casework_income_title()),
        ("#machines", text.casework_machines()),
        ("#grants", text.casework_grants()),
        ("#goods", text.casework_goods()),
        ("#baseline", text.casework_baseline()),
    ];
    html! {
        nav class="parts cluster no-print" aria-label=(text.casework_parts()) { @for (place, word) in parts { a class="more" href=(place) { (word) } } }
    }
}
