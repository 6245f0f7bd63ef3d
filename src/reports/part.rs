//! A long list in parts, of which one is shown.
use std::ops::Range;

/// What is shown of the two lists of a season, by their parts from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Parts {
        days: usize,
        sellers: usize,
    },
    /// All of both, for paper.
    Whole,
}

/// Which part of a list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// From zero.
    at: usize,
    size: usize,
    whole: usize,
}

impl Part {
    /// The part that is asked for; the last one where there are not so many.
    pub fn of(whole: usize, size: usize, asked: usize) -> Part {
        let size = size.max(1);
        Part { at: asked.min(whole.saturating_sub(1) / size), size, whole }
    }

    /// All of a list.
    pub fn all(whole: usize) -> Part {
        Part::of(whole, whole, 0)
    }

    /// What it holds, by position in the list.
    pub fn range(self) -> Range<usize> {
        let first = self.at * self.size;
        first..(first + self.size).min(self.whole)
    }

    pub fn whole(self) -> usize {
        self.whole
    }

    /// Whether the list has other parts.
    pub fn is_cut(self) -> bool {
        self.range().len() < self.whole
    }

    /// The part before this one, if there is one.
    pub fn before(self) -> Option<usize> {
        self.at.checked_sub(1)
    }

    /// The part after this one, if there is one.
    pub fn after(self) -> Option<usize> {
        (self.range().end < self.whole).then_some(self.at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn the_parts_of_a_list_hold_everything_once_in_its_order() {
        let parts: Vec<Part> = (0..3).map(|at| Part::of(62, 28, at)).collect();
        let held: Vec<usize> = parts.iter().flat_map(|part| part.range()).collect();
        assert_eq!(held, (0..62).collect::<Vec<usize>>());
        assert_eq!(parts.iter().map(|part| part.before()).collect::<Vec<_>>(), [None, Some(0), Some(1)]);
        assert_eq!(parts.iter().map(|part| part.after()).collect::<Vec<_>>(), [Some(1), Some(2), None]);
        assert!(parts.iter().all(|part| part.is_cut()));
    }

    #[test]
    fn a_part_that_is_not_there_is_the_last_one() {
        assert_eq!(Part::of(56, 28, 9), Part::of(56, 28, 1));
        assert_eq!((Part::of(0, 28, 3).range(), Part::of(0, 28, 3).after()), (0..0, None));
        assert!(!Part::all(90).is_cut() && Part::all(0).range().is_empty());
    }
}
