//! What is counted and suggested: facets of lists, statistics, suggestions. They are no rows, but JSON objects whose keys
//! are the names that REST gives them.

mod answers;
mod fields;
mod types;

pub(crate) use answers::{asked_facets, facets_answer, highlights_answer, stats, suggestions};
pub(crate) use fields::{facets_field, register_facets, root};
pub(crate) use types::register;
