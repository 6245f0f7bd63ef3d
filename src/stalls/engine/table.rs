//! Numbers for stalls and vendors inside one run of the engine, and tables keyed by them.
//! A number is made once, by the site or the roster, and fits every table of that run.

use std::marker::PhantomData;

/// Numbers the stalls of a site in the order of its drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct StallIx(pub(super) usize);

/// Numbers the present vendors in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct VendorIx(pub(super) usize);

impl From<StallIx> for usize {
    fn from(stall: StallIx) -> usize {
        stall.0
    }
}

impl From<VendorIx> for usize {
    fn from(vendor: VendorIx) -> usize {
        vendor.0
    }
}

/// Holds one value for each stall or vendor.
#[derive(Clone, Debug)]
pub(super) struct Table<I, T> {
    cells: Vec<T>,
    key: PhantomData<I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { cells: Vec::new(), key: PhantomData }
    }
}

impl<I: Into<usize>, T> Table<I, T> {
    pub(super) fn new(cells: Vec<T>) -> Self {
        Self { cells, key: PhantomData }
    }

    pub(super) fn get(&self, key: I) -> Option<&T> {
        self.cells.get(key.into())
    }

    pub(super) fn get_mut(&mut self, key: I) -> Option<&mut T> {
        self.cells.get_mut(key.into())
    }

    pub(super) fn set(&mut self, key: I, value: T) {
        if let Some(cell) = self.cells.get_mut(key.into()) {
            *cell = value;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.cells.iter()
    }
}

impl<I: Into<usize>, T: Clone> Table<I, T> {
    pub(super) fn filled(len: usize, value: T) -> Self {
        Self::new(vec![value; len])
    }
}

impl<I: Into<usize>, T: Copy + Default> Table<I, T> {
    /// Copies the value out.
    pub(super) fn at(&self, key: I) -> T {
        self.get(key).copied().unwrap_or_default()
    }
}
