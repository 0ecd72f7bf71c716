//! Counting: one pass over the selected innovations, cell by cell.

use std::collections::HashMap;

use inovasi_index::{AwardGroup, Column, Index, NULL, Rows};
use serde_json::Value as Json;

use crate::dimension::Dimension;
use crate::error::Error;
use crate::facets::values;
use crate::selection::Selection;

/// Most cells that are counted in an array; more are counted in a map.
const MOST_CELLS: u64 = 1 << 22;

/// The counts of a statistic.
pub(super) struct Counted<'a> {
    pub(super) axes: Axes<'a>,
    /// Only cells with something in them.
    pub(super) cells: Vec<Cell>,
    /// The counts of all together.
    pub(super) totals: Vec<u64>,
}

/// One combination of values: its place along the axes, and its counts, one a measure.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) place: u64,
    pub(super) counts: Vec<u64>,
}

/// Numbers of cells, array or map.
enum Counts {
    Array(Vec<u64>),
    Map(HashMap<u64, u64>),
}

impl Counts {
    /// An array where most of its cells may be filled by so many rows, else a map.
    fn new(cells: u64, rows: u64) -> Self {
        match usize::try_from(cells) {
            Ok(size) if cells <= MOST_CELLS.min(rows.saturating_mul(4).max(4096)) => Self::Array(vec![0; size]),
            _ => Self::Map(HashMap::new()),
        }
    }

    fn add(&mut self, cell: u64, count: u64) {
        match self {
            Self::Array(counts) => {
                if let Some(held) = usize::try_from(cell).ok().and_then(|cell| counts.get_mut(cell)) {
                    *held += count;
                }
            }
            Self::Map(counts) => *counts.entry(cell).or_default() += count,
        }
    }

    fn into_pairs(self) -> Vec<(u64, u64)> {
        match self {
            Self::Array(counts) => (0..).zip(counts).filter(|(_, count)| *count > 0).collect(),
            Self::Map(counts) => counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        }
    }
}

/// The axes of a statistic: one a dimension, null at its end.
pub(super) struct Axes<'a> {
    columns: Vec<Axis<'a>>,
    strides: Vec<u64>,
    cells: u64,
}

enum Axis<'a> {
    Column(&'a Column),
    /// Values of awards, by their place in the list.
    Award(Vec<Json>),
}

impl Axis<'_> {
    fn size(&self) -> u64 {
        match self {
            Axis::Column(column) => u64::from(column.distinct()),
            Axis::Award(values) => values.len() as u64,
        }
    }
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
    let axes = axes(table, by, &groups)?;
    let layers = layers(&axes, by, &groups, &rows, &table.all);
    let (mut totals, mut counted): (Vec<u64>, Vec<HashMap<u64, u64>>) = (Vec::new(), Vec::new());
    for measure in measures {
        let mut counts = Counts::new(axes.cells, rows.len());
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        match *measure {
            "awards" => totals.push(awards(index, &axes, by, &groups, &rows, &mut counts)),
            "agencies" => {
                each(&axes, &layers, |cell, row| pairs.push((cell, agencies.rank(row))));
                pairs.sort_unstable();
                pairs.dedup();
                pairs.iter().for_each(|(cell, _)| counts.add(*cell, 1));
                let mut all: Vec<u32> = rows.iter().map(|row| agencies.rank(row)).collect();
                all.sort_unstable();
                all.dedup();
                totals.push(all.len() as u64);
            }
            name => {
                let weight = |row: u32| match name {
                    "outcomes" => index.outcomes(row),
                    "replications" => index.replications(row),
                    _ => 1,
                };
                each(&axes, &layers, |cell, row| counts.add(cell, weight(row)));
                totals.push(if name == "innovations" { rows.len() } else { rows.iter().map(weight).sum() });
            }
        }
        counted.push(counts.into_pairs().into_iter().collect());
    }
    let mut places: Vec<u64> = counted.iter().flat_map(|counts| counts.keys().copied()).collect();
    places.sort_unstable();
    places.dedup();
    let cell = |place| {
        let counts = counted.iter().map(|counts| counts.get(&place).copied().unwrap_or(0)).collect();
        Cell { place, counts }
    };
    Ok(Counted { cells: places.into_iter().map(cell).collect(), axes, totals })
}

