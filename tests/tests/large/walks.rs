//! Walks of every order, from one end to the other, on both databases.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use inovasi::RateLimit;
use inovasi_entity::innovation;
use inovasi_schema::{Catalogue, sortable};
use inovasi_tests::generator::{Size, generate};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::database::each;

/// Innovations of the catalogue: a hundred thousand in CI, fewer where somebody waits.
fn innovations() -> usize {
    let said = std::env::var("INOVASI_TEST_INNOVATIONS").ok().and_then(|said| said.parse().ok());
    said.unwrap_or(if std::env::var_os("CI").is_some() { 100_000 } else { 10_000 })
}

async fn answer(router: &Router, request: Request<Body>) -> Value {
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await.unwrap()).unwrap()
}

async fn get(router: &Router, uri: &str) -> Value {
    answer(router, Request::get(uri).body(Body::empty()).unwrap()).await
}

/// Ids of a page, and the address of the one beyond it.
fn page(body: &Value, link: &str) -> (Vec<String>, Option<String>) {
    let ids = body["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    (ids, body["links"][link].as_str().map(str::to_owned))
}

/// Ids of a whole walk, the addresses of its pages.
async fn walk(router: &Router, sort: &str) -> (Vec<String>, Vec<String>) {
    let mut at = Some(format!("/v1/innovations?fields=id&limit=1000&sort={sort}"));
    let (mut ids, mut addresses) = (Vec::new(), Vec::new());
    while let Some(uri) = at {
        let (found, next) = page(&get(router, &uri).await, "next");
        ids.extend(found);
        addresses.push(uri);
        at = next;
    }
    (ids, addresses)
}

#[tokio::test]
async fn walks_of_every_order_are_complete_on_both_databases() {
    let package = inovasi::bundled_package().unwrap();
    let mut walks: Vec<Vec<String>> = Vec::new();
    for (number, database) in each("large").await.into_iter().enumerate() {
        let began = Instant::now();
        generate(&database.connection, &package, Size::of(innovations())).await.unwrap();
        eprintln!("{} innovations made in {:?}", innovations(), began.elapsed());
        // As the program does at its start: the index is there before the first request, which has a deadline.
        let catalogue = Catalogue::open(&database.url).await.unwrap();
        let began = Instant::now();
        catalogue.snapshot().await.unwrap();
        let router = inovasi::router(catalogue, RateLimit::default()).unwrap();
        eprintln!("index built in {:?}", began.elapsed());
        let sorts =
            sortable(&innovation::TABLE).flat_map(|column| [column.name.to_owned(), format!("-{}", column.name)]);
        for (place, sort) in sorts.enumerate() {
            let began = Instant::now();
            let (ids, addresses) = walk(&router, &sort).await;
            assert_eq!(ids.len(), innovations(), "{sort}");
            let mut distinct = ids.clone();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), ids.len(), "{sort}: a row is there twice");
            // Backward from the last page: each page is the one that led there.
            let last = get(&router, addresses.last().unwrap()).await;
            let (before, _) = page(&get(&router, last["links"]["prev"].as_str().unwrap()).await, "prev");
            let end = (addresses.len() - 1) * 1000;
            assert_eq!(before, ids[end - 1000..end], "{sort}");
            if number == 0 {
                walks.push(ids);
            } else {
                assert_eq!(walks[place], ids, "{sort}: the databases differ");
            }
            eprintln!("{sort}: {:?}", began.elapsed());
        }
        deepest_costs_what_the_first_does(&router).await;
    }
}

/// The median of several times, in turn, so that what else the machine does falls on both alike.
async fn deepest_costs_what_the_first_does(router: &Router) {
    for sort in ["-year", "title", "id", "-sector"] {
        let field = sort.trim_start_matches('-').to_uppercase();
        let direction = if sort.starts_with('-') { "DESC" } else { "ASC" };
        let order = format!("[{{field: {field}, direction: {direction}}}]");
        let text = format!("{{ innovations(last: 21, orderBy: {order}) {{ pageInfo {{ startCursor }} }} }}");
        let request = Request::post("/graphql").header("content-type", "application/json");
        let body = answer(router, request.body(Body::from(json!({ "query": text }).to_string())).unwrap()).await;
        let cursor = body["data"]["innovations"]["pageInfo"]["startCursor"].as_str().unwrap();
        let first = format!("/v1/innovations?sort={sort}&limit=20");
        let deepest = format!("{first}&cursor={cursor}");
        assert_eq!(get(router, &deepest).await["data"].as_array().unwrap().len(), 20, "{sort}");
        let mut times: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
        for _ in 0..41 {
            for (uri, times) in [&first, &deepest].iter().zip(&mut times) {
                let began = Instant::now();
                get(router, uri).await;
                times.push(began.elapsed());
            }
        }
        let [first, deepest] = times.map(|mut times| {
            times.sort_unstable();
            times[times.len() / 2]
        });
        eprintln!("{sort}: first {first:?}, deepest {deepest:?}");
        assert!(deepest < first * 2, "{sort}: first {first:?}, deepest {deepest:?}");
    }
}
