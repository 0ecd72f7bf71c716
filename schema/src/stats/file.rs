//! A statistic as a file: all its rows, one column a dimension, label, measure and rate.

use inovasi_entity::{Field, Kind};

use super::{Stats, answer, ask};
use crate::counting::{CountQuestion, CountedRows, counted_field};
use crate::dimension::dimension;
use crate::error::Error;
use crate::form::{self, Form};
use crate::snapshot::Snapshot;

/// Counts what a query string's pairs ask for, to be written in a form.
///
/// # Errors
/// Every fault of the request at once.
pub async fn stats_file(snapshot: &Snapshot, pairs: &[(String, String)], form: Form) -> Result<CountedRows, Error> {
    let mut asked = ask::check(snapshot, CountQuestion::of_pairs(&ask::COUNTING, pairs, form)).await?;
    asked.limit = u64::MAX;
    let (stats, _) = answer(snapshot, asked).await?;
    if let Some(fault) = form::too_many(stats.total, form) {
        return Err(Error::of(vec![fault]));
    }
    let (fields, rated) = (fields(&stats), stats.per.is_some());
    Ok(CountedRows { fields, rows: Box::new(stats.rows.into_iter().map(move |row| row.cells(rated))) })
}

/// In the order of the keys of a row.
fn fields(stats: &Stats) -> Vec<Field> {
    let mut fields = Vec::new();
    for name in &stats.by {
        let Some(dimension) = dimension(&inovasi_entity::innovation::TABLE, name) else { continue };
        let words = [dimension.column.description, dimension.column.description_en].map(str::to_owned);
        fields.push(counted_field((*name).to_owned(), dimension.column.kind, words));
        let words = [format!("Nama dari {name}."), format!("What {name} is called.")];
        fields.push(counted_field(format!("{name}_label"), Kind::Text, words));
    }
    for name in &stats.measures {
        let words = [format!("Jumlah {name}."), format!("Number of {name}.")];
        fields.push(counted_field((*name).to_owned(), Kind::Integer { min: 0, max: i32::MAX }, words));
        if let Some((per, _)) = &stats.per {
            let words = [format!("{name} dibagi {per}."), format!("{name} over {per}.")];
            fields.push(counted_field(format!("{name}_per"), Kind::Number { min: 0.0, max: f64::MAX }, words));
        }
    }
    fields
}
