//! Answers that are files: the whole result of a question, sent as it is made.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use inovasi_entity::Table;
use inovasi_export::dataset::Datasets;
use inovasi_export::metadata::licence_text;
use inovasi_export::{Rows, Settings};
use inovasi_schema::{Catalogue, Code, DELIMITERS, Error, Form, Snapshot};

use super::answer::{self, Ended};
use super::problem::Problem;

/// The whole list that a question asks for, in a form that is a file.
pub(crate) async fn list(
    (catalogue, datasets): (&Catalogue, &Datasets),
    table: &'static Table,
    pairs: &[(String, String)],
    form: Form,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Ended> {
    let snapshot = catalogue.long_snapshot().await?;
    let etag = answer::etag(&snapshot, format!("{uri}|{}", form.name()));
    if let Some(response) = answer::unchanged(headers, &etag) {
        return Err(Ended::Unchanged(Box::new(response)));
    }
    let walk = inovasi_schema::walk(snapshot, table, pairs, form).await?;
    let is_part = pairs.iter().any(|(name, _)| !OF_FORM.contains(&name.as_str()));
    let of = File { name: table.plural, is_part, form };
    let settings = settings(walk.snapshot(), datasets, pairs, of.name)?;
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
    snapshot: &Snapshot,
    datasets: &Datasets,
    pairs: &[(String, String)],
    name: &str,
) -> Result<Settings, Problem> {
    let said = pairs.iter().find(|(name, _)| name == "delimiter");
    let delimiter = said.and_then(|(_, said)| DELIMITERS.iter().find(|(name, _)| name == said));
    let spool = datasets.spool().map_err(|error| {
        tracing::error!(%error, "nothing can be spooled");
        Problem(Error::new(Code::Unavailable, "files cannot be made just now, try again"))
    })?;
    Ok(Settings {
        delimiter: delimiter.map_or(b',', |(_, byte)| *byte),
        spool,
        name: name.to_owned(),
        created: snapshot.revision().created.clone(),
        licence: licence_text(snapshot.revision()),
        revision: snapshot.revision().number,
    })
}

/// 200 with rows as they are made.
pub(crate) fn answer(rows: Rows, file: &File, settings: Settings, etag: &str) -> Response {
    let part = if file.is_part { "-selection" } else { "" };
    let name = format!("inovasi-{}{part}-revision-{}.{}", file.name, settings.revision, file.form.extension());
    let body = Body::from_stream(inovasi_export::sent(rows, file.form, settings));
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
