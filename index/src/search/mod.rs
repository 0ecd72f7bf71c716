//! Search: the rows of each word, the words of each row.

mod find;
mod gather;

pub use find::{Found, Search};
pub(crate) use gather::Collector;
