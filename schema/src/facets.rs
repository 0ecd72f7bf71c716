//! Facets: how many rows a list has of each value, each counted under all filters but its own.

use inovasi_entity::Table;
use inovasi_index::{Index, Rows};
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
        let one = |facet: &Dimension| (facet.name, facet_of(index, table, &selection, facet, english));
        lists.push(facets.iter().map(one).collect());
    }
    Ok(lists)
}

fn facet_of(index: &Index, table: &Table, selection: &Selection<'_>, facet: &Dimension, english: bool) -> Vec<Facet> {
    let rows = selection.rows_but(facet.name);
    let counts =
        if facet.is_award() { by_award(selection, facet, &rows) } else { by_column(index, table, facet, &rows) };
    let mut all: Vec<Facet> = counts
        .into_iter()
        .map(|(value, count)| Facet { label: facet.label(index, &value, english), value, count })
        .collect();
    // Count down, then value; what is not known is last among equals.
    let key = |facet: &Facet| (facet.value.is_null(), facet.value.as_i64(), facet.value.to_string());
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| key(a).cmp(&key(b))));
    all
}

/// Rows a value of a column, those of none last.
fn by_column(index: &Index, table: &Table, facet: &Dimension, rows: &Rows) -> Vec<(Json, u64)> {
    let Some(column) = index.table(table.name).and_then(|table| table.column(facet.indexed())) else {
        return Vec::new();
    };
    let mut counts = vec![0_u64; column.distinct() as usize];
    for row in rows {
        for rank in column.ranks(row) {
            if let Some(count) = counts.get_mut(*rank as usize) {
                *count += 1;
            }
        }
    }
    let value = |rank| facet.value(index, &column.values, rank);
    let counted = (0..).zip(counts).filter(|(_, count)| *count > 0).map(|(rank, count)| (value(rank), count));
    let none = rows.intersection_len(column.null());
    counted.chain((none > 0).then_some((Json::Null, none))).collect()
}

/// Innovations a value of their awards.
fn by_award(selection: &Selection<'_>, facet: &Dimension, rows: &Rows) -> Vec<(Json, u64)> {
    let mut sets: Vec<(Json, Rows)> = Vec::new();
    let mut add = |value: Json, innovations: &Rows| match sets.iter_mut().find(|(other, _)| *other == value) {
        Some((_, set)) => *set |= innovations,
        None => sets.push((value, innovations.clone())),
    };
    for group in selection.groups(Some(facet.name)) {
        for value in values(group, facet.name) {
            add(value, &group.innovations);
        }
    }
    add(Json::Null, &selection.without_award(Some(facet.name)));
    let counted = sets.into_iter().map(|(value, set)| (value, set.intersection_len(rows)));
    counted.filter(|(_, count)| *count > 0).collect()
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
