//! From the files of a package to checked rows; every fault at once.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use inovasi_entity::{DERIVED, TABLES, Table, fields, is_partial_date};
use sea_orm::Value;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::archive;
use crate::cell;
use crate::fault::{Fault, Faults};
use crate::package::{Package, Row};
use crate::references;

const DESCRIPTOR: &str = "datapackage.json";

/// Most characters of a value that a fault shows.
const LONGEST_SHOWN: usize = 200;

/// Years that a promise may be reckoned for: those that the tables take.
const FIRST_AND_LAST_YEAR: std::ops::RangeInclusive<i64> = 1_945..=2_100;

impl Package {
    /// Reads and checks the package of a folder (or of the `datapackage.json` in it), or of a zip.
    ///
    /// # Errors
    /// Every fault of the package.
    pub fn read(path: &Path) -> Result<Self, Faults> {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            let files = archive::files(path)?;
            return Self::from_files(|name| files.get(name).cloned());
        }
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        Self::from_files(|name| std::fs::read(folder.join(name)).ok())
    }

    /// Reads and checks a package whose files `file` gives by name.
    ///
    /// # Errors
    /// Every fault of the package.
    pub fn from_files(file: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut sum = Sha256::new();
        let Some((mut descriptor, bytes)) = descriptor(&file, &mut faults) else { return Err(Faults(faults)) };
        sum.update(&bytes);
        let named = resources(&descriptor, &mut faults);
        let mut tables = BTreeMap::new();
        let mut places = BTreeMap::new();
        for table in TABLES {
            if !named.contains(&table.plural) {
                continue;
            }
            let Some(bytes) = file(&table.file()) else {
                // Without this a lost file would read as an empty table, and its rows as deleted.
                let remedy = format!("add it, or take the resource {:?} out of {DESCRIPTOR}", table.plural);
                faults.push(Fault::of_file(&table.file(), "the file is missing", remedy));
                continue;
            };
            sum.update(table.name);
            sum.update(&bytes);
            let (rows, lines) = rows(table, &bytes, &mut faults);
            tables.insert(table.name, rows);
            places.insert(table.name, lines);
        }
        references::check(&tables, &places, &mut faults);
        let mut text = |key: &str| match descriptor.get(key).and_then(Json::as_str) {
            Some(text) if !text.is_empty() => text.to_owned(),
            _ => {
                let remedy = format!("add {key:?} with a text");
                faults.push(Fault::of_file(DESCRIPTOR, format!("{key} is missing"), remedy));
                String::new()
            }
        };
        let (name, version, created) = (text("name"), text("version"), text("created"));
        if !created.is_empty() && !is_instant(&created) {
            let mut fault = Fault::of_file(DESCRIPTOR, "created is no instant in UTC", "write 2026-11-24T00:00:00Z");
            fault.value = Some(created.clone());
            faults.push(fault);
        }
        check_years(&descriptor, &mut faults);
        if !faults.is_empty() {
            return Err(Faults(faults));
        }
        if let Some(descriptor) = descriptor.as_object_mut() {
            descriptor.remove("resources");
        }
        let content_sha256 = inovasi_entity::hex(&sum.finalize());
        Ok(Self { name, version, created, descriptor, content_sha256, bundled: false, tables })
    }
}

/// The years that the promise is reckoned for: both or none.
fn check_years(descriptor: &Json, faults: &mut Vec<Fault>) {
    let said = ["compliance_from", "compliance_to"].map(|key| (key, descriptor.get(key)));
    if said.iter().all(|(_, year)| year.is_none()) {
        return;
    }
    let remedy = "write two whole years, 2014 and 2025 for example, or neither; the first is not after the last";
    let mut years = Vec::new();
    for (key, year) in said {
        match year.and_then(Json::as_i64).filter(|year| FIRST_AND_LAST_YEAR.contains(year)) {
            Some(year) => years.push(year),
            None => {
                let (first, last) = (FIRST_AND_LAST_YEAR.start(), FIRST_AND_LAST_YEAR.end());
                let rule = format!("{key} is no whole year from {first} to {last}");
                let mut fault = Fault::of_file(DESCRIPTOR, rule, remedy);
                fault.value = year.map(ToString::to_string);
                faults.push(fault);
            }
        }
    }
    if let [from, to] = years[..]
        && from > to
    {
        let mut fault = Fault::of_file(DESCRIPTOR, "compliance_from is after compliance_to", remedy);
        fault.value = Some(format!("{from}..{to}"));
        faults.push(fault);
    }
}

fn descriptor(file: &impl Fn(&str) -> Option<Vec<u8>>, faults: &mut Vec<Fault>) -> Option<(Json, Vec<u8>)> {
    let Some(bytes) = file(DESCRIPTOR) else {
        faults.push(Fault::of_file(DESCRIPTOR, "the file is missing", "name a folder that holds a data package"));
        return None;
    };
    match serde_json::from_slice::<Json>(&bytes) {
        Ok(json) if json.is_object() => Some((json, bytes)),
        Ok(_) => {
            faults.push(Fault::of_file(DESCRIPTOR, "not a JSON object", "write a data package descriptor"));
            None
        }
        Err(error) => {
            faults.push(Fault::of_file(DESCRIPTOR, format!("not JSON: {error}"), "mend the file"));
            None
        }
    }
}

