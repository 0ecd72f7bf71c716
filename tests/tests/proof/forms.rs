//! The law of forms: the same question gives the same rows, in the same order, with the same values, in every form. The
//! JSON pages are the truth.

use arrow_schema::{DataType, TimeUnit};
use inovasi_entity::CellKind;
use inovasi_schema::{Form, listed_tables};
use serde_json::{Value, json};

use crate::forms_read::{Known, read};
use crate::forms_truth::{Called, Listing, Truth};
use crate::service::services;

/// The listings: every list whole, and every kind of question.
fn listings() -> Vec<Listing> {
    let whole = listed_tables().filter(|table| table.name != "compliance_row");
    let mut all: Vec<Listing> = whole.map(|table| Listing::get(&table.path(), "")).collect();
    let asked = [
        ("innovations", "sector=health,education&year=2014..2016"),
        ("innovations", "sector=!health&stage=null"),
        ("innovations", "year=!null&sort=-year,title&lang=en"),
        ("innovations", "sort=title"),
        ("innovations", "q=layanan%20kesehatan"),
        ("innovations", "q=puskesmas&sort=-title&region=ID-35"),
        ("innovations", "agency=kabupaten-banyuwangi&sector=null,education"),
        ("innovations", "edition=kipp-2019&tier=top-45"),
        ("innovations", "sample=50&seed=kopi"),
        ("innovations", "fields=agency_id,title,year"),
        ("innovations", "title=there%20is%20none"),
        ("innovations", "implemented=2014..2018&sort=implemented&fields=implemented"),
        ("agencies", "kind=city_government&sort=-streak&lang=en"),
        ("regions", "kind=city&population=1000000..&sort=-population"),
        ("regions", "q=bogor&fields=name,parent_id,latitude,longitude,population_date"),
        ("regions", "name=there%20is%20none"),
        ("awards", "edition_id=kipp-2014&status=awarded&lang=en"),
        ("replications", "status=stated&internal=false&lang=en"),
        ("editions", "sort=-year&lang=en"),
        ("index-scores", "year=2021..&sort=-score&region=ID-33"),
        ("compliance", "year=2016"),
        ("compliance", "status=met&with_units=false&sort=year,agency_id"),
        ("compliance", "agency_id=kota-surabaya,provinsi-jawa-timur&fields=agency_id,innovation_ids"),
        ("coverage", "tier=null&lang=en"),
        ("stats", "by=year"),
        ("stats", "by=province,sector&measure=innovations,agencies,awards&lang=en&sort=-innovations"),
        ("stats", "by=year,agency_kind,region&measure=innovations"),
        ("stats", "by=region&measure=innovations,awards&per=population"),
        ("stats", "by=year&title=there%20is%20none"),
        ("compliance/summary", "by=year"),
        ("compliance/summary", "by=province,agency_kind&lang=en"),
        ("compliance/summary", "by=agency_kind,year&sort=-met"),
    ];
    all.extend(asked.into_iter().map(|(path, query)| Listing::get(path, query)));
    all.push(Listing::post("innovations", json!({"region": "ID-35", "sort": "-year,title", "lang": "en"})));
    all.push(Listing::post("agencies", json!({"ids": ["kota-surabaya", "kabupaten-siak"]})));
    all.push(Listing::post("regions", json!({"kind": ["city", "province"], "q": "jawa"})));
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_has_the_rows_of_json() {
    let listings = listings();
    assert!(listings.len() >= 45);
    let mut compared = 0;
    for service in services("forms").await {
        let called = Called::of(&service).await;
        for listing in &listings {
            let truth = listing.truth(&service, &called).await;
            let is_empty = listing.query.contains("there%20is%20none");
            assert_eq!(truth.rows.is_empty(), is_empty, "{listing:?}: {} rows", truth.rows.len());
            for form in listing.forms() {
                let delimiters: &[_] = match form {
                    Form::Csv | Form::CsvExcel => &[(None, b','), (Some("%3B"), b';'), (Some("tab"), b'\t')],
                    _ => &[(None, b',')],
                };
                for (said, delimiter) in delimiters {
                    let said =
                        said.map(|said| if listing.body.is_some() { said.replace("%3B", ";") } else { said.into() });
                    let (_, file) = listing.file(&service, form, said.as_deref()).await;
                    same(listing, form, &truth, &read(form, *delimiter, &file));
                    compared += 1;
                }
            }
        }
    }
    eprintln!("{} listings, {compared} files compared", listings.len());
}

/// Compares a file with what it must hold, cell by cell.
fn same(listing: &Listing, form: Form, truth: &Truth, known: &Known) {
    let of = format!("{listing:?} {form:?}");
    // Forms that say the columns in every row say none where there are no rows; counts say theirs in rows alone.
    if !known.rows.is_empty() || (listing.table().is_some() && !matches!(form, Form::Ndjson | Form::GeoJson)) {
        assert_eq!(known.names, truth.names, "{of}");
    }
    assert_eq!(known.rows.len(), truth.rows.len(), "{of}: rows");
    for (place, (found, expected)) in known.rows.iter().zip(&truth.rows).enumerate() {
        assert_eq!(found.len(), expected.len(), "{of}");
        for ((name, kind), (found, expected)) in truth.names.iter().zip(&truth.kinds).zip(found.iter().zip(expected)) {
            let is_same = equal(form, *kind, found, expected);
            assert!(is_same, "{of}: row {place}, {name}: {found} is not {expected}");
        }
    }
    if form == Form::GeoJson {
        assert_eq!(known.places, truth.places, "{of}: places");
    }
    if form == Form::Parquet && listing.table().is_some() {
        let types: Vec<DataType> = truth.kinds.iter().map(|kind| parquet_type(*kind)).collect();
        let found: Vec<DataType> = known.types.iter().map(bare).collect();
        assert_eq!(found, types, "{of}: types");
    }
}

/// Whether a cell of a form holds a value.
pub(crate) fn equal(form: Form, kind: CellKind, found: &Value, expected: &Value) -> bool {
    match form {
        Form::Csv => *found == as_text(expected),
        Form::CsvExcel => is_safe(kind, found) && unguarded(found) == unguarded(&as_text(expected)),
        Form::Xlsx => match (kind, expected) {
            (_, Value::Null) => found.is_null(),
            // An instant of midnight must be one, too.
            (CellKind::Date, day) => *found == json!({"date": day, "time": "00:00:00"}),
            (CellKind::Instant, Value::String(instant)) => {
                let (date, time) = instant.trim_end_matches('Z').split_once('T').unwrap();
                *found == json!({"date": date, "time": time})
            }
            (_, Value::Number(number)) => found.as_f64() == number.as_f64(),
            (_, Value::Bool(_)) => found == expected,
            _ => *found == as_text(expected),
        },
        _ => match (found, expected) {
            (Value::Number(found), Value::Number(expected)) => found.as_f64() == expected.as_f64(),
            _ => found == expected,
        },
    }
}

/// A value as delimited text has it.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Array(parts) if parts.is_empty() => Value::Null,
        Value::Array(parts) => parts.iter().map(|part| part.as_str().unwrap()).collect::<Vec<_>>().join(";").into(),
        Value::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}

