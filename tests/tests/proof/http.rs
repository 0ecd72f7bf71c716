//! The REST face, asked in process, on both databases.

use axum::http::StatusCode;
use inovasi_entity::{ChangeOperation, change, innovation};
use sea_orm::{EntityTrait, Set};
use serde_json::Value;

use crate::database::each;
use crate::package::root;
use crate::service::{Service, ids_of, services};

#[tokio::test]
async fn every_walk_is_complete_forward_and_back_and_the_same_on_both_databases() {
    let services = services("walks").await;
    for name in inovasi_schema::LISTED {
        let table = inovasi_entity::table(name).unwrap();
        let path = format!("/v1/{}", table.path());
        let columns = inovasi_schema::sortable(table);
        for sort in columns.flat_map(|column| [column.name.to_owned(), format!("-{}", column.name)]) {
            let mut walks = Vec::new();
            for service in &services {
                let total = service.get(&format!("{path}?limit=1")).await["meta"]["total"].as_u64().unwrap();
                // Long lists are walked in four pages, short ones in pages of 1, 2, 3 and 7 too.
                let limits = if total < 60 { vec![1, 2, 3, 7, total / 4 + 1] } else { vec![(total / 4 + 1).min(1000)] };
                for limit in limits {
                    let (ids, last) =
                        service.walk(&format!("{path}?sort={sort}&limit={limit}&fields=id"), "next").await;
                    let mut distinct = ids.clone();
                    distinct.sort();
                    distinct.dedup();
                    assert_eq!((ids.len() as u64, distinct.len()), (total, ids.len()), "{path} {sort} {limit}");
                    let (back, _) = service.walk(&last, "prev").await;
                    assert_eq!(back, ids, "back: {path} {sort} {limit}");
                    walks.push(ids);
                }
            }
            assert!(walks.windows(2).all(|pair| pair[0] == pair[1]), "limits or databases differ: {path} {sort}");
        }
    }
}

#[tokio::test]
async fn small_pages_lose_nothing_at_nulls_and_ties() {
    for service in services("pages").await {
        for sort in ["year", "-year", "stage,-year", "-sector,short_name"] {
            let list = format!("/v1/innovations?agency_id=kota-surabaya,provinsi-jawa-timur,kota-semarang&sort={sort}");
            let whole = ids_of(&service.get(&format!("{list}&limit=1000")).await);
            assert!(whole.len() > 14);
            for limit in [1, 2, 3, 7] {
                let (ids, last) = service.walk(&format!("{list}&limit={limit}"), "next").await;
                assert_eq!(ids, whole, "{sort} {limit}");
                assert_eq!(service.walk(&last, "prev").await.0, whole, "back: {sort} {limit}");
            }
        }
    }
}

#[tokio::test]
async fn wrong_questions_get_the_remedy() {
    for service in services("wrong").await {
        let body = service.problem("GET", "/v1/innovations?sector=helth", 400, "invalid_parameter").await;
        let fault = &body["errors"][0];
        assert_eq!((&fault["parameter"], &fault["suggestion"]), (&"sector".into(), &"health".into()));
        assert!(fault["allowed"].as_array().unwrap().contains(&"health".into()));
        let body = service.problem("GET", "/v1/innovations?secto=health&limit=0", 400, "unknown_parameter").await;
        assert_eq!(body["errors"].as_array().unwrap().len(), 2, "every fault at once");
        assert_eq!(body["errors"][0]["suggestion"], "sector");
        service.problem("GET", "/v1/innovations?sort=titel", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/innovations?fields=titel", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/innovations?include=agenci", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/innovations?region_id=ID-99", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/innovations?year=%00", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/innovations?title=%00", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/innovations?cursor=abc", 400, "invalid_cursor").await;
        let next = service.get("/v1/innovations?limit=1").await["links"]["next"].as_str().unwrap().to_owned();
        service.problem("GET", &format!("{next}&sector=health"), 400, "invalid_cursor").await;
        service.problem("GET", "/v1/innovations/nothing", 404, "not_found").await;
        let body = service.problem("GET", "/v1/inovations", 404, "not_found").await;
        assert_eq!(body["errors"][0]["suggestion"], "innovations");
        service.problem("GET", "/v1/codelists/sektor", 404, "not_found").await;
        service.problem("GET", "/v1/", 404, "not_found").await;
        service.problem("GET", "/v1/regions/%FF", 400, "invalid_parameter").await;
        service.problem("GET", "/v1/regions/%00", 404, "not_found").await;
        service.problem("GET", "/v1/codelists/%00", 404, "not_found").await;
        for odd in [
            "implemented=garbage",
            "implemented=2016..2014",
            "title=a,!b",
            "title=%22open",
            "year=99999999999",
            "year=..",
        ] {
            service.problem("GET", &format!("/v1/innovations?{odd}"), 400, "invalid_parameter").await;
        }
        for alone in ["/v1?x=1", "/v1/codelists?limit=0", "/v1/codelists/sector?a=1", "/v1/regions/ID?a=1&b=2"] {
            let body = service.problem("GET", alone, 400, "unknown_parameter").await;
            assert!(!body["errors"].as_array().unwrap().is_empty(), "{alone}");
        }
        service.problem("POST", "/v1/innovations", 405, "method_not_allowed").await;
    }
}

