//! Search: the rows of each word, the words of each row. Tantivy was looked at and left: its sets are lists of documents
//! of segments, met one by one, while ours are the same bitmaps as those of every filter, joined and counted whole;
//! and it keeps folders of its own beside the database.

use std::collections::HashMap;

use fst::automaton::{Automaton, Levenshtein, Str};
use fst::{IntoStreamer, Map, Streamer};
use inovasi_lexicon::{Query, What, normalized, stems, tokens};
use roaring::MultiOps;

use serde::{Deserialize, Serialize};

use crate::collect::hash;
use crate::postings::Postings;
use crate::stemmed::Stemmed;
use crate::written::{put, take};
use crate::{Rows, automaton, packed};

/// Between two texts of a row in the list of its words; numbers of forms begin after it.
const BREAK: u32 = 0;

/// The words of a table's texts.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Search {
    /// Each form and its number.
    #[serde(with = "automaton")]
    forms: Map<Vec<u8>>,
    /// Rows that have a form, by its number.
    anywhere: Postings,
    /// Rows that have it in a title or short name.
    titled: Postings,
    /// The forms of each stem, Indonesian and English.
    stems: [Stemmed; 2],
    /// The forms of each row in their order, text by text: each number in as many bytes as it needs, seven bits each,
    /// the lowest first. Frequent forms come early and have small numbers.
    #[serde(with = "packed")]
    written: Vec<u8>,
    #[serde(with = "packed")]
    starts: Vec<u64>,
    /// Hashes of whole titles, in order, and their rows.
    #[serde(with = "packed")]
    whole: Vec<u64>,
    #[serde(with = "packed")]
    whole_rows: Vec<u32>,
}

/// What a search found.
#[derive(Debug, Default)]
pub struct Found {
    /// All rows.
    pub rows: Rows,
    /// Those whose title or short name is the very text.
    pub whole: Rows,
    /// Those that have all its words in their titles.
    pub titled: Rows,
}

/// What a term means, as numbers of forms.
enum Meant {
    /// Any of these.
    Any(Vec<u32>),
    /// These, one after the other.
    Phrase(Vec<u32>),
}

impl Meant {
    fn forms(&self) -> &[u32] {
        let (Self::Any(numbers) | Self::Phrase(numbers)) = self;
        numbers
    }
}

/// Collects the texts of a table, row by row.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    numbers: HashMap<String, u32>,
    anywhere: Vec<Rows>,
    titled: Vec<Rows>,
    whole: Vec<(u64, u32)>,
    search: Search,
}

impl Collector {
    /// Adds the next row: its titles and its other texts.
    pub(crate) fn push<'a>(
        &mut self,
        row: u32,
        titles: impl IntoIterator<Item = &'a str>,
        others: impl IntoIterator<Item = &'a str>,
    ) {
        self.search.starts.push(self.search.written.len() as u64);
        for text in titles {
            self.whole.push((hash(&normalized(text)), row));
            self.text(row, text, true);
        }
        for text in others {
            self.text(row, text, false);
        }
    }

    fn text(&mut self, row: u32, text: &str, title: bool) {
        let search = &mut self.search;
        for token in tokens(text) {
            let number = match self.numbers.get(&token.form) {
                Some(number) => *number,
                None => {
                    let number = u32::try_from(self.anywhere.len()).unwrap_or(u32::MAX - 1);
                    self.numbers.insert(token.form, number);
                    self.anywhere.push(Rows::new());
                    self.titled.push(Rows::new());
                    number
                }
            };
            put(number + 1, &mut search.written);
            let place = number as usize;
            self.anywhere[place].insert(row);
            if title {
                self.titled[place].insert(row);
            }
        }
        put(BREAK, &mut search.written);
    }

    pub(crate) fn finish(mut self) -> Search {
        self.search.starts.push(self.search.written.len() as u64);
        self.whole.sort_unstable();
        (self.search.whole, self.search.whole_rows) = self.whole.into_iter().unzip();
        self.search.written.shrink_to_fit();
        let mut forms: Vec<(String, u32)> = self.numbers.into_iter().collect();
        forms.sort_unstable();
        let mut stemmed = [Vec::new(), Vec::new()];
        for (form, number) in &forms {
            for (pairs, stem) in stemmed.iter_mut().zip(stems(form)) {
                pairs.push((stem, *number));
            }
        }
        self.search.stems = stemmed.map(Stemmed::of);
        self.search.anywhere = Postings::of(self.anywhere);
        self.search.titled = Postings::of(self.titled);
        // Forms are in order and each is there once: the one thing that the map asks for.
        let pairs = forms.iter().map(|(form, number)| (form.as_str(), u64::from(*number)));
        self.search.forms = Map::from_iter(pairs).unwrap_or_default();
        self.search
    }
}

