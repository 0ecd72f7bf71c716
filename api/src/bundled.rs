//! The data package inside the program.

use include_dir::{Dir, File, include_dir};
use inovasi_entity::revision;
use inovasi_export::metadata::{About, Holdings};
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

/// What the package that the program carries says of itself, as the first revision of a service.
pub(crate) fn bundled_about(origin: &str) -> About {
    let text = DATA.get_file("datapackage.json").and_then(File::contents_utf8).unwrap_or_default();
    let said: Value = serde_json::from_str(text).unwrap_or_default();
    let of = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let revision = revision::Model {
        number: 1,
        package: of("name"),
        package_version: of("version"),
        created: of("created"),
        content_sha256: String::new(),
        bundled: true,
        descriptor: text.to_owned(),
    };
    About::new(&revision, Holdings::default(), origin)
}
