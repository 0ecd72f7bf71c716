//! Releases: frozen once, told everywhere, the same bytes from the same revision, and nothing of one that failed.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use bytes::Bytes;
use inovasi::Settings;
use inovasi_entity::release::File;
use inovasi_export::release::{Content, MakeError, ReleaseFile, SUMS, Store, dataset, files, make};
use inovasi_ingest::{Package, Recorded, Unrecorded, record_release};
use inovasi_schema::{Catalogue, releases};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::import::{bundled, edit, read};
use crate::service::{Service, services, services_of};

/// Files as others will make them: of a dataset, small.
pub(crate) fn some_files() -> Vec<ReleaseFile> {
    let one = |name: &str, media_type: &str, rows, content: String| ReleaseFile {
        name: name.into(),
        media_type: media_type.into(),
        rows,
        content: Content::Bytes(Bytes::from(content)),
    };
    vec![
        one("letters.csv", "text/csv; charset=utf-8", Some(3), "id\na\nb\nc\n".into()),
        one("long.ndjson", "application/x-ndjson", Some(50_000), "{\"id\": \"the same again\"}\n".repeat(50_000)),
        one("empty.txt", "text/plain; charset=utf-8", None, String::new()),
    ]
}

/// A service whose releases are in a folder.
pub(crate) async fn with_store(service: Service, folder: &Path) -> Service {
    let catalogue = Catalogue::open(&service.database.url).await.unwrap();
    let settings = Settings { releases: Store::folder(folder), ..Settings::default() };
    Service { router: inovasi::router(catalogue, settings).unwrap(), ..service }
}

/// Makes a release of the revision that stands, as the program does, and records it.
pub(crate) async fn release(service: &Service, store: &Store, version: &str) -> Vec<File> {
    let stored = stored(service, store, version).await.unwrap();
    let revision = inovasi_ingest::current(&service.database.connection).await.unwrap().unwrap();
    let recorded = record_release(&service.database.connection, version, &revision, &stored).await.unwrap();
    assert_eq!(recorded, Recorded::Written);
    stored
}

/// The same with the whole dataset, as the program makes it.
pub(crate) async fn whole_release(service: &Service, store: &Store, version: &str) -> Vec<File> {
    let catalogue = Catalogue::open(&service.database.url).await.unwrap();
    let snapshot = Arc::new(catalogue.long_snapshot().await.unwrap());
    let before = releases(&snapshot).await.unwrap().into_iter().next();
    let folder = tempfile::tempdir().unwrap();
    let made = dataset(&snapshot, version, folder.path(), |_, _, _| {}).await.unwrap();
    let made = files(&snapshot, version, before.as_ref(), made, folder.path()).await.unwrap();
    let stored = make(store, version, made, |_, _, _| {}).await.unwrap();
    let recorded = record_release(&service.database.connection, version, snapshot.revision(), &stored).await.unwrap();
    assert_eq!(recorded, Recorded::Written);
    stored
}

/// The same, without recording it.
async fn stored(service: &Service, store: &Store, version: &str) -> Result<Vec<File>, MakeError> {
    let catalogue = Catalogue::open(&service.database.url).await.unwrap();
    let snapshot = catalogue.snapshot().await.unwrap();
    let before = releases(&snapshot).await.unwrap().into_iter().next();
    let folder = tempfile::tempdir().unwrap();
    let made = files(&snapshot, version, before.as_ref(), some_files(), folder.path()).await.unwrap();
    make(store, version, made, |_, _, _| {}).await
}

/// Two packages of which the second adds, changes and deletes rows of the first.
pub(crate) fn two_packages() -> (Package, Package) {
    let (mut first, mut second) = (bundled(), bundled());
    without(&mut first, "region_aliases.csv", "Jakarta Raya");
    without(&mut second, "index_scores.csv", "ID-13.73--006ca85b0d");
    edit(&mut second, "regions.csv", |text| text.replacen("Indonesia,", "Republik Indonesia,", 1));
    edit(&mut second, "datapackage.json", |text| {
        let mut said: Value = serde_json::from_str(text).unwrap();
        said["created"] = "2027-01-02T03:04:05Z".into();
        said.to_string()
    });
    (read(&first).unwrap(), read(&second).unwrap())
}

