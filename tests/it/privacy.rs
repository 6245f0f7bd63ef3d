//! Who may see what, held against the running program: the table of data and readers, the crawl for canary values, shops that
//! must be alike, and the scan of everything that lies on the disk.
mod alike;
mod canaries;
mod crawl;
mod logs;
mod manager;
mod needles;
mod office;
mod register;
mod reveal;
mod scan;
mod table;
mod telling;
mod times;

pub use alike::TELL_TALES;
pub use register::lines as lines_of;
