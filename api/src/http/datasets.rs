//! The files of the revision that stands, and what is in them.

use std::time::Duration;

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;
use inovasi_entity::all_tables;
use inovasi_export::dataset::{DatasetError, DatasetFile, Kind, dataset_file, dataset_files};
use inovasi_export::metadata::Holdings;
use inovasi_schema::{Code, Error, Filled, Form, MOST_XLSX_ROWS, Snapshot, nearest};
use serde_json::{Value, json};

use super::answer::{self, Ended};
use super::codelists::envelope;
use super::files::{self, Kept, Stored, Unread};
use super::problem::Problem;
use super::state::Service;
use super::tables::not_utf8;

/// Longest time that a request waits for a file that is being made.
const PATIENCE: Duration = Duration::from_secs(20);

/// Tries of a request to have a file while imports go on.
const MOST_TRIES: usize = 3;

/// `GET /v1/datasets`
pub(crate) async fn all(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(&uri)?;
    let (snapshot, etag) = answer::current(&service.catalogue, &uri, &headers).await?;
    let counts = service.counted.of(&snapshot).await?;
    let mut rows: Vec<Value> = counts.filled.iter().map(|filled| of_table(filled, &counts.holdings)).collect();
    let all: u64 = counts.filled.iter().map(|filled| filled.rows).sum();
    rows.push(json!({
        "id": "inovasi", "table": null, "description": "Seluruh katalog.", "description_en": "The whole catalogue.",
        "rows": all, "columns": [], "files": files_of(None, &counts.holdings),
    }));
    Ok(answer::json(&envelope(rows, &snapshot, uri.path()), &etag))
}

fn of_table(filled: &Filled, holdings: &Holdings) -> Value {
    let table = filled.table;
    let columns: Vec<Value> = filled
        .columns
        .iter()
        .map(|(name, count)| json!({"name": name, "filled": share(*count, filled.rows)}))
        .collect();
    json!({
        "id": table.plural, "table": table.name, "description": table.description,
        "description_en": table.description_en, "rows": filled.rows, "columns": columns,
        "files": files_of(Some(table.name), holdings),
    })
}

/// The share of rows with a value, to four places; null where there are no rows.
fn share(count: u64, rows: u64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let share = (rows > 0).then(|| count as f64 / rows as f64)?;
    Some((share * 10_000.0).round() / 10_000.0)
}

/// The files of a table, or of the whole catalogue.
fn files_of(table: Option<&str>, holdings: &Holdings) -> Vec<Value> {
    let of = |kind: Kind| if let Kind::Table(table, _) = kind { Some(table.name) } else { None };
    let files = dataset_files().into_iter().filter(|file| of(file.kind) == table && file.is_of(holdings));
    let told = files.map(|file| json!({"name": file.name, "url": url(&file.name), "media_type": file.media_type()}));
    told.collect()
}

fn url(name: &str) -> String {
    format!("/v1/datasets/{name}")
}

/// `GET /v1/datasets/{file}`
pub(crate) async fn file(
    State(service): State<Service>,
    name: Result<Path<String>, PathRejection>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let Path(name) = name.map_err(not_utf8)?;
    answer::takes_no_parameters(&uri)?;
    // Its names end alike, which a route cannot say.
    let described = name.strip_suffix(".csv-metadata.json");
    if let Some(table) = described.and_then(|plural| all_tables().find(|table| table.plural == plural)) {
        return super::metadata::csvw(&service, Some(table), &uri, &headers).await;
    }
    let Some(file) = dataset_file(&name) else { return Err(unknown(&name).into()) };
    let mut response = current(&service, &file, &method, &headers).await?;
    if let Kind::Table(table, Form::Csv) = file.kind
        && let Ok(link) = HeaderValue::from_str(&format!(
            "<{}-metadata.json>; rel=\"describedby\"; type=\"application/csvm+json\"",
            url(&table.file())
        ))
    {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

/// Answers a file of the revision that stands. Where an import comes between, or another program removes what was made of an
/// earlier revision, it is the next one's.
async fn current(
    service: &Service,
    file: &DatasetFile,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    for _ in 0..MOST_TRIES {
        // Whoever reads a large file holds no connection to the database meanwhile.
        let revision = {
            let snapshot = service.catalogue.snapshot().await?;
            sees_that_it_fits(service, &snapshot, file).await?;
            snapshot.revision().clone()
        };
        let made = service.datasets.get(&service.catalogue, &revision, file);
        let made = tokio::time::timeout(PATIENCE, made).await.map_err(|_| being_made(&file.name))?;
        let (made, key) = match made {
            Err(DatasetError::Moved) => continue,
            made => made.map_err(|error| not_made(&file.name, error))?,
        };
        let store = service.datasets.store();
        let (modified, kept) = (&revision.created, Kept::ARevision);
        let stored = Stored { file: &made, store: &store, key: &key, modified, kept };
        match files::answer(&stored, method, headers).await {
            Err(Unread::Lost(error)) => tracing::warn!(%error, "a file of the revision is made again"),
            answered => return Ok(answered?),
        }
    }
    Err(being_made(&file.name))
}

/// Refuses a form that does not hold the rows of its table.
async fn sees_that_it_fits(service: &Service, snapshot: &Snapshot, file: &DatasetFile) -> Result<(), Problem> {
    let Kind::Table(table, Form::Xlsx) = file.kind else { return Ok(()) };
    let counts = service.counted.of(snapshot).await?;
    if file.is_of(&counts.holdings) {
        return Ok(());
    }
    let (name, rows) = (&file.name, counts.holdings.rows.get(table.name).copied().unwrap_or_default());
    let others = [Form::Csv, Form::Parquet].map(|form| url(&format!("{}.{}", table.plural, form.extension())));
    let [csv, parquet] = others;
    let detail =
        format!("no file {name:?}: the table has {rows} rows, a sheet holds {MOST_XLSX_ROWS}; take {csv} or {parquet}");
    Err(Problem(Error::new(Code::NotFound, detail)))
}

fn unknown(name: &str) -> Error {
    let names: Vec<String> = dataset_files().into_iter().map(|file| file.name).collect();
    let near = nearest(name, names.iter().map(String::as_str));
    let hint = near.map(|near| format!(", did you mean {}", url(&near))).unwrap_or_default();
    Error::new(Code::NotFound, format!("no file {name:?}{hint}; /v1/datasets names them all"))
}

fn being_made(name: &str) -> Problem {
    Problem(Error::new(Code::Unavailable, format!("{name} is being made for the first time, ask again in a moment")))
}

fn not_made(name: &str, error: DatasetError) -> Problem {
    if let DatasetError::Catalogue(error) = error {
        return Problem(error);
    }
    tracing::error!(%error, name, "a file of the revision cannot be made; --files or INOVASI_FILES names another folder");
    Problem(Error::new(Code::Unavailable, format!("{name} cannot be made just now, try again")))
}
