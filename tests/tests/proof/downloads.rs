//! Downloads where room is short: while others have all places, where no folder can be made, on a full disk.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use inovasi::{RateLimit, Settings};
use inovasi_schema::Catalogue;
use serde_json::json;

use crate::database::each;
use crate::program::program;
use crate::service::{Service, services};

/// The same service over a catalogue whose places the test can take, with its files in a folder.
async fn with_files(service: Service, files: std::path::PathBuf) -> (Service, Catalogue) {
    let catalogue = Catalogue::open(&service.database.url).await.unwrap();
    let settings = Settings { files, ..RateLimit::default().into() };
    (Service { router: inovasi::router(catalogue.clone(), settings).unwrap(), ..service }, catalogue)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_sent_takes_a_place() {
    for service in services("downloads_places").await {
        let files = service.database.folder.path().join("files");
        let (service, catalogue) = with_files(service, files).await;
        let sent = [
            "/v1/innovations?format=csv",
            "/v1/regions?format=xlsx",
            "/v1/stats?by=year&format=ndjson",
            "/v1/compliance/summary?by=year&format=parquet",
        ];
        let mut held = Vec::new();
        for uri in sent {
            let (status, headers, _) = service.ask("GET", uri, None).await;
            assert_eq!(status, 200, "{uri}");
            held.push(headers["etag"].to_str().unwrap().to_owned());
        }
        // All of them were given back.
        let places: Vec<_> = (0..8).map(|_| catalogue.place().unwrap()).collect();
        assert!(catalogue.place().is_err());
        for (uri, etag) in sent.iter().zip(&held) {
            service.problem("GET", uri, 503, "unavailable").await;
            assert_eq!(service.ask("GET", uri, Some(etag)).await.0, 304, "{uri}");
            let (status, headers, _) = service.ask("HEAD", uri, None).await;
            assert!(status == 200 && headers["etag"] == etag.as_str(), "{uri}: {status}");
            assert!(!headers.contains_key("content-length"), "{uri}: no length is promised");
            service.problem("GET", &format!("{uri}&colour=red"), 400, "unknown_parameter").await;
        }
        service.problem("GET", "/v1/innovations?format=csv&year=blue", 400, "invalid_parameter").await;
        let (status, problem) = service.post_to("/v1/regions/search", &json!({"format": "csv", "colour": "red"})).await;
        assert_eq!(status, 400, "{problem}");
        let (status, problem) = service.post_to("/v1/regions/search", &json!({"format": "csv"})).await;
        assert_eq!(status, 503, "{problem}");
        drop(places);
        for uri in sent {
            assert_eq!(service.ask("GET", uri, None).await.0, 200, "{uri}");
        }
        // A package is made at one place, over one revision.
        let places: Vec<_> = (0..7).map(|_| catalogue.place().unwrap()).collect();
        assert_eq!(service.ask("GET", "/v1/datasets/inovasi.zip", None).await.0, 200);
        drop(places);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_workbook_needs_a_folder() {
    for service in services("downloads_folder").await {
        let file = service.database.folder.path().join("file");
        std::fs::write(&file, "in the way").unwrap();
        let (service, _) = with_files(service, file.join("files")).await;
        for form in ["csv", "csv-excel", "ndjson", "parquet", "geojson"] {
            assert_eq!(service.ask("GET", &format!("/v1/regions?format={form}"), None).await.0, 200, "{form}");
        }
        assert_eq!(service.ask("GET", "/v1/stats?by=year&format=csv", None).await.0, 200);
        let problem = service.problem("GET", "/v1/regions?format=xlsx", 503, "unavailable").await;
        assert!(problem["detail"].as_str().unwrap().contains("csv or parquet"), "{problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_with_the_folder_that_has_no_room() {
    for database in each("downloads_full").await {
        inovasi_ingest::write(&database.connection, &inovasi::bundled_package().unwrap(), |_, _, _| {}).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = folder.path().join("spool");
        // No file may grow beyond a few blocks: what a full disk says, without one.
        let limited = "trap '' XFSZ; ulimit -f 64; exec \"$0\" serve --listen 127.0.0.1:0 --files \"$1\"";
        let mut serve = Command::new("bash")
            .args(["-c", limited])
            .arg(program())
            .arg(&files)
            .env("DATABASE_URL", &database.url)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(serve.stdout.take().unwrap()).lines().map(Result::unwrap);
        let line = lines.find(|line| line.starts_with("Inovasi is at http://")).unwrap();
        let address = line.split('/').nth(2).unwrap().to_owned();
        let asked = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
            stream
                .write_all(b"GET /v1/innovations?format=xlsx HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                .unwrap();
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            String::from_utf8_lossy(&answer).into_owned()
        });
        let answer = asked.await.unwrap();
        assert!(!answer.ends_with("0\r\n\r\n"), "a clean end: {answer}");
        serve.kill().unwrap();
        let mut said = String::new();
        serve.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        serve.wait().unwrap();
        let told = format!("its rows are spooled in {}", files.display());
        assert!(said.contains(&told) && said.contains("room") && said.contains("--files"), "{said}");
        assert!(!said.contains("not wanted"), "{said}");
    }
}
