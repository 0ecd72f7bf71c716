//! Language: what can be asked of the catalogue, how it is checked, and the queries that answer it. No HTTP.

mod answer;
mod code;
mod codelists;
mod condition;
mod cursor;
mod dimension;
mod error;
mod facets;
mod filter;
/// GraphQL: the other face of the same questions.
pub mod graphql;
mod highlight;
mod include;
mod list;
mod meeting;
mod meta;
mod query;
mod question;
mod relation;
mod row;
mod selection;
mod snapshot;
mod spelling;
mod stats;
mod suggest;
mod words;

pub use answer::{Page, detail, list};
pub use codelists::{codelist, codelist_names};
pub use dimension::{DIMENSIONS, Dimension, facets as facets_of};
pub use error::{Code, Error, ParameterError};
pub use facets::Facet;
pub use filter::{filters, reaching};
pub use include::{Cut, NESTED, of_lists as includes};
pub use list::{LISTED, default_sort, is_listed, listed_tables, sortable, unlisted};
pub use meta::meta;
pub use question::{CONTROLS, DEFAULT_ROWS, LONGEST_CURSOR, LONGEST_SEARCH, LONGEST_VALUE, MOST_FACETS, MOST_ROWS};
pub use relation::{Relation, RelationKind, relations};
pub use snapshot::{Catalogue, Snapshot, index_file, keep_index};
pub use stats::{MEASURES, MOST_STATS, Named, PER, Stats, StatsRow, Written, stats, stats_parameters};
pub use suggest::{DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS, SUGGEST_PARAMETERS, SUGGESTED, Suggestion, suggest};
pub use words::Language;
