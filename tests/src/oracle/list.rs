//! Lists and totals.

use inovasi_entity::innovation;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, ModelTrait, Value};

use super::ask::Ask;
use super::conditions;
use super::sql::Sql;

/// The row that a page comes after.
#[derive(Debug, Clone)]
pub struct After {
    /// Its value in each column of the order; none where it has no value.
    pub values: Vec<Option<Value>>,
    /// Its id.
    pub id: String,
}

/// The ids of all rows of a question up to its limit, and how many rows it has without one.
///
/// # Errors
/// If the database refuses.
pub async fn list(database: &impl ConnectionTrait, ask: &Ask) -> Result<(Vec<String>, u64), DbErr> {
    let rows = database.query_all_raw(select(database, "innovation.id", ask, None).finish()).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    Ok((ids, total(database, ask).await?))
}

/// How many rows a question has, whatever its limit.
///
/// # Errors
/// If the database refuses.
pub async fn total(database: &impl ConnectionTrait, ask: &Ask) -> Result<u64, DbErr> {
    let mut sql = Sql::new(database, "SELECT COUNT(*) AS total FROM innovation");
    conditions::push(&mut sql, ask);
    let row = database.query_one_raw(sql.finish()).await?;
    let total: i64 = row.map_or(Ok(0), |row| row.try_get("", "total"))?;
    Ok(total.unsigned_abs())
}

/// The rows of a page: up to the limit, after a row if one is given.
///
/// # Errors
/// If the database refuses.
pub async fn page(
    database: &impl ConnectionTrait,
    ask: &Ask,
    after: Option<&After>,
) -> Result<Vec<innovation::Model>, DbErr> {
    let rows = database.query_all_raw(select(database, "innovation.*", ask, after).finish()).await?;
    rows.iter().map(|row| innovation::Model::from_query_result(row, "")).collect()
}

/// The place of a row in an order.
///
/// # Errors
/// If there is no such row, or no such column.
pub async fn place(database: &impl ConnectionTrait, ask: &Ask, id: &str) -> Result<After, DbErr> {
    let row = innovation::Entity::find_by_id(id).one(database).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(id.to_owned()))?;
    let value = |(name, _): &(&str, bool)| {
        let column = inovasi_entity::named::<innovation::Entity>(folded(name))?;
        let value = row.get(column);
        Ok(Some(value.clone()).filter(|value| *value != value.as_null()))
    };
    Ok(After { values: ask.sort.iter().map(value).collect::<Result<_, DbErr>>()?, id: id.to_owned() })
}

/// The column that a name of the order means: titles are ordered by their folded form.
fn folded(name: &str) -> &str {
    if name == "title" { "title_folded" } else { name }
}

fn select(database: &impl ConnectionTrait, columns: &str, ask: &Ask, after: Option<&After>) -> Sql {
    let mut sql = Sql::new(database, &format!("SELECT {columns} FROM innovation"));
    conditions::push(&mut sql, ask);
    if let Some(after) = after {
        push_after(&mut sql, ask, after);
    }
    sql.push(" ORDER BY ");
    for (name, down) in &ask.sort {
        let way = if *down { "DESC" } else { "ASC" };
        sql.push(&format!("innovation.{} {way} NULLS LAST, ", folded(name)));
    }
    sql.push("innovation.id");
    if let Some(limit) = ask.limit {
        sql.push(&format!(" LIMIT {limit}"));
    }
    sql
}

/// Adds that a row comes after another: it does in one column, and is equal in those before it. Nulls are last.
fn push_after(sql: &mut Sql, ask: &Ask, after: &After) {
    sql.push(" AND (");
    let keys = || ask.sort.iter().zip(&after.values);
    for (place, ((name, down), value)) in keys().enumerate() {
        let Some(value) = value else { continue };
        sql.push("(");
        equal(sql, keys().take(place));
        let column = format!("innovation.{}", folded(name));
        sql.push(&format!("({column} {} ", if *down { "<" } else { ">" })).bind(value.clone());
        sql.push(&format!(" OR {column} IS NULL)) OR "));
    }
    sql.push("(");
    equal(sql, keys());
    sql.push("innovation.id > ").bind(after.id.as_str()).push("))");
}

fn equal<'a>(sql: &mut Sql, keys: impl Iterator<Item = (&'a (&'static str, bool), &'a Option<Value>)>) {
    for ((name, _), value) in keys {
        sql.push("innovation.").push(folded(name));
        match value {
            Some(value) => {
                sql.push(" = ").bind(value.clone()).push(" AND ");
            }
            None => {
                sql.push(" IS NULL AND ");
            }
        }
    }
}
