//! What an answer of the feed has beside its changes: faults, validators, links.

use inovasi_entity::{ChangeOperation, change, change_span};
use sea_orm::{EntityTrait, Set};
use serde_json::Value;

use super::told;
use crate::service::services;

#[tokio::test]
async fn faults_name_what_is_allowed_and_the_remedy() {
    for service in services("changes_faults").await {
        let cases = [
            ("since=2", "since", "2 is above the revision that stands, 1; a copy", None),
            ("since=99999999999999999999", "since", "above the revision that stands", None),
            ("since=-1", "since", "not allowed", None),
            ("since=%2B1", "since", "not allowed", None),
            ("since=", "since", "not allowed", None),
            ("since=one", "since", "not allowed", None),
            ("since=0&since=0", "since", "is there twice", None),
            ("since=1&content_sha256=x", "content_sha256", "not allowed", None),
            (
                "content_sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "content_sha256",
                "since names none",
                None,
            ),
            (
                "since=1&content_sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "content_sha256",
                "is not the content of revision 1: the catalogue was restored or made anew since this copy was taken; take the whole again from /v1/datasets",
                None,
            ),
            ("table=awards", "table", "not allowed", Some("award")),
            ("table=agencies", "table", "not allowed", Some("agency")),
            ("table=award,compliance", "table", "not allowed", None),
            ("table=", "table", "not allowed", None),
            ("op=delete", "op", "not allowed", Some("deleted")),
            ("op=!added", "op", "not allowed", Some("added")),
            ("limit=0", "limit", "not allowed", None),
            ("limit=1001", "limit", "not allowed", None),
            ("tabel=award", "tabel", "no parameter", Some("table")),
            ("q=banyuwangi", "q", "no parameter", None),
        ];
        for (query, parameter, message, suggestion) in cases {
            let code = if message == "no parameter" { "unknown_parameter" } else { "invalid_parameter" };
            let problem = service.problem("GET", &format!("/v1/changes?{query}"), 400, code).await;
            let fault = &problem["errors"][0];
            assert_eq!(fault["parameter"], parameter, "{query}");
            assert!(fault["message"].as_str().unwrap().contains(message), "{query}: {fault}");
            assert_eq!(fault["suggestion"].as_str(), suggestion, "{query}: {fault}");
        }
        let all =
            service.problem("GET", "/v1/changes?since=x&table=y&op=z&limit=w&v=u", 400, "invalid_parameter").await;
        assert_eq!(all["errors"].as_array().unwrap().len(), 5);
        let allowed = service.problem("GET", "/v1/changes?table=x", 400, "invalid_parameter").await;
        assert_eq!(allowed["errors"][0]["allowed"].as_array().unwrap().len(), inovasi_entity::TABLES.len());
        // A copy of this very catalogue goes on.
        let sum = service.get("/v1/changes?limit=1").await["meta"]["content_sha256"].clone();
        let held = inovasi_ingest::current(&service.database.connection).await.unwrap().unwrap();
        assert_eq!(sum, held.content_sha256);
        let uri = format!("/v1/changes?since=1&content_sha256={}", held.content_sha256);
        assert_eq!(service.get(&uri).await["meta"]["total"], 0);
        // A cursor is of one feed.
        let next = service.get("/v1/changes?table=award&limit=2").await["links"]["next"].as_str().unwrap().to_owned();
        let cursor = next.split("cursor=").nth(1).unwrap();
        service.get(&format!("/v1/changes?table=award&limit=5&cursor={cursor}")).await;
        for other in ["", "table=tier&", "table=award&op=added&", "table=award&since=1&"] {
            service.problem("GET", &format!("/v1/changes?{other}cursor={cursor}"), 400, "invalid_cursor").await;
        }
        for cursor in ["x", "", "WzEsIngiLHRydWUsWzEsMV1d"] {
            service.problem("GET", &format!("/v1/changes?cursor={cursor}"), 400, "invalid_cursor").await;
        }
        let listed = service.problem("GET", "/v1/change", 404, "not_found").await;
        assert_eq!(listed["errors"][0]["suggestion"], "changes");
        let beneath = service.problem("GET", "/v1/changes/1", 404, "not_found").await;
        assert!(beneath["errors"].as_array().unwrap().is_empty());
        assert_eq!(service.get("/v1").await["links"]["changes"], "/v1/changes");
    }
}

