//! In what one drawing differs from another, thing by thing, for people to read. Pure.
use super::model::{Drawing, DrawnRow, DrawnStall, Obstacle};
use crate::kernel::ids::StallId;

/// One thing that is otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    RowAdded {
        name: String,
        stalls: Vec<String>,
    },
    RowGone {
        name: String,
    },
    RowNamed {
        before: String,
        after: String,
    },
    RowClosed {
        name: String,
    },
    RowOpened {
        name: String,
    },
    /// Stalls that came to rows that were there.
    Added {
        stalls: Vec<String>,
    },
    Gone {
        stalls: Vec<String>,
    },
    Renumbered {
        before: String,
        after: String,
    },
    Blocked {
        stall: String,
        reason: String,
    },
    Unblocked {
        stall: String,
    },
    Width {
        stall: String,
        width_cm: i32,
    },
    Fittings {
        stall: String,
    },
    Marked {
        stall: String,
        category: Option<String>,
    },
    /// Something stands between the two.
    Between {
        stalls: Vec<String>,
        obstacle: Obstacle,
    },
    /// Nothing stands between the two any more.
    Cleared {
        stalls: Vec<String>,
    },
    Category {
        category: String,
    },
}

/// What is otherwise in the second drawing than in the first.
pub(crate) fn between(before: &Drawing, after: &Drawing) -> Vec<Difference> {
    let mut found = rows(before, after);
    found.extend(comings_and_goings(before, after));
    for stall in after.stalls() {
        if let Some(was) = before.stall(stall.id) {
            found.extend(changes(was, stall));
        }
    }
    found.extend(obstacles(before, after));
    let rule_of = |drawing: &Drawing, code: &str| drawing.categories.iter().find(|rule| rule.category == code).cloned();
    let ruled = before.categories.iter().chain(&after.categories).map(|rule| rule.category.clone());
    let mut ruled: Vec<String> = ruled.filter(|code| rule_of(before, code) != rule_of(after, code)).collect();
    ruled.sort();
    ruled.dedup();
    found.extend(ruled.into_iter().map(|category| Difference::Category { category }));
    found
}

fn row_of<'a>(drawing: &'a Drawing, like: &DrawnRow) -> Option<&'a DrawnRow> {
    drawing.rows.iter().find(|row| row.id == like.id)
}

fn rows(before: &Drawing, after: &Drawing) -> Vec<Difference> {
    let mut found = Vec::new();
    for row in &after.rows {
        let name = row.name.clone();
        let Some(was) = row_of(before, row) else {
            let stalls = row.stalls.iter().map(|stall| stall.number.clone()).collect();
            found.push(Difference::RowAdded { name, stalls });
            continue;
        };
        if was.name != row.name {
            found.push(Difference::RowNamed { before: was.name.clone(), after: name.clone() });
        }
        match (was.is_ring, row.is_ring) {
            (false, true) => found.push(Difference::RowClosed { name }),
            (true, false) => found.push(Difference::RowOpened { name }),
            (true, true) | (false, false) => {}
        }
    }
    let gone = before.rows.iter().filter(|row| row_of(after, row).is_none());
    found.extend(gone.map(|row| Difference::RowGone { name: row.name.clone() }));
    found
}

/// Stalls of rows that are in both drawings.
fn comings_and_goings(before: &Drawing, after: &Drawing) -> Vec<Difference> {
    let only_in = |one: &Drawing, other: &Drawing| -> Vec<String> {
        let rows = one.rows.iter().filter(|row| row_of(other, row).is_some());
        let stalls = rows.flat_map(|row| &row.stalls).filter(|stall| other.stall(stall.id).is_none());
        stalls.map(|stall| stall.number.clone()).collect()
    };
    let (added, gone) = (only_in(after, before), only_in(before, after));
    let added = (!added.is_empty()).then_some(Difference::Added { stalls: added });
    let gone = (!gone.is_empty()).then_some(Difference::Gone { stalls: gone });
    added.into_iter().chain(gone).collect()
}

fn changes(was: &DrawnStall, now: &DrawnStall) -> Vec<Difference> {
    let stall = || now.number.clone();
    let mut found = Vec::new();
    if was.number != now.number {
        found.push(Difference::Renumbered { before: was.number.clone(), after: stall() });
    }
    match (&was.blocked, &now.blocked) {
        (Some(_), None) => found.push(Difference::Unblocked { stall: stall() }),
        (before, Some(reason)) if before.as_ref() != Some(reason) => {
            found.push(Difference::Blocked { stall: stall(), reason: reason.clone() });
        }
        _ => {}
    }
    if was.width_cm != now.width_cm {
        found.push(Difference::Width { stall: stall(), width_cm: now.width_cm });
    }
    if was.fittings != now.fittings {
        found.push(Difference::Fittings { stall: stall() });
    }
    if was.category != now.category {
        found.push(Difference::Marked { stall: stall(), category: now.category.clone() });
    }
    found
}

/// What stands between two stalls that are neighbours in the drawing.
fn gaps(drawing: &Drawing) -> Vec<((StallId, StallId), Obstacle)> {
    let pairs = drawing.rows.iter().flat_map(DrawnRow::pairs);
    pairs.filter_map(|(one, other)| Some(((one.id, other.id), one.after?))).collect()
}

fn obstacles(before: &Drawing, after: &Drawing) -> Vec<Difference> {
    let (were, are) = (gaps(before), gaps(after));
    let numbers = |drawing: &Drawing, (one, other): (StallId, StallId)| drawing.numbers(&[one, other]);
    let put = are.iter().filter(|gap| !were.contains(gap));
    let put = put.map(|(pair, obstacle)| Difference::Between { stalls: numbers(after, *pair), obstacle: *obstacle });
    let is_still = |pair: &(StallId, StallId)| are.iter().any(|(other, _)| other == pair);
    let both_are_there =
        |(one, other): &(StallId, StallId)| after.stall(*one).is_some() && after.stall(*other).is_some();
    let cleared = were.iter().map(|(pair, _)| *pair).filter(|pair| !is_still(pair) && both_are_there(pair));
    put.chain(cleared.map(|pair| Difference::Cleared { stalls: numbers(after, pair) })).collect()
}
