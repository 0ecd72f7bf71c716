//! The innovations of each agency in each year, by the basis of their years.

use super::{WAYS, Years};
use crate::column::{NULL, Values};
use crate::table::{Index, TableIndex};
use crate::tree::Tree;

/// Bases of a year, the strongest first; innovations whose basis is not known are counted after them.
pub(crate) const BASES: [&str; 3] = ["implemented", "initiated", "competition_edition"];

/// Innovations by basis, in the order of [`BASES`], those of no known basis last.
pub(super) type Counts = [u32; 4];

/// What every agency has in every year.
pub(super) struct Kept {
    span: usize,
    /// Agency by agency, year by year: with its units, and alone.
    counts: Vec<[Counts; WAYS]>,
}

impl Kept {
    pub(super) fn of(index: &Index, agencies: &TableIndex, years: &Years) -> Option<Self> {
        let innovations = index.table("innovation")?;
        let (makers, column) = (innovations.column("agency_id")?, innovations.column("year")?);
        let Values::Integers(numbers) = &column.values else { return None };
        let tree = Tree::of(agencies.column("parent_id")?);
        let span = years.clone().count();
        let mut counts = vec![<[Counts; WAYS]>::default(); agencies.ids.len() * span];
        for innovation in (0..).take(innovations.ids.len()) {
            let Some(year) = numbers.get(column.rank(innovation) as usize).filter(|year| years.contains(year)) else {
                continue;
            };
            let maker = makers.rank(innovation);
            if maker == NULL {
                continue;
            }
            let basis = innovations.word("year_basis", innovation);
            let basis = BASES.iter().position(|other| Some(*other) == basis).unwrap_or(BASES.len());
            let place = usize::try_from(year - years.start()).unwrap_or_default();
            for agency in tree.above(maker) {
                let [with_units, alone] = &mut counts[agency as usize * span + place];
                with_units[basis] += 1;
                if agency == maker {
                    alone[basis] += 1;
                }
            }
        }
        Some(Self { span, counts })
    }

    /// Both ways of counting for an agency in the year of a place.
    pub(super) fn counts(&self, agency: u32, place: usize) -> [Counts; WAYS] {
        self.counts.get(agency as usize * self.span + place).copied().unwrap_or_default()
    }
}
