//! The family of an innovation: who replicated it, and what it continues.

use std::collections::BTreeSet;

use inovasi_tests::promise::{Row, replications};
use serde_json::{Value, json};

use crate::promise_compare::{PACKAGE, same, term};
use crate::service::{Service, services};

/// Everything that a family can show.
const ALL: &str = "status=stated,planned,commitment,study_visit&internal=true,false";

/// The family of an innovation, sound in itself: every edge leads from a node to a node, each node is there once, and the
/// root is one of them.
async fn family(service: &Service, innovation: &str, query: &str) -> Value {
    let uri = format!("/v1/innovations/{innovation}/lineage?{query}");
    let family = service.get(&uri).await["data"].clone();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<String>>();
    assert_eq!(keys(&family), ["root", "nodes", "edges"], "{uri}");
    let nodes = family["nodes"].as_array().unwrap();
    let ids: BTreeSet<&str> = nodes.iter().map(|node| node["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), nodes.len(), "{uri}: each node once");
    for node in nodes {
        assert_eq!(keys(node), ["id", "kind", "label"], "{uri}");
        let kind = node["kind"].as_str().unwrap();
        assert!(["innovation", "agency", "region", "unnamed"].contains(&kind), "{uri}: {node}");
        assert!(!node["label"].as_str().unwrap().is_empty(), "{uri}: {node}");
    }
    for edge in family["edges"].as_array().unwrap() {
        assert_eq!(keys(edge), ["from", "to", "kind", "status", "year", "km"], "{uri}");
        assert!(["replication", "continues"].contains(&edge["kind"].as_str().unwrap()), "{uri}: {edge}");
        for end in ["from", "to"] {
            assert!(ids.contains(edge[end].as_str().unwrap()), "{uri}: {end} of {edge} is no node");
        }
    }
    assert!(ids.contains(family["root"].as_str().unwrap()), "{uri}: the root is a node");
    let itself = nodes.iter().find(|node| node["id"] == innovation);
    assert_eq!(itself.unwrap_or_else(|| panic!("{uri}: it is not there itself"))["kind"], "innovation");
    family
}

/// The replications that lead from an innovation: status, year and distance of each, in order.
fn spread(family: &Value, innovation: &str) -> Vec<String> {
    let edges = family["edges"].as_array().unwrap().iter();
    let of_it = edges.filter(|edge| edge["kind"] == "replication" && edge["from"] == innovation);
    let mut told: Vec<String> =
        of_it.map(|edge| json!([edge["status"], edge["year"], edge["km"]]).to_string()).collect();
    told.sort();
    told
}

/// The same from the files, for the rows that are asked for.
fn expected_spread(innovation: &str, keeps: impl Fn(&Row) -> bool) -> Vec<String> {
    let worked = replications(&PACKAGE);
    let rows = PACKAGE.replications.rows.iter().filter(|row| row.is("innovation_id", innovation) && keeps(row));
    let mut told: Vec<String> =
        rows.map(|row| json!([row.text("status"), row.number("year"), worked[row.id()]["km"]]).to_string()).collect();
    told.sort();
    told
}

#[tokio::test]
async fn a_family_has_the_replications_that_are_asked_for() {
    let mut replicated: BTreeSet<&str> =
        PACKAGE.replications.rows.iter().filter_map(|row| row.text("innovation_id")).collect();
    for relation in &PACKAGE.relations.rows {
        // Where innovations are related to each other, a family has more than these rows.
        replicated.remove(relation.text("innovation_id").unwrap());
        replicated.remove(relation.text("related_id").unwrap());
    }
    assert!(replicated.len() > 25, "{}", replicated.len());
    let shown = |status: &'static [&'static str], internal: &'static [&'static str]| {
        move |row: &Row| {
            status.iter().any(|one| row.is("status", one)) && internal.iter().any(|one| row.is("internal", one))
        }
    };
    for service in services("promise_families").await {
        for innovation in &replicated {
            let told = spread(&family(&service, innovation, "").await, innovation);
            assert_eq!(told, expected_spread(innovation, shown(&["stated"], &["false"])), "{innovation}");
            let told = spread(&family(&service, innovation, "status=study_visit").await, innovation);
            assert_eq!(told, expected_spread(innovation, shown(&["study_visit"], &["false"])), "{innovation}, visits");
            let told = spread(&family(&service, innovation, "internal=true").await, innovation);
            assert_eq!(told, expected_spread(innovation, shown(&["stated"], &["true"])), "{innovation}, internal");
            let told = spread(&family(&service, innovation, ALL).await, innovation);
            assert_eq!(told, expected_spread(innovation, |_| true), "{innovation}, all");
        }
    }
}

