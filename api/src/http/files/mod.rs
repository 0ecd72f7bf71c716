//! A stored file over HTTP: its length, its sum, parts of it, and the bytes exactly as they are kept.

mod range;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use inovasi_entity::release::File;
use inovasi_export::release::{Store, StoreError};
use inovasi_export::stream::{Chunks, of_bytes};
use inovasi_schema::{Code, Error};

use super::LONGEST_CONDITION;
use super::answer;
use super::instant;
use super::problem::Problem;
use range::{Part, part};

/// Sum of the whole file, whatever part of it is sent (RFC 9530). What has one is sent as it is kept, never compressed.
pub(crate) const REPR_DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// A file that is stored, and what is known of it before it is read.
pub(crate) struct Stored<'a> {
    /// Name, length, sum and media type.
    pub(crate) file: &'a File,
    /// Where it is.
    pub(crate) store: &'a Store,
    /// Its place there.
    pub(crate) key: &'a str,
    /// The instant since which it is as it is: `created` of its revision.
    pub(crate) modified: &'a str,
    /// How long it can be kept.
    pub(crate) kept: Kept,
}

/// How long a file can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// For ever: its address never has other bytes.
    Forever,
    /// Until the next revision; who keeps it asks again before using it.
    ARevision,
}

impl Kept {
    fn header(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::ARevision => "public, max-age=0, must-revalidate",
        }
    }
}

/// Why a stored file is not answered.
pub(crate) enum Unread {
    /// It is not there as it is recorded.
    Lost(StoreError),
    /// The store cannot be read.
    Store(StoreError),
}

impl From<Unread> for Problem {
    /// The operator reads what is wrong with the store; the caller, that it is not to be had now.
    fn from((Unread::Lost(error) | Unread::Store(error)): Unread) -> Self {
        tracing::error!(%error, "a stored file cannot be read");
        Self(Error::new(Code::Unavailable, "the file cannot be read just now, try again"))
    }
}

/// Answers a stored file: whole, a part of it (206), nothing new (304), another file than the caller's (412), or no such part
/// (416). HEAD reads no byte of it.
pub(crate) async fn answer(stored: &Stored<'_>, method: &Method, headers: &HeaderMap) -> Result<Response, Unread> {
    if let Some(error) = too_long(headers) {
        return Ok(Problem(error).into_response());
    }
    let etag = format!("\"{}\"", stored.file.sha256);
    if let Some(said) = is_another(stored, headers, &etag) {
        return Ok(another(stored, said, &etag));
    }
    if is_unchanged(stored, headers, &etag) {
        return Ok(described(stored, StatusCode::NOT_MODIFIED.into_response(), &etag));
    }
    let length = stored.file.bytes;
    // Only GET has ranges.
    let asked = header_of(headers, header::RANGE).filter(|_| method == Method::GET && is_same(stored, headers, &etag));
    let (status, bytes) = match part(asked, length) {
        Part::Whole => (StatusCode::OK, 0..length),
        Part::Bytes(bytes) => (StatusCode::PARTIAL_CONTENT, bytes),
        Part::None => return Ok(beyond(stored, asked.unwrap_or_default())),
    };
    let body = if method == Method::HEAD {
        let found = stored.store.length(stored.key).await.map_err(Unread::Store)?;
        whole(stored, found)?;
        Body::empty()
    } else {
        Body::from_stream(open(stored, bytes.clone()).await?)
    };
    let mut response = described(stored, (status, body).into_response(), &etag);
    let fields = response.headers_mut();
    set(fields, header::CONTENT_LENGTH, &(bytes.end - bytes.start).to_string());
    set(fields, header::CONTENT_TYPE, &stored.file.media_type);
    set(fields, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{}\"", stored.file.name));
    if status == StatusCode::PARTIAL_CONTENT {
        set(fields, header::CONTENT_RANGE, &format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1));
    }
    if let Some(sum) = digest(&stored.file.sha256) {
        set(fields, REPR_DIGEST, &sum);
    }
    Ok(response)
}

/// What is wrong with a condition that is longer than that.
fn too_long(headers: &HeaderMap) -> Option<Error> {
    [header::RANGE, header::IF_MATCH, header::IF_RANGE].into_iter().find_map(|name| {
        let length = headers.get_all(&name).iter().map(HeaderValue::len).max().filter(|it| *it > LONGEST_CONDITION)?;
        let allowed = format!("at most {LONGEST_CONDITION} characters");
        Some(Error::wrong(name.as_str(), &format!("a value of {length} characters"), &[&allowed]))
    })
}

