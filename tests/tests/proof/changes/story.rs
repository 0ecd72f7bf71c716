//! A story in four revisions that touches every table: rows added, changed twice, deleted, deleted and added again. The
//! rows are made up, for tests alone.

use std::collections::HashMap;

use inovasi_entity::{Kind, TABLES, Table, with_table};
use inovasi_ingest::{Outcome, Package};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::{Map, Value};

use crate::import::{bundled, edit, read};

type Files = HashMap<String, Vec<u8>>;

/// The catalogue or a copy of it: rows by table and id.
pub(crate) type State = HashMap<(String, String), Map<String, Value>>;

/// The rows that each table gets beside its own, and in which version each revision has them; 0 is as the row was made.
const TOLD: &[(&str, [Option<u32>; 4])] = &[
    ("passing", [None, Some(0), None, None]),
    ("returning", [Some(0), None, Some(1), Some(2)]),
    ("leaving", [Some(0), Some(0), None, None]),
    ("changing", [Some(0), Some(1), Some(2), Some(2)]),
    ("coming", [None, None, None, Some(0)]),
];

/// The package of a revision, counting from 1.
pub(crate) fn package(revision: usize) -> Package {
    read(&files(revision)).unwrap()
}

fn files(revision: usize) -> Files {
    let mut files = bundled();
    let made = format!("2027-01-0{revision}T00:00:00Z");
    edit(&mut files, "datapackage.json", |text| {
        let (before, rest) = text.split_once("\"created\": \"").unwrap();
        format!("{before}\"created\": \"{made}\"{}", rest.split_once('"').unwrap().1)
    });
    let mut stated = String::new();
    let source = csv_rows(&files, &inovasi_entity::source::TABLE).1[0][0].clone();
    for table in TABLES.iter().filter(|table| table.name != "evidence") {
        let rows = told(&files, table, revision);
        for row in &rows {
            stated
                .push_str(&format!("zz-{}-{},{},{},,,{source},preferred,,\n", table.name, row[0], table.name, row[0]));
        }
        append(&mut files, table, &rows);
    }
    edit(&mut files, "evidence.csv", |text| format!("{text}{stated}"));
    let rows = told(&files, &inovasi_entity::evidence::TABLE, revision);
    append(&mut files, &inovasi_entity::evidence::TABLE, &rows);
    files
}

fn append(files: &mut Files, table: &Table, rows: &[Vec<String>]) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    let more = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    edit(files, &table.file(), |text| format!("{text}{more}"));
}

/// The rows of the story in one table at a revision: copies of its last row under ids of their own.
fn told(files: &Files, table: &Table, revision: usize) -> Vec<Vec<String>> {
    let (headers, rows) = csv_rows(files, table);
    let place = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut made = Vec::new();
    for (name, versions) in TOLD {
        let Some(version) = versions[revision - 1] else { continue };
        let mut row = rows.last().unwrap().clone();
        row[0] = format!("zz-{name}");
        if table.name == "code" {
            row[place("code")] = format!("zz-{name}");
        }
        let places = changeable(table);
        for step in 0..version {
            let column = places[usize::try_from(step).unwrap() % places.len()];
            row[place(column.name)] = match column.kind {
                Kind::Text => format!("Versi {version}, \"kutip\""),
                Kind::Date => format!("2001-01-0{version}"),
                Kind::PartialDate => format!("200{version}"),
                Kind::Integer { .. } => version.to_string(),
                Kind::Reference(target) => {
                    let (_, others) = csv_rows(files, inovasi_entity::table(target).unwrap());
                    others[usize::try_from(version).unwrap()][0].clone()
                }
                _ => unreachable!(),
            };
        }
        made.push(row);
    }
    made
}

/// The columns that the story changes: texts, else what else can be anything.
fn changeable(table: &Table) -> Vec<&'static inovasi_entity::Column> {
    let kinds: [fn(&Kind) -> bool; 3] = [
        |kind| matches!(kind, Kind::Text),
        |kind| matches!(kind, Kind::Date | Kind::PartialDate | Kind::Integer { .. }),
        |kind| matches!(kind, Kind::Reference(_)),
    ];
    // What a code is and what evidence rests on is looked up by other rows.
    let fixed = ["codelist", "code", "table", "row_id", "column", "parent_id"];
    let of = |is: fn(&Kind) -> bool| {
        table.columns.iter().filter(move |column| is(&column.kind) && !fixed.contains(&column.name))
    };
    kinds.into_iter().flat_map(of).collect()
}

fn csv_rows(files: &Files, table: &Table) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(files[&table.file()].as_slice());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let headers = cells(reader.headers().unwrap());
    (headers, reader.records().map(|record| cells(&record.unwrap())).collect())
}

/// Imports the revisions of the story and tells the catalogue of each; the first is the empty one.
pub(crate) async fn tell(database: &DatabaseConnection, revisions: std::ops::RangeInclusive<usize>) -> Vec<State> {
    let mut states = Vec::new();
    if *revisions.start() == 1 {
        states.push(State::new());
    }
    for revision in revisions {
        let outcome = inovasi_ingest::write(database, &package(revision), |_, _, _| {}).await.unwrap();
        assert!(matches!(outcome, Outcome::Written { revision: found, .. } if found as usize == revision));
        states.push(state(database).await);
    }
    states
}

/// The catalogue as the database holds it, in all its tables.
pub(crate) async fn state(database: &DatabaseConnection) -> State {
    let mut state = State::new();
    for table in TABLES {
        let rows: Vec<Value> =
            with_table!(table.name, entity => entity::Entity::find().into_json().all(database).await.unwrap()).unwrap();
        for row in rows {
            let mut object = Map::new();
            for column in table.columns {
                let value = match (&row[column.name], column.kind) {
                    (Value::String(text), Kind::List(_)) => text.split(';').collect::<Vec<_>>().into(),
                    (value, _) => value.clone(),
                };
                object.insert(column.name.into(), value);
            }
            object.insert("updated_at".into(), row["updated_at"].clone());
            state.insert((table.name.into(), row["id"].as_str().unwrap().into()), object);
        }
    }
    state
}
