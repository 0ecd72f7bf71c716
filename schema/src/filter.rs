//! A filter of one column: any of some values, or null.

use inovasi_entity::{Column, Kind, code, with_table};
use sea_orm::sea_query::{Condition as SqlCondition, Expr, ExprTrait, LikeExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Value};

use crate::error::{Error, ParameterError};
use crate::list::wrong;
use crate::row::named;
use crate::snapshot::Snapshot;

/// A checked condition.
pub(crate) struct Condition {
    column: &'static Column,
    values: Vec<Value>,
    or_null: bool,
}

impl Condition {
    /// The condition as text, for the cursor's binding.
    pub(crate) fn text(&self) -> String {
        format!("{}={:?}{}", self.column.name, self.values, self.or_null)
    }

    /// The condition as SQL.
    pub(crate) fn sql<E: EntityTrait>(&self) -> Result<SqlCondition, Error> {
        let column = named::<E>(self.column.name)?;
        let mut any = SqlCondition::any();
        if matches!(self.column.kind, Kind::List(_)) {
            // Cells hold codes joined by `;`: one is there if it stands between two of them.
            for value in &self.values {
                let Value::String(Some(code)) = value else { continue };
                let pattern = format!("%;{};%", code.replace('\\', "\\\\").replace('_', "\\_").replace('%', "\\%"));
                let cell = Expr::val(";").binary(sea_orm::sea_query::BinOper::Custom("||"), Expr::col(column));
                let cell = cell.binary(sea_orm::sea_query::BinOper::Custom("||"), Expr::val(";"));
                any = any.add(cell.like(LikeExpr::new(pattern).escape('\\')));
            }
        } else if !self.values.is_empty() {
            any = any.add(Expr::col(column).is_in(self.values.clone()));
        }
        if self.or_null {
            any = any.add(column.is_null());
        }
        Ok(any)
    }
}

/// Checks what was said of a column: commas and repetition are *any of*, `null` is null, double quotes make a value
/// literal.
pub(crate) async fn condition(
    snapshot: &Snapshot,
    column: &'static Column,
    said: &[&str],
) -> Result<Result<Condition, Vec<ParameterError>>, Error> {
    let mut condition = Condition { column, values: Vec::new(), or_null: false };
    let mut faults = Vec::new();
    for (text, literal) in said.iter().flat_map(|said| split(said)) {
        if text == "null" && !literal && !column.required {
            condition.or_null = true;
            continue;
        }
        match value(snapshot, column, &text).await? {
            Ok(value) => condition.values.push(value),
            Err(allowed) => faults.push(wrong(column.name, &text, &allowed).1),
        }
    }
    Ok(if faults.is_empty() { Ok(condition) } else { Err(faults) })
}

/// The value of a text, or what is allowed instead.
async fn value(snapshot: &Snapshot, column: &'static Column, text: &str) -> Result<Result<Value, Vec<String>>, Error> {
    if text.contains('\0') {
        return Ok(Err(vec!["text without NUL".into()]));
    }
    Ok(match column.kind {
        Kind::Integer { min, max } => text.parse::<i32>().map(Value::from).map_err(|_| vec![format!("{min}..{max}")]),
        Kind::Number { .. } => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number.into()),
            _ => Err(vec!["a number".into()]),
        },
        Kind::Boolean => text.parse::<bool>().map(Value::from).map_err(|_| vec!["true".into(), "false".into()]),
        Kind::Closed(list) if list.terms.iter().all(|term| term.code != text) => {
            Err(list.terms.iter().map(|term| term.code.to_owned()).collect())
        }
        Kind::Code(list) | Kind::List(list) => {
            let codes: Vec<String> = code::Entity::find()
                .select_only()
                .column(code::Column::Code)
                .filter(code::Column::Codelist.eq(list))
                .into_tuple()
                .all(&snapshot.transaction)
                .await?;
            if codes.iter().any(|code| code == text) { Ok(text.into()) } else { Err(codes) }
        }
        Kind::Reference(target) => {
            let found = with_table!(target, entity => {
                entity::Entity::find_by_id(text).one(&snapshot.transaction).await?.is_some()
            });
            if found == Some(true) { Ok(text.into()) } else { Err(vec![format!("the id of a row of {target}")]) }
        }
        _ => Ok(text.into()),
    })
}

/// The values between commas; a part in double quotes is literal, commas in it too.
fn split(said: &str) -> Vec<(String, bool)> {
    let (mut parts, mut part, mut quoted, mut literal) = (Vec::new(), String::new(), false, false);
    for c in said.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                literal = true;
            }
            ',' if !quoted => {
                parts.push((std::mem::take(&mut part), literal));
                literal = false;
            }
            _ => part.push(c),
        }
    }
    parts.push((part, literal));
    parts
}
