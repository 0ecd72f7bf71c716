//! What questions that count have in common: how they are said, their limit and their order.

use std::cmp::Ordering;

use inovasi_entity::{Field, Kind, Role, Table};
use inovasi_index::Index;
use serde_json::Value as Json;
use tokio::sync::Semaphore;

use crate::dimension::Dimension;
use crate::error::{Code, Error, ParameterError};
use crate::filter::{filter, filters};
use crate::form::{self, Form};
use crate::list::{fault, wrong};
use crate::question::{LONGEST_CURSOR, LONGEST_NAME, LONGEST_VALUE, Question};
use crate::snapshot::Snapshot;
use crate::walk::Cells;

/// Most rows of counts in one answer.
pub const MOST_STATS: u64 = 10_000;

/// Rows of counts if nothing is said.
const DEFAULT_STATS: u64 = 1000;

/// Everything wrong with a question.
pub(crate) type Faults = Vec<(Code, ParameterError)>;

/// Questions that count at once: each takes a core and memory for its cells.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Counts beside the requests that wait for less. The permit goes with the work, so that callers who left do not let
/// others in before it is done.
pub(crate) async fn beside<T: Send + 'static>(
    snapshot: &Snapshot,
    count: impl FnOnce(&Index) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let permit = AT_ONCE.acquire().await.map_err(|_| Error::internal())?;
    let index = snapshot.index.clone();
    let counted = tokio::task::spawn_blocking(move || {
        let counted = count(&index);
        drop(permit);
        counted
    });
    counted.await.map_err(|_| Error::internal())?
}

/// Counts to be written: each row is made into cells when it is written, since there may be a million.
pub struct CountedRows {
    /// Their columns.
    pub fields: Vec<Field>,
    /// Their cells.
    pub rows: Box<dyn ExactSizeIterator<Item = Cells> + Send>,
}

/// One kind of such a question.
pub(crate) struct Counting {
    /// The table whose rows are counted, under its filters.
    pub(crate) table: &'static Table,
    /// What the answer is called.
    pub(crate) what: &'static str,
    /// The parameters beside the filters.
    pub(crate) controls: &'static [&'static str],
    /// Filters of the table that are not taken, since they are of what is counted.
    pub(crate) without: &'static [&'static str],
}

/// A question that counts, as it was said.
#[derive(Debug, Default)]
pub(crate) struct CountQuestion {
    pub(crate) by: Vec<String>,
    pub(crate) measures: Vec<String>,
    pub(crate) per: Option<String>,
    pub(crate) limit: Option<String>,
    /// Filters, search, sort, cursor, language.
    pub(crate) list: Question,
}

impl CountQuestion {
    /// Reads a query string's pairs, to be answered in a form.
    pub(crate) fn of_pairs(counting: &Counting, pairs: &[(String, String)], form: Form) -> Self {
        let Counting { table, what, controls, without } = *counting;
        let own = |name: &str| ["by", "measure", "per", "limit", "format"].contains(&name) && controls.contains(&name);
        let message = format!("is no parameter of {what}");
        let mut asked = Self::default();
        let mut faults = form::faults(pairs, form);
        let mut rest = Vec::new();
        for (name, value) in pairs {
            let longest = if name == "cursor" { LONGEST_CURSOR } else { LONGEST_VALUE };
            if name.chars().count() > LONGEST_NAME {
                let shown: String = name.chars().take(LONGEST_NAME).collect();
                faults.push((Code::UnknownParameter, fault(&shown, &message, &[], None)));
            } else if own(name) && pairs.iter().filter(|(other, _)| other == name).count() > 1 {
                faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
            } else if own(name) && value.chars().count() > longest {
                faults.push(wrong(name, "a long value", &[format!("at most {longest} characters")]));
            } else if !controls.contains(&name.as_str()) && filter(table, name).is_none() {
                let names = controls.iter().copied().chain(filters(table).map(|column| column.name));
                let names = names.filter(|name| !without.contains(name));
                let allowed: Vec<String> = names.map(str::to_owned).collect();
                faults.push((Code::UnknownParameter, ParameterError::unknown(name, &message, &allowed)));
            } else {
                let list = || value.split(',').map(str::to_owned).collect();
                match name.as_str() {
                    "by" => asked.by = list(),
                    "measure" => asked.measures = list(),
                    "per" => asked.per = Some(value.clone()),
                    "limit" => asked.limit = Some(value.clone()),
                    "format" => asked.list.check_format(counted_forms(), value),
                    _ => rest.push((name.clone(), value.clone())),
                }
            }
        }
        faults.append(&mut asked.list.faults);
        let (question, _) = Question::of_pairs(table, &rest);
        asked.list = question;
        faults.append(&mut asked.list.faults);
        asked.list.faults = faults;
        asked
    }
}

/// The forms that counts can have.
pub fn counted_forms() -> impl Iterator<Item = Form> {
    Form::ALL.into_iter().filter(|form| *form != Form::GeoJson)
}

