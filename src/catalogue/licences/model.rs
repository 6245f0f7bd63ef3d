//! What pages are told of licences, and when a shop is told of the end of one.
use crate::catalogue::waiting::Fate;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{LicenceId, LicenceKindId, ModerationId, ShopId};
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;
use chrono::{Days, NaiveDate, NaiveDateTime};

text_enum! {
    /// How far a licence has come.
    pub(crate) enum LicenceState {
        /// It waits to be looked over, or was not accepted as it was.
        Sent = "sent",
        Accepted = "accepted",
        /// The shop took it away before it was accepted.
        Removed = "removed",
    }
}

/// A kind of licence.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Kind {
    pub id: LicenceKindId,
    pub name_fa: String,
    pub name_en: String,
}

impl Kind {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.name_fa,
            Lang::En => &self.name_en,
        }
    }
}

/// A licence as buyers are told of it.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct SeenLicence {
    pub kind: Kind,
    pub number: String,
    /// The last day on which it is good.
    pub expires_on: NaiveDate,
}

/// A licence as its own shop and whoever looks it over see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Licence {
    pub id: LicenceId,
    pub shop: ShopId,
    pub seen: SeenLicence,
    pub issuer: String,
    pub state: LicenceState,
    pub item: ModerationId,
    pub fate: Fate,
}

impl Licence {
    /// Whether it is good on a day.
    pub fn is_good_on(&self, day: NaiveDate) -> bool {
        self.state == LicenceState::Accepted && self.seen.expires_on >= day
    }
}

/// A kind that the goods of a category may carry, or need from a day on.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Need {
    pub category: String,
    pub kind: Kind,
    pub from: Option<NaiveDate>,
}

/// A kind that goods of a category need, today or from a day to come, and that the shop has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lack {
    pub category: String,
    pub kind: Kind,
    pub from: NaiveDate,
    /// Whether the shop sent one that is not decided yet.
    pub is_sent: bool,
}

/// What a shop is told in its own lists: what its goods lack, and which licences end soon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    pub lacks: Vec<Lack>,
    pub ending: Vec<SeenLicence>,
}

impl Standing {
    /// What goods of a category lack, the most urgent first.
    pub fn of(&self, category: &str) -> Option<&Lack> {
        self.lacks.iter().filter(|lack| lack.category == category).min_by_key(|lack| lack.from)
    }
}

/// How many days before its end a shop is told of it; 0 is when it has ended.
pub(crate) const STAGES: [i32; 3] = [30, 7, 0];
/// A warning arrives at nine in the morning.
const MORNING: i32 = 9 * 60;
const MIDNIGHT: i32 = 24 * 60;

/// When a shop is told that a licence has so many days left.
pub(super) fn moment_of(expires_on: NaiveDate, stage: i32) -> NaiveDateTime {
    match stage {
        0 => utc_of(expires_on, MIDNIGHT),
        days => {
            let day = expires_on.checked_sub_days(Days::new(days.unsigned_abs().into())).unwrap_or(expires_on);
            utc_of(day, MORNING)
        }
    }
}

/// The last stage that a licence has reached; none while its end is far.
pub(super) fn reached(expires_on: NaiveDate, now: NaiveDateTime) -> Option<i32> {
    STAGES.into_iter().rev().find(|stage| moment_of(expires_on, *stage) <= now)
}

/// The stage that comes after one.
pub(super) fn after(stage: Option<i32>) -> Option<i32> {
    STAGES.into_iter().find(|next| stage.is_none_or(|stage| *next < stage))
}

#[cfg(test)]
mod tests {
    use super::{after, moment_of, reached};
    use chrono::{NaiveDate, TimeDelta};

    #[test]
    fn a_licence_is_good_to_the_last_second_of_its_day_in_tehran() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let midnight = "2026-11-30T20:30:00".parse().unwrap();
        assert_eq!(moment_of(day, 0), midnight);
        assert_eq!(reached(day, midnight - TimeDelta::seconds(1)), Some(7));
        assert_eq!(reached(day, midnight), Some(0));
    }

    #[test]
    fn every_stage_comes_once_and_in_its_order() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        assert_eq!(reached(day, "2026-10-31T05:29:59".parse().unwrap()), None);
        assert_eq!(reached(day, "2026-10-31T05:30:00".parse().unwrap()), Some(30));
        assert_eq!(reached(day, "2026-11-23T05:30:00".parse().unwrap()), Some(7));
        assert_eq!([after(None), after(Some(30)), after(Some(7)), after(Some(0))], [Some(30), Some(7), Some(0), None]);
    }
}
