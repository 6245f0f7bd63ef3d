//! The caseworker's view of a household: members, grants, machines, goods, and what each machine and grant brought.
//! Every look at a case file leaves its trace in the same transaction; every figure opens to the rows it is made of.
mod before_after;
mod buyers;
mod forms;
mod model;
mod pages;
mod queries;
pub(crate) mod routes;

#[cfg(test)]
mod tests;

use crate::accounts::access::Role;
use crate::accounts::trail::Showing;
#[cfg(test)]
pub(crate) use queries::attributed;

/// What a whole case file shows. An auditor sees no names, and nothing that names lead to.
pub(crate) fn whole(role: Role) -> Showing {
    Showing::file(match role {
        Role::Auditor => "members grants proposals machines goods baseline ledger",
        _ => "name address notes members phones grants proposals machines goods baseline ledger history",
    })
}
