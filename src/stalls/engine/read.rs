//! Reads a case out of JSON, and names the field when it cannot.
//! Fields the engine does not know are passed over.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::case::{Absence, Case, Category, Kind, List, Market, Stall, Subkind, Vendor, Wants};
use super::check::{CaseError, Expected};
use super::names::{CategoryName, StallNumber, VendorId};

impl TryFrom<Value> for Case {
    type Error = CaseError;

    fn try_from(value: Value) -> Result<Self, CaseError> {
        let case = Field::root(&value);
        Ok(Self {
            id: case.object()?.get("id").cloned().unwrap_or_default(),
            market: market(&case.required("market")?)?,
            vendors: case.required("vendors")?.each(vendor)?,
        })
    }
}

fn market(field: &Field<'_>) -> Result<Market, CaseError> {
    Ok(Market {
        date: field.required("date")?.day()?,
        rows: field.required("rows")?.each(|row| row.each(stall_number))?,
        circular_rows: field.optional("circular_rows")?.set(|row| row.count())?,
        stalls: field.required("stalls")?.entries(StallNumber::new, stall)?,
        categories: field.optional("categories")?.entries(CategoryName::new, category)?,
        obstacles: field.optional("obstacles")?.each(obstacle)?,
        max_stalls_per_vendor: field.optional("max_stalls_per_vendor")?.maybe(Field::count)?,
        ab_list_active: field.optional("ab_list_active")?.flag(false)?,
        refused_last_time_first: field.optional("refused_last_time_first")?.flag(false)?,
    })
}

fn stall(field: &Field<'_>) -> Result<Stall, CaseError> {
    Ok(Stall {
        properties: field.optional("properties")?.set(Field::text)?,
        categories: field.optional("categories")?.set(category_name)?,
        blocked: field.optional("blocked")?.flag(false)?,
    })
}

fn category(field: &Field<'_>) -> Result<Category, CaseError> {
    Ok(Category {
        required: field.optional("required")?.flag(false)?,
        max_stalls: field.optional("max")?.maybe(Field::count)?,
        max_vendors: field.optional("max_vendors")?.maybe(Field::count)?,
    })
}

fn obstacle(field: &Field<'_>) -> Result<(StallNumber, StallNumber), CaseError> {
    match field.each(stall_number)?.as_slice() {
        [one, other] => Ok((one.clone(), other.clone())),
        _ => Err(field.expected(Expected::Pair)),
    }
}

fn vendor(field: &Field<'_>) -> Result<Vendor, CaseError> {
    let mut categories = field.optional("categories")?.set(category_name)?;
    categories.extend(field.optional("category")?.maybe(category_name)?);
    let kind = kind(&field.optional("kind")?)?;
    let own_stalls = field.optional("permanent_stalls")?.set(stall_number)?;
    let comes_unasked = kind == Kind::Permanent && !own_stalls.is_empty();
    Ok(Vendor {
        id: VendorId::new(field.required("id")?.text()?),
        kind,
        subkind: subkind(&field.optional("subkind")?)?,
        seniority_rank: field.required("seniority_rank")?.number()?,
        list: list(&field.optional("list")?)?,
        refused_last_time: field.optional("refused_last_time")?.flag(false)?,
        own_stalls,
        guaranteed_count: field.optional("guaranteed_count")?.maybe(Field::count)?.unwrap_or(0),
        wants: wants(&field.optional("wants")?)?,
        categories,
        needs: field.optional("needs")?.set(Field::text)?,
        wishes: field.optional("preferences")?.each(|tier| tier.each(stall_number))?,
        flexible: field.optional("flexible")?.flag(true)?,
        present: present(field, comes_unasked)?,
        absence: field.optional("absence")?.maybe(absence)?,
    })
}

/// Takes `present` as it stands; without it a holder of own stalls comes unless he signed off, anyone else if he signed up.
fn present(vendor: &Field<'_>, comes_unasked: bool) -> Result<bool, CaseError> {
    let word = vendor.optional("attendance")?.maybe(Field::text)?;
    let answered = match word.as_deref() {
        Some("yes") => true,
        Some("no") => false,
        _ => comes_unasked,
    };
    vendor.optional("present")?.flag(answered)
}

fn kind(field: &Field<'_>) -> Result<Kind, CaseError> {
    match field.maybe(Field::text)?.as_deref() {
        Some("permanent") => Ok(Kind::Permanent),
        Some("applicant") | None => Ok(Kind::Applicant),
        Some(_) => Err(field.expected(Expected::Kind)),
    }
}

fn subkind(field: &Field<'_>) -> Result<Subkind, CaseError> {
    Ok(match field.maybe(Field::text)?.as_deref() {
        Some("experimental") => Subkind::Experimental,
        Some("economic-tie") => Subkind::EconomicTie,
        _ => Subkind::Ordinary,
    })
}

fn list(field: &Field<'_>) -> Result<List, CaseError> {
    match field.maybe(Field::text)?.as_deref() {
        Some("A") | None => Ok(List::A),
        Some("B") => Ok(List::B),
        Some(_) => Err(field.expected(Expected::List)),
    }
}