/// A column of counts.
pub(crate) fn counted_field(name: String, kind: Kind, description: [String; 2]) -> Field {
    // A dimension along a list has one code a row.
    let kind = if let Kind::List(list) = kind { Kind::Code(list) } else { kind };
    let [description, description_en] = description.map(Into::into);
    Field { name: name.into(), kind, required: false, description, description_en, role: Role::Counted }
}

pub(crate) fn check_limit(said: Option<&str>, faults: &mut Faults) -> u64 {
    match said.map(|limit| (limit, limit.parse())) {
        None => DEFAULT_STATS,
        Some((_, Ok(limit @ 1..=MOST_STATS))) => limit,
        Some((said, _)) => {
            faults.push(wrong("limit", said, &[format!("1..{MOST_STATS}")]));
            DEFAULT_STATS
        }
    }
}

/// The dimensions that are named, at least one and at most so many.
pub(crate) fn check_by(said: &[String], known: &[Dimension], most: usize, faults: &mut Faults) -> Vec<Dimension> {
    let allowed: Vec<String> = known.iter().map(|dimension| dimension.name.to_owned()).collect();
    let number = format!("1 to {most} dimensions");
    let mut by: Vec<Dimension> = Vec::new();
    // What was said and could not be read is told already.
    let is_told = faults.iter().any(|(_, fault)| fault.parameter == "by");
    if said.is_empty() && !is_told {
        let message = format!("is missing: name {number}");
        faults.push((Code::InvalidParameter, fault("by", &message, &allowed, None)));
    } else if said.len() > most {
        faults.push(wrong("by", &format!("{} dimensions", said.len()), &[number]));
    }
    for name in said.iter().take(most) {
        match known.iter().find(|dimension| dimension.name == name) {
            Some(found) if by.iter().all(|other| other.name != found.name) => by.push(*found),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault("by", &format!("{name:?} is there twice"), &[], None)));
            }
            None => faults.push(wrong("by", name, &allowed)),
        }
    }
    by
}

/// The order over names, of which the first are dimensions: what is said, then the dimensions that are not, as they come.
/// A key is the place of its name, and whether it goes down.
pub(crate) fn check_order(
    said: &[(String, bool)],
    names: &[String],
    dimensions: usize,
    faults: &mut Faults,
) -> Vec<(usize, bool)> {
    let mut order: Vec<(usize, bool)> = Vec::new();
    for (name, descending) in said {
        match names.iter().position(|other| other == name) {
            Some(place) if order.iter().all(|(other, _)| *other != place) => order.push((place, *descending)),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault("sort", &format!("{name:?} is there twice"), &[], None)));
            }
            None => faults.push(wrong("sort", name, names)),
        }
    }
    for place in 0..dimensions {
        if order.iter().all(|(other, _)| *other != place) {
            order.push((place, false));
        }
    }
    order
}

/// The order of two rows by the values that they are ordered by. Null is last both ways.
pub(crate) fn compare_keys(a: &[Json], b: &[Json], order: &[(usize, bool)]) -> Ordering {
    let pairs = a.iter().zip(b).zip(order);
    let one = |((a, b), (_, descending)): ((&Json, &Json), &(usize, bool))| match (a.is_null(), b.is_null()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) if *descending => compare(b, a),
        (false, false) => compare(a, b),
    };
    pairs.map(one).fold(Ordering::Equal, Ordering::then)
}

fn compare(a: &Json, b: &Json) -> Ordering {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ if a.is_number() => a.as_f64().unwrap_or_default().total_cmp(&b.as_f64().unwrap_or_default()),
        _ => a.as_str().unwrap_or_default().cmp(b.as_str().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use inovasi_entity::innovation;

    use super::{CountQuestion, Counting, Form, check_by};
    use crate::dimension::dimensions;

    /// What is wrong with the dimensions of a query string, of which two are taken.
    fn faults(said: &[(&str, &str)]) -> Vec<String> {
        let counting = Counting { table: &innovation::TABLE, what: "statistics", controls: &["by"], without: &[] };
        let pairs: Vec<(String, String)> =
            said.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let CountQuestion { by, mut list, .. } = CountQuestion::of_pairs(&counting, &pairs, Form::Json);
        check_by(&by, &dimensions(), 2, &mut list.faults);
        let mut told: Vec<String> = list.faults.into_iter().map(|(_, fault)| fault.message).collect();
        told.dedup();
        told
    }

    #[test]
    fn dimensions_are_told_what_is_wrong_with_them_and_nothing_else() {
        assert_eq!(faults(&[("by", "year,region")]), [""; 0]);
        assert_eq!(faults(&[]), ["is missing: name 1 to 2 dimensions"]);
        assert_eq!(faults(&[("by", "year"), ("by", "region")]), ["is there twice"]);
        assert_eq!(faults(&[("by", "year".repeat(300).as_str())]), ["\"a long value\" is not allowed"]);
        assert_eq!(faults(&[("by", "year,year")]), ["\"year\" is there twice"]);
        assert_eq!(faults(&[("by", "year,region,sector")]), ["\"3 dimensions\" is not allowed"]);
    }
}
