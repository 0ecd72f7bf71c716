//! Numbers as plain bytes in the file of the index: read as fast as the disk gives them.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

/// A number of fixed width.
pub(crate) trait Fixed: Sized + Copy {
    /// Bytes of one.
    const WIDTH: usize;
    /// Adds its bytes.
    fn put(self, bytes: &mut Vec<u8>);
    /// Reads it from as many bytes.
    fn take(bytes: &[u8]) -> Self;
}

macro_rules! fixed {
    ($($number:ty),*) => {$(
        impl Fixed for $number {
            const WIDTH: usize = size_of::<Self>();

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn take(bytes: &[u8]) -> Self {
                // Always so many: who calls cuts them so.
                bytes.try_into().map_or(0, Self::from_le_bytes)
            }
        }
    )*};
}

fixed!(u8, u16, u32, u64);

pub(crate) fn serialize<T: Fixed, S: Serializer>(numbers: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(numbers.len() * T::WIDTH);
    numbers.iter().for_each(|number| number.put(&mut bytes));
    serializer.serialize_bytes(&bytes)
}

pub(crate) fn deserialize<'de, T: Fixed, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Bytes<T>(std::marker::PhantomData<T>);
    impl<T: Fixed> Visitor<'_> for Bytes<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("numbers as bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            if !bytes.len().is_multiple_of(T::WIDTH) {
                return Err(E::custom("no whole number"));
            }
            Ok(bytes.chunks_exact(T::WIDTH).map(T::take).collect())
        }
    }
    deserializer.deserialize_bytes(Bytes(std::marker::PhantomData))
}
