//! Tests of the engine from outside its parts: the recorded cases, each rule by name, and properties of random markets.

mod audit;
mod cases;
mod combinations;
mod crowds;
mod dealing;
mod exchanges;
mod faults;
mod growing;
mod incentives;
mod markets;
mod movers;
mod oracle;
mod plain;
mod properties;
mod rules;
mod senseless;
