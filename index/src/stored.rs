//! Sets of rows out of the file of the index. Its sums were checked, so that their insides need not be.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Rows;

struct Stored(Rows);

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Stored;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a set of rows as bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                Rows::deserialize_unchecked_from(bytes).map(Stored).map_err(E::custom)
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// One set.
pub(crate) fn set<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rows, D::Error> {
    Stored::deserialize(deserializer).map(|stored| stored.0)
}

/// Several sets.
pub(crate) fn sets<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Rows>, D::Error> {
    let stored: Vec<Stored> = Vec::deserialize(deserializer)?;
    Ok(stored.into_iter().map(|stored| stored.0).collect())
}
