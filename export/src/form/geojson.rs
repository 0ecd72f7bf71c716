//! A collection of features (RFC 7946), one a row, at the point of the row or of its region. The place of a row is the
//! cell after those of its fields.

use std::io::Write;

use inovasi_entity::Field;
use inovasi_schema::Cells;
use serde_json::Value;

use super::ndjson::{keys, object};
use super::{Encoder, FormError};

pub(super) struct GeoJson<W> {
    out: W,
    keys: Vec<String>,
    first: bool,
}

impl<W: Write> GeoJson<W> {
    pub(super) fn new(fields: Vec<Field>, mut out: W) -> Result<Self, FormError> {
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, keys: keys(&fields), first: true })
    }
}

impl<W: Write> Encoder for GeoJson<W> {
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError> {
        for row in rows {
            self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
            self.first = false;
            self.out.write_all(b"{\"type\":\"Feature\",\"id\":")?;
            serde_json::to_writer(&mut self.out, row.first().unwrap_or(&Value::Null))?;
            self.out.write_all(b",\"geometry\":")?;
            serde_json::to_writer(&mut self.out, row.get(self.keys.len()).unwrap_or(&Value::Null))?;
            self.out.write_all(b",\"properties\":")?;
            object(&mut self.out, &self.keys, row)?;
            self.out.write_all(b"}")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), FormError> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}
