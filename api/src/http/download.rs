//! Answers that are files: the whole result of a question, sent as it is made.

use std::path::PathBuf;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;
use inovasi_entity::Table;
use inovasi_export::metadata::licence_text;
use inovasi_export::{Rows, Settings};
use inovasi_schema::{Code, DELIMITERS, Error, Form, Snapshot, plan};

use super::answer::{self, Ended};
use super::problem::Problem;
use super::state::Service;

/// The whole list that a question asks for, in a form that is a file. Only what is sent takes a place among the files that
/// are made: not what the caller holds already, nor what is refused, nor HEAD.
pub(crate) async fn list(
    service: &Service,
    table: &'static Table,
    pairs: &[(String, String)],
    form: Form,
    (method, uri, headers): (&Method, &Uri, &HeaderMap),
) -> Result<Response, Ended> {
    let asked = format!("{uri}|{}", form.name());
    let (snapshot, etag) = answer::current(&service.catalogue, &asked, headers).await?;
    let planned = plan(&snapshot, table, pairs, form).await?;
    let is_part = pairs.iter().any(|(name, _)| !OF_FORM.contains(&name.as_str()));
    let of = File { name: table.plural, is_part, form };
    if method == Method::HEAD {
        return Ok(head(&of, &snapshot, &etag));
    }
    drop(snapshot);
    let walk = planned.walk(&service.catalogue).await?;
    // Of the revision that is sent, whatever was imported meanwhile.
    let etag = answer::etag(walk.snapshot(), &asked);
    let settings = settings(service, walk.snapshot(), pairs, &of)?;
    Ok(answer(Rows::Walk(Box::new(walk)), &of, settings, &etag))
}

/// The parameters that say how rows are written, not which.
const OF_FORM: [&str; 4] = ["format", "delimiter", "lang", "sort"];

/// What a file is.
pub(crate) struct File {
    /// What its rows are.
    pub(crate) name: &'static str,
    /// Whether they are only those that a question selects.
    pub(crate) is_part: bool,
    pub(crate) form: Form,
}

/// What a file of a revision is made with.
pub(crate) fn settings(
    service: &Service,
    snapshot: &Snapshot,
    pairs: &[(String, String)],
    file: &File,
) -> Result<Settings, Problem> {
    let said = pairs.iter().find(|(name, _)| name == "delimiter");
    let delimiter = said.and_then(|(_, said)| DELIMITERS.iter().find(|(name, _)| name == said));
    // The other forms are sent as they are made, and need no room on a disk.
    let spool = if file.form == Form::Xlsx { spool(service)? } else { PathBuf::new() };
    Ok(Settings {
        delimiter: delimiter.map_or(b',', |(_, byte)| *byte),
        spool,
        name: file.name.to_owned(),
        created: snapshot.revision().created.clone(),
        licence: licence_text(snapshot.revision()),
        revision: snapshot.revision().number,
        patience: service.patience,
    })
}

fn spool(service: &Service) -> Result<PathBuf, Problem> {
    service.datasets.spool().map_err(|error| {
        tracing::error!(%error, "workbooks cannot be spooled; --files or INOVASI_FILES names another folder");
        Problem(Error::new(
            Code::Unavailable,
            "a workbook cannot be made just now, try again, or ask for csv or parquet",
        ))
    })
}

/// 200 with rows as they are made.
pub(crate) fn answer(rows: Rows, file: &File, settings: Settings, etag: &str) -> Response {
    let revision = settings.revision;
    let body = Body::from_stream(inovasi_export::sent(rows, file.form, settings));
    described(body, file, revision, etag)
}

/// The same without a row.
pub(crate) fn head(file: &File, snapshot: &Snapshot, etag: &str) -> Response {
    // An empty body would have a length, and the file's is not known.
    let none = futures_util::stream::empty::<Result<Bytes, std::io::Error>>();
    described(Body::from_stream(none), file, snapshot.revision().number, etag)
}

fn described(body: Body, file: &File, revision: i32, etag: &str) -> Response {
    let part = if file.is_part { "-selection" } else { "" };
    // Both forms of CSV end alike, and are not the same.
    let excel = if file.form == Form::CsvExcel { "-excel" } else { "" };
    let name = format!("inovasi-{}{part}-revision-{revision}{excel}.{}", file.name, file.form.extension());
    let mut response = answer::with_validators(Response::new(body), etag);
    let headers = response.headers_mut();
    let media = match file.form {
        Form::Csv | Form::CsvExcel => "text/csv; charset=utf-8; header=present",
        other => other.media(),
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
