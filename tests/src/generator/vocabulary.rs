//! A few thousand distinct words, some of them frequent and most of them rare, as words of a language are.

use std::collections::HashSet;

use super::random::Random;
use super::words::{ENGLISH, FREQUENT, ROOTS};

/// How much each word is rarer than the one before it: weights are `SCALE / (rank + OFFSET)`.
const SCALE: u64 = 1_000_000;
const OFFSET: u64 = 6;

/// Forms of a root: what stands before it (`~` is a nasal that suits the root), and after it.
const FORMS: &[(&str, &str)] = &[
    ("", ""),
    ("pe~", "an"),
    ("", "an"),
    ("ke", "an"),
    ("ber", ""),
    ("me~", ""),
    ("di", ""),
    ("ter", ""),
    ("pe~", ""),
    ("me~", "kan"),
    ("per", "an"),
    ("di", "kan"),
    ("", "nya"),
    ("me~", "i"),
];

/// The words, in the order of their frequency, and a frequency of each.
#[derive(Debug)]
pub struct Vocabulary {
    words: Vec<String>,
    /// Sums of the weights up to each word.
    sums: Vec<u64>,
}

impl Vocabulary {
    /// Indonesian: words of service and the forms of a few hundred roots.
    #[must_use]
    pub fn indonesian() -> Self {
        let frequent = FREQUENT.split(' ').map(str::to_owned);
        let formed = FORMS.iter().flat_map(|form| ROOTS.split(' ').map(move |root| formed(*form, root)));
        Self::of(frequent.chain(formed))
    }

    /// English: words of short summaries.
    #[must_use]
    pub fn english() -> Self {
        Self::of(ENGLISH.split(' ').map(str::to_owned))
    }

    fn of(words: impl Iterator<Item = String>) -> Self {
        let mut seen = HashSet::new();
        let words: Vec<String> = words.filter(|word| seen.insert(word.clone())).collect();
        let weights = (0..).take(words.len()).map(|rank: u64| SCALE / (rank + OFFSET));
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect(), words }
    }

    /// All words, the most frequent first.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// A word, frequent ones more often.
    pub fn word(&self, random: &mut Random) -> &str {
        let all = self.sums.last().copied().unwrap_or(1);
        let at = random.below(usize::try_from(all).unwrap_or(usize::MAX)) as u64;
        let place = self.sums.partition_point(|sum| *sum <= at);
        self.words.get(place).map_or("", String::as_str)
    }
}

fn formed((before, after): (&str, &str), root: &str) -> String {
    match before.strip_suffix('~') {
        Some(before) => {
            let (nasal, rest) = nasal(root);
            format!("{before}{nasal}{rest}{after}")
        }
        None => format!("{before}{root}{after}"),
    }
}

/// The nasal before a root, and what is left of the root after it.
fn nasal(root: &str) -> (&'static str, &str) {
    match root.as_bytes().first() {
        Some(b'p') => ("m", &root[1..]),
        Some(b'b' | b'f') => ("m", root),
        Some(b't') => ("n", &root[1..]),
        Some(b'c' | b'd' | b'j') => ("n", root),
        Some(b'k') => ("ng", &root[1..]),
        Some(b's') => ("ny", &root[1..]),
        Some(b'l' | b'm' | b'n' | b'r' | b'w' | b'y') | None => ("", root),
        Some(_) => ("ng", root),
    }
}
