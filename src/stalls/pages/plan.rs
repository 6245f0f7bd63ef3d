//! The plan of a site as rows of cells and as a list.
use crate::stalls::model::{Drawing, DrawnStall, North, ObstacleKind};
use crate::ui::{Ui, icon};
use maud::{Markup, html};

/// How a stall looks on the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Free,
    Taken,
    Blocked,
    /// The one that was asked after.
    Here,
    /// One that is wished for.
    Wished,
    /// It lacks something that is needed.
    Unsuited,
}

impl Look {
    pub(super) fn class(self) -> &'static str {
        match self {
            Look::Free => "stall-free",
            Look::Taken => "stall-taken",
            Look::Blocked => "stall-blocked",
            Look::Here | Look::Wished => "stall-mine",
            Look::Unsuited => "stall-unsuited",
        }
    }

    pub(super) fn word(self, ui: &Ui) -> String {
        match self {
            Look::Free => ui.text.stalls_look_free(),
            Look::Taken => ui.text.stalls_look_taken(),
            Look::Blocked => ui.text.stalls_look_blocked(),
            Look::Here => ui.text.stalls_look_here(),
            Look::Wished => ui.text.stalls_look_wished(),
            Look::Unsuited => ui.text.stalls_look_unsuited(),
        }
    }
}

/// What a tap on a stall does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tap {
    Nothing,
    /// Leads to a page.
    Link(String),
    /// Sends the form that the plan stands in, with the stall under this name.
    Press(&'static str),
}

/// One stall of the plan: how it looks, who is there, what a tap does.
pub(crate) struct Cell {
    pub look: Look,
    pub name: Option<String>,
    pub tap: Tap,
}

impl Cell {
    /// Who is there, or else how it looks.
    pub(super) fn word(&self, ui: &Ui) -> String {
        self.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| self.look.word(ui))
    }

    /// The cell with what is in it, as a link, a button, or neither.
    fn faced(&self, kind: &str, stall: &DrawnStall, inside: &Markup) -> Markup {
        let class = format!("{kind} {}", self.look.class());
        match &self.tap {
            Tap::Nothing => html! { div class=(class) { (inside) } },
            Tap::Link(link) => html! { a class=(class) href=(link) { (inside) } },
            Tap::Press(name) => html! { button class=(class) name=(name) value=(stall.id) { (inside) } },
        }
    }
}

/// A plan to be shown: the drawing, and what to say of each stall.
pub(crate) struct Plan<'a> {
    pub title: String,
    pub drawing: &'a Drawing,
    pub cell: &'a dyn Fn(&DrawnStall) -> Cell,
}

/// From this many times the narrowest width on, in percent, a stall is drawn double.
const DOUBLE_FROM: i32 = 150;

