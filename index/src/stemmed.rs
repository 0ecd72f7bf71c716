//! The forms of each stem.

use fst::Map;
use serde::{Deserialize, Serialize};

use crate::{automaton, packed};

/// Forms by their stem.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Stemmed {
    /// Each stem and its place.
    #[serde(with = "automaton")]
    stems: Map<Vec<u8>>,
    /// The forms of the stem at place `k` stand at `starts[k]..starts[k + 1]`.
    #[serde(with = "packed")]
    starts: Vec<u32>,
    #[serde(with = "packed")]
    forms: Vec<u32>,
}

impl Stemmed {
    /// The forms of each stem, from pairs of both.
    pub(crate) fn of(mut pairs: Vec<(String, u32)>) -> Self {
        pairs.sort_unstable();
        let groups = || pairs.chunk_by(|a, b| a.0 == b.0);
        let stems = (0..).zip(groups()).filter_map(|(place, group)| Some((group.first()?.0.as_str(), place)));
        // Stems are in order and each is there once: the one thing that the map asks for.
        let mut stemmed = Self { stems: Map::from_iter(stems).unwrap_or_default(), starts: vec![0], forms: Vec::new() };
        for group in groups() {
            stemmed.forms.extend(group.iter().map(|(_, form)| *form));
            stemmed.starts.push(u32::try_from(stemmed.forms.len()).unwrap_or(u32::MAX));
        }
        stemmed
    }

    /// The forms of a stem.
    pub(crate) fn forms(&self, stem: &str) -> &[u32] {
        let place = self.stems.get(stem).and_then(|place| usize::try_from(place).ok());
        match place.and_then(|place| self.starts.get(place..place + 2)) {
            Some([from, to]) => self.forms.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stemmed;

    #[test]
    fn forms_meet_in_their_stem() {
        let pairs = [("desa", 3), ("ajar", 1), ("desa", 0), ("ajar", 2)];
        let stemmed = Stemmed::of(pairs.map(|(stem, form)| (stem.to_owned(), form)).into());
        assert_eq!(
            (stemmed.forms("desa"), stemmed.forms("ajar"), stemmed.forms("aja")),
            (&[0, 3][..], &[1, 2][..], &[][..])
        );
    }
}
