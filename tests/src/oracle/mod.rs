//! Plain SQL that answers questions over innovations, written apart from the product's code and without its index: what
//! the proof holds the product's answers against, and what they are measured beside.

mod ask;
mod awards;
mod conditions;
mod counts;
mod list;
mod sql;

pub use ask::{Ask, Cell, Filter};
pub use counts::{Count, count_by, facet};
pub use list::{After, list, page, place, total};
