//! What parameters are made from.

use std::sync::Arc;

use inovasi_entity::{code, innovation, region};
use inovasi_tests::generator::Vocabulary;
use sea_orm::{ColumnTrait, Database, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use crate::client::{Connection, Request};
use crate::process::Server;

/// Rows from either end whose places pages are asked from.
const PLACES: usize = 5000;

/// A place in the list, for either server.
pub(crate) struct Place {
    pub(crate) cursor: String,
    pub(crate) year: Option<i64>,
    pub(crate) id: String,
}

pub(crate) struct World {
    pub(crate) provinces: Vec<String>,
    pub(crate) sectors: Vec<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) ids: Vec<String>,
    pub(crate) words: Vec<String>,
    /// Places among the first rows of the list, and among the last.
    pub(crate) first: Vec<Place>,
    pub(crate) last: Vec<Place>,
}

impl World {
    pub(crate) async fn read(url: &str, ours: &Server) -> Arc<Self> {
        let database = Database::connect(url).await.unwrap();
        let provinces = region::Entity::find()
            .select_only()
            .column(region::Column::Id)
            .filter(region::Column::Level.eq(1))
            .order_by_asc(region::Column::Id);
        let codes = |list: &str| {
            code::Entity::find()
                .select_only()
                .column(code::Column::Code)
                .filter(code::Column::Codelist.eq(list))
                .order_by_asc(code::Column::Position)
        };
        let ids = innovation::Entity::find().select_only().column(innovation::Column::Id);
        let ids: Vec<String> = ids.order_by_asc(innovation::Column::Id).into_tuple().all(&database).await.unwrap();
        let wanted = PLACES.min(ids.len() / 2);
        let world = Self {
            provinces: provinces.into_tuple().all(&database).await.unwrap(),
            kinds: codes("agency_kind").into_tuple().all(&database).await.unwrap(),
            sectors: codes("sector").into_tuple().all(&database).await.unwrap(),
            ids,
            words: Vocabulary::indonesian().words().to_vec(),
            first: places(ours, wanted, "first", "after", "endCursor").await,
            last: places(ours, wanted, "last", "before", "startCursor").await,
        };
        database.close().await.unwrap();
        Arc::new(world)
    }
}

/// The places of the rows at one end of the list.
async fn places(ours: &Server, wanted: usize, count: &str, beyond: &str, edge: &str) -> Vec<Place> {
    let mut connection = Connection::open(ours.address).await;
    let (mut places, mut cursor) = (Vec::new(), None::<String>);
    while places.len() < wanted {
        let query = format!(
            "query Q($cursor: String) {{ innovations({count}: 500, {beyond}: $cursor) \
             {{ edges {{ cursor node {{ slug year }} }} pageInfo {{ {edge} }} }} }}"
        );
        let body = json!({"query": query, "variables": {"cursor": cursor}}).to_string();
        let answer = connection.json(&Request::Post("/graphql", body)).await;
        let found = &answer["data"]["innovations"];
        for of in found["edges"].as_array().unwrap_or_else(|| panic!("{answer}")) {
            places.push(Place {
                cursor: of["cursor"].as_str().unwrap().to_owned(),
                year: of["node"]["year"].as_i64(),
                id: of["node"]["slug"].as_str().unwrap().to_owned(),
            });
        }
        cursor = Some(found["pageInfo"][edge].as_str().unwrap().to_owned());
    }
    places
}
