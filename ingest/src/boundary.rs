//! Whether a text is the boundary of something: GeoJSON (RFC 7946) of type Polygon or MultiPolygon.

use serde_json::{Map, Value};

use crate::cell::Broken;

/// What a boundary may have beside its type and coordinates. Members of other names, `crs` of older GeoJSON among them,
/// would say what is then not heeded.
const MEMBERS: [&str; 3] = ["type", "coordinates", "bbox"];

/// Most degrees along each axis, in the order of a position.
const DEGREES: [(&str, f64); 2] = [("longitude", 180.0), ("latitude", 90.0)];

/// The rule that a text breaks.
pub(crate) fn check(text: &str) -> Result<(), Broken> {
    let shape = || {
        let rule = "not GeoJSON of type Polygon or MultiPolygon".to_owned();
        (rule, "write {\"type\":\"Polygon\",\"coordinates\":[[[lon,lat],…]]}".to_owned())
    };
    let said: Map<String, Value> = serde_json::from_str(text).map_err(|_| shape())?;
    if let Some(name) = said.keys().find(|name| !MEMBERS.contains(&name.as_str())) {
        let rule = format!("the GeoJSON has the member {name:?}");
        return Err((rule, "leave type and coordinates alone, in WGS 84".to_owned()));
    }
    if let Some(bbox) = said.get("bbox") {
        check_box(bbox)?;
    }
    let coordinates = said.get("coordinates").and_then(Value::as_array).filter(|all| !all.is_empty());
    let coordinates = coordinates.ok_or_else(shape)?;
    match said.get("type").and_then(Value::as_str) {
        Some("Polygon") => polygon(coordinates, &shape),
        Some("MultiPolygon") => coordinates.iter().try_for_each(|one| {
            let rings = one.as_array().filter(|rings| !rings.is_empty()).ok_or_else(shape)?;
            polygon(rings, &shape)
        }),
        _ => Err(shape()),
    }
}

fn polygon(rings: &[Value], shape: &impl Fn() -> Broken) -> Result<(), Broken> {
    for ring in rings {
        let ring = ring.as_array().ok_or_else(shape)?;
        for position in ring {
            check_position(position.as_array().ok_or_else(shape)?, shape)?;
        }
        if ring.len() < 4 || !same(ring.first(), ring.last()) {
            let rule = "a ring of the boundary is not closed, or has less than four positions".to_owned();
            return Err((rule, "end every ring with the position that it begins with".to_owned()));
        }
    }
    Ok(())
}

/// Whether two positions are the same place, however their numbers are written.
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let numbers =
        |position: Option<&Value>| -> Option<Vec<f64>> { position?.as_array()?.iter().map(Value::as_f64).collect() };
    numbers(one) == numbers(other)
}

/// The box around the boundary: its lowest and its highest position, flat or with heights.
fn check_box(said: &Value) -> Result<(), Broken> {
    let numbers: Option<Vec<f64>> = said.as_array().and_then(|all| all.iter().map(Value::as_f64).collect());
    let within = |ends: &[f64]| ends.iter().zip(DEGREES).all(|(number, (_, most))| number.abs() <= most);
    let is_box = |all: &Vec<f64>| {
        let (lowest, highest) = all.split_at(all.len() / 2);
        matches!(all.len(), 4 | 6) && within(lowest) && within(highest)
    };
    if numbers.as_ref().is_some_and(is_box) {
        return Ok(());
    }
    let rule = "the bbox of the boundary is no box within the world".to_owned();
    Err((rule, "write \"bbox\":[west,south,east,north] in degrees of WGS 84, or leave it out".to_owned()))
}

/// A position: longitude, latitude, perhaps a height.
fn check_position(position: &[Value], shape: &impl Fn() -> Broken) -> Result<(), Broken> {
    let numbers: Option<Vec<f64>> = position.iter().map(Value::as_f64).collect();
    let numbers = numbers.filter(|numbers| (2..=3).contains(&numbers.len())).ok_or_else(shape)?;
    for (number, (axis, most)) in numbers.iter().zip(DEGREES) {
        if number.abs() > most {
            let rule = format!("a {axis} of {number} is beyond -{most}..{most}");
            return Err((rule, "write longitude before latitude, in degrees of WGS 84".to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    const RING: &str = "[[110,-7],[111,-7],[111,-6],[110,-7]]";

    #[test]
    fn polygons_of_closed_rings_within_the_world_are_boundaries() {
        let good = [
            format!(r#"{{"type":"Polygon","coordinates":[{RING}]}}"#),
            format!(r#"{{"coordinates":[{RING},{RING}],"type":"Polygon","bbox":[110,-7,111,-6]}}"#),
            format!(r#"{{"type":"MultiPolygon","coordinates":[[{RING}],[{RING}]]}}"#),
            r#"{"type":"Polygon","coordinates":[[[110,-7],[111,-7],[111,-6],[110.0,-7.0]]]}"#.to_owned(),
            format!(r#"{{"type":"Polygon","coordinates":[{RING}],"bbox":[110,-7,0,111,-6,90000]}}"#),
            r#"{"type":"Polygon","coordinates":[[[110.5,-7,3],[111,-7,3],[111,-6,3],[110.5,-7,3]]]}"#.to_owned(),
        ];
        for text in good {
            assert_eq!(check(&text), Ok(()), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_what_is_wrong() {
        let bad = [
            ("POLYGON((1 2, 3 4))".to_owned(), "not GeoJSON"),
            (r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(), "not GeoJSON"),
            (r#"{"type":"Polygon","coordinates":[]}"#.to_owned(), "not GeoJSON"),
            (r#"{"type":"Polygon","coordinates":[[[1],[2],[3],[1]]]}"#.to_owned(), "not GeoJSON"),
            (r#"{"type":"Polygon","coordinates":[[["1",2],[2,2],[3,3],["1",2]]]}"#.to_owned(), "not GeoJSON"),
            (r#"{"type":"MultiPolygon","coordinates":[[]]}"#.to_owned(), "not GeoJSON"),
            (format!(r#"{{"type":"MultiPolygon","coordinates":[{RING}]}}"#), "not GeoJSON"),
            (r#"{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[7,8]]]}"#.to_owned(), "not closed"),
            (r#"{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}"#.to_owned(), "not closed"),
            (r#"{"type":"Polygon","coordinates":[[]]}"#.to_owned(), "not closed"),
            (r#"{"type":"Polygon","coordinates":[[[-7,110],[1,2],[3,4],[-7,110]]]}"#.to_owned(), "latitude of 110"),
            (r#"{"type":"Polygon","coordinates":[[[1e9,1],[1,2],[3,4],[1e9,1]]]}"#.to_owned(), "longitude of"),
            (format!(r#"{{"type":"Polygon","coordinates":[{RING}],"crs":{{}}}}"#), "\"crs\""),
            (format!(r#"{{"type":"Polygon","coordinates":[{RING}],"bbox":"x"}}"#), "no box"),
            (format!(r#"{{"type":"Polygon","coordinates":[{RING}],"bbox":[110,-7,111]}}"#), "no box"),
            (format!(r#"{{"type":"Polygon","coordinates":[{RING}],"bbox":[-7,110,-6,111]}}"#), "no box"),
            (format!(r#"{{"type":"Polygon","coordinates":[{RING}],"bbox":null}}"#), "no box"),
        ];
        for (text, rule) in bad {
            let Err((found, remedy)) = check(&text) else { panic!("{text}") };
            assert!(found.contains(rule) && !remedy.is_empty(), "{text}: {found}");
        }
    }
}
