//! Take home: the catalogue as files. Encoders of rows, datasets, releases, and what describes them to other programs.

/// Releases: what they hold, and where they are kept.
pub mod release;
/// Bytes in chunks.
pub mod stream;
