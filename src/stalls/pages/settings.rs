//! How a site deals its stalls: the limit for each seller, the lists, and the rules of categories.
use super::board::Board;
use super::differences::meanwhile;
use super::parts::joined;
use crate::stalls::differences::Difference;
use crate::stalls::forms::{CATEGORY, RULES_SEEN};
use crate::stalls::model::{Category, CategoryRule, MOST_STALLS_EACH};
use crate::ui::form::{Field, action_row, error, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /sites/{site}/settings and its refused form.
pub(crate) struct Settings {
    pub board: Board,
    pub rules: Vec<CategoryRule>,
    pub categories: Vec<Category>,
    /// What was changed since the drawing that a refused form stood beside.
    pub meanwhile: Vec<Difference>,
    pub form: Form,
}

impl Page for Settings {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_settings_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (back, name) = self.board.back(ui);
        let any = (String::new(), ui.text.stalls_settings_no_limit());
        let limits: Vec<(String, String)> = std::iter::once(any)
            .chain((1..=MOST_STALLS_EACH).map(|most| (most.to_string(), ui.number(most.into()))))
            .collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), name)), &ui.text.stalls_settings_title(), None))
                (self.form.summary(ui))
                (meanwhile(ui, &self.meanwhile, &self.categories))
                form class="form stack" method="post" action=(urls::site_settings(ui.lang, self.board.site().id)) {
                    input type="hidden" name=(RULES_SEEN) value=(self.board.site().rules.written());
                    (Field::new(&self.form, "max-each", ui.text.stalls_settings_max_each()).hint(ui.text.stalls_settings_max_each_hint()).select(ui, &limits))
                    div class="checks" {
                        (tick(&self.form, "ab-list", "yes", ui.text.stalls_settings_ab_list()))
                        (tick(&self.form, "refused-first", "yes", ui.text.stalls_settings_refused_first()))
                    }
                    (action_row(&ui.text.app_save(), "check", Some((back, ui.text.app_cancel()))))
                }
                (CategoryRules { board: &self.board, rules: &self.rules, categories: &self.categories, form: &self.form }.section(ui))
            }
        }
    }
}

/// The rules of categories, each in a form of its own.
pub(super) struct CategoryRules<'a> {
    pub board: &'a Board,
    pub rules: &'a [CategoryRule],
    pub categories: &'a [Category],
    pub form: &'a Form,
}

impl CategoryRules<'_> {
    pub fn section(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack" {
                h2 { (ui.text.stalls_category_title()) }
                p class="muted" { (ui.text.stalls_category_lead()) }
                @for category in self.categories { (self.category(ui, category)) }
            }
        }
    }

    /// Where the rules of categories are changed.
    fn action(&self, ui: &Ui) -> String {
        match self.board {
            Board::Site(site) => urls::site_settings(ui.lang, site.id),
            Board::Day(_) => self.board.rows(ui),
        }
    }

    fn category(&self, ui: &Ui, category: &Category) -> Markup {
        let rule = self.rules.iter().find(|rule| rule.category == category.code);
        let fields = &self.form.fields;
        let is_it = fields.text("do") == CATEGORY && fields.text("category") == category.code;
        let is_refused = !self.form.problems.is_empty() && is_it;
        let kept = |name: &str, stored: Option<i32>| {
            if is_refused {
                self.form.fields.text(name).to_owned()
            } else {
                stored.map_or(String::new(), |limit| ui.number(limit.into()))
            }
        };
        let is_required =
            if is_refused { self.form.fields.has("required") } else { rule.is_some_and(|rule| rule.required) };
        let limits = [
            ("max-stalls", ui.text.stalls_category_max_stalls(), rule.and_then(|rule| rule.max_stalls)),
            ("max-vendors", ui.text.stalls_category_max_vendors(), rule.and_then(|rule| rule.max_vendors)),
        ];
        html! {
            details class="panel" open[is_refused] {
                summary { (category.name(ui.lang)) @if let Some(words) = rule.map(|rule| rule_words(ui, rule)).filter(|words| !words.is_empty()) { " · " span class="muted" { (words) } } }
                form class="form stack" method="post" action=(self.action(ui)) {
                    (self.board.seen())
                    input type="hidden" name="do" value=(CATEGORY);
                    input type="hidden" name="category" value=(category.code);
                    @if is_refused { (error(self.form, "required")) (error(self.form, "max-stalls")) (error(self.form, "max-vendors")) }
                    label class="check" { input type="checkbox" name="required" value="yes" checked[is_required]; span { (ui.text.stalls_category_required()) } }
                    @for (name, label, stored) in limits {
                        @let id = format!("{name}-{}", category.code);
                        div class="field" { label for=(id) { (label) } input id=(id) name=(name) type="text" inputmode="numeric" autocomplete="off" value=(kept(name, stored)); }
                    }
                    button class="btn" { (icon("check")) span { (ui.text.app_save()) } }
                }
            }
        }
    }
}

/// The rules of a category in a few words.
pub(crate) fn rule_words(ui: &Ui, rule: &CategoryRule) -> String {
    let number = |limit: i32| ui.number(limit.into());
    let words = [
        rule.required.then(|| ui.text.stalls_category_is_required()),
        rule.max_stalls.map(|most| ui.text.stalls_category_up_to_stalls(number(most))),
        rule.max_vendors.map(|most| ui.text.stalls_category_up_to_vendors(number(most))),
    ];
    joined(ui, &words.into_iter().flatten().collect::<Vec<String>>())
}
