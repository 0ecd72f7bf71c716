//! What the proof and the measurements share: rows that are made up for tests and load alone, and plain SQL that
//! answers the same questions as the product by other means. The proof itself is the integration binary beside it,
//! `tests/proof/`; the measurements are `benches/`.

pub mod generator;
pub mod oracle;
pub mod promise;