/// The header, if one says that the caller means another file. It goes before all others (RFC 9110, section 13.2.2): who holds
/// the beginning of a file and asks for the rest must not be sent that of another.
fn is_another(stored: &Stored<'_>, headers: &HeaderMap, etag: &str) -> Option<HeaderName> {
    let held: Vec<&str> =
        headers.get_all(header::IF_MATCH).iter().map(|held| held.to_str().unwrap_or_default()).collect();
    if !held.is_empty() {
        // Strongly: a weak tag names no bytes.
        let mut tags = held.iter().flat_map(|held| held.split(',')).map(str::trim);
        return (!tags.any(|tag| tag == "*" || tag == etag)).then_some(header::IF_MATCH);
    }
    let since = header_of(headers, header::IF_UNMODIFIED_SINCE).and_then(instant::of_header)?;
    let modified = instant::of_package(stored.modified)?;
    (modified > since).then_some(header::IF_UNMODIFIED_SINCE)
}

/// 412, with the validators that the file has.
fn another(stored: &Stored<'_>, said: HeaderName, etag: &str) -> Response {
    let name = &stored.file.name;
    let detail =
        format!("{said}: {name} is another than the one that is meant; ask without it for the one that is there");
    let mut response = Problem(Error::new(Code::PreconditionFailed, detail)).into_response();
    set(response.headers_mut(), header::ETAG, etag);
    response
}

/// Whether the caller holds these bytes. Whoever names a validator is not asked for a date.
fn is_unchanged(stored: &Stored<'_>, headers: &HeaderMap, etag: &str) -> bool {
    if headers.contains_key(header::IF_NONE_MATCH) {
        return header_of(headers, header::IF_NONE_MATCH).is_some_and(|held| held.trim() == "*")
            || answer::unchanged(headers, etag).is_some();
    }
    let since = header_of(headers, header::IF_MODIFIED_SINCE).and_then(instant::of_header);
    // The program may make other bytes of the same revision, so only what never changes is known by its date.
    stored.kept == Kept::Forever
        && since.zip(instant::of_package(stored.modified)).is_some_and(|(since, made)| made <= since)
}

/// Whether a part would be of the file that the caller has begun to read: `If-Range` names it, or is not there.
fn is_same(stored: &Stored<'_>, headers: &HeaderMap, etag: &str) -> bool {
    match headers.get(header::IF_RANGE).map(HeaderValue::to_str) {
        None => true,
        Some(Ok(said)) => {
            let of_date =
                || instant::of_header(said).is_some_and(|date| Some(date) == instant::of_package(stored.modified));
            said == etag || (stored.kept == Kept::Forever && of_date())
        }
        Some(Err(_)) => false,
    }
}

async fn open(stored: &Stored<'_>, bytes: std::ops::Range<u64>) -> Result<Chunks, Unread> {
    let opened = stored.store.get(stored.key, bytes).await.map_err(Unread::Store)?;
    let (length, chunks) = opened.unzip();
    whole(stored, length)?;
    // Where there is a length there are bytes.
    Ok(chunks.unwrap_or_else(|| of_bytes(Bytes::new())))
}

/// Sees that the store has the file as it is recorded: another length would break a promise half-way.
fn whole(stored: &Stored<'_>, found: Option<u64>) -> Result<(), Unread> {
    if found == Some(stored.file.bytes) {
        return Ok(());
    }
    Err(Unread::Lost(StoreError::lost(stored.store, stored.key, found)))
}

/// 416, with the length that the file has.
fn beyond(stored: &Stored<'_>, asked: &str) -> Response {
    let (name, length) = (&stored.file.name, stored.file.bytes);
    let detail = format!("Range: {asked:?} names no byte of {name}, which has {length}; bytes=0- is all of it");
    let mut response = Problem(Error::new(Code::RangeNotSatisfiable, detail)).into_response();
    set(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{length}"));
    set(response.headers_mut(), header::ACCEPT_RANGES, "bytes");
    response
}

/// What 200, 206 and 304 say alike.
fn described(stored: &Stored<'_>, mut response: Response, etag: &str) -> Response {
    let fields = response.headers_mut();
    set(fields, header::ETAG, etag);
    set(fields, header::CACHE_CONTROL, stored.kept.header());
    set(fields, header::ACCEPT_RANGES, "bytes");
    if let Some(modified) = instant::header(stored.modified) {
        set(fields, header::LAST_MODIFIED, &modified);
    }
    response
}

/// A sum as `Repr-Digest` says it.
fn digest(sha256: &str) -> Option<String> {
    let byte = |at: usize| u8::from_str_radix(sha256.get(at..at + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..sha256.len()).step_by(2).map(byte).collect::<Option<_>>()?;
    Some(format!("sha-256=:{}:", BASE64_STANDARD.encode(bytes)))
}

fn header_of(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
