//! One chain of rows, replayed: which row was changed, taken away, put in or moved, and whether the end was cut off.
use super::Verified;
use crate::kernel::chain::START;
use crate::sales::anchors::Anchor;
use std::collections::BTreeMap;

/// A row of a chain as it is stored.
pub(super) struct Stored<R> {
    pub row: R,
    pub seq: i64,
    pub prev: Vec<u8>,
    pub hash: Vec<u8>,
}

/// Computes the hash of a row as if it stood at a place after another.
type Rehash<R> = fn(&R, i64, &[u8]) -> Vec<u8>;

/// A chain that is being replayed.
pub(super) struct Chain<R> {
    /// What its rows are told apart by.
    name: String,
    changed: &'static str,
    rehash: Rehash<R>,
    anchors: BTreeMap<i64, Anchor>,
    last: i64,
    /// How many rows were taken.
    rows: i64,
    before: Vec<u8>,
    /// The hash of the row before the last one.
    earlier: Option<Vec<u8>>,
    /// Rows that the next one does not know of, while it knows the one before them.
    put_in: Vec<i64>,
    /// Rows whose hash is not theirs.
    odd: Vec<Stored<R>>,
}

/// Odd rows that are compared with each other; of more than that, the rest is only called changed.
const COMPARED: usize = 200;

impl<R> Chain<R> {
    /// A chain before its first row; `changed` is what is said of a row whose hash is not its own.
    pub fn new(name: String, changed: &'static str, rehash: Rehash<R>, anchors: BTreeMap<i64, Anchor>) -> Chain<R> {
        let (last, rows, before) = (0, 0, START.to_vec());
        Chain { name, changed, rehash, anchors, last, rows, before, earlier: None, put_in: Vec::new(), odd: Vec::new() }
    }

    /// The number of the row last seen.
    pub fn last(&self) -> i64 {
        self.last
    }

    pub fn head(&self) -> &[u8] {
        &self.before
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    fn place(&self, seq: i64) -> String {
        format!("{}, row {seq}", self.name)
    }

    /// How many rows were taken, whatever was said of them.
    pub fn rows(&self) -> i64 {
        self.rows
    }

    /// Takes the next row. A chain begins with 1: what stands before that was never written by the program.
    pub fn take(&mut self, found: &mut Verified, stored: Stored<R>) {
        self.rows += 1;
        if stored.seq < 1 {
            return found.fault(|| self.place(stored.seq), "it was put in: rows are numbered from 1");
        }
        for missing in (self.last + 1..stored.seq).take(COMPARED) {
            found.fault(|| self.place(missing), "it is missing");
        }
        if stored.seq == self.last + 1 && stored.prev != self.before {
            if self.earlier.as_ref() == Some(&stored.prev) {
                self.put_in.push(self.last);
            } else {
                found.fault(|| self.place(stored.seq), "it does not follow the row before it");
            }
        }
        if let Some(anchor) = self.anchors.remove(&stored.seq).filter(|anchor| anchor.hash != stored.hash) {
            let what = format!("it is not the row that was anchored on {}", anchor.day());
            found.fault(|| self.place(stored.seq), what);
        }
        self.last = stored.seq;
        self.earlier = Some(std::mem::replace(&mut self.before, stored.hash.clone()));
        if (self.rehash)(&stored.row, stored.seq, &stored.prev) != stored.hash {
            self.odd.push(stored);
        }
    }

    /// After the last row: says what became of the odd ones, and whether more rows were anchored than there are.
    pub fn end(mut self, found: &mut Verified) {
        let moved: BTreeMap<i64, i64> =
            self.odd.iter().take(COMPARED).filter_map(|odd| Some((odd.seq, self.origin(odd)?))).collect();
        for put_in in self.put_in.iter().filter(|seq| !moved.contains_key(*seq)) {
            found.fault(|| self.place(*put_in), "it was put in later");
        }
        for odd in &self.odd {
            if self.put_in.contains(&odd.seq) && !moved.contains_key(&odd.seq) {
                continue;
            }
            match moved.get(&odd.seq) {
                Some(from) => found.fault(|| self.place(odd.seq), format!("it was moved here: it is row {from}")),
                None => found.fault(|| self.place(odd.seq), self.changed),
            }
        }
        if let Some((seq, anchor)) = self.anchors.pop_last().filter(|(seq, _)| *seq > self.last) {
            let what = format!("the rows from here to row {seq} were cut off: they were anchored on {}", anchor.day());
            found.fault(|| self.place(self.last + 1), what);
        }
    }

    /// The number of the place at which a row would be right: it went there with its hash, or without it.
    fn origin(&self, odd: &Stored<R>) -> Option<i64> {
        let near = [odd.seq - 1, odd.seq + 1].into_iter().map(|seq| (seq, &odd.prev, &odd.hash));
        let others = self.odd.iter().take(COMPARED).filter(|other| other.seq != odd.seq);
        let with_hash = others.clone().map(|other| (other.seq, &odd.prev, &odd.hash));
        let without = others.map(|other| (other.seq, &other.prev, &other.hash));
        let fits = |(seq, prev, hash): &(i64, &Vec<u8>, &Vec<u8>)| (self.rehash)(&odd.row, *seq, prev) == **hash;
        near.chain(with_hash).chain(without).find(fits).map(|(seq, _, _)| seq)
    }
}
