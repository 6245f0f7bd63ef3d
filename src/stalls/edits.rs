//! What can be changed on a drawing, and what each change makes of it. Pure: a site stores its drawing in tables and a market
//! day its own as a copy, both by the same edits.
mod apply;

use super::fittings::Fittings;
use super::model::{CategoryRule, Drawing, Obstacle};
use crate::kernel::ids::{RowId, StallId};

pub(crate) const MOST_IN_ROW: i32 = 60;
pub(crate) const MOST_STALLS: i64 = 400;

/// A change of a drawing.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// A row at the end of the drawing.
    AddRow(NewRow),
    /// Stalls at the end of a row.
    AddStalls(NewStalls),
    ChangeRow(RowChange),
    ChangeStall(StallChange),
    /// What stood there before is replaced.
    PutObstacle(NewObstacle),
    ClearObstacle(StallId),
    SetCategory(CategoryRule),
    /// All as it was once: what was taken off since comes back, what came since is taken off.
    BringBack(Drawing),
}

/// A row of like stalls, numbered one after the other.
#[derive(Clone, Debug)]
pub(crate) struct NewRow {
    pub name: String,
    /// The last stall stands beside the first.
    pub is_ring: bool,
    /// From 1 to [`MOST_IN_ROW`].
    pub stalls: i32,
    /// What stands before each number, such as `A`; often nothing.
    pub prefix: String,
    pub first_number: i32,
    pub width_cm: i32,
    pub fittings: Fittings,
    pub category: Option<String>,
}

/// More stalls for a row, each like the last one of it.
#[derive(Clone, Debug)]
pub(crate) struct NewStalls {
    pub row: RowId,
    /// From 1 to [`MOST_IN_ROW`].
    pub stalls: i32,
    pub prefix: String,
    pub first_number: i32,
}

/// A row as it shall be.
#[derive(Clone, Debug)]
pub(crate) struct RowChange {
    pub row: RowId,
    pub name: String,
    pub is_ring: bool,
}

/// One stall as it shall be.
#[derive(Clone, Debug)]
pub(crate) struct StallChange {
    pub stall: StallId,
    pub number: String,
    pub width_cm: i32,
    pub fittings: Fittings,
    pub category: Option<String>,
    /// Why nobody may stand there, if so.
    pub blocked: Option<String>,
    /// Taken off the drawing.
    pub is_retired: bool,
    /// The other stalls of its row get the same width, fittings and category.
    pub shapes_row: bool,
}

/// Something that stands between two stalls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewObstacle {
    /// Neighbours, in either order.
    pub between: (StallId, StallId),
    pub obstacle: Obstacle,
}

/// Why the drawing is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditRefusal {
    #[error("the drawing was changed meanwhile")]
    Stale,
    #[error("the number {0} is on the drawing already")]
    NumberTaken(String),
    #[error("the site has as many stalls as it may")]
    TooMany,
    #[error("the row has as many stalls as it may")]
    RowFull,
    #[error("there is no such category")]
    UnknownCategory,
    #[error("there is no such row")]
    UnknownRow,
    #[error("there is no such stall")]
    UnknownStall,
    #[error("the two stalls do not stand side by side")]
    NotNeighbours,
    #[error("nothing stands there")]
    NoObstacle,
    /// It would stand nowhere.
    #[error("no stall is marked for the required category")]
    Unmarked,
    /// A coming market day has given the stall of this number to someone.
    #[error("stall {0} is given away on a coming day")]
    InUse(String),
    #[error("stall {0} is someone's own")]
    Owned(String),
}

impl Edit {
    /// Changes the drawing; `new_id` makes the ids of what is added.
    pub fn apply(&self, drawing: &mut Drawing, new_id: &dyn Fn() -> i64) -> Result<(), EditRefusal> {
        match self {
            Edit::AddRow(new) => apply::add_row(drawing, new, new_id),
            Edit::AddStalls(new) => apply::add_stalls(drawing, new, new_id),
            Edit::ChangeRow(new) => apply::change_row(drawing, new),
            Edit::ChangeStall(new) => apply::change_stall(drawing, new),
            Edit::PutObstacle(new) => apply::put_obstacle(drawing, new),
            Edit::ClearObstacle(after) => apply::clear_obstacle(drawing, *after),
            Edit::SetCategory(rule) => apply::set_category(drawing, rule),
            Edit::BringBack(once) => {
                apply::bring_back(drawing, once);
                Ok(())
            }
        }
    }

    /// The verb for the trail.
    pub fn action(&self) -> &'static str {
        match self {
            Edit::AddRow(_) => "add_row",
            Edit::AddStalls(_) => "add_stalls",
            Edit::ChangeRow(_) => "change_row",
            Edit::ChangeStall(_) => "change_stall",
            Edit::PutObstacle(_) => "put_obstacle",
            Edit::ClearObstacle(_) => "clear_obstacle",
            Edit::SetCategory(_) => "set_category",
            Edit::BringBack(_) => "bring_back_drawing",
        }
    }

    /// The category of goods that the change names, if any.
    pub fn category(&self) -> Option<&str> {
        match self {
            Edit::AddRow(new) => new.category.as_deref(),
            Edit::ChangeStall(new) => new.category.as_deref(),
            Edit::SetCategory(rule) => Some(&rule.category),
            Edit::AddStalls(_)
            | Edit::ChangeRow(_)
            | Edit::PutObstacle(_)
            | Edit::ClearObstacle(_)
            | Edit::BringBack(_) => None,
        }
    }
}
