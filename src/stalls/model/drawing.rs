//! The drawing of a site: rows of stalls in their order, and which of them stand side by side. It is kept as JSON in the words
//! of these fields, so that a test holds their names.
use super::Wanted;
use crate::kernel::ids::{RowId, StallId};
use crate::kernel::text_enum;
use crate::stalls::fittings::{Fittings, Lack};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

text_enum! {
    /// Which side of the drawing lies to the north.
    pub(crate) enum North {
        Up = "up",
        Left = "left",
        Down = "down",
        Right = "right",
    }
}

text_enum! {
    /// What stands between two stalls.
    pub(crate) enum ObstacleKind {
        Wall = "wall",
        Tree = "tree",
        Gate = "gate",
        Path = "path",
        Pole = "pole",
        Other = "other",
    }
}

/// Something between two stalls, so that nobody can have both as one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, diesel::Queryable)]
pub(crate) struct Obstacle {
    pub kind: ObstacleKind,
    pub width_cm: i32,
}

/// A stall as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DrawnStall {
    pub id: StallId,
    pub row: RowId,
    /// Its place in the row, for good: it is where the stall comes back to.
    pub ord: i32,
    pub number: String,
    pub width_cm: i32,
    pub fittings: Fittings,
    /// The category the stall is marked for.
    pub category: Option<String>,
    pub blocked: Option<String>,
    /// What stands right after it, towards the end of the row.
    pub after: Option<Obstacle>,
}

impl DrawnStall {
    pub fn is_blocked(&self) -> bool {
        self.blocked.is_some()
    }
}

/// A row with its stalls in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DrawnRow {
    pub id: RowId,
    pub ord: i32,
    pub name: String,
    /// Whether the last stall stands beside the first.
    pub is_ring: bool,
    pub stalls: Vec<DrawnStall>,
}

impl DrawnRow {
    /// The row without its stalls.
    pub fn emptied(&self) -> DrawnRow {
        DrawnRow { name: self.name.clone(), stalls: Vec::new(), ..*self }
    }

    fn position(&self, of: StallId) -> Option<usize> {
        self.stalls.iter().position(|stall| stall.id == of)
    }

    /// The stall that stands beside the one at this place, towards the end of the row.
    fn after(&self, at: usize) -> Option<&DrawnStall> {
        match self.stalls.get(at + 1) {
            Some(stall) => Some(stall),
            None if self.is_ring && self.stalls.len() > 1 => self.stalls.first(),
            None => None,
        }
    }

    /// Each stall with the one beside it and what stands between the two, in the order of the row.
    pub fn pairs(&self) -> impl Iterator<Item = (&DrawnStall, &DrawnStall)> {
        self.stalls.iter().enumerate().filter_map(|(at, stall)| Some((stall, self.after(at)?)))
    }
}

/// Puts a stall to its place in its row, and the row to its own where it is not there.
pub(crate) fn put(rows: &mut Vec<DrawnRow>, empty: DrawnRow, stall: DrawnStall) {
    let known = rows.iter().position(|row| row.id == empty.id);
    let at = known.unwrap_or_else(|| {
        let at = rows.partition_point(|row| row.ord < empty.ord);
        rows.insert(at, empty);
        at
    });
    if let Some(row) = rows.get_mut(at) {
        let place = row.stalls.partition_point(|other| other.ord < stall.ord);
        row.stalls.insert(place, stall);
    }
}

/// The rules of a category of goods at a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, diesel::Queryable)]
pub(crate) struct CategoryRule {
    pub category: String,
    /// Stands on stalls marked for it, and nowhere else.
    pub required: bool,
    pub max_stalls: Option<i32>,
    pub max_vendors: Option<i32>,
}

/// The stalls of a site on a day, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Drawing {
    pub north: Option<North>,
    pub rows: Vec<DrawnRow>,
    pub categories: Vec<CategoryRule>,
    /// What was taken off, in its rows: it can come back.
    pub away: Vec<DrawnRow>,
}

/// Which drawing is meant: a version of the site's or, where the day has one of its own, a version of that.
#[derive(Clone, Copy, Debug, Eq, diesel::Queryable)]
pub(crate) struct Edition {
    pub site: i32,
    pub day: Option<i32>,
}

impl PartialEq for Edition {
    /// Where the day has its own drawing, that of the site makes no difference.
    fn eq(&self, other: &Edition) -> bool {
        self.day == other.day && (self.day.is_some() || self.site == other.site)
    }
}

text_enum! {
    /// How a version of a drawing came about.
    pub(crate) enum DrawingAction {
        Opened = "opened",
        Changed = "changed",
        BroughtBack = "brought_back",
    }
}

/// A version of a site's drawing in a list.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct VersionCard {
    pub version: i32,
    pub action: DrawingAction,
    /// Who made it.
    pub by: String,
    pub made_at: NaiveDateTime,
}

impl Drawing {
    pub fn stalls(&self) -> impl Iterator<Item = &DrawnStall> {
        self.rows.iter().flat_map(|row| &row.stalls)
    }

    pub fn stall(&self, id: StallId) -> Option<&DrawnStall> {
        self.stalls().find(|stall| stall.id == id)
    }