fn wants(field: &Field<'_>) -> Result<Wants, CaseError> {
    let Some(wants) = field.maybe(|wants| {
        let min = wants.optional("min")?.maybe(Field::count)?.unwrap_or(1);
        let max = wants.optional("max")?.maybe(Field::count)?.unwrap_or(min);
        Ok(Wants { min, max })
    })?
    else {
        return Ok(Wants { min: 1, max: 1 });
    };
    Ok(wants)
}

fn absence(field: &Field<'_>) -> Result<Absence, CaseError> {
    Ok(Absence { from: field.required("from")?.day()?, until: field.required("until")?.day()? })
}

fn stall_number(field: &Field<'_>) -> Result<StallNumber, CaseError> {
    field.text().map(StallNumber::new)
}

fn category_name(field: &Field<'_>) -> Result<CategoryName, CaseError> {
    field.text().map(CategoryName::new)
}

/// A value of the file together with the way to it, such as `vendors[3].wants.max`.
struct Field<'a> {
    path: String,
    value: &'a Value,
    /// Says that null stands for what is left out.
    may_be_null: bool,
}

impl<'a> Field<'a> {
    fn root(value: &'a Value) -> Self {
        Self { path: String::new(), value, may_be_null: false }
    }

    /// Gives an item of this field, where null is no item.
    fn inside(&self, path: String, value: &'a Value) -> Field<'a> {
        Field { path, value, may_be_null: false }
    }

    fn expected(&self, expected: Expected) -> CaseError {
        CaseError::Unreadable { field: self.path.clone(), expected }
    }

    fn object(&self) -> Result<&'a Map<String, Value>, CaseError> {
        let is_whole = self.path.is_empty();
        let no_object = || if is_whole { CaseError::NoCase } else { self.expected(Expected::Object) };
        self.value.as_object().ok_or_else(no_object)
    }

    fn under(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn required(&self, name: &str) -> Result<Field<'a>, CaseError> {
        let path = self.under(name);
        match self.object()?.get(name) {
            Some(value) if !value.is_null() => Ok(Field { path, value, may_be_null: false }),
            _ => Err(CaseError::Missing { field: path }),
        }
    }

    /// Gives the field, or null where it is left out.
    fn optional(&self, name: &str) -> Result<Field<'a>, CaseError> {
        let value = self.object()?.get(name).unwrap_or(&Value::Null);
        Ok(Field { path: self.under(name), value, may_be_null: true })
    }

    fn maybe<T>(&self, read: impl FnOnce(&Field<'a>) -> Result<T, CaseError>) -> Result<Option<T>, CaseError> {
        if self.value.is_null() { Ok(None) } else { read(self).map(Some) }
    }

    fn each<T>(&self, read: impl Fn(&Field<'a>) -> Result<T, CaseError>) -> Result<Vec<T>, CaseError> {
        if self.value.is_null() && self.may_be_null {
            return Ok(Vec::new());
        }
        let items = self.value.as_array().ok_or_else(|| self.expected(Expected::Array))?;
        let item = |(at, value)| read(&self.inside(format!("{}[{at}]", self.path), value));
        items.iter().enumerate().map(item).collect()
    }

    fn set<T: Ord>(&self, read: impl Fn(&Field<'a>) -> Result<T, CaseError>) -> Result<BTreeSet<T>, CaseError> {
        Ok(self.each(read)?.into_iter().collect())
    }

    fn entries<K: Ord, T>(
        &self,
        key: impl Fn(String) -> K,
        read: impl Fn(&Field<'a>) -> Result<T, CaseError>,
    ) -> Result<BTreeMap<K, T>, CaseError> {
        if self.value.is_null() && self.may_be_null {
            return Ok(BTreeMap::new());
        }
        let entry =
            |(name, value): (&String, &'a Value)| Ok((key(name.clone()), read(&self.inside(self.under(name), value))?));
        self.object()?.iter().map(entry).collect()
    }

    fn text(&self) -> Result<String, CaseError> {
        let text = self.value.as_str().ok_or_else(|| self.expected(Expected::Text))?;
        Ok(text.to_owned())
    }

    fn number(&self) -> Result<i64, CaseError> {
        self.value.as_i64().ok_or_else(|| self.expected(Expected::Number))
    }

    fn count(&self) -> Result<usize, CaseError> {
        let count = self.value.as_u64().and_then(|count| usize::try_from(count).ok());
        count.ok_or_else(|| self.expected(Expected::Count))
    }

    fn flag(&self, otherwise: bool) -> Result<bool, CaseError> {
        let flag = |field: &Field<'a>| field.value.as_bool().ok_or_else(|| field.expected(Expected::Flag));
        Ok(self.maybe(flag)?.unwrap_or(otherwise))
    }

    fn day(&self) -> Result<NaiveDate, CaseError> {
        let day = self.value.as_str().and_then(|day| day.parse().ok());
        day.ok_or_else(|| self.expected(Expected::Day))
    }
}
