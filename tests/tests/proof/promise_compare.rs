//! What the proof of the promise shares: the second reckoning, whole lists, and the first difference in words.

use std::sync::LazyLock;

use inovasi_tests::promise::{Package, Reckoned, compliance};
use serde_json::{Map, Value, json};

use crate::service::Service;

/// The files of the bundled package.
pub(crate) static PACKAGE: LazyLock<Package> = LazyLock::new(|| Package::bundled().unwrap());

/// Every row of compliance, reckoned from them, in the order of the list.
pub(crate) static RECKONED: LazyLock<Vec<Reckoned>> = LazyLock::new(|| compliance(&PACKAGE));

/// Whether an agency's region is this one or below it.
pub(crate) fn lies_in(row: &Reckoned, region: &str) -> bool {
    row.regions.iter().any(|above| above == region)
}

/// Whether an agency is this one or a unit of it.
pub(crate) fn belongs_to(row: &Reckoned, agency: &str) -> bool {
    row.agencies.iter().any(|above| above == agency)
}

/// The reckoned rows of a kind as the list answers them, in its order.
pub(crate) fn reckoned(keeps: impl Fn(&Reckoned) -> bool) -> Vec<Value> {
    RECKONED.iter().filter(|row| keeps(row)).map(Reckoned::json).collect()
}

/// All rows of a list, page by page; as many as it says.
pub(crate) async fn whole(service: &Service, uri: &str) -> Vec<Value> {
    let (mut rows, mut at) = (Vec::new(), uri.to_owned());
    loop {
        let page = service.get(&at).await;
        rows.extend(page["data"].as_array().unwrap().iter().cloned());
        if let Some(next) = page["links"]["next"].as_str() {
            at = next.to_owned();
        } else {
            assert_eq!(page["meta"]["total"], rows.len(), "{uri}: meta.total and the rows of all pages");
            return rows;
        }
    }
}

/// All nodes of a list of GraphQL, page by page; as many as it says. `arguments` are a filter and an order or nothing.
pub(crate) async fn whole_graphql(
    service: &Service,
    field: &str,
    arguments: &str,
    first: usize,
    nodes: &str,
) -> Vec<Value> {
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let text = format!(
            "{{ list: {field}(first: {first} {arguments} {after}) {{ totalCount pageInfo {{ hasNextPage endCursor }} \
             nodes {{ {nodes} }} }} }}"
        );
        let list = service.query(&text).await["list"].clone();
        rows.extend(list["nodes"].as_array().unwrap().iter().cloned());
        if list["pageInfo"]["hasNextPage"] == false {
            assert_eq!(list["totalCount"], rows.len(), "{text}: totalCount and the nodes of all pages");
            return rows;
        }
        after = format!("after: {}", list["pageInfo"]["endCursor"]);
    }
}

/// A value whose numbers are all of one type: 1 and 1.0 are the same number.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(values) => values.iter().map(plain).collect(),
        Value::Object(object) => {
            object.iter().map(|(key, value)| (key.clone(), plain(value))).collect::<Map<String, Value>>().into()
        }
        other => other.clone(),
    }
}

/// Fails with the first row that differs, and in what.
#[track_caller]
pub(crate) fn same(what: &str, found: &[Value], expected: &[Value]) {
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let (found, expected) = (plain(found), plain(expected));
        if found == expected {
            continue;
        }
        let mut lines = Vec::new();
        if let (Value::Object(one), Value::Object(other)) = (&found, &expected) {
            for key in one.keys().chain(other.keys().filter(|key| !one.contains_key(*key))) {
                if one.get(key) != other.get(key) {
                    let said = |value: Option<&Value>| value.map_or("no such key".to_owned(), Value::to_string);
                    lines.push(format!("  {key}: found {}, expected {}", said(one.get(key)), said(other.get(key))));
                }
            }
        }
        panic!("{what}, row {place} differs\n{}\n found    {found}\n expected {expected}", lines.join("\n"));
    }
    let more = if found.len() > expected.len() { found.get(expected.len()) } else { expected.get(found.len()) };
    let more = more.map(Value::to_string).unwrap_or_default();
    assert_eq!(found.len(), expected.len(), "{what}: as far as both go they are the same; then {more}");
}

/// Fields of a row of compliance in GraphQL.
pub(crate) const COMPLIANCE_NODE: &str =
    "slug agency { slug } year required innovations innovationIds status basis withUnits mandate { slug }";

/// Such a node as REST writes it.
pub(crate) fn compliance_of_node(node: &Value) -> Value {
    json!({
        "id": node["slug"],
        "agency_id": node["agency"]["slug"],
        "year": node["year"],
        "required": node["required"],
        "innovations": node["innovations"],
        "innovation_ids": node["innovationIds"],
        "status": term(&node["status"]),
        "basis": term(&node["basis"]),
        "with_units": node["withUnits"],
        "mandate_id": node["mandate"]["slug"],
    })
}

/// A value of an enum as its code; null stays null.
pub(crate) fn term(value: &Value) -> Value {
    value
        .as_str()
        .map(|name| {
            assert_eq!(name, name.to_uppercase(), "values of enums are in upper case");
            name.to_lowercase()
        })
        .into()
}