    /// The stall, whether it is drawn or was taken off.
    pub fn any_stall(&self, id: StallId) -> Option<&DrawnStall> {
        self.stall(id).or_else(|| self.taken_off().find(|stall| stall.id == id))
    }

    /// The stalls that were taken off.
    pub fn taken_off(&self) -> impl Iterator<Item = &DrawnStall> {
        self.away.iter().flat_map(|row| &row.stalls)
    }

    /// Draws those of these stalls that are not here, each at its place, as another drawing has them.
    pub fn add(&mut self, stalls: &BTreeSet<StallId>, from: &Drawing) {
        for row in from.rows.iter().chain(&from.away) {
            for stall in row.stalls.iter().filter(|stall| stalls.contains(&stall.id)) {
                if self.stall(stall.id).is_none() {
                    put(&mut self.rows, row.emptied(), stall.clone());
                }
            }
        }
    }

    /// Gives a stall that is drawn another number.
    pub fn renumber(&mut self, id: StallId, number: &str) {
        if let Some(stall) = self.rows.iter_mut().flat_map(|row| &mut row.stalls).find(|stall| stall.id == id) {
            number.clone_into(&mut stall.number);
        }
    }

    /// The row of a stall.
    pub fn row_of(&self, id: StallId) -> Option<&DrawnRow> {
        self.rows.iter().find(|row| row.position(id).is_some())
    }

    /// Whether someone can stand there.
    pub fn is_usable(&self, id: StallId) -> bool {
        self.stall(id).is_some_and(|stall| !stall.is_blocked())
    }

    pub fn number(&self, id: StallId) -> &str {
        self.any_stall(id).map_or("", |stall| stall.number.as_str())
    }

    /// The numbers of these stalls, in their order.
    pub fn numbers(&self, ids: &[StallId]) -> Vec<String> {
        ids.iter().map(|id| self.number(*id).to_owned()).collect()
    }

    /// Whether a category stands on stalls marked for it only.
    pub fn is_required(&self, category: &str) -> bool {
        self.categories.iter().any(|rule| rule.required && rule.category == category)
    }

    /// These stalls in the order they are drawn.
    pub fn in_order(&self, stalls: Vec<StallId>) -> Vec<StallId> {
        self.stalls().map(|stall| stall.id).filter(|id| stalls.contains(id)).collect()
    }

    /// What a stall lacks for what is asked for.
    pub fn lacks(&self, stall: &DrawnStall, wanted: &Wanted) -> Vec<Lack> {
        let mut lacks = stall.fittings.lacks(&wanted.needs);
        let category = wanted.category.as_str();
        if self.is_required(category) && stall.category.as_deref() != Some(category) {
            lacks.push(Lack::Category);
        }
        lacks
    }

    /// The stall that stands right beside this one towards the end of the row, if nothing separates the two.
    fn next(&self, of: StallId) -> Option<StallId> {
        let (row, at) = self.rows.iter().find_map(|row| Some((row, row.position(of)?)))?;
        let stall = row.stalls.get(at).filter(|stall| stall.after.is_none() && !stall.is_blocked())?;
        row.after(at).filter(|next| !next.is_blocked() && next.id != stall.id).map(|next| next.id)
    }

    fn previous(&self, of: StallId) -> Option<StallId> {
        self.stalls().map(|stall| stall.id).find(|id| self.next(*id) == Some(of))
    }

    /// Whether the two stand side by side with nothing between them.
    pub fn are_neighbours(&self, one: StallId, other: StallId) -> bool {
        self.next(one) == Some(other) || self.next(other) == Some(one)
    }

    /// Whether the stalls are one unbroken run; the order in which they are named makes no difference.
    pub fn is_run(&self, stalls: &[StallId]) -> bool {
        let Some((first, mut apart)) = stalls.split_first().map(|(first, rest)| (*first, rest.to_vec())) else {
            return false;
        };
        let mut run = vec![first];
        while let Some(at) =
            apart.iter().position(|stall| run.iter().any(|in_run| self.are_neighbours(*in_run, *stall)))
        {
            run.push(apart.remove(at));
        }
        apart.is_empty()
    }

    /// Where in its row the second of two neighbours follows the first, whatever stands between them: the first of the two.
    pub fn first_of(&self, one: StallId, other: StallId) -> Option<StallId> {
        let mut pairs = self.rows.iter().flat_map(DrawnRow::pairs);
        let pair = pairs.find(|(a, b)| (a.id, b.id) == (one, other) || (a.id, b.id) == (other, one))?;
        Some(pair.0.id)
    }

    /// The run of so many stalls that begins here, or else, at the end of a row, the one that holds this stall. Shorter where
    /// there are not as many side by side.
    pub fn run_at(&self, stall: StallId, count: usize) -> Vec<StallId> {
        let mut run = vec![stall];
        while run.len() < count {
            let next = run.last().and_then(|last| self.next(*last)).filter(|next| !run.contains(next));
            match next {
                Some(next) => run.push(next),
                None => break,
            }
        }
        while run.len() < count {
            let before = run.first().and_then(|first| self.previous(*first)).filter(|before| !run.contains(before));
            match before {
                Some(before) => run.insert(0, before),
                None => break,
            }
        }
        run
    }
}
