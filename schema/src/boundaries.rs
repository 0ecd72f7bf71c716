//! Boundaries of regions, for maps.

use std::collections::HashMap;

use inovasi_entity::region_boundary;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::error::Error;
use crate::snapshot::Snapshot;

/// The boundaries of those of some regions that have one: GeoJSON as text, by the id of the region. Of several the one
/// of the newest date holds.
///
/// # Errors
/// `unavailable`.
pub async fn boundaries(snapshot: &Snapshot, regions: Vec<String>) -> Result<HashMap<String, String>, Error> {
    let found = region_boundary::Entity::find()
        .filter(region_boundary::Column::RegionId.is_in(regions))
        .order_by_asc(region_boundary::Column::Id)
        .all(&snapshot.transaction)
        .await?;
    let mut newest: HashMap<String, region_boundary::Model> = HashMap::new();
    for boundary in found {
        let held = newest.get(&boundary.region_id);
        // A boundary without a date is older than any with one.
        if held.is_none_or(|held| held.date <= boundary.date) {
            newest.insert(boundary.region_id.clone(), boundary);
        }
    }
    Ok(newest.into_iter().map(|(region, boundary)| (region, boundary.geometry)).collect())
}
