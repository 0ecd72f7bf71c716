//! Import: all or nothing, every fault at once, the same content no second time.

use std::collections::HashMap;

use inovasi_entity::{ChangeOperation, agency, change, evidence, innovation, region};
use inovasi_ingest::{Outcome, Package};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::database::each;
use crate::package::root;

/// The files of the bundled package.
pub(crate) fn bundled() -> HashMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(root().join("data")).unwrap().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

pub(crate) fn read(files: &HashMap<String, Vec<u8>>) -> Result<Package, Vec<String>> {
    Package::from_files(|name| files.get(name).cloned())
        .map_err(|faults| faults.0.iter().map(ToString::to_string).collect())
}

pub(crate) fn edit(files: &mut HashMap<String, Vec<u8>>, name: &str, change: impl Fn(&str) -> String) {
    let text = String::from_utf8(files[name].clone()).unwrap();
    files.insert(name.into(), change(&text).into_bytes());
}

#[tokio::test]
async fn the_bundled_package_is_taken_whole_and_only_once() {
    let package = read(&bundled()).unwrap();
    for fresh in each("bundled").await {
        let db = &fresh.connection;
        let first = inovasi_ingest::write(db, &package, |_, _, _| {}).await.unwrap();
        let expected = Outcome::Written { revision: 1, added: package.rows(), changed: 0, deleted: 0 };
        assert_eq!(first, expected);
        assert_eq!(region::Entity::find().count(db).await.unwrap(), 553);
        assert_eq!(change::Entity::find().count(db).await.unwrap(), package.rows() as u64);
        assert!(evidence::Entity::find().count(db).await.unwrap() > 0);
        let again = inovasi_ingest::write(db, &package, |_, _, _| {}).await.unwrap();
        assert_eq!(again, Outcome::Unchanged { revision: 1 });
    }
}

#[tokio::test]
async fn a_second_revision_records_just_the_differences() {
    let before = bundled();
    let mut after = before.clone();
    edit(&mut after, "regions.csv", |text| text.replacen("Indonesia,", "Republik Indonesia,", 1));
    edit(&mut after, "region_aliases.csv", |text| {
        text.lines().filter(|line| !line.contains("Jakarta Raya")).map(|line| format!("{line}\n")).collect()
    });
    edit(&mut after, "evidence.csv", |text| {
        let gone = before["region_aliases.csv"].clone();
        let gone = String::from_utf8(gone).unwrap();
        let id = gone.lines().find(|line| line.contains("Jakarta Raya")).unwrap().split(',').next().unwrap().to_owned();
        text.lines().filter(|line| !line.contains(&id)).map(|line| format!("{line}\n")).collect()
    });
    for fresh in each("second").await {
        let db = &fresh.connection;
        inovasi_ingest::write(db, &read(&before).unwrap(), |_, _, _| {}).await.unwrap();
        let second = inovasi_ingest::write(db, &read(&after).unwrap(), |_, _, _| {}).await.unwrap();
        let Outcome::Written { revision: 2, added: 0, changed: 1, deleted } = second else { panic!("{second:?}") };
        assert!(deleted >= 2, "the alias and its evidence");
        let changed = change::Entity::find()
            .filter(change::Column::Operation.eq(ChangeOperation::Changed))
            .one(db)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((changed.row_id.as_str(), changed.columns.as_str()), ("ID", "name"));
        let country = region::Entity::find_by_id("ID").one(db).await.unwrap().unwrap();
        assert_eq!(country.name_folded, "republik indonesia");
    }
}

#[tokio::test]
async fn ten_faults_are_ten_lines_and_change_nothing() {
    let mut files = bundled();
    let sound = read(&files).unwrap();
    let award = "id,competition_id,edition_id,innovation_id,agency_id,tier,group,category,category_en,status,as_stated";
    files.insert(
        "awards.csv".into(),
        format!("{award}\nx--1,nope,kipp-1900,nobody,nowhere,top-0,nogroup,,,won,\nx--1,kipp,,,,,,,,,\n").into_bytes(),
    );
    edit(&mut files, "evidence.csv", |text| {
        text.lines().filter(|line| !line.contains(",award,")).map(|line| format!("{line}\n")).collect()
    });
    let faults = read(&files).unwrap_err();
    let has = |part: &str| assert!(faults.iter().any(|line| line.contains(part)), "{part} in\n{}", faults.join("\n"));
    has("awards.csv, row 2, column competition_id, value \"nope\": no row of competitions.csv has this id");
    has("column edition_id, value \"kipp-1900\"");
    has("column innovation_id, value \"nobody\"");
    has("column agency_id, value \"nowhere\"");
    has("column tier, value \"top-0\": no code of the codelist tier");
    has("column group, value \"nogroup\"");
    has("column status, value \"won\": not a value of award_status; write one of awarded,");
    has("awards.csv, row 3, column id, value \"x--1\": the id is there twice");
    has("awards.csv, row 3, column status, value \"\": a value is required");
    has("the row has no evidence; add a row to evidence.csv");
    for fresh in each("faults").await {
        inovasi_ingest::write(&fresh.connection, &sound, |_, _, _| {}).await.unwrap();
        assert!(agency::Entity::find().count(&fresh.connection).await.unwrap() > 546);
        let standing = inovasi_ingest::current(&fresh.connection).await.unwrap().unwrap();
        assert_eq!(standing.number, 1);
    }
}

