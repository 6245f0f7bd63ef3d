//! Where something holds.
use super::ids::AreaId;
use std::collections::BTreeSet;

/// Where something holds: usually everywhere or nowhere, and the other way round in some cities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Where {
    usually: bool,
    otherwise: BTreeSet<AreaId>,
}

impl Where {
    /// In every city.
    pub fn all() -> Where {
        Where { usually: true, otherwise: BTreeSet::new() }
    }

    /// Usually so, and in these cities as it is said of each.
    pub fn new(usually: bool, cities: impl IntoIterator<Item = (AreaId, bool)>) -> Where {
        let otherwise = cities.into_iter().filter(|(_, holds)| *holds != usually).map(|(city, _)| city);
        Where { usually, otherwise: otherwise.collect() }
    }

    pub fn is_in(&self, city: AreaId) -> bool {
        self.usually != self.otherwise.contains(&city)
    }

    /// Whether it holds in every city there is.
    pub fn is_everywhere(&self) -> bool {
        self.usually && self.otherwise.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_may_be_told_what_holds_everywhere_anyway() {
        let (amol, babol, sari) = (AreaId(1), AreaId(2), AreaId(3));
        let place = Where::new(true, [(amol, false), (babol, true)]);
        assert_eq!([amol, babol, sari].map(|city| place.is_in(city)), [false, true, true]);
        assert!(!place.is_everywhere());
        assert!(Where::new(true, [(babol, true)]).is_everywhere());
        let place = Where::new(false, [(amol, true)]);
        assert_eq!([amol, babol, sari].map(|city| place.is_in(city)), [true, false, false]);
        assert!(!place.is_everywhere() && !Where::default().is_in(amol));
    }
}
