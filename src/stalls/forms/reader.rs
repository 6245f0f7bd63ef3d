//! Reading a form field by field: what is wrong is gathered, and the reader goes on.
use crate::i18n::{Locale, named};
use crate::kernel::fields::Fields;
use crate::kernel::number::parse_whole;
use crate::kernel::persian::{clean, clean_lines};
use crate::stalls::fittings::{Baking, Fittings, Power};
use crate::ui::Problem;

const LONGEST_NAME: usize = 80;
const LONGEST_TEXT: usize = 300;

/// Reads the fields one by one and gathers what is wrong.
pub(super) struct Reader<'a> {
    pub(super) fields: &'a Fields,
    pub(super) locale: &'a Locale,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub fn new(fields: &'a Fields, locale: &'a Locale) -> Reader<'a> {
        Reader { fields, locale, problems: Vec::new() }
    }

    pub fn problem(&mut self, field: &'static str, sentence: String) {
        self.problems.push(Problem { field, sentence });
    }

    /// A name; `label` is what the form calls it.
    pub fn name(&mut self, field: &'static str, label: String) -> String {
        let name = clean(self.fields.text(field));
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            self.problem(field, self.locale.text.stalls_name_missing(label));
        }
        name
    }

    /// A text of several lines, which may be empty.
    pub fn lines(&mut self, field: &'static str) -> String {
        let text = clean_lines(self.fields.text(field));
        if text.chars().count() > LONGEST_TEXT {
            self.problem(field, self.locale.text.app_too_long(self.locale.count(LONGEST_TEXT)));
        }
        text
    }

    /// A number within its bounds; `name` says in the sentence what is counted.
    pub fn number(&mut self, field: &'static str, name: String, (least, most): (i32, i32)) -> i32 {
        let typed = parse_whole(self.fields.text(field)).ok().and_then(|number| i32::try_from(number).ok());
        match typed.filter(|number| (least..=most).contains(number)) {
            Some(number) => number,
            None => {
                self.out_of_range(field, &name, (least.into(), most.into()));
                least
            }
        }
    }

    /// Says from where to where a number goes.
    pub fn out_of_range(&mut self, field: &'static str, name: &str, (least, most): (i64, i64)) {
        let (from, to) = (self.locale.number(least), self.locale.number(most));
        let range = named::FromNameTo { from, name: unasked(name), to };
        self.problem(field, self.locale.text.stalls_number_wrong(range));
    }

    /// The word that was chosen of those that a field can have; nothing where none was sent, or another one.
    pub fn one_of<T>(&mut self, field: &'static str, name: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
        let sent = self.fields.text(field);
        let chosen = known(sent);
        if chosen.is_none() && !sent.is_empty() {
            self.problem(field, self.locale.text.stalls_choice_unknown(unasked(name)));
        }
        chosen
    }

    /// What a stall offers or a seller needs; what is not sent is not there.
    pub fn fittings(&mut self) -> Fittings {
        let text = self.locale.text;
        Fittings {
            power: self.one_of("power", &text.stalls_power(), Power::parse).unwrap_or(Power::None),
            water: self.fields.has("water"),
            baking: self.one_of("baking", &text.stalls_baking(), Baking::parse).unwrap_or(Baking::None),
            own_unit: self.fields.has("own-unit"),
        }
    }

    pub fn hours(&mut self) -> (i32, i32) {
        let minute = |name: &str| self.fields.text(name).parse::<i32>().ok().filter(|at| (0..=1440).contains(at));
        match (minute("opens"), minute("closes")) {
            (Some(opens), Some(closes)) if opens < closes => (opens, closes),
            _ => {
                self.problem("closes", self.locale.text.stalls_hours_wrong());
                (0, 1440)
            }
        }
    }

    pub fn done<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }
}

/// The label of a field without its question mark, to stand before a colon.
fn unasked(label: &str) -> &str {
    label.trim_end_matches(['\u{61f}', '?'])
}
