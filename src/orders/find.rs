//! Finding an order on another phone than the one it was placed on: by the mobile number it was placed with and its own number.
//! A wrong number and one that there is not are answered alike, and whoever tries many waits longer each time.
use super::queries;
use crate::accounts::throttle::{of_order_search, reserve, succeeded};
use crate::db::Db;
use crate::kernel::contact::Mobile;
use crate::kernel::secret::Indexed;
use diesel::QueryResult;

/// What somebody knows of an order.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    pub mobile: Mobile,
    /// Ten digits.
    pub number: String,
    /// The network address from which it is looked for.
    pub address: String,
}

/// Why no order is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FindRefusal {
    #[error("there is no such order")]
    None,
    #[error("wait")]
    Wait { seconds: i64 },
}

/// The code of the order that was placed with this mobile number and has this number. A try that finds none is counted.
pub(crate) fn find(db: &mut Db, sought: &Sought) -> QueryResult<Result<String, FindRefusal>> {
    let index = db.keys.blind_index(Indexed::OrderMobile, sought.mobile.as_str());
    let subjects = of_order_search(db, &index, &sought.address);
    if let Some(seconds) = reserve(db, &subjects)? {
        return Ok(Err(FindRefusal::Wait { seconds }));
    }
    match queries::code_of(db, &sought.number, &sought.mobile)? {
        Some(code) => {
            succeeded(db, &subjects)?;
            Ok(Ok(code))
        }
        None => Ok(Err(FindRefusal::None)),
    }
}
