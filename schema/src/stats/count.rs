//! Counting: one pass over the selected innovations, cell by cell.

use std::collections::HashMap;

use inovasi_index::{AwardGroup, Index, Rows};

use super::MEASURES;
use super::cells::{Axes, Cell, Counts};
use crate::dimension::Dimension;
use crate::error::Error;
use crate::selection::Selection;

/// The counts of a statistic.
pub(super) struct Counted<'a> {
    pub(super) axes: Axes<'a>,
    /// Only cells with something in them, in the order of their places.
    pub(super) cells: Vec<Cell>,
    /// The counts of all together.
    pub(super) totals: Vec<u64>,
}

/// Counts measures by dimensions over what is selected. `awarded_alone`: awards count only where that is their status.
pub(super) fn count<'a>(
    index: &'a Index,
    selection: &Selection<'_>,
    by: &[Dimension],
    measures: &[&'static str],
    awarded_alone: bool,
) -> Result<Counted<'a>, Error> {
    let rows = selection.rows();
    let table = index.table("innovation").ok_or_else(Error::internal)?;
    let agencies = table.column("agency_id").ok_or_else(Error::internal)?;
    let groups = selection.groups(by.iter().map(|dimension| dimension.name).find(|name| *name == "award_status"));
    let groups: Vec<&AwardGroup> =
        groups.into_iter().filter(|group| !awarded_alone || group.status == "awarded").collect();
    let axes = Axes::of(table, by, &groups)?;
    let cells = axes.cells();
    let layers = layers(&axes, by, &groups, &rows, &table.all);
    let (mut totals, mut counted): (Vec<u64>, Vec<Vec<(u64, u64)>>) = (Vec::new(), Vec::new());
    for measure in measures {
        let mut counts = Counts::new(axes.places, rows.len());
        let weight = |row: u32| match *measure {
            "outcomes" => index.outcomes(row),
            _ => index.replications(row),
        };
        match *measure {
            "innovations" => {
                totals.push(rows.len());
                if let Some(pairs) = off_whole(selection, by) {
                    counted.push(pairs);
                    continue;
                }
                counts.add_rows(&cells, &layers, |_| 1);
            }
            "awards" => totals.push(awards(index, &axes, by, &groups, &rows, &mut counts)),
            "agencies" => {
                let mut pairs: Vec<(u64, u32)> = Vec::new();
                for (start, rows) in &layers {
                    cells.each(rows, *start, |cell, row| pairs.push((cell, agencies.rank(row))));
                }
                pairs.sort_unstable();
                pairs.dedup();
                pairs.iter().for_each(|(cell, _)| counts.add(*cell, 1));
                totals.push(agencies.distinct_of(&rows));
            }
            _ => {
                counts.add_rows(&cells, &layers, weight);
                totals.push(rows.iter().map(weight).sum());
            }
        }
        counted.push(counts.into_pairs());
    }
    Ok(Counted { cells: joined(counted), axes, totals })
}

/// The counts of innovations off those of the whole table, where filters and dimensions allow it.
fn off_whole(selection: &Selection<'_>, by: &[Dimension]) -> Option<Vec<(u64, u64)>> {
    if by.iter().any(Dimension::is_award) {
        return None;
    }
    let columns: Vec<&'static str> = by.iter().map(Dimension::indexed).collect();
    selection.off_whole(None, &columns)
}

/// The cells of all measures.
fn joined(counted: Vec<Vec<(u64, u64)>>) -> Vec<Cell> {
    let several = counted.len() > 1;
    let told = (0..).zip(counted).flat_map(|(measure, pairs)| pairs.into_iter().map(move |pair| (pair, measure)));
    let mut told: Vec<((u64, u64), usize)> = told.collect();
    if several {
        told.sort_unstable();
    }
    let mut cells: Vec<Cell> = Vec::with_capacity(told.len());
    for ((place, count), measure) in told {
        if cells.last().is_none_or(|last| last.place != place) {
            cells.push(Cell { place, counts: [0; MEASURES.len()] });
        }
        if let Some(held) = cells.last_mut().and_then(|last| last.counts.get_mut(measure)) {
            *held = count;
        }
    }
    cells
}

/// Innovations by their awards: an offset into the cells, and the innovations that have such an award. Without a
/// dimension of awards there is one layer with all.
fn layers(axes: &Axes<'_>, by: &[Dimension], groups: &[&AwardGroup], rows: &Rows, all: &Rows) -> Vec<(u64, Rows)> {
    if by.iter().all(|dimension| !dimension.is_award()) {
        return vec![(0, rows.clone())];
    }
    let mut layers: HashMap<u64, Rows> = HashMap::new();
    let mut none = all.clone();
    for group in groups {
        none -= &group.innovations;
        for offset in axes.offsets(by, Some(group)) {
            *layers.entry(offset).or_default() |= &group.innovations;
        }
    }
    for offset in axes.offsets(by, None) {
        *layers.entry(offset).or_default() |= &none;
    }
    layers.into_iter().map(|(offset, set)| (offset, set & rows)).collect()
}

/// Counts awards themselves: an innovation may have several.
fn awards(
    index: &Index,
    axes: &Axes<'_>,
    by: &[Dimension],
    groups: &[&AwardGroup],
    rows: &Rows,
    counts: &mut Counts,
) -> u64 {
    let Some(of) = index.table("award").and_then(|table| table.column("innovation_id")) else { return 0 };
    let cells = axes.cells();
    let mut total = 0;
    for group in groups {
        let offsets = axes.offsets(by, Some(group));
        for innovation in group.awards.iter().map(|award| of.rank(award)).filter(|row| rows.contains(*row)) {
            total += 1;
            for offset in &offsets {
                cells.each_of(innovation, *offset, |cell| counts.add(cell, 1));
            }
        }
    }
    total
}
