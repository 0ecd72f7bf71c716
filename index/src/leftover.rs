//! Files that writers of an index left when they were killed.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a file has been still, if the process that its name tells is gone. It may be one of another machine or
/// container, whose processes are not seen from here; but that one would be writing.
const STILL: Duration = Duration::from_secs(60);

/// How long a file has been still that nobody writes any more, whatever its name tells: numbers of processes come again.
const OLD: Duration = Duration::from_secs(3600);

/// Where the index of a file is written before it is put in place.
pub(crate) fn aside(file: &Path, process: u32, number: u64) -> PathBuf {
    file.with_extension(format!("index-{process}-{number}"))
}

/// Removes what killed writers left beside the file of an index. What cannot be removed stays; it does no harm.
pub fn remove_leftovers(file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if let Some(process) = writer(file, &entry)
            && is_left(&entry, process)
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process whose writing a file is, if it is one of ours.
fn writer(file: &Path, entry: &DirEntry) -> Option<u32> {
    let name = entry.file_name();
    let (process, number) = name.to_str()?.rsplit_once(".index-")?.1.split_once('-')?;
    let (process, number) = (process.parse().ok()?, number.parse().ok()?);
    (aside(file, process, number).file_name() == Some(name.as_os_str())).then_some(process)
}

fn is_left(entry: &DirEntry, process: u32) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    let Some(still) = modified.ok().and_then(|modified| modified.elapsed().ok()) else { return false };
    still > OLD || (still > STILL && is_gone(process))
}

/// Whether a process does not live; where that cannot be told, it does.
#[must_use]
pub fn is_gone(process: u32) -> bool {
    let processes = Path::new("/proc");
    processes.join("self").exists() && !processes.join(process.to_string()).exists()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs::File;
    use std::time::{Duration, SystemTime};

    use super::{aside, remove_leftovers};

    #[test]
    fn only_what_nobody_writes_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db.index");
        // Beyond the largest number that a process can have.
        let (living, gone) = (std::process::id(), 1 << 23);
        let other = folder.path().join("b.db.index");
        let make = |path: &std::path::Path, seconds| {
            let made = File::create(path).unwrap();
            made.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
        };
        let kept = [
            (aside(&file, living, 0), 120),
            (aside(&file, gone, 0), 0),
            (aside(&other, gone, 0), 120),
            (file.clone(), 99_999),
            (folder.path().join("a.db.index-x-1"), 99_999),
            (folder.path().join("a.db"), 99_999),
        ];
        let removed = [(aside(&file, gone, 1), 120), (aside(&file, living, 2), 7200)];
        kept.iter().chain(&removed).for_each(|(path, seconds)| make(path, *seconds));
        remove_leftovers(&file);
        assert!(kept.iter().all(|(path, _)| path.exists()));
        assert!(removed.iter().all(|(path, _)| !path.exists() || cfg!(not(target_os = "linux"))));
    }
}
