//! Values of a statistic and what they are called: each is looked up once, however many rows it stands in.

use std::cell::RefCell;
use std::sync::Arc;

use inovasi_index::Index;
use serde_json::Value as Json;

use super::ask::Asked;
use super::cells::{Axes, Cell};

/// A value and its label.
#[derive(Debug, Clone)]
pub struct Named {
    /// The value; null for rows without one.
    pub value: Json,
    /// What it is called.
    pub label: String,
}

/// The values along the axes of a statistic.
pub(super) struct Naming<'a> {
    index: &'a Index,
    asked: &'a Asked,
    axes: &'a Axes<'a>,
    /// By dimension and place along its axis: those that were asked for.
    known: RefCell<Vec<Vec<Option<Arc<Named>>>>>,
}

impl<'a> Naming<'a> {
    pub(super) fn of(index: &'a Index, asked: &'a Asked, axes: &'a Axes<'a>) -> Self {
        let known = (0..asked.by.len()).map(|axis| vec![None; axes.places_along(axis)]).collect();
        Self { index, asked, axes, known: RefCell::new(known) }
    }

    /// The values of a cell.
    pub(super) fn values(&self, cell: &Cell) -> Vec<Arc<Named>> {
        let mut known = self.known.borrow_mut();
        let one = |(axis, known): (usize, &mut Vec<Option<Arc<Named>>>)| {
            let along = self.axes.place_along(axis, cell.place);
            match usize::try_from(along).ok().and_then(|along| known.get_mut(along)) {
                Some(held) => held.get_or_insert_with(|| self.named(axis, along)).clone(),
                None => self.named(axis, along),
            }
        };
        known.iter_mut().enumerate().map(one).collect()
    }

    fn named(&self, axis: usize, along: u64) -> Arc<Named> {
        let Some(dimension) = self.asked.by.get(axis) else {
            return Arc::new(Named { value: Json::Null, label: String::new() });
        };
        let value = self.axes.value(self.index, dimension, axis, along);
        let label = dimension.label(self.index, &value, self.asked.english);
        Arc::new(Named { value, label })
    }
}
