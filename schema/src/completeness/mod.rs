//! How complete the catalogue is for a question: the official numbers of what its filter touches, and one sentence. So
//! nobody reads a gap as a zero.

mod sentence;

use inovasi_entity::{Column as Declared, Table, coverage};
use inovasi_index::{Column, Index, NULL, Rows, TableIndex};
use sea_orm::Value;
use serde_json::{Value as Json, json};

use crate::condition::Condition;
use crate::query::worked_row;
use crate::row::Object;

/// The tables whose rows official numbers say something of.
pub(crate) const TOLD: &[&str] =
    &["innovation", "agency", "compliance_row", "award", "edition", "outcome", "replication"];

/// Most rows that are shown; the sentence is of all.
pub(crate) const MOST_SHOWN: usize = 200;

/// Filters that say which editions and tiers are meant, with the column of coverage that they mean, and the tables where
/// they mean it.
const NARROWING: &[(&str, &str, &[&str])] = &[
    ("year", "year", &["innovation", "compliance_row", "edition"]),
    ("competition", "competition_id", &["innovation"]),
    ("competition_id", "competition_id", &["award", "edition"]),
    ("edition", "edition_id", &["innovation"]),
    ("edition_id", "edition_id", &["award", "edition"]),
    ("tier", "tier", &["innovation", "award"]),
];

/// What is touched.
pub(crate) struct Touched {
    /// The rows of coverage, where the question narrows them: all of them are at `/v1/coverage`.
    pub(crate) shown: Vec<u32>,
    /// Those whose numbers are added up: of tiers within each other the widest.
    summed: Rows,
    by_tier: bool,
    of_agencies: bool,
}

/// The rows of coverage that the filters of a list touch; None for lists of which official numbers say nothing.
pub(crate) fn touched(index: &Index, table: &Table, conditions: &[Condition]) -> Option<Touched> {
    let own = index.table(coverage::TABLE.name).filter(|_| TOLD.contains(&table.name))?;
    let mut rows = own.column("agency_group")?.null().clone();
    // A promise is of years, and its years are few.
    let (mut narrowed, mut by_tier) = (table.name == "compliance_row", false);
    for condition in conditions {
        let Some(column) = meant(table, condition.column) else { continue };
        narrowed = true;
        let meets = condition.on(column);
        if column.name == "tier" {
            by_tier = true;
            rows &= tiers(index, own, &meets);
        } else {
            rows &= meets.rows(index, own);
        }
    }
    let whole = own.column("tier")?.null();
    let all = if by_tier { rows - whole } else { rows & whole };
    let shown = if narrowed { all.iter().take(MOST_SHOWN).collect() } else { Vec::new() };
    let within = own.column("within")?;
    let summed = all.iter().filter(|row| above(within, *row).all(|wider| !all.contains(wider))).collect();
    Some(Touched { shown, summed, by_tier, of_agencies: table.name == "agency" })
}

/// The column of coverage that a filter means.
fn meant(table: &Table, filter: &Declared) -> Option<&'static Declared> {
    let (_, column, _) = NARROWING.iter().find(|(name, _, on)| *name == filter.name && on.contains(&table.name))?;
    coverage::TABLE.column(column)
}

/// The tiers that a condition means: one that is left out takes those within it along, as in lists.
fn tiers(index: &Index, own: &TableIndex, condition: &Condition) -> Rows {
    let named = condition.affirmed().rows(index, own);
    if !condition.none_of {
        return named;
    }
    let Some(within) = own.column("within") else { return Rows::new() };
    let left = |row: &u32| !named.contains(*row) && above(within, *row).all(|wider| !named.contains(wider));
    own.all.iter().filter(left).collect()
}

/// The tiers that one lies within. Imports refuse circles; a bound ends the walk all the same.
fn above(within: &Column, row: u32) -> impl Iterator<Item = u32> + '_ {
    let wider = |row: u32| Some(within.rank(row)).filter(|wider| *wider != NULL);
    std::iter::successors(wider(row), move |row| wider(*row)).take(100)
}

/// The same as REST answers it.
pub(crate) fn told(index: &Index, table: &Table, conditions: &[Condition], english: bool) -> Json {
    let Some(touched) = touched(index, table, conditions) else { return Json::Null };
    let rows: Vec<Json> =
        touched.shown.iter().map(|row| Json::Object(worked_row(index, &coverage::TABLE, *row))).collect();
    json!({"rows": rows, "sentence": touched.sentence(index, english)})
}

/// The columns of a row that say what it touches.
pub(crate) fn told_by(table: &'static Table) -> impl Iterator<Item = &'static str> {
    let names = NARROWING.iter().filter(|(_, _, on)| on.contains(&table.name)).map(|(name, ..)| *name);
    names.filter(|name| table.column(name).is_some())
}

/// What a row alone touches: its year, or its edition and tier.
pub(crate) fn of_row(table: &'static Table, row: &Object) -> Vec<Condition> {
    let edition = coverage::TABLE.column("edition_id");
    let id = row.get("id").and_then(Json::as_str);
    if let ("edition", Some(column), Some(id)) = (table.name, edition, id) {
        return vec![Condition::any_of(column, [id.to_owned()])];
    }
    let said = |name: &str| {
        let (column, value) = (table.column(name)?, row.get(name)?);
        let value = match value {
            Json::String(text) => Value::from(text.as_str()),
            Json::Number(number) => Value::from(i32::try_from(number.as_i64()?).ok()?),
            _ => return None,
        };
        Some(Condition::is(column, value))
    };
    told_by(table).filter_map(said).collect()
}
