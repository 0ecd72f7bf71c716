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
    /// Stems whose forms have a set of rows together, and the numbers of these sets.
    #[serde(with = "packed")]
    together: Vec<u32>,
    #[serde(with = "packed")]
    sets: Vec<u32>,
}

/// The forms of one stem.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family<'a> {
    /// Their numbers, in order.
    pub(crate) forms: &'a [u32],
    /// The number of the set of rows that have any of them, if there is one.
    pub(crate) set: Option<u32>,
}

impl Stemmed {
    /// The forms of each stem, from pairs of both.
    pub(crate) fn of(mut pairs: Vec<(String, u32)>) -> Self {
        pairs.sort_unstable();
        let groups = || pairs.chunk_by(|a, b| a.0 == b.0);
        let stems = (0..).zip(groups()).filter_map(|(place, group)| Some((group.first()?.0.as_str(), place)));
        // Stems are in order and each is there once: the one thing that the map asks for.
        let mut stemmed = Self { stems: Map::from_iter(stems).unwrap_or_default(), starts: vec![0], ..Self::default() };
        for group in groups() {
            stemmed.forms.extend(group.iter().map(|(_, form)| *form));
            stemmed.starts.push(u32::try_from(stemmed.forms.len()).unwrap_or(u32::MAX));
        }
        stemmed
    }

    /// Asks for each stem whether its forms have a set of rows together, and which.
    pub(crate) fn join(&mut self, mut set: impl FnMut(&[u32]) -> Option<u32>) {
        for place in 0..u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX) {
            if let Some(set) = set(self.forms_at(place)) {
                self.together.push(place);
                self.sets.push(set);
            }
        }
    }

    /// The forms of a stem.
    pub(crate) fn family(&self, stem: &str) -> Family<'_> {
        let Some(place) = self.stems.get(stem).and_then(|place| u32::try_from(place).ok()) else {
            return Family::default();
        };
        let set = self.together.binary_search(&place).ok().and_then(|at| self.sets.get(at).copied());
        Family { forms: self.forms_at(place), set }
    }

    fn forms_at(&self, place: u32) -> &[u32] {
        let place = place as usize;
        match self.starts.get(place..place + 2) {
            Some([from, to]) => self.forms.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Family, Stemmed};

    #[test]
    fn forms_meet_in_their_stem() {
        let pairs = [("desa", 3), ("ajar", 1), ("desa", 0), ("ajar", 2), ("kota", 4)];
        let mut stemmed = Stemmed::of(pairs.map(|(stem, form)| (stem.to_owned(), form)).into());
        stemmed.join(|forms| (forms[0] == 0).then_some(9));
        assert_eq!(stemmed.family("desa"), Family { forms: &[0, 3], set: Some(9) });
        assert_eq!(stemmed.family("ajar"), Family { forms: &[1, 2], set: None });
        assert_eq!(stemmed.family("kota").forms, &[4]);
        assert_eq!(stemmed.family("aja"), Family::default());
    }
}