#[test]
fn an_id_that_is_an_address_of_the_api_is_a_fault() {
    for name in inovasi_entity::RESERVED {
        let mut files = bundled();
        edit(&mut files, "regulations.csv", |text| {
            let (head, rows) = text.split_once('\n').unwrap();
            let (_, rest) = rows.split_once(',').unwrap();
            format!("{head}\n{name},{rest}")
        });
        let faults = read(&files).unwrap_err();
        let told = format!("row 2, column id, value {name:?}: an address of the API");
        assert!(faults.iter().any(|line| line.contains(&told)), "{}", faults.join("\n"));
    }
}

#[test]
fn a_lost_file_is_a_fault_and_not_an_empty_table() {
    let mut files = bundled();
    files.remove("awards.csv");
    let faults = read(&files).unwrap_err();
    assert!(faults.iter().any(|line| line.starts_with("awards.csv: the file is missing")), "{faults:?}");
    let mut files = bundled();
    edit(&mut files, "datapackage.json", |text| text.replacen("\"name\": \"awards\"", "\"name\": \"award\"", 1));
    let faults = read(&files).unwrap_err();
    assert!(faults.iter().any(|line| line.contains("value \"award\": no table has this name")), "{faults:?}");
}

#[test]
fn a_column_twice_another_path_and_a_circle_are_faults() {
    let mut files = bundled();
    edit(&mut files, "sources.csv", |text| {
        let mut lines = text.lines();
        let header = format!("{},url\n", lines.next().unwrap());
        header + &lines.map(|line| format!("{line},x\n")).collect::<String>()
    });
    edit(&mut files, "datapackage.json", |text| text.replacen("\"tiers.csv\"", "\"sub/tiers.csv\"", 1));
    edit(&mut files, "regions.csv", |text| text.replacen("ID-11,ID,1,", "ID-11,ID-11.01,1,", 1));
    edit(&mut files, "datapackage.json", |text| {
        let (before, rest) = text.split_once("\"created\": \"").unwrap();
        format!("{before}\"created\": \"yesterday\"{}", rest.split_once('"').unwrap().1)
    });
    let faults = read(&files).unwrap_err();
    let has = |part: &str| assert!(faults.iter().any(|line| line.contains(part)), "{part} in\n{}", faults.join("\n"));
    has("sources.csv, column url: the column is there twice");
    has("value \"sub/tiers.csv\": the path of tiers is \"tiers.csv\"");
    has("column parent_id, value \"ID-11.01\": the row is above itself");
    has("value \"yesterday\": created is no instant");
}

#[tokio::test]
async fn two_imports_at_once_do_not_mix() {
    let before = bundled();
    let mut after = before.clone();
    edit(&mut after, "regions.csv", |text| text.replacen("Indonesia,", "Republik Indonesia,", 1));
    let (first, second) = (read(&before).unwrap(), read(&after).unwrap());
    for fresh in each("twice").await {
        let db = &fresh.connection;
        let other = inovasi_ingest::open(&fresh.url).await.unwrap();
        let (one, two) = tokio::join!(
            inovasi_ingest::write(db, &first, |_, _, _| {}),
            inovasi_ingest::write(&other, &second, |_, _, _| {})
        );
        let mut revisions: Vec<i32> = [one.unwrap(), two.unwrap()]
            .iter()
            .map(|outcome| match outcome {
                Outcome::Written { revision, .. } | Outcome::Unchanged { revision } => *revision,
            })
            .collect();
        revisions.sort_unstable();
        assert_eq!(revisions, [1, 2]);
        let changes = change::Entity::find().filter(change::Column::Revision.eq(2)).count(db).await.unwrap();
        assert_eq!(changes, 1, "the second saw the first whole");
    }
}

#[tokio::test]
async fn both_databases_hold_the_same_rows() {
    let package = read(&bundled()).unwrap();
    let mut held = Vec::new();
    for fresh in each("same").await {
        inovasi_ingest::write(&fresh.connection, &package, |_, _, _| {}).await.unwrap();
        let mut rows = innovation::Entity::find().all(&fresh.connection).await.unwrap();
        rows.sort_by(|left, right| left.id.cmp(&right.id));
        held.push(rows);
    }
    assert!(held.windows(2).all(|pair| pair[0] == pair[1]));
}
