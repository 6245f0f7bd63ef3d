//! The drawing of a site as the engine walks it: stalls in order, and the stretches of a row that nothing interrupts.
//! A run of stalls is a window of one stretch; in a ring row the window may pass from the last stall to the first.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::case::{Market, Stall};
use super::names::StallNumber;
use super::table::{StallIx, Table};

/// Stalls that stand side by side, in the order of the row.
pub(super) type Run = Rc<[StallIx]>;

/// Holds the usable stalls and who neighbours whom.
pub(super) struct Site<'a> {
    numbers: Table<StallIx, (&'a StallNumber, &'a Stall)>,
    by_number: BTreeMap<&'a StallNumber, StallIx>,
    stretches: Vec<Stretch>,
    places: Table<StallIx, Option<usize>>,
    /// Holds the position of each stall in the order of the numbers.
    ranks: Table<StallIx, usize>,
    /// Holds every run by its length, from one upwards.
    runs: Vec<Vec<Run>>,
}

struct Stretch {
    stalls: Vec<StallIx>,
    is_ring: bool,
}

impl<'a> Site<'a> {
    /// Reads the drawing; runs are made up to `longest` stalls.
    pub(super) fn new(market: &'a Market, longest: usize) -> Self {
        let mut site = Self::numbered(market);
        let obstacles = obstacles(market, &site);
        for (at, row) in market.rows.iter().enumerate() {
            let row: Vec<StallIx> = row.iter().filter_map(|number| site.stall(number)).collect();
            let is_ring = market.circular_rows.contains(&at);
            site.stretches.extend(stretches(&site, &row, is_ring, &obstacles));
        }
        for stretch in &site.stretches {
            for (place, stall) in stretch.stalls.iter().enumerate() {
                site.places.set(*stall, Some(place));
            }
        }
        site.runs = (1..=longest).map(|length| site.windows(length)).collect();
        site
    }

    /// Numbers the stalls: those of the rows in drawing order, then the rest.
    fn numbered(market: &'a Market) -> Self {
        let in_rows = market.rows.iter().flatten();
        let drawn: BTreeSet<&StallNumber> = market.rows.iter().flatten().collect();
        let others = market.stalls.keys().filter(|number| !drawn.contains(number));
        let numbers: Vec<_> = in_rows.chain(others).filter_map(|number| market.stalls.get_key_value(number)).collect();
        let by_number: BTreeMap<&StallNumber, StallIx> =
            numbers.iter().enumerate().map(|(at, (number, _))| (*number, StallIx(at))).collect();
        let mut ranks = Table::filled(numbers.len(), 0);
        for (rank, stall) in by_number.values().enumerate() {
            ranks.set(*stall, rank);
        }
        let places = Table::filled(numbers.len(), None);
        let numbers = Table::new(numbers);
        Self { numbers, by_number, stretches: Vec::new(), places, ranks, runs: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    pub(super) fn stall(&self, number: &StallNumber) -> Option<StallIx> {
        self.by_number.get(number).copied()
    }

    pub(super) fn number(&self, stall: StallIx) -> Option<&'a StallNumber> {
        self.numbers.get(stall).map(|(number, _)| *number)
    }

    /// Gives the position of a stall in the order of the numbers.
    pub(super) fn rank(&self, stall: StallIx) -> usize {
        self.ranks.at(stall)
    }

    pub(super) fn stalls(&self) -> impl Iterator<Item = (StallIx, &'a Stall)> {
        self.numbers.iter().enumerate().map(|(at, (_, stall))| (StallIx(at), *stall))
    }

    pub(super) fn offers(&self, stall: StallIx) -> Option<&'a Stall> {
        self.numbers.get(stall).map(|(_, stall)| *stall)
    }

    pub(super) fn is_blocked(&self, stall: StallIx) -> bool {
        self.offers(stall).is_none_or(|stall| stall.blocked)
    }

    /// Says whether the stall stands in a row and may be given out.
    pub(super) fn is_open(&self, stall: StallIx) -> bool {
        self.place(stall).is_some()
    }

    /// Gives the position of a stall in its stretch.
    pub(super) fn place(&self, stall: StallIx) -> Option<usize> {
        self.places.at(stall)
    }

    /// Gives the length of the longest runs that were made.
    pub(super) fn longest_run(&self) -> usize {
        self.runs.len()
    }

    /// Gives every run of that many stalls, in drawing order.
    pub(super) fn runs(&self, length: usize) -> &[Run] {
        let runs = length.checked_sub(1).and_then(|at| self.runs.get(at));
        runs.map_or(&[], Vec::as_slice)
    }

    fn windows(&self, length: usize) -> Vec<Run> {
        self.stretches.iter().flat_map(|stretch| stretch.windows(length)).collect()
    }
}

