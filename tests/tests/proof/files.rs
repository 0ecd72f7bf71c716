//! Stored files over HTTP: whole, in parts, unchanged, never compressed, and honest when they are lost.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use futures_util::StreamExt;
use inovasi_export::release::Store;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::releases::{release, with_store};
use crate::service::{Service, services};

const LETTERS: &str = "/v1/releases/1/letters.csv";
const LONG: &str = "/v1/releases/1/long.ndjson";
const EMPTY: &str = "/v1/releases/1/empty.txt";

/// Services with a release of small files.
async fn released(name: &str) -> Vec<(Service, TempDir)> {
    let mut all = Vec::new();
    for service in services(name).await {
        let folder = tempfile::tempdir().unwrap();
        let service = with_store(service, folder.path()).await;
        release(&service, &Store::folder(folder.path()), "1").await;
        all.push((service, folder));
    }
    all
}

async fn with(
    service: &Service,
    method: &str,
    uri: &str,
    headers: &[(&str, &str)],
) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    service.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_part_is_what_the_range_names() {
    for (service, _folder) in released("files_range").await {
        let whole = "id\na\nb\nc\n";
        for (range, expected) in [
            ("bytes=0-0", "0-0"),
            ("bytes=0-", "0-8"),
            ("bytes=3-5", "3-5"),
            ("bytes=8-8", "8-8"),
            ("bytes=7-999999999999999999999999", "7-8"),
            ("bytes=-2", "7-8"),
            ("bytes=-99", "0-8"),
        ] {
            let (status, headers, body) = with(&service, "GET", LETTERS, &[("range", range)]).await;
            assert_eq!(status, StatusCode::PARTIAL_CONTENT, "{range}");
            assert_eq!(headers["content-range"].to_str().unwrap(), format!("bytes {expected}/9"), "{range}");
            let (first, last) = expected.split_once('-').unwrap();
            let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
            assert_eq!(String::from_utf8(body).unwrap(), whole[first..=last], "{range}");
            assert_eq!(headers["content-length"].to_str().unwrap(), (last + 1 - first).to_string());
        }
        // Malformed ones and several at once: the whole file, as the standard allows.
        for range in ["bytes=5-3", "bytes=a-b", "rows=0-1", "bytes=0-1,3-4", "bytes", "bytes=-"] {
            let (status, headers, body) = with(&service, "GET", LETTERS, &[("range", range)]).await;
            assert_eq!((status, body.as_slice()), (StatusCode::OK, whole.as_bytes()), "{range}");
            assert!(!headers.contains_key("content-range") && headers["accept-ranges"] == "bytes");
        }
        for range in ["bytes=9-", "bytes=99999999999999999999999-", "bytes=-0"] {
            let (status, headers, body) = with(&service, "GET", LETTERS, &[("range", range)]).await;
            assert_eq!((status.as_u16(), headers["content-range"].to_str().unwrap()), (416, "bytes */9"), "{range}");
            let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(body["code"], "range_not_satisfiable");
            assert_eq!(headers["access-control-allow-origin"], "*");
        }
        let (status, headers, body) = with(&service, "GET", EMPTY, &[("range", "bytes=-5")]).await;
        assert_eq!((status.as_u16(), body.len(), headers["content-length"].to_str().unwrap()), (200, 0, "0"));
        // A part from the midst of a long one.
        let (_, _, all) = with(&service, "GET", LONG, &[]).await;
        let (status, _, part) = with(&service, "GET", LONG, &[("range", "bytes=300000-899999")]).await;
        assert!(status == 206 && part == all[300_000..900_000]);
    }
}

