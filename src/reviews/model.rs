//! What pages, and the slices above, are told of reviews.
use crate::catalogue::model::{Fate, ItemState};
use crate::kernel::ids::ReviewId;
use chrono::NaiveDate;

/// The most stars.
pub(crate) const MOST_STARS: i32 = 5;

/// A review that everyone reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Review {
    pub id: ReviewId,
    /// The name by which the public speaks of it; one of an older version of the program may have none.
    pub code: Option<String>,
    /// The name of the good, where buyers see the good.
    pub good: Option<String>,
    pub stars: Option<i32>,
    pub words: String,
    pub written_on: NaiveDate,
    /// What the shop answered, if everyone reads that.
    pub answer: Option<String>,
}

/// A review at the shop that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnReview {
    /// What it is about, whether buyers see that or not.
    pub good: String,
    pub review: Review,
    /// The shop's answer, with what became of it where nobody reads it.
    pub sent: Option<(String, Fate)>,
}

impl OwnReview {
    /// Whether the shop may write an answer: there is none yet, or it is to be mended.
    pub fn can_be_answered(&self) -> bool {
        match &self.sent {
            Some((_, fate)) => fate.state == ItemState::ToMend,
            None => self.review.answer.is_none(),
        }
    }
}

/// All reviews of a good or of a shop in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rating {
    pub reviews: i64,
    /// How many of them have stars, and these together.
    pub rated: i64,
    pub stars: i64,
}

impl Rating {
    /// The average of the stars, in thousandths, to a tenth; none without stars.
    pub fn average(&self) -> Option<i64> {
        (self.rated > 0).then(|| (self.stars * 20 + self.rated) / (self.rated * 2) * 100)
    }
}

/// A good of an order as its buyer may write about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reviewable {
    pub line: i32,
    pub name: String,
    pub written: Option<Written>,
}

/// What a buyer wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub stars: Option<i32>,
    pub words: String,
    /// Whether everyone reads it.
    pub is_seen: bool,
    pub state: ItemState,
}

#[cfg(test)]
mod tests {
    use super::Rating;

    #[test]
    fn an_average_is_rounded_to_a_tenth() {
        let average = |rated, stars| Rating { reviews: rated, rated, stars }.average();
        assert_eq!(average(0, 0), None);
        assert_eq!(average(1, 5), Some(5_000));
        assert_eq!(average(3, 14), Some(4_700), "4.67");
        assert_eq!(average(3, 13), Some(4_300), "4.33");
        assert_eq!(average(4, 17), Some(4_300), "4.25 is nearer to neither, and counts for the reviewer");
    }
}
