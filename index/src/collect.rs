//! Collects the values of a column, row by row, and makes the column of them.

use std::collections::HashMap;

use inovasi_entity::{Column as Declared, Kind};
use sea_orm::Value;
use sha2::{Digest, Sha256};

use crate::column::{Column, NULL, Values};
use crate::ids::Ids;

/// The first 64 bits of a text's SHA-256.
pub(crate) fn hash(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}

/// Values that are seen again and again, numbered as they come.
#[derive(Debug, Default)]
pub(crate) struct Words {
    numbers: HashMap<String, u32>,
}

impl Words {
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(NULL);
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The words in order, and the rank of each number.
    pub(crate) fn ranked(self) -> (Vec<String>, Vec<u32>) {
        let mut pairs: Vec<(String, u32)> = self.numbers.into_iter().collect();
        pairs.sort();
        let mut ranks = vec![NULL; pairs.len()];
        for (rank, (_, number)) in (0..).zip(&pairs) {
            ranks[*number as usize] = rank;
        }
        (pairs.into_iter().map(|(word, _)| word).collect(), ranks)
    }
}

/// The values of one column so far.
#[derive(Debug)]
pub(crate) enum Collector {
    Integers(Vec<Option<i32>>),
    Numbers(Vec<Option<f64>>),
    Words(Words, Vec<u32>),
    Lists(Words, Vec<Vec<u32>>),
    /// Ids of rows of a table, as they are: its rows are known only when it was read.
    References(&'static str, Vec<Option<Box<str>>>),
    Texts(Vec<Option<Box<str>>>),
}

impl Collector {
    /// None for the id: the rows are in its order, and `Ids` finds it.
    pub(crate) fn new(column: &Declared) -> Option<Self> {
        Some(match column.kind {
            Kind::Integer { .. } => Self::Integers(Vec::new()),
            Kind::Number { .. } => Self::Numbers(Vec::new()),
            Kind::Boolean | Kind::Date | Kind::PartialDate | Kind::Code(_) | Kind::Closed(_) => {
                Self::Words(Words::default(), Vec::new())
            }
            // No stored column is of the last kind.
            Kind::List(_) | Kind::References(_) => Self::Lists(Words::default(), Vec::new()),
            Kind::Reference(target) => Self::References(target, Vec::new()),
            Kind::Text | Kind::Url | Kind::Geometry => Self::Texts(Vec::new()),
            Kind::Id => return None,
        })
    }

    pub(crate) fn push(&mut self, value: Value) {
        let text = match &value {
            Value::String(Some(text)) => Some(text.as_str()),
            _ => None,
        };
        match self {
            Self::Integers(values) => values.push(if let Value::Int(number) = value { number } else { None }),
            Self::Numbers(values) => {
                values.push(if let Value::Double(number) = value { number.map(|number| number + 0.0) } else { None });
            }
            Self::Words(words, ranks) => ranks.push(match (&value, text) {
                (Value::Bool(Some(flag)), _) => words.number(&flag.to_string()),
                (_, Some(text)) => words.number(text),
                _ => NULL,
            }),
            Self::Lists(words, cells) => {
                let codes = text.into_iter().flat_map(|text| text.split(';'));
                cells.push(codes.map(|code| words.number(code)).collect());
            }
            Self::References(_, values) | Self::Texts(values) => values.push(text.map(Into::into)),
        }
    }

    /// The column; `ids` gives those of other tables.
    pub(crate) fn finish(self, ids: &HashMap<&'static str, Ids>) -> Column {
        match self {
            Self::Integers(values) => {
                let mut distinct: Vec<i32> = values.iter().copied().flatten().collect();
                distinct.sort_unstable();
                distinct.dedup();
                let ranks = ranks(&values, |value| distinct.binary_search(value));
                let count = distinct.len();
                Column::one(Values::Integers(distinct), count, ranks)
            }
            Self::Numbers(values) => {
                let mut distinct: Vec<f64> = values.iter().copied().flatten().collect();
                distinct.sort_unstable_by(f64::total_cmp);
                distinct.dedup();
                let ranks = ranks(&values, |value| distinct.binary_search_by(|other| other.total_cmp(value)));
                let count = distinct.len();
                Column::one(Values::Numbers(distinct), count, ranks)
            }
            Self::Words(words, mut numbers) => {
                let (words, ranks) = words.ranked();
                for number in numbers.iter_mut().filter(|number| **number != NULL) {
                    *number = ranks[*number as usize];
                }
                let count = words.len();
                Column::one(Values::Words(words), count, numbers)
            }
            Self::Lists(words, mut cells) => {
                let (words, ranks) = words.ranked();
                for cell in &mut cells {
                    cell.iter_mut().for_each(|number| *number = ranks[*number as usize]);
                    cell.sort_unstable();
                    cell.dedup();
                }
                let count = words.len();
                Column::many(Values::Words(words), count, &cells)
            }
            Self::References(target, values) => {
                let none = Ids::default();
                let ids = ids.get(target).unwrap_or(&none);
                let ranks = values.iter().map(|id| id.as_deref().and_then(|id| ids.row(id)).unwrap_or(NULL)).collect();
                Column::one(Values::Rows(target.to_owned()), ids.len(), ranks)
            }
            Self::Texts(values) => texts(&values),
        }
    }
}

fn ranks<T>(values: &[Option<T>], find: impl Fn(&T) -> Result<usize, usize>) -> Vec<u32> {
    let rank = |value: &T| find(value).ok().and_then(|rank| u32::try_from(rank).ok()).unwrap_or(NULL);
    values.iter().map(|value| value.as_ref().map_or(NULL, rank)).collect()
}

/// Texts are ordered by their folded form.
fn texts(values: &[Option<Box<str>>]) -> Column {
    let key = |text: &str| inovasi_lexicon::fold(text).into_boxed_str();
    let mut ordered: Vec<(Box<str>, u32)> =
        (0..).zip(values).filter_map(|(row, text)| Some((key(text.as_deref()?), row))).collect();
    ordered.sort_unstable();
    let mut ranks = vec![NULL; values.len()];
    let mut distinct = 0;
    for (place, (text, row)) in ordered.iter().enumerate() {
        if place > 0 && ordered[place - 1].0 != *text {
            distinct += 1;
        }
        ranks[*row as usize] = distinct;
    }
    let distinct = if ordered.is_empty() { 0 } else { distinct as usize + 1 };
    drop(ordered);
    let mut hashed: Vec<(u64, u32)> =
        (0..).zip(values).filter_map(|(row, text)| Some((hash(text.as_deref()?), row))).collect();
    hashed.sort_unstable();
    let (hashes, rows) = hashed.into_iter().unzip();
    Column::one(Values::Texts { hashes, rows }, distinct, ranks)
}
