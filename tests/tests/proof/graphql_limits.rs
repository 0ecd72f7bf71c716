//! What a GraphQL request costs: statements, rows, time; and what is refused before it runs.

use std::sync::atomic::Ordering;
use std::time::Instant;

use serde_json::{Value, json};

use crate::service::{Service, services};

/// One root field said many times is one.
const REPEATED: &str = "{ agencies(first: 8) { nodes { a: awards { totalCount } } } agencies(first: 8) { nodes { a: awards { \
                        totalCount } } } agencies(first: 8) { nodes { a: awards { totalCount } } } }";

/// Shapes of query, and the most statements that each may cost: one for the revision, then one or two an edge.
const SHAPES: &[(&str, usize)] = &[
    ("{ __typename }", 0),
    ("{ meta { title } }", 0),
    ("{ codelists { name codes { code label } } }", 1),
    ("{ innovations { totalCount } }", 0),
    ("{ innovations(first: 1000) { nodes { title } } }", 1),
    ("{ innovations(first: 1000) { totalCount nodes { title } } }", 1),
    ("{ innovations(first: 1000) { nodes { agency { slug } region { slug } } } }", 1),
    ("{ innovations(first: 1000) { nodes { agency { name } } } }", 2),
    ("{ innovations(first: 1000) { nodes { agency { name region { name parent { name } } } } } }", 4),
    ("{ innovations(first: 500) { nodes { awards(first: 3) { nodes { tier } } } } }", 2),
    ("{ innovations(first: 500) { nodes { awards(first: 3) { totalCount nodes { tier } } } } }", 2),
    ("{ innovations(first: 500) { nodes { awards(first: 3) { totalCount } } } }", 1),
    ("{ innovations(first: 500) { nodes { sources { title } } } }", 3),
    ("{ innovations(first: 200) { edges { node { agency { name } } } nodes { region { name } } } }", 3),
    ("{ a: innovations(first: 9) { nodes { title } } b: innovations(last: 9) { nodes { title } } }", 2),
    (
        "{ agencies(first: 100) { nodes { innovations(first: 5) { nodes { awards(first: 2) { nodes { edition { year } } } } } } } }",
        4,
    ),
    (
        "{ regions(first: 20) { nodes { children(first: 20) { nodes { agencies(first: 10) { nodes { name } } } } } } }",
        3,
    ),
    ("{ agency(slug: \"kota-surabaya\") { name innovations { nodes { title } } } }", 2),
    (
        "{ editions { nodes { tiers(first: 9) { nodes { code } } awards(first: 9) { nodes { innovation { title } } } } } }",
        4,
    ),
    (
        "{ replications(first: 50) { nodes { innovation { title agency { name } } agency { name } region { name } evidence(first: 5) { nodes { source { title } } } } } }",
        7,
    ),
    (
        "query { innovations(first: 50) { ...I } } fragment I on InnovationConnection { nodes { ...N ...N } } fragment N on Innovation { agency { name } }",
        2,
    ),
    (
        "{ innovations(first: 9, filter: {sector: {in: [\"health\"]}, agencyId: {notIn: [\"kota-surabaya\"]}}) { nodes { title } } }",
        1,
    ),
    (REPEATED, 1),
];

async fn statements(service: &Service, text: &str) -> usize {
    let before = service.statements.load(Ordering::Relaxed);
    service.query(text).await;
    service.statements.load(Ordering::Relaxed) - before
}

