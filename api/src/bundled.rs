//! The data package inside the program.

use include_dir::{Dir, include_dir};
use inovasi_ingest::{Faults, Package};
use serde_json::Value;

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../data");

/// The package that the program carries, read and checked.
///
/// # Errors
/// Its faults; a test sees to it that it has none.
pub fn bundled_package() -> Result<Package, Faults> {
    Package::from_files(|name| DATA.get_file(name).map(|file| file.contents().to_vec())).map(Package::carried)
}

/// What the package that the program carries says of itself.
pub(crate) fn bundled_descriptor() -> Value {
    let file = DATA.get_file("datapackage.json");
    file.and_then(|file| serde_json::from_slice(file.contents()).ok()).unwrap_or_default()
}
