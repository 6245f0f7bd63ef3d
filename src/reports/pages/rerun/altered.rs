//! Which rule was changed, from what to what: the head of what came out.
use crate::i18n::named;
use crate::reports::rerun::{Altered, Turn};
use crate::stalls::model::Category;
use crate::stalls::parts::category_name;
use crate::ui::Ui;
use maud::{Markup, html};

/// A line for each rule.
pub(super) fn altered(ui: &Ui, rules: &[Altered], categories: &[Category]) -> Markup {
    html! {
        h2 { (ui.text.reports_rerun_changed()) }
        ul { @for rule in rules { li { (sentence(ui, rule, categories)) } } }
    }
}

fn sentence(ui: &Ui, rule: &Altered, categories: &[Category]) -> String {
    let text = ui.text;
    match rule {
        Altered::MaxEach(turn) => from_to(ui, text.reports_rerun_rule_max(), words(turn, |most| most_word(ui, most))),
        Altered::AbList(turn) => from_to(ui, text.reports_rerun_rule_lists(), words(turn, |is| answer(ui, is))),
        Altered::RefusedFirst(turn) => from_to(ui, text.reports_rerun_rule_refused(), words(turn, |is| answer(ui, is))),
        Altered::Category(code, turn) => {
            let rule = text.reports_rerun_rule_category(category_name(categories, code, ui.lang));
            from_to(ui, rule, words(turn, |most| most_word(ui, most)))
        }
        Altered::Rotating => {
            let was = vec![text.reports_rerun_seniority()];
            from_to(ui, text.reports_rerun_rule_order(), (was, text.reports_rerun_turns()))
        }
    }
}

/// What a rule was, each value once, and what it is, in words.
fn words<T: Copy>(turn: &Turn<T>, word: impl Fn(T) -> String) -> (Vec<String>, String) {
    (turn.was.iter().map(|was| word(*was)).collect(), word(turn.is))
}

fn from_to(ui: &Ui, rule: String, (was, after): (Vec<String>, String)) -> String {
    let before = was.join(&ui.text.reports_rerun_or());
    ui.text.reports_rerun_from_to(named::AfterBeforeRule { after, before, rule })
}

fn most_word(ui: &Ui, most: Option<usize>) -> String {
    most.map_or_else(|| ui.text.stalls_settings_no_limit(), |most| ui.text.reports_rerun_most(ui.count(most)))
}

fn answer(ui: &Ui, is: bool) -> String {
    if is { ui.text.reports_rerun_yes() } else { ui.text.reports_rerun_no() }
}
