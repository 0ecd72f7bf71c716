//! Numbers in as many bytes as each needs, seven bits a byte, the lowest first.

/// Writes a number in as many bytes as it needs.
pub(crate) fn put(mut number: u32, bytes: &mut Vec<u8>) {
    while let rest @ 1.. = number >> 7 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number = rest;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Reads the next number.
pub(crate) fn take<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Option<u32> {
    let (mut number, mut shift) = (0_u32, 0);
    for byte in bytes {
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{put, take};

    #[test]
    fn numbers_read_back_as_they_were_written() {
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, 2_097_152, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put(*number, &mut bytes));
        let mut bytes = bytes.iter();
        let read: Vec<u32> = std::iter::from_fn(|| take(&mut bytes)).collect();
        assert_eq!(read, numbers);
    }
}