const RUN: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether no spreadsheet would run a cell.
fn is_safe(kind: CellKind, cell: &Value) -> bool {
    let text = cell.as_str().unwrap_or_default();
    !matches!(kind, CellKind::Text | CellKind::List)
        || (!text.starts_with(['\t', '\r', '\n'])
            && text.split([',', ';', '\t', '\r', '\n']).all(|part| !part.starts_with(RUN)))
}

/// A text without what makes it safe.
fn unguarded(cell: &Value) -> Value {
    let Value::String(text) = cell else { return cell.clone() };
    RUN.into_iter()
        .chain(['\t', '\r', '\n'])
        .fold(text.clone(), |text, sign| text.replace(&format!("'{sign}"), &sign.to_string()))
        .into()
}

fn parquet_type(kind: CellKind) -> DataType {
    match kind {
        CellKind::Text => DataType::Utf8,
        CellKind::Integer => DataType::Int64,
        CellKind::Number => DataType::Float64,
        CellKind::Boolean => DataType::Boolean,
        CellKind::Date => DataType::Date32,
        CellKind::Instant => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        CellKind::List => DataType::new_list(DataType::Utf8, true),
    }
}

/// A list's type without the name of its parts, which writers call differently.
fn bare(kind: &DataType) -> DataType {
    match kind {
        DataType::List(part) => DataType::new_list(part.data_type().clone(), part.is_nullable()),
        other => other.clone(),
    }
}
