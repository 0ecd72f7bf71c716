//! A filter of one column: any of some values, or null.

use inovasi_entity::{Column, Kind, code, is_partial_date, with_table};
use sea_orm::sea_query::{Condition as SqlCondition, Expr, ExprTrait, LikeExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Value};

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
    let mut parts: Vec<Part> = Vec::new();
    for part in said.iter().flat_map(|said| split(said)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.len() > MOST_VALUES {
        let allowed = [format!("at most {MOST_VALUES} values")];
        return Ok(Err(vec![wrong(column.name, &format!("{} values", parts.len()), &allowed).1]));
    }
    let known = Known::of(snapshot, column, &parts).await?;
    let mut condition = Condition { column, values: Vec::new(), or_null: false };
    let mut faults = Vec::new();
    for part in parts {
        if part.text == "null" && !part.literal && !column.required {
            condition.or_null = true;
            continue;
        }
        match known.value(column, &part) {
            Ok(value) => condition.values.push(value),
            Err(allowed) => faults.push(wrong(column.name, &part.text, &allowed).1),
        }
    }
    Ok(if faults.is_empty() { Ok(condition) } else { Err(faults) })
}

/// Most values of one filter: both databases take them, in one statement of bounded depth.
const MOST_VALUES: usize = 500;

/// One value as said.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    text: String,
    /// Whether any of it stood in double quotes.
    literal: bool,
    /// Whether its quotes are closed.
    closed: bool,
}

/// What the database knows of a column's values, looked up once a filter.
enum Known {
    /// The codes of its list.
    Codes(Vec<String>),
    /// Those of the ids said that exist, and the table they are of.
    Ids(&'static str, Vec<String>),
    /// Nothing: the value itself is checked.
    Nothing,
}

impl Known {
    async fn of(snapshot: &Snapshot, column: &'static Column, parts: &[Part]) -> Result<Self, Error> {
        match column.kind {
            Kind::Code(list) | Kind::List(list) => {
                let codes = code::Entity::find()
                    .select_only()
                    .column(code::Column::Code)
                    .filter(code::Column::Codelist.eq(list))
                    .order_by_asc(code::Column::Position)
                    .into_tuple()
                    .all(&snapshot.transaction)
                    .await?;
                Ok(Self::Codes(codes))
            }
            Kind::Reference(target) => {
                let said = parts.iter().map(|part| part.text.as_str()).filter(|text| !text.contains('\0'));
                let ids = with_table!(target, entity => {
                    entity::Entity::find()
                        .select_only()
                        .column(entity::Column::Id)
                        .filter(entity::Column::Id.is_in(said))
                        .into_tuple()
                        .all(&snapshot.transaction)
                        .await?
                });
                Ok(Self::Ids(target, ids.unwrap_or_default()))
            }
            _ => Ok(Self::Nothing),
        }
    }

    /// The value of a text, or what is allowed instead.
    fn value(&self, column: &'static Column, part: &Part) -> Result<Value, Vec<String>> {
        let text = part.text.as_str();
        if text.contains('\0') {
            return Err(vec!["text without NUL".into()]);
        }
        if !part.closed {
            return Err(vec!["a value whose double quotes are closed".into()]);
        }
        // Negation comes with the whole grammar; until then it must not read as a value that nothing has.
        if text.starts_with('!') && !part.literal {
            return Err(vec!["values to be had; one that begins with ! stands in double quotes".into()]);
        }
        match (self, column.kind) {
            (Self::Codes(codes), _) if codes.iter().all(|code| code != text) => Err(codes.clone()),
            (Self::Ids(target, ids), _) if ids.iter().all(|id| id != text) => {
                Err(vec![format!("the id of a row of {target}")])
            }
            (_, Kind::Integer { min, max }) => {
                text.parse::<i32>().map(Value::from).map_err(|_| vec![format!("{min}..{max}")])
            }
            (_, Kind::Number { .. }) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(number.into()),
                _ => Err(vec!["a number".into()]),
            },
            (_, Kind::Boolean) => {
                text.parse::<bool>().map(Value::from).map_err(|_| vec!["true".into(), "false".into()])
            }
            (_, Kind::Date | Kind::PartialDate) if !is_partial_date(text) => {
                Err(vec!["2016".into(), "2016-05".into(), "2016-05-20".into()])
            }
            (_, Kind::Closed(list)) if list.terms.iter().all(|term| term.code != text) => {
                Err(list.terms.iter().map(|term| term.code.to_owned()).collect())
            }
            _ => Ok(text.into()),
        }
    }
}

/// The values between commas; a part in double quotes is literal, commas in it too.
fn split(said: &str) -> Vec<Part> {
    let (mut parts, mut part, mut quoted, mut literal) = (Vec::new(), String::new(), false, false);
    for c in said.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                literal = true;
            }
            ',' if !quoted => {
                parts.push(Part { text: std::mem::take(&mut part), literal, closed: true });
                literal = false;
            }
            _ => part.push(c),
        }
    }
    parts.push(Part { text: part, literal, closed: !quoted });
    parts
}