/// Takes the row with a text out of a table, and its evidence.
fn without(files: &mut HashMap<String, Vec<u8>>, table: &str, text: &str) {
    let rows = String::from_utf8(files[table].clone()).unwrap();
    let id = rows.lines().find(|line| line.contains(text)).unwrap().split(',').next().unwrap().to_owned();
    for file in [table, "evidence.csv"] {
        let kept =
            |text: &str| text.lines().filter(|line| !line.contains(&id)).map(|line| format!("{line}\n")).collect();
        edit(files, file, kept);
    }
}

/// Kinds of answers that tell the release.
const TOLD: [&str; 13] = [
    "/v1/innovations",
    "/v1/agencies/kota-surabaya",
    "/v1/stats?by=year",
    "/v1/compliance/summary?by=year",
    "/v1/suggest?q=kota",
    "/v1/codelists",
    "/v1/codelists/sector",
    "/v1/coverage",
    "/v1/changes",
    "/v1/datasets",
    "/v1/releases",
    "/v1/cite?url=/v1/awards",
    "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage",
];

/// Validators of those answers, and of others that say something of releases.
async fn validators(service: &Service) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let others = ["/v1", "/catalog.jsonld", "/graphql?query=%7Bmeta%7Brelease%7D%7D"];
    for address in TOLD.into_iter().chain(others) {
        let (status, headers, _) = service.ask("GET", address, None).await;
        assert_eq!(status, 200, "{address}");
        all.push((address, headers["etag"].to_str().unwrap().to_owned()));
    }
    all
}

/// What `release` is in every kind of answer.
async fn told(service: &Service) -> Vec<Value> {
    let mut told = vec![service.get("/v1").await["release"].clone()];
    for address in TOLD {
        told.push(service.get(address).await["meta"]["release"].clone());
    }
    told.push(service.post_to("/v1/innovations/search", &json!({})).await.1["meta"]["release"].clone());
    told.push(service.query("{ meta { release } }").await["meta"]["release"].clone());
    told
}

