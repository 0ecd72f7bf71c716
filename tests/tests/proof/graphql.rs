//! The GraphQL face: Relay, the shape of answers, persisted queries, batches, caching.

use axum::body::Body;
use axum::http::Request;
use inovasi_schema::graphql::{camel, pascal};
use inovasi_schema::listed_tables;
use serde_json::{Value, json};

use crate::service::{ids_of, services};

fn texts(nodes: &Value, name: &str) -> Vec<String> {
    nodes.as_array().unwrap().iter().map(|node| node[name].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pages_are_walked_both_ways() {
    for service in services("relay").await {
        for table in listed_tables() {
            let (whole, _) = service.walk(&format!("/v1/{}?limit=1000", table.path()), "next").await;
            let field = camel(table.plural);
            let size = (whole.len() / 4 + 1).min(1000);
            let page = "edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
            let (mut ids, mut at) = (Vec::new(), String::new());
            loop {
                let list = service.query(&format!("{{ list: {field}(first: {size}{at}) {{ {page} }} }}")).await["list"]
                    .clone();
                let edges = list["edges"].as_array().unwrap();
                ids.extend(edges.iter().map(|edge| edge["node"]["slug"].as_str().unwrap().to_owned()));
                assert_eq!(list["pageInfo"]["startCursor"], edges[0]["cursor"]);
                if list["pageInfo"]["hasNextPage"] == false {
                    break;
                }
                at = format!(", after: {}", list["pageInfo"]["endCursor"]);
            }
            assert_eq!(ids, whole, "{field} forward");
            let (mut back, mut at) = (Vec::new(), String::new());
            loop {
                let list =
                    service.query(&format!("{{ list: {field}(last: {size}{at}) {{ {page} }} }}")).await["list"].clone();
                let edges = list["edges"].as_array().unwrap();
                let mut found: Vec<String> =
                    edges.iter().map(|edge| edge["node"]["slug"].as_str().unwrap().to_owned()).collect();
                found.append(&mut back);
                back = found;
                if list["pageInfo"]["hasPreviousPage"] == false {
                    break;
                }
                at = format!(", before: {}", list["pageInfo"]["startCursor"]);
            }
            assert_eq!(back, whole, "{field} backward");
        }
    }
}

#[tokio::test]
async fn every_row_is_a_node() {
    for service in services("nodes").await {
        let mut ids = Vec::new();
        for table in listed_tables() {
            let (plural, singular) = (camel(table.plural), camel(table.name));
            let data = service.query(&format!("{{ list: {plural}(first: 3) {{ nodes {{ id slug }} }} }}")).await;
            for node in data["list"]["nodes"].as_array().unwrap() {
                if plural == singular {
                    // A word that has no plural names the list alone.
                    let found = service.query(&format!("{{ node(id: {}) {{ id }} }}", node["id"])).await;
                    assert_eq!(found["node"]["id"], node["id"]);
                    continue;
                }
                let text = format!(
                    "{{ node(id: {}) {{ __typename id }} one: {singular}(slug: {}) {{ id }} }}",
                    node["id"], node["slug"]
                );
                let found = service.query(&text).await;
                assert_eq!(found["node"], json!({"__typename": pascal(table.name), "id": node["id"]}));
                assert_eq!(found["one"]["id"], node["id"]);
                ids.push(node["id"].clone());
            }
        }
        let stage =
            service.query("{ codelist(name: \"stage\") { codes { id } } }").await["codelist"]["codes"][0]["id"].clone();
        ids.push(stage);
        ids.push("SW5ub3ZhdGlvbjpub3BlAA".into());
        let (_, body) = service
            .post(&json!({"query": "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "variables": {"ids": ids}}))
            .await;
        let found: Vec<Value> =
            body["data"]["nodes"].as_array().unwrap().iter().map(|node| node["id"].clone()).collect();
        assert_eq!(found[..ids.len() - 1], ids[..ids.len() - 1], "in the order of the ids");
        assert_eq!(found[ids.len() - 1], Value::Null);
        let (_, body) = service.post(&json!({"query": "{ node(id: \"nothing\") { id } }"})).await;
        assert_eq!(body["errors"][0]["extensions"]["code"], "invalid_parameter");
    }
}

#[tokio::test]
async fn nested_lists_are_the_lists_of_their_rows() {
    for service in services("nested").await {
        let text = "{ agencies(first: 40, orderBy: [{field: ID, direction: DESC}]) { nodes { slug innovations(first: 3, \
                    orderBy: [{field: TITLE}]) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } } } } }";
        let mut more = 0;
        for agency in service.query(text).await["agencies"]["nodes"].as_array().unwrap() {
            let slug = agency["slug"].as_str().unwrap();
            let list = service.get(&format!("/v1/innovations?agency_id={slug}&sort=title&limit=3")).await;
            let nested = &agency["innovations"];
            assert_eq!(texts(&nested["nodes"], "slug"), ids_of(&list), "{slug}");
            assert_eq!(nested["totalCount"], list["meta"]["total"]);
            assert_eq!(nested["pageInfo"]["hasNextPage"], list["links"]["next"].is_string());
            more += usize::from(list["links"]["next"].is_string());
        }
        let text = "{ agency(slug: \"kota-surabaya\") { a: innovations(first: 2) { nodes { slug } pageInfo { endCursor } } \
                    all: innovations(first: 100) { nodes { slug } } last: innovations(last: 2) { nodes { slug } } } }";
        let agency = service.query(text).await["agency"].clone();
        let all = texts(&agency["all"]["nodes"], "slug");
        assert_eq!(texts(&agency["a"]["nodes"], "slug"), all[..2]);
        assert_eq!(texts(&agency["last"]["nodes"], "slug"), all[all.len() - 2..]);
        let text = format!(
            "{{ agency(slug: \"kota-surabaya\") {{ innovations(first: 100, after: {}) {{ nodes {{ slug }} }} }} }}",
            agency["a"]["pageInfo"]["endCursor"]
        );
        assert_eq!(texts(&service.query(&text).await["agency"]["innovations"]["nodes"], "slug"), all[2..]);
        assert!(all.len() > 4 && more < 40);
    }
}

#[tokio::test]
async fn evidence_is_of_its_own_row_alone() {
    for service in services("evidence").await {
        let text = "{ innovations(first: 100) { nodes { slug evidence(first: 50) { totalCount nodes { table rowId source { slug } } } } } }";
        for node in service.query(text).await["innovations"]["nodes"].as_array().unwrap() {
            assert!(node["evidence"]["totalCount"].as_u64().unwrap() > 0);
            for evidence in node["evidence"]["nodes"].as_array().unwrap() {
                assert_eq!((&evidence["table"], &evidence["rowId"]), (&"innovation".into(), &node["slug"]));
            }
        }
    }
}

#[tokio::test]
async fn hostile_texts_are_refused_in_words() {
    for service in services("hostile").await {
        for text in [
            "{ a",
            "",
            "{}",
            "query A { meta { title } } query B { meta { title } }",
            "subscription { a }",
            "mutation { a }",
            "{ ...F } fragment F on Query { ...F }",
            "{ innovations(first: \"a\") { totalCount } }",
            "{ innovations { nodes } }",
            "{ innovation { title } }",
            "{ innovations(filter: {secto: {in: [\"a\"]}}) { totalCount } }",
            "\"\"\" \" \"\"\" {{{{",
            "{ innovations(filter: {stage: {in: [NOPE]}}) { totalCount } }",
            "{ innovation(slug: 5) { title } }",
        ] {
            let (status, body) = service.post(&json!({ "query": text })).await;
            assert!(status.is_client_error(), "{text}: {status} {body}");
            let code = body["errors"][0]["extensions"]["code"].as_str().unwrap();
            assert!(["invalid_query", "method_not_allowed"].contains(&code), "{text}: {body}");
            assert!(body.get("data").is_none());
        }
        for variables in [
            json!({"f": {"secto": {"in": ["health"]}}}),
            json!({"f": {"sector": {"inn": ["health"]}}}),
            json!({"f": 5}),
            json!({"f": {"stage": {"in": ["nope"]}}}),
        ] {
            let text = "query($f: InnovationFilter) { innovations(filter: $f) { totalCount } }";
            let (_, body) = service.post(&json!({"query": text, "variables": variables})).await;
            assert!(
                body["errors"][0]["extensions"]["code"].is_string() && body["data"]["innovations"].is_null(),
                "{variables}: {body}"
            );
        }
        let (_, body) = service.post(&json!({"query": "query($s: String!) { innovation(slug: $s) { title } }"})).await;
        assert_eq!(body["errors"][0]["extensions"]["code"], "invalid_query", "{body}");
        let (_, body) = service.post(&json!({"query": "{ innovations(first: 1, last: 1) { totalCount } innovation(slug: \"\\u0000\") { id } }"})).await;
        assert_eq!(body["errors"].as_array().unwrap().len(), 2, "{body}");
    }
}

#[tokio::test]
async fn answers_keep_the_order_of_the_question() {
    for service in services("order").await {
        let text = "{ z: meta { title } innovation(slug: \"nope\") { title } a: innovations(first: 2) { totalCount nodes { year title slug } } }";
        let request = Request::post("/graphql").header("content-type", "application/json");
        let (_, _, body) = service.send(request.body(Body::from(json!({ "query": text }).to_string())).unwrap()).await;
        let body = String::from_utf8(body).unwrap();
        let places: Vec<usize> = [
            "\"z\"",
            "\"innovation\":null",
            "\"a\"",
            "\"totalCount\"",
            "\"nodes\"",
            "\"year\"",
            "\"title\":\"",
            "\"slug\"",
        ]
        .iter()
        .map(|name| body[body.find("\"data\"").unwrap()..].rfind(name).unwrap())
        .collect();
        assert!(body.contains("\"innovation\":null"));
        assert!(places[0] < places[1] && places[1] < places[2], "{body}");
    }
}

#[tokio::test]
async fn aliases_and_fragments_meet_on_one_field() {
    for service in services("merge").await {
        let text = "query Q($x: Boolean = true) { innovations(first: 1, filter: {agencyId: {in: [\"kota-surabaya\"]}}) { \
                    nodes { agency { name } ...A agency { region { name } } awards(first: 1) { totalCount } \
                    two: awards(first: 2) { nodes { status } } missing: title @skip(if: $x) } nodes { slug } } \
                    } fragment A on Innovation { agency { kind @include(if: $x) region { slug } } }";
        let node = service.query(text).await["innovations"]["nodes"][0].clone();
        assert_eq!(node["agency"]["region"], json!({"slug": "ID-35.78", "name": "Kota Surabaya"}), "{node}");
        assert_eq!(node["agency"]["kind"], "city_government");
        assert!(node["slug"].is_string() && node.get("missing").is_none() && node["two"]["nodes"].is_array());
    }
}

#[tokio::test]
async fn persisted_queries_batches_and_kept_answers() {
    for service in services("transport").await {
        let text = "{ meta { revision { number } } }";
        let hash: String = sha2_hex(text);
        let by_hash = json!({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash}}});
        let (status, body) = service.post(&by_hash).await;
        assert_eq!((status.as_u16(), &body["errors"][0]["message"]), (404, &"PersistedQueryNotFound".into()));
        let mut with_text = by_hash.clone();
        with_text["query"] = "{ __typename }".into();
        assert_eq!(service.post(&with_text).await.1["errors"][0]["extensions"]["code"], "invalid_parameter");
        with_text["query"] = text.into();
        assert_eq!(service.post(&with_text).await.1["data"]["meta"]["revision"]["number"], 1);
        assert_eq!(service.post(&by_hash).await.1["data"]["meta"]["revision"]["number"], 1);

        let (status, body) = service.post(&json!([{"query": text}, {"query": "{ nope }"}])).await;
        assert_eq!(status, 200);
        assert_eq!(body[0]["data"]["meta"]["revision"]["number"], 1);
        assert_eq!(body[1]["errors"][0]["extensions"]["code"], "invalid_query");
        let (status, body) = service.post(&json!(vec![json!({ "query": text }); 11])).await;
        assert_eq!((status.as_u16(), &body["errors"][0]["extensions"]["code"]), (400, &"query_too_complex".into()));
        let dear = "{ innovations(first: 1000) { nodes { awards(first: 15) { totalCount nodes { tier } } } } }";
        let (_, body) = service.post(&json!([{"query": dear}, {"query": dear}])).await;
        assert!(body[0].get("errors").is_none() && body[1]["errors"][0]["extensions"]["code"] == "query_too_complex");

        let uri = "/graphql?query=%7Bmeta%7Btitle%7D%7D";
        let (status, headers, _) = service.ask("GET", uri, None).await;
        assert_eq!(status, 200);
        let (status, again, body) = service.ask("GET", uri, Some(headers["etag"].to_str().unwrap())).await;
        assert_eq!((status.as_u16(), body.len(), &again["etag"]), (304, 0, &headers["etag"]));
        let (_, headers, _) = service.ask("GET", "/graphql?query=%7Bnope%7D", None).await;
        assert!(!headers.contains_key("etag") && headers["cache-control"] == "no-store");
        assert_eq!(service.ask("GET", "/graphql?query=%7Bmeta%7Btitle%7D%7D&x=1", None).await.0, 400);
        assert_eq!(service.ask("PUT", "/graphql", None).await.0, 405);
        let large =
            Request::post("/graphql").header("content-type", "application/json").body(Body::from(vec![b' '; 300_000]));
        assert_eq!(service.send(large.unwrap()).await.0, 413);
        let plain = Request::post("/graphql").header("content-type", "text/plain").body(Body::from("{}"));
        assert_eq!(service.send(plain.unwrap()).await.0, 415);
        let odd = Request::get(uri).header("accept", "image/png").body(Body::empty());
        assert_eq!(service.send(odd.unwrap()).await.0, 406);
    }
}

fn sha2_hex(text: &str) -> String {
    use sha2::{Digest, Sha256};
    inovasi_entity::hex(&Sha256::digest(text))
}

#[tokio::test]
async fn answers_have_the_shape_of_the_question() {
    for service in services("shape").await {
        let id =
            service.query("{ innovations(first: 1) { nodes { id } } }").await["innovations"]["nodes"][0]["id"].clone();
        for (text, data) in [
            (format!("{{ node(id: {id}) {{ ... on Agency {{ name }} }} }}"), json!({"node": {}})),
            (format!("{{ nodes(ids: {id}) {{ __typename }} }}"), json!({"nodes": [{"__typename": "Innovation"}]})),
            (
                "{ innovations(first: 2) { nodes { slug @include(if: false) } } }".into(),
                json!({"innovations": {"nodes": [{}, {}]}}),
            ),
            ("{ meta { title @skip(if: true) } }".into(), json!({"meta": {}})),
            (
                "{ agencies(first: 1) { __typename pageInfo { __typename } edges { __typename } } }".into(),
                json!({"agencies": {"__typename": "AgencyConnection", "pageInfo": {"__typename": "PageInfo"}, "edges": [{"__typename": "AgencyEdge"}]}}),
            ),
        ] {
            assert_eq!(service.query(&text).await, data, "{text}");
        }
        let (_, body) = service.post(&json!({"query": "query($s: Boolean!) { meta { __typename @include(if: $s) } }", "variables": {"s": true}})).await;
        assert_eq!(body["data"], json!({"meta": {"__typename": "Meta"}}), "{body}");
        for text in ["{ node(id: 5) { id } }", "{ nodes(ids: [1]) { id } }", "{ nodes(ids: \"abc\") { id } }"] {
            let (_, body) = service.post(&json!({ "query": text })).await;
            assert_eq!(body["errors"][0]["extensions"]["code"], "invalid_parameter", "{text}: {body}");
        }
        for text in [
            "{ innovations(first: 1) { nodes { agency { x: slug } } } innovations(first: 1) { nodes { agency { x: name } } } }",
            "{ ... { x: innovations(first: 1) { nodes { slug } } } ... on Query { x: innovations(first: 2) { nodes { slug } } } }",
        ] {
            let (_, body) = service.post(&json!({ "query": text })).await;
            assert_eq!(body["errors"][0]["extensions"]["code"], "invalid_query", "{text}: {body}");
        }
        let (_, body) = service
            .post(&json!({"query": "{ innovations(first: 1) { nodes { slug awards(filter: {tier: {in: [\"nope\"]}}) { totalCount } } } }"}))
            .await;
        assert_eq!(body["errors"][0]["path"], json!(["innovations", "nodes", 0, "awards"]));
        assert_eq!(body["data"], json!({"innovations": null}));
        let (_, body) = service.post(&json!({"query": "{ __schema { queryType { name } } innovations(first: 1) { totalCount } t: __type(name: \"Region\") { kind } }"})).await;
        assert_eq!(body["data"]["__schema"]["queryType"]["name"], "Query", "{body}");
        assert_eq!(
            (&body["data"]["t"]["kind"], &body["data"]["innovations"]["totalCount"]),
            (&"OBJECT".into(), &435.into())
        );
    }
}
