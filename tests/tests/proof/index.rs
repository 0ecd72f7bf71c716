//! The index: kept in a file that is trusted only whole, and of one revision with everything that a request reads.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use inovasi::RateLimit;
use inovasi_schema::Catalogue;

use crate::import::{bundled, edit, read};
use crate::service::{Service, services};

const ASKED: &str = "/v1/innovations?q=kesehatan&region=ID-35&facets=sector,year,tier&sort=title&limit=30";

/// The file beside an SQLite database, once it was written.
async fn kept(service: &Service) -> Option<PathBuf> {
    let path = service.database.url.strip_prefix("sqlite://")?.split('?').next()?;
    let file = PathBuf::from(format!("{path}.index"));
    let began = Instant::now();
    while !file.exists() {
        assert!(began.elapsed() < Duration::from_secs(20), "no index was written");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Some(file)
}

async fn answer(url: &str) -> serde_json::Value {
    let router = inovasi::router(Catalogue::open(url).await.unwrap(), RateLimit::default()).unwrap();
    crate::service::body_of(&router, ASKED).await
}

#[tokio::test]
async fn a_damaged_index_is_built_anew() {
    for service in services("index_file").await {
        let right = service.get(ASKED).await;
        let Some(file) = kept(&service).await else { continue };
        let whole = std::fs::read(&file).unwrap();
        assert_eq!(answer(&service.database.url).await, right, "read from the file");
        for place in (0..40).map(|part| part * (whole.len() - 1) / 39) {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x10;
            std::fs::write(&file, &damaged).unwrap();
            assert_eq!(answer(&service.database.url).await, right, "byte {place} of {}", whole.len());
        }
        for length in [0, 7, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&file, &whole[..length]).unwrap();
            assert_eq!(answer(&service.database.url).await, right, "{length} bytes of {}", whole.len());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_during_an_import_see_one_revision_whole() {
    let mut files = bundled();
    // Every title of the second revision ends in a mark, and the package is newer.
    edit(&mut files, "innovations.csv", |text| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let title = headers.iter().position(|header| header == "title").unwrap();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&headers).unwrap();
        for row in reader.records().map(Result::unwrap) {
            let cells = row.iter().enumerate();
            let cells =
                cells.map(|(place, cell)| if place == title { format!("{cell} qqzz") } else { cell.to_owned() });
            writer.write_record(cells).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    });
    let second = read(&files).unwrap();
    for service in services("index_swap").await {
        service.get("/v1/innovations?limit=1").await;
        let connection = service.database.connection.clone();
        let import = async {
            inovasi_ingest::write(&connection, &second, |_, _, _| {}).await.unwrap();
        };
        let ask = async {
            let (mut old, mut new) = (0, 0);
            while new < 20 {
                // What the index finds and what the rows say is of the same revision.
                let page = service.get("/v1/innovations?q=qqzz&limit=3&fields=title").await;
                let revision = page["meta"]["revision"].as_u64().unwrap();
                let titles = page["data"].as_array().unwrap();
                assert_eq!(page["meta"]["total"], if revision == 1 { 0 } else { 435 });
                assert!(titles.iter().all(|row| row["title"].as_str().unwrap().ends_with("qqzz")));
                *(if revision == 1 { &mut old } else { &mut new }) += 1;
            }
            old
        };
        let many = async {
            let one = |router: axum::Router| async move {
                crate::service::body_of(&router, "/v1/innovations?limit=1000&fields=id").await
            };
            let asked: Vec<_> = (0..24).map(|_| tokio::spawn(one(service.router.clone()))).collect();
            let mut pages = Vec::new();
            for page in asked {
                pages.push(page.await.unwrap());
            }
            pages
        };
        let ((), old, pages) = tokio::join!(import, ask, many);
        assert!(old > 0, "no request came before the import");
        assert!(pages.iter().all(|page| page["meta"]["total"] == 435));
    }
}
