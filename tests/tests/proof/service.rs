//! The service over the bundled catalogue, asked in process.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use inovasi::{RateLimit, Settings};
use inovasi_ingest::Package;
use inovasi_schema::Catalogue;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::database::{Fresh, each};

/// The service over the bundled catalogue.
pub(crate) struct Service {
    pub(crate) router: Router,
    pub(crate) database: Fresh,
    /// Statements that the service ran.
    pub(crate) statements: Arc<AtomicUsize>,
}

/// One service a database, over the bundled catalogue.
pub(crate) async fn services(name: &str) -> Vec<Service> {
    services_of(name, &inovasi::bundled_package().unwrap()).await
}

/// One service a database, over a package.
pub(crate) async fn services_of(name: &str, package: &Package) -> Vec<Service> {
    let mut all = Vec::new();
    for database in each(name).await {
        inovasi_ingest::write(&database.connection, package, |_, _, _| {}).await.unwrap();
        all.push(Service::over(database).await);
    }
    all
}

impl Service {
    /// The service over a database that stands.
    pub(crate) async fn over(database: Fresh) -> Self {
        let mut catalogue = Catalogue::open(&database.url).await.unwrap();
        let statements = Arc::new(AtomicUsize::new(0));
        let counted = statements.clone();
        catalogue.on_statement(move || {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        // Files of its own: each service removes those of other revisions.
        let settings = Settings { files: database.folder.path().join("files"), ..RateLimit::default().into() };
        Self { router: inovasi::router(catalogue, settings).unwrap(), database, statements }
    }

    /// Status, headers and body of any request.
    pub(crate) async fn send(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    /// The answer to a GraphQL body, in the media type that tells the status.
    pub(crate) async fn post(&self, body: &Value) -> (StatusCode, Value) {
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(Body::from(body.to_string()));
        let (status, _, body) = self.send(request.unwrap()).await;
        (status, serde_json::from_slice(&body).unwrap())
    }

    /// Status and body of the answer to a JSON body at an address.
    pub(crate) async fn post_to(&self, uri: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::post(uri).header("content-type", "application/json").body(Body::from(body.to_string()));
        let (status, _, body) = self.send(request.unwrap()).await;
        (status, serde_json::from_slice(&body).unwrap())
    }

    /// The data of a GraphQL text that is right.
    pub(crate) async fn query(&self, text: &str) -> Value {
        let (status, body) = self.post(&json!({ "query": text })).await;
        assert!(status == 200 && body.get("errors").is_none(), "{text}: {body}");
        body["data"].clone()
    }

    pub(crate) async fn ask(&self, method: &str, uri: &str, held: Option<&str>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(uri);
        if let Some(etag) = held {
            request = request.header("if-none-match", etag);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn get(&self, uri: &str) -> Value {
        let (status, _, body) = self.ask("GET", uri, None).await;
        assert_eq!(status, 200, "{uri}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).unwrap()
    }

    pub(crate) async fn problem(&self, method: &str, uri: &str, status: u16, code: &str) -> Value {
        let (found, headers, body) = self.ask(method, uri, None).await;
        assert_eq!(found, status, "{uri}");
        assert_eq!(headers["content-type"], "application/problem+json", "{uri}");
        let body: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["code"], code, "{uri}: {body}");
        body
    }

    /// Ids of a walk from `uri` along `link`, and the address of its last page.
    pub(crate) async fn walk(&self, uri: &str, link: &str) -> (Vec<String>, String) {
        let (mut ids, mut at) = (Vec::new(), uri.to_owned());
        loop {
            let page = self.get(&at).await;
            let mut found = ids_of(&page);
            if link == "prev" {
                found.extend(ids);
                ids = found;
            } else {
                ids.extend(found);
            }
            match page["links"][link].as_str() {
                Some(next) => at = next.to_owned(),
                None => return (ids, at),
            }
        }
    }
}

/// The JSON of an answer of a router.
pub(crate) async fn body_of(router: &Router, uri: &str) -> Value {
    let response = router.clone().oneshot(Request::get(uri).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 200, "{uri}");
    serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
}

/// Ids of a page.
pub(crate) fn ids_of(page: &Value) -> Vec<String> {
    page["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}
