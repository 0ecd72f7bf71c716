//! The cells of a statistic: axes, the places along them, and what stands in each.

use std::collections::HashMap;

use inovasi_index::{AwardGroup, Cells, Column, Index, NULL, Rows, TableIndex};
use serde_json::Value as Json;

use super::MEASURES;
use crate::dimension::Dimension;
use crate::error::Error;
use crate::facets::values;

/// Most cells that are counted in an array; more are counted in a map.
const MOST_CELLS: u64 = 1 << 22;

/// One combination of values: its place along the axes, and its counts, one a measure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) place: u64,
    pub(super) counts: [u64; MEASURES.len()],
}

/// Numbers of cells, array or map.
pub(super) enum Counts {
    Array(Vec<u64>),
    Map(HashMap<u64, u64>),
}

impl Counts {
    /// An array where most of its cells may be filled by so many rows, else a map.
    pub(super) fn new(cells: u64, rows: u64) -> Self {
        match usize::try_from(cells) {
            Ok(size) if cells <= MOST_CELLS.min(rows.saturating_mul(4).max(4096)) => Self::Array(vec![0; size]),
            _ => Self::Map(HashMap::new()),
        }
    }

    pub(super) fn add(&mut self, cell: u64, count: u64) {
        match self {
            Self::Array(counts) => add(counts, cell, count),
            Self::Map(counts) => *counts.entry(cell).or_default() += count,
        }
    }

    /// Adds the weight of every row to its cells.
    pub(super) fn add_rows(&mut self, cells: &Cells<'_>, layers: &[(u64, Rows)], weight: impl Fn(u32) -> u64) {
        for (start, rows) in layers {
            match self {
                Self::Array(counts) => cells.each(rows, *start, |cell, row| add(counts, cell, weight(row))),
                Self::Map(counts) => {
                    cells.each(rows, *start, |cell, row| *counts.entry(cell).or_default() += weight(row));
                }
            }
        }
    }

    /// The cells with something in them, in order.
    pub(super) fn into_pairs(self) -> Vec<(u64, u64)> {
        match self {
            Self::Array(counts) => (0..).zip(counts).filter(|(_, count)| *count > 0).collect(),
            Self::Map(counts) => {
                let mut pairs: Vec<(u64, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
                pairs.sort_unstable();
                pairs
            }
        }
    }
}

fn add(counts: &mut [u64], cell: u64, count: u64) {
    if let Some(held) = usize::try_from(cell).ok().and_then(|cell| counts.get_mut(cell)) {
        *held += count;
    }
}

/// The axes of a statistic: one a dimension, null at its end. The first goes the slowest, so that the order of the places
/// is that of the dimensions.
pub(super) struct Axes<'a> {
    axes: Vec<Axis<'a>>,
    steps: Vec<u64>,
    /// How many places there are.
    pub(super) places: u64,
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

impl<'a> Axes<'a> {
    pub(super) fn of(table: &'a TableIndex, by: &[Dimension], groups: &[&AwardGroup]) -> Result<Self, Error> {
        let mut axes = Vec::with_capacity(by.len());
        for dimension in by {
            axes.push(if dimension.is_award() {
                let mut all: Vec<Json> = groups.iter().flat_map(|group| values(group, dimension.name)).collect();
                all.retain(|value| !value.is_null());
                // As texts are ordered, so that a place along the axis is the place in the order.
                all.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
                all.dedup();
                Axis::Award(all)
            } else {
                Axis::Column(table.column(dimension.indexed()).ok_or_else(Error::internal)?)
            });
        }
        let mut places = 1_u64;
        let mut steps: Vec<u64> = Vec::with_capacity(axes.len());
        for axis in axes.iter().rev() {
            steps.push(places);
            places = places.saturating_mul(axis.size() + 1);
        }
        steps.reverse();
        Ok(Self { axes, steps, places })
    }

    /// The axes that are columns, to be read row by row.
    pub(super) fn cells(&self) -> Cells<'a> {
        Cells::along(self.axes.iter().zip(&self.steps).filter_map(|(axis, step)| match axis {
            Axis::Column(column) => Some((*column, *step)),
            Axis::Award(_) => None,
        }))
    }

    /// How many places an axis has, that of null included.
    pub(super) fn places_along(&self, axis: usize) -> usize {
        self.axes.get(axis).and_then(|axis| usize::try_from(axis.size() + 1).ok()).unwrap_or_default()
    }

    /// The place of a cell along one axis, the last for null.
    pub(super) fn place_along(&self, axis: usize, place: u64) -> u64 {
        let (Some(axis), Some(step)) = (self.axes.get(axis), self.steps.get(axis)) else { return 0 };
        (place / step) % (axis.size() + 1)
    }

    /// The place of a cell along one axis; None for null.
    pub(super) fn along(&self, axis: usize, place: u64) -> Option<u64> {
        let size = self.axes.get(axis)?.size();
        Some(self.place_along(axis, place)).filter(|along| *along < size)
    }

    /// The value at a place along one axis.
    pub(super) fn value(&self, index: &Index, dimension: &Dimension, axis: usize, along: u64) -> Json {
        let rank = u32::try_from(along).unwrap_or(NULL);
        match self.axes.get(axis) {
            Some(axis) if along >= axis.size() => Json::Null,
            Some(Axis::Column(column)) => dimension.value(index, &column.values, rank),
            Some(Axis::Award(values)) => values.get(rank as usize).cloned().unwrap_or_default(),
            None => Json::Null,
        }
    }

    /// Every combination of the places of an award's values, in the award dimensions alone.
    pub(super) fn offsets(&self, by: &[Dimension], group: Option<&AwardGroup>) -> Vec<u64> {
        let mut offsets = vec![0];
        for ((axis, step), dimension) in self.axes.iter().zip(&self.steps).zip(by) {
            let Axis::Award(known) = axis else { continue };
            let found = group.map_or_else(|| vec![Json::Null], |group| values(group, dimension.name));
            let place = |value: &Json| known.iter().position(|other| other == value).unwrap_or(known.len()) as u64;
            offsets = found.iter().flat_map(|value| offsets.iter().map(move |o| o + place(value) * step)).collect();
        }
        offsets
    }
}
