//! Numbers in as few bytes as the largest of them needs.

use serde::{Deserialize, Serialize};

use crate::packed;

/// Numbers of one, two or four bytes each.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Narrow {
    One(#[serde(with = "packed")] Vec<u8>),
    Two(#[serde(with = "packed")] Vec<u16>),
    Four(#[serde(with = "packed")] Vec<u32>),
}

impl Narrow {
    /// Numbers of which none is larger than `largest`.
    pub(crate) fn of(numbers: Vec<u32>, largest: usize) -> Self {
        if u8::try_from(largest).is_ok() {
            Self::One(numbers.into_iter().map(|number| u8::try_from(number).unwrap_or(u8::MAX)).collect())
        } else if u16::try_from(largest).is_ok() {
            Self::Two(numbers.into_iter().map(|number| u16::try_from(number).unwrap_or(u16::MAX)).collect())
        } else {
            Self::Four(numbers)
        }
    }

    pub(crate) fn get(&self, place: usize) -> Option<u32> {
        match self {
            Self::One(numbers) => numbers.get(place).copied().map(u32::from),
            Self::Two(numbers) => numbers.get(place).copied().map(u32::from),
            Self::Four(numbers) => numbers.get(place).copied(),
        }
    }

    /// Adds to each cell so many times the number at its place; places go up.
    pub(crate) fn add(&self, places: &[u32], times: u64, cells: &mut [u64]) {
        match self {
            Self::One(numbers) => add(numbers, places, times, cells),
            Self::Two(numbers) => add(numbers, places, times, cells),
            Self::Four(numbers) => add(numbers, places, times, cells),
        }
    }
}

fn add<T: Copy + Into<u64>>(numbers: &[T], places: &[u32], times: u64, cells: &mut [u64]) {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    // Places without a gap are a slice, which is read without looking at each place.
    let without_gap = (last - first) as usize + 1 == places.len();
    if let Some(numbers) = numbers.get(*first as usize..=*last as usize).filter(|_| without_gap) {
        for (cell, number) in cells.iter_mut().zip(numbers) {
            *cell += (*number).into() * times;
        }
        return;
    }
    for (cell, place) in cells.iter_mut().zip(places) {
        if let Some(number) = numbers.get(*place as usize) {
            *cell += (*number).into() * times;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Narrow;

    #[test]
    fn every_width_holds_its_numbers() {
        for largest in [255, 256, 65_535, 65_536, u32::MAX] {
            let numbers = vec![0, 7, largest];
            let narrow = Narrow::of(numbers.clone(), largest as usize);
            let held: Vec<u32> = (0..3).filter_map(|place| narrow.get(place)).collect();
            assert_eq!((held, narrow.get(3)), (numbers, None));
            for places in [[0, 1, 2].as_slice(), &[0, 2], &[1], &[]] {
                let mut cells = vec![1; places.len()];
                narrow.add(places, 2, &mut cells);
                let wanted: Vec<u64> = places
                    .iter()
                    .filter_map(|place| narrow.get(*place as usize))
                    .map(|n| 1 + 2 * u64::from(n))
                    .collect();
                assert_eq!(cells, wanted);
            }
        }
    }
}
