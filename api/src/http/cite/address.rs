//! Addresses of ours, read as what they are of.

use inovasi_entity::Table;
use inovasi_export::dataset::{Kind, dataset_file};
use inovasi_schema::{Error, listed_tables};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The pairs of a query string.
pub(super) type Pairs = Vec<(String, String)>;

/// The addresses that can be cited, as an error names them.
pub(super) const ALLOWED: [&str; 11] = [
    "/",
    "/v1",
    "/v1/{list}",
    "/v1/{list}/{id}",
    "/v1/innovations/{id}/lineage",
    "/v1/stats",
    "/v1/compliance/summary",
    "/v1/codelists/{name}",
    "/v1/datasets/{file}",
    "/v1/releases/{version}",
    "/v1/releases/{version}/{file}",
];

/// Characters of an address that need no encoding in a path.
const IN_PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The same in a query, with the signs of filters, which people should be able to read.
const IN_QUERY: AsciiSet = IN_PATH.remove(b',').remove(b':').remove(b'!').remove(b'*');

/// What the name of a file that describes another ends in.
pub(super) const DESCRIBED: &str = "-metadata.json";

/// Longest piece of an address that an error shows.
const SHOWN: usize = 200;

/// What an address is of.
pub(super) enum Target {
    /// The whole catalogue.
    Catalogue,
    List(&'static Table),
    Detail(&'static Table, String),
    Lineage(String),
    Stats,
    Summary,
    Codelists,
    Codelist(String),
    Datasets,
    /// A file of a revision, and the table that it is of.
    Dataset(Option<&'static Table>, String),
    Releases,
    /// A release, or a file of it.
    Release(String, Option<String>),
}

impl Target {
    /// Whether it is answered in other forms than JSON.
    pub(super) fn has_forms(&self) -> bool {
        matches!(self, Self::List(_) | Self::Stats | Self::Summary)
    }
}

/// An address of ours, taken apart.
pub(super) struct Address {
    pub(super) target: Target,
    /// The path in its normal form.
    pub(super) path: String,
    pub(super) pairs: Pairs,
}

impl Address {
    /// Reads an address: a path of ours, or an absolute address at this origin.
    pub(super) fn read(url: &str, origin: &str) -> Result<Self, Error> {
        let local = local(url, origin).ok_or_else(|| {
            let allowed = format!("an address that begins with {origin}/ or with /");
            Error::wrong("url", &shown(url), &[&allowed])
        })?;
        let local = local.split('#').next().unwrap_or_default();
        let (path, query) = local.split_once('?').unwrap_or((local, ""));
        let decode = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|part| part.into_owned());
        let parts: Option<Vec<String>> = path.trim_start_matches('/').split('/').map(decode).collect();
        let refuse = || {
            let lists = listed_tables().map(|table| format!("/v1/{}", table.path()));
            let allowed: Vec<String> = ALLOWED.iter().map(|&known| known.to_owned()).chain(lists).collect();
            let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
            Error::wrong("url", &shown(path), &allowed)
        };
        let parts = parts.ok_or_else(refuse)?;
        let said: Vec<&str> = parts.iter().map(String::as_str).collect();
        let target = target(&said).ok_or_else(refuse)?;
        if let Target::Release(version, _) = &target
            && !is_version(version)
        {
            let allowed = "a version of /v1/releases, such as 2026-11-24: only that stays what it is";
            return Err(Error::wrong("url", &shown(path), &[allowed]));
        }
        let path = parts.iter().map(|part| format!("/{}", utf8_percent_encode(part, &IN_PATH))).collect();
        Ok(Self { target, path, pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect() })
    }
}

/// The part of an address after the origin. Whether a proxy in front speaks TLS is nothing that the caller must know.
fn local<'a>(url: &'a str, origin: &str) -> Option<&'a str> {
    if url.starts_with('/') && !url.starts_with("//") {
        return Some(url);
    }
    let ((scheme, rest), (_, own)) = (url.split_once("://")?, origin.split_once("://")?);
    let after = rest.get(own.len()..)?;
    let same = ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str())
        && rest.get(..own.len())?.eq_ignore_ascii_case(own)
        && (after.is_empty() || after.starts_with(['/', '?', '#']));
    match (same, after.starts_with('/')) {
        (false, _) => None,
        (true, true) => Some(after),
        (true, false) => Some("/"),
    }
}

fn target(parts: &[&str]) -> Option<Target> {
    let list = |path: &str| listed_tables().find(|table| table.path() == path);
    Some(match parts {
        [""] | ["v1"] => Target::Catalogue,
        ["v1", "stats"] => Target::Stats,
        ["v1", "compliance", "summary"] => Target::Summary,
        ["v1", "innovations", id, "lineage"] => Target::Lineage((*id).into()),
        ["v1", "codelists"] => Target::Codelists,
        ["v1", "codelists", name] if !name.is_empty() => Target::Codelist((*name).into()),
        ["v1", "datasets"] => Target::Datasets,
        ["v1", "datasets", file] => Target::Dataset(dataset(file)?, (*file).into()),
        ["v1", "releases"] => Target::Releases,
        ["v1", "releases", version] => Target::Release((*version).into(), None),
        ["v1", "releases", version, file] if !file.is_empty() => {
            Target::Release((*version).into(), Some((*file).into()))
        }
        ["v1", path] => Target::List(list(path)?),
        ["v1", path, id] if !id.is_empty() && *id != "search" => Target::Detail(list(path)?, (*id).into()),
        _ => return None,
    })
}

/// The table of a file of datasets; None within for a file of all, None for no such file.
fn dataset(file: &str) -> Option<Option<&'static Table>> {
    let described = file.strip_suffix(DESCRIBED).filter(|csv| csv.ends_with(".csv"));
    Some(match dataset_file(described.unwrap_or(file))?.kind {
        Kind::Table(table, _) => Some(table),
        Kind::Package | Kind::Sqlite => None,
    })
}

/// Whether a text is the version of a release: a day, and a number for more than one of that day.
fn is_version(text: &str) -> bool {
    let (day, more) = text.split_once('.').unwrap_or((text, "1"));
    let form: String = day.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    form == "0000-00-00" && !more.is_empty() && more.len() < 6 && more.chars().all(|letter| letter.is_ascii_digit())
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// The normal form of a question: its parameters in the order of their names. Values stay as they were said: the same rows
/// asked for in other words are another question.
pub(super) fn normal(path: &str, pairs: &[(String, String)]) -> String {
    let mut pairs: Vec<&(String, String)> = pairs.iter().collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    let encode = |text: &str| utf8_percent_encode(text, &IN_QUERY).to_string();
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}
