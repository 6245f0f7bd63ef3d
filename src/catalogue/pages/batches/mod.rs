//! A good's batches: those to come, the weekly plans that make them, and a form for one more.
mod parts;
mod plan;

pub(crate) use parts::{batch_name, batch_state, terms_fields};
pub(in crate::catalogue) use plan::PlanPage;

use crate::catalogue::batches::hatch::BIRDS;
use crate::catalogue::batches::model::{Batch, BatchState, Plan};
use crate::catalogue::model::Good;
use crate::i18n::named;
use crate::kernel::ids::GoodBatchId;
use crate::kernel::quantity::SellUnit;
use crate::ui::form::{Field, Kind, date};
use crate::ui::parts::page_head;
use crate::ui::picks::{Pick, chips};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::{Days, NaiveDateTime};
use maud::{Markup, html};
use plan::plan_words;

/// GET /my/goods/{product}/batches and its refused form.
pub(in crate::catalogue) struct BatchesPage {
    pub good: Good,
    pub plans: Vec<Plan>,
    /// Those just ended, which can go on.
    pub ended: Vec<Plan>,
    /// Those from today on.
    pub batches: Vec<Batch>,
    /// Those of the days before, which are over or still to be counted.
    pub past: Vec<Batch>,
    pub form: Form,
    /// A batch that is there already at the time for which one more was asked.
    pub twin: Option<GoodBatchId>,
    pub now: NaiveDateTime,
}

/// One more batch is offered for so many days ahead.
const DAYS: u64 = 30;

impl Page for BatchesPage {
    fn title(&self, ui: &Ui) -> String {
        match self.good.category.as_str() {
            "bread" => ui.text.batches_title_bread(self.good.name.as_str()),
            _ => ui.text.batches_title(self.good.name.as_str()),
        }
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::my_goods(ui.lang), ui.text.app_place_goods())), &self.title(ui), Some(&ui.text.batches_lead())))
                (self.form.summary(ui))
                @if let Some(id) = self.twin { p { a class="btn" href=(urls::my_batch(ui.lang, id)) { (icon("calendar")) span { (ui.text.batches_twin_see()) } } } }
                @for plan in &self.ended { (self.go_on(ui, plan)) }
                @if !self.batches.is_empty() {
                    ul class="rows" { @for batch in &self.batches { li { (self.row(ui, batch)) } } }
                }
                @if !self.past.is_empty() {
                    details open[self.past.iter().any(|batch| batch.state == BatchState::Planned)] {
                        summary { (ui.text.batches_past_days()) }
                        ul class="rows" { @for batch in &self.past { li { (self.row(ui, batch)) } } }
                    }
                }
                (self.plans(ui))
                @if self.is_hatched() {
                    details class="panel" open[self.is_about_eggs()] {
                        summary { (ui.text.batches_eggs()) }
                        (self.eggs(ui))
                    }
                }
                details class="panel" open[!self.form.problems.is_empty() && !self.is_about_eggs()] {
                    summary { (ui.text.batches_one_new()) }
                    (self.one(ui))
                }
            }
        }
    }
}

impl BatchesPage {
    fn row(&self, ui: &Ui, batch: &Batch) -> Markup {
        let quantity = batch.real.unwrap_or(batch.planned);
        html! {
            a class="row" href=(urls::my_batch(ui.lang, batch.id)) {
                (icon(match batch.state { BatchState::Planned => "calendar", BatchState::Made => "check", BatchState::CalledOff | BatchState::CalledBack => "close" }))
                span class="row-main" {
                    span class="row-title" { (ui.moment(batch.ready_at)) }
                    span class="row-note" { (ui.quantity(quantity, self.good.unit)) }
                    span { (batch_state(ui, batch, self.good.unit, self.now)) }
                }
                span class="row-end" { (icon("next")) }
            }
        }
    }

