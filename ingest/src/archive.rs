//! A package in a zip, its files at the top or together in one folder.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::fault::{Fault, Faults};

/// Most bytes that a zip may unpack to: a larger one is a mistake or an attack.
const LIMIT: u64 = 2 << 30;

/// The files of a zip, by name without folder.
pub(crate) fn files(path: &Path) -> Result<HashMap<String, Vec<u8>>, Faults> {
    let file = path.display().to_string();
    let remedy = "name a zip that can be read and holds a data package";
    let fault = |error: String| Faults(vec![Fault::of_file(&file, error, remedy)]);
    let opened = File::open(path).map_err(|error| fault(error.to_string()))?;
    let mut archive = zip::ZipArchive::new(opened).map_err(|error| fault(error.to_string()))?;
    let (mut files, mut left) = (HashMap::new(), LIMIT);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| fault(error.to_string()))?;
        let Some(name) = entry.enclosed_name().and_then(|name| Some(name.file_name()?.to_str()?.to_owned())) else {
            continue;
        };
        if entry.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        let read = entry.take(left + 1).read_to_end(&mut bytes).map_err(|error| fault(error.to_string()))?;
        left = left.checked_sub(read as u64).ok_or_else(|| fault("it unpacks to more than 2 GiB".into()))?;
        files.insert(name, bytes);
    }
    Ok(files)
}
