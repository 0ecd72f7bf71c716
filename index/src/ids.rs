//! The ids of a table in order; a row's number is its place among them.

use std::borrow::Cow;

/// Sorted ids.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub enum Ids {
    /// Ids in one text.
    Stored {
        /// One after the other.
        text: String,
        /// Where each ends.
        #[serde(with = "crate::packed")]
        ends: Vec<u32>,
    },
    /// For each id of another table one id a suffix: those of derived rows, which would fill much memory.
    Made {
        /// Name of the other table.
        table: String,
        /// Its ids.
        of: Box<Ids>,
        /// The suffixes in order.
        suffixes: Vec<String>,
    },
}

impl Default for Ids {
    fn default() -> Self {
        Self::Stored { text: String::new(), ends: Vec::new() }
    }
}

impl Ids {
    /// Adds the next id; ids come in order.
    pub(crate) fn push(&mut self, id: &str) {
        let Self::Stored { text, ends } = self else { return };
        text.push_str(id);
        // Ids of 4 GiB are beyond what one table is built for.
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }

    /// For each of these ids one a suffix.
    pub(crate) fn made(&self, table: &str, suffixes: Vec<String>) -> Self {
        let mut of = Self::default();
        for row in (0..).take(self.len()) {
            of.push(&self.id(row));
        }
        Self::Made { table: table.to_owned(), of: Box::new(of), suffixes }
    }

    /// The table for each of whose ids there are several here, and how many.
    pub(crate) fn made_of(&self) -> Option<(&str, u32)> {
        let Self::Made { table, suffixes, .. } = self else { return None };
        Some((table, u32::try_from(suffixes.len()).ok()?))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Stored { ends, .. } => ends.len(),
            Self::Made { of, suffixes, .. } => of.len() * suffixes.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id of a row; empty where there is no such row.
    #[must_use]
    pub fn id(&self, row: u32) -> Cow<'_, str> {
        match self {
            Self::Stored { text, ends } => {
                let row = row as usize;
                let place = |end: &u32| *end as usize;
                let start = row.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, place);
                ends.get(row).and_then(|end| text.get(start..place(end))).unwrap_or_default().into()
            }
            Self::Made { of, suffixes, .. } => {
                let count = u32::try_from(suffixes.len()).unwrap_or(u32::MAX);
                match row.checked_rem(count).and_then(|suffix| suffixes.get(suffix as usize)) {
                    Some(suffix) if (row as usize) < self.len() => format!("{}{suffix}", of.id(row / count)).into(),
                    _ => Cow::default(),
                }
            }
        }
    }

    /// The row of an id, or the row that would come after it.
    ///
    /// # Errors
    /// The number of ids before it, where it is none of them.
    pub fn find(&self, id: &str) -> Result<u32, u32> {
        if let Self::Made { of, suffixes, .. } = self {
            let count = u32::try_from(suffixes.len()).unwrap_or(u32::MAX);
            let found = (0_u32..).zip(suffixes).find_map(|(place, suffix)| {
                let row = of.row(id.strip_suffix(suffix.as_str())?)?;
                Some(row * count + place)
            });
            return found.ok_or_else(|| of.find(id).unwrap_or_else(|before| before) * count);
        }
        let (mut low, mut high) = (0_u32, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id(middle).as_ref().cmp(id) {
                std::cmp::Ordering::Equal => return Ok(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Err(low)
    }

    /// The row of an id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<u32> {
        self.find(id).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_are_found_and_others_have_their_place() {
        let mut ids = Ids::default();
        for id in ["a", "ab", "c"] {
            ids.push(id);
        }
        assert_eq!((&*ids.id(0), &*ids.id(1), &*ids.id(2), &*ids.id(3)), ("a", "ab", "c", ""));
        assert_eq!((ids.find("ab"), ids.find("b"), ids.find("d")), (Ok(1), Err(2), Err(3)));
        let made = ids.made("table", vec!["--1".into(), "--2".into()]);
        assert_eq!((made.len(), &*made.id(3), &*made.id(6)), (6, "ab--2", ""));
        assert_eq!((made.find("c--1"), made.find("b--1"), made.find("a--3")), (Ok(4), Err(4), Err(2)));
    }
}
