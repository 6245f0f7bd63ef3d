//! Plain values that every slice uses: ids, time, money, quantities, Persian text, dates, contact fields and sealed fields.
//! Nothing here reads or writes anything outside the process, and nothing here names a slice; diesel appears only so that
//! the values can be stored.

pub(crate) mod by_weight;
pub(crate) mod calendar;
pub(crate) mod chain;
pub(crate) mod clock;
pub(crate) mod contact;
pub(crate) mod digest;
pub(crate) mod fields;
pub(crate) mod idem;
mod identity;
pub(crate) mod ids;
pub(crate) mod lang;
pub(crate) mod money;
mod month;
pub(crate) mod number;
pub(crate) mod persian;
pub(crate) mod picture;
pub(crate) mod places;
pub(crate) mod quantity;
mod seal;
mod search;
pub(crate) mod secret;
pub(crate) mod split;
pub(crate) mod stored;
pub(crate) mod template;
mod typed_date;
pub(crate) mod words;

pub(crate) use stored::text_enum;
