//! Lists and details of every table, from one mechanism.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use inovasi_entity::Table;
use inovasi_schema::{Catalogue, Code, Error, LISTED, Page, listed, unlisted};
use serde_json::{Value, json};

use super::answer;
use super::problem::Problem;

/// `GET /v1/{table}`
pub(crate) async fn list(
    State(catalogue): State<Catalogue>,
    path: Result<Path<String>, PathRejection>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Path(path) = path.map_err(not_utf8)?;
    let table = table(&path)?;
    let snapshot = catalogue.snapshot().await?;
    let etag = answer::etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Ok(response);
    }
    let page = inovasi_schema::list(&snapshot, table, &answer::pairs(&uri)).await?;
    let links = Links::of(uri.path(), &uri, &page);
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

/// `GET /v1/{table}/{id}`
pub(crate) async fn detail(
    State(catalogue): State<Catalogue>,
    path: Result<Path<(String, String)>, PathRejection>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Path((path, id)) = path.map_err(not_utf8)?;
    let table = table(&path)?;
    answer::takes_no_parameters(&uri)?;
    let snapshot = catalogue.snapshot().await?;
    let etag = answer::etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Ok(response);
    }
    let (row, cut) = inovasi_schema::detail(&snapshot, table, &id).await?;
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

fn table(path: &str) -> Result<&'static Table, Problem> {
    listed(path).ok_or_else(|| Problem(unlisted(path)))
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
    let tables = LISTED.iter().filter_map(|name| inovasi_entity::table(name));
    tables.map(|table| (table, format!("/v1/{}", table.path()))).collect()
}

/// A count of a whole list.
pub(crate) async fn total(snapshot: &inovasi_schema::Snapshot, table: &'static Table) -> Result<Value, Error> {
    let one = [("limit".to_owned(), "1".to_owned())];
    Ok(inovasi_schema::list(snapshot, table, &one).await?.total.into())
}
