//! What an operator sets.

use inovasi_export::release::Store;

use super::rate::RateLimit;

/// The settings of a service; none has to be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many requests one client may send.
    pub limit: RateLimit,
    /// Where the files of releases are.
    pub releases: Store,
}

impl Default for Settings {
    fn default() -> Self {
        Self { limit: RateLimit::default(), releases: Store::folder("releases".as_ref()) }
    }
}

impl From<RateLimit> for Settings {
    fn from(limit: RateLimit) -> Self {
        Self { limit, ..Self::default() }
    }
}
