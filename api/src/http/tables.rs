//! Lists and details of every table, from one mechanism.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use inovasi_entity::Table;
use inovasi_schema::{Catalogue, Code, Error, Page, listed_tables};
use serde_json::{Value, json};

use super::answer;
use super::problem::Problem;
use super::state::Service;

/// `GET /v1/{list}`
pub(crate) fn list(table: &'static Table) -> MethodRouter<Service> {
    get(move |State(catalogue): State<Catalogue>, OriginalUri(uri): OriginalUri, headers: HeaderMap| async move {
        page(&catalogue, table, &uri, &headers).await
    })
}

/// `GET /v1/{list}/{id}`
pub(crate) fn detail(table: &'static Table) -> MethodRouter<Service> {
    get(
        move |State(catalogue): State<Catalogue>,
              id: Result<Path<String>, PathRejection>,
              OriginalUri(uri): OriginalUri,
              headers: HeaderMap| async move {
            let Path(id) = id.map_err(not_utf8)?;
            one(&catalogue, table, &id, &uri, &headers).await
        },
    )
}

async fn page(
    catalogue: &Catalogue,
    table: &'static Table,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let snapshot = catalogue.snapshot().await?;
    let etag = answer::etag(&snapshot, uri);
    if let Some(response) = answer::unchanged(headers, &etag) {
        return Ok(response);
    }
    let page = inovasi_schema::list(&snapshot, table, &answer::pairs(uri)).await?;
    let links = Links::of(uri.path(), uri, &page);
    let body = json!({
        "data": page.rows,
        "meta": {
            "total": page.total, "limit": page.limit, "revision": snapshot.revision().number,
            "release": null, "coverage": null,
        },
        "links": {"self": links.this, "next": links.next, "prev": links.previous, "first": links.first},
    });
    let mut response = answer::json(&body, &etag);
    if let Ok(value) = HeaderValue::from_str(&links.header()) {
        response.headers_mut().insert(header::LINK, value);
    }
    Ok(response)
}

async fn one(
    catalogue: &Catalogue,
    table: &'static Table,
    id: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    answer::takes_no_parameters(uri)?;
    let snapshot = catalogue.snapshot().await?;
    let etag = answer::etag(&snapshot, uri);
    if let Some(response) = answer::unchanged(headers, &etag) {
        return Ok(response);
    }
    let (row, cut) = inovasi_schema::detail(&snapshot, table, id).await?;
    let cut: Vec<Value> =
        cut.iter().map(|cut| json!({"relation": cut.relation, "total": cut.total, "url": cut.url})).collect();
    let meta = json!({"revision": snapshot.revision().number, "release": null, "cut": cut});
    Ok(answer::json(&json!({"data": row, "meta": meta, "links": {"self": uri.path()}}), &etag))
}

/// The framework's own refusal of a path, in our words.
#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err takes")]
pub(crate) fn not_utf8(_: PathRejection) -> Problem {
    Problem(Error::new(Code::InvalidParameter, "the path is not UTF-8; encode it so"))
}

struct Links {
    this: String,
    first: String,
    next: Option<String>,
    previous: Option<String>,
}

impl Links {
    fn of(path: &str, uri: &Uri, page: &Page) -> Self {
        let with = |cursor: Option<&String>| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(&page.said);
            if let Some(cursor) = cursor {
                query.append_pair("cursor", cursor);
            }
            let query = query.finish();
            if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
        };
        Self {
            this: uri.to_string(),
            first: with(None),
            next: page.next.as_ref().map(|cursor| with(Some(cursor))),
            previous: page.previous.as_ref().map(|cursor| with(Some(cursor))),
        }
    }

    fn header(&self) -> String {
        let all: [(&str, Option<&String>); 3] =
            [("first", Some(&self.first)), ("next", self.next.as_ref()), ("prev", self.previous.as_ref())];
        let links = all.iter().filter_map(|(rel, target)| Some(format!("<{}>; rel=\"{rel}\"", (*target)?)));
        links.collect::<Vec<_>>().join(", ")
    }
}

/// The path of every list, for the entry and the front page.
pub(crate) fn paths() -> Vec<(&'static Table, String)> {
    listed_tables().map(|table| (table, format!("/v1/{}", table.path()))).collect()
}

/// A count of a whole list.
pub(crate) async fn total(snapshot: &inovasi_schema::Snapshot, table: &'static Table) -> Result<Value, Error> {
    let one = [("limit".to_owned(), "1".to_owned())];
    Ok(inovasi_schema::list(snapshot, table, &one).await?.total.into())
}
