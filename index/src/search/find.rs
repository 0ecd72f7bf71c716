//! Search: the rows of each word, the words of each row. Tantivy was looked at and left: its sets are lists of documents
//! of segments, met one by one, while ours are the same bitmaps as those of every filter, joined and counted whole;
//! and it keeps folders of its own beside the database.

use std::borrow::Cow;

use fst::automaton::{Automaton, Levenshtein, Str};
use fst::{IntoStreamer, Map, Streamer};
use inovasi_lexicon::{Query, What, stems};
use roaring::MultiOps;
use serde::{Deserialize, Serialize};

use crate::collect::hash;
use crate::postings::Postings;
use crate::stemmed::Stemmed;
use crate::written::take;
use crate::{Rows, automaton, packed};

/// The words of a table's texts.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Search {
    /// Each form and its number.
    #[serde(with = "automaton")]
    pub(super) forms: Map<Vec<u8>>,
    /// Rows that have a form, by its number.
    pub(super) anywhere: Postings,
    /// Rows that have it in a title or short name.
    pub(super) titled: Postings,
    /// The forms of each stem, Indonesian and English.
    pub(super) stems: [Stemmed; 2],
    /// The forms of each row in their order, text by text: each number in as many bytes as it needs, seven bits each,
    /// the lowest first. Frequent forms come early and have small numbers.
    #[serde(with = "packed")]
    pub(super) written: Vec<u8>,
    #[serde(with = "packed")]
    pub(super) starts: Vec<u64>,
    /// Hashes of whole titles, in order, and their rows.
    #[serde(with = "packed")]
    pub(super) whole: Vec<u64>,
    #[serde(with = "packed")]
    pub(super) whole_rows: Vec<u32>,
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

/// What a term means, as numbers of sets: of forms, or of the forms of a stem together.
enum Meant {
    /// Any of these.
    Any(Vec<u32>),
    /// These, one after the other.
    Phrase(Vec<u32>),
}

impl Meant {
    fn sets(&self) -> &[u32] {
        let (Self::Any(numbers) | Self::Phrase(numbers)) = self;
        numbers
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
        wanted.sort_by_cached_key(|meant| self.anywhere.most(meant.sets()));
        let among = |rows: Option<Cow<'_, Rows>>, meant| Some(self.rows(meant, &self.anywhere, rows.as_deref()));
        let mut rows = wanted.iter().fold(None, among).map_or_else(|| all.clone(), Cow::into_owned);
        for unwanted in &meant(true) {
            let found = self.rows(unwanted, &self.anywhere, Some(&rows)).into_owned();
            rows -= found;
        }
        let among = |rows: Cow<'_, Rows>, meant| Cow::Owned(self.rows(meant, &self.titled, Some(&rows)).into_owned());
        let titled = wanted.iter().fold(Cow::Borrowed(&rows), among).into_owned();
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
        self.titled.union(&numbers, None).into_owned()
    }

    /// What a term means.
    fn meant(&self, what: &What) -> Meant {
        match what {
            What::Word(form) => {
                // A form that rows have is one of its stems' forms.
                let stems = stems(form);
                let [one, other] = &self.stems;
                let (one, other) = (one.family(&stems[0]), other.family(&stems[1]));
                let (most, rest) = if one.forms.len() < other.forms.len() { (other, one) } else { (one, other) };
                let is_new = |form: &&u32| most.forms.binary_search(form).is_err();
                let new: Vec<u32> = rest.forms.iter().filter(is_new).copied().collect();
                let mut sets = most.set.map_or_else(|| most.forms.to_vec(), |set| vec![set]);
                match rest.set.filter(|_| new.len() > 1) {
                    Some(set) => sets.push(set),
                    None => sets.extend(new),
                }
                Meant::Any(sets)
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
    fn rows<'a>(&self, meant: &Meant, within: &'a Postings, among: Option<&Rows>) -> Cow<'a, Rows> {
        let numbers = match meant {
            Meant::Any(numbers) => return within.union(numbers, among),
            Meant::Phrase(numbers) => numbers,
        };
        let mut sets: Vec<Rows> = numbers.iter().map(|number| within.rows(*number)).collect();
        sets.extend(among.cloned());
        sets.sort_by_key(Rows::len);
        let rows = sets.into_iter().intersection();
        if numbers.len() < 2 {
            return Cow::Owned(rows);
        }
        Cow::Owned(rows.into_iter().filter(|row| self.has(*row, numbers)).collect())
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use inovasi_lexicon::Query;

    use crate::Rows;
    use crate::search::Collector;

    /// So many rows that the shapes of a stem have a set together.
    const MANY: u32 = 9000;

    #[test]
    fn shapes_of_a_frequent_stem_are_found_together_and_apart() {
        let titles = ["Layanan desa", "Pelayanan anak", "melayani warga", "Kota hijau"];
        let mut collector = Collector::default();
        for row in 0..MANY {
            let title = titles[row as usize % titles.len()];
            let other = titles[(row as usize / titles.len()) % titles.len()];
            collector.push(row, [title], [other]);
        }
        let search = collector.finish();
        let all: Rows = (0..MANY).collect();
        let has = |row: u32, words: &[&str], titled: bool| {
            let (title, other) = (titles[row as usize % 4], titles[(row as usize / 4) % 4]);
            let text = if titled { title.to_lowercase() } else { format!("{title} {other}").to_lowercase() };
            words.iter().any(|word| text.split(' ').any(|one| one == *word))
        };
        let stem = ["layanan", "pelayanan", "melayani"];
        for (asked, words) in [
            ("layanan", &stem[..]),
            ("pelayanan", &stem),
            ("melayani", &stem),
            ("\"pelayanan\"", &["pelayanan"]),
            ("pelaya*", &["pelayanan"]),
            ("kota", &["kota"]),
            ("dilayani", &stem),
        ] {
            let found = search.find(&Query::parse(asked).unwrap(), &all);
            let wanted = |titled| (0..MANY).filter(|row| has(*row, words, titled)).collect::<Rows>();
            assert_eq!((found.rows, found.titled), (wanted(false), wanted(true)), "{asked}");
        }
        let found = search.find(&Query::parse("layanan -pelayanan").unwrap(), &all);
        assert!(found.rows.is_empty(), "a word that is left out leaves out its stem");
        let found = search.find(&Query::parse("layanan -\"pelayanan\" hijau").unwrap(), &all);
        let wanted =
            |row: &u32| has(*row, &stem, false) && has(*row, &["hijau"], false) && !has(*row, &["pelayanan"], false);
        assert_eq!(found.rows, (0..MANY).filter(wanted).collect::<Rows>());
    }
}
