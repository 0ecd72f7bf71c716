//! A sum of the sources that an index is made by: these and the lexicon's.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for folder in ["src", "../lexicon/src", "../entity/src"] {
        println!("cargo::rerun-if-changed={folder}");
        sum(Path::new(folder), &mut hasher);
    }
    println!("cargo::rustc-env=INOVASI_INDEX_SOURCES={:016x}", hasher.finish());
}

fn sum(folder: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sum(&path, hasher);
        } else if let Ok(text) = fs::read(&path) {
            text.hash(hasher);
        }
    }
}
