//! The bundled package with its empty columns filled by rule, so that filters of every kind of column are proved on rows
//! that have values and on rows that have none. For tests alone: none of it is a fact.

use std::collections::HashMap;

use inovasi_entity::{Column, Kind};
use inovasi_ingest::Package;
use inovasi_schema::listed_tables;

use crate::import::{bundled, edit, read};

/// Codes of the open codelists.
fn codelists(text: &str) -> HashMap<String, Vec<String>> {
    let mut lists: HashMap<String, Vec<String>> = HashMap::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = |name: &str, headers: &csv::StringRecord| headers.iter().position(|header| header == name).unwrap();
    let headers = reader.headers().unwrap().clone();
    for row in reader.records().map(Result::unwrap) {
        let (list, code) = (&row[place("codelist", &headers)], &row[place("code", &headers)]);
        lists.entry(list.to_owned()).or_default().push(code.to_owned());
    }
    lists
}

/// The value of a column in the row of a number; every fifth row has none.
fn value(column: &Column, row: usize, lists: &HashMap<String, Vec<String>>) -> String {
    if row.is_multiple_of(5) {
        return String::new();
    }
    let code = |list: &str, place: usize| lists.get(list).map_or("", |codes| codes[place % codes.len()].as_str());
    match column.kind {
        Kind::Text => format!("Nilai \"{}\", 50%_\u{e9}", row % 7),
        Kind::Url => format!("https://example.org/{}", row % 7),
        Kind::Integer { min, .. } => (min + i32::try_from(row % 9).unwrap()).to_string(),
        Kind::Number { min, .. } => (min + 0.1 * (row % 9) as f64).to_string(),
        Kind::Boolean => row.is_multiple_of(2).to_string(),
        Kind::Date => format!("2016-05-{:02}", row % 28 + 1),
        Kind::PartialDate => ["2015", "2016-02", "2016-02-29", "2017-12-31"][row % 4].to_owned(),
        Kind::Code(list) => code(list, row).to_owned(),
        Kind::List(list) => [code(list, row), code(list, row + 1)].join(";"),
        Kind::Closed(list) => list.terms[row % list.terms.len()].code.to_owned(),
        Kind::Id | Kind::Reference(_) | Kind::References(_) | Kind::Geometry => String::new(),
    }
}

/// The package.
pub(crate) fn package() -> Package {
    let mut files = bundled();
    let lists = codelists(std::str::from_utf8(&files["codelists.csv"]).unwrap());
    for table in listed_tables().filter(|table| !table.is_derived()) {
        edit(&mut files, &table.file(), |text| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let headers = reader.headers().unwrap().clone();
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let empty: Vec<bool> =
                (0..headers.len()).map(|place| rows.iter().all(|row| row[place].is_empty())).collect();
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&headers).unwrap();
            for (number, row) in rows.iter().enumerate() {
                let cell = |(place, cell): (usize, &str)| match table.column(&headers[place]).filter(|_| empty[place]) {
                    Some(column) => value(column, number, &lists),
                    None => cell.to_owned(),
                };
                writer.write_record(row.iter().enumerate().map(cell)).unwrap();
            }
            String::from_utf8(writer.into_inner().unwrap()).unwrap()
        });
    }
    read(&files).unwrap()
}
