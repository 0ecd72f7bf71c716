//! Words: text as the catalogue compares it, what a search asks for, and regions as people write them.

mod english;
mod families;
mod fold;
mod parse;
mod query;
mod region;
mod stem;
mod token;

pub use fold::fold;
pub use query::{Query, QueryFault, Term, What};
pub use region::{RegionCode, region_code};
pub use stem::stems;
pub use token::{Token, normalized, tokens};
