//! Regions as map features: the list of regions with what a map asks beside its filters, a box and a time.

mod bbox;
mod time;

use inovasi_entity::{Table, region};
use inovasi_index::Values;

use crate::answer::{Page, page_of, row};
use crate::error::{Code, Error, ParameterError};
use crate::filter::filters;
use crate::list::{fault, wrong};
use crate::question::{Question, Shape};
use crate::row::Object;
use crate::snapshot::Snapshot;

/// The table whose rows are features.
static TABLE: &Table = &region::TABLE;

/// What features are asked for with, beside the filters of regions.
pub const FEATURE_CONTROLS: &[&str] = &["bbox", "datetime", "limit", "cursor", "q", "f"];

/// Most features of a page. More than that may be asked for, as the standard has it, and this many come.
pub const MOST_FEATURES: u64 = 10_000;

/// Features of a page where nothing is said: a reader that follows no link should still have all regions of a country.
pub const DEFAULT_FEATURES: u64 = 1000;

/// The names of the form in which features are answered, in the parameter `f`.
pub const FEATURE_FORMS: &[&str] = &["json", "geojson"];

/// A page of features.
///
/// # Errors
/// Every fault of the request at once; `unavailable`.
pub async fn features(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Page, Error> {
    let mut faults: Vec<(Code, ParameterError)> = Vec::new();
    let (mut limit, mut inside, mut seen) = (DEFAULT_FEATURES, Vec::new(), Vec::new());
    let mut passed: Vec<(String, String)> = Vec::new();
    for (name, value) in pairs {
        let is_control = FEATURE_CONTROLS.contains(&name.as_str());
        if is_control && seen.contains(&name) {
            faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
            continue;
        }
        seen.push(name);
        match name.as_str() {
            "bbox" => match bbox::of_text(value) {
                Ok(conditions) => inside = conditions,
                Err(allowed) => faults.push(wrong("bbox", value, &allowed)),
            },
            // Regions have no time: every one of them is of any time that is asked for.
            "datetime" => faults.extend(time::check(value).err().map(|allowed| wrong("datetime", value, &allowed))),
            "limit" => match limit_of(value) {
                Some(said) => limit = said,
                None => faults.push(wrong("limit", value, &[format!("1..{MOST_FEATURES}")])),
            },
            "f" if FEATURE_FORMS.contains(&value.as_str()) => {}
            "f" => faults.push(wrong("f", value, &forms())),
            _ if is_control || filters(TABLE).any(|column| column.name == name) => {
                passed.push((name.clone(), value.clone()));
            }
            _ => faults.push((Code::UnknownParameter, unknown(name))),
        }
    }
    let (mut question, _) = Question::of_pairs(TABLE, &passed);
    question.limit = limit;
    question.filter.extend(inside);
    question.faults.extend(faults);
    page_of(snapshot, TABLE, question, &Shape::default(), pairs).await
}

/// One feature.
///
/// # Errors
/// `not_found`, `gone` with the row as it was, `unavailable`.
pub async fn feature(snapshot: &Snapshot, id: &str) -> Result<Object, Error> {
    row(snapshot, TABLE, id).await
}

/// The box around all points: west, south, east, north. None where no region has one.
#[must_use]
pub fn extent(snapshot: &Snapshot) -> Option<[f64; 4]> {
    let table = snapshot.index.table(TABLE.name)?;
    let ends = |column: &str| match &table.column(column)?.values {
        Values::Numbers(numbers) => Some((*numbers.first()?, *numbers.last()?)),
        _ => None,
    };
    let ((west, east), (south, north)) = (ends("longitude")?, ends("latitude")?);
    Some([west, south, east, north])
}

/// The number of features that a text asks for, at most as many as there are in a page.
fn limit_of(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().unwrap_or(u64::MAX))?;
    (number > 0).then(|| number.min(MOST_FEATURES))
}

/// A parameter that features do not have.
fn unknown(name: &str) -> ParameterError {
    let shown: String = name.chars().take(100).collect();
    let allowed = FEATURE_CONTROLS.iter().copied().chain(filters(TABLE).map(|column| column.name));
    let allowed: Vec<String> = allowed.map(str::to_owned).collect();
    ParameterError::unknown(&shown, "is no parameter of these features", &allowed)
}

fn forms() -> Vec<String> {
    FEATURE_FORMS.iter().map(|form| (*form).to_owned()).collect()
}
