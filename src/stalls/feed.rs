//! What a calendar says of market days: to everyone when and where, to a household also how its request stands.
use super::ical::{Calendar, Entry, Standing};
use super::model::{Changes, DayCard, DayState, FeedDay, OwnFeedDay, Told};
use crate::i18n::{Locale, named};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::MarketDayId;
use chrono::NaiveDateTime;

/// How the reader of a calendar is spoken to, where the page of a day is, and what time it is.
pub(super) struct Speaker<'a> {
    pub locale: Locale,
    pub link: &'a dyn Fn(MarketDayId) -> String,
    pub now: NaiveDateTime,
}

impl Speaker<'_> {
    /// The calendar of a site's market days, or of all of them.
    pub fn market_days(&self, site: Option<&str>, days: &[FeedDay]) -> String {
        let text = self.locale.text;
        let name = site.map_or_else(|| text.stalls_public_title(), |site| text.stalls_feed_name(site));
        self.calendar(name, days.iter().map(|day| self.market_day(day)).collect())
    }

    fn market_day(&self, of: &FeedDay) -> Entry {
        let entry = self.entry("day", &of.day, (of.told, of.changes));
        Entry { summary: of.site.clone(), location: of.address.clone(), ..entry }
    }

    /// The calendar of a household's own market days.
    pub fn own_days(&self, days: &[OwnFeedDay]) -> String {
        self.calendar(self.locale.text.stalls_feed_own_name(), days.iter().map(|day| self.own_day(day)).collect())
    }

    fn own_day(&self, of: &OwnFeedDay) -> Entry {
        let (day, text) = (&of.day, self.locale.text);
        let entry = self.entry("stall", &day.day, (of.told, of.changes));
        let (state, standing) = match &day.result {
            Some(result) if !result.stalls.is_empty() => {
                let numbers = self.locale.numbered(&result.stalls);
                let is_one = result.stalls.len() == 1;
                let words = if is_one { text.stalls_stall(numbers) } else { text.stalls_stalls(numbers) };
                (words, Standing::Confirmed)
            }
            Some(_) => (text.stalls_my_refused(), Standing::Tentative),
            None => (text.stalls_my_asked(), Standing::Tentative),
        };
        let is_off = day.day.state == DayState::Cancelled;
        Entry {
            summary: text.stalls_feed_own_day(named::SiteState { site: &day.site, state }),
            location: day.address.clone(),
            changed_at: entry.changed_at.max(Some(of.asked_at)),
            standing: if is_off { Standing::Cancelled } else { standing },
            ..entry
        }
    }

    /// What both calendars say of a day. A new plan is a change to notice, and so are a new announcement and that the day is
    /// called off.
    fn entry(&self, kind: &str, day: &DayCard, (told, changes): (Option<Told>, Changes)) -> Entry {
        let is_off = day.state == DayState::Cancelled;
        let off = is_off.then(|| self.locale.text.stalls_state_cancelled());
        let said = Some(day.announcement.clone()).filter(|said| !said.is_empty());
        let description = off.into_iter().chain(said).collect::<Vec<String>>().join("\n");
        Entry {
            uid: format!("{kind}-{}@bazarche", day.id),
            sequence: told.map_or(0, |told| told.version).saturating_add(changes.count),
            changed_at: told.map(|told| told.made_at).max(changes.last_at),
            starts_at: utc_of(day.day, day.opens_minute),
            ends_at: utc_of(day.day, day.closes_minute),
            summary: String::new(),
            description,
            location: String::new(),
            link: (self.link)(day.id),
            standing: if is_off { Standing::Cancelled } else { Standing::Confirmed },
        }
    }

    fn calendar(&self, name: String, entries: Vec<Entry>) -> String {
        Calendar { name, lang: self.locale.lang.tag(), now: self.now, entries }.written()
    }
}
