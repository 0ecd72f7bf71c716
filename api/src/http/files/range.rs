//! The part of a file that a request asks for (RFC 9110, section 14).

use std::ops::Range;

/// What a `Range` header comes to for a file of a length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The whole file: no range, one that is none, or several, which a server need not take.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes that the file does not have.
    None,
}

/// Reads a `Range` header.
pub(super) fn part(header: Option<&str>, length: u64) -> Part {
    header.and_then(|said| asked(said, length)).unwrap_or(Part::Whole)
}

fn asked(said: &str, length: u64) -> Option<Part> {
    let (unit, set) = said.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") || set.contains(',') {
        return None;
    }
    let (first, last) = set.trim_matches([' ', '\t']).split_once('-')?;
    if first.is_empty() {
        let suffix = number(last)?;
        return Some(match length.saturating_sub(suffix) {
            _ if suffix == 0 => Part::None,
            // An empty file has no part that could be named.
            _ if length == 0 => Part::Whole,
            start => Part::Bytes(start..length),
        });
    }
    let first = number(first)?;
    let last = if last.is_empty() { u64::MAX } else { number(last)? };
    if last < first {
        return None;
    }
    Some(if first < length { Part::Bytes(first..last.saturating_add(1).min(length)) } else { Part::None })
}

/// A number of any length; one beyond all files is as good as the greatest.
fn number(digits: &str) -> Option<u64> {
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let bytes = |start, end| Part::Bytes(start..end);
        let cases = [
            ("bytes=0-0", bytes(0, 1)),
            ("bytes=0-", bytes(0, 10)),
            ("bytes=3-5", bytes(3, 6)),
            ("bytes=9-9", bytes(9, 10)),
            ("bytes=9-99", bytes(9, 10)),
            ("bytes=-1", bytes(9, 10)),
            ("bytes=-10", bytes(0, 10)),
            ("bytes=-99", bytes(0, 10)),
            ("Bytes=1-2", bytes(1, 3)),
            ("bytes= 1-2 ", bytes(1, 3)),
            ("bytes=5-99999999999999999999999", bytes(5, 10)),
            ("bytes=10-", Part::None),
            ("bytes=10-10", Part::None),
            ("bytes=99999999999999999999999-", Part::None),
            ("bytes=-0", Part::None),
            ("bytes=5-3", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=1--2", Part::Whole),
            ("rows=0-1", Part::Whole),
            ("0-1", Part::Whole),
            ("", Part::Whole),
        ];
        for (said, expected) in cases {
            assert_eq!(part(Some(said), 10), expected, "{said}");
        }
        assert_eq!(part(None, 10), Part::Whole);
        assert_eq!(part(Some("bytes=-5"), 0), Part::Whole);
        assert_eq!(part(Some("bytes=0-"), 0), Part::None);
    }
}
