//! The site drawn to scale: every stall and every obstacle as wide as it is, rows with a way between them, a ring row as a
//! ring. It shows numbers only; who is where stands in the title of a stall, and in the list below. Where it is wider than the
//! screen, its beginning is seen first.
use super::plan::{Cell, Look, Plan, Tap, north_mark, obstacle_word, pull_hint};
use crate::stalls::model::{DrawnRow, DrawnStall, Obstacle};
use crate::ui::Ui;
use maud::{Markup, html};

/// How deep a stall is, and how wide the way between two rows; in centimetres, as everything here.
const DEPTH: i32 = 250;
const WAY: i32 = 200;
/// The height of a row's name above it.
const NAME: i32 = 120;
/// How many pixels the narrowest stall has at least, so that a thumb hits it.
const TARGET: i32 = 48;

/// A ring of fewer stalls is drawn as a line.
const FEWEST_IN_RING: usize = 4;

/// Something of a row with its place: from the right end of the drawing, and from its top.
struct Piece<'a> {
    what: What<'a>,
    from_right: i32,
    top: i32,
    width: i32,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Stall(&'a DrawnStall),
    Between(Obstacle),
}

/// One row with its name, laid out.
struct Laid<'a> {
    row: &'a DrawnRow,
    name_top: i32,
    pieces: Vec<Piece<'a>>,
}

impl Plan<'_> {
    /// The drawing to scale. The first stall of a row is at the right, in both languages.
    pub fn to_scale(&self, ui: &Ui) -> Markup {
        let (rows, height) = self.laid_out();
        let length = rows.iter().flat_map(|laid| &laid.pieces).map(|piece| piece.from_right + piece.width).max();
        let length = length.unwrap_or(DEPTH);
        let narrowest = self.drawing.stalls().map(|stall| stall.width_cm).min().unwrap_or(DEPTH).max(50);
        let size = (length * TARGET / narrowest, height * TARGET / narrowest);
        // On the width of a printed sheet, that is 14 points at the least, as far as two digits fit into a stall.
        let letters = (narrowest * 3 / 5).clamp(40, 110).max(length * 18 / 1000).min(narrowest * 4 / 5);
        html! {
            (pull_hint(ui, size.0))
            section class="plan plan-scale" dir="rtl" aria-label=(self.title) tabindex="0" {
                svg viewBox={ "0 0 " (length) " " (height) } width=(size.0) height=(size.1) role="group" aria-label=(self.title) {
                    @for laid in &rows {
                        text class="scale-name" aria-hidden="true" x=(length) y=(laid.name_top + NAME - 30) font-size="70" text-anchor="end" { (ui.text.stalls_row_name(&laid.row.name)) }
                        @for piece in &laid.pieces { (self.piece(ui, piece, (length, letters))) }
                    }
                }
                (north_mark(ui, self.drawing.north))
            }
        }
    }

    fn laid_out(&self) -> (Vec<Laid<'_>>, i32) {
        let mut top = 0;
        let mut rows = Vec::new();
        for row in &self.drawing.rows {
            let lines = lines(row);
            let mut pieces = Vec::new();
            let name_top = top;
            top += NAME;
            for (at, line) in lines.into_iter().enumerate() {
                if at > 0 {
                    top += WAY;
                }
                pieces.extend(placed(line, top));
                top += DEPTH;
            }
            top += WAY;
            rows.push(Laid { row, name_top, pieces });
        }
        (rows, (top - WAY).max(DEPTH))
    }

    fn piece(&self, ui: &Ui, piece: &Piece<'_>, (length, letters): (i32, i32)) -> Markup {
        let x = length - piece.from_right - piece.width;
        match piece.what {
            What::Stall(stall) => self.scaled(ui, (stall, (self.cell)(stall)), (x, piece.top, letters)),
            What::Between(obstacle) => html! {
                g class="scale-between" {
                    title { (obstacle_word(ui, obstacle.kind)) }
                    rect x=(x) y=(piece.top) width=(piece.width) height=(DEPTH) {}
                    path d={ "M" (x) " " (piece.top) "l" (piece.width) " " (DEPTH) "m0 -" (DEPTH) "l-" (piece.width) " " (DEPTH) } {}
                }
            },
        }
    }

    fn scaled(&self, ui: &Ui, (stall, cell): (&DrawnStall, Cell), (x, y, letters): (i32, i32, i32)) -> Markup {
        let number = ui.in_digits(&stall.number);
        let said = format!("{} · {}", ui.text.stalls_stall(number.clone()), cell.word(ui));
        let (middle, base) = (x + stall.width_cm / 2, y + DEPTH / 2 + letters / 3);
        let shape = html! {
            title { (said) }
            rect x=(x + 4) y=(y + 4) width=(stall.width_cm - 8) height=(DEPTH - 8) rx="16" {}
            (mark(cell.look, (x, y), (stall.width_cm, DEPTH)))
            text aria-hidden="true" x=(middle) y=(base) font-size=(letters) text-anchor="middle" { (number) }
        };
        let class = format!("scale-stall {}", cell.look.class());
        match cell.tap {
            Tap::Link(link) => html! { a class=(class) href=(link) aria-label=(said) { (shape) } },
            Tap::Nothing | Tap::Press(_) => html! { g class=(class) { (shape) } },
        }
    }
}

