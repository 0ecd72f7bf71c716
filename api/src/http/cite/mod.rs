//! How an answer is cited: `GET /v1/cite?url=`, and the link to it that every answer has.

mod address;
mod titles;

use axum::body::Body;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use inovasi_export::metadata::citation::{Citation, Form, Version};
use inovasi_schema::{Error, Language, Snapshot, listed_tables};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::LONGEST_ADDRESS;
use super::answer::{self, Ended};
use super::discovery::settings::{by_host, origin};
use super::state::Service;
use address::{Address, Pairs, Target, normal};

/// Where an address of ours is cited; None where that would be too long to ask for.
pub(crate) fn address(cited: &str) -> Option<String> {
    let cite = format!("/v1/cite?url={}", utf8_percent_encode(cited, &ENCODED));
    (cite.len() <= LONGEST_ADDRESS).then_some(cite)
}

/// What is encoded in a parameter; what may stand there stands as it is, so that people can read it.
const ENCODED: percent_encoding::AsciiSet =
    NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/').remove(b':').remove(b',');

/// Parameters of a list that say how its answer is given, not what is asked.
const HOW: &[&str] = &["cursor", "limit", "facets", "highlight"];

/// The forms of a list. What is asked is the same in each, so that none enters a citation.
const FORMS: &[&str] = &["json", "csv", "csv-excel", "ndjson", "xlsx", "parquet", "geojson"];

/// `GET /v1/cite`
pub(crate) async fn cite(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let asked = Asked::of(&uri)?;
    let origin = origin(&service, &headers);
    let snapshot = service.catalogue.snapshot().await?;
    let etag = answer::etag(&snapshot, format_args!("{origin}|{uri}"));
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Err(Ended::Unchanged(Box::new(by_host(response))));
    }
    let citation = citation(&snapshot, &asked.url, &origin).await?;
    let response = match asked.form {
        Some(form) => document(&citation, form, asked.language, &etag),
        None => {
            let release = &inovasi_schema::meta(&snapshot)["release"];
            let meta = json!({"revision": snapshot.revision().number, "release": release});
            let data = data(&citation, asked.language);
            answer::json(&json!({"data": data, "meta": meta, "links": {"self": uri.to_string()}}), &etag)
        }
    };
    Ok(by_host(response))
}

/// What is asked for: the address, the language of titles, and one form or all.
struct Asked {
    url: String,
    language: Language,
    form: Option<Form>,
}

impl Asked {
    fn of(uri: &Uri) -> Result<Self, Error> {
        let (mut url, mut language, mut form) = (None, None, None);
        for (name, value) in answer::pairs(uri) {
            match name.as_str() {
                "url" if url.is_none() => url = Some(value),
                "lang" if language.is_none() => {
                    let known = Language::ALL.into_iter().find(|language| language.code() == value);
                    language = Some(known.ok_or_else(|| Error::wrong("lang", &value, &["id", "en"]))?);
                }
                "format" if form.is_none() => {
                    let known = Form::ALL.into_iter().find(|form| form.name() == value);
                    if known.is_none() && value != "json" {
                        return Err(Error::wrong("format", &value, &["json", "bibtex", "ris", "csl", "text"]));
                    }
                    form = Some(known);
                }
                "url" | "lang" | "format" => return Err(Error::wrong(&name, "the parameter twice", &["one value"])),
                _ => return Err(Error::unknown(&name, &["url", "lang", "format"])),
            }
        }
        let url = url.ok_or_else(|| Error::wrong("url", "nothing", &address::ALLOWED))?;
        Ok(Self { url, language: language.unwrap_or(Language::Indonesian), form: form.flatten() })
    }
}

