//! Checks of what a list takes beside filters: order, search, sample, facets, language.

use inovasi_entity::Table;
use inovasi_lexicon::Query;

use super::faults::{fault, shown, unknown, wrong};
use super::{SortKey, default_sort, is_searched, sortable};
use crate::dimension::{Dimension, facets};
use crate::error::{Code, ParameterError};
use crate::question::{LONGEST_SEARCH, MOST_FACETS, Question};
use crate::recent::UPDATED;
use crate::snapshot::Snapshot;

pub(super) fn check_sort(
    table: &'static Table,
    said: &[(String, bool)],
    searched: bool,
    faults: &mut Vec<(Code, ParameterError)>,
) -> Vec<SortKey> {
    let by_relevance = searched && said.is_empty();
    let default = default_sort(table);
    let default: Vec<(String, bool)> =
        default.split(',').map(|key| (key.trim_start_matches('-').to_owned(), key.starts_with('-'))).collect();
    let said = if said.is_empty() { &default } else { said };
    let mut keys: Vec<SortKey> = Vec::new();
    if by_relevance {
        keys.push(SortKey { column: None, descending: false });
    }
    for (name, descending) in said {
        match sortable(table).find(|column| column.name == name) {
            Some(_) if keys.iter().any(|key| key.name() == name) => {
                let message = format!("{name:?} is there twice");
                faults.push((Code::InvalidParameter, fault("sort", &message, &[], None)));
            }
            Some(column) => keys.push(SortKey { column: Some(column), descending: *descending }),
            None => {
                let allowed: Vec<String> = sortable(table).map(|column| column.name.to_owned()).collect();
                faults.push(wrong("sort", name, &allowed));
            }
        }
    }
    // The order is total: it ends in the id.
    if keys.iter().all(|key| key.name() != "id") {
        keys.push(SortKey { column: table.column("id"), descending: false });
    }
    keys
}

/// The order of a feed: by the instant of the last change, downwards, then by id.
pub(super) fn newest_first(table: &'static Table) -> Vec<SortKey> {
    vec![
        SortKey { column: Some(&UPDATED), descending: true },
        SortKey { column: table.column("id"), descending: false },
    ]
}

/// A sample is a list of its own: it has no order to say and no pages.
pub(super) fn check_sample(question: &mut Question) -> Option<(u64, String)> {
    let sort = (!question.sort.is_empty()).then_some("sort");
    let cursor = question.cursor.as_ref().map(|(name, _)| *name);
    if question.sample.is_some() {
        for name in [sort, cursor, question.limited].into_iter().flatten() {
            let message = "does not go with sample, which has its own order and one page";
            question.faults.push((Code::InvalidParameter, fault(name, message, &[], None)));
        }
    } else if question.seed.is_some() {
        question.faults.push((Code::InvalidParameter, fault("seed", "goes with sample alone", &[], None)));
    }
    Some((question.sample?, question.seed.take().unwrap_or_default()))
}

pub(super) fn check_search(
    table: &'static Table,
    said: Option<String>,
    faults: &mut Vec<(Code, ParameterError)>,
) -> Option<Query> {
    let said = said?;
    if !is_searched(table) {
        faults.push(unknown(table, "q"));
        return None;
    }
    let length = said.chars().count();
    if length > LONGEST_SEARCH {
        faults.push(wrong("q", &format!("{length} characters"), &[format!("at most {LONGEST_SEARCH} characters")]));
        return None;
    }
    match Query::parse(&said) {
        Ok(query) => Some(query),
        Err(found) => {
            let message = format!("{:?} is no search: {}", shown(&said), found.message);
            faults.push((Code::InvalidParameter, fault("q", &message, &[found.allowed.to_owned()], None)));
            None
        }
    }
}

pub(crate) fn check_facets(
    parameter: &str,
    table: &'static Table,
    said: &[String],
    faults: &mut Vec<(Code, ParameterError)>,
) -> Vec<Dimension> {
    let mut found: Vec<Dimension> = Vec::new();
    if said.len() > MOST_FACETS {
        faults.push(wrong(parameter, &format!("{} facets", said.len()), &[format!("at most {MOST_FACETS} facets")]));
        return found;
    }
    for name in said {
        match facets(table).into_iter().find(|facet| facet.name == name) {
            Some(facet) if found.iter().all(|other| other.name != facet.name) => found.push(facet),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault(parameter, &format!("{name:?} is there twice"), &[], None)));
            }
            None => {
                let allowed: Vec<String> = facets(table).iter().map(|facet| facet.name.to_owned()).collect();
                faults.push(wrong(parameter, name, &allowed));
            }
        }
    }
    found
}

/// Whether labels are in English: a language of the package, or English.
pub(crate) fn check_lang(snapshot: &Snapshot, said: Option<&str>, faults: &mut Vec<(Code, ParameterError)>) -> bool {
    let Some(said) = said else { return false };
    let languages = crate::meta::languages(snapshot);
    if languages.first().is_some_and(|own| own == said) {
        return false;
    }
    if said != "en" && !languages.iter().any(|language| language == said) {
        let mut allowed = languages;
        if allowed.iter().all(|language| language != "en") {
            allowed.push("en".into());
        }
        faults.push(wrong("lang", said, &allowed));
    }
    true
}
