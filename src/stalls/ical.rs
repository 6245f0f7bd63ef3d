//! Calendars as RFC 5545 writes them: what is escaped, where lines are folded, which properties there must be.
use crate::kernel::persian::is_bidi_mark;
use chrono::NaiveDateTime;

/// A calendar, whole.
pub(super) struct Calendar {
    pub name: String,
    /// The language of its words, as in HTML.
    pub lang: &'static str,
    /// When it was written.
    pub now: NaiveDateTime,
    pub entries: Vec<Entry>,
}

/// How sure it is that a thing takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Confirmed,
    Tentative,
    Cancelled,
}

/// One thing of a calendar. Instants are UTC.
pub(super) struct Entry {
    /// Stays the same, whatever else changes.
    pub uid: String,
    /// Grows with every change that people must notice.
    pub sequence: i32,
    pub changed_at: Option<NaiveDateTime>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub summary: String,
    pub description: String,
    pub location: String,
    pub link: String,
    pub standing: Standing,
}

/// Octets of a line, its end not counted.
const LONGEST_LINE: usize = 75;

impl Calendar {
    /// The text of the calendar.
    pub fn written(&self) -> String {
        let mut lines = Lines::default();
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//Bazarche//Market days//EN");
        lines.put("CALSCALE", "GREGORIAN");
        lines.put("METHOD", "PUBLISH");
        for name in ["NAME", "X-WR-CALNAME"] {
            lines.say(&format!("{name};LANGUAGE={}", self.lang), &self.name);
        }
        for name in ["REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL"] {
            lines.put(name, "PT6H");
        }
        if self.entries.is_empty() {
            lines.nothing();
        }
        for entry in &self.entries {
            self.entry(&mut lines, entry);
        }
        lines.put("END", "VCALENDAR");
        lines.0
    }

    fn entry(&self, lines: &mut Lines, entry: &Entry) {
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &entry.uid);
        lines.put("DTSTAMP", &instant(self.now));
        lines.put("SEQUENCE", &entry.sequence.to_string());
        if let Some(at) = entry.changed_at {
            lines.put("LAST-MODIFIED", &instant(at));
        }
        lines.put("DTSTART", &instant(entry.starts_at));
        lines.put("DTEND", &instant(entry.ends_at));
        lines.say(&format!("SUMMARY;LANGUAGE={}", self.lang), &entry.summary);
        for (name, words) in [("DESCRIPTION", &entry.description), ("LOCATION", &entry.location)] {
            if !words.is_empty() {
                lines.say(&format!("{name};LANGUAGE={}", self.lang), words);
            }
        }
        lines.put("URL", &entry.link);
        lines.put("STATUS", entry.standing.word());
        lines.put("END", "VEVENT");
    }
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Standing::Confirmed => "CONFIRMED",
            Standing::Tentative => "TENTATIVE",
            Standing::Cancelled => "CANCELLED",
        }
    }
}

fn instant(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line whose value is of our own making.
    fn put(&mut self, name: &str, value: &str) {
        self.0.push_str(&folded(&format!("{name}:{value}")));
    }

    /// A line whose value is words.
    fn say(&mut self, name: &str, words: &str) {
        self.put(name, &escaped(words));
    }

    /// A calendar must hold something: without entries it holds the zone of Iran.
    fn nothing(&mut self) {
        let zone = [
            ("BEGIN", "VTIMEZONE"),
            ("TZID", "Asia/Tehran"),
            ("BEGIN", "STANDARD"),
            ("DTSTART", "20220922T000000"),
            ("TZOFFSETFROM", "+0330"),
            ("TZOFFSETTO", "+0330"),
            ("END", "STANDARD"),
            ("END", "VTIMEZONE"),
        ];
        zone.into_iter().for_each(|(name, value)| self.put(name, value));
    }
}

/// Words with what has a meaning of its own escaped. Marks of direction and controls would show as boxes on some phones.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars().filter(|letter| *letter == '\n' || !(letter.is_control() || is_bidi_mark(*letter))) {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
    out
}

/// A line in pieces of at most 75 octets, none of which cuts a letter; all but the first begin with a blank.
fn folded(line: &str) -> String {
    let (mut out, mut octets) = (String::with_capacity(line.len() + 8), 0);
    for letter in line.chars() {
        if octets + letter.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(entries: Vec<Entry>) -> Calendar {
        let now = "2026-11-23T09:00:00".parse().unwrap();
        Calendar { name: "روزهای بازار؛ آمل".into(), lang: "fa", now, entries }
    }

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "day-7@bazarche".into(),
            sequence: 2,
            changed_at: Some("2026-11-20T15:30:00".parse().unwrap()),
            starts_at: "2026-11-28T04:30:00".parse().unwrap(),
            ends_at: "2026-11-28T10:30:00".parse().unwrap(),
            summary: summary.into(),
            description: String::new(),
            location: "آمل، میدان هفده شهریور; روبه‌روی بوستان".into(),
            link: "https://bazarche.example/market/7".into(),
            standing: Standing::Cancelled,
        }
    }

    /// The lines as a calendar reads them: folds taken out.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn every_line_has_at_most_75_octets_and_ends_with_both_signs() {
        let text = calendar(vec![entry(&"غرفهٔ ۱۲ در بازارچهٔ محلی، ".repeat(9))]).written();
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.contains('\r'), "{line}");
        }
        let words = unfolded(&text).into_iter().find(|line| line.starts_with("SUMMARY")).unwrap();
        assert_eq!(words.matches("بازارچهٔ محلی،").count(), 9, "no letter was cut: {words}");
    }

    #[test]
    fn what_has_a_meaning_is_escaped_and_what_has_none_is_left_out() {
        assert_eq!(escaped("نان، شیر; a,b\\c\nد\r\u{202e}ه"), "نان، شیر\\; a\\,b\\\\c\\nده");
        let forged = calendar(vec![entry("x\r\nEND:VEVENT\r\nATTACH:http://evil.example/")]).written();
        assert_eq!(unfolded(&forged).iter().filter(|line| *line == "END:VEVENT").count(), 1, "{forged}");
    }

    #[test]
    fn an_entry_has_all_that_the_rules_demand() {
        let lines = unfolded(&calendar(vec![entry("بازار")]).written());
        for line in [
            "VERSION:2.0",
            "UID:day-7@bazarche",
            "DTSTAMP:20261123T090000Z",
            "SEQUENCE:2",
            "LAST-MODIFIED:20261120T153000Z",
            "DTSTART:20261128T043000Z",
            "DTEND:20261128T103000Z",
            "STATUS:CANCELLED",
            "LOCATION;LANGUAGE=fa:آمل، میدان هفده شهریور\\; روبه‌روی بوستان",
        ] {
            assert!(lines.iter().any(|other| other == line), "{line} is missing: {lines:#?}");
        }
        assert!(lines.iter().any(|line| line.starts_with("PRODID:")));
    }

    #[test]
    fn a_calendar_without_entries_still_holds_something() {
        let lines = unfolded(&calendar(Vec::new()).written());
        assert!(lines.iter().any(|line| line == "BEGIN:VTIMEZONE"), "{lines:?}");
    }
}
