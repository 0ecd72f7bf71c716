//! The promise reckoned a second time: from the package's CSV files alone, by plain loops and without any code of the
//! product, so that the proof can hold the product's answers against what the texts say. Slow and simple on purpose.

mod coverage;
mod package;
mod reckon;
mod spread;
mod streaks;
mod summary;

pub use coverage::{Covered, coverage};
pub use package::{Package, Row, Table};
pub use reckon::{Reckoned, compliance};
pub use spread::{outcome_changes, replication_counts, replications};
pub use streaks::{Streak, streaks};
pub use summary::{labels, summary, totals};

/// A part of a whole, rounded to four digits; a half goes up.
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<f64> {
    if whole == 0 {
        return None;
    }
    // Whole numbers until the last step, so that no half is lost in binary.
    let digits = (part * 20_000 + whole) / (whole * 2);
    Some(digits as f64 / 10_000.0)
}
