//! A summary as a file: all its rows.

use inovasi_entity::{Field, Kind};

use super::{Asked, COUNTED, COUNTING, answer, check, key_of};
use crate::counting::{CountQuestion, CountedRows, counted_field};
use crate::error::Error;
use crate::form::{self, Form};
use crate::row::Object;
use crate::snapshot::Snapshot;

/// Sums what a query string's pairs ask for, to be written in a form.
///
/// # Errors
/// Every fault of the request at once.
pub async fn summary_file(snapshot: &Snapshot, pairs: &[(String, String)], form: Form) -> Result<CountedRows, Error> {
    let mut asked = check(snapshot, CountQuestion::of_pairs(&COUNTING, pairs, form)).await?;
    asked.limit = u64::MAX;
    let (summary, asked) = answer(snapshot, asked).await?;
    if let Some(fault) = form::too_many(summary.total, form) {
        return Err(Error::of(vec![fault]));
    }
    let cells = |row: Object| row.into_iter().map(|(_, cell)| cell).collect();
    Ok(CountedRows { fields: fields(&asked), rows: Box::new(summary.rows.into_iter().map(cells)) })
}

/// In the order of the keys of a row.
fn fields(asked: &Asked) -> Vec<Field> {
    let mut fields = Vec::new();
    for dimension in &asked.by {
        let words = [dimension.column.description, dimension.column.description_en].map(str::to_owned);
        fields.push(counted_field(key_of(dimension.name), dimension.column.kind, words));
        let name = dimension.name;
        let words = [format!("Nama dari {name}."), format!("What {name} is called.")];
        fields.push(counted_field(format!("{name}_label"), Kind::Text, words));
    }
    for (name, description, description_en) in COUNTED {
        let kind = match name {
            "recorded_rate" => Kind::Number { min: 0.0, max: 1.0 },
            _ => Kind::Integer { min: 0, max: i32::MAX },
        };
        fields.push(counted_field(name.to_owned(), kind, [description.to_owned(), description_en.to_owned()]));
    }
    fields
}