    /// That a plan was ended, and the way back.
    fn go_on(&self, ui: &Ui, plan: &Plan) -> Markup {
        html! {
            div class="notice undo" role="status" {
                (icon("close"))
                div class="stack stack-s" { p { (ui.text.batches_plan_ended()) } p { (plan_words(ui, plan, self.good.unit)) } }
                form method="post" action=(urls::my_plan(ui.lang, self.good.id)) {
                    input type="hidden" name="plan" value=(plan.id);
                    button class="btn btn-on" name="do" value="go-on" { (icon("undo")) span { (ui.text.batches_plan_go_on()) } }
                }
            }
        }
    }

    fn plans(&self, ui: &Ui) -> Markup {
        let new = urls::my_plan(ui.lang, self.good.id);
        html! {
            section class="panel stack" {
                h2 { (ui.text.batches_plan_title()) }
                @if self.plans.is_empty() { p { (ui.text.batches_plan_none()) } }
                @for plan in &self.plans {
                    div class="stack stack-s" {
                        p { (plan_words(ui, plan, self.good.unit)) }
                        div class="cluster" {
                            a class="btn" href=(urls::with_query(&new, &[("plan", &plan.id.to_string())])) { (icon("edit")) span { (ui.text.batches_plan_change()) } }
                            form method="post" action=(new) {
                                input type="hidden" name="plan" value=(plan.id);
                                button class="btn btn-quiet" name="do" value="end" { (icon("close")) span { (ui.text.batches_plan_end()) } }
                            }
                        }
                    }
                }
                a class=(if self.plans.is_empty() { "btn btn-primary btn-big" } else { "btn" }) href=(new) { (icon("plus")) span { (ui.text.batches_plan_new()) } }
            }
        }
    }

    /// Whether the good comes out of eggs, one by one.
    fn is_hatched(&self) -> bool {
        self.good.category == "chicks" && self.good.unit == SellUnit::Piece
    }

    fn is_about_eggs(&self) -> bool {
        self.form.problems.iter().any(|problem| ["eggs", "bird", "share", "set"].contains(&problem.field))
    }

    fn eggs(&self, ui: &Ui) -> Markup {
        let names = [ui.text.batches_bird_chicken(), ui.text.batches_bird_quail(), ui.text.batches_bird_duck()];
        let bird = |(days, name): (&i32, String)| Pick {
            value: days.to_string(),
            word: ui.text.batches_bird(named::DaysName { days: ui.number(i64::from(*days)), name }),
            icon: None,
        };
        let birds: Vec<Pick> = BIRDS.iter().zip(names).map(bird).collect();
        html! {
            form class="stack" method="post" action=(urls::my_batches(ui.lang, self.good.id)) {
                (self.form.key())
                (chips(&self.form, "bird", &ui.text.batches_form_bird(), &birds))
                (Field::new(&self.form, "eggs", ui.text.batches_form_eggs()).kind(Kind::Number).input(ui))
                (Field::new(&self.form, "share", ui.text.batches_form_share()).kind(Kind::Number).hint(ui.text.batches_form_share_hint()).input(ui))
                (date(ui, &self.form, "set", &ui.text.batches_form_set()))
                button class="btn btn-primary" name="do" value="eggs" { (icon("plus")) span { (ui.text.batches_one_open()) } }
            }
        }
    }

    fn one(&self, ui: &Ui) -> Markup {
        let days = (0..DAYS).filter_map(|ahead| ui.today.checked_add_days(Days::new(ahead)));
        let days: Vec<(String, String)> = days.map(|day| (day.to_string(), ui.near_date(day))).collect();
        html! {
            form class="stack" method="post" action=(urls::my_batches(ui.lang, self.good.id)) {
                (self.form.key())
                (Field::new(&self.form, "on", ui.text.batches_form_on()).select(ui, &days))
                (terms_fields(ui, &self.form, self.good.unit))
                button class="btn btn-primary" { (icon("plus")) span { (ui.text.batches_one_open()) } }
            }
        }
    }
}
