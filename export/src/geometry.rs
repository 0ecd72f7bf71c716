//! Rows with a place as GeoJSON (RFC 7946).

use serde_json::{Map, Value, json};

/// Names of the columns that say where the point of a row is, degrees, WGS 84.
pub const POINT: [&str; 2] = ["longitude", "latitude"];

/// The geometry of a row: its boundary, where one is known as GeoJSON, else its point, else null.
#[must_use]
pub fn geometry(row: &Map<String, Value>, boundary: Option<&str>) -> Value {
    // A boundary was checked when it was read; one that cannot be read is none.
    boundary.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| point(row))
}

/// The point of a row; null where it has none.
fn point(row: &Map<String, Value>) -> Value {
    let number = |name: &str| row.get(name).and_then(Value::as_f64);
    let [longitude, latitude] = POINT.map(number);
    longitude
        .zip(latitude)
        .map_or(Value::Null, |(longitude, latitude)| json!({"type": "Point", "coordinates": [longitude, latitude]}))
}

/// A row as a feature: all that it says but its point, which is the geometry. The id stands among the properties, too,
/// since readers that make tables of features look for columns there.
#[must_use]
pub fn feature(mut row: Map<String, Value>, boundary: Option<&str>) -> Map<String, Value> {
    let (id, geometry) = (row.get("id").cloned().unwrap_or_default(), geometry(&row, boundary));
    row.retain(|name, _| !POINT.contains(&name.as_str()));
    let mut feature = Map::new();
    feature.insert("type".into(), "Feature".into());
    feature.insert("id".into(), id);
    feature.insert("geometry".into(), geometry);
    feature.insert("properties".into(), row.into());
    feature
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::feature;

    fn row(row: Value) -> Map<String, Value> {
        serde_json::from_value(row).unwrap_or_default()
    }

    #[test]
    fn a_row_with_a_place_is_a_point_east_before_north() {
        let found = feature(row(json!({"id": "ID-35", "latitude": -7.25, "longitude": 112.75, "code": "35"})), None);
        let said = json!({
            "type": "Feature", "id": "ID-35", "geometry": {"type": "Point", "coordinates": [112.75, -7.25]},
            "properties": {"id": "ID-35", "code": "35"},
        });
        assert_eq!(Value::Object(found), said);
    }

    #[test]
    fn a_row_without_a_place_has_no_geometry_and_a_boundary_goes_before_a_point() {
        let nowhere = row(json!({"id": "ID", "latitude": null, "longitude": null}));
        assert_eq!(feature(nowhere.clone(), None)["geometry"], Value::Null);
        let ring = json!({"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]});
        assert_eq!(feature(nowhere, Some(&ring.to_string()))["geometry"], ring);
    }
}