impl Plan<'_> {
    /// The plan as rows of cells, as they lie on the ground: the first stall of a row at the right, in both languages.
    /// A wide one moves sideways by itself; without a link in it, it takes the focus to be moved by keys.
    pub fn drawn(&self, ui: &Ui) -> Markup {
        let narrowest = self.drawing.stalls().map(|stall| stall.width_cm).min().unwrap_or(200).max(1);
        let is_double = |stall: &DrawnStall| stall.width_cm * 100 / narrowest >= DOUBLE_FROM;
        let length =
            |stalls: &[DrawnStall]| stalls.iter().map(|stall| 1 + usize::from(is_double(stall))).sum::<usize>();
        let longest = self.drawing.rows.iter().map(|row| length(&row.stalls)).max().unwrap_or(0);
        let is_still = self.drawing.stalls().all(|stall| (self.cell)(stall).tap == Tap::Nothing);
        html! {
            (pull_hint(ui, i32::try_from(longest).unwrap_or(i32::MAX).saturating_mul(CELL)))
            section class="plan" dir="rtl" aria-label=(self.title) tabindex=[is_still.then_some("0")] {
                @for row in &self.drawing.rows {
                    p class="plan-way" { bdi dir=(ui.lang.dir()) { (ui.text.stalls_row_name(&row.name)) @if row.is_ring { " · " (ui.text.stalls_row_is_ring()) } } }
                    ol class="plan-row" {
                        @for stall in &row.stalls {
                            (self.stall(ui, stall, is_double(stall)))
                            @if let Some(between) = stall.after { li class="plan-gap" { span class="visually-hidden" { (obstacle_word(ui, between.kind)) } span aria-hidden="true" { (obstacle_word(ui, between.kind)) } } }
                        }
                        @for _ in length(&row.stalls)..longest { li class="plan-nothing" aria-hidden="true" {} }
                    }
                }
                (north_mark(ui, self.drawing.north))
            }
        }
    }

    fn stall(&self, ui: &Ui, stall: &DrawnStall, is_double: bool) -> Markup {
        let cell = (self.cell)(stall);
        let inside = html! { b { (ui.in_digits(&stall.number)) } " " span dir="auto" { (cell.word(ui)) } };
        html! { li class=[is_double.then_some("plan-wide")] { (cell.faced("plan-cell", stall, &inside)) } }
    }

    /// The same stalls as a list of cells with their words, for phones; a wide screen has room for the words on the plan.
    pub fn listed(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack plan-list" { @for row in &self.drawing.rows {
                h3 { (ui.text.stalls_row_name(&row.name)) }
                ul class="stall-list" { @for stall in &row.stalls { li { (self.cell_of(ui, stall)) } } }
            } }
        }
    }

    fn cell_of(&self, ui: &Ui, stall: &DrawnStall) -> Markup {
        let cell = (self.cell)(stall);
        let inside = html! { b { (ui.in_digits(&stall.number)) } small dir="auto" { (cell.word(ui)) } };
        cell.faced("stall-cell", stall, &inside)
    }
}

/// How wide a cell is with its gap, in pixels.
const CELL: i32 = 56;
/// As wide a plan is seen whole on a small phone, in pixels.
const SEEN_WHOLE: i32 = 300;

/// That a plan of this width goes on beyond the edge of a phone, and how to see the rest.
pub(super) fn pull_hint(ui: &Ui, width: i32) -> Markup {
    html! { @if width > SEEN_WHOLE { p class="pull-hint muted small no-print" { (icon("swap")) span { (ui.text.stalls_plan_pull()) } } } }
}

/// An arrow to the north, turned as the drawing lies.
pub(super) fn north_mark(ui: &Ui, north: Option<North>) -> Markup {
    let turn = match north {
        Some(North::Right) => 90,
        Some(North::Down) => 180,
        Some(North::Left) => 270,
        Some(North::Up) | None => 0,
    };
    html! {
        p class="plan-north" {
            svg viewBox="0 0 24 24" aria-hidden="true" { path transform=(format!("rotate({turn} 12 12)")) d="M12 2l7 19-7-5-7 5z" {} }
            span { (ui.text.stalls_north()) }
        }
    }
}

/// What stands between two stalls, in a word.
pub(super) fn obstacle_word(ui: &Ui, kind: ObstacleKind) -> String {
    match kind {
        ObstacleKind::Wall => ui.text.stalls_obstacle_wall(),
        ObstacleKind::Tree => ui.text.stalls_obstacle_tree(),
        ObstacleKind::Gate => ui.text.stalls_obstacle_gate(),
        ObstacleKind::Path => ui.text.stalls_obstacle_path(),
        ObstacleKind::Pole => ui.text.stalls_obstacle_pole(),
        ObstacleKind::Other => ui.text.stalls_obstacle_other(),
    }
}

/// What the looks of stalls mean, with the marks of the cells.
pub(super) fn legend(ui: &Ui, looks: &[Look]) -> Markup {
    html! { ul class="legend" { @for look in looks { li { i class=(look.class()) {} (look.word(ui)) } } } }
}
