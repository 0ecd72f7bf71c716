//! Columns of values that the program works out, row by row.

use crate::column::{Column, NULL, Values};

/// Whole numbers.
pub(crate) fn integers(values: impl IntoIterator<Item = Option<i32>>) -> Column {
    let values: Vec<Option<i32>> = values.into_iter().collect();
    let (distinct, ranks) = ranked(&values, Ord::cmp);
    let count = distinct.len();
    Column::one(Values::Integers(distinct), count, ranks)
}

/// Numbers.
pub(crate) fn numbers(values: impl IntoIterator<Item = Option<f64>>) -> Column {
    // Zero has two signs and is one number.
    let values: Vec<Option<f64>> = values.into_iter().map(|value| value.map(|number| number + 0.0)).collect();
    let (distinct, ranks) = ranked(&values, f64::total_cmp);
    let count = distinct.len();
    Column::one(Values::Numbers(distinct), count, ranks)
}

/// Words.
pub(crate) fn words(values: impl IntoIterator<Item = Option<String>>) -> Column {
    let values: Vec<Option<String>> = values.into_iter().collect();
    let (distinct, ranks) = ranked(&values, Ord::cmp);
    let count = distinct.len();
    Column::one(Values::Words(distinct), count, ranks)
}

/// Rows of a table that has so many.
pub(crate) fn references(table: &str, count: usize, rows: impl IntoIterator<Item = Option<u32>>) -> Column {
    let ranks = rows.into_iter().map(|row| row.unwrap_or(NULL)).collect();
    Column::one(Values::Rows(table.to_owned()), count, ranks)
}

/// The distinct values in order, and the rank of each.
fn ranked<T: Clone>(values: &[Option<T>], compare: impl Fn(&T, &T) -> std::cmp::Ordering) -> (Vec<T>, Vec<u32>) {
    let mut distinct: Vec<T> = values.iter().flatten().cloned().collect();
    distinct.sort_unstable_by(&compare);
    distinct.dedup_by(|a, b| compare(a, b).is_eq());
    let rank = |value: &Option<T>| {
        let value = value.as_ref()?;
        let place = distinct.binary_search_by(|other| compare(other, value)).ok()?;
        u32::try_from(place).ok()
    };
    let rank = |value| rank(value).unwrap_or(NULL);
    let ranks = values.iter().map(rank).collect();
    (distinct, ranks)
}
