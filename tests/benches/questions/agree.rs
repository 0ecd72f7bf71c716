//! That both servers answer the same before it is measured how fast they do.

use serde_json::Value as Json;

use crate::client::Connection;
use crate::process::Server;
use crate::questions::{Part, Question};
use crate::world::World;

/// Parameter sets that are compared.
const COMPARED: u64 = 5;

pub(crate) async fn check(question: &Question, world: &World, part: Part, ours: &Server, plain: &Server) {
    let (mut of_ours, mut of_plain) = (Connection::open(ours.address).await, Connection::open(plain.address).await);
    for pair in (0..COMPARED).filter_map(|number| (question.make)(world, part, number)) {
        let (left, right) = (of_ours.json(&pair.ours).await, of_plain.json(&pair.plain).await);
        let differing = said(&left).into_iter().zip(said(&right)).find(|(left, right)| left != right);
        let same = differing.is_none() && said(&left).len() == said(&right).len();
        assert!(same || !question.same, "{}: {:?} differs at {differing:?}", question.name, pair.ours);
    }
}

/// What an answer says, whatever its form: rows with their total, one row, counts, facets.
fn said(answer: &Json) -> Vec<String> {
    let mut said = Vec::new();
    let data = &answer["data"];
    if let Some(nodes) = data["innovations"]["nodes"].as_array() {
        said.extend(nodes.iter().map(|node| format!("{} {}", node["slug"], node["awards"]["nodes"])));
        return said;
    }
    if let Some(row) = data.as_object() {
        let nested = |name: &str| row[name].as_array().map_or(0, Vec::len);
        let counts: Vec<usize> = ["awards", "outcomes", "replications", "evidence", "sources"].map(nested).to_vec();
        return vec![format!("{} {} {} {counts:?}", row["id"], row["agency"]["name"], row["region"]["name"])];
    }
    let mut counted: Vec<String> = Vec::new();
    for row in data.as_array().into_iter().flatten() {
        match row.get("id") {
            Some(id) => said.push(id.to_string()),
            None => {
                let name = label(&row["region"], &row["region_label"]);
                counted.push(format!("{} {name} {} {}", row["region"], row["year"], row["innovations"]));
            }
        }
    }
    if counted.is_empty() {
        said.push(answer["meta"]["total"].to_string());
    }
    for (name, values) in answer["facets"].as_object().into_iter().flatten() {
        for value in values.as_array().into_iter().flatten() {
            counted.push(format!(
                "{name} {} {} {}",
                value["value"],
                label(&value["value"], &value["label"]),
                value["count"]
            ));
        }
    }
    counted.sort();
    said.extend(counted);
    said
}

/// What a value is called; how the lack of one is called is each server's own.
fn label<'a>(value: &Json, label: &'a Json) -> &'a Json {
    if value.is_null() { &Json::Null } else { label }
}