impl Search {
    /// The rows that a query asks for, out of `all`.
    #[must_use]
    pub fn find(&self, query: &Query, all: &Rows) -> Found {
        let meant = |negated| {
            let terms = query.terms.iter().filter(move |term| term.negated == negated);
            terms.map(|term| self.meant(&term.what)).collect::<Vec<Meant>>()
        };
        // The rarest first: the others are looked for among its rows alone.
        let mut wanted = meant(false);
        wanted.sort_by_cached_key(|meant| self.anywhere.most(meant.forms()));
        let among = |rows: Option<Rows>, meant| Some(self.rows(meant, &self.anywhere, rows.as_ref()));
        let mut rows = wanted.iter().fold(None, among).unwrap_or_else(|| all.clone());
        for unwanted in &meant(true) {
            rows -= self.rows(unwanted, &self.anywhere, Some(&rows));
        }
        let titled = wanted.iter().fold(rows.clone(), |rows, meant| self.rows(meant, &self.titled, Some(&rows)));
        let whole = query.normalized().map(|text| &self.whole(&text) & &rows).unwrap_or_default();
        Found { rows, whole, titled }
    }

    /// The rows whose title or short name is a text, in its folded words.
    #[must_use]
    pub fn whole(&self, normalized: &str) -> Rows {
        let hash = hash(normalized);
        let from = self.whole.partition_point(|other| *other < hash);
        let (hashes, rows) = (self.whole.get(from..), self.whole_rows.get(from..));
        let from = hashes.unwrap_or_default().iter().zip(rows.unwrap_or_default());
        from.take_while(|(other, _)| **other == hash).map(|(_, row)| *row).collect()
    }

    /// The rows that have a word beginning so in a title; `near`: with one wrong letter in what is written.
    #[must_use]
    pub fn begun(&self, beginning: &str, near: bool) -> Rows {
        let numbers = if near {
            match Levenshtein::new(beginning, 1) {
                Ok(automaton) => self.numbers(automaton.starts_with()),
                Err(_) => Vec::new(),
            }
        } else {
            self.numbers(Str::new(beginning).starts_with())
        };
        self.titled.union(&numbers, None)
    }

    /// The forms that a term means.
    fn meant(&self, what: &What) -> Meant {
        match what {
            What::Word(form) => {
                let mut numbers: Vec<u32> = self.number(form).into_iter().collect();
                for (known, stem) in self.stems.iter().zip(stems(form)) {
                    numbers.extend(known.forms(&stem));
                }
                numbers.sort_unstable();
                numbers.dedup();
                Meant::Any(numbers)
            }
            What::Prefix(beginning) => Meant::Any(self.numbers(Str::new(beginning).starts_with())),
            What::Phrase(forms) => {
                let numbers: Option<Vec<u32>> = forms.iter().map(|form| self.number(form)).collect();
                // A form that no row has: no row has them all.
                numbers.map_or_else(|| Meant::Any(Vec::new()), Meant::Phrase)
            }
        }
    }

    /// The rows of what is meant, out of some.
    fn rows(&self, meant: &Meant, within: &Postings, among: Option<&Rows>) -> Rows {
        let numbers = match meant {
            Meant::Any(numbers) => return within.union(numbers, among),
            Meant::Phrase(numbers) => numbers,
        };
        let mut sets: Vec<Rows> = numbers.iter().map(|number| within.rows(*number)).collect();
        sets.extend(among.cloned());
        sets.sort_by_key(Rows::len);
        let rows = sets.into_iter().intersection();
        if numbers.len() < 2 {
            return rows;
        }
        rows.into_iter().filter(|row| self.has(*row, numbers)).collect()
    }

    /// Whether a row has forms one after the other.
    fn has(&self, row: u32, numbers: &[u32]) -> bool {
        let range = self.starts.get(row as usize).zip(self.starts.get(row as usize + 1));
        let range = range.and_then(|(from, to)| Some(usize::try_from(*from).ok()?..usize::try_from(*to).ok()?));
        let written = range.and_then(|range| self.written.get(range)).unwrap_or_default();
        let mut forms = Vec::new();
        let mut bytes = written.iter();
        while let Some(form) = take(&mut bytes) {
            forms.push(form);
        }
        let same = |(written, wanted): (&u32, &u32)| *written == wanted + 1;
        forms.windows(numbers.len()).any(|window| window.iter().zip(numbers).all(same))
    }

    fn number(&self, form: &str) -> Option<u32> {
        self.forms.get(form).and_then(|number| u32::try_from(number).ok())
    }

    fn numbers(&self, automaton: impl Automaton) -> Vec<u32> {
        let mut stream = self.forms.search(automaton).into_stream();
        let mut numbers = Vec::new();
        while let Some((_, number)) = stream.next() {
            numbers.extend(u32::try_from(number));
        }
        numbers
    }
}
