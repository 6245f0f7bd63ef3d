//! The form of a weekly plan, and a plan in words.
use super::parts::{days_before, terms_fields};
use crate::catalogue::batches::model::Plan;
use crate::catalogue::model::Good;
use crate::i18n::named;
use crate::kernel::calendar::Weekday;
use crate::kernel::quantity::SellUnit;
use crate::ui::form::{action_row, date, error, tick};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/goods/{product}/plan and its refused form.
pub(in crate::catalogue) struct PlanPage {
    pub good: Good,
    /// What somebody else saved while this form was filled.
    pub other: Option<Plan>,
    pub form: Form,
}

impl Page for PlanPage {
    fn title(&self, ui: &Ui) -> String {
        if self.form.fields.text("plan").is_empty() {
            ui.text.batches_plan_new()
        } else {
            ui.text.batches_plan_change()
        }
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::my_batches(ui.lang, self.good.id);
        let has_season = ["from", "to"]
            .iter()
            .any(|name| self.form.problem(name).is_some() || !self.form.fields.text(&format!("{name}-day")).is_empty());
        html! {
            div class="narrow stack" {
                (page_head(Some((back, self.good.name.clone())), &self.title(ui), Some(&ui.text.batches_plan_lead())))
                (self.form.summary(ui))
                @if let Some(plan) = &self.other { div class="notice notice-warn" { (icon("warning")) p { (plan_words(ui, plan, self.good.unit)) } } }
                form class="panel stack" method="post" action=(urls::my_plan(ui.lang, self.good.id)) {
                    (self.form.key())
                    input type="hidden" name="plan" value=(self.form.fields.text("plan"));
                    input type="hidden" name="version" value=(self.form.fields.text("version"));
                    fieldset class="field" id="day" {
                        legend { (ui.text.batches_form_days()) }
                        (error(&self.form, "day"))
                        div class="checks" { @for day in Weekday::ALL { (tick(&self.form, "day", day.as_str(), ui.weekday_name(*day))) } }
                    }
                    (tick(&self.form, "skips", "yes", ui.text.batches_form_skips()))
                    (terms_fields(ui, &self.form, self.good.unit))
                    details open[has_season] {
                        summary { (ui.text.batches_form_season()) }
                        (date(ui, &self.form, "from", &ui.text.batches_form_from()))
                        (date(ui, &self.form, "to", &ui.text.batches_form_to()))
                    }
                    (action_row(&ui.text.app_save(), "check", None))
                }
            }
        }
    }
}

/// A plan in a sentence.
pub(super) fn plan_words(ui: &Ui, plan: &Plan, unit: SellUnit) -> Markup {
    let (pattern, terms) = (&plan.pattern, &plan.pattern.terms);
    let said = ui.text.batches_plan_words(named::BeforeDaysQuantityReadyUntil {
        before: days_before(ui, terms.until.days),
        days: days(ui, plan),
        quantity: ui.quantity(terms.quantity, unit),
        ready: ui.minute_of_day(terms.ready_minute),
        until: ui.minute_of_day(terms.until.minute),
    });
    let first = (pattern.starts_on > ui.today).then_some(pattern.starts_on);
    let season = match (first, pattern.ends_on) {
        (Some(first), Some(last)) => {
            Some(ui.text.batches_season(named::FirstLast { first: ui.date(first), last: ui.date(last) }))
        }
        (Some(first), None) => Some(ui.text.batches_season_from(ui.date(first))),
        (None, Some(last)) => Some(ui.text.batches_season_to(ui.date(last))),
        (None, None) => None,
    };
    html! {
        (said)
        @if pattern.skips_holidays { " " (ui.text.batches_skips()) }
        @if let Some(season) = season { " " (season) }
    }
}

/// The days of a plan in words: every day, every day but a few, or those it has.
fn days(ui: &Ui, plan: &Plan) -> String {
    let named = |has: bool| -> Vec<String> {
        let days = Weekday::ALL.iter().filter(|day| plan.pattern.weekdays.has(**day) == has);
        days.map(|day| ui.weekday_name(*day)).collect()
    };
    let (has, lacks) = (named(true), named(false));
    match lacks.len() {
        0 => ui.text.batches_every_day(),
        1 | 2 => ui.text.batches_every_day_but(ui.numbered(&lacks)),
        _ => ui.numbered(&has),
    }
}
