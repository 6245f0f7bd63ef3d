//! What is said in words: who came, and by which rules the stalls were dealt.
use super::Pack;
use crate::i18n::named;
use crate::reports::columns::{ATTENDANCE, Column};
use crate::stalls::model::Rules;
use crate::stalls::parts::{category_name, cutoff_note, rule_words};
use crate::ui::Ui;
use maud::{Markup, html};

impl Pack {
    /// Whoever asked, came or stayed away: people on a day, and times over a season. What is nothing is left out.
    pub(super) fn attendance(&self, ui: &Ui) -> Markup {
        let counted = |column: &'static Column| {
            let count = column.count_of(&self.counted.total).filter(|count| *count > 0)?;
            Some(((column.heading)(ui.text), self.people(ui, count)))
        };
        let rows: Vec<(String, String)> = ATTENDANCE.iter().filter_map(counted).collect();
        html! { @if !rows.is_empty() {
            section class="stack" {
                h2 { (ui.text.reports_council_attendance()) }
                dl class="facts" { @for (word, count) in &rows { div { dt { (word) } dd { (count) } } } }
            }
        } }
    }

    fn people(&self, ui: &Ui, count: usize) -> String {
        if self.is_of_a_day() {
            ui.text.reports_people(ui.count(count))
        } else {
            ui.text.reports_times(ui.count(count))
        }
    }

    /// The rules as they were when the stalls were dealt.
    pub(super) fn rules(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack" {
                h2 { (ui.text.reports_council_rules()) }
                @if self.dealt_by.differ { p { (ui.text.reports_council_rules_differ()) } }
                ul { @for sentence in self.sentences(ui) { li { (sentence) } } }
            }
        }
    }

    fn sentences(&self, ui: &Ui) -> Vec<String> {
        let (text, site) = (ui.text, &self.site);
        let Rules { max_each, ab_list, refused_first } = self.dealt_by.rules;
        let most = max_each.map_or_else(
            || text.reports_council_rule_no_most(),
            |most| text.reports_council_rule_most(ui.number(most.into())),
        );
        let of_categories = self.dealt_by.categories.iter().map(|rule| (rule, rule_words(ui, rule)));
        let of_categories = of_categories.filter(|(_, words)| !words.is_empty()).map(|(rule, words)| {
            let category = category_name(&self.categories, &rule.category, ui.lang);
            text.reports_council_rule_category(named::CategoryWords { category, words })
        });
        [Some(text.reports_council_rule_order()), Some(most)]
            .into_iter()
            .chain([ab_list.then(|| text.reports_council_rule_lists())])
            .chain([refused_first.then(|| text.reports_council_rule_refused())])
            .flatten()
            .chain(of_categories)
            .chain([
                cutoff_note(ui, site.cutoff_hours),
                match site.no_show_minutes {
                    0 => text.reports_council_rule_no_show_at_opening(),
                    minutes => text.reports_council_rule_no_show(ui.number(minutes.into())),
                },
            ])
            .collect()
    }
}
