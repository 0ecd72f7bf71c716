//! The ids of a table in order; a row's number is its place among them.

/// Sorted ids in one text.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Ids {
    text: String,
    #[serde(with = "crate::packed")]
    ends: Vec<u32>,
}

impl Ids {
    /// Adds the next id; ids come in order.
    pub(crate) fn push(&mut self, id: &str) {
        self.text.push_str(id);
        // Ids of 4 GiB are beyond what one table is built for.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id of a row; empty where there is no such row.
    #[must_use]
    pub fn id(&self, row: u32) -> &str {
        let row = row as usize;
        let place = |end: &u32| *end as usize;
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, place);
        self.ends.get(row).and_then(|end| self.text.get(start..place(end))).unwrap_or_default()
    }

    /// The row of an id, or the row that would come after it.
    ///
    /// # Errors
    /// The number of ids before it, where it is none of them.
    pub fn find(&self, id: &str) -> Result<u32, u32> {
        let (mut low, mut high) = (0_u32, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id(middle).cmp(id) {
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
        assert_eq!((ids.id(0), ids.id(1), ids.id(2), ids.id(3)), ("a", "ab", "c", ""));
        assert_eq!((ids.find("ab"), ids.find("b"), ids.find("d")), (Ok(1), Err(2), Err(3)));
    }
}
