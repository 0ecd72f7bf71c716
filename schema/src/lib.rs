//! Language: what can be asked of the catalogue, how it is checked, and the queries that answer it. No HTTP.

mod answer;
mod code;
mod codelists;
mod condition;
mod cursor;
mod error;
/// GraphQL: the other face of the same questions.
pub mod graphql;
mod include;
mod list;
mod meta;
mod query;
mod question;
mod relation;
mod row;
mod snapshot;
mod spelling;
mod words;

pub use answer::{Page, detail, list};
pub use codelists::{codelist, codelist_names};
pub use error::{Code, Error, ParameterError};
pub use include::{Cut, NESTED, of_lists as includes};
pub use list::{LISTED, default_sort, is_listed, listed_tables, sortable, unlisted};
pub use meta::meta;
pub use question::{DEFAULT_ROWS, LONGEST_CURSOR, LONGEST_VALUE, MOST_ROWS};
pub use relation::{Relation, RelationKind, relations};
pub use snapshot::{Catalogue, Snapshot};
pub use words::Language;