/// The citation of an address, which is asked as it stands: what is wrong with it is answered as the address would.
async fn citation(snapshot: &Snapshot, url: &str, origin: &str) -> Result<Citation, Error> {
    let Address { target, path, pairs } = Address::read(url, origin)?;
    let said = if target.has_forms() { without_form(&pairs) } else { pairs.clone() };
    let of = inovasi_schema::meta(snapshot);
    let mut version = match of["release"].as_str() {
        Some(release) => Version::Release(release.to_owned()),
        None => Version::Revision(snapshot.revision().number),
    };
    let mut date: String = snapshot.revision().created.chars().take(10).collect();
    let (mut rows, mut named) = (None, None);
    match &target {
        Target::Catalogue => takes_none(pairs.iter().filter(|(name, _)| name != "lang" || path != "/"))?,
        Target::List(table) => {
            let page = inovasi_schema::list(snapshot, table, &said).await?;
            // A sample is so many rows of the list, the same at every time.
            let sampled = said.iter().any(|(name, _)| name == "sample");
            rows = Some(if sampled { page.rows.len() as u64 } else { page.total });
        }
        Target::Detail(table, id) => {
            takes_none(&pairs)?;
            let row = inovasi_schema::detail(snapshot, table, id).await?.row;
            named = titles::of_row(table, &row);
        }
        Target::Lineage(id) => {
            let family = inovasi_schema::lineage(snapshot, id, &said).await?;
            let first = family.json()["nodes"][0]["label"].as_str().map(str::to_owned);
            named = first.map(|label| titles::of_family(&label));
        }
        Target::Stats => rows = Some(inovasi_schema::stats(snapshot, &said).await?.total),
        Target::Summary => rows = Some(inovasi_schema::summary(snapshot, &said).await?.total),
        Target::Codelists => takes_none(&pairs)?,
        Target::Codelist(name) => {
            takes_none(&pairs)?;
            rows = Some(inovasi_schema::codelist(snapshot, name).await?.len() as u64);
        }
        Target::Dataset(table, _) => {
            takes_none(&pairs)?;
            if let Some(table) = table.filter(|table| listed_tables().any(|listed| listed.name == table.name)) {
                let one = [("limit".to_owned(), "1".to_owned())];
                let whole = !table.is_derived();
                rows = if whole { Some(inovasi_schema::list(snapshot, table, &one).await?.total) } else { None };
            }
        }
        Target::Datasets | Target::Releases => takes_none(&pairs)?,
        Target::Release(release, _) => {
            takes_none(&pairs)?;
            date = release.chars().take(10).collect();
            version = Version::Release(release.clone());
        }
    }
    let kept: Pairs = said.into_iter().filter(|(name, _)| !HOW.contains(&name.as_str()) && path != "/").collect();
    let query = normal(&path, &kept);
    let (own, english) = titles::of(&target, named, &kept, (&of["title"], &of["title_en"]));
    Ok(Citation { title: own, title_en: english, version, date, rows, url: format!("{origin}{query}"), query })
}

/// What is said beside the form. A form that is none stays, for the list to refuse it in its own words.
fn without_form(pairs: &Pairs) -> Pairs {
    let formed = pairs.iter().any(|(name, form)| name == "format" && FORMS.contains(&form.as_str()));
    let is_form = |name: &str| formed && ["format", "delimiter"].contains(&name);
    pairs.iter().filter(|(name, _)| !is_form(name)).cloned().collect()
}

fn takes_none<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> Result<(), Error> {
    Error::takes_none(pairs.into_iter().map(|(name, _)| name.clone())).map_or(Ok(()), Err)
}

/// A citation in all its forms.
fn data(citation: &Citation, language: Language) -> Value {
    json!({
        "text": citation.text(Language::Indonesian), "text_en": citation.text(Language::English),
        "bibtex": citation.bibtex(language), "csl": citation.csl(language), "ris": citation.ris(language),
        "version": citation.version.text(), "date": citation.date, "rows": citation.rows,
        "query": citation.query, "url": citation.url,
    })
}

/// What is answered for a list of the package that the program carries, of so many rows: the example of the document.
pub(crate) fn example(cited: &str, rows: usize) -> Value {
    let origin = "http://127.0.0.1:8080";
    let Ok(Address { target, path, pairs }) = Address::read(cited, origin) else { return Value::Null };
    let of = crate::bundled_descriptor();
    let query = normal(&path, &pairs);
    let (title, title_en) = titles::of(&target, None, &pairs, (&of["title"], &of["title_en"]));
    let citation = Citation {
        title,
        title_en,
        version: Version::Revision(1),
        date: of["created"].as_str().unwrap_or_default().chars().take(10).collect(),
        rows: Some(rows as u64),
        url: format!("{origin}{query}"),
        query,
    };
    data(&citation, Language::Indonesian)
}

/// One form as a document of its own, with a name to keep it under.
fn document(citation: &Citation, form: Form, language: Language, etag: &str) -> Response {
    let mut response = Body::from(citation.written(form, language)).into_response();
    let shown = if form == Form::Text { "inline" } else { "attachment" };
    let name = format!("{shown}; filename=\"{}.{}\"", citation.key(), form.extension());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    answer::with_validators(response, etag)
}