/// The names of the resources; each must be a table.
fn resources(descriptor: &Json, faults: &mut Vec<Fault>) -> Vec<&'static str> {
    let listed = descriptor.get("resources").and_then(Json::as_array);
    let Some(listed) = listed.filter(|listed| !listed.is_empty()) else {
        faults.push(Fault::of_file(DESCRIPTOR, "resources are missing", "list the tables of the package"));
        return Vec::new();
    };
    let mut named = Vec::new();
    for resource in listed {
        let name = resource.get("name").and_then(Json::as_str).unwrap_or_default();
        if DERIVED.iter().any(|table| table.plural == name) {
            continue;
        }
        match TABLES.iter().find(|table| table.plural == name) {
            Some(table) => {
                let path = resource.get("path").and_then(Json::as_str).unwrap_or_default();
                if path != table.file() {
                    let rule = format!("the path of {name} is {:?}", table.file());
                    let mut fault = Fault::of_file(DESCRIPTOR, rule, "name the file so, beside the descriptor");
                    fault.value = Some(path.to_owned());
                    faults.push(fault);
                }
                named.push(table.plural);
            }
            None => {
                let known: Vec<&str> = TABLES.iter().map(|table| table.plural).collect();
                let mut fault =
                    Fault::of_file(DESCRIPTOR, "no table has this name", format!("use {}", known.join(", ")));
                fault.value = Some(name.to_owned());
                faults.push(fault);
            }
        }
    }
    named
}

/// Whether a file of a table may have a column: one of the table's, or one that the program makes of them.
fn is_field(table: &'static Table, name: &str) -> bool {
    fields(table).iter().any(|field| field.name == name)
}

/// The rows of a table and, beside each, its line in the file.
fn rows(table: &'static Table, bytes: &[u8], faults: &mut Vec<Fault>) -> (Vec<Row>, Vec<usize>) {
    let file = table.file();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            faults.push(Fault::of_file(&file, error.to_string(), "save the file as CSV in UTF-8"));
            return Default::default();
        }
    };
    for (position, name) in header.iter().enumerate() {
        if header.iter().take(position).any(|earlier| earlier == name) {
            let mut fault = Fault::of_file(&file, "the column is there twice", "keep one of them");
            fault.column = Some(name.to_owned());
            faults.push(fault);
        }
        // What the program works out again is in the packages that it writes, for those who read them.
        if !is_field(table, name) {
            let allowed: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            let mut fault = Fault::of_file(&file, "no such column", format!("use {}", allowed.join(", ")));
            fault.column = Some(name.to_owned());
            faults.push(fault);
        }
    }
    let mut positions = Vec::new();
    for column in table.columns {
        let position = header.iter().position(|name| name == column.name);
        if position.is_none() && column.required {
            let mut fault = Fault::of_file(&file, "the column is required", "add it");
            fault.column = Some(column.name.into());
            faults.push(fault);
        }
        positions.push(position);
    }
    let (mut rows, mut lines, mut known) = (Vec::new(), Vec::new(), HashSet::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map(|position| usize::try_from(position.line()).unwrap_or(0));
                let mut fault = Fault::of_file(&file, error.to_string(), "give every row as many cells as the header");
                fault.row = line;
                faults.push(fault);
                continue;
            }
        };
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        let mut row = Row::with_capacity(table.columns.len());
        for (column, position) in table.columns.iter().zip(&positions) {
            let text = position.and_then(|position| record.get(position)).unwrap_or_default();
            let read =
                if position.is_none() && column.required { Ok(Value::String(None)) } else { cell::value(column, text) };
            match read {
                Ok(value) => row.push(value),
                Err((rule, remedy)) => {
                    faults.push(at(&file, line, column.name, text, rule, remedy));
                    row.push(Value::String(None));
                }
            }
        }
        if let Some(Value::String(Some(id))) = row.first()
            && !known.insert(id.clone())
        {
            faults.push(at(&file, line, "id", id, "the id is there twice".into(), "give every row its own".into()));
        }
        rows.push(row);
        lines.push(line);
    }
    (rows, lines)
}

/// Whether a text is an instant in UTC to the second: such texts order as the instants do.
fn is_instant(text: &str) -> bool {
    let Some((date, time)) = text.strip_suffix('Z').and_then(|rest| rest.split_once('T')) else { return false };
    let parts: Vec<&str> = time.split(':').collect();
    let two = |part: &&str, most: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number <= most);
    let clock = matches!(parts.as_slice(), [hour, minute, second]
        if two(hour, 23) && two(minute, 59) && two(second, 59));
    date.len() == 10 && is_partial_date(date) && clock
}

/// A fault of one cell.
pub(crate) fn at(file: &str, row: usize, column: &str, value: &str, rule: String, remedy: String) -> Fault {
    // A boundary may be megabytes long: the first of it says which it is.
    let value = value.chars().take(LONGEST_SHOWN).collect();
    Fault { file: file.into(), row: Some(row), column: Some(column.into()), value: Some(value), rule, remedy }
}
