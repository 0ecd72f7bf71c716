//! How the words of a table are collected, row by row, when its index is built.

use std::collections::HashMap;

use fst::Map;
use inovasi_lexicon::{normalized, stems, tokens};
use roaring::MultiOps;

use super::Search;
use crate::Rows;
use crate::collect::hash;
use crate::postings::Postings;
use crate::stemmed::Stemmed;
use crate::written::put;

/// Between two texts of a row in the list of its words; numbers of forms begin after it.
const BREAK: u32 = 0;

/// Rows of the forms of a stem from which on they have a set together: joining less takes no time that is worth keeping
/// it. What all of them take is at most what the sets of their forms take.
const WORTH_JOINING: u64 = 4096;

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
        (self.search.whole, self.search.whole_rows) = std::mem::take(&mut self.whole).into_iter().unzip();
        self.search.written.shrink_to_fit();
        let mut forms: Vec<(String, u32)> = std::mem::take(&mut self.numbers).into_iter().collect();
        forms.sort_unstable();
        let mut stemmed = [Vec::new(), Vec::new()];
        for (form, number) in &forms {
            for (pairs, stem) in stemmed.iter_mut().zip(stems(form)) {
                pairs.push((stem, *number));
            }
        }
        self.search.stems = stemmed.map(Stemmed::of);
        self.join();
        self.search.anywhere = Postings::of(self.anywhere);
        self.search.titled = Postings::of(self.titled);
        // Forms are in order and each is there once: the one thing that the map asks for.
        let pairs = forms.iter().map(|(form, number)| (form.as_str(), u64::from(*number)));
        self.search.forms = Map::from_iter(pairs).unwrap_or_default();
        self.search
    }
}

impl Collector {
    /// Joins the sets of the forms of frequent stems: a question for a word would join up to fourteen of them each time.
    /// The joined sets have the numbers after those of the forms. Stems with the same forms share one.
    fn join(&mut self) {
        let (anywhere, titled) = (&mut self.anywhere, &mut self.titled);
        let mut joined: HashMap<Vec<u32>, u32> = HashMap::new();
        for stemmed in &mut self.search.stems {
            stemmed.join(|forms| {
                let rows: u64 = forms.iter().filter_map(|form| anywhere.get(*form as usize)).map(Rows::len).sum();
                if forms.len() < 2 || rows < WORTH_JOINING {
                    return None;
                }
                if let Some(number) = joined.get(forms) {
                    return Some(*number);
                }
                let number = u32::try_from(anywhere.len()).ok()?;
                for sets in [&mut *anywhere, &mut *titled] {
                    let all = forms.iter().filter_map(|form| sets.get(*form as usize)).union();
                    sets.push(all);
                }
                joined.insert(forms.to_vec(), number);
                Some(number)
            });
        }
    }
}
