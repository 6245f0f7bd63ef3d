//! The limits of the categories. Own stalls count towards a limit but are never taken by it;
//! it binds applicants, guaranteed counts and growth.

use std::collections::BTreeMap;

use super::case::{Category, Market};
use super::entrant::Entrant;
use super::names::CategoryName;

/// Counts the stalls and vendors of each category.
#[derive(Clone, Default)]
pub(super) struct Quota<'a> {
    used: BTreeMap<&'a CategoryName, Used<'a>>,
}

#[derive(Clone)]
struct Used<'a> {
    limits: &'a Category,
    stalls: usize,
    vendors: usize,
}

impl<'a> Quota<'a> {
    pub(super) fn new(market: &'a Market) -> Self {
        let used = |(name, limits)| (name, Used { limits, stalls: 0, vendors: 0 });
        Self { used: market.categories.iter().map(used).collect() }
    }

    /// Says whether the vendor may go from one count to another; keeping or lowering a count is always allowed.
    pub(super) fn allows(&self, entrant: &Entrant<'_>, from: usize, to: usize) -> bool {
        self.full(entrant, from, to).next().is_none()
    }

    /// Says whether a category of the vendor has no room for that many stalls even while nobody has any.
    pub(super) fn never_allows(&self, entrant: &Entrant<'_>, count: usize) -> bool {
        let mut limits = entrant.vendor.categories.iter().filter_map(|name| Some(self.used.get(name)?.limits));
        limits.any(|limits| limits.never_allows(count))
    }

    /// Lists the categories that have no room for that.
    pub(super) fn full<'e>(
        &'e self,
        entrant: &Entrant<'e>,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = &'e CategoryName> {
        let more = to.saturating_sub(from);
        let is_new = from == 0;
        let exceeds = move |used: &Used<'_>| {
            used.limits.max_stalls.is_some_and(|most| used.stalls.saturating_add(more) > most)
                || used.limits.max_vendors.is_some_and(|most| is_new && used.vendors >= most)
        };
        let is_full = move |name: &&CategoryName| more > 0 && self.used.get(*name).is_some_and(exceeds);
        entrant.vendor.categories.iter().filter(is_full)
    }

    /// Books the change of a vendor's count.
    pub(super) fn book(&mut self, entrant: &Entrant<'_>, from: usize, to: usize) {
        for name in &entrant.vendor.categories {
            if let Some(used) = self.used.get_mut(name) {
                used.stalls = (used.stalls + to).saturating_sub(from);
                used.vendors += usize::from(to > 0);
                used.vendors = used.vendors.saturating_sub(usize::from(from > 0));
            }
        }
    }
}
