//! The promise by plain SQL: who is not recorded, and how many are, year by year.

use sea_orm::{ConnectionTrait, DbErr, Statement};
use serde_json::{Value as Json, json};

use crate::plain::{Plain, Said};

/// Agencies that made an innovation in a year, and those above them.
const MADE: &str = "made(year, id) AS (SELECT year, agency_id FROM innovation WHERE year BETWEEN $1 AND $2 \
    UNION SELECT made.year, above.parent_id FROM made JOIN agency above ON above.id = made.id \
    WHERE above.parent_id IS NOT NULL)";

/// Whether an agency was there on the first of January of a year, written as four digits.
fn was_there(year: &str) -> String {
    format!(
        "(agency.active_from IS NULL OR substr(agency.active_from, 1, 4) < {year} \
         OR agency.active_from = {year} || '-01-01') \
         AND (agency.active_to IS NULL AND agency.status = 'current' OR substr(agency.active_to, 1, 4) >= {year})"
    )
}

/// A page of agencies of a province, of all kinds but one, for which nothing is recorded in a year; with their total.
pub(crate) async fn not_recorded(plain: &Plain, said: &Said) -> Result<Json, DbErr> {
    let year: i32 = said["year"].parse().unwrap_or_default();
    let from = format!(
        "WITH RECURSIVE place(id) AS (SELECT id FROM region WHERE id = $3 UNION SELECT region.id FROM region \
         JOIN place ON region.parent_id = place.id), {MADE} SELECT WHAT FROM agency \
         WHERE region_id IN (SELECT id FROM place) AND kind <> $4 AND {} AND id NOT IN (SELECT id FROM made) \
         AND kind IN (SELECT agency_kind FROM mandate WHERE from_year <= $1 AND (to_year IS NULL OR to_year >= $2))",
        was_there(&format!("'{year:04}'"))
    );
    let values = || vec![year.into(), year.into(), said["region"].as_str().into(), said["kind"].as_str().into()];
    let database = &plain.database;
    let statement = |sql: String| Statement::from_sql_and_values(database.get_database_backend(), sql, values());
    let total = database.query_one_raw(statement(from.replace("WHAT", "COUNT(*)"))).await?;
    let total: i64 = total.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    let rows = database.query_all_raw(statement(from.replace("WHAT", "id") + " ORDER BY id LIMIT 20")).await?;
    let ids = rows.iter().map(|row| Ok(json!({"id": format!("{}--{year}", row.try_get_by_index::<String>(0)?)})));
    Ok(json!({"data": ids.collect::<Result<Vec<Json>, DbErr>>()?, "meta": {"total": total}}))
}

/// Agencies of complete registers for which an innovation is recorded, year by year.
pub(crate) async fn by_year(plain: &Plain, said: &Said) -> Result<Json, DbErr> {
    let (from, to) = said["year"].split_once("..").unwrap_or_default();
    let bound = |year: &str| year.parse::<i32>().unwrap_or_default();
    let sql = format!(
        "WITH RECURSIVE {MADE} SELECT made.year, COUNT(*) FROM made JOIN agency ON agency.id = made.id \
         WHERE {} AND agency.kind IN (SELECT agency_kind FROM mandate WHERE enumerated) \
         GROUP BY made.year ORDER BY made.year",
        was_there("CAST(made.year AS TEXT)")
    );
    let database = &plain.database;
    let values = [bound(from).into(), bound(to).into()];
    let rows = database.query_all_raw(Statement::from_sql_and_values(database.get_database_backend(), sql, values));
    let row = |row: &sea_orm::QueryResult| {
        Ok(json!({"year": row.try_get_by_index::<i32>(0)?, "met": row.try_get_by_index::<i64>(1)?}))
    };
    Ok(json!({"data": rows.await?.iter().map(row).collect::<Result<Vec<Json>, DbErr>>()?}))
}
