//! What each change makes of a drawing.
use super::{EditRefusal, MOST_IN_ROW, MOST_STALLS, NewObstacle, NewRow, NewStalls, RowChange, StallChange};
use crate::kernel::ids::{RowId, StallId};
use crate::stalls::model::{CategoryRule, Drawing, DrawnRow, DrawnStall, Obstacle, put};
use crate::stalls::numbers;
use std::collections::BTreeMap;

type Done = Result<(), EditRefusal>;

pub(super) fn add_row(drawing: &mut Drawing, new: &NewRow, new_id: &dyn Fn() -> i64) -> Done {
    let numbers = free_numbers(drawing, (&new.prefix, new.first_number, new.stalls))?;
    let id = RowId(new_id());
    let last = drawing.rows.iter().chain(&drawing.away).map(|row| row.ord).max().unwrap_or(0);
    let stall = |(ord, number)| DrawnStall {
        id: StallId(new_id()),
        row: id,
        ord,
        number,
        width_cm: new.width_cm,
        fittings: new.fittings,
        category: new.category.clone(),
        blocked: None,
        after: None,
    };
    let stalls = (1..).zip(numbers).map(stall).collect();
    drawing.rows.push(DrawnRow { id, ord: last + 1, name: new.name.clone(), is_ring: new.is_ring, stalls });
    Ok(())
}

pub(super) fn add_stalls(drawing: &mut Drawing, new: &NewStalls, new_id: &dyn Fn() -> i64) -> Done {
    let numbers = free_numbers(drawing, (&new.prefix, new.first_number, new.stalls))?;
    let of_row = drawing.stalls().chain(drawing.taken_off()).filter(|stall| stall.row == new.row);
    let last_ord = of_row.map(|stall| stall.ord).max().unwrap_or(0);
    let Some(row) = drawing.rows.iter_mut().find(|row| row.id == new.row) else {
        return Err(EditRefusal::UnknownRow);
    };
    let Some(last) = row.stalls.last().cloned() else {
        return Err(EditRefusal::UnknownRow);
    };
    if row.stalls.len() + numbers.len() > usize::try_from(MOST_IN_ROW).unwrap_or(0) {
        return Err(EditRefusal::RowFull);
    }
    let added = (last_ord + 1..).zip(numbers).map(|(ord, number)| DrawnStall {
        id: StallId(new_id()),
        ord,
        number,
        blocked: None,
        after: None,
        ..last.clone()
    });
    row.stalls.extend(added);
    Ok(())
}

/// So many numbers in a row, none of which is on the drawing.
fn free_numbers(drawing: &Drawing, (prefix, first, count): (&str, i32, i32)) -> Result<Vec<String>, EditRefusal> {
    let free: Vec<String> = (0..count).map(|at| format!("{prefix}{}", first + at)).collect();
    let drawn: BTreeMap<String, &DrawnStall> =
        drawing.stalls().map(|stall| (numbers::key(&stall.number), stall)).collect();
    if let Some(taken) = free.iter().find_map(|number| drawn.get(&numbers::key(number))) {
        return Err(EditRefusal::NumberTaken(taken.number.clone()));
    }
    if i64::try_from(drawing.stalls().count() + free.len()).unwrap_or(i64::MAX) > MOST_STALLS {
        return Err(EditRefusal::TooMany);
    }
    Ok(free)
}

pub(super) fn change_row(drawing: &mut Drawing, new: &RowChange) -> Done {
    if !drawing.rows.iter().any(|row| row.id == new.row) {
        return Err(EditRefusal::UnknownRow);
    }
    for row in drawing.rows.iter_mut().chain(&mut drawing.away).filter(|row| row.id == new.row) {
        row.name.clone_from(&new.name);
        row.is_ring = new.is_ring;
    }
    Ok(())
}

