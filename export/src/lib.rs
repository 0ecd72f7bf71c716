//! Take home: the catalogue as files. Encoders of rows, datasets, releases, and what describes them to other programs.

/// Places.
pub mod geometry;
