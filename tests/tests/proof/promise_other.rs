//! Another country's promise: other duties, other years, and agencies whose dates meet every rule. The rules hold for any
//! package, and the bundled one does not try them all. The changes are made up, for tests alone.

use std::collections::HashMap;

use inovasi_tests::promise::{Package, Reckoned, compliance, streaks, summary, totals};
use serde_json::{Value, json};

use crate::import::{bundled, edit, read};
use crate::promise_compare::{same, whole};
use crate::service::services_of;

type Files = HashMap<String, Vec<u8>>;

/// Writes cells: row, column, value.
fn set(files: &mut Files, file: &str, cells: &[(&str, &str, &str)]) {
    edit(files, file, |text| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&headers).unwrap();
        let mut written = 0;
        for row in reader.records() {
            let row = row.unwrap();
            let mut row: Vec<String> = row.iter().map(str::to_owned).collect();
            for (id, column, value) in cells {
                if row[0] == *id {
                    let place = headers.iter().position(|header| header == *column).unwrap();
                    row[place] = (*value).to_owned();
                    written += 1;
                }
            }
            writer.write_record(&row).unwrap();
        }
        assert_eq!(written, cells.len(), "{file}: every cell is one of a row");
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    });
}

/// Adds a duty for regencies, on the source of the one that stands.
fn add_mandate(files: &mut Files, id: &str, from: i32, to: i32, required: i32) {
    edit(files, "mandates.csv", |text| format!("{text}{id},regency_government,{from},{to},{required},true,,,\n"));
    edit(files, "evidence.csv", |text| format!("{text}{id}--0000000000,mandate,{id},,,s000,preferred,,\n"));
}

fn mandate(kind: &str) -> String {
    format!("{}--96da37e95d", kind.replace('_', "-"))
}

/// The package with its changes.
fn files() -> Files {
    let mut files = bundled();
    edit(&mut files, "datapackage.json", |text| {
        let text = text.replacen("\"compliance_from\": 2014", "\"compliance_from\": 2015", 1);
        text.replacen("\"compliance_to\": 2025", "\"compliance_to\": 2024", 1)
    });
    let agencies = [
        // On the very first of January; on the day after; in a year, in a month that nobody says the day of.
        ("kota-surabaya", "active_from", "2018-01-01"),
        ("kabupaten-banyuwangi", "active_from", "2016-01-02"),
        ("kabupaten-siak", "active_from", "2015"),
        ("kota-malang", "active_from", "2019-01"),
        ("kabupaten-sidoarjo", "active_to", "2016"),
        ("kabupaten-gresik", "active_to", "2019-01-01"),
        // Gone, nobody says since when; what its units made counts for it, but not for it alone.
        ("provinsi-jawa-tengah", "status", "former"),
        ("kabupaten-banyumas", "status", "former"),
        ("kabupaten-banyumas", "active_from", "2019-07-01"),
    ];
    set(&mut files, "agencies.csv", &agencies);
    let (city, ministry, hospital) = (mandate("city_government"), mandate("ministry"), mandate("hospital"));
    let (health_centre, school) = (mandate("health_centre"), mandate("school"));
    let mandates = [
        (city.as_str(), "required", "2"),
        (ministry.as_str(), "enumerated", "false"),
        (hospital.as_str(), "enumerated", "true"),
        (hospital.as_str(), "from_year", "2016"),
        (health_centre.as_str(), "to_year", "2017"),
        (school.as_str(), "from_year", "2019"),
    ];
    set(&mut files, "mandates.csv", &mandates);
    // Of several the one that asks for most holds, then the smallest id.
    add_mandate(&mut files, "regency-government--two-b", 2018, 2020, 2);
    add_mandate(&mut files, "regency-government--two-a", 2019, 2019, 2);
    let innovations = [
        // With two a year, the second of the best-founded decides.
        ("sweet-seventeen-kota-surakarta", "year_basis", "implemented"),
        ("6-in-1-kota-surabaya", "year_basis", "implemented"),
        ("tahu-panas-kota-surabaya", "year_basis", "initiated"),
        // A year without a basis counts, and is neither stated nor of an edition.
        ("dongkel-kota-makassar", "year_basis", ""),
    ];
    set(&mut files, "innovations.csv", &innovations);
    files
}

fn package(files: &Files) -> Package {
    Package::of(|name| files.get(name).cloned().ok_or_else(|| format!("no {name}").into())).unwrap()
}

