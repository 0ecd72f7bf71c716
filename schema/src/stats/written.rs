//! The rows of a statistic as REST answers them, written straight: there may be ten thousand.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value as Json;

use super::{Stats, StatsRow};
use crate::row::Object;

/// The rows of a statistic.
#[derive(Debug)]
pub struct Written<'a>(pub(super) &'a Stats);

/// One row, with the keys of its labels and rates.
struct Row<'a> {
    stats: &'a Stats,
    keys: &'a Keys,
    row: &'a StatsRow,
}

/// The keys that are made of names.
struct Keys {
    labels: Vec<String>,
    rates: Vec<String>,
}

impl Keys {
    fn of(stats: &Stats) -> Self {
        Self {
            labels: stats.by.iter().map(|name| format!("{name}_label")).collect(),
            rates: stats.measures.iter().map(|name| format!("{name}_per")).collect(),
        }
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let keys = Keys::of(self.0);
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        for row in &self.0.rows {
            rows.serialize_element(&Row { stats: self.0, keys: &keys, row })?;
        }
        rows.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { stats, keys, row } = self;
        let mut map = serializer.serialize_map(None)?;
        for ((name, label), named) in stats.by.iter().zip(&keys.labels).zip(&row.values) {
            map.serialize_entry(name, &named.value)?;
            map.serialize_entry(label, &named.label)?;
        }
        for ((name, rate), count) in stats.measures.iter().zip(&keys.rates).zip(&row.counts) {
            map.serialize_entry(name, count)?;
            if stats.per.is_some() {
                map.serialize_entry(rate, &row.rate(*count))?;
            }
        }
        map.end()
    }
}

impl Stats {
    /// The rows as REST answers them.
    #[must_use]
    pub fn written(&self) -> Written<'_> {
        Written(self)
    }

    /// The same as objects.
    pub(crate) fn objects(&self) -> Vec<Object> {
        let names = self.names();
        let object = |row: &StatsRow| names.iter().cloned().zip(row.cells(self.per.is_some())).collect();
        self.rows.iter().map(object).collect()
    }

    /// The keys of a row, in their order.
    fn names(&self) -> Vec<String> {
        let Keys { labels, rates } = Keys::of(self);
        let values = self.by.iter().zip(labels).flat_map(|(name, label)| [(*name).to_owned(), label]);
        let rates = rates.into_iter().map(|rate| self.per.is_some().then_some(rate));
        let counts = self.measures.iter().zip(rates).flat_map(|(name, rate)| [Some((*name).to_owned()), rate]);
        values.chain(counts.flatten()).collect()
    }
}

impl StatsRow {
    /// Its cells, in the order of the keys; with rates where counts are divided by something.
    pub(super) fn cells(&self, rated: bool) -> Vec<Json> {
        let values = self.values.iter().flat_map(|named| [named.value.clone(), named.label.as_str().into()]);
        let counts = self.counts.iter().flat_map(|count| {
            let rate = rated.then(|| self.rate(*count).into());
            [Some((*count).into()), rate]
        });
        values.chain(counts.flatten()).collect()
    }
}