#[tokio::test]
async fn two_releases_of_two_revisions_stand_beside_each_other() {
    let (first, second) = two_packages();
    for service in services_of("releases_two", &first).await {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::folder(&folder.path().join("made when it is written to"));
        let service = with_store(service, &folder.path().join("made when it is written to")).await;
        assert!(told(&service).await.iter().all(Value::is_null));
        assert_eq!(service.get("/v1/releases").await["meta"]["total"], 0);
        let body = service.problem("GET", "/v1/releases/latest", 404, "not_found").await;
        assert!(body["detail"].as_str().unwrap().contains("no release was made yet"), "{body}");
        let held = validators(&service).await;

        release(&service, &store, "2026-11-24").await;
        assert!(told(&service).await.iter().all(|release| release == "2026-11-24"), "{:?}", told(&service).await);
        for (address, held) in held {
            assert_eq!(service.ask("GET", address, Some(&held)).await.0, 200, "{address} says something new");
        }
        let list = service.get("/v1/releases").await;
        assert_eq!((&list["meta"]["total"], &list["meta"]["limit"]), (&json!(1), &json!(1)));
        let (_, headers, kept) = service.ask("GET", "/v1/releases/2026-11-24/README.md", None).await;
        assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");

        inovasi_ingest::write(&service.database.connection, &second, |_, _, _| {}).await.unwrap();
        assert!(told(&service).await.iter().all(Value::is_null), "of the new revision there is none yet");
        let catalog = service.get("/catalog.jsonld").await;
        let datasets = catalog["@graph"][0]["dcat:dataset"].as_array().unwrap();
        let of = |name: &str| datasets.iter().find(|one| one["@id"].as_str().unwrap().ends_with(name)).unwrap();
        assert_eq!(of("#all")["dcat:hasVersion"][0]["@id"], of("#release-2026-11-24")["@id"]);
        assert!(of("#all").get("dcat:hasCurrentVersion").is_none());
        assert_eq!(of("#all")["dct:issued"]["@value"], "2026-11-24T12:00:00Z", "of the first revision");
        assert_eq!(of("#all")["dct:modified"]["@value"], "2027-01-02T03:04:05Z");
        assert_eq!(of("#release-2026-11-24")["dct:issued"]["@value"], "2026-11-24T12:00:00Z");
        assert_eq!(of("#release-2026-11-24")["dcat:isVersionOf"]["@id"], of("#all")["@id"]);

        release(&service, &store, "2027-01-02").await;
        let catalog = service.get("/catalog.jsonld").await;
        assert_eq!(catalog.to_string().matches("\"dcat:isVersionOf\"").count(), 2);
        assert!(told(&service).await.iter().all(|release| release == "2027-01-02"));
        let list = service.get("/v1/releases").await;
        let versions: Vec<&str> =
            list["data"].as_array().unwrap().iter().map(|row| row["version"].as_str().unwrap()).collect();
        assert_eq!(versions, ["2027-01-02", "2026-11-24"], "the newest first");
        let data = service
            .query("{ releases { version revision contentSha256 files { name url bytes sha256 mediaType rows } } }");
        let data = data.await;
        for (row, other) in list["data"].as_array().unwrap().iter().zip(data["releases"].as_array().unwrap()) {
            let one = service.get(row["url"].as_str().unwrap()).await["data"].clone();
            for name in ["version", "revision", "created", "content_sha256", "file_count", "bytes", "url"] {
                assert_eq!(one[name], row[name], "{name}");
            }
            assert_eq!((&other["version"], &other["revision"]), (&one["version"], &one["revision"]));
            assert_eq!(other["contentSha256"], one["content_sha256"]);
            let answer = service.get(row["url"].as_str().unwrap()).await;
            assert_eq!(answer["links"]["cite"], format!("/v1/cite?url={}", row["url"].as_str().unwrap()));
            let cited = service.get(answer["links"]["cite"].as_str().unwrap()).await;
            assert!(cited["data"].to_string().contains(row["version"].as_str().unwrap()), "{cited}");
            let files = one["files"].as_array().unwrap();
            assert_eq!(files.len() as u64, one["file_count"].as_u64().unwrap());
            for (file, other) in files.iter().zip(other["files"].as_array().unwrap()) {
                for (name, camel) in [
                    ("name", "name"),
                    ("url", "url"),
                    ("bytes", "bytes"),
                    ("sha256", "sha256"),
                    ("media_type", "mediaType"),
                    ("rows", "rows"),
                ] {
                    assert_eq!(file[name], other[camel], "{name}");
                }
            }
            sums_match(&service, &one).await;
        }
        assert_eq!(service.ask("GET", "/v1/releases/2026-11-24/README.md", None).await.2, kept, "what is frozen stays");
        for (address, to) in [
            ("/v1/releases/latest", "/v1/releases/2027-01-02"),
            ("/v1/releases/latest/letters.csv", "/v1/releases/2027-01-02/letters.csv"),
        ] {
            let (status, headers, _) = service.ask("GET", address, None).await;
            assert_eq!((status.as_u16(), headers["location"].to_str().unwrap()), (307, to));
            assert_eq!(headers["cache-control"], "public, max-age=60");
        }
        let near = service.problem("GET", "/v1/releases/2026-11-25", 404, "not_found").await;
        assert!(near["detail"].as_str().unwrap().contains("did you mean 2026-11-24"), "{near}");
        let near = service.problem("GET", "/v1/releases/latest/leters.csv", 404, "not_found").await;
        assert!(near["detail"].as_str().unwrap().contains("did you mean letters.csv"), "{near}");
        for address in ["/v1/releases?x=1", "/v1/releases/latest?x=1", "/v1/releases/2026-11-24/letters.csv?x=1"] {
            service.problem("GET", address, 400, "unknown_parameter").await;
        }
        service.problem("GET", "/v1/releases/a%00b", 404, "not_found").await;
        let near = service.problem("GET", "/v1/release", 404, "not_found").await;
        assert_eq!(near["errors"][0]["suggestion"], "releases");
    }
}

