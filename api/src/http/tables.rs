//! Lists and details of every table, from one mechanism.

use axum::extract::rejection::PathRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use inovasi_entity::Table;
use inovasi_schema::{Catalogue, Code, Detail, Error, Facet, Form, Page, Snapshot, forms, listed_tables};
use serde_json::{Value, json};

use super::answer::{self, Ended};
use super::cite;
use super::download;
use super::form::form;
use super::problem::Problem;
use super::state::Service;

/// `GET /v1/{list}`
pub(crate) fn list(table: &'static Table) -> MethodRouter<Service> {
    get(
        move |State(service): State<Service>, method: Method, OriginalUri(uri): OriginalUri, headers: HeaderMap| async move {
            page(&service, table, (&method, &uri, &headers)).await
        },
    )
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
    service: &Service,
    table: &'static Table,
    (method, uri, headers): (&Method, &Uri, &HeaderMap),
) -> Result<Response, Ended> {
    let pairs = answer::pairs(uri);
    match form(&pairs, headers, forms(table))? {
        Form::Json => {}
        form => {
            return download::list(service, table, &pairs, form, (method, uri, headers)).await;
        }
    }
    let (snapshot, etag) = answer::current(&service.catalogue, uri, headers).await?;
    let page = inovasi_schema::list(&snapshot, table, &pairs).await?;
    let links = Links::of(uri, &page.said, page.next.as_deref(), page.previous.as_deref());
    let body = body(page, &snapshot, &links);
    Ok(answer::by_accept(links.told(answer::json(&body, &etag))))
}

/// The envelope of a page.
pub(crate) fn body(page: Page, snapshot: &Snapshot, links: &Links) -> Value {
    let mut body = json!({
        "data": page.rows,
        "meta": {
            "total": page.total, "limit": page.limit, "revision": snapshot.revision().number, "release": snapshot.release(), "coverage": page.coverage,
        },
    });
    if !page.facets.is_empty() {
        let values = |facet: Facet| json!({"value": facet.value, "label": facet.label, "count": facet.count});
        let facets =
            page.facets.into_iter().map(|(name, all)| (name.to_owned(), all.into_iter().map(values).collect()));
        body["facets"] = Value::Object(facets.collect());
    }
    body["links"] = links.json();
    body
}

async fn one(
    catalogue: &Catalogue,
    table: &'static Table,
    id: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Ended> {
    answer::takes_no_parameters(uri)?;
    let (snapshot, etag) = answer::current(catalogue, uri, headers).await?;
    let found = inovasi_schema::detail(&snapshot, table, id).await;
    let Detail { row, cut, coverage } = found.map_err(|error| answer::without_row(error, id, uri))?;
    let cut: Vec<Value> =
        cut.iter().map(|cut| json!({"relation": cut.relation, "total": cut.total, "url": cut.url})).collect();
    let meta = json!({"revision": snapshot.revision().number, "release": snapshot.release(), "coverage": coverage, "cut": cut});
    Ok(answer::json(&json!({"data": row, "meta": meta, "links": alone(uri.path())}), &etag))
}

/// The framework's own refusal of a path, in our words.
#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err takes")]
pub(crate) fn not_utf8(_: PathRejection) -> Problem {
    Problem(Error::new(Code::InvalidParameter, "the path is not UTF-8; encode it so"))
}

/// Addresses of the pages of a list.
pub(crate) struct Links {
    this: String,
    first: String,
    next: Option<String>,
    previous: Option<String>,
    cite: Option<String>,
}

/// The links of an answer without pages.
pub(crate) fn alone(address: &str) -> Value {
    json!({"self": address, "cite": cite::address(address)})
}

impl Links {
    /// The links of an address: `said` is everything but the cursor.
    pub(crate) fn of(uri: &Uri, said: &[(String, String)], next: Option<&str>, previous: Option<&str>) -> Self {
        let path = uri.path();
        let with = |cursor: Option<&str>| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(said);
            if let Some(cursor) = cursor {
                query.append_pair("cursor", cursor);
            }
            let query = query.finish();
            if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
        };
        let first = with(None);
        Self {
            this: answer::address(uri).to_owned(),
            cite: cite::address(&first),
            first,
            next: next.map(|cursor| with(Some(cursor))),
            previous: previous.map(|cursor| with(Some(cursor))),
        }
    }

    /// The same, citing another address than that of the request, or none.
    pub(crate) fn citing(self, address: Option<&str>) -> Self {
        Self { cite: address.and_then(cite::address), ..self }
    }

    /// The links as the body has them.
    pub(crate) fn json(&self) -> Value {
        json!({"self": self.this, "next": self.next, "prev": self.previous, "first": self.first, "cite": self.cite})
    }

    /// The answer with the links in its header.
    pub(crate) fn told(&self, mut response: Response) -> Response {
        if let Ok(value) = HeaderValue::from_str(&self.header()) {
            response.headers_mut().insert(header::LINK, value);
        }
        response
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
