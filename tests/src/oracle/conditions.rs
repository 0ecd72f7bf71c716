//! Filters as SQL over `innovation`.

use inovasi_lexicon::fold;
use sea_orm::Value;

use super::ask::{Ask, Cell, Filter};
use super::awards;
use super::sql::Sql;

/// Columns that hold codes joined by `;`, by the names of their filters.
pub(super) const LISTS: &[(&str, &str, &str)] = &[
    ("affair", "affairs", "affair"),
    ("affairs", "affairs", "affair"),
    ("sdg", "sdgs", "sdg"),
    ("sdgs", "sdgs", "sdg"),
    ("service_shift", "service_shifts", "service_shift"),
    ("service_shifts", "service_shifts", "service_shift"),
];

/// Adds ` WHERE …` with all that a question says.
pub(super) fn push(sql: &mut Sql, ask: &Ask) {
    sql.push(" WHERE 1 = 1");
    for filter in ask.filters.iter().filter(|filter| !awards::is_award(filter)) {
        sql.push(if filter.none_of { " AND NOT coalesce(" } else { " AND (" });
        any_of(sql, filter);
        sql.push(if filter.none_of { ", FALSE)" } else { ")" });
    }
    awards::push(sql, ask);
    for text in &ask.contained {
        let pattern = format!("%{}%", fold(text));
        for (place, column) in
            ["title_folded", "lower(short_name)", "lower(summary)", "lower(summary_en)"].iter().enumerate()
        {
            sql.push(if place == 0 { " AND (" } else { " OR " }).push(column).push(" LIKE ").bind(pattern.as_str());
        }
        sql.push(")");
    }
}

fn any_of(sql: &mut Sql, filter: &Filter) {
    let list = LISTS.iter().find(|(name, ..)| *name == filter.name).map(|(_, column, _)| *column);
    match filter.name {
        "region" => below(sql, filter, "region", "innovation.region_id"),
        "agency" => below(sql, filter, "agency", "innovation.agency_id"),
        "agency_kind" => {
            sql.push("innovation.agency_id IN (SELECT id FROM agency WHERE kind IN ").binds(values(filter)).push(")");
        }
        "replicated" => {
            flag(sql, filter, "SELECT innovation_id FROM replication WHERE status = 'stated' AND internal = FALSE")
        }
        "has_outcome" => {
            flag(sql, filter, "SELECT innovation_id FROM outcome WHERE innovation_id IS NOT NULL");
        }
        "source" => {
            sql.push("innovation.id IN (SELECT row_id FROM evidence WHERE \"table\" = 'innovation' AND source_id IN ");
            sql.binds(values(filter)).push(")");
        }
        "ids" => {
            sql.push("innovation.id IN ").binds(values(filter));
        }
        "updated_since" => either(sql, filter, |sql, cell| match cell {
            Cell::Text(from) => {
                sql.push("innovation.updated_at >= ").bind(from.as_str());
            }
            _ => {
                sql.push("FALSE");
            }
        }),
        _ if list.is_some() => either(sql, filter, |sql, cell| held(sql, list.unwrap_or_default(), cell)),
        name => column(sql, filter, &format!("innovation.{name}")),
    }
}

/// A column of a row.
pub(super) fn column(sql: &mut Sql, filter: &Filter, column: &str) {
    let plain = values(filter);
    if !plain.is_empty() {
        sql.push(column).push(" IN ").binds(plain);
    }
    let rest: Vec<Cell> = filter.cells.iter().filter(|cell| value(cell).is_none()).cloned().collect();
    if rest.is_empty() {
        return;
    }
    if rest.len() < filter.cells.len() {
        sql.push(" OR ");
    }
    let rest = Filter { cells: rest, ..filter.clone() };
    either(sql, &rest, |sql, cell| match cell {
        Cell::Between(from, to) => {
            sql.push("(").push(column).push(" IS NOT NULL");
            for (sign, bound) in [(" >= ", from), (" <= ", to)] {
                if let Some(bound) = bound {
                    sql.push(" AND ").push(column).push(sign).bind(*bound);
                }
            }
            sql.push(")");
        }
        Cell::Dates(from, to) => {
            sql.push("(").push(column).push(" IS NOT NULL");
            for (sign, bound, rest) in [(" >= ", from, "-01-01"), (" <= ", to, "-12-31")] {
                if let Some(bound) = bound {
                    let lacking = bound.len().saturating_sub(4);
                    let whole = format!("{bound}{}", rest.get(lacking..).unwrap_or_default());
                    sql.push(&format!(" AND {column} || substr('{rest}', length({column}) - 3)"))
                        .push(sign)
                        .bind(whole);
                }
            }
            sql.push(")");
        }
        _ => {
            sql.push(column).push(" IS NULL");
        }
    });
}

/// A row of a tree or any below it.
fn below(sql: &mut Sql, filter: &Filter, table: &str, column: &str) {
    sql.push(column).push(&format!(" IN (WITH RECURSIVE below(id) AS (SELECT id FROM {table} WHERE id IN "));
    sql.binds(values(filter)).push(&format!(
        " UNION SELECT {table}.id FROM {table} JOIN below ON {table}.parent_id = below.id) SELECT id FROM below)"
    ));
    if filter.cells.contains(&Cell::Null) {
        sql.push(" OR ").push(column).push(" IS NULL");
    }
}

/// Whether an innovation is among those of a statement.
fn flag(sql: &mut Sql, filter: &Filter, among: &str) {
    either(sql, filter, |sql, cell| {
        sql.push(if *cell == Cell::Flag(true) { "innovation.id IN (" } else { "innovation.id NOT IN (" });
        sql.push(among).push(")");
    });
}

/// Whether a list holds a code.
fn held(sql: &mut Sql, column: &str, cell: &Cell) {
    match cell {
        Cell::Text(code) => {
            let code = format!(";{code};");
            sql.holds(&format!("(';' || innovation.{column} || ';')"), |sql| {
                sql.bind(code);
            });
        }
        _ => {
            sql.push("innovation.").push(column).push(" IS NULL");
        }
    }
}

pub(super) fn either(sql: &mut Sql, filter: &Filter, mut one: impl FnMut(&mut Sql, &Cell)) {
    for (place, cell) in filter.cells.iter().enumerate() {
        if place > 0 {
            sql.push(" OR ");
        }
        one(sql, cell);
    }
}

/// The values of a filter, without ranges and null.
pub(super) fn values(filter: &Filter) -> Vec<Value> {
    filter.cells.iter().filter_map(value).collect()
}

fn value(cell: &Cell) -> Option<Value> {
    match cell {
        Cell::Text(text) => Some(text.as_str().into()),
        Cell::Number(number) => Some((*number).into()),
        Cell::Flag(flag) => Some((*flag).into()),
        Cell::Between(..) | Cell::Dates(..) | Cell::Null => None,
    }
}
