//! The longest run of years in which an agency met its duty, its units counted.

use super::{Promise, Status, WAYS};
use crate::column::Column;
use crate::made::integers;

/// One agency's record.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Record {
    streak: i32,
    from: Option<i32>,
    to: Option<i32>,
    first: Option<i32>,
    last: Option<i32>,
}

/// The columns of agencies that tell their record.
pub(crate) fn streaks(promise: &Promise, agencies: usize) -> Vec<(&'static str, Column)> {
    let of_agency = |rows: &[super::Reckoned]| {
        let met = rows.iter().step_by(WAYS).map(|row| row.status == Status::Met);
        record(promise.years.clone().zip(met))
    };
    // Where no year is reckoned no agency has a record.
    let records: Vec<Record> = match promise.span() {
        0 => vec![Record::default(); agencies],
        span => promise.rows.chunks(span * WAYS).map(of_agency).collect(),
    };
    let column = |of: fn(&Record) -> Option<i32>| integers(records.iter().map(of));
    vec![
        ("streak", column(|record| Some(record.streak))),
        ("streak_from", column(|record| record.from)),
        ("streak_to", column(|record| record.to)),
        ("first_met", column(|record| record.first)),
        ("last_met", column(|record| record.last)),
    ]
}

fn record(years: impl Iterator<Item = (i32, bool)>) -> Record {
    let mut record = Record::default();
    let mut run = 0;
    for (year, met) in years {
        run = if met { run + 1 } else { 0 };
        if met {
            record.first = record.first.or(Some(year));
            record.last = Some(year);
        }
        // Of equally long runs the latest.
        if met && run >= record.streak {
            (record.streak, record.from, record.to) = (run, Some(year - run + 1), Some(year));
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::record;

    #[test]
    fn of_equally_long_runs_the_latest_is_told() {
        let met = [2014, 2015, 2017, 2018, 2020];
        let record = record((2014..=2021).map(|year| (year, met.contains(&year))));
        assert_eq!((record.streak, record.from, record.to), (2, Some(2017), Some(2018)));
        assert_eq!((record.first, record.last), (Some(2014), Some(2020)));
    }
}
