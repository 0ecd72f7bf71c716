//! Bytes as they are written for people.

/// Bytes in hexadecimal, two small letters each: sums whole, or as many bytes of them as tell things apart.
pub fn hex<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02x}")).collect()
}
