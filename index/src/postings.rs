//! The rows of many sets, most of them small: those of a word. A set of few rows is a list among lists, which takes no
//! memory of its own; only the others are bitmaps.

use std::borrow::Cow;

use roaring::MultiOps;
use serde::{Deserialize, Serialize};

use crate::{Rows, packed, stored};

/// Most rows of a set that is a list.
const FEW: u64 = 64;

/// Sets that are joined one after the other; more are joined all at once.
const FEW_SETS: usize = 16;

/// Sets by their numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Postings {
    /// The few rows of set `k` stand at `starts[k]..starts[k + 1]`.
    #[serde(with = "packed")]
    starts: Vec<u32>,
    #[serde(with = "packed")]
    rows: Vec<u32>,
    /// Numbers of the sets that are bitmaps, in order.
    #[serde(with = "packed")]
    large: Vec<u32>,
    #[serde(deserialize_with = "stored::sets")]
    sets: Vec<Rows>,
}

impl Postings {
    pub(crate) fn of(sets: Vec<Rows>) -> Self {
        let mut postings = Self { starts: Vec::with_capacity(sets.len() + 1), ..Self::default() };
        postings.starts.push(0);
        for (number, mut set) in (0..).zip(sets) {
            if set.len() <= FEW {
                postings.rows.extend(&set);
            } else {
                set.optimize();
                postings.large.push(number);
                postings.sets.push(set);
            }
            postings.starts.push(u32::try_from(postings.rows.len()).unwrap_or(u32::MAX));
        }
        postings.rows.shrink_to_fit();
        postings
    }

    /// The rows of one set.
    pub(crate) fn rows(&self, number: u32) -> Rows {
        match self.set(number) {
            Some(set) => set.clone(),
            None => Rows::from_sorted_iter(self.list(number).iter().copied()).unwrap_or_default(),
        }
    }

    /// The rows of any of some sets, out of some rows: these are looked for in each set, which is less than joining all
    /// of them first.
    pub(crate) fn union(&self, numbers: &[u32], among: Option<&Rows>) -> Cow<'_, Rows> {
        if let [number] = numbers
            && let Some(set) = self.set(*number)
        {
            return among.map_or(Cow::Borrowed(set), |among| Cow::Owned(set & among));
        }
        let is_among = |row: &u32| among.is_none_or(|among| among.contains(*row));
        let listed = numbers.iter().flat_map(|number| self.list(*number)).copied();
        let mut few: Vec<u32> = listed.filter(is_among).collect();
        few.sort_unstable();
        few.dedup();
        let few = Rows::from_sorted_iter(few).unwrap_or_default();
        let sets = numbers.iter().filter_map(|number| self.set(*number));
        Cow::Owned(match among {
            Some(among) if numbers.len() <= FEW_SETS => sets.map(|set| set & among).fold(few, |all, set| all | set),
            None if numbers.len() <= FEW_SETS => sets.fold(few, |all, set| all | set),
            _ => {
                let all = sets.chain([&few]).collect::<Vec<&Rows>>().union();
                if let Some(among) = among { all & among } else { all }
            }
        })
    }

    /// At most so many rows are in any of some sets.
    pub(crate) fn most(&self, numbers: &[u32]) -> u64 {
        numbers.iter().map(|number| self.set(*number).map_or(self.list(*number).len() as u64, Rows::len)).sum()
    }

    fn set(&self, number: u32) -> Option<&Rows> {
        self.sets.get(self.large.binary_search(&number).ok()?)
    }

    fn list(&self, number: u32) -> &[u32] {
        let number = number as usize;
        match self.starts.get(number..number + 2) {
            Some([from, to]) => self.rows.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Postings;
    use crate::Rows;

    #[test]
    fn small_and_large_sets_are_found_alike() {
        let sets: Vec<Rows> = [0..0, 5..9, 100..200, 7..8, 0..65].map(Rows::from_iter).into();
        let postings = Postings::of(sets.clone());
        for (number, set) in (0..).zip(&sets) {
            assert_eq!(postings.rows(number), *set);
        }
        assert_eq!(*postings.union(&[1, 2, 3], None), &sets[1] | &sets[2]);
        assert_eq!(*postings.union(&[1, 2, 3], Some(&sets[4])), Rows::from_iter(5..9));
        assert_eq!((postings.union(&[2], None).len(), postings.union(&[2], Some(&sets[2])).len()), (100, 100));
        assert_eq!(postings.most(&[1, 2]), 104);
        assert_eq!(*postings.union(&[], None), Rows::new());
        assert_eq!((postings.rows(5), postings.union(&[4, 9], None).into_owned()), (Rows::new(), sets[4].clone()));
    }
}
