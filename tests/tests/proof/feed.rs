//! The feed of innovations: what a reader of news gets is what the list has, the newest change first.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use serde_json::Value;

use crate::discovery::text;
use crate::import::{bundled, edit, read};
use crate::service::{Service, ids_of, services, services_of};

/// An entry, read as a reader of news reads it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Entry {
    id: String,
    title: String,
    updated: String,
    author: String,
    summary: Option<String>,
    /// Term and label.
    category: Option<(String, String)>,
    /// Id of the innovation, off the link to it.
    innovation: String,
}

/// A feed: its links by relation, and its entries.
#[derive(Debug, Default)]
struct Feed {
    id: String,
    updated: String,
    links: Vec<(String, String)>,
    entries: Vec<Entry>,
}

impl Feed {
    fn link(&self, relation: &str) -> Option<&str> {
        let found = self.links.iter().find(|(name, _)| name == relation);
        found.map(|(_, href)| href.strip_prefix("http://127.0.0.1:8080").unwrap_or(href))
    }
}

fn parse(xml: &str) -> Feed {
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
    assert!(xml.chars().all(|letter| !letter.is_control() || letter == '\n'), "a character that XML has not");
    assert!(!xml.contains(['\u{fffe}', '\u{ffff}']));
    let mut reader = Reader::from_str(xml);
    let (mut feed, mut open, mut said) = (Feed::default(), Vec::<String>::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open.push(String::from_utf8(start.name().as_ref().to_vec()).unwrap());
                said.clear();
                if open.last().is_some_and(|name| name == "entry") {
                    feed.entries.push(Entry::default());
                }
            }
            Event::Empty(empty) => {
                let attribute = |name: &str| {
                    let found = empty.try_get_attribute(name).unwrap().unwrap();
                    unescape(std::str::from_utf8(&found.value).unwrap()).unwrap().into_owned()
                };
                match (empty.name().as_ref(), feed.entries.last_mut()) {
                    (b"link", Some(entry)) => entry.innovation = attribute("href").rsplit('/').next().unwrap().into(),
                    (b"link", None) => feed.links.push((attribute("rel"), attribute("href"))),
                    (b"category", Some(entry)) => entry.category = Some((attribute("term"), attribute("label"))),
                    _ => panic!("{empty:?}"),
                }
            }
            Event::Text(text) => said.push_str(&text.decode().unwrap()),
            Event::GeneralRef(named) => {
                let named = format!("&{};", named.decode().unwrap());
                said.push_str(&unescape(&named).unwrap());
            }
            Event::End(_) => {
                let name = open.pop().unwrap();
                let text = std::mem::take(&mut said);
                match (name.as_str(), feed.entries.last_mut()) {
                    ("id", Some(entry)) => entry.id = text,
                    ("title", Some(entry)) => entry.title = text,
                    ("updated", Some(entry)) => entry.updated = text,
                    ("name", Some(entry)) => entry.author = text,
                    ("summary", Some(entry)) => entry.summary = Some(text),
                    ("id", None) => feed.id = text,
                    ("updated", None) => feed.updated = text,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    feed
}

async fn feed(service: &Service, uri: &str) -> Feed {
    parse(&text(service, uri).await)
}

/// The entries of a feed and of all pages after it.
async fn walk(service: &Service, uri: &str) -> Vec<Entry> {
    let (mut all, mut at) = (Vec::new(), uri.to_owned());
    loop {
        let page = feed(service, &at).await;
        all.extend(page.entries.clone());
        match page.link("next") {
            Some(next) => at = next.to_owned(),
            None => return all,
        }
    }
}

#[tokio::test]
async fn the_feed_has_the_rows_of_the_list() {
    for service in services("feedrows").await {
        for filter in [
            "",
            "sector=health&year=2016..2018",
            "region=ID-35&lang=en",
            "q=stunting",
            "agency=kabupaten-banyuwangi",
            "competition=kipp&tier=top-99&award_status=awarded",
            "replicated=true&has_outcome=true",
            "year=null&sector=!health",
            "source=s013",
            "updated_since=2027-01-01",
        ] {
            let list = format!("/v1/innovations?limit=1000&sort=id&include=agency&{filter}");
            let list = service.get(&list).await;
            let entries = walk(&service, &format!("/feeds/innovations.atom?limit=100&{filter}")).await;
            let ids: Vec<&str> = entries.iter().map(|entry| entry.innovation.as_str()).collect();
            // All of one revision: by id.
            assert_eq!(ids, ids_of(&list), "{filter}");
            for (entry, row) in entries.iter().zip(list["data"].as_array().unwrap()) {
                let english = filter.contains("lang=en");
                let of = |name: &str| {
                    let other = &row[format!("{name}_en")];
                    let (first, second) = if english { (other, &row[name]) } else { (&row[name], other) };
                    first.as_str().or(second.as_str()).map(str::to_owned)
                };
                assert_eq!(Some(&entry.title), of("title").as_ref());
                assert_eq!(entry.summary, of("summary"));
                assert_eq!((&entry.updated, &entry.author), (&said(&row["updated_at"]), &said(&row["agency"]["name"])));
                assert_eq!(entry.category.as_ref().map(|(term, _)| term.as_str()), row["sector"].as_str());
                assert!(entry.id.starts_with("urn:uuid:") && entry.id.len() == 45);
            }
        }
        let health = feed(&service, "/feeds/innovations.atom?sector=health&limit=1&lang=en").await;
        assert_eq!(health.entries[0].category.as_ref().unwrap().1, "Health");
        assert_eq!(health.link("alternate"), Some("/v1/innovations?sector=health&lang=en"));
        assert_eq!(health.link("self"), Some("/feeds/innovations.atom?sector=health&limit=1&lang=en"));
        assert_eq!(health.updated, "2026-11-24T12:00:00Z");
        assert_eq!(feed(&service, "/feeds/innovations.atom").await.entries.len(), 20);
        // Pages lead back, and are of one feed.
        let next = feed(&service, health.link("next").unwrap()).await;
        assert_eq!(next.id, health.id);
        let back = feed(&service, next.link("previous").unwrap()).await;
        assert_eq!(back.entries, health.entries);
        assert_eq!(back.link("previous"), None);
    }
}

fn said(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_wrong_is_refused_in_the_words_of_the_list() {
    for service in services("feedwrong").await {
        for query in
            ["sector=helth", "region=ID-99&year=a..b", "q=%22", "tier=top-98", "updated_since=yesterday", "cursor=abc"]
        {
            let (status, _, body) = service.ask("GET", &format!("/v1/innovations?{query}"), None).await;
            let own: Value = serde_json::from_slice(&body).unwrap();
            let uri = format!("/feeds/innovations.atom?{query}");
            let found = service.problem("GET", &uri, status.as_u16(), own["code"].as_str().unwrap()).await;
            assert_eq!(found["errors"], own["errors"], "{query}");
        }
        for name in ["sort", "fields", "include", "facets", "highlight", "sample", "seed", "sektor"] {
            let uri = format!("/feeds/innovations.atom?{name}=year");
            let found = service.problem("GET", &uri, 400, "unknown_parameter").await;
            let allowed = found["errors"][0]["allowed"].as_array().unwrap();
            assert!(!allowed.contains(&"sort".into()) && allowed.contains(&"sector".into()), "{found}");
        }
        for limit in ["0", "101", "1000", "many"] {
            let uri = format!("/feeds/innovations.atom?limit={limit}");
            let found = service.problem("GET", &uri, 400, "invalid_parameter").await;
            assert_eq!(found["errors"][0]["allowed"][0], "1..100");
            assert_eq!(found["errors"].as_array().unwrap().len(), 1);
        }
        // A cursor of the list is of another order.
        let next = service.get("/v1/innovations?limit=1").await["links"]["next"].as_str().unwrap().to_owned();
        let uri = next.replace("/v1/innovations", "/feeds/innovations.atom");
        service.problem("GET", &uri, 400, "invalid_cursor").await;
    }
}

#[tokio::test]
async fn what_changed_last_is_first_and_any_text_is_well_formed() {
    let mut files = bundled();
    edit(&mut files, "datapackage.json", |text| text.replacen("2026-11-24T12:00:00Z", "2026-12-24T12:00:00Z", 1));
    let title = "a <b> & \"c\" ]]> \u{1}\u{b}\u{ffff}\u{fffe} 😀";
    let id = "smart-kampung-kabupaten-banyuwangi";
    edit(&mut files, "innovations.csv", |text| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(reader.headers().unwrap()).unwrap();
        let mut last = false;
        for row in reader.records() {
            let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
            last |= row[0] == id;
            if row[0] == id {
                row[1] = title.to_owned();
            }
            writer.write_record(&row).unwrap();
        }
        assert!(last, "{id} is no innovation of the package");
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    });
    let later = read(&files).unwrap();
    for service in services_of("feednews", &read(&bundled()).unwrap()).await {
        let before = feed(&service, "/feeds/innovations.atom").await;
        assert!(before.entries.iter().all(|entry| entry.innovation != id));
        let (_, headers, _) = service.ask("GET", "/feeds/innovations.atom", None).await;
        inovasi_ingest::write(&service.database.connection, &later, |_, _, _| {}).await.unwrap();
        let (status, ..) = service.ask("GET", "/feeds/innovations.atom", Some(headers["etag"].to_str().unwrap())).await;
        assert_eq!(status, 200);
        let after = feed(&service, "/feeds/innovations.atom").await;
        assert_eq!(after.entries[0].innovation, id);
        assert_eq!(after.entries[0].title, "a <b> & \"c\" ]]>  😀");
        assert_eq!((&after.updated, &after.entries[0].updated), (&"2026-12-24T12:00:00Z".into(), &after.updated));
        assert_eq!(after.entries[1..], before.entries[..19]);
        let all = walk(&service, "/feeds/innovations.atom?limit=7").await;
        assert_eq!((all.len(), &all[0]), (435, &after.entries[0]));
        let since = walk(&service, "/feeds/innovations.atom?updated_since=2026-12-01").await;
        assert_eq!(since, [after.entries[0].clone()]);
    }
}
