//! A condition as rows of the index.

use std::ops::Range;

use inovasi_entity::Kind;
use inovasi_index::{Column, Index, Rows, TableIndex, Values};
use sea_orm::Value;

use super::Condition;
use crate::filter::indexed;

impl Condition {
    /// The rows of a table that meet the condition.
    pub(crate) fn rows(&self, index: &Index, table: &TableIndex) -> Rows {
        if matches!(self.column.kind, Kind::Id) {
            let text = |value: &Value| if let Value::String(Some(id)) = value { table.ids.row(id) } else { None };
            return self.negated(self.values.iter().filter_map(text).collect(), table);
        }
        let Some(column) = table.column(indexed(self.column.name)) else { return self.made(index, table) };
        let mut any = Rows::new();
        if self.column.name == "updated_since" {
            for value in &self.values {
                let from = rank(index, column, value).unwrap_or_else(|before| before);
                any |= column.rows_between(from..column.distinct(), &table.all);
            }
            return any;
        }
        if matches!(column.values, Values::Texts { .. }) {
            for value in &self.values {
                if let Value::String(Some(text)) = value {
                    any |= column.text(text);
                }
            }
        } else {
            any = column.rows_of(self.values.iter().filter_map(|value| rank(index, column, value).ok()));
        }
        for (from, to) in &self.ranges {
            any |= self.inside(index, column, &table.all, from.as_ref(), to.as_ref());
        }
        if self.or_null {
            any |= column.null();
        }
        self.negated(any, table)
    }

    /// The rows that are made for rows of another table that meet the condition.
    fn made(&self, index: &Index, table: &TableIndex) -> Rows {
        let of = table.made_of().and_then(|of| index.table(of));
        of.filter(|of| of.column(indexed(self.column.name)).is_some())
            .map_or_else(Rows::new, |of| table.made_for(&self.rows(index, of)))
    }

    /// The range of ranks that meets the condition, where it is one range of a column with one value a row.
    pub(crate) fn range<'a>(&self, index: &Index, table: &'a TableIndex) -> Option<(&'a Column, Range<u32>)> {
        let [(from, to)] = self.ranges.as_slice() else { return None };
        let column = table.column(indexed(self.column.name)).filter(|column| !column.is_many())?;
        let numbers = matches!(column.values, Values::Integers(_) | Values::Numbers(_));
        let alone = self.values.is_empty() && !self.or_null && !self.none_of;
        (numbers && alone).then(|| (column, ranks(index, column, from.as_ref(), to.as_ref())))
    }

    /// Without a value is a value like any other: a negation lets it in unless it is named.
    fn negated(&self, any: Rows, table: &TableIndex) -> Rows {
        if self.none_of { &table.all - any } else { any }
    }

    fn inside(&self, index: &Index, column: &Column, all: &Rows, from: Option<&Value>, to: Option<&Value>) -> Rows {
        if let Values::Words(words) = &column.values {
            // Dates: those that lie wholly inside.
            let text = |value: Option<&Value>| match value {
                Some(Value::String(Some(text))) => Some(text.clone()),
                _ => None,
            };
            let (from, to) = (text(from), text(to));
            let inside = |word: &String| {
                from.as_ref().is_none_or(|from| filled(word, "-01-01") >= *from)
                    && to.as_ref().is_none_or(|to| filled(word, "-12-31") <= *to)
            };
            return column.rows_of((0..).zip(words).filter(|(_, word)| inside(word)).map(|(rank, _)| rank));
        }
        column.rows_between(ranks(index, column, from, to), all)
    }
}

/// The ranks between two values, both of them included.
fn ranks(index: &Index, column: &Column, from: Option<&Value>, to: Option<&Value>) -> Range<u32> {
    let first = from.map_or(0, |value| rank(index, column, value).unwrap_or_else(|before| before));
    let end = to.map_or(column.distinct(), |value| match rank(index, column, value) {
        Ok(rank) => rank + 1,
        Err(before) => before,
    });
    first..end
}

/// The rank of a value, or how many come before it.
fn rank(index: &Index, column: &Column, value: &Value) -> Result<u32, u32> {
    match (value, &column.values) {
        (Value::Int(Some(number)), _) => column.integer(*number),
        (Value::Double(Some(number)), _) => column.number(*number),
        (Value::Bool(Some(flag)), _) => column.word(&flag.to_string()),
        (Value::String(Some(id)), Values::Rows(target)) => index.table(target).map_or(Err(0), |of| of.ids.find(id)),
        (Value::String(Some(text)), _) => column.word(text),
        _ => Err(0),
    }
}

/// A partial date with what it lacks.
fn filled(date: &str, rest: &str) -> String {
    format!("{date}{}", rest.get(date.len().saturating_sub(4)..).unwrap_or_default())
}