/// Fetches every file of a release and lets `sha256sum` compare them.
async fn sums_match(service: &Service, release: &Value) {
    let folder = tempfile::tempdir().unwrap();
    for file in release["files"].as_array().unwrap() {
        let (status, headers, body) = service.ask("GET", file["url"].as_str().unwrap(), None).await;
        assert_eq!((status.as_u16(), body.len() as u64), (200, file["bytes"].as_u64().unwrap()));
        assert_eq!(headers["etag"].to_str().unwrap(), format!("\"{}\"", file["sha256"].as_str().unwrap()));
        std::fs::write(folder.path().join(file["name"].as_str().unwrap()), body).unwrap();
    }
    let listed = std::fs::read_to_string(folder.path().join(SUMS)).unwrap();
    assert_eq!(listed.lines().count() + 1, release["files"].as_array().unwrap().len(), "all but the list itself");
    assert!(listed.lines().map(|line| &line[66..]).is_sorted(), "{listed}");
    let checked = Command::new("sha256sum").args(["-c", "--strict", SUMS]).current_dir(folder.path()).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_revision_gives_the_same_bytes() {
    let mut all: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for service in services("releases_bytes").await {
        let catalogue = Catalogue::open(&service.database.url).await.unwrap();
        for _ in 0..2 {
            let snapshot = Arc::new(catalogue.long_snapshot().await.unwrap());
            let (folder, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let made = dataset(&snapshot, "1", folder.path(), |_, _, _| {}).await.unwrap();
            let made = files(&snapshot, "1", None, made, folder.path()).await.unwrap();
            let stored = make(&Store::folder(kept.path()), "1", made, |_, _, _| {}).await.unwrap();
            let read = |file: File| (file.name.clone(), std::fs::read(kept.path().join("1").join(&file.name)).unwrap());
            all.push(stored.into_iter().map(read).collect());
        }
    }
    for ending in [".csv", ".ndjson", ".parquet", ".xlsx", ".geojson", ".zip", ".sqlite", ".json", ".md", "SHA256SUMS"]
    {
        assert!(all[0].keys().any(|name| name.ends_with(ending)), "{ending}");
    }
    // On both databases, too.
    for others in &all[1..] {
        assert!(others.keys().eq(all[0].keys()));
        for (name, bytes) in others {
            assert!(*bytes == all[0][name], "{name} differs");
        }
    }
}

#[tokio::test]
async fn a_release_that_fails_is_nowhere_to_be_seen() {
    for service in services("releases_fail").await {
        let folder = tempfile::tempdir().unwrap();
        let service = with_store(service, folder.path()).await;
        // A folder that cannot be one.
        let file = folder.path().join("file");
        std::fs::write(&file, "in the way").unwrap();
        let error = stored(&service, &Store::folder(&file), "1").await.unwrap_err().to_string();
        assert!(
            error.contains(&file.display().to_string()) && error.contains("see whether the folder can be used"),
            "{error}"
        );
        // A file that goes away while the release is made.
        let store = Store::folder(folder.path());
        let missing = Content::File(folder.path().join("missing"));
        let lost = ReleaseFile { name: "z.csv".into(), media_type: "text/csv".into(), rows: None, content: missing };
        let error = make(&store, "1", some_files().into_iter().chain([lost]), |_, _, _| {}).await.unwrap_err();
        assert!(error.to_string().contains("z.csv"), "{error}");
        assert!(!folder.path().join("1").exists());
        assert_eq!(service.get("/v1/releases").await["data"], json!([]));
        service.problem("GET", "/v1/releases/1/letters.csv", 404, "not_found").await;
        // Stored, and not recorded.
        stored(&service, &store, "1").await.unwrap();
        assert!(folder.path().join("1").join(SUMS).exists());
        service.problem("GET", "/v1/releases/1/letters.csv", 404, "not_found").await;
        assert!(told(&service).await.iter().all(Value::is_null));
        // What was stored already does not stand in the way of the same again.
        release(&service, &store, "1").await;
        assert_eq!(service.ask("GET", "/v1/releases/1/letters.csv", None).await.0, 200);
    }
}

#[tokio::test]
async fn a_store_keeps_what_is_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::folder(folder.path());
    let first = make(&store, "1", some_files(), |_, _, _| {}).await.unwrap();
    // Half of it is lost: the same again brings it back.
    std::fs::remove_file(folder.path().join("1/letters.csv")).unwrap();
    assert_eq!(make(&store, "1", some_files(), |_, _, _| {}).await.unwrap(), first);
    assert!(folder.path().join("1/letters.csv").exists());
    let mut others = some_files();
    others.remove(0);
    let error = make(&store, "1", others.clone(), |_, _, _| {}).await.unwrap_err().to_string();
    assert!(error.contains("holds other files of a release 1") && error.contains("--version"), "{error}");
    assert_eq!(make(&store, "1", some_files(), |_, _, _| {}).await.unwrap(), first);
    // What was begun and never sealed is written over.
    std::fs::remove_file(folder.path().join("1").join(SUMS)).unwrap();
    make(&store, "1", others, |_, _, _| {}).await.unwrap();
    for name in ["", "../x", "a/b", "a b", ".x", "é", SUMS] {
        let content = Content::Bytes(Bytes::new());
        let file = ReleaseFile { name: name.into(), media_type: "text/plain".into(), rows: None, content };
        assert!(matches!(make(&store, "2", [file], |_, _, _| {}).await, Err(MakeError::Name(_))), "{name}");
    }
    let twice = some_files().into_iter().chain(some_files());
    assert!(matches!(make(&store, "2", twice, |_, _, _| {}).await, Err(MakeError::Name(_))));
    // Another installation is at the same version with other files; with the same ones nothing is in the way.
    let claim = folder.path().join("4/.claim");
    std::fs::create_dir_all(claim.parent().unwrap()).unwrap();
    std::fs::write(&claim, "other sums").unwrap();
    let error = make(&store, "4", some_files(), |_, _, _| {}).await.unwrap_err();
    assert!(matches!(&error, MakeError::Taken(_)) && error.to_string().contains("4/.claim"), "{error}");
    assert_eq!(std::fs::read_dir(claim.parent().unwrap()).unwrap().count(), 1, "nothing was written beside the claim");
    std::fs::remove_file(&claim).unwrap();
    let (one, other) =
        tokio::join!(make(&store, "4", some_files(), |_, _, _| {}), make(&store, "4", some_files(), |_, _, _| {}));
    assert_eq!(one.unwrap(), other.unwrap());
    assert!(!claim.exists());
    // One that is sent in parts.
    let large = Bytes::from(b"0123456789abcdef".repeat(1_300_000));
    let file = ReleaseFile {
        name: "large".into(),
        media_type: "text/plain".into(),
        rows: None,
        content: Content::Bytes(large.clone()),
    };
    make(&store, "3", [file], |_, _, _| {}).await.unwrap();
    assert!(std::fs::read(folder.path().join("3/large")).unwrap() == large);
    let listed: Vec<String> = store.list("1").await.unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, ["1/SHA256SUMS", "1/empty.txt", "1/letters.csv", "1/long.ndjson"]);
    assert_eq!(Store::folder(&folder.path().join("none")).list("1").await.unwrap(), []);
    for address in ["", "s3://", "s3:///x", "http://x"] {
        let error = Store::open(address).unwrap_err().to_string();
        assert!(error.contains("s3://BUCKET/PREFIX"), "{error}");
    }
}