/// What marks a stall besides its colour, for whoever prints or sees no colours.
fn mark(look: Look, (x, y): (i32, i32), (width, depth): (i32, i32)) -> Markup {
    html! { @match look {
        Look::Taken => path class="scale-mark" d={ "M" (x + 30) " " (y + depth - 40) "h" (width - 60) } {},
        Look::Blocked => path class="scale-mark" d={ "M" (x + 20) " " (y + 20) "l" (width - 40) " " (depth - 40) } {},
        Look::Free | Look::Here | Look::Wished | Look::Unsuited => {}
    } }
}

/// The size of a mark in the legend, in the measure of the drawing.
const KEY: i32 = 200;

/// What the looks of stalls mean, with the marks of the drawing to scale.
pub(crate) fn scale_legend(ui: &Ui, looks: &[Look]) -> Markup {
    html! { ul class="legend" { @for look in looks { li {
        svg viewBox={ "0 0 " (KEY) " " (KEY) } aria-hidden="true" { g class={ "scale-stall " (look.class()) } {
            rect x="4" y="4" width=(KEY - 8) height=(KEY - 8) rx="16" {}
            (mark(*look, (0, 0), (KEY, KEY)))
        } }
        (look.word(ui))
    } } } }
}

/// The lines in which a row is drawn: one, or for a ring the way there and the way back, which is turned.
fn lines(row: &DrawnRow) -> Vec<Vec<What<'_>>> {
    let (there, back) = if row.is_ring && row.stalls.len() >= FEWEST_IN_RING {
        row.stalls.split_at(row.stalls.len().div_ceil(2))
    } else {
        (row.stalls.as_slice(), [].as_slice())
    };
    let mut turned = in_order(back);
    turned.reverse();
    [in_order(there), turned].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Each stall, and what stands right after it.
fn in_order(stalls: &[DrawnStall]) -> Vec<What<'_>> {
    stalls.iter().flat_map(|stall| [Some(What::Stall(stall)), stall.after.map(What::Between)]).flatten().collect()
}

fn placed(line: Vec<What<'_>>, top: i32) -> Vec<Piece<'_>> {
    let (mut pieces, mut from_right) = (Vec::with_capacity(line.len()), 0);
    for what in line {
        let width = match what {
            What::Stall(stall) => stall.width_cm,
            What::Between(obstacle) => obstacle.width_cm,
        };
        pieces.push(Piece { what, from_right, top, width });
        from_right += width;
    }
    pieces
}
