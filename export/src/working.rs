//! Folders of work in progress, beside what comes of it.

use std::fs::DirEntry;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use inovasi_index::is_gone;
use tempfile::TempDir;

/// How long nothing in a folder has changed, if the process that its name tells is gone. It may be one of another machine or
/// container, whose processes are not seen from here, and a large file is written for a while before the next one is.
const STILL: Duration = Duration::from_secs(3600);

/// How long nothing has changed in a folder that nobody works in any more, whatever its name tells: numbers of processes
/// come again.
const OLD: Duration = Duration::from_secs(24 * 3600);

/// A folder for work in progress, beside its result; it goes away with the work. What killed writers left of the same work is
/// removed first.
///
/// # Errors
/// If it cannot be made.
pub fn working_folder(beside: &Path, work: &str) -> io::Result<TempDir> {
    for entry in std::fs::read_dir(beside).into_iter().flatten().flatten() {
        if writer(&entry, work).is_some_and(|process| is_left(&entry, process)) {
            // What cannot be removed stays; it does no harm.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    tempfile::Builder::new().prefix(&format!("{}{}-", prefix(work), std::process::id())).tempdir_in(beside)
}

fn prefix(work: &str) -> String {
    format!(".{work}-")
}

/// The process that works in a folder, if it is one of this work.
fn writer(entry: &DirEntry, work: &str) -> Option<u32> {
    let name = entry.file_name();
    name.to_str()?.strip_prefix(&prefix(work))?.split_once('-')?.0.parse().ok()
}

fn is_left(entry: &DirEntry, process: u32) -> bool {
    let Some(still) = changed(&entry.path()).and_then(|changed| changed.elapsed().ok()) else { return false };
    still > OLD || (still > STILL && is_gone(process))
}

/// When anything in a folder was last changed.
fn changed(path: &Path) -> Option<SystemTime> {
    let metadata = std::fs::symlink_metadata(path).ok()?;
    let own = metadata.modified().ok()?;
    if !metadata.is_dir() {
        return Some(own);
    }
    let within = std::fs::read_dir(path).ok()?.flatten().filter_map(|entry| changed(&entry.path()));
    Some(within.fold(own, SystemTime::max))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::fs::File;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::working_folder;

    /// Makes a folder with a file, neither of which has changed for so many hours.
    fn still(path: &Path, hours: u64) {
        std::fs::create_dir(path).unwrap();
        let file = File::create(path.join("file")).unwrap();
        let then = SystemTime::now() - Duration::from_secs(hours * 3600 + 60);
        file.set_modified(then).unwrap();
        File::open(path).unwrap().set_modified(then).unwrap();
    }

    #[test]
    fn what_killed_writers_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        // Beyond the largest number that a process can have.
        let (living, gone) = (std::process::id(), 1_u32 << 23);
        let kept = [
            (format!(".making-{living}-a"), 2),
            (format!(".making-{gone}-a"), 0),
            (format!(".other-{gone}-a"), 99),
            (".making-x".to_owned(), 99),
            ("making".to_owned(), 99),
        ];
        let removed = [(format!(".making-{gone}-b"), 2), (format!(".making-{living}-b"), 25)];
        kept.iter().chain(&removed).for_each(|(name, hours)| still(&at(name), *hours));
        let now = at(&format!(".making-{gone}-c"));
        still(&now, 2);
        // One in which something is written goes on.
        File::create(now.join("new")).unwrap();
        let made = working_folder(folder.path(), "making").unwrap();
        assert!(made.path().exists() && now.exists());
        assert!(kept.iter().all(|(name, _)| at(name).exists()));
        assert!(removed.iter().all(|(name, _)| !at(name).exists() || cfg!(not(target_os = "linux"))));
    }
}