#[tokio::test]
async fn a_family_names_who_replicates() {
    for service in services("promise_names").await {
        let innovation = "gaman-majapahit-bajak-sambal-terasi-kota-mojokerto";
        let known = family(&service, innovation, "").await;
        let node = |id: &str| known["nodes"].as_array().unwrap().iter().find(|node| node["id"] == id).cloned();
        for (agency, name) in [
            ("kabupaten-gresik", "Gresik"),
            ("kabupaten-bangkalan", "Bangkalan"),
            ("kabupaten-jombang", "Jombang"),
            ("kabupaten-tuban", "Tuban"),
        ] {
            let node = node(agency).unwrap_or_else(|| panic!("{agency} is no node: {}", known["nodes"]));
            assert_eq!(node["kind"], "agency");
            assert!(node["label"].as_str().unwrap().contains(name), "{node}");
            let leads = |edge: &Value| edge["from"] == innovation && edge["to"] == agency;
            assert!(known["edges"].as_array().unwrap().iter().any(leads), "{agency}");
        }
        let of_kind =
            |kind: &str| known["nodes"].as_array().unwrap().iter().filter(|node| node["kind"] == kind).count();
        assert_eq!((of_kind("agency"), of_kind("unnamed")), (4, 1), "{known}");
        assert_eq!(known["root"], innovation);
        // Fifteen came to see it, and one copy stays in its own government; neither is shown unless asked for.
        let visited = "laboratorium-kemiskinan-kabupaten-pekalongan";
        for (query, edges) in [("", 0), ("status=study_visit", 15), ("internal=true", 1), (ALL, 16)] {
            let family = family(&service, visited, query).await;
            assert_eq!(family["edges"].as_array().unwrap().len(), edges, "{query}");
        }
        let lonely = family(&service, "karantina-ikan-semarang-kementerian-kelautan-dan-perikanan", ALL).await;
        assert_eq!((lonely["nodes"].as_array().unwrap().len(), &lonely["edges"]), (1, &json!([])));
    }
}

#[tokio::test]
async fn a_continuation_is_seen_from_both_ends() {
    let continued: Vec<(&str, &str)> = PACKAGE
        .relations
        .rows
        .iter()
        .filter(|relation| relation.is("kind", "continues"))
        .map(|relation| (relation.text("innovation_id").unwrap(), relation.text("related_id").unwrap()))
        .collect();
    assert_eq!(continued.len(), 4);
    for service in services("promise_continued").await {
        for (later, earlier) in &continued {
            let mut seen = Vec::new();
            for innovation in [later, earlier] {
                let family = family(&service, innovation, "").await;
                let joins = |edge: &&Value| {
                    let ends = [edge["from"].as_str().unwrap(), edge["to"].as_str().unwrap()];
                    edge["kind"] == "continues" && ends.contains(later) && ends.contains(earlier)
                };
                let edges: Vec<Value> = family["edges"].as_array().unwrap().iter().filter(joins).cloned().collect();
                assert_eq!(edges.len(), 1, "{innovation}: {later} continues {earlier}: {family}");
                seen.extend(edges);
            }
            assert_eq!(seen[0], seen[1], "the same edge from both ends");
        }
    }
}

#[tokio::test]
async fn a_family_is_the_same_on_both_faces() {
    let fields = "root nodes { slug kind label } edges { from to kind status year km }";
    for service in services("promise_family_faces").await {
        for innovation in [
            "gaman-majapahit-bajak-sambal-terasi-kota-mojokerto",
            "laboratorium-kemiskinan-kabupaten-pekalongan",
            "bird-provinsi-kalimantan-selatan",
            "sipelandukilat-smart-provinsi-kalimantan-utara",
            "sipelandukilat-provinsi-kalimantan-utara",
            "uwr-provinsi-jawa-timur",
        ] {
            for (query, arguments) in [
                ("", ""),
                ("status=study_visit", ", status: [STUDY_VISIT]"),
                ("status=stated,study_visit&internal=true", ", status: [STATED, STUDY_VISIT], internal: [true]"),
                (ALL, ", status: [STATED, PLANNED, COMMITMENT, STUDY_VISIT], internal: [true, false]"),
            ] {
                let family = family(&service, innovation, query).await;
                let text = format!("{{ lineage(slug: \"{innovation}\"{arguments}) {{ {fields} }} }}");
                let found = service.query(&text).await["lineage"].clone();
                assert_eq!(found["root"], family["root"], "{text}");
                let nodes: Vec<Value> = found["nodes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|node| json!({"id": node["slug"], "kind": term(&node["kind"]), "label": node["label"]}))
                    .collect();
                same(&text, &nodes, family["nodes"].as_array().unwrap());
                let edges: Vec<Value> = found["edges"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|edge| {
                        json!({
                            "from": edge["from"], "to": edge["to"], "kind": term(&edge["kind"]),
                            "status": term(&edge["status"]), "year": edge["year"], "km": edge["km"],
                        })
                    })
                    .collect();
                same(&text, &edges, family["edges"].as_array().unwrap());
            }
        }
    }
}

#[tokio::test]
async fn a_family_that_is_asked_for_wrongly_is_refused() {
    for service in services("promise_family_wrong").await {
        let uri = |query: &str| format!("/v1/innovations/uwr-provinsi-jawa-timur/lineage?{query}");
        let body = service.problem("GET", &uri("status=visited"), 400, "invalid_parameter").await;
        assert_eq!(body["errors"][0]["parameter"], "status");
        for allowed in ["stated", "planned", "commitment", "study_visit"] {
            assert!(body["errors"][0]["allowed"].as_array().unwrap().contains(&allowed.into()), "{body}");
        }
        service.problem("GET", &uri("internal=perhaps"), 400, "invalid_parameter").await;
        let body = service.problem("GET", &uri("statu=stated"), 400, "unknown_parameter").await;
        assert_eq!(body["errors"][0]["suggestion"], "status");
        service.problem("GET", "/v1/innovations/nothing/lineage", 404, "not_found").await;
        let (_, body) = service.post(&json!({"query": "{ lineage(slug: \"nothing\") { root } }"})).await;
        assert_eq!(body["errors"][0]["extensions"]["code"], "not_found", "{body}");
    }
}
