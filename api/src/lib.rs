//! HTTP: the REST face, its problem bodies, and what the program carries.

mod bundled;
mod http;
mod tables;

pub use bundled::bundled_package;
pub use http::router;
pub use tables::tables_document;
