//! Language: what can be asked of the catalogue, how it is checked, and the queries that answer it. No HTTP.

mod codelists;
mod cursor;
mod error;
mod filter;
mod include;
mod list;
mod query;
mod row;
mod snapshot;
mod spelling;

pub use codelists::{codelist, codelist_names};
pub use error::{Code, Error, ParameterError};
pub use include::Cut;
pub use list::{LISTED, listed, unlisted};
pub use query::{Page, detail, list};
pub use snapshot::{Catalogue, Snapshot};
