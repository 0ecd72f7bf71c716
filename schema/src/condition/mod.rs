//! A filter of one column: said in either face's notation, checked against the declaration, turned into SQL.
//! Both notations end in [`Said`], so both faces refuse the same value with the same words.

mod check;
mod input;
mod rows;
mod sql;
mod text;

use inovasi_entity::{Column, Kind};
use sea_orm::Value;

pub(crate) use check::check;
pub(crate) use input::of_input;
pub(crate) use text::of_text;

/// What is said of a column, not yet checked.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) column: &'static Column,
    /// Whether rows that match any item are wanted, or those that match none.
    pub(crate) none_of: bool,
    pub(crate) items: Vec<Item>,
}

/// One item of a list of alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Item {
    /// Rows without a value.
    Null,
    /// Rows with this value.
    Value(String),
    /// Rows with a value between two bounds, both allowed, at least one given.
    Range(Option<String>, Option<String>),
    /// Text that the notation does not take, and what it takes instead.
    Malformed(String, &'static str),
}

/// A checked condition; the only form that a query takes.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) column: &'static Column,
    pub(crate) none_of: bool,
    pub(crate) or_null: bool,
    pub(crate) values: Vec<Value>,
    ranges: Vec<(Option<Value>, Option<Value>)>,
}

impl Condition {
    /// Rows whose column holds one of these values: for relations, whose keys come from rows and not from a caller.
    pub(crate) fn any_of(column: &'static Column, values: impl IntoIterator<Item = String>) -> Self {
        let values = values.into_iter().map(Value::from).collect();
        Self { column, none_of: false, or_null: false, values, ranges: Vec::new() }
    }

    /// Rows whose column is true.
    pub(crate) fn holds(column: &'static Column) -> Self {
        Self::is(column, true.into())
    }

    /// Rows whose column has this value.
    pub(crate) fn is(column: &'static Column, value: Value) -> Self {
        Self { column, none_of: false, or_null: false, values: vec![value], ranges: Vec::new() }
    }

    /// Whether it says one value and nothing else.
    pub(crate) fn is_one(&self) -> bool {
        !self.none_of && !self.or_null && self.values.len() == 1 && self.ranges.is_empty()
    }

    /// What it negates, or itself.
    pub(crate) fn affirmed(&self) -> Self {
        Self { none_of: false, ..self.clone() }
    }

    /// The same said of another column.
    pub(crate) fn on(&self, column: &'static Column) -> Self {
        Self { column, ..self.clone() }
    }

    /// The condition as text, for the cursor's binding.
    pub(crate) fn text(&self) -> String {
        let Self { column, none_of, or_null, values, ranges } = self;
        format!("{}={none_of}{or_null}{values:?}{ranges:?}", column.name)
    }
}

/// Whether ranges of a column's values mean something.
pub(crate) fn has_range(column: &Column) -> bool {
    matches!(column.kind, Kind::Integer { .. } | Kind::Number { .. } | Kind::Date | Kind::PartialDate)
}
