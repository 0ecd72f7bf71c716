//! A story in four revisions that touches every table: rows added, changed twice, deleted, deleted and added again. The
//! rows are made up, for tests alone.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use inovasi_entity::{Kind, TABLES, Table, json_row, named, with_table};
use inovasi_ingest::{Outcome, Package};
use sea_orm::{DatabaseConnection, EntityTrait, ModelTrait};
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

static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(|| (1..=4).map(|one| read(&files(one)).unwrap()).collect());

/// The package of a revision, counting from 1.
pub(crate) fn package(revision: usize) -> &'static Package {
    &PACKAGES[revision - 1]
}

/// A small package: the last row of every table, all that these rest on, and all codes.
static SMALL: LazyLock<Files> = LazyLock::new(|| {
    let mut files = with_boundary(bundled());
    let all: HashMap<&str, _> = TABLES.iter().map(|table| (table.name, csv_rows(&files, table))).collect();
    let mut wanted: HashSet<(&str, String)> = HashSet::new();
    let mut open: Vec<(&str, String)> =
        TABLES.iter().map(|table| (table.name, all[table.name].1.last().unwrap()[0].clone())).collect();
    while let Some((name, id)) = open.pop() {
        if !wanted.insert((name, id.clone())) {
            continue;
        }
        let (headers, rows) = &all[name];
        let row = rows.iter().find(|row| row[0] == id).unwrap();
        let cell = |column: &str| row[headers.iter().position(|header| header == column).unwrap()].clone();
        for column in inovasi_entity::table(name).unwrap().columns {
            match column.kind {
                Kind::Reference(target) if !cell(column.name).is_empty() => open.push((target, cell(column.name))),
                _ => {}
            }
        }
        let stating = all["evidence"].1.iter().find(|row| row[1] == name && row[2] == id);
        open.extend(stating.map(|row| ("evidence", row[0].clone())));
        if name == "evidence" {
            let of = TABLES.iter().find(|table| table.name == cell("table")).unwrap();
            open.push((of.name, cell("row_id")));
        }
    }
    for table in TABLES.iter().filter(|table| table.name != "code") {
        let (headers, rows) = &all[table.name];
        let kept = rows.iter().filter(|row| wanted.contains(&(table.name, row[0].clone())));
        edit(&mut files, &table.file(), |_| written(std::iter::once(headers).chain(kept.clone())));
    }
    files
});

/// The bundled package has no boundaries; with one it has every table.
fn with_boundary(mut files: Files) -> Files {
    let table = &inovasi_entity::region_boundary::TABLE;
    let source = csv_rows(&files, &inovasi_entity::source::TABLE).1[0][0].clone();
    let ring = r#""{""type"":""Polygon"",""coordinates"":[[[0,0],[1,0],[1,1],[0,0]]]}""#;
    files.insert(table.file(), format!("id,region_id,geometry,date\nID--made,ID,{ring},\n").into_bytes());
    edit(&mut files, "evidence.csv", |text| {
        format!("{text}zz-boundary,region_boundary,ID--made,,,{source},preferred,,\n")
    });
    edit(&mut files, "datapackage.json", |text| {
        let resource = format!("{{\"name\": {:?}, \"path\": {:?}}},", table.plural, table.file());
        text.replacen("\"resources\": [", &format!("\"resources\": [{resource}"), 1)
    });
    files
}

fn files(revision: usize) -> Files {
    let mut files = SMALL.clone();
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
    edit(files, &table.file(), |text| format!("{text}{}", written(rows)));
}

fn written<'a>(rows: impl IntoIterator<Item = &'a Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.into_iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
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
                    others[usize::try_from(version).unwrap() % others.len()][0].clone()
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
        let outcome = inovasi_ingest::write(database, package(revision), |_, _, _| {}).await.unwrap();
        assert!(matches!(outcome, Outcome::Written { revision: found, .. } if found as usize == revision));
        states.push(state(database).await);
    }
    states
}

/// The catalogue as the database holds it, in all its tables.
pub(crate) async fn state(database: &DatabaseConnection) -> State {
    let mut state = State::new();
    for table in TABLES {
        with_table!(table.name, entity => add_rows::<entity::Entity>(table, database, &mut state).await).unwrap();
    }
    state
}

async fn add_rows<E: EntityTrait>(table: &Table, database: &DatabaseConnection, state: &mut State) {
    let of = |name: &str| named::<E>(name).unwrap();
    for model in E::find().all(database).await.unwrap() {
        let values: Vec<_> = table.columns.iter().map(|column| model.get(of(column.name))).collect();
        let mut row = json_row(table, &values);
        let sea_orm::Value::String(Some(instant)) = model.get(of("updated_at")) else { panic!("no instant") };
        row.insert("updated_at".into(), instant.into());
        state.insert((table.name.into(), row["id"].as_str().unwrap().into()), row);
    }
}