#[test]
fn the_changes_try_every_rule() {
    let rows = compliance(&package(&files()));
    let of = |id: &str| {
        let row = rows.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}"));
        (row.status, row.innovations.len(), row.basis.as_deref(), row.mandate.as_deref())
    };
    let (city, regency, province) =
        (mandate("city_government"), mandate("regency_government"), mandate("province_government"));
    let expected = [
        ("kota-surabaya--2015", ("not_obligated", 1, None, Some(city.as_str()))),
        ("kota-surabaya--2018", ("met", 3, Some("initiated"), Some(&city))),
        ("kota-surabaya--2019", ("not_recorded", 1, None, Some(&city))),
        ("kota-surakarta--2017", ("met", 2, Some("competition_edition"), Some(&city))),
        ("kota-makassar--2017", ("met", 2, None, Some(&city))),
        ("kabupaten-banyuwangi--2016", ("not_obligated", 2, None, Some(&regency))),
        ("kabupaten-banyuwangi--2017", ("met", 2, Some("competition_edition"), Some(&regency))),
        ("kabupaten-banyuwangi--2018", ("not_recorded", 1, None, Some("regency-government--two-b"))),
        ("kabupaten-banyuwangi--2019", ("met", 5, Some("competition_edition"), Some("regency-government--two-a"))),
        ("kabupaten-sidoarjo--2016", ("met", 1, Some("competition_edition"), Some(&regency))),
        ("kabupaten-sidoarjo--2017", ("not_obligated", 0, None, Some(&regency))),
        ("kabupaten-gresik--2020", ("not_obligated", 1, None, Some("regency-government--two-b"))),
        ("kabupaten-banyumas--2019", ("not_obligated", 4, None, Some("regency-government--two-a"))),
        ("provinsi-jawa-tengah--2017", ("not_obligated", 0, None, Some(&province))),
        ("provinsi-jawa-tengah--2018", ("met", 2, Some("implemented"), Some(&province))),
        ("provinsi-jawa-tengah--2018--own", ("not_obligated", 0, None, Some(&province))),
    ];
    for (id, expected) in expected {
        assert_eq!(of(id), expected, "{id}");
    }
    let none = |kind: &str, year: i32| {
        rows.iter().filter(|row| row.kind == kind && row.year == year).all(|row| row.required.is_none())
    };
    assert!(none("school", 2018) && !none("school", 2019) && none("health_centre", 2018) && none("hospital", 2015));
    assert!(rows.iter().all(|row| (2015..=2024).contains(&row.year)));
}

#[tokio::test]
async fn the_rules_hold_for_another_package() {
    let files = files();
    let known = package(&files);
    let rows = compliance(&known);
    for service in services_of("promise_other", &read(&files).unwrap()).await {
        for with_units in [true, false] {
            let uri = format!("/v1/compliance?limit=1000&with_units={with_units}");
            let expected: Vec<Value> =
                rows.iter().filter(|row| row.with_units == with_units).map(Reckoned::json).collect();
            same(&uri, &whole(&service, &uri).await, &expected);
        }
        for (filter, keeps) in [
            ("enumerated=false&year=2018", (|row| !row.enumerated && row.year == 2018) as fn(&Reckoned) -> bool),
            ("mandate_id=null", |row| row.mandate.is_none()),
            ("required=2..", |row| row.required >= Some(2)),
            ("status=met&basis=null", |row| row.status == "met" && row.basis.is_none()),
            ("status=not_obligated&innovations=1..", |row| {
                row.status == "not_obligated" && !row.innovations.is_empty()
            }),
        ] {
            let expected: Vec<Value> =
                rows.iter().filter(|row| row.with_units && keeps(row)).map(Reckoned::json).collect();
            assert!(!expected.is_empty(), "{filter} finds some");
            same(filter, &whole(&service, &format!("/v1/compliance?{filter}")).await, &expected);
        }
        let counted: Vec<&Reckoned> = rows.iter().filter(|row| row.with_units).collect();
        for by in ["year", "province", "agency_kind", "agency_kind,year"] {
            let uri = format!("/v1/compliance/summary?by={by}");
            let by: Vec<&str> = by.split(',').collect();
            let bare = |row: &Value| {
                let mut row = row.as_object().unwrap().clone();
                row.retain(|name, _| !name.ends_with("_label"));
                Value::Object(row)
            };
            let in_order = |mut rows: Vec<Value>| {
                rows.sort_by_key(|row| json!([row["agency_kind"], row["province_id"], row["year"]]).to_string());
                rows
            };
            let found = whole(&service, &uri).await.iter().map(bare).collect();
            same(&uri, &in_order(found), &in_order(summary(&counted, &by)));
            let told = service.get(&uri).await["meta"]["totals"].clone();
            for (name, sum) in totals(&counted).as_object().unwrap() {
                assert_eq!(told[name], *sum, "{uri}: {name}");
            }
        }
        let expected: Vec<Value> = streaks(&rows).into_values().map(|streak| streak.json()).collect();
        let found = whole(&service, "/v1/agencies?limit=1000").await;
        let names: Vec<String> = expected[0].as_object().unwrap().keys().cloned().collect();
        let columns = |row: &Value| names.iter().map(|name| (name.clone(), row[name].clone())).collect::<Value>();
        same("streaks", &found.iter().map(columns).collect::<Vec<_>>(), &expected);
    }
}
