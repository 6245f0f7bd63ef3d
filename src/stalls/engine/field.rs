//! The fields of a case in JSON. Whoever reads one that does not hold what it must gets nothing, and the fault is kept with
//! the way to the field, so that one reading finds all of them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::fault::{CaseFault, Expected};
use super::notes::Note;

/// Gathers what a reading finds beside the case.
#[derive(Default)]
pub(super) struct Found {
    faults: RefCell<Vec<CaseFault>>,
    notes: RefCell<Vec<Note>>,
}

impl Found {
    pub(super) fn into_both(self) -> (Vec<CaseFault>, Vec<Note>) {
        (self.faults.into_inner(), self.notes.into_inner())
    }
}

/// A value of the file together with the way to it, such as `vendors[3].wants.max`.
pub(super) struct Field<'a> {
    path: String,
    value: &'a Value,
    found: &'a Found,
}

/// A field that is an object, so that its own fields can be asked for.
pub(super) struct Object<'a> {
    path: String,
    entries: &'a Map<String, Value>,
    found: &'a Found,
}

impl<'a> Field<'a> {
    pub(super) fn root(value: &'a Value, found: &'a Found) -> Self {
        Self { path: String::new(), value, found }
    }

    fn inside(&self, path: String, value: &'a Value) -> Field<'a> {
        Field { path, value, found: self.found }
    }

    fn fault(&self, fault: CaseFault) {
        self.found.faults.borrow_mut().push(fault);
    }

    /// Gives the value, or keeps as a fault that the field does not hold what was expected.
    fn or_fault<T>(&self, value: Option<T>, expected: Expected) -> Option<T> {
        if value.is_none() {
            self.fault(CaseFault::Unreadable { field: self.path.clone(), expected });
        }
        value
    }

    pub(super) fn object(&self) -> Option<Object<'a>> {
        let Some(entries) = self.value.as_object() else {
            let field = self.path.clone();
            let is_whole = field.is_empty();
            self.fault(if is_whole {
                CaseFault::NoCase
            } else {
                CaseFault::Unreadable { field, expected: Expected::Object }
            });
            return None;
        };
        Some(Object { path: self.path.clone(), entries, found: self.found })
    }

    /// Reads each item of an array; those that cannot be read are left out.
    pub(super) fn each<T>(&self, read: impl Fn(&Field<'a>) -> Option<T>) -> Option<Vec<T>> {
        let items = self.or_fault(self.value.as_array(), Expected::Array)?;
        let item = |(at, value)| read(&self.inside(format!("{}[{at}]", self.path), value));
        Some(items.iter().enumerate().filter_map(item).collect())
    }

    /// Reads each entry of an object; those that cannot be read are left out.
    pub(super) fn entries<K: Ord, T>(
        &self,
        key: impl Fn(String) -> K,
        read: impl Fn(&Field<'a>) -> Option<T>,
    ) -> Option<BTreeMap<K, T>> {
        let object = self.object()?;
        let entry = |(name, value): (&String, &'a Value)| {
            Some((key(name.clone()), read(&self.inside(object.under(name), value))?))
        };
        Some(object.entries.iter().filter_map(entry).collect())
    }

    pub(super) fn pair<T>(&self, read: impl Fn(&Field<'a>) -> Option<T>) -> Option<(T, T)> {
        let held = self.value.as_array().map_or(2, Vec::len);
        let mut both = self.each(read)?.into_iter();
        self.or_fault((held == 2).then_some(()), Expected::Pair)?;
        both.next().zip(both.next())
    }

    pub(super) fn text(&self) -> Option<String> {
        self.or_fault(self.value.as_str().map(str::to_owned), Expected::Text)
    }

    /// Reads a text that is not empty and no mere blanks.
    pub(super) fn name(&self) -> Option<String> {
        let text = self.text()?;
        self.or_fault((!text.trim().is_empty()).then_some(text), Expected::Name)
    }

    pub(super) fn number(&self) -> Option<i64> {
        self.or_fault(self.value.as_i64(), Expected::Number)
    }

    pub(super) fn count(&self) -> Option<usize> {
        let count = self.value.as_u64().and_then(|count| usize::try_from(count).ok());
        self.or_fault(count, Expected::Count)
    }

    pub(super) fn flag(&self) -> Option<bool> {
        self.or_fault(self.value.as_bool(), Expected::Flag)
    }

    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.or_fault(self.value.as_str().and_then(|day| day.parse().ok()), Expected::Day)
    }

    /// Reads one of a few words.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&str, T)], expected: Expected) -> Option<T> {
        let text = self.text()?;
        self.or_fault(meaning(words, &text), expected)
    }

    /// Reads one of a few words; another word is only odd, and noted.
    pub(super) fn known_word<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let word = self.text()?;
        let known = meaning(words, &word);
        if known.is_none() {
            self.found.notes.borrow_mut().push(Note::UnknownWord { field: self.path.clone(), word });
        }
        known
    }
}

fn meaning<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning)
}

impl<'a> Object<'a> {
    fn under(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn field(&self, name: &str) -> Option<Field<'a>> {
        let value = self.entries.get(name).filter(|value| !value.is_null())?;
        Some(Field { path: self.under(name), value, found: self.found })
    }

    /// Says whether no fault was found so far.
    pub(super) fn is_clean(&self) -> bool {
        self.found.faults.borrow().is_empty()
    }

    /// Keeps faults that no single field shows.
    pub(super) fn blame(&self, faults: Vec<CaseFault>) {
        self.found.faults.borrow_mut().extend(faults);
    }

    /// Gives the field as it stands, whatever it holds.
    pub(super) fn value(&self, name: &str) -> Value {
        self.entries.get(name).cloned().unwrap_or_default()
    }

    /// Reads a field that must be there.
    pub(super) fn required<T>(&self, name: &str, read: impl FnOnce(&Field<'a>) -> Option<T>) -> Option<T> {
        let field = self.field(name);
        if field.is_none() {
            self.found.faults.borrow_mut().push(CaseFault::Missing { field: self.under(name) });
        }
        read(&field?)
    }

    /// Reads a field that may be left out or null.
    pub(super) fn maybe<T>(&self, name: &str, read: impl FnOnce(&Field<'a>) -> Option<T>) -> Option<T> {
        read(&self.field(name)?)
    }

    /// Reads an array that may be left out.
    pub(super) fn list<T>(&self, name: &str, read: impl Fn(&Field<'a>) -> Option<T>) -> Vec<T> {
        self.maybe(name, |field| field.each(read)).unwrap_or_default()
    }

    /// Reads an array that may be left out, and in which order and repetition mean nothing.
    pub(super) fn set<T: Ord>(&self, name: &str, read: impl Fn(&Field<'a>) -> Option<T>) -> BTreeSet<T> {
        self.list(name, read).into_iter().collect()
    }

    pub(super) fn flag(&self, name: &str, otherwise: bool) -> bool {
        self.maybe(name, Field::flag).unwrap_or(otherwise)
    }
}
