//! A condition as SQL.

use inovasi_entity::Kind;
use sea_orm::sea_query::{BinOper, Condition as SqlCondition, Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{EntityTrait, Value};

use super::Condition;
use crate::error::Error;
use inovasi_entity::named;

impl Condition {
    /// The condition as SQL.
    pub(crate) fn sql<E: EntityTrait>(&self) -> Result<SqlCondition, Error> {
        let column = named::<E>(self.column.name)?;
        let mut any = SqlCondition::any();
        if matches!(self.column.kind, Kind::List(_)) {
            for value in &self.values {
                any = any.add(contains::<E>(column, value));
            }
        } else if !self.values.is_empty() {
            any = any.add(Expr::col(column).is_in(self.values.clone()));
        }
        for (from, to) in &self.ranges {
            any = any.add(self.between::<E>(column, from.clone(), to.clone()));
        }
        // SQL answers *not known* for a null on either side of a negation: its rows are let in or kept out by name.
        Ok(match (self.none_of, self.or_null) {
            (false, false) if any.is_empty() => SqlCondition::all().add(Expr::val(1).eq(0)),
            (false, false) => any,
            (false, true) => any.add(Expr::col(column).is_null()),
            (true, true) if any.is_empty() => SqlCondition::all().add(Expr::col(column).is_not_null()),
            (true, true) => SqlCondition::all().add(Expr::col(column).is_not_null()).add(any.not()),
            (true, false) if any.is_empty() => SqlCondition::all(),
            (true, false) => SqlCondition::any().add(Expr::col(column).is_null()).add(any.not()),
        })
    }

    fn between<E: EntityTrait>(&self, column: E::Column, from: Option<Value>, to: Option<Value>) -> SqlCondition {
        let dated = matches!(self.column.kind, Kind::Date | Kind::PartialDate);
        let side = |rest: &'static str| if dated { day(column, rest) } else { Expr::col(column) };
        let mut all = SqlCondition::all();
        if let Some(from) = from {
            all = all.add(side("-01-01").gte(from));
        }
        if let Some(to) = to {
            all = all.add(side("-12-31").lte(to));
        }
        all
    }
}

/// First or last day of the date in a column: what a year or month lacks is taken from the end of `rest`.
fn day<C: sea_orm::sea_query::IntoColumnRef + Copy>(column: C, rest: &'static str) -> Expr {
    let length = Func::char_length(Expr::col(column));
    let missing = Func::cust("substr").args([Expr::val(rest), Expr::expr(length).sub(3)]);
    Expr::col(column).binary(BinOper::Custom("||"), missing)
}

/// Cells of lists hold codes joined by `;`: one is there if it stands between two of them.
fn contains<E: EntityTrait>(column: E::Column, value: &Value) -> Expr {
    let code = if let Value::String(Some(code)) = value { code.as_str() } else { "" };
    let pattern = format!("%;{};%", code.replace('\\', "\\\\").replace('_', "\\_").replace('%', "\\%"));
    let cell = Expr::val(";").binary(BinOper::Custom("||"), Expr::col(column));
    cell.binary(BinOper::Custom("||"), Expr::val(";")).like(LikeExpr::new(pattern).escape('\\'))
}
