//! The stems of a word, Indonesian and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

/// Words of up to so many letters are their own stems: nothing can be taken from them.
const SHORTEST: usize = 3;

/// Words that the algorithm takes to the wrong stem, or stems that it makes of several roots, and the right stem.
type Table = HashMap<&'static str, &'static str>;

static INDONESIAN: LazyLock<Table> = LazyLock::new(|| table(crate::families::FAMILIES));
static ENGLISH: LazyLock<Table> = LazyLock::new(|| table(crate::english::FAMILIES));

/// Indonesian and English stem of a folded form, in this order. Words of one family have the same stem, which need
/// not be a word itself.
///
/// A text may be in either language and search cannot know, so every form has both. A form of up to three letters,
/// or with anything but the letters a to z, is its own stem in both.
#[must_use]
pub fn stems(form: &str) -> [String; 2] {
    if form.len() <= SHORTEST || !form.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return [form.to_owned(), form.to_owned()];
    }
    // The ending -nya (its, the) goes with any word, those of the table too.
    let indonesian = [Some(form), form.strip_suffix("nya")];
    [
        stem(&INDONESIAN, Algorithm::Indonesian, indonesian, form),
        stem(&ENGLISH, Algorithm::English, [Some(form), None], form),
    ]
}

fn stem(table: &Table, algorithm: Algorithm, shapes: [Option<&str>; 2], form: &str) -> String {
    if let Some(root) = shapes.into_iter().flatten().find_map(|shape| table.get(shape)) {
        return (*root).to_owned();
    }
    let stem = Stemmer::new(algorithm).stem(form);
    match table.get(stem.as_ref()) {
        Some(root) => (*root).to_owned(),
        // So little left is no root, but a word that only looked like one with an ending (`ialah`).
        None if stem.len() < SHORTEST => form.to_owned(),
        None => stem.into_owned(),
    }
}

fn table(families: &[(&'static str, &'static str)]) -> Table {
    let words = |(root, words): &(&'static str, &'static str)| {
        let root = *root;
        words.split_whitespace().chain([root]).map(move |word| (word, root))
    };
    families.iter().flat_map(words).collect()
}

#[cfg(test)]
mod tests;
