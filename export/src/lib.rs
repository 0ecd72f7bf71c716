//! Take home: the catalogue as files. Encoders of rows, datasets, releases, and what describes them to other programs.

/// The files of a revision.
pub mod dataset;
mod form;
/// Places.
pub mod geometry;
/// What describes the catalogue to other programs.
pub mod metadata;
/// Releases: what they hold, and where they are kept.
pub mod release;
mod rows;
/// Bytes in chunks.
pub mod stream;
mod working;

pub use form::{Encoder, FormError, Settings, encoder};
pub use rows::{Patience, Rows, sent, write};
pub use working::working_folder;
