//! Take home: the catalogue as files. Encoders of rows, datasets, releases, and what describes them to other programs.

mod form;
mod stream;

pub use form::{Encoder, FormError, Settings, encoder};
pub use stream::{Rows, stream, write};
