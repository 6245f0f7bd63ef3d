//! The versions of a site's drawing: who changed what and when, and each of them to scale.
use super::board::SEEN;
use super::differences::sentences;
use super::plan::{Cell, Look, Plan, Tap};
use super::scale::scale_legend;
use crate::i18n::named;
use crate::stalls::differences::Difference;
use crate::stalls::model::{Category, Drawing, DrawingAction, DrawnStall, SiteCard, VersionCard};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// A version, and what is otherwise in it than in the one before.
pub(crate) struct Changed {
    pub version: VersionCard,
    pub differences: Vec<Difference>,
}

/// More changes than these of one version are counted, not told, in the list.
const TOLD: usize = 3;

impl Changed {
    fn number(&self, ui: &Ui) -> String {
        ui.text.stalls_version(ui.number(self.version.version.into()))
    }

    fn made(&self, ui: &Ui) -> String {
        ui.text.stalls_version_made(named::AtName { at: ui.moment(self.version.made_at), name: &self.version.by })
    }

    /// What was changed, in words.
    fn words(&self, ui: &Ui, categories: &[Category]) -> Vec<String> {
        let how = match self.version.action {
            DrawingAction::Opened => Some(ui.text.stalls_version_opened()),
            DrawingAction::BroughtBack => Some(ui.text.stalls_version_brought_back()),
            DrawingAction::Changed if self.differences.is_empty() => Some(ui.text.stalls_version_same()),
            DrawingAction::Changed => None,
        };
        how.into_iter().chain(sentences(ui, &self.differences, categories)).collect()
    }
}

/// GET /sites/{site}/versions.
pub(crate) struct Versions {
    pub site: SiteCard,
    pub rows: Vec<Changed>,
    pub categories: Vec<Category>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Versions {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_versions_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::site_versions(ui.lang, self.site.id);
        let older = self
            .rows
            .last()
            .filter(|_| self.has_more)
            .map(|last| urls::with_query(&path, &[("before", &last.version.version.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::site_rows(ui.lang, self.site.id), ui.text.stalls_drawing_edit())), &self.title(ui), Some(&ui.text.stalls_versions_lead())))
                ul class="rows" { @for row in &self.rows { li { a class="row" href=(urls::site_version(ui.lang, self.site.id, row.version.version)) {
                    (icon("history"))
                    span class="row-main" {
                        span class="row-title" { (row.number(ui)) }
                        @let words = row.words(ui, &self.categories);
                        @for one in words.iter().take(TOLD) { span class="row-note" dir="auto" { (one) } }
                        @if words.len() > TOLD { span class="row-note" { (ui.text.stalls_version_more(ui.number(i64::try_from(words.len() - TOLD).unwrap_or(0)))) } }
                        span class="row-note muted" dir="auto" { (row.made(ui)) }
                    }
                    span class="row-end" { (icon("next")) }
                } } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

/// GET /sites/{site}/versions/{version} and what is refused there.
pub(crate) struct Version {
    pub site: SiteCard,
    pub changed: Changed,
    pub drawing: Drawing,
    /// It is the drawing of today.
    pub is_now: bool,
    /// What would change today if it were brought back.
    pub to_change: Vec<Difference>,
    pub categories: Vec<Category>,
    pub form: Form,
}

impl Page for Version {
    fn title(&self, ui: &Ui) -> String {
        self.changed.number(ui)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let cell = |stall: &DrawnStall| Cell {
            look: if stall.is_blocked() { Look::Blocked } else { Look::Free },
            name: stall.blocked.clone(),
            tap: Tap::Nothing,
        };
        let plan = Plan { title: ui.text.stalls_plan_of(&self.site.name), drawing: &self.drawing, cell: &cell };
        html! {
            div class="stack" {
                (page_head(Some((urls::site_versions(ui.lang, self.site.id), ui.text.stalls_versions_title())), &self.title(ui), Some(&self.changed.made(ui))))
                (self.form.summary(ui))
                @if self.is_now { p { (badge(Tone::Ok, &ui.text.stalls_version_now())) } }
                section class="stack" {
                    h2 { (ui.text.stalls_version_changes()) }
                    ul { @for one in self.changed.words(ui, &self.categories) { li { (one) } } }
                }
                @if self.drawing.rows.is_empty() { p class="muted" { (ui.text.stalls_drawing_empty()) } }
                @else { (plan.to_scale(ui)) (scale_legend(ui, &[Look::Free, Look::Blocked])) }
                @if !self.is_now { (self.bring_back(ui)) }
            }
        }
    }
}

impl Version {
    fn bring_back(&self, ui: &Ui) -> Markup {
        let action = urls::site_version(ui.lang, self.site.id, self.changed.version.version);
        html! {
            form class="panel stack" method="post" action=(action) {
                p { (ui.text.stalls_version_bring_back_lead()) }
                ul { @for one in sentences(ui, &self.to_change, &self.categories) { li { (one) } } }
                input type="hidden" name=(SEEN) value=(self.site.version);
                button class="btn" { (icon("undo")) span { (ui.text.stalls_version_bring_back()) } }
            }
        }
    }
}
