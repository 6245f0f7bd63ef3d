//! The office's set-up: areas from the country down to the neighbourhoods, institutions with their programmes and their
//! parts in areas, the marketplace's settings, holidays. An admin sets it up; nothing here touches a case file.
mod forms;
pub(crate) mod institutions;
pub(crate) mod model;
mod pages;
pub(crate) mod places;
pub(crate) mod queries;
pub(crate) mod routes;
pub(crate) mod settings;
pub(crate) mod switches;
#[cfg(test)]
mod tests;
