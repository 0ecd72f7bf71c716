//! Apache Parquet, typed: codes are text, days are dates, lists are lists.

use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    TimestampMillisecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field as Column, Schema, SchemaRef, TimeUnit};
use chrono::{DateTime, NaiveDate};
use inovasi_entity::{CellKind, Field};
use inovasi_schema::Cells;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::{Encoder, FormError, Settings};

/// Bytes of a group of rows, which is held until it is whole.
const GROUP: usize = 8 << 20;

pub(super) struct Parquet<W: Write + Send> {
    fields: Vec<Field>,
    schema: SchemaRef,
    out: ArrowWriter<W>,
}

impl<W: Write + Send> Parquet<W> {
    pub(super) fn new(fields: Vec<Field>, out: W, settings: &Settings) -> Result<Self, FormError> {
        let column = |field: &Field| Column::new(field.name.as_ref(), data_type(field.cell()), true);
        let schema: SchemaRef = Arc::new(Schema::new(fields.iter().map(column).collect::<Vec<_>>()));
        let said = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
        let mut about = vec![said("title", &settings.name), said("created", &settings.created)];
        about.extend(settings.licence.iter().map(|licence| said("license", licence)));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_max_row_group_bytes(Some(GROUP))
            .set_created_by("inovasi".to_owned())
            .set_key_value_metadata(Some(about))
            .build();
        let out = ArrowWriter::try_new(out, schema.clone(), Some(properties))?;
        Ok(Self { fields, schema, out })
    }
}

impl<W: Write + Send> Encoder for Parquet<W> {
    fn rows(&mut self, rows: &[Cells]) -> Result<(), FormError> {
        let columns = self
            .fields
            .iter()
            .enumerate()
            .map(|(place, field)| array(field, rows.iter().map(|row| row.get(place).unwrap_or(&Value::Null))));
        let batch = RecordBatch::try_new(self.schema.clone(), columns.collect::<Result<_, _>>()?)?;
        Ok(self.out.write(&batch)?)
    }

    fn finish(self: Box<Self>) -> Result<(), FormError> {
        Ok(self.out.into_inner()?.flush()?)
    }
}

fn data_type(cell: CellKind) -> DataType {
    match cell {
        CellKind::Text => DataType::Utf8,
        CellKind::Integer => DataType::Int64,
        CellKind::Number => DataType::Float64,
        CellKind::Boolean => DataType::Boolean,
        CellKind::Date => DataType::Date32,
        CellKind::Instant => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        CellKind::List => DataType::List(Arc::new(Column::new_list_field(DataType::Utf8, true))),
    }
}

fn array<'a>(field: &Field, cells: impl Iterator<Item = &'a Value>) -> Result<ArrayRef, FormError> {
    let wrong = |cell: &Value| FormError::Cell { field: field.name.to_string(), cell: cell.to_string() };
    // Null, or the value that a cell must then hold.
    fn one<T>(cell: &Value, read: impl FnOnce(&Value) -> Option<T>) -> Result<Option<T>, &Value> {
        if cell.is_null() { Ok(None) } else { read(cell).map(Some).ok_or(cell) }
    }
    Ok(match field.cell() {
        CellKind::Text => {
            let mut built = StringBuilder::new();
            for cell in cells {
                built.append_option(one(cell, |cell| cell.as_str().map(str::to_owned)).map_err(wrong)?);
            }
            Arc::new(built.finish())
        }
        CellKind::Integer => {
            let mut built = Int64Builder::new();
            for cell in cells {
                built.append_option(one(cell, Value::as_i64).map_err(wrong)?);
            }
            Arc::new(built.finish())
        }
        CellKind::Number => {
            let mut built = Float64Builder::new();
            for cell in cells {
                built.append_option(one(cell, Value::as_f64).map_err(wrong)?);
            }
            Arc::new(built.finish())
        }
        CellKind::Boolean => {
            let mut built = BooleanBuilder::new();
            for cell in cells {
                built.append_option(one(cell, Value::as_bool).map_err(wrong)?);
            }
            Arc::new(built.finish())
        }
        CellKind::Date => {
            let mut built = Date32Builder::new();
            for cell in cells {
                built.append_option(one(cell, day).map_err(wrong)?);
            }
            Arc::new(built.finish())
        }
        CellKind::Instant => {
            let mut built = TimestampMillisecondBuilder::new().with_timezone("UTC");
            for cell in cells {
                built.append_option(one(cell, instant).map_err(wrong)?);
            }
            Arc::new(built.finish())
        }
        CellKind::List => {
            let mut built = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                let parts = one(cell, |cell| cell.as_array().cloned()).map_err(wrong)?;
                let is_there = parts.is_some();
                for part in parts.into_iter().flatten() {
                    built.values().append_option(part.as_str());
                }
                built.append(is_there);
            }
            Arc::new(built.finish())
        }
    })
}

/// Days since 1970.
fn day(cell: &Value) -> Option<i32> {
    let date = NaiveDate::parse_from_str(cell.as_str()?, "%Y-%m-%d").ok()?;
    i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).ok()
}

/// Milliseconds since 1970.
fn instant(cell: &Value) -> Option<i64> {
    Some(DateTime::parse_from_rfc3339(cell.as_str()?).ok()?.timestamp_millis())
}
