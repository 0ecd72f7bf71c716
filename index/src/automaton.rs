//! Words as an automaton, in the file of the index as its bytes.

use fst::Map;
use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

pub(crate) fn serialize<S: Serializer>(map: &Map<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(map.as_fst().as_bytes())
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<Vec<u8>>, D::Error> {
    struct Bytes;
    impl Visitor<'_> for Bytes {
        type Value = Map<Vec<u8>>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("an automaton as bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            Map::new(bytes.to_vec()).map_err(E::custom)
        }
    }
    deserializer.deserialize_bytes(Bytes)
}
