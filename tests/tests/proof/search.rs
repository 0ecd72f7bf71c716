//! Search: real queries and the rows that they must find, on both databases; and any text at all.

use serde_json::{Value, json};

use crate::service::{Service, ids_of, services};

/// One query of the table beside this file.
struct Query {
    q: String,
    first: Option<String>,
    found: Vec<String>,
    absent: Vec<String>,
    total: Option<usize>,
}

fn queries() -> Vec<Query> {
    let mut reader = csv::Reader::from_reader(include_str!("search_queries.csv").as_bytes());
    let many = |cell: &str| cell.split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        Query {
            q: row[0].to_owned(),
            first: Some(row[1].to_owned()).filter(|id| !id.is_empty()),
            found: many(&row[2]),
            absent: many(&row[3]),
            total: row[4].parse().ok(),
        }
    });
    rows.collect()
}

fn form(said: &str) -> String {
    form_urlencoded::byte_serialize(said.as_bytes()).collect()
}

async fn search(service: &Service, q: &str) -> Vec<String> {
    ids_of(&service.get(&format!("/v1/innovations?limit=1000&q={}", form(q))).await)
}

#[tokio::test]
async fn every_query_of_the_table_finds_its_rows() {
    let queries = queries();
    assert!(queries.len() >= 60, "{}", queries.len());
    let services = services("search_queries").await;
    let mut wrong = Vec::new();
    for query in &queries {
        let ids = search(&services[0], &query.q).await;
        for service in &services[1..] {
            assert_eq!(search(service, &query.q).await, ids, "{}", query.q);
        }
        if let Some(first) = query.first.as_ref().filter(|first| ids.first() != Some(first)) {
            wrong.push(format!("{:?}: first is {:?}, not {first:?}", query.q, ids.first()));
        }
        for id in query.found.iter().filter(|id| !ids.contains(id)) {
            wrong.push(format!("{:?}: lacks {id}", query.q));
        }
        for id in query.absent.iter().filter(|id| ids.contains(id)) {
            wrong.push(format!("{:?}: has {id}", query.q));
        }
        if let Some(total) = query.total.filter(|total| *total != ids.len()) {
            let more: Vec<&String> = ids.iter().filter(|id| !query.found.contains(id)).take(5).collect();
            wrong.push(format!("{:?}: {} rows, not {total}: {more:?}", query.q, ids.len()));
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn affixes_do_not_matter_and_the_very_title_is_first() {
    for service in services("search_words").await {
        let layanan = search(&service, "layanan").await;
        assert!(layanan.len() > 20);
        assert_eq!(search(&service, "pelayanan").await, layanan);
        let first = search(&service, "lahir procot").await;
        assert_eq!(first.first().unwrap(), "lahir-procot-pulang-bawa-akta-kabupaten-banyuwangi");
        // Both faces, in the same order, walked in pages.
        let uri = "/v1/innovations?q=layanan&limit=7";
        assert_eq!(service.walk(uri, "next").await.0, layanan);
        let last = service.walk(uri, "next").await.1;
        assert_eq!(service.walk(&last, "prev").await.0, layanan);
        let text = "{ innovations(first: 1000, filter: {q: \"layanan\"}) { totalCount nodes { slug } } }";
        let answer = service.query(text).await;
        let slugs: Vec<&str> = answer["innovations"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["slug"].as_str().unwrap())
            .collect();
        assert_eq!(slugs, layanan);
    }
}

#[tokio::test]
async fn words_are_marked_and_texts_are_escaped() {
    for service in services("search_marks").await {
        let page = service.get("/v1/innovations?q=procot&highlight=true&fields=year").await;
        let row = &page["data"][0];
        assert_eq!(row["highlights"]["title"], "Lahir <mark>Procot</mark> Pulang Bawa Akta", "{row}");
        assert!(row.get("title").is_none());
        let text = "{ innovations(filter: {q: \"procot\"}, first: 1) { edges { highlights { field text } } } }";
        let marked = service.query(text).await;
        let marked = marked["innovations"]["edges"][0]["highlights"].as_array().unwrap().clone();
        assert!(marked.contains(&json!({"field": "title", "text": "Lahir <mark>Procot</mark> Pulang Bawa Akta"})));
        let none = service.query("{ innovations(first: 1) { edges { highlights { text } } } }").await;
        assert_eq!(none["innovations"]["edges"][0]["highlights"], Value::Null);
        service.problem("GET", "/v1/innovations?highlight=true", 400, "invalid_parameter").await;
    }
}

#[tokio::test]
async fn faulty_searches_are_told_on_both_faces() {
    for service in services("search_faults").await {
        for q in ["", "*", "-", "\"", "\"open", "!!!", "\0a"] {
            let problem =
                service.problem("GET", &format!("/v1/innovations?q={}", form(q)), 400, "invalid_parameter").await;
            assert_eq!(problem["errors"][0]["parameter"], "q", "{q}: {problem}");
            let body = json!({
                "query": "query($q: String) { innovations(filter: {q: $q}) { totalCount } }", "variables": {"q": q},
            });
            let (_, body) = service.post(&body).await;
            assert_eq!(body["errors"][0]["extensions"]["code"], "invalid_parameter", "{q}: {body}");
            let told = body["errors"][0]["extensions"]["errors"][0]["message"].clone();
            assert_eq!(told, problem["errors"][0]["message"], "{q}: {body}");
        }
    }
}

#[tokio::test]
async fn suggestions_forgive_a_wrong_letter() {
    for service in services("suggestions").await {
        let first = |page: &Value| page["data"][0].clone();
        let region = first(&service.get("/v1/suggest?q=banyuwangi&kind=region").await);
        assert_eq!((&region["id"], &region["region_id"]), (&json!("ID-35.10"), &json!("ID-35.10")));
        for q in ["banyuw", "banyuwabgi", "bamyuwangi", "Kab%20banyu"] {
            let page = service.get(&format!("/v1/suggest?q={q}")).await;
            let ids = ids_of(&page);
            assert!(ids.contains(&"ID-35.10".to_owned()), "{q}: {page}");
        }
        let innovation = first(&service.get("/v1/suggest?q=lahir%20proc").await);
        assert_eq!(innovation["kind"], "innovation");
        assert_eq!(innovation["id"], "lahir-procot-pulang-bawa-akta-kabupaten-banyuwangi");
        assert_eq!(innovation["region_id"], "ID-35.10");
        // The former name of a region finds it.
        let jakarta = ids_of(&service.get("/v1/suggest?q=DKI%20Jak&kind=region").await);
        assert_eq!(jakarta.first().unwrap(), "ID-31");
        let rest = service.get("/v1/suggest?q=semarang&limit=7&lang=en").await;
        let graphql =
            service.query("{ suggest(q: \"semarang\", first: 7, lang: \"en\") { slug label kind regionId } }").await;
        let slugs: Vec<Value> = graphql["suggest"].as_array().unwrap().iter().map(|one| one["slug"].clone()).collect();
        assert_eq!(json!(ids_of(&rest)), json!(slugs));
        for wrong in ["", "q=", "q=a&kind=regiom", "q=a&limit=0", "q=a&lang=fr", "q=a&nearby=1", "q=a&q=b"] {
            let (status, ..) = service.ask("GET", &format!("/v1/suggest?{wrong}"), None).await;
            assert_eq!(status, 400, "{wrong}");
        }
    }
}
