//! Standing orders: "every Saturday two loaves". Somebody with an account asks once; a few days before each week's day a job
//! places the next order as any buyer would, with all that this checks and keeps, once for each day. Where that cannot be done
//! it is tried again until the noon before, at a market whose plan is not published yet until some hours before it opens, and
//! then the buyer is told why. The price is that of the day; one that rose by more
//! than a fifth is asked about first.
//!
//! Only somebody with an account can ask: a number that nobody proved is theirs could keep a stranger's goods week after week,
//! and there would be no place for the news. Name and mobile are those of the account.
pub(crate) mod ask;
pub(crate) mod change;
pub(crate) mod due;
mod miss;
mod turn;
