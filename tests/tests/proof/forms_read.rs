//! Files of every form, read by other hands than ours, in one notation: cells as JSON has them.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, TimestampMillisecondType};
use arrow_schema::DataType;
use bytes::Bytes;
use calamine::{Data, Reader, Xlsx};
use inovasi_schema::Form;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};

/// A file as it was read.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) names: Vec<String>,
    pub(crate) rows: Vec<Vec<Value>>,
    /// Of Parquet: the types of the columns.
    pub(crate) types: Vec<DataType>,
    /// Of GeoJSON: id and place of every row.
    pub(crate) places: Vec<(Value, Value)>,
}

/// Reads a file. Delimited text has no types: its cells are texts, and an empty one is null.
pub(crate) fn read(form: Form, delimiter: u8, bytes: &[u8]) -> Known {
    match form {
        Form::Csv => delimited(bytes, delimiter),
        Form::CsvExcel => delimited(bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark"), delimiter),
        Form::Ndjson => ndjson(bytes),
        Form::Xlsx => xlsx(bytes),
        Form::Parquet => parquet(bytes),
        Form::GeoJson => geojson(bytes),
        Form::Json => panic!("no file"),
    }
}

fn delimited(bytes: &[u8], delimiter: u8) -> Known {
    // No width but the header's is taken.
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let cell = |cell: &str| if cell.is_empty() { Value::Null } else { cell.into() };
    let rows = reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect();
    // RFC 4180 ends every line in CR LF, the last one too.
    assert!(bytes.ends_with(b"\r\n"));
    Known { names, rows, ..Known::default() }
}

fn ndjson(bytes: &[u8]) -> Known {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    let mut known = Known::default();
    for line in text.lines() {
        let Value::Object(row) = serde_json::from_str(line).unwrap() else { panic!("{line}") };
        known.push(row.into_iter().unzip());
    }
    known
}

fn geojson(bytes: &[u8]) -> Known {
    let mut whole: Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(whole["type"], "FeatureCollection");
    let mut known = Known::default();
    for feature in whole["features"].as_array_mut().unwrap() {
        assert_eq!(feature["type"], "Feature");
        let Value::Object(row) = feature["properties"].take() else { panic!("{feature}") };
        known.push(row.into_iter().unzip());
        known.places.push((feature["id"].take(), feature["geometry"].take()));
    }
    known
}

impl Known {
    /// Takes a row of a form that says its columns in every row: the same ones in the same order.
    fn push(&mut self, (names, cells): (Vec<String>, Vec<Value>)) {
        if self.rows.is_empty() {
            self.names = names;
        } else {
            assert_eq!(self.names, names);
        }
        self.rows.push(cells);
    }
}

fn xlsx(bytes: &[u8]) -> Known {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 1);
    let formulas = book.worksheet_formula(&names[0]).unwrap();
    assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "no cell is a formula");
    let sheet = book.worksheet_range(&names[0]).unwrap();
    let width = sheet.rows().next().unwrap().len();
    let mut rows = sheet.rows().map(|row| {
        assert_eq!(row.len(), width);
        row.iter().map(of_sheet).collect::<Vec<_>>()
    });
    let names = rows.next().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    Known { names, rows: rows.collect(), ..Known::default() }
}

fn of_sheet(cell: &Data) -> Value {
    match cell {
        Data::Empty => Value::Null,
        Data::String(text) => text.as_str().into(),
        Data::Bool(flag) => (*flag).into(),
        Data::Float(number) => (*number).into(),
        Data::Int(number) => (*number).into(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            // A day is a whole number; an instant of midnight is told by its column.
            json!({"date": date, "time": format!("{hour:02}:{minute:02}:{second:02}")})
        }
        other => panic!("{other:?}"),
    }
}

fn parquet(bytes: &[u8]) -> Known {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::copy_from_slice(bytes)).unwrap();
    let schema = reader.schema().clone();
    let mut known = Known {
        names: schema.fields().iter().map(|field| field.name().clone()).collect(),
        types: schema.fields().iter().map(|field| field.data_type().clone()).collect(),
        ..Known::default()
    };
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        for row in 0..batch.num_rows() {
            known.rows.push(batch.columns().iter().map(|column| of_array(column.as_ref(), row)).collect());
        }
    }
    known
}

fn of_array(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Date32 => {
            let day = column.as_primitive::<Date32Type>().value_as_date(row).unwrap();
            day.to_string().into()
        }
        DataType::Timestamp(..) => {
            let instant = column.as_primitive::<TimestampMillisecondType>().value_as_datetime(row).unwrap();
            instant.format("%Y-%m-%dT%H:%M:%SZ").to_string().into()
        }
        DataType::List(_) => {
            let parts = column.as_list::<i32>().value(row);
            (0..parts.len()).map(|place| of_array(parts.as_ref(), place)).collect()
        }
        other => panic!("{other}"),
    }
}
