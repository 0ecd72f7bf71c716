//! The pages: every link leads somewhere, every example does what its guide says, in both languages.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use inovasi_schema::Code;
use serde_json::{Value, json};

use crate::service::{Service, services};

async fn html(service: &Service, uri: &str) -> String {
    let (status, headers, body) = service.ask("GET", uri, None).await;
    assert_eq!(status, 200, "{uri}");
    let text = String::from_utf8(body).unwrap();
    if headers["content-type"].to_str().unwrap().starts_with("text/html") && !uri.starts_with("/docs/swagger") {
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{uri}");
        assert!(!text.contains("style=\"") && !text.contains("onclick"), "{uri}");
    }
    text
}

fn links(text: &str) -> impl Iterator<Item = String> + '_ {
    let marks = text.split("href=\"").chain(text.split("src=\"")).skip(1);
    let found = marks.filter_map(|rest| rest.split('"').next()).filter(|link| link.starts_with('/'));
    found.map(|link| link.replace("&amp;", "&").split('#').next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn every_link_of_the_pages_leads_to_an_answer() {
    let services = services("links").await;
    let service = &services[0];
    let mut seen = BTreeSet::new();
    let mut open: Vec<String> = ["id", "en"].iter().map(|language| format!("/?lang={language}")).collect();
    while let Some(uri) = open.pop() {
        // The endpoint itself, named in words: nothing is asked there.
        if ["/graphql", "/.well-known/security.txt"].contains(&uri.as_str()) || !seen.insert(uri.clone()) {
            continue;
        }
        let (status, headers, body) = service.ask("GET", &uri, None).await;
        // Error pages show addresses that answer errors.
        let shown = uri.starts_with("/v1");
        assert!(status == 200 || shown && status.is_client_error() || status.is_redirection(), "{uri}: {status}");
        let is_page = headers.get("content-type").is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"));
        if is_page && !uri.starts_with("/docs/swagger") {
            open.extend(links(&html(service, &uri).await).filter(|_| !body.is_empty()));
        }
    }
    assert!(seen.len() > 300, "{}", seen.len());
}

#[tokio::test]
async fn every_example_of_the_reference_runs() {
    let services = services("reference").await;
    let service = &services[0];
    let mut asked = BTreeSet::new();
    for language in ["id", "en"] {
        let index = html(service, &format!("/docs/rest?lang={language}")).await;
        let pages: BTreeSet<String> = links(&index).filter(|link| link.starts_with("/docs/rest/")).collect();
        assert!(pages.len() > 10, "{pages:?}");
        for page in pages {
            let page = html(service, &page).await;
            // The endpoint itself is named in words: nothing is asked there.
            // Nor is there a contact where the operator named none.
            let unasked = ["/graphql", "/.well-known/security.txt"];
            // A release is there once the operator makes one (releases.rs asks them).
            let is_asked = |link: &String| {
                !link.starts_with("/docs") && !link.starts_with("/v1/releases/") && !unasked.contains(&link.as_str())
            };
            asked.extend(links(&page).filter(is_asked));
        }
    }
    for uri in &asked {
        assert_eq!(service.ask("GET", uri, None).await.0, 200, "{uri}");
    }
    let of = |path: &str| asked.iter().filter(|uri| uri.starts_with(path)).count();
    for path in ["/v1/compliance/summary?", "/v1/stats?", "/v1/suggest?", "/graphql?", "/v1/innovations?"] {
        assert!(of(path) > 0, "no example of {path}");
    }
    assert!(of("/v1") > 200, "{}", asked.len());
}

#[tokio::test]
async fn every_documented_example_does_what_it_says() {
    let examples = inovasi::documented_examples();
    assert!(examples.len() > 60, "{}", examples.len());
    for service in services("examples").await {
        for (fence, text) in &examples {
            let failed = match fence.as_str() {
                "api" | "api-error" => !service.ask("GET", text, None).await.0.is_success(),
                _ => service.post(&json!({ "query": text })).await.1.get("errors").is_some(),
            };
            assert_eq!(failed, fence.ends_with("-error"), "{fence}: {text}");
        }
    }
}

#[tokio::test]
async fn every_error_code_has_its_page_in_both_languages() {
    let services = services("errorpages").await;
    for code in Code::ALL {
        let pages = [
            html(&services[0], &format!("{}?lang=id", code.url())).await,
            html(&services[0], &format!("{}?lang=en", code.url())).await,
        ];
        assert!(pages.iter().all(|page| page.contains(code.name())) && pages[0] != pages[1]);
        assert!(pages[1].contains("<h2>") && pages[0].contains("<h2>"), "{} has no text of its own", code.name());
    }
}

#[tokio::test]
async fn the_language_is_the_reader_s() {
    let services = services("language").await;
    for (accept, uri, language) in [
        ("en-GB,en;q=0.9,id;q=0.5", "/docs", "en"),
        ("id-ID", "/docs", "id"),
        ("fr", "/docs", "id"),
        ("id", "/docs?lang=en", "en"),
    ] {
        let request = Request::get(uri).header("accept-language", accept).body(Body::empty()).unwrap();
        let (_, headers, body) = services[0].send(request).await;
        assert!(String::from_utf8(body).unwrap().contains(&format!("<html lang=\"{language}\">")), "{accept} {uri}");
        assert!(headers.get_all("vary").iter().any(|vary| vary.to_str().unwrap().contains("accept-language")));
    }
    let found = html(&services[0], "/docs/search?q=cursor&lang=en").await;
    assert!(found.contains("/docs/paging") && found.contains("/docs/errors/invalid_cursor"));
    let hostile = html(&services[0], "/docs/search?q=%3Cscript%3E&lang=en").await;
    assert!(!hostile.contains("<script>"));
    let console = html(&services[0], "/graphiql?query=%3C/textarea%3E%3Cscript%3E").await;
    assert!(!console.contains("<script>"));
}

#[tokio::test]
async fn every_parameter_s_example_works() {
    let document: Value = serde_json::from_str(inovasi::openapi_document()).unwrap();
    for service in services("parameters").await {
        let mut asked = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            let Some(parameters) = item["get"]["parameters"].as_array() else { continue };
            // A release is there once the operator makes one (releases.rs asks them).
            if path.starts_with("/v1/releases/") {
                continue;
            }
            for parameter in parameters {
                let parameter = parameter["$ref"].as_str().map_or(parameter, |at| document.pointer(&at[1..]).unwrap());
                let example = match &parameter["example"] {
                    Value::Null => continue,
                    Value::String(text) => text.clone(),
                    Value::Array(values) => values.iter().map(Value::to_string).collect::<Vec<_>>().join(","),
                    other => other.to_string(),
                };
                let escaped: String = example.bytes().map(|byte| format!("%{byte:02X}")).collect();
                let name = parameter["name"].as_str().unwrap();
                if parameter["in"] == "header" {
                    let path = path.replace("{file}", "regions.csv");
                    let request = Request::get(&path).header(name, &example).body(Body::empty()).unwrap();
                    let (status, ..) = service.send(request).await;
                    assert!([200, 206].contains(&status.as_u16()), "{path}: {name}: {example}: {status}");
                    continue;
                }
                let uri = if parameter["in"] == "path" {
                    path.replace(&format!("{{{name}}}"), &escaped)
                } else {
                    // With what the operation cannot do without.
                    let required =
                        parameters.iter().filter(|other| other["required"] == true && other["in"] == "query");
                    let required = required.filter(|other| other["name"] != parameter["name"]);
                    let with: String = required
                        .map(|other| {
                            format!("{}={}&", other["name"].as_str().unwrap(), other["example"].as_str().unwrap())
                        })
                        .collect();
                    let mut path = path.clone();
                    for other in parameters.iter().filter(|other| other["in"] == "path") {
                        let name = other["name"].as_str().unwrap();
                        path = path.replace(&format!("{{{name}}}"), other["example"].as_str().unwrap());
                    }
                    format!("{path}?{with}{name}={escaped}")
                };
                if path == "/graphql" && name != "query" {
                    continue;
                }
                assert_eq!(service.ask("GET", &uri, None).await.0, 200, "{uri}");
                asked += 1;
            }
        }
        assert!(asked > 150, "{asked}");
    }
}

#[tokio::test]
async fn the_readme_s_first_graphql_answer_is_one_line() {
    let readme = std::fs::read_to_string(crate::package::root().join("README.md")).unwrap();
    let start = "curl -g 'http://127.0.0.1:8080";
    let line = readme.lines().find_map(|line| line.strip_prefix(start)).unwrap().trim_end_matches('\'').to_owned();
    // curl sends braces as they are; a URI of this test must have them encoded.
    let uri = line.replace('{', "%7B").replace('}', "%7D");
    for service in services("oneline").await {
        let body = service.get(&uri).await;
        assert_eq!(body["data"]["innovations"]["totalCount"], 435);
        assert!(body["data"]["innovations"]["nodes"][1]["sources"][0]["url"].is_string());
    }
}