#[tokio::test]
async fn questions_of_any_size_are_bounded() {
    for service in services("bounded").await {
        // A value has a longest length; more values repeat the key, up to a number.
        let titles = |count: usize| -> String { (0..count).map(|number| format!("title={number}&")).collect() };
        let many = service.problem("GET", &format!("/v1/innovations?{}", titles(600)), 400, "invalid_parameter").await;
        assert!(many["errors"][0]["message"].as_str().unwrap().contains("600 values"));
        assert_eq!(service.get(&format!("/v1/innovations?{}", titles(500))).await["meta"]["total"], 0);
        let same = "affairs=education&".repeat(600);
        assert_eq!(service.get(&format!("/v1/innovations?{same}")).await["meta"]["total"], 0);
        for name in ["title", "year", "sort", "fields", "include"] {
            let long = format!("/v1/innovations?{name}={}", "1".repeat(1001));
            let body = service.problem("GET", &long, 400, "invalid_parameter").await;
            assert!(body["errors"][0]["message"].as_str().unwrap().contains("1001 characters"), "{name}");
        }
        let uri = format!("/v1/innovations?fields={}", (0..200).map(|n| format!("a{n},")).collect::<String>());
        let body = service.problem("GET", &uri, 400, "invalid_parameter").await;
        assert_eq!(body["errors"].as_array().unwrap().len(), 50);
        let long = format!("/v1/innovations?q={}", "a".repeat(64_000));
        service.problem("GET", &long, 414, "uri_too_long").await;
    }
}

#[tokio::test]
async fn numbers_with_all_their_digits_are_walked_once() {
    let mut files = crate::import::bundled();
    crate::import::edit(&mut files, "regions.csv", |text| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let area = reader.headers().unwrap().iter().position(|name| name == "area_km2").unwrap();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(reader.headers().unwrap()).unwrap();
        for (row, number) in reader.records().zip(1..) {
            let row = row.unwrap();
            // Irrational roots use every digit that a double has.
            let root = f64::from(number).sqrt().to_string();
            writer.write_record(row.iter().enumerate().map(|(i, cell)| if i == area { &root } else { cell })).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    });
    let package = crate::import::read(&files).unwrap();
    for database in each("digits").await {
        inovasi_ingest::write(&database.connection, &package, |_, _, _| {}).await.unwrap();
        let service = Service::over(database).await;
        for sort in ["area_km2", "-area_km2"] {
            let (ids, last) = service.walk(&format!("/v1/regions?sort={sort}&limit=7"), "next").await;
            assert_eq!(ids.len(), 553, "{sort}");
            assert_eq!(service.walk(&last, "prev").await.0, ids, "{sort}");
        }
    }
}

/// Tables whose rows rest on evidence.
fn evidenced() -> impl Iterator<Item = &'static str> {
    inovasi_schema::listed_tables().filter(|table| table.evidenced).map(|table| table.name)
}

