//! One JSON object a line, keys in the order of the fields.

use std::io::Write;

use inovasi_entity::Field;
use inovasi_schema::Cells;

use super::{Encoder, FormError};

pub(super) struct Ndjson<W> {
    out: W,
    /// What stands before each cell: a comma and the key.
    keys: Vec<String>,
}

impl<W: Write> Ndjson<W> {
    pub(super) fn new(fields: Vec<Field>, out: W) -> Self {
        Self { out, keys: keys(&fields) }
    }
}

/// What stands before each cell of an object.
pub(super) fn keys(fields: &[Field]) -> Vec<String> {
    let start = |place: usize| if place == 0 { '{' } else { ',' };
    let key = |(place, field): (usize, &Field)| format!("{}\"{}\":", start(place), field.name);
    fields.iter().enumerate().map(key).collect()
}

/// Writes a row as an object.
pub(super) fn object(out: &mut impl Write, keys: &[String], row: &Cells) -> Result<(), FormError> {
    for (key, cell) in keys.iter().zip(row) {
        out.write_all(key.as_bytes())?;
        serde_json::to_writer(&mut *out, cell)?;
    }
    Ok(out.write_all(b"}")?)
}

impl<W: Write> Encoder for Ndjson<W> {
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError> {
        for row in rows {
            object(&mut self.out, &self.keys, row)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), FormError> {
        Ok(self.out.flush()?)
    }
}
