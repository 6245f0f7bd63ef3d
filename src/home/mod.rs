//! The public pages: the first page, goods, shops, search, and what is told of the marketplace. Nothing here knows, or
//! can show, which household is supported: it reads shops, goods and cities, and no table of cases or grants.
mod forms;
mod model;
mod pages;
mod queries;
pub(crate) mod routes;
mod synonyms;
