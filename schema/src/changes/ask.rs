//! What is asked of the feed, checked.

use inovasi_entity::{ChangeOperation, Kind, TABLES};
use sea_orm::{ActiveEnum, Iterable};

use super::At;
use crate::cursor::{Direction, Place, binding};
use crate::error::{Code, Error, ParameterError};
use crate::list::{fault, wrong};
use crate::question::{LONGEST_CURSOR, LONGEST_NAME, LONGEST_VALUE, MOST_ROWS};

/// Parameters of the feed.
pub const CHANGE_PARAMETERS: &[&str] = &["since", "content_sha256", "table", "op", "limit", "cursor"];

/// Parameters that name alternatives: they may be there more than once.
const ALTERNATIVES: [&str; 2] = ["table", "op"];

/// Changes a page if nothing is said.
pub const DEFAULT_CHANGES: u64 = 100;

type Faults = Vec<(Code, ParameterError)>;

/// A question that may reach the database.
#[derive(Debug)]
pub(super) struct Asked {
    /// The revision that the caller has.
    pub(super) since: i32,
    /// The revision that stands.
    pub(super) standing: i32,
    /// SHA-256 of the content of the revision that the caller has, if it said so.
    pub(super) content: Option<String>,
    /// Only changes of these tables; of all where there are none.
    pub(super) tables: Vec<&'static str>,
    /// Only changes of these kinds; of all where there are none.
    pub(super) operations: Vec<ChangeOperation>,
    pub(super) limit: u64,
    pub(super) binding: String,
    pub(super) place: Option<(At, Direction)>,
}

/// Checks a query string's pairs; every fault at once.
pub(super) fn of_pairs(standing: i32, pairs: &[(String, String)]) -> Result<Asked, Error> {
    let mut faults = Faults::new();
    let (mut tables, mut operations) = (Vec::new(), Vec::new());
    let (mut since, mut content, mut limit, mut cursor) = (0, None, DEFAULT_CHANGES, None);
    for (place, (name, value)) in pairs.iter().enumerate() {
        let is_twice = || pairs[..place].iter().any(|(other, _)| other == name);
        if CHANGE_PARAMETERS.contains(&name.as_str()) && !ALTERNATIVES.contains(&name.as_str()) && is_twice() {
            faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
        }
        let longest = if name == "cursor" { LONGEST_CURSOR } else { LONGEST_VALUE };
        let length = value.chars().count();
        if length > longest {
            let allowed = [format!("at most {longest} characters")];
            faults.push(wrong(&shortened(name), &format!("{length} characters"), &allowed));
            continue;
        }
        match name.as_str() {
            "since" => since = check_since(standing, value, &mut faults),
            "content_sha256" if is_sum(value) => content = Some(value.clone()),
            "content_sha256" => {
                faults.push(wrong(name, value, &["64 digits of 0-9a-f, as meta.content_sha256 has them".to_owned()]));
            }
            "table" => tables.extend(check_many("table", value, TABLES.iter().map(|table| table.name), &mut faults)),
            "op" => operations.extend(check_many("op", value, codes(), &mut faults)),
            "limit" => match value.parse() {
                Ok(rows @ 1..=MOST_ROWS) => limit = rows,
                _ => faults.push(wrong("limit", value, &[format!("1..{MOST_ROWS}")])),
            },
            "cursor" => cursor = Some(value.as_str()),
            _ => {
                let Error { code, errors, .. } = Error::unknown(&shortened(name), CHANGE_PARAMETERS);
                faults.extend(errors.into_iter().map(|error| (code, error)));
            }
        }
    }
    // In the order of the tables: the same said in another order is the same feed.
    let tables: Vec<&str> = TABLES.iter().map(|table| table.name).filter(|name| tables.contains(name)).collect();
    let is_said = |operation: &ChangeOperation| operations.contains(&operation.to_value().as_str());
    let operations: Vec<ChangeOperation> = ChangeOperation::iter().filter(is_said).collect();
    let binding = binding(&format!("changes|{since}|{tables:?}|{operations:?}"));
    if content.is_some() && since == 0 && faults.is_empty() {
        let message = "is of a revision, and since names none; name both as a page of this feed told them";
        faults.push((Code::InvalidParameter, fault("content_sha256", message, &[], None)));
    }
    let place = cursor.map(|text| check_cursor(text, &binding));
    if faults.is_empty() && place == Some(None) {
        let message = "is not a cursor of this feed with this since, table and op, take it from a page of it";
        faults.push((Code::InvalidCursor, fault("cursor", message, &[], None)));
    }
    if !faults.is_empty() {
        return Err(Error::of(faults));
    }
    Ok(Asked { since, standing, content, tables, operations, limit, binding, place: place.flatten() })
}

/// Codes of what happens to rows.
fn codes() -> impl Iterator<Item = &'static str> {
    ChangeOperation::VOCABULARY.terms.iter().map(|term| term.code)
}

fn shortened(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}

/// Whether a text is a SHA-256 in hexadecimal digits.
fn is_sum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The error of a copy whose revision has another content here: of the same number, but of another catalogue.
pub(super) fn of_another_catalogue(since: i32) -> Error {
    let message = format!(
        "is not the content of revision {since}: the catalogue was restored or made anew since this copy was taken; take the whole again from /v1/datasets"
    );
    Error::of(vec![(Code::InvalidParameter, fault("content_sha256", &message, &[], None))])
}

fn check_since(standing: i32, said: &str, faults: &mut Faults) -> i32 {
    let allowed = [format!("0..{standing}")];
    let digits = !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit());
    let beyond = |number: &str| {
        let message = format!(
            "{number} is above the revision that stands, {standing}; a copy of a catalogue that was made anew starts again with since=0"
        );
        (Code::InvalidParameter, fault("since", &message, &allowed, None))
    };
    match said.parse() {
        Ok(since) if digits && since <= standing => return since,
        // However large it is: what is said of it is the same.
        _ if digits => faults.push(beyond(&shortened(said))),
        _ => faults.push(wrong("since", said, &allowed)),
    }
    0
}

/// Those alternatives that are allowed; a fault for each other.
fn check_many<'a>(
    parameter: &'static str,
    said: &str,
    allowed: impl Iterator<Item = &'a str>,
    faults: &mut Faults,
) -> Vec<&'a str> {
    let allowed: Vec<&str> = allowed.collect();
    let mut found = Vec::new();
    for one in said.split(',') {
        match allowed.iter().find(|name| **name == one) {
            Some(name) => found.push(*name),
            None => {
                let allowed: Vec<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
                faults.push(wrong(parameter, one, &allowed));
            }
        }
    }
    found
}

fn check_cursor(text: &str, binding: &str) -> Option<(At, Direction)> {
    let number = Kind::Integer { min: 0, max: i32::MAX };
    let (place, direction) = Place::decode(text, binding, &[number, number])?;
    let key = |place: &Place, at: usize| i32::try_from(place.0.get(at)?.as_i64()?).ok();
    Some(((key(&place, 0)?, key(&place, 1)?), direction))
}
