//! The kept promise: whether each agency met its duty in each year, with its units and alone. Reckoned once, from the
//! mandates, the agencies and the years of innovations.

mod duty;
mod kept;
mod rows;
mod streaks;

use std::ops::RangeInclusive;

pub(crate) use rows::compliance;
pub(crate) use streaks::streaks;

use crate::table::Index;

/// The years that the promise is reckoned for: the package says them, nothing reads the clock.
pub(crate) type Years = RangeInclusive<i32>;

/// Ways of counting: with units, and alone.
pub(crate) const WAYS: usize = 2;

/// What is recorded of one agency in one year, one way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reckoned {
    pub(crate) innovations: u32,
    /// The mandate that covers it, as a row.
    pub(crate) mandate: Option<u32>,
    pub(crate) status: Status,
    /// Place in [`kept::BASES`], where met and the basis is known.
    pub(crate) basis: Option<usize>,
}

/// Statuses in the order of their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Met,
    NotObligated,
    NotRecorded,
}

/// Codes of [`Status`], in order.
pub(crate) const STATUSES: [&str; 3] = ["met", "not_obligated", "not_recorded"];

/// Everything reckoned: agency by agency, year by year, way by way.
pub(crate) struct Promise {
    pub(crate) years: Years,
    pub(crate) rows: Vec<Reckoned>,
}

impl Promise {
    /// Reckons it; of no year where the catalogue says none.
    pub(crate) fn of(index: &Index, years: Option<Years>) -> Self {
        // An empty range: no year is reckoned.
        #[allow(clippy::reversed_empty_ranges, reason = "empty on purpose")]
        let none = Self { years: 1..=0, rows: Vec::new() };
        years.and_then(|years| Self::reckoned(index, years)).unwrap_or(none)
    }

    fn reckoned(index: &Index, years: Years) -> Option<Self> {
        let agencies = index.table("agency")?;
        let kept = kept::Kept::of(index, agencies, &years)?;
        let duties = duty::Duties::of(index, agencies)?;
        let mut rows = Vec::with_capacity(agencies.ids.len() * years.clone().count() * WAYS);
        for agency in (0..).take(agencies.ids.len()) {
            for (place, year) in years.clone().enumerate() {
                let duty = duties.in_year(agency, year);
                for counts in kept.counts(agency, place) {
                    rows.push(duty.reckon(counts));
                }
            }
        }
        Some(Self { years, rows })
    }

    /// Years that are reckoned.
    pub(crate) fn span(&self) -> usize {
        self.years.clone().count()
    }
}
