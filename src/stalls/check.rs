//! What is wrong with a drawing, for its manager to read and mend. Numbers that stand twice, stalls in no row, two holders of
//! one stall and a seniority number of two sellers cannot be entered at all: the verbs and the database refuse them.
use super::model::{Drawing, DrawnRow};
use crate::kernel::ids::StallId;

/// One thing that is wrong with a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody of this category can stand anywhere.
    RequiredUnmarked { category: String },
    /// Something stands at the end of a row, between no two stalls.
    ObstacleAtEnd { stall: StallId },
    /// A household's own stalls do not stand side by side. It keeps them as they are.
    OwnApart { name: String, stalls: Vec<StallId> },
}

/// Looks the drawing over. `own` names each holder with the own stalls that are drawn.
pub(crate) fn faults(drawing: &Drawing, own: &[(String, Vec<StallId>)]) -> Vec<Fault> {
    let marked = |category: &str| drawing.stalls().any(|stall| stall.category.as_deref() == Some(category));
    let required = drawing.categories.iter().filter(|rule| rule.required && !marked(&rule.category));
    let mut faults: Vec<Fault> =
        required.map(|rule| Fault::RequiredUnmarked { category: rule.category.clone() }).collect();
    faults.extend(drawing.rows.iter().filter_map(obstacle_at_end));
    let apart = own.iter().filter(|(_, stalls)| stalls.len() > 1 && !drawing.is_run(stalls));
    faults.extend(apart.map(|(name, stalls)| Fault::OwnApart { name: name.clone(), stalls: stalls.clone() }));
    faults
}

fn obstacle_at_end(row: &DrawnRow) -> Option<Fault> {
    let last = row.stalls.last().filter(|last| last.after.is_some())?;
    let is_between = row.is_ring && row.stalls.len() > 1;
    (!is_between).then_some(Fault::ObstacleAtEnd { stall: last.id })
}
