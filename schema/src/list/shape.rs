//! The shape of a list's rows: columns and relations.

use inovasi_entity::Table;

use super::faults::wrong;
use crate::error::{Code, ParameterError};
use crate::include;
use crate::question::Shape;

/// What a row shows, checked.
pub(crate) struct CheckedShape {
    pub(crate) fields: Option<Vec<&'static str>>,
    pub(crate) include: Vec<String>,
}

pub(super) fn check_shape(
    table: &'static Table,
    said: &Shape,
    faults: &mut Vec<(Code, ParameterError)>,
) -> CheckedShape {
    let mut shape = CheckedShape { fields: None, include: Vec::new() };
    if let Some(said) = &said.fields {
        let mut names = vec!["id"];
        for part in said.split(',') {
            match table.column(part) {
                Some(column) => names.push(column.name),
                None if part == "updated_at" && !table.is_derived() => names.push("updated_at"),
                None => {
                    let mut allowed: Vec<String> = table.shown().map(|column| column.name.to_owned()).collect();
                    if !table.is_derived() {
                        allowed.push("updated_at".into());
                    }
                    faults.push(wrong("fields", part, &allowed));
                }
            }
        }
        shape.fields = Some(names);
    }
    if let Some(said) = &said.include {
        let allowed = include::of_lists(table);
        for part in said.split(',') {
            if allowed.iter().any(|known| known == part) {
                shape.include.push(part.into());
            } else {
                faults.push(wrong("include", part, &allowed));
            }
        }
    }
    shape
}
