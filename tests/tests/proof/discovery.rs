//! What crawlers, harvesters and language models look for: it is there, right by its standard, and leads to answers.

use std::collections::BTreeSet;

use inovasi::Settings;
use inovasi_schema::Catalogue;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::service::{Service, services};

const ORIGIN: &str = "http://127.0.0.1:8080";

/// The text of an address.
pub(crate) async fn text(service: &Service, uri: &str) -> String {
    let (status, _, body) = service.ask("GET", uri, None).await;
    assert_eq!(status, 200, "{uri}: {}", String::from_utf8_lossy(&body));
    String::from_utf8(body).unwrap()
}

/// Every address is ours and answered.
async fn answered(service: &Service, addresses: &BTreeSet<String>) {
    for address in addresses {
        let path = address.strip_prefix(ORIGIN).unwrap_or_else(|| panic!("{address} is not ours"));
        let status = service.ask("GET", path, None).await.0.as_u16();
        // The endpoint of questions wants one.
        let right = if path == "/graphql" { 400 } else { 200 };
        assert_eq!(status, right, "{path}");
    }
}

#[tokio::test]
async fn every_interface_is_in_the_catalogue_of_interfaces() {
    for service in services("apicatalog").await {
        let (_, headers, body) = service.ask("GET", "/.well-known/api-catalog", None).await;
        let media = headers["content-type"].to_str().unwrap();
        assert_eq!(media, "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"");
        let body: Value = serde_json::from_slice(&body).unwrap();
        let sets = body["linkset"].as_array().unwrap();
        let mut addresses = BTreeSet::new();
        for set in sets {
            for (relation, links) in set.as_object().unwrap() {
                if relation == "anchor" {
                    addresses.insert(links.as_str().unwrap().to_owned());
                } else if relation != "license" {
                    addresses
                        .extend(links.as_array().unwrap().iter().map(|link| link["href"].as_str().unwrap().into()));
                }
            }
        }
        let items: Vec<&str> =
            sets[0]["item"].as_array().unwrap().iter().map(|item| item["href"].as_str().unwrap()).collect();
        for (item, set) in items.iter().zip(&sets[1..]) {
            assert_eq!(set["anchor"], *item);
            for relation in ["service-desc", "service-doc", "service-meta", "status", "license"] {
                assert!(set[relation][0]["href"].is_string(), "{item}: {relation}");
            }
        }
        assert_eq!(items.len(), 3);
        answered(&service, &addresses).await;
        // It is found from the front page and from itself, by GET and by HEAD.
        for (method, uri) in [("GET", "/"), ("HEAD", "/"), ("HEAD", "/.well-known/api-catalog")] {
            let (status, headers, _) = service.ask(method, uri, None).await;
            assert_eq!(status, 200);
            assert_eq!(headers["link"], "</.well-known/api-catalog>; rel=\"api-catalog\"", "{method} {uri}");
        }
    }
}

#[tokio::test]
async fn the_map_of_the_site_names_every_page_in_both_languages() {
    for service in services("sitemap").await {
        let map = text(&service, "/sitemap.xml").await;
        let mut reader = Reader::from_str(&map);
        let (mut element, mut locations, mut changed, mut others) = (String::new(), Vec::new(), 0, BTreeSet::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => element = String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
                Event::Empty(link) => {
                    let href = link.try_get_attribute("href").unwrap().unwrap();
                    others.insert(String::from_utf8(href.value.to_vec()).unwrap());
                }
                Event::Text(said) if element == "loc" => locations.push(said.decode().unwrap().into_owned()),
                Event::Text(said) if element == "lastmod" => {
                    assert_eq!(said.decode().unwrap(), "2026-11-24T12:00:00Z");
                    changed += 1;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let addresses: BTreeSet<String> = locations.iter().cloned().collect();
        assert_eq!(addresses.len(), locations.len());
        assert!(others.is_subset(&addresses) && changed == 5, "{changed}");
        for page in
            ["/", "/docs", "/docs/citing", "/docs/errors/gone", "/docs/rest/catalogue", "/docs/schema/Innovation"]
        {
            for language in ["id", "en"] {
                assert!(addresses.contains(&format!("{ORIGIN}{page}?lang={language}")), "{page} {language}");
            }
        }
        answered(&service, &addresses).await;
        assert_eq!(text(&service, "/sitemap.xml?part=1").await, map);
        service.problem("GET", "/sitemap.xml?part=2", 400, "invalid_parameter").await;
        service.problem("GET", "/sitemap.xml?part=0", 400, "invalid_parameter").await;
        service.problem("GET", "/sitemap.xml?page=1", 400, "unknown_parameter").await;
    }
}

#[tokio::test]
async fn language_models_are_told_what_to_know() {
    for service in services("llms").await {
        let said = text(&service, "/llms.txt").await;
        assert!(said.starts_with("# Inovasi\n\n> "));
        let links: BTreeSet<String> =
            said.split("](").skip(1).filter_map(|rest| Some(rest.split(')').next()?.to_owned())).collect();
        assert!(links.len() > 30, "{}", links.len());
        answered(&service, &links).await;
        for link in links.iter().filter(|link| link.contains(".md")) {
            let guide = text(&service, link.strip_prefix(ORIGIN).unwrap()).await;
            assert!(guide.starts_with("# "), "{link}");
        }
        for word in [
            "CC-BY-4.0",
            "Texts are in the language `id`",
            "MIT OR Apache-2.0",
            "not recorded",
            "/v1/cite",
            "null means not known",
        ] {
            assert!(said.contains(word), "{word}");
        }
        let (_, headers, guide) = service.ask("GET", "/docs/citing.md?lang=id", None).await;
        assert_eq!(headers["content-type"], "text/markdown; charset=utf-8");
        assert!(String::from_utf8(guide).unwrap().starts_with("# Mengutip"));
        assert_eq!(service.ask("GET", "/docs/nothing.md", None).await.0, 404);
    }
}

#[tokio::test]
async fn each_document_keeps_the_manners_of_all() {
    for service in services("manners").await {
        let uris = [
            "/robots.txt",
            "/sitemap.xml",
            "/llms.txt",
            "/.well-known/api-catalog",
            "/feeds/innovations.atom",
            "/docs/data.md",
        ];
        for uri in uris {
            let (_, headers, body) = service.ask("GET", uri, None).await;
            let etag = headers["etag"].to_str().unwrap().to_owned();
            let (status, again, nothing) = service.ask("GET", uri, Some(&etag)).await;
            assert_eq!((status.as_u16(), nothing.len(), &again["etag"]), (304, 0, &headers["etag"]), "{uri}");
            let (status, head, nothing) = service.ask("HEAD", uri, None).await;
            assert_eq!((status.as_u16(), nothing.len(), &head["content-type"]), (200, 0, &headers["content-type"]));
            assert!(!body.is_empty() && headers["cache-control"].to_str().unwrap().contains("public"), "{uri}");
            if !uri.starts_with("/docs") {
                let vary: Vec<&str> = headers.get_all("vary").iter().map(|vary| vary.to_str().unwrap()).collect();
                assert!(vary.join(", ").contains("host"), "{uri}: {vary:?}");
                service.problem("GET", &format!("{uri}?nothing=1"), 400, "unknown_parameter").await;
            }
            service.problem("POST", uri, 405, "method_not_allowed").await;
        }
        let rules = text(&service, "/robots.txt").await;
        assert!(rules.contains(&format!("\nSitemap: {ORIGIN}/sitemap.xml\n")) && rules.contains("Disallow: /*cursor="));
        let problem = service.problem("GET", "/.well-known/security.txt", 404, "not_found").await;
        assert!(problem["detail"].as_str().unwrap().contains("INOVASI_CONTACT"));
        let page = text(&service, "/docs?lang=en").await;
        assert!(page.contains("type=\"application/atom+xml\" href=\"/feeds/innovations.atom?lang=en\""));
        let entry = service.get("/v1").await;
        assert_eq!(entry["links"]["cite"], "/v1/cite");
    }
}

#[tokio::test]
async fn where_the_operator_names_the_address_nothing_depends_on_the_host() {
    for service in services("publicaddress").await {
        let public_url = Some("https://data.example.org".parse().unwrap());
        let contact = Some("mailto:contact@example.org".parse().unwrap());
        let settings = Settings { public_url, contact, ..Settings::default() };
        let catalogue = Catalogue::open(&service.database.url).await.unwrap();
        let set = Service { router: inovasi::router(catalogue, settings).unwrap(), ..service };
        for uri in [
            "/robots.txt",
            "/sitemap.xml",
            "/llms.txt",
            "/.well-known/api-catalog",
            "/.well-known/security.txt",
            "/feeds/innovations.atom?limit=1",
            "/catalog.jsonld",
            "/ogc",
            "/v1/cite?url=/v1/awards",
        ] {
            let (status, headers, body) = set.ask("GET", uri, None).await;
            assert_eq!(status, 200, "{uri}");
            let body = String::from_utf8(body).unwrap();
            assert!(body.contains("https://data.example.org/") && !body.contains(ORIGIN), "{uri}");
            let held = headers["etag"].to_str().unwrap();
            for headers in [&headers, &set.ask("GET", uri, Some(held)).await.1] {
                let vary: Vec<&str> = headers.get_all("vary").iter().map(|vary| vary.to_str().unwrap()).collect();
                assert!(!vary.join(",").contains("host"), "{uri}: {vary:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_address_that_was_asked_whole_is_told_from_its_path_on() {
    for service in services("wholeaddress").await {
        for path in [
            "/v1/awards?limit=1",
            "/v1/innovations/sipelandukilat-provinsi-kalimantan-utara/lineage?lang=en",
            "/v1/cite?url=/v1/awards",
        ] {
            let answer = service.get(&format!("{ORIGIN}{path}")).await;
            assert_eq!(answer["links"]["self"], path);
        }
        let feed = text(&service, &format!("{ORIGIN}/feeds/innovations.atom?limit=1")).await;
        assert!(feed.contains(&format!("href=\"{ORIGIN}/feeds/innovations.atom?limit=1\"")), "{feed}");
        assert!(!feed.contains(&format!("{ORIGIN}http")), "{feed}");
        let (_, headers, _) = service.ask("GET", "/ogc/?f=json&lang=id", None).await;
        assert_eq!(headers["location"], "/ogc?f=json&lang=id");
    }
}