impl Stretch {
    fn windows(&self, length: usize) -> Vec<Run> {
        let stalls = self.stalls.len();
        let passes_the_end = self.is_ring && length < stalls;
        let starts = match (passes_the_end, stalls.checked_sub(length)) {
            (true, _) => stalls,
            (false, Some(last)) => last + 1,
            (false, None) => 0,
        };
        let around = || self.stalls.iter().cycle().copied();
        (0..starts).map(|start| around().skip(start).take(length).collect()).collect()
    }
}

fn obstacles(market: &Market, site: &Site<'_>) -> BTreeSet<(StallIx, StallIx)> {
    let pairs = market.obstacles.iter();
    let known = pairs.filter_map(|(one, other)| Some((site.stall(one)?, site.stall(other)?)));
    known.flat_map(|(one, other)| [(one, other), (other, one)]).collect()
}

/// Cuts a row at blocked stalls and obstacles, and joins the ends of a ring row.
fn stretches(
    site: &Site<'_>,
    row: &[StallIx],
    is_ring: bool,
    obstacles: &BTreeSet<(StallIx, StallIx)>,
) -> Vec<Stretch> {
    let open = row.split(|stall| site.is_blocked(*stall));
    let pieces = open.flat_map(|piece| piece.chunk_by(|one, other| !obstacles.contains(&(*one, *other))));
    let mut stretches: Vec<Stretch> = pieces.map(|piece| Stretch { stalls: piece.to_vec(), is_ring: false }).collect();
    if is_ring && ends_meet(site, row, obstacles) {
        join_ends(&mut stretches);
    }
    stretches
}

fn ends_meet(site: &Site<'_>, row: &[StallIx], obstacles: &BTreeSet<(StallIx, StallIx)>) -> bool {
    match row {
        [first, .., last] => {
            let are_open = !site.is_blocked(*first) && !site.is_blocked(*last);
            are_open && !obstacles.contains(&(*last, *first))
        }
        _ => false,
    }
}

fn join_ends(stretches: &mut Vec<Stretch>) {
    match stretches.as_mut_slice() {
        [] => {}
        [whole] => whole.is_ring = true,
        [first, .., last] => {
            last.stalls.append(&mut first.stalls);
            stretches.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::case::Case;
    use super::*;

    fn runs_of(rows: serde_json::Value, extra: serde_json::Value, length: usize) -> Vec<String> {
        let numbers: Vec<String> = rows
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|row| row.as_array().unwrap().clone())
            .map(|number| number.as_str().unwrap().to_owned())
            .collect();
        let stalls: serde_json::Map<_, _> =
            numbers.iter().map(|number| (number.clone(), json!({ "blocked": extra["blocked"] == **number }))).collect();
        let mut market = json!({ "date": "2026-03-21", "rows": rows, "stalls": stalls });
        for name in ["obstacles", "circular_rows"] {
            market[name] = extra[name].clone();
        }
        let case: Case = serde_json::from_value(json!({ "market": market, "vendors": [] })).unwrap();
        let site = Site::new(&case.market, 4);
        let name = |run: &Run| run.iter().map(|stall| site.number(*stall).unwrap().as_str()).collect::<String>();
        site.runs(length).iter().map(name).collect()
    }

    #[test]
    fn a_run_stays_in_its_row() {
        assert_eq!(runs_of(json!([["1", "2"], ["3"]]), json!({}), 2), ["12"]);
    }

    #[test]
    fn a_run_never_crosses_an_obstacle_named_in_either_order() {
        let obstacles = json!({ "obstacles": [["2", "1"], ["3", "4"]] });
        assert_eq!(runs_of(json!([["1", "2", "3", "4"]]), obstacles, 2), ["23"]);
    }

    #[test]
    fn a_run_never_crosses_a_blocked_stall() {
        let blocked = json!({ "blocked": "2" });
        assert_eq!(runs_of(json!([["1", "2", "3", "4"]]), blocked, 2), ["34"]);
    }

    #[test]
    fn in_a_ring_row_the_last_and_the_first_stall_are_neighbours() {
        let ring = json!({ "circular_rows": [0] });
        assert_eq!(runs_of(json!([["1", "2", "3"]]), ring.clone(), 2), ["12", "23", "31"]);
        assert_eq!(runs_of(json!([["1", "2", "3"]]), ring.clone(), 3), ["123"]);
        assert_eq!(runs_of(json!([["1", "2"]]), ring, 2), ["12"]);
    }

    #[test]
    fn an_obstacle_opens_a_ring_row_at_its_place() {
        let ring = json!({ "circular_rows": [0], "obstacles": [["2", "3"]] });
        assert_eq!(runs_of(json!([["1", "2", "3", "4"]]), ring, 3), ["341", "412"]);
        let at_the_end = json!({ "circular_rows": [0], "obstacles": [["1", "4"]] });
        assert_eq!(runs_of(json!([["1", "2", "3", "4"]]), at_the_end, 3), ["123", "234"]);
    }
}
