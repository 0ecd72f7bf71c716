//! Rules between rows: references and codes point at something, every fact has its evidence.

use std::collections::{BTreeMap, HashSet};

use inovasi_entity::{Kind, TABLES, Table, table};
use sea_orm::Value;

use crate::fault::Fault;
use crate::package::Row;
use crate::read::at;

type Tables = BTreeMap<&'static str, Vec<Row>>;
type Lines = BTreeMap<&'static str, Vec<usize>>;

/// Adds the faults between rows.
pub(crate) fn check(tables: &Tables, lines: &Lines, faults: &mut Vec<Fault>) {
    let ids: BTreeMap<&str, HashSet<&str>> =
        tables.iter().map(|(name, rows)| (*name, rows.iter().filter_map(|row| text(row.first())).collect())).collect();
    let codes = codes(tables);
    for table in TABLES {
        for (row, line) in rows(tables, lines, table) {
            for (column, value) in table.columns.iter().zip(row) {
                let Some(value) = text(Some(value)) else { continue };
                let mut fault = |value: &str, rule: String, remedy: String| {
                    faults.push(at(&table.file(), line, column.name, value, rule, remedy));
                };
                match column.kind {
                    Kind::Reference(target) if !ids.get(target).is_some_and(|ids| ids.contains(value)) => {
                        let file = inovasi_entity::table(target).map(Table::file).unwrap_or_default();
                        fault(value, format!("no row of {file} has this id"), format!("use an id of {file}"));
                    }
                    Kind::Code(list) if !codes.contains(&(list, value)) => {
                        fault(value, format!("no code of the codelist {list}"), "use a code of codelists.csv".into());
                    }
                    Kind::List(list) => {
                        for code in value.split(';').filter(|code| !codes.contains(&(list, *code))) {
                            fault(code, format!("no code of the codelist {list}"), "use codes of codelists.csv".into());
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    for table in TABLES {
        cycles(tables, lines, table, faults);
    }
    evidence(tables, lines, &ids, faults);
}

/// A row that is above itself in a tree (a region its own parent, two tiers within each other).
fn cycles(tables: &Tables, lines: &Lines, table: &Table, faults: &mut Vec<Fault>) {
    let own = |column: &inovasi_entity::Column| matches!(column.kind, Kind::Reference(target) if target == table.name);
    for (position, column) in table.columns.iter().enumerate().filter(|(_, column)| own(column)) {
        let above: BTreeMap<&str, &str> = rows(tables, lines, table)
            .filter_map(|(row, _)| Some((text(row.first())?, text(row.get(position))?)))
            .collect();
        for (row, line) in rows(tables, lines, table) {
            let Some(id) = text(row.first()) else { continue };
            let (mut at, mut steps) = (above.get(id), 0);
            while let Some(next) = at.filter(|next| **next != id && steps <= above.len()) {
                at = above.get(next);
                steps += 1;
            }
            if at.is_some_and(|found| *found == id) {
                let value = above.get(id).copied().unwrap_or_default();
                let remedy = "name the row above it, or leave the cell empty".into();
                faults.push(crate::read::at(
                    &table.file(),
                    line,
                    column.name,
                    value,
                    "the row is above itself".into(),
                    remedy,
                ));
            }
        }
    }
}

/// Every evidence names a row and a column; every row of a table of facts has evidence.
fn evidence(tables: &Tables, lines: &Lines, ids: &BTreeMap<&str, HashSet<&str>>, faults: &mut Vec<Fault>) {
    let Some(declared) = table("evidence") else { return };
    let mut stated = HashSet::new();
    for (row, line) in rows(tables, lines, declared) {
        let (Some(name), Some(id)) = (text(row.get(1)), text(row.get(2))) else { continue };
        let file = declared.file();
        let Some(of) = table(name) else {
            faults.push(at(&file, line, "table", name, "no such table".into(), "name a table, singular".into()));
            continue;
        };
        if !ids.get(name).is_some_and(|ids| ids.contains(id)) {
            let rule = format!("no row of {} has this id", of.file());
            faults.push(at(&file, line, "row_id", id, rule, "use an id of that table".into()));
        }
        if let Some(column) = text(row.get(3)).filter(|column| of.stored(column).is_none()) {
            faults.push(at(&file, line, "column", column, "no such column".into(), "use a column of the table".into()));
        }
        stated.insert((name, id));
    }
    for table in TABLES.iter().filter(|table| table.evidenced) {
        for (row, line) in rows(tables, lines, table) {
            if let Some(id) = text(row.first()).filter(|id| !stated.contains(&(table.name, *id))) {
                let remedy = "add a row to evidence.csv that names its source".into();
                faults.push(at(&table.file(), line, "id", id, "the row has no evidence".into(), remedy));
            }
        }
    }
}

fn codes(tables: &Tables) -> HashSet<(&str, &str)> {
    let rows = tables.get("code").map_or(&[][..], Vec::as_slice);
    rows.iter().filter_map(|row| Some((text(row.get(1))?, text(row.get(2))?))).collect()
}

fn rows<'a>(tables: &'a Tables, lines: &'a Lines, table: &Table) -> impl Iterator<Item = (&'a Row, usize)> {
    let rows = tables.get(table.name).into_iter().flatten();
    rows.zip(lines.get(table.name).into_iter().flatten().copied())
}

/// The text of a value; none for null and for what is no text.
pub(crate) fn text(value: Option<&Value>) -> Option<&str> {
    match value {
        Some(Value::String(Some(text))) => Some(text),
        _ => None,
    }
}
