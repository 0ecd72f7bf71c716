//! Facets: how many rows a list has of each value, each counted under all filters but its own.

use std::borrow::Cow;
use std::cmp::Reverse;

use inovasi_entity::Table;
use inovasi_index::{Index, MultiOps, Rows, TableIndex};
use serde_json::Value as Json;

use crate::condition::Condition;
use crate::dimension::Dimension;
use crate::error::Error;
use crate::list::Checked;
use crate::selection::Selection;
use crate::snapshot::Snapshot;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// The value; null for rows without one.
    pub value: Json,
    /// What it is called.
    pub label: String,
    /// How many rows have it.
    pub count: u64,
}

/// Facets by their names.
pub(crate) type Facets = Vec<(&'static str, Vec<Facet>)>;

/// The facets of a list, or of the lists within rows, in the order that they are asked for. `within` gives the condition
/// that makes each list; one list without.
pub(crate) fn facets(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    within: &[Option<Condition>],
    facets: &[Dimension],
    english: bool,
) -> Result<Vec<Facets>, Error> {
    let index = &snapshot.index;
    let own = index.table(table.name).ok_or_else(Error::internal)?;
    let selection = Selection::of(index, table, &checked.conditions, checked.search.as_ref());
    let mut selection = selection.ok_or_else(Error::internal)?;
    let mut lists = Vec::with_capacity(within.len());
    for condition in within {
        if let Some(condition) = condition {
            selection.set_within(condition.rows(index, own));
        }
        // Most facets leave nothing out: these rows are made once.
        let shared = selection.rows();
        let one = |facet: &Dimension| (facet.name, facet_of(index, own, &selection, facet, &shared, english));
        lists.push(facets.iter().map(one).collect());
    }
    Ok(lists)
}

fn facet_of(
    index: &Index,
    table: &TableIndex,
    selection: &Selection<'_>,
    facet: &Dimension,
    shared: &Rows,
    english: bool,
) -> Vec<Facet> {
    let rows = || {
        if selection.leaves_all(facet.name) {
            Cow::Borrowed(shared)
        } else {
            Cow::Owned(selection.rows_but(facet.name))
        }
    };
    let counts = if facet.is_award() {
        by_award(selection, facet, &rows())
    } else {
        by_column(index, table, selection, facet, rows)
    };
    let mut all: Vec<Facet> = counts
        .into_iter()
        .map(|(value, count)| Facet { label: facet.label(index, &value, english), value, count })
        .collect();
    // Count down, then value; what is not known is last among equals.
    all.sort_by_cached_key(|facet| {
        (Reverse(facet.count), facet.value.is_null(), facet.value.as_i64(), facet.value.to_string())
    });
    all
}

/// Rows a value of a column, those of none last.
fn by_column<'a>(
    index: &Index,
    table: &TableIndex,
    selection: &Selection<'_>,
    facet: &Dimension,
    rows: impl FnOnce() -> Cow<'a, Rows>,
) -> Vec<(Json, u64)> {
    let Some(column) = table.column(facet.indexed()) else { return Vec::new() };
    let counts = selection.off_whole(Some(facet.name), &[facet.indexed()]).unwrap_or_else(|| {
        let rows = rows();
        let none = (u64::from(column.distinct()), rows.intersection_len(column.null()));
        (0..).zip(column.counts(&rows)).chain([none]).collect()
    });
    let value = |rank: u64| {
        let rank = u32::try_from(rank).ok().filter(|rank| *rank < column.distinct());
        rank.map_or(Json::Null, |rank| facet.value(index, &column.values, rank))
    };
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(rank, count)| (value(rank), count)).collect()
}

/// Innovations a value of their awards.
fn by_award(selection: &Selection<'_>, facet: &Dimension, rows: &Rows) -> Vec<(Json, u64)> {
    let groups = selection.groups(Some(facet.name));
    let none = selection.without_award(Some(facet.name));
    let mut sets: Vec<(Json, Vec<&Rows>)> = Vec::new();
    let mut add = |value: Json, innovations| match sets.iter_mut().find(|(other, _)| *other == value) {
        Some((_, sets)) => sets.push(innovations),
        None => sets.push((value, vec![innovations])),
    };
    for group in groups {
        for value in values(group, facet.name) {
            add(value, &group.innovations);
        }
    }
    add(Json::Null, &none);
    let count = |sets: Vec<&Rows>| match sets.as_slice() {
        [one] => one.intersection_len(rows),
        several => several.iter().copied().union().intersection_len(rows),
    };
    sets.into_iter().map(|(value, sets)| (value, count(sets))).filter(|(_, count)| *count > 0).collect()
}

/// The values of a group of awards in an award dimension; null where it has none.
pub(crate) fn values(group: &inovasi_index::AwardGroup, name: &str) -> Vec<Json> {
    match name {
        "competition" => vec![group.competition.as_str().into()],
        "edition" => vec![group.edition.as_deref().into()],
        "tier" if group.tiers.is_empty() => vec![Json::Null],
        "tier" => group.tiers.iter().map(|tier| tier.as_str().into()).collect(),
        _ => vec![group.status.as_str().into()],
    }
}
