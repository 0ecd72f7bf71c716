//! How an answer is cited: `GET /v1/cite?url=`, and the link to it that every answer has.

mod address;
mod titles;

use axum::body::Body;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use inovasi_export::metadata::citation::{Citation, Form, Version};
use inovasi_export::metadata::{About, Holdings};
use inovasi_schema::{Error, Language, Release, Snapshot, release};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::LONGEST_ADDRESS;
use super::about::said;
use super::answer::{self, Ended};
use super::state::Service;
use address::{Address, DESCRIBED, Pairs, Target, normal};

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
    let snapshot = service.catalogue.snapshot().await?;
    let (about, origin) = said(&service, &snapshot, &headers);
    let etag = origin.etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Err(Ended::Unchanged(Box::new(origin.told(response))));
    }
    let citation = citation(&service, &snapshot, &asked.url, &about).await?;
    let response = match asked.form {
        Some(form) => document(&citation, form, asked.language, &etag),
        None => {
            let meta = json!({"revision": snapshot.revision().number, "release": snapshot.release()});
            let data = data(&citation, asked.language);
            answer::json(&json!({"data": data, "meta": meta, "links": {"self": answer::address(&uri)}}), &etag)
        }
    };
    Ok(origin.told(response))
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
async fn citation(service: &Service, snapshot: &Snapshot, url: &str, about: &About) -> Result<Citation, Error> {
    let Address { target, path, pairs } = Address::read(url, &about.origin)?;
    let said = if target.has_forms() { without_form(&pairs) } else { pairs.clone() };
    // A release is cited as the package that it froze says of itself.
    let mut frozen = None;
    let (mut rows, mut named) = (None, None);
    match &target {
        Target::Catalogue => {
            takes_none(pairs.iter().filter(|(name, _)| name != "lang" || path != "/"))?;
            rows = Some(service.counted.of(snapshot).await?.holdings.rows.values().sum());
        }
        Target::List(table) => rows = Some(inovasi_schema::count(snapshot, table, &said).await?),
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
        Target::Dataset(table, file) => {
            takes_none(&pairs)?;
            let held = &service.counted.of(snapshot).await?.holdings.rows;
            let of_file = || table.map_or_else(|| Some(held.values().sum()), |table| held.get(table.name).copied());
            rows = if file.ends_with(DESCRIBED) { None } else { of_file() };
        }
        Target::Datasets => {
            takes_none(&pairs)?;
            rows = Some(service.counted.of(snapshot).await?.holdings.rows.values().sum());
        }
        Target::Releases => takes_none(&pairs)?,
        Target::Release(of, file) => {
            takes_none(&pairs)?;
            let found = release(snapshot, of).await?;
            rows = match file {
                Some(name) => found.file(name)?.rows,
                None => rows_of(&found),
            };
            let package = About::new(&found.frozen(snapshot).await?, Holdings::default(), &about.origin);
            frozen = Some(package.with_release(Some(found.version)));
        }
    }
    let about = frozen.as_ref().unwrap_or(about);
    let version = about.release.clone();
    let kept: Pairs = said.into_iter().filter(|(name, _)| !HOW.contains(&name.as_str()) && path != "/").collect();
    let query = normal(&path, &kept);
    let (title, title_en) = titles::of(&target, named, &kept, about);
    let revision = Version::Revision(about.revision);
    Ok(Citation {
        title,
        title_en,
        release_url: version.as_ref().map(|version| format!("{}{}", about.origin, Release::address(version))),
        version: version.map_or(revision, Version::Release),
        date: about.created.chars().take(10).collect(),
        rows,
        licences: about.licences.clone(),
        language: about.own_language().to_owned(),
        url: format!("{}{query}", about.origin),
        query,
    })
}

/// The rows of a release's tables, of which each is there as CSV once.
fn rows_of(release: &Release) -> Option<u64> {
    let tables = release.files.iter().filter(|file| file.name.ends_with(".csv"));
    tables.map(|file| file.rows).sum()
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
        "query": citation.query, "url": citation.url, "release_url": citation.release_url,
    })
}

/// What is answered for a list of the package that the program carries, of so many rows: the example of the document.
pub(crate) fn example(cited: &str, rows: usize) -> Value {
    let origin = "http://127.0.0.1:8080";
    let Ok(Address { target, path, pairs }) = Address::read(cited, origin) else { return Value::Null };
    let about = crate::bundled_about(origin);
    let query = normal(&path, &pairs);
    let (title, title_en) = titles::of(&target, None, &pairs, &about);
    let citation = Citation {
        title,
        title_en,
        version: Version::Revision(1),
        date: about.created.chars().take(10).collect(),
        rows: Some(rows as u64),
        language: about.own_language().to_owned(),
        licences: about.licences,
        release_url: None,
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
