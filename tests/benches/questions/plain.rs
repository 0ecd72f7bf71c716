//! The plain server: the same questions by SQL over sea-orm, a few statements each, without an index of its own. What
//! it leaves out makes it quicker, not slower: it checks nothing, follows no revision, keeps the names of regions and
//! codes in memory, and answers no headers but the length.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use inovasi_entity::{code, region, sqlite_address};
use inovasi_tests::oracle::{After, Ask, Cell};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, EntityTrait};
use serde_json::Value as Json;

use crate::plain_answers;
use crate::plain_promise;
use crate::process;

/// Parameters of a request.
pub(crate) type Said = HashMap<String, String>;

/// The database and the names of regions and codes.
pub(crate) struct Plain {
    pub(crate) database: DatabaseConnection,
    pub(crate) regions: HashMap<String, String>,
    pub(crate) codes: HashMap<(String, String), String>,
}

pub(crate) async fn serve(url: &str) {
    let started = Instant::now();
    // The very pool that the service has.
    let mut options = ConnectOptions::new(sqlite_address(url, "ro"));
    options.max_connections(8).sqlx_logging(false).acquire_timeout(Duration::from_secs(600));
    let database = Database::connect(options).await.unwrap();
    let regions = region::Entity::find().all(&database).await.unwrap();
    let codes = code::Entity::find().all(&database).await.unwrap();
    let plain = Plain {
        regions: regions.into_iter().map(|region| (region.id, region.name)).collect(),
        codes: codes.into_iter().map(|code| ((code.codelist, code.code), code.label)).collect(),
        database,
    };
    let router = Router::new()
        .route("/one/{id}", get(one))
        .route("/list", get(list))
        .route("/counts", get(counts))
        .route("/nested", get(nested))
        .route("/not_recorded", get(not_recorded))
        .route("/promise", get(promise))
        .with_state(Arc::new(plain));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::select! {
        served = async { axum::serve(listener, router).await } => served.unwrap(),
        () = process::tell(address, started.elapsed()) => {}
    }
}

type Answer = axum::Json<Json>;

async fn one(State(plain): State<Arc<Plain>>, Path(id): Path<String>) -> Answer {
    axum::Json(plain_answers::one(&plain, &id).await.unwrap())
}

async fn list(State(plain): State<Arc<Plain>>, Query(said): Query<Said>) -> Answer {
    axum::Json(plain_answers::list(&plain, &said).await.unwrap())
}

async fn counts(State(plain): State<Arc<Plain>>, Query(said): Query<Said>) -> Answer {
    axum::Json(plain_answers::counts(&plain, &said).await.unwrap())
}

async fn nested(State(plain): State<Arc<Plain>>, Query(said): Query<Said>) -> Answer {
    axum::Json(plain_answers::nested(&plain, &said).await.unwrap())
}

async fn not_recorded(State(plain): State<Arc<Plain>>, Query(said): Query<Said>) -> Answer {
    axum::Json(plain_promise::not_recorded(&plain, &said).await.unwrap())
}

async fn promise(State(plain): State<Arc<Plain>>, Query(said): Query<Said>) -> Answer {
    axum::Json(plain_promise::by_year(&plain, &said).await.unwrap())
}

/// The question that parameters say: a page of 20.
pub(crate) fn ask(said: &Said) -> Ask {
    let mut ask = Ask::all().first(20);
    if let Some(region) = said.get("region") {
        ask = ask.any_of("region", [region.as_str()]);
    }
    if let Some(sector) = said.get("sector") {
        ask = ask.any_of("sector", [sector.as_str()]);
    }
    if let Some((from, to)) = said.get("year").and_then(|years| years.split_once("..")) {
        ask = ask.any_of("year", [Cell::Between(from.parse().ok(), to.parse().ok())]);
    }
    if let Some(words) = said.get("q") {
        ask.contained = words.split(' ').map(str::to_owned).collect();
    }
    ask
}

/// The row that a page comes after.
pub(crate) fn after(said: &Said) -> Option<After> {
    let year = said.get("after_year").and_then(|year| year.parse::<i32>().ok());
    Some(After { values: vec![year.map(Into::into)], id: said.get("after_id")?.clone() })
}
