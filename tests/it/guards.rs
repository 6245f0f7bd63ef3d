//! What the database itself refuses, attacked by plain SQL: the same attacks on both engines, each refused by name.
mod batches;
mod chains;
mod custody;
mod grants;
mod imports;
mod ledger;
mod names;
mod office;
mod orders;
mod people;
mod products;
mod purchases;
mod records;
mod returns;
mod sales;
mod stalls;