pub(super) fn change_stall(drawing: &mut Drawing, new: &StallChange) -> Done {
    let Some(before) = drawing.any_stall(new.stall).cloned() else {
        return Err(EditRefusal::UnknownStall);
    };
    let number = numbers::key(&new.number);
    let is_taken = |stall: &&DrawnStall| stall.id != new.stall && numbers::key(&stall.number) == number;
    if let Some(taken) = drawing.stalls().find(is_taken).filter(|_| !new.is_retired) {
        return Err(EditRefusal::NumberTaken(taken.number.clone()));
    }
    if drawing.stall(new.stall).is_none() && drawing.stalls().count() + 1 > usize::try_from(MOST_STALLS).unwrap_or(0) {
        return Err(EditRefusal::TooMany);
    }
    let changed = DrawnStall {
        number: new.number.clone(),
        width_cm: new.width_cm,
        fittings: new.fittings,
        category: new.category.clone(),
        blocked: new.blocked.clone(),
        ..before
    };
    match (drawing.stall(new.stall).is_some(), new.is_retired) {
        (true, true) => take_off(drawing, new.stall),
        (false, false) => put_back(drawing, new.stall),
        (true, false) | (false, true) => {}
    }
    let rows = drawing.rows.iter_mut().chain(&mut drawing.away).flat_map(|row| &mut row.stalls);
    for stall in rows.filter(|stall| stall.id == new.stall) {
        *stall = DrawnStall { after: stall.after, ..changed.clone() };
    }
    if new.shapes_row {
        let stalls = drawing.rows.iter_mut().flat_map(|row| &mut row.stalls);
        for stall in stalls.filter(|stall| stall.row == changed.row) {
            stall.width_cm = changed.width_cm;
            stall.fittings = changed.fittings;
            stall.category.clone_from(&changed.category);
        }
    }
    Ok(())
}

/// Takes a stall off. What stood after it stands after the one before it.
fn take_off(drawing: &mut Drawing, id: StallId) {
    let Drawing { rows, away, .. } = drawing;
    for row in rows.iter_mut() {
        let Some(at) = row.stalls.iter().position(|stall| stall.id == id) else {
            continue;
        };
        let mut stall = row.stalls.remove(at);
        let before = at.checked_sub(1).or_else(|| row.stalls.len().checked_sub(1).filter(|_| row.is_ring));
        if let Some(before) = before.and_then(|before| row.stalls.get_mut(before)).filter(|one| one.after.is_none()) {
            before.after = stall.after.take();
        }
        put(away, row.emptied(), stall);
    }
    rows.retain(|row| !row.stalls.is_empty());
}

fn put_back(drawing: &mut Drawing, id: StallId) {
    let Drawing { rows, away, .. } = drawing;
    for row in away.iter_mut() {
        if let Some(at) = row.stalls.iter().position(|stall| stall.id == id) {
            let stall = row.stalls.remove(at);
            put(rows, row.emptied(), stall);
        }
    }
    away.retain(|row| !row.stalls.is_empty());
}

pub(super) fn put_obstacle(drawing: &mut Drawing, new: &NewObstacle) -> Done {
    let (one, other) = new.between;
    if drawing.stall(one).is_none() || drawing.stall(other).is_none() {
        return Err(EditRefusal::UnknownStall);
    }
    let after = drawing.first_of(one, other).ok_or(EditRefusal::NotNeighbours)?;
    set_after(drawing, after, Some(new.obstacle));
    Ok(())
}

pub(super) fn clear_obstacle(drawing: &mut Drawing, after: StallId) -> Done {
    if drawing.stall(after).is_none_or(|stall| stall.after.is_none()) {
        return Err(EditRefusal::NoObstacle);
    }
    set_after(drawing, after, None);
    Ok(())
}

fn set_after(drawing: &mut Drawing, id: StallId, obstacle: Option<Obstacle>) {
    let stalls = drawing.rows.iter_mut().flat_map(|row| &mut row.stalls);
    for stall in stalls.filter(|stall| stall.id == id) {
        stall.after = obstacle;
    }
}

pub(super) fn set_category(drawing: &mut Drawing, rule: &CategoryRule) -> Done {
    let is_marked = drawing.stalls().any(|stall| stall.category.as_deref() == Some(rule.category.as_str()));
    if rule.required && !is_marked {
        return Err(EditRefusal::Unmarked);
    }
    drawing.categories.retain(|known| known.category != rule.category);
    drawing.categories.push(rule.clone());
    drawing.categories.sort_by(|one, other| one.category.cmp(&other.category));
    Ok(())
}

pub(super) fn bring_back(drawing: &mut Drawing, once: &Drawing) {
    let mut back = Drawing { away: Vec::new(), categories: drawing.categories.clone(), ..once.clone() };
    for row in drawing.rows.iter().chain(&drawing.away) {
        for stall in row.stalls.iter().filter(|stall| once.stall(stall.id).is_none()) {
            put(&mut back.away, row.emptied(), stall.clone());
        }
    }
    *drawing = back;
}