fn axes<'a>(table: &'a inovasi_index::TableIndex, by: &[Dimension], groups: &[&AwardGroup]) -> Result<Axes<'a>, Error> {
    let mut axes = Axes { columns: Vec::new(), strides: Vec::new(), cells: 1 };
    for dimension in by {
        let axis = if dimension.is_award() {
            let mut all: Vec<Json> = groups.iter().flat_map(|group| values(group, dimension.name)).collect();
            all.retain(|value| !value.is_null());
            // As texts are ordered, so that a place along the axis is the place in the order.
            all.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
            all.dedup();
            Axis::Award(all)
        } else {
            Axis::Column(table.column(dimension.indexed()).ok_or_else(Error::internal)?)
        };
        axes.strides.push(axes.cells);
        axes.cells = axes.cells.saturating_mul(axis.size() + 1);
        axes.columns.push(axis);
    }
    Ok(axes)
}

impl Axes<'_> {
    /// The place of a cell along one axis; None for null.
    pub(super) fn along(&self, axis: usize, place: u64) -> Option<u64> {
        let (axis, stride) = (self.columns.get(axis)?, self.strides.get(axis)?);
        let size = axis.size();
        Some((place / stride) % (size + 1)).filter(|along| *along < size)
    }

    /// The values of a cell.
    pub(super) fn values(&self, index: &Index, by: &[Dimension], cell: u64) -> Vec<Json> {
        let mut rest = cell;
        let one = |(axis, dimension): (&Axis<'_>, &Dimension)| {
            let size = axis.size() + 1;
            let place = rest % size;
            rest /= size;
            let rank = u32::try_from(place).unwrap_or(NULL);
            match axis {
                _ if place + 1 == size => Json::Null,
                Axis::Column(column) => dimension.value(index, &column.values, rank),
                Axis::Award(values) => values.get(rank as usize).cloned().unwrap_or_default(),
            }
        };
        self.columns.iter().zip(by).map(one).collect()
    }

    /// Every combination of the places of an award's values, in the award dimensions alone.
    fn offsets(&self, by: &[Dimension], group: Option<&AwardGroup>) -> Vec<u64> {
        let mut offsets = vec![0];
        for ((axis, stride), dimension) in self.columns.iter().zip(&self.strides).zip(by) {
            let Axis::Award(known) = axis else { continue };
            let found = group.map_or_else(|| vec![Json::Null], |group| values(group, dimension.name));
            let place = |value: &Json| known.iter().position(|other| other == value).unwrap_or(known.len()) as u64;
            offsets = found.iter().flat_map(|value| offsets.iter().map(move |o| o + place(value) * stride)).collect();
        }
        offsets
    }
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

/// Calls back for every cell that a row is in.
fn each(axes: &Axes<'_>, layers: &[(u64, Rows)], mut tell: impl FnMut(u64, u32)) {
    let columns: Vec<(&Column, u64)> = axes
        .columns
        .iter()
        .zip(&axes.strides)
        .filter_map(|(axis, stride)| if let Axis::Column(column) = axis { Some((*column, *stride)) } else { None })
        .collect();
    for (offset, rows) in layers {
        for row in rows {
            cells(&columns, row, *offset, &mut tell);
        }
    }
}

fn cells(columns: &[(&Column, u64)], row: u32, cell: u64, tell: &mut impl FnMut(u64, u32)) {
    let Some(((column, stride), rest)) = columns.split_first() else { return tell(cell, row) };
    match column.ranks(row) {
        [] => cells(rest, row, cell + u64::from(column.distinct()) * stride, tell),
        ranks => ranks.iter().for_each(|rank| cells(rest, row, cell + u64::from(*rank) * stride, tell)),
    }
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
    let mut total = 0;
    for group in groups {
        let offsets = axes.offsets(by, Some(group));
        for innovation in group.awards.iter().map(|award| of.rank(award)).filter(|row| rows.contains(*row)) {
            total += 1;
            let one = Rows::from_iter([innovation]);
            for offset in &offsets {
                each(axes, &[(*offset, one.clone())], |cell, _| counts.add(cell, 1));
            }
        }
    }
    total
}
