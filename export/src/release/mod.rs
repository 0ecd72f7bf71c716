//! A release: the files of one revision, frozen in a store.

mod changes;
mod dataset;
mod error;
mod files;
mod make;
mod readme;
mod store;
mod version;

pub use changes::{CHANGE_ROWS, CHANGES, Untold, changes};
pub use dataset::dataset;
pub use error::StoreError;
pub use files::files;
pub use make::{Content, MakeError, ReleaseFile, SUMS, key, make};
pub use readme::{README, readme};
pub use store::Store;
pub use version::{check_version, version_of};
