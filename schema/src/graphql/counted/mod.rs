//! What is counted and suggested: facets of lists, statistics, suggestions. They are no rows, but JSON objects whose keys
//! are the names that REST gives them.

mod answers;
mod completeness;
mod fields;
mod summary;
mod types;

pub(crate) use answers::{asked_facets, facets_answer, highlights_answer, object, stats, suggestions};
pub(crate) use completeness::{COMPLETENESS, completeness_field, of_each as completeness_of_each, says_completeness};
pub(crate) use fields::{facets_field, register_facets, root};
pub(crate) use summary::answer as summary;
pub(crate) use types::register;