#[tokio::test]
async fn head_tells_what_get_would() {
    for (service, _folder) in released("files_head").await {
        for uri in [LETTERS, LONG, EMPTY, "/v1/releases/1/SHA256SUMS"] {
            let (status, get, body) = with(&service, "GET", uri, &[("accept-encoding", "gzip, br, zstd")]).await;
            assert_eq!(status, 200);
            assert_eq!(get["content-length"].to_str().unwrap(), body.len().to_string(), "never compressed: {uri}");
            for headers in [vec![("accept-encoding", "gzip")], vec![("range", "bytes=0-1")]] {
                let (status, head, body) = with(&service, "HEAD", uri, &headers).await;
                assert_eq!((status.as_u16(), body.len()), (200, 0), "HEAD has no ranges");
                for name in get.keys().filter(|name| *name != "x-request-id") {
                    assert_eq!(get[name], head[name], "{uri}: {name}");
                }
            }
            assert!(!get.contains_key("content-encoding") && !get.contains_key("vary"), "{get:?}");
        }
        let (_, headers, _) = with(&service, "GET", "/v1/releases/1", &[("accept-encoding", "gzip")]).await;
        assert_eq!(headers["content-encoding"], "gzip", "answers still are");
        let (_, headers, _) = with(&service, "GET", LETTERS, &[("origin", "https://a.example")]).await;
        let digest = "sha-256=:qUQvNKqRzfX7TZUFSSchPeuBF8LRF0sBBBnHi9aTPOM=:";
        let sum = std::process::Command::new("python3")
            .args([
                "-c",
                "import hashlib,base64;print(base64.b64encode(hashlib.sha256(b'id\\na\\nb\\nc\\n').digest()).decode())",
            ])
            .output();
        let digest =
            sum.map_or(digest.to_owned(), |sum| format!("sha-256=:{}:", String::from_utf8_lossy(&sum.stdout).trim()));
        for (name, expected) in [
            ("repr-digest", digest.as_str()),
            ("content-type", "text/csv; charset=utf-8"),
            ("content-disposition", "attachment; filename=\"letters.csv\""),
            ("cache-control", "public, max-age=31536000, immutable"),
            ("accept-ranges", "bytes"),
            ("last-modified", "Tue, 24 Nov 2026 12:00:00 GMT"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(headers[name].to_str().unwrap(), expected, "{name}");
        }
        let exposed = headers["access-control-expose-headers"].to_str().unwrap();
        for name in ["accept-ranges", "content-range", "content-length", "content-disposition", "repr-digest", "etag"] {
            assert!(exposed.contains(name), "{exposed}");
        }
        service.problem("POST", LETTERS, 405, "method_not_allowed").await;
    }
}

#[tokio::test]
async fn what_is_held_is_not_sent_again() {
    for (service, _folder) in released("files_held").await {
        let (_, headers, whole) = with(&service, "GET", LETTERS, &[]).await;
        let (etag, modified) = (headers["etag"].to_str().unwrap(), headers["last-modified"].to_str().unwrap());
        let (weak, several) = (format!("W/{etag}"), format!("\"other\", {etag}"));
        let early = "Mon, 23 Nov 2026 00:00:00 GMT";
        for (name, value, status) in [
            ("if-none-match", etag, 304),
            ("if-none-match", weak.as_str(), 304),
            ("if-none-match", several.as_str(), 304),
            ("if-none-match", "*", 304),
            ("if-none-match", "\"other\"", 200),
            ("if-modified-since", modified, 304),
            ("if-modified-since", "Tuesday, 24-Nov-26 12:00:00 GMT", 304),
            ("if-modified-since", early, 200),
            ("if-modified-since", "yesterday", 200),
        ] {
            for method in ["GET", "HEAD"] {
                let (found, told, body) = with(&service, method, LETTERS, &[(name, value)]).await;
                assert_eq!(found.as_u16(), status, "{name}: {value}");
                if status == 304 {
                    assert!(body.is_empty());
                    for name in ["etag", "cache-control", "last-modified"] {
                        assert_eq!(told[name], headers[name]);
                    }
                    assert_eq!(told["access-control-allow-origin"], "*");
                }
            }
        }
        // A validator that does not fit is not overruled by a date.
        let both = [("if-none-match", "\"other\""), ("if-modified-since", modified)];
        assert_eq!(with(&service, "GET", LETTERS, &both).await.0, 200);
        for (said, status) in
            [(etag, 206), (modified, 206), (weak.as_str(), 200), ("\"other\"", 200), (early, 200), ("nonsense", 200)]
        {
            let (found, _, body) = with(&service, "GET", LETTERS, &[("range", "bytes=0-1"), ("if-range", said)]).await;
            assert_eq!(found.as_u16(), status, "{said}");
            assert_eq!(body, if status == 206 { &whole[..2] } else { &whole[..] });
        }
    }
}

#[tokio::test]
async fn another_file_than_the_one_that_is_meant_is_not_sent() {
    for (service, _folder) in released("files_meant").await {
        let (_, headers, whole) = with(&service, "GET", LETTERS, &[]).await;
        let (etag, modified) = (headers["etag"].to_str().unwrap(), headers["last-modified"].to_str().unwrap());
        let (weak, several) = (format!("W/{etag}"), format!("\"other\", {etag}"));
        let (early, late) = ("Mon, 23 Nov 2026 00:00:00 GMT", "Wed, 25 Nov 2026 00:00:00 GMT");
        for (name, value, status) in [
            ("if-match", etag, 206),
            ("if-match", several.as_str(), 206),
            ("if-match", "*", 206),
            ("if-match", "\"other\"", 412),
            ("if-match", weak.as_str(), 412),
            ("if-unmodified-since", modified, 206),
            ("if-unmodified-since", late, 206),
            ("if-unmodified-since", early, 412),
            ("if-unmodified-since", "yesterday", 206),
        ] {
            // Also where no byte is sent, and whatever else is asked.
            for range in ["bytes=2-3", "bytes=99-"] {
                let asked = [(name, value), ("range", range), ("if-none-match", "\"other\"")];
                let (found, told, body) = with(&service, "GET", LETTERS, &asked).await;
                let expected = if status == 206 && range == "bytes=99-" { 416 } else { status };
                assert_eq!(found.as_u16(), expected, "{name}: {value}, {range}");
                if expected == 412 {
                    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
                    assert_eq!(
                        (&problem["code"], told["etag"].to_str().unwrap()),
                        (&"precondition_failed".into(), etag)
                    );
                } else if expected == 206 {
                    assert_eq!(body, whole[2..4]);
                }
            }
            let (found, ..) = with(&service, "HEAD", LETTERS, &[(name, value)]).await;
            assert_eq!(found.as_u16(), if status == 412 { 412 } else { 200 }, "{name}: {value}");
        }
        // A validator is asked before a date, and before what is held already.
        let both = [("if-match", etag), ("if-unmodified-since", early)];
        assert_eq!(with(&service, "GET", LETTERS, &both).await.0, 200);
        let both = [("if-match", "\"other\""), ("if-none-match", etag)];
        assert_eq!(with(&service, "GET", LETTERS, &both).await.0, 412);
        let dataset = "/v1/datasets/tiers.csv";
        assert_eq!(with(&service, "GET", dataset, &[("if-match", "\"other\"")]).await.0, 412);
        // Longer than the contract says is no condition at all.
        for name in ["range", "if-match", "if-range"] {
            let (status, _, body) = with(&service, "GET", LETTERS, &[(name, &"x".repeat(1001))]).await;
            let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
            assert_eq!((status.as_u16(), &problem["errors"][0]["parameter"]), (400, &name.into()), "{problem}");
        }
    }
}

#[tokio::test]
async fn a_file_that_is_lost_is_told_to_the_operator_alone() {
    for (service, folder) in released("files_lost").await {
        let file = folder.path().join("1/letters.csv");
        for change in ["shorter", "gone"] {
            if change == "gone" {
                std::fs::remove_file(&file).unwrap();
            } else {
                std::fs::write(&file, "id\n").unwrap();
            }
            for method in ["GET", "HEAD"] {
                let (status, headers, body) = with(&service, method, LETTERS, &[]).await;
                assert_eq!((status.as_u16(), headers["retry-after"].to_str().unwrap()), (503, "5"), "{change}");
                assert!(!String::from_utf8_lossy(&body).contains(&*folder.path().to_string_lossy()));
            }
        }
        let moved = folder.path().with_extension("moved");
        std::fs::rename(folder.path(), &moved).unwrap();
        service.problem("GET", LONG, 503, "unavailable").await;
        assert_eq!(service.get("/v1/releases").await["meta"]["total"], 1);
        std::fs::rename(&moved, folder.path()).unwrap();
        assert_eq!(with(&service, "GET", LONG, &[]).await.0, 200);
    }
}

#[tokio::test]
async fn a_long_file_is_sent_in_pieces() {
    for (service, _folder) in released("files_pieces").await {
        let request = Request::get(LONG).body(Body::empty()).unwrap();
        let response = service.router.clone().oneshot(request).await.unwrap();
        let mut pieces = response.into_body().into_data_stream();
        let mut count = 0;
        while let Some(piece) = pieces.next().await {
            assert!(piece.unwrap().len() <= 256 << 10);
            count += 1;
        }
        assert!(count > 4, "{count}");
    }
}
