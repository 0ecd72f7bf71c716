//! Lists whose filter is too long for an address: the same parameters as JSON.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use inovasi_entity::Table;
use inovasi_export::Rows;
use inovasi_schema::{CONTROLS, Code, Error, Form, forms};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::answer;
use super::download::{self, File};
use super::form::form;
use super::problem::Problem;
use super::state::Service;
use super::tables::{Links, body};

/// Longest body that is read: 5,000 ids, each of 200 characters.
const LONGEST_BODY: usize = 2_000_000;

/// Most values in a body.
const MOST_VALUES: usize = 6_000;

/// Most parameters in a body, and most characters of a name: no list has so many or so long ones.
const MOST_NAMES: usize = 200;

/// `POST /v1/{list}/search`
pub(crate) fn search(table: &'static Table) -> MethodRouter<Service> {
    let handler = move |State(service): State<Service>,
                        OriginalUri(uri): OriginalUri,
                        headers: HeaderMap,
                        sent: Result<Bytes, BytesRejection>| async move {
        let mut pairs = parameters(&headers, sent)?;
        // The pages of the list are at this address with a cursor, asked with the same body.
        for (name, value) in answer::pairs(&uri) {
            if name != "cursor" {
                return Err(Problem(Error::unknown(&name, &["cursor"])));
            }
            pairs.push((name, value));
        }
        let form = form(&pairs, &headers, forms(table))?;
        if form != Form::Json {
            // What is wrong with it is told first: only what is sent takes a place.
            let planned = inovasi_schema::plan(&service.catalogue.snapshot().await?, table, &pairs, form).await?;
            let walk = planned.walk(&service.catalogue).await?;
            let file = File { name: table.plural, is_part: true, form };
            let settings = download::settings(&service, walk.snapshot(), &pairs, &file)?;
            let mut response = download::answer(Rows::Walk(Box::new(walk)), &file, settings, "");
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response.headers_mut().remove(header::ETAG);
            return Ok(response);
        }
        let snapshot = service.catalogue.snapshot().await?;
        let page = inovasi_schema::list(&snapshot, table, &pairs).await?;
        // What can be cited is the list that an address can ask for.
        let cited = address_of(table, &page.said);
        let links = Links::of(&uri, &[], page.next.as_deref(), page.previous.as_deref()).citing(Some(&cited));
        let body = body(page, &snapshot, &links);
        Ok(links.told(answer::unkept(&body)))
    };
    post(handler).fallback(other).layer(DefaultBodyLimit::max(LONGEST_BODY))
}

/// The list with these parameters, as an address.
fn address_of(table: &Table, said: &[(String, String)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish();
    if query.is_empty() { format!("/v1/{}", table.path()) } else { format!("/v1/{}?{query}", table.path()) }
}

/// What every other method gets.
async fn other(method: Method) -> Response {
    let detail = format!("{method} is not allowed here: send the parameters as JSON with POST");
    let mut response = Problem(Error::new(Code::MethodNotAllowed, detail)).into_response();
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST, OPTIONS"));
    response
}

/// The parameters that a body says, as pairs of a query string.
fn parameters(headers: &HeaderMap, sent: Result<Bytes, BytesRejection>) -> Result<Vec<(String, String)>, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        let detail = "the body must be application/json, and the header content-type say so";
        return Err(Problem(Error::new(Code::UnsupportedMediaType, detail)));
    }
    let sent = sent.map_err(|rejection| {
        let (code, detail) = if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            (Code::PayloadTooLarge, format!("the body has more than {LONGEST_BODY} bytes; ask in several requests"))
        } else {
            (Code::InvalidParameter, "the body was not sent whole".to_owned())
        };
        Problem(Error::new(code, detail))
    })?;
    let malformed = |detail: String| Problem(Error::new(Code::InvalidParameter, detail));
    let Said(said) = serde_json::from_slice(&sent).map_err(|error| {
        malformed(format!("the body is not a JSON object with the parameters of the list: {error}"))
    })?;
    if said.len() > MOST_NAMES {
        return Err(malformed(format!("the body has {} parameters, at most {MOST_NAMES} are read", said.len())));
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in said {
        if pairs.iter().any(|(other, _)| *other == name) {
            let allowed = ["each parameter once; an array for several values"];
            return Err(Problem(Error::wrong(&name, "the parameter twice", &allowed)));
        }
        // Null is a value of a filter; of anything else it says nothing.
        if value.is_null() && CONTROLS.contains(&name.as_str()) {
            continue;
        }
        let several = value.is_array();
        let values = if let Value::Array(values) = value { values } else { vec![value] };
        if values.is_empty() {
            let allowed = ["at least one value; without the parameter all rows are meant"];
            return Err(Problem(Error::wrong(&name, "[]", &allowed)));
        }
        let texts = values.into_iter().map(|value| text(&name, value).map_err(Problem));
        let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
        // A list of names is one value between commas; of a filter each value is an alternative.
        if CONTROLS.contains(&name.as_str()) {
            pairs.push((name, texts.join(",")));
        } else if several {
            pairs.extend(texts.into_iter().map(|text| (name.clone(), literal(text))));
        } else {
            pairs.extend(texts.into_iter().map(|text| (name.clone(), text)));
        }
    }
    if pairs.len() > MOST_VALUES {
        return Err(malformed(format!("the body has {} values, at most {MOST_VALUES} are read", pairs.len())));
    }
    Ok(pairs)
}

/// A value of an array, whose commas and signs are its own; ranges and null stay what they are.
fn literal(text: String) -> String {
    if text.contains([',', '"', '!']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The pairs of an object, a key that is there twice kept twice.
struct Said(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Said;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Said(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// A value as a query string says it.
fn text(name: &str, value: Value) -> Result<String, Error> {
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok("null".into()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        other => {
            Err(Error::wrong(name, &other.to_string(), &["a text, a number, true, false, null, or an array of these"]))
        }
    }
}
