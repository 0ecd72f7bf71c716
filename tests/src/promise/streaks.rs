//! Years met in a row, agency by agency.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::reckon::Reckoned;

/// What an agency has met, its units counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Streak {
    /// Length of the longest run of years met.
    pub longest: i32,
    /// First and last year of that run; of equally long ones the latest.
    pub run: Option<(i32, i32)>,
    /// First and last year met.
    pub met: Option<(i32, i32)>,
}

impl Streak {
    /// The columns of the agency.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "streak": self.longest,
            "streak_from": self.run.map(|run| run.0),
            "streak_to": self.run.map(|run| run.1),
            "first_met": self.met.map(|met| met.0),
            "last_met": self.met.map(|met| met.1),
        })
    }
}

/// The streak of every agency, by its id.
#[must_use]
pub fn streaks(rows: &[Reckoned]) -> BTreeMap<String, Streak> {
    let mut years: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.with_units) {
        let met = years.entry(row.agency.clone()).or_default();
        if row.status == "met" {
            met.insert(row.year);
        }
    }
    let mut streaks = BTreeMap::new();
    for (agency, years) in years {
        let mut streak = Streak { met: years.first().copied().zip(years.last().copied()), ..Streak::default() };
        for from in &years {
            let mut to = *from;
            while years.contains(&(to + 1)) {
                to += 1;
            }
            // Years come in order, so an equally long run that comes later takes the place.
            if to - from + 1 >= streak.longest {
                streak.longest = to - from + 1;
                streak.run = Some((*from, to));
            }
        }
        streaks.insert(agency, streak);
    }
    streaks
}