#[tokio::test]
async fn an_answer_holds_until_the_next_import_or_compaction() {
    for (service, _) in told("changes_kept", 2).await {
        let uri = "/v1/changes?since=0&limit=2";
        let etag = |headers: &axum::http::HeaderMap| headers["etag"].to_str().unwrap().to_owned();
        let (status, headers, body) = service.ask("GET", uri, None).await;
        assert_eq!(status, 200);
        assert!(headers["link"].to_str().unwrap().contains("rel=\"next\""));
        let first = etag(&headers);
        let (status, headers, none) = service.ask("GET", uri, Some(&first)).await;
        assert!(status == 304 && none.is_empty() && etag(&headers) == first);
        let (status, headers, none) = service.ask("HEAD", uri, None).await;
        assert!(status == 200 && none.is_empty() && etag(&headers) == first);
        assert_eq!(headers["content-length"].to_str().unwrap(), body.len().to_string());
        inovasi_ingest::compact(&service.database.connection, 2).await.unwrap();
        let (status, headers, _) = service.ask("GET", uri, Some(&first)).await;
        let second = etag(&headers);
        assert!(status == 200 && second != first, "a compaction takes changes away");
        assert_eq!(service.ask("GET", uri, Some(&second)).await.0, 304);
        inovasi_ingest::write(&service.database.connection, super::package(3), |_, _, _| {}).await.unwrap();
        assert_eq!(service.ask("GET", uri, Some(&second)).await.0, 200);
        let end = service.get("/v1/changes?since=3").await;
        assert!(end["data"].as_array().unwrap().is_empty() && end["links"]["next"].is_null());
        assert_eq!((&end["meta"]["total"], &end["meta"]["revision"]), (&0.into(), &3.into()));
    }
}

#[tokio::test]
async fn a_row_that_was_merged_names_the_one_that_took_its_place() {
    for (service, _) in told("changes_merged", 1).await {
        let db = &service.database.connection;
        // No import merges rows yet.
        let (revision, first) = (1, 1_000_000);
        let merged = change::ActiveModel {
            revision: Set(revision),
            sequence: Set(first),
            table: Set("innovation".into()),
            row_id: Set("zz-old".into()),
            operation: Set(ChangeOperation::Merged),
            columns: Set(String::new()),
            row: Set("{\"id\":\"zz-old\"}".into()),
            merged_into: Set(Some("zz-new".into())),
        };
        change::Entity::insert(merged).exec_without_returning(db).await.unwrap();
        let span = change_span::ActiveModel {
            revision: Set(revision),
            first: Set(first),
            last: Set(first),
            table: Set("innovation".into()),
            operation: Set(ChangeOperation::Merged),
            rows: Set(1),
        };
        change_span::Entity::insert(span).exec_without_returning(db).await.unwrap();
        let page = service.get("/v1/changes?op=merged").await;
        let change = &page["data"][0];
        assert_eq!((&page["meta"]["total"], &change["op"]), (&1.into(), &"merged".into()));
        assert_eq!((&change["id"], &change["merged_into"]), (&"zz-old".into(), &"zz-new".into()));
        assert_eq!(change["row"]["id"], "zz-old");
        let keys: Vec<&str> = change.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["revision", "sequence", "table", "id", "op", "columns", "row", "merged_into"]);
        let last = service.get("/v1/changes?limit=1&op=added,merged").await;
        assert!(last["data"][0]["merged_into"].is_null() && last["data"][0]["columns"] == Value::Array(Vec::new()));
    }
}