#[tokio::test]
async fn a_query_of_any_shape_costs_few_statements() {
    assert!(SHAPES.len() >= 20);
    for service in services("statements").await {
        // The first request of a revision builds its index.
        statements(&service, "{ __typename }").await;
        let revision = statements(&service, "{ __typename }").await;
        let mut wrong = Vec::new();
        for (text, exactly) in SHAPES {
            let cost = statements(&service, text).await - revision;
            if cost != *exactly {
                wrong.push(format!("{cost}, not {exactly}: {text}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[tokio::test]
async fn a_query_beyond_a_limit_is_refused_at_once_with_its_cost() {
    let deep =
        format!("{}{}", "{ region(slug: \"ID\") { parent ", "{ parent ".repeat(20) + "{ slug }" + &" }".repeat(22));
    let aliases: String = (0..60).map(|i| format!("a{i}: meta {{ title }} ")).collect();
    let edges: String = (0..101).map(|i| format!("meta {{ ...F{} }} ", i % 2)).collect::<String>();
    let bomb: String =
        (0..12).map(|i| format!("fragment F{i} on Query {{ ...F{n} ...F{n} ...F{n} }} ", n = i + 1)).collect();
    let many = "a ".repeat(3000);
    let brackets = "{ a ".repeat(5000);
    let wrong: Vec<(String, &str)> = vec![
        (deep, "depth"),
        (format!("{{ {aliases} }}"), "aliases"),
        (format!("{{ {edges} }} fragment F0 on Meta {{ title }} fragment F1 on Meta {{ title }}"), "edges"),
        ("{ innovations(first: 1000) { nodes { awards(first: 1000) { nodes { tier } } } } }".into(), "cost"),
        (format!("{{ ...F0 }} {bomb} fragment F12 on Query {{ __typename }}"), "fields"),
        (format!("{{ {many} }}"), "tokens"),
        (brackets, "depth"),
        ("{ __schema { types { fields { type { fields { name } } } } } }".into(), "introspection"),
    ];
    for service in services("limits").await {
        for (text, limit) in &wrong {
            let began = Instant::now();
            let (status, body) = service.post(&json!({ "query": text })).await;
            let took = began.elapsed();
            let extensions = &body["errors"][0]["extensions"];
            assert_eq!((status.as_u16(), &extensions["code"]), (400, &"query_too_complex".into()), "{limit}: {body}");
            let named: Vec<&str> = extensions["errors"]
                .as_array()
                .unwrap()
                .iter()
                .map(|fault| fault["parameter"].as_str().unwrap())
                .collect();
            assert!(named.contains(limit), "{limit}: {body}");
            assert!(took.as_millis() < 50, "{limit} took {took:?}");
            assert!(body.get("data").is_none());
        }
        let (_, body) = service.post(&json!({ "query": wrong[3].0 })).await;
        assert_eq!(body["extensions"]["cost"]["requested"], 1_002_001);
        let (_, body) = service.post(&json!({"query": "{ innovations(first: 3) { nodes { title } } }"})).await;
        assert_eq!(
            (&body["extensions"]["cost"]["requested"], &body["extensions"]["cost"]["limit"]),
            (&4.into(), &20_000.into())
        );
    }
}

/// A chain of fragments that doubles with every link, and what its last one selects.
fn doubling(links: usize, last: &str) -> String {
    let link = |n: usize| format!("fragment f{n} on Query {{ ...f{m} ...f{m} }} ", m = n + 1);
    (0..links).map(link).collect::<String>() + &format!("fragment f{links} on Query {{ {last} }}")
}

#[tokio::test]
async fn no_text_kills_or_hangs_the_service() {
    let brackets = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let texts = [
        format!("#\r{{ a(b: {brackets}) }}"),
        format!("{{ a(b: [\"\"\" \"], c: {brackets}) }}"),
        format!("{{ a(b: \"\"\"x\"\"\", c: {brackets}) }}"),
        format!("{{ a(b: \"x\\\" {brackets}\") }}"),
        format!("{{ __typename ...f0 @skip(if: true) }} {}", doubling(34, "__typename")),
        format!("query A {{ __typename }} query B {{ ...f0 }} {}", doubling(34, "__typename")),
        format!("{{ ...f0 }} {}", doubling(34, "__typename @skip(if: true)")),
        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned(),
    ];
    for service in services("texts").await {
        for text in &texts {
            let began = Instant::now();
            let (status, body) = service.post(&json!({"query": text, "operationName": if text.starts_with("query A") { Some("A") } else { None }})).await;
            assert_eq!(status, 400, "{text}: {body}");
            assert!(began.elapsed().as_millis() < 50, "{text} took {:?}", began.elapsed());
        }
        let many: Vec<u32> = vec![1; 20_000];
        let uses = "innovations(filter: $f) { totalCount } ".repeat(100);
        let text = format!("query($f: InnovationFilter) {{ {uses} }}");
        let (_, body) = service.post(&json!({"query": text, "variables": {"f": {"year": {"in": many}}}})).await;
        assert_eq!(body["errors"][0]["extensions"]["parameter"], "variables");
        let (_, body) = service.post(&json!({"query": text, "variables": {"f": {"year": {"in": many[..4000]}}}})).await;
        assert_eq!(body["errors"][0]["extensions"]["parameter"], "arguments", "{body}");
    }
}

#[tokio::test]
async fn the_cost_counts_what_is_loaded() {
    let cost = |body: &Value| body["extensions"]["cost"]["requested"].as_u64().unwrap();
    for service in services("cost").await {
        for (text, least) in [
            (
                "{ innovations(first: null, last: 1000) { nodes { evidence(last: 1000) { nodes { slug } } } } }",
                1_000_000,
            ),
            ("{ innovations(first: 1000) { a: nodes { slug } b: nodes { slug } c: edges { node { slug } } } }", 3000),
            ("{ agencies(first: 1000) { nodes { innovations(last: 1000) { pageInfo { hasNextPage } } } } }", 1_000_000),
            ("query($n: Int) { innovations(first: $n) { nodes { slug } } }", 20),
            ("query($n: Int = 500) { innovations(first: $n) { nodes { slug } } }", 500),
        ] {
            let (_, body) = service.post(&json!({ "query": text })).await;
            assert!(cost(&body) >= least, "{text}: {body}");
        }
    }
}