#[tokio::test]
async fn a_version_and_a_revision_are_released_once() {
    let (first, second) = two_packages();
    for service in services_of("releases_once", &first).await {
        let db = &service.database.connection;
        let folder: TempDir = tempfile::tempdir().unwrap();
        let files = release(&service, &Store::folder(folder.path()), "1").await;
        let revision = inovasi_ingest::current(db).await.unwrap().unwrap();
        assert_eq!(record_release(db, "1", &revision, &files).await.unwrap(), Recorded::Unchanged);
        let other = record_release(db, "1", &revision, &files[1..]).await;
        assert!(matches!(other, Err(Unrecorded::Taken { revision: 1, .. })), "{other:?}");
        let again = record_release(db, "2", &revision, &files).await;
        assert!(matches!(&again, Err(Unrecorded::Released { version, .. }) if version == "1"), "{again:?}");
        inovasi_ingest::write(db, &second, |_, _, _| {}).await.unwrap();
        let now = inovasi_ingest::current(db).await.unwrap().unwrap();
        let taken = record_release(db, "1", &now, &files).await;
        assert!(matches!(taken, Err(Unrecorded::Taken { .. })), "{taken:?}");
        let gone = inovasi_entity::revision::Model { number: 9, ..now };
        assert!(matches!(record_release(db, "3", &gone, &files).await, Err(Unrecorded::Gone(9))));
    }
}