#[tokio::test]
async fn details_name_their_sources() {
    for service in services("details").await {
        for name in evidenced() {
            let path = format!("/v1/{}", inovasi_entity::table(name).unwrap().path());
            for id in ids_of(&service.get(&format!("{path}?limit=40")).await) {
                let body = service.get(&format!("{path}/{id}")).await;
                assert!(!body["data"]["sources"].as_array().unwrap().is_empty(), "{path}/{id}");
            }
        }
        let balikpapan = service.get("/v1/regions/ID-64.71").await;
        assert_eq!(balikpapan["data"]["reform_role_model"], true);
        assert_eq!(service.get("/v1/regions?limit=1").await["meta"]["total"], 553);
    }
}

/// The addresses that the README asks with curl.
fn readme_questions() -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let asked = readme.lines().filter(|line| line.starts_with("curl ") && !line.contains("/graphql"));
    asked
        .map(|line| line.split("'http://127.0.0.1:8080").nth(1).unwrap().split('\'').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn the_readme_tells_true_answers() {
    let questions = readme_questions();
    let (files, questions): (Vec<_>, Vec<_>) =
        questions.into_iter().partition(|question| question.contains("format=") || question.contains("/datasets/"));
    assert_eq!((questions.len(), files.len()), (10, 2));
    for service in services("readme").await {
        let mut answers = Vec::new();
        for question in &questions {
            answers.push(service.get(question).await);
        }
        assert_eq!(answers[0]["meta"]["total"], 7);
        assert_eq!(answers[1]["meta"]["total"], 9);
        assert!(answers[1]["data"][0]["innovation"]["title"].is_string());
        let award = &answers[2]["data"]["awards"][0];
        assert_eq!((&award["edition_id"], &award["tier"]), (&"kipp-2015".into(), &"top-25".into()));
        assert_eq!(answers[2]["data"]["sources"][0]["id"], "s013");
        assert_eq!(answers[3]["meta"]["total"], 26);
        assert_eq!(answers[4]["data"]["population"], 757_418);
        let (totals, first) = (&answers[5]["meta"]["totals"], &answers[5]["data"][0]);
        assert_eq!((&totals["obligated"], &totals["met"]), (&637.into(), &16.into()));
        assert_eq!((&first["province_label"], &first["met"]), (&"East Java".into(), &6.into()));
        assert!(answers[5]["meta"]["coverage"]["sentence"].as_str().unwrap().contains("2,476 proposals"));
        let kept = answers[6]["data"].as_array().unwrap();
        assert!(kept.iter().all(|row| row["status"] == "met" && row["agency"]["name"].is_string()));
        let found = answers[7]["data"].as_array().unwrap();
        assert!(!found.is_empty() && !answers[7]["facets"]["year"].as_array().unwrap().is_empty());
        assert!(answers[8]["data"][0]["innovations_per"].as_f64().unwrap() > 0.0);
        let (_, _, of_region) = service.ask("GET", &files[0], None).await;
        let rows = csv::Reader::from_reader(of_region.as_slice()).into_records().count();
        assert!(rows > 0 && answers[9]["data"]["rows"] == rows, "{rows} rows: {}", answers[9]);
        let (status, headers, zip) = service.ask("GET", &files[1], None).await;
        assert_eq!((status.as_u16(), &headers["content-type"]), (200, &"application/zip".parse().unwrap()));
        assert!(zip.starts_with(b"PK"));
    }
}

#[tokio::test]
async fn a_deleted_row_is_gone_and_what_it_was_is_told() {
    for service in services("gone").await {
        let list = service.get("/v1/innovations?limit=1&sort=id&include=sources").await;
        let id = list["data"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/innovations/{id}");
        assert_eq!(service.get(&path).await["data"]["id"], id.as_str());
        let deletion = change::ActiveModel {
            revision: Set(2),
            sequence: Set(1),
            table: Set("innovation".into()),
            row_id: Set(id.clone()),
            operation: Set(ChangeOperation::Deleted),
            columns: Set(String::new()),
            row: Set(format!("{{\"id\":\"{id}\"}}")),
            merged_into: Set(None),
        };
        let db = &service.database.connection;
        change::Entity::insert(deletion).exec_without_returning(db).await.unwrap();
        innovation::Entity::delete_by_id(id.clone()).exec(db).await.unwrap();
        let body = service.problem("GET", &path, 410, "gone").await;
        assert_eq!(body["tombstone"]["row"]["id"], id.as_str());
        assert_eq!(body["tombstone"]["revision"], 2);
        assert!(body["instance"].as_str().unwrap().starts_with("urn:inovasi:request:"));
    }
}

#[tokio::test]
async fn a_row_that_was_merged_leads_to_the_one_that_took_its_place() {
    for service in services("merged").await {
        let id = service.get("/v1/innovations?limit=1&sort=id").await["data"][0]["id"].as_str().unwrap().to_owned();
        // No import merges rows yet. One was merged twice, one in a circle, one into a row that was deleted.
        let merges = [
            ("innovation", "zz-old", Some("zz middle")),
            ("innovation", "zz middle", Some(id.as_str())),
            ("innovation", "zz-round", Some("zz-again")),
            ("innovation", "zz-again", Some("zz-round")),
            ("innovation", "zz-lost", Some("zz-gone")),
            ("innovation", "zz-gone", None),
            ("region", "zz-region", Some("ID-64.71")),
        ];
        for (sequence, (table, row, into)) in (1..).zip(merges) {
            let change = change::ActiveModel {
                revision: Set(2),
                sequence: Set(sequence),
                table: Set(table.into()),
                row_id: Set(row.into()),
                operation: Set(if into.is_some() { ChangeOperation::Merged } else { ChangeOperation::Deleted }),
                columns: Set(String::new()),
                row: Set(format!("{{\"id\":\"{row}\"}}")),
                merged_into: Set(into.map(str::to_owned)),
            };
            change::Entity::insert(change).exec_without_returning(&service.database.connection).await.unwrap();
        }
        for (address, to) in [
            ("/v1/innovations/zz-old", format!("/v1/innovations/{id}")),
            ("/v1/innovations/zz%20middle", format!("/v1/innovations/{id}")),
            (
                "/v1/innovations/zz-old/lineage?status=stated,planned",
                format!("/v1/innovations/{id}/lineage?status=stated,planned"),
            ),
            ("/v1/innovations/zz-lost", "/v1/innovations/zz-gone".to_owned()),
            ("/v1/regions/zz-region", "/v1/regions/ID-64.71".to_owned()),
            (
                "/ogc/collections/regions/items/zz-region?f=json",
                "/ogc/collections/regions/items/ID-64.71?f=json".into(),
            ),
        ] {
            for method in ["GET", "HEAD"] {
                let (status, headers, _) = service.ask(method, address, None).await;
                assert_eq!((status.as_u16(), headers["location"].to_str().unwrap()), (301, to.as_str()), "{address}");
            }
            let after = service.ask("GET", &to, None).await.0.as_u16();
            assert_eq!(after, if to.ends_with("zz-gone") { 410 } else { 200 }, "{to}");
        }
        // A circle has no end; it is left, not walked for ever.
        assert_eq!(service.ask("GET", "/v1/innovations/zz-round", None).await.0, 410);
        let cited = service.problem("GET", "/v1/cite?url=/v1/innovations/zz-old", 410, "gone").await;
        assert!(cited["detail"].as_str().unwrap().contains(&format!("ask /v1/innovations/{id}")), "{cited}");
        let global =
            |slug: &str| base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, format!("Innovation:{slug}"));
        let (old, new) = (global("zz-old"), global(&id));
        let query = format!(
            "{{ innovation(slug: \"zz-old\") {{ slug }} node(id: \"{old}\") {{ ... on Innovation {{ slug }} }} nodes(ids: [\"{old}\", \"{new}\"]) {{ ... on Innovation {{ slug }} }} lineage(slug: \"zz-old\") {{ root }} }}"
        );
        let data = service.query(&query).await;
        for found in [&data["innovation"], &data["node"], &data["nodes"][0], &data["nodes"][1]] {
            assert_eq!(found["slug"], id.as_str(), "{data}");
        }
        assert!(data["lineage"]["root"].is_string());
    }
}

#[tokio::test]
async fn a_detail_says_what_it_cut() {
    for service in services("cut").await {
        let body = service.get("/v1/competitions/kipp").await;
        let cut = &body["meta"]["cut"][0];
        assert_eq!(cut["relation"], "awards");
        assert_eq!(body["data"]["awards"].as_array().unwrap().len(), 100);
        let whole = service.get(cut["url"].as_str().unwrap()).await;
        assert_eq!(whole["meta"]["total"], cut["total"]);
    }
}

#[tokio::test]
async fn filters_are_any_of_and_null() {
    for service in services("filters").await {
        let total = |body: Value| body["meta"]["total"].as_u64().unwrap();
        let all = total(service.get("/v1/innovations").await);
        let health = total(service.get("/v1/innovations?sector=health").await);
        let social = total(service.get("/v1/innovations?sector=social").await);
        let none = total(service.get("/v1/innovations?sector=null").await);
        assert!(health > 0 && social > 0 && none > 0 && health + social + none < all);
        assert_eq!(total(service.get("/v1/innovations?sector=health,social").await), health + social);
        assert_eq!(total(service.get("/v1/innovations?sector=health&sector=null").await), health + none);
        assert_eq!(total(service.get("/v1/innovations?affairs=health").await), 0);
    }
}

#[tokio::test]
async fn answers_can_be_kept_until_the_next_revision() {
    for service in services("caching").await {
        let (_, headers, body) = service.ask("GET", "/v1/awards", None).await;
        let etag = headers["etag"].to_str().unwrap().to_owned();
        assert!(!body.is_empty() && headers.contains_key("x-request-id") && headers["api-version"] == "1");
        assert_eq!(headers["access-control-allow-origin"], "*");
        for held in [etag.clone(), etag.trim_start_matches("W/").to_owned(), format!("\"other\", {etag}")] {
            let (status, headers, body) = service.ask("GET", "/v1/awards", Some(&held)).await;
            assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
            assert_eq!(headers["access-control-allow-origin"], "*");
        }
        assert_eq!(service.ask("GET", "/v1/innovations/nope", Some("*")).await.0, 404);
        let (status, head, body) = service.ask("HEAD", "/v1/awards", None).await;
        assert_eq!((status, body.len()), (StatusCode::OK, 0));
        assert_eq!((&head["etag"], &head["content-type"]), (&headers["etag"], &headers["content-type"]));
        assert_eq!(service.get("/readyz").await["revision"], 1);
        assert_eq!(service.ask("GET", "/", None).await.0, 200);
        assert_eq!(service.get("/v1").await["counts"]["regions"], 553);
    }
}

#[tokio::test]
async fn a_client_that_asks_too_much_is_told_when_to_come_again() {
    use std::net::SocketAddr;
    use std::num::NonZeroU32;

    use axum::body::Body;
    use axum::extract::ConnectInfo;
    use axum::http::Request;

    for service in services("rate").await {
        let limit = inovasi::RateLimit {
            requests: NonZeroU32::new(5),
            client_header: Some(axum::http::HeaderName::from_static("x-forwarded-for")),
        };
        let catalogue = inovasi_schema::Catalogue::open(&service.database.url).await.unwrap();
        let limited = Service { router: inovasi::router(catalogue, limit).unwrap(), ..service };
        let ask = |from: &str, said: Option<&str>| {
            let mut request = Request::get("/v1/editions");
            if let Some(said) = said {
                request = request.header("x-forwarded-for", said);
            }
            let address: SocketAddr = format!("{from}:4000").parse().unwrap();
            request.extension(ConnectInfo(address)).body(Body::empty()).unwrap()
        };
        for left in (0..5).rev() {
            let (status, headers, _) = limited.send(ask("203.0.113.7", None)).await;
            assert_eq!(status, 200);
            assert!(headers["ratelimit"].to_str().unwrap().starts_with(&format!("\"client\";r={left};")));
            assert_eq!(headers["ratelimit-policy"], "\"client\";q=5;w=60");
        }
        let (status, headers, body) = limited.send(ask("203.0.113.7", None)).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        let wait: u64 = headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait));
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap()["code"], "too_many_requests");
        assert_eq!(headers["access-control-allow-origin"], "*");
        assert_eq!(limited.send(ask("203.0.113.8", None)).await.0, 200, "another client");
        for _ in 0..9 {
            assert_eq!(limited.send(ask("127.0.0.1", None)).await.0, 200, "this machine");
        }
        // Behind a proxy the last entry is the one that the proxy itself wrote.
        for _ in 0..5 {
            assert_eq!(limited.send(ask("127.0.0.1", Some("1.1.1.1, 203.0.113.9"))).await.0, 200);
        }
        assert_eq!(limited.send(ask("127.0.0.1", Some("2.2.2.2, 203.0.113.9"))).await.0, 429);
    }
}
