//! The four filters that hold for one and the same award.

use super::ask::{Ask, Cell, Filter};
use super::conditions::{either, values};
use super::sql::Sql;

/// Their names.
const NAMES: [&str; 4] = ["competition", "edition", "tier", "award_status"];

/// The one that says which awards are looked at.
const STATUS: &str = "award_status";

/// Whether a filter is about an award.
pub(super) fn is_award(filter: &Filter) -> bool {
    NAMES.contains(&filter.name)
}

/// Whether only awards proper are looked at: an award is asked of, by filter or dimension, and its status is not said.
fn only_awarded(ask: &Ask, counted: bool) -> bool {
    let status = ask.filters.iter().any(|filter| filter.name == STATUS);
    let asked = |filter: &Filter| is_award(filter) && filter.name != STATUS && !filter.none_of;
    !status && (counted || ask.filters.iter().any(asked))
}

/// Adds what a question says of awards.
pub(super) fn push(sql: &mut Sql, ask: &Ask) {
    let (negated, positive): (Vec<&Filter>, Vec<&Filter>) =
        ask.filters.iter().filter(|filter| is_award(filter)).partition(|filter| filter.none_of);
    let lacking = |filter: &&&Filter| filter.cells.contains(&Cell::Null);
    let or_none = positive.iter().all(|filter| lacking(&filter));
    if !positive.is_empty() {
        sql.push(" AND (innovation.id IN (SELECT award.innovation_id FROM award WHERE ");
        looked_at(sql, ask, false);
        sql.push(")");
        if or_none {
            sql.push(" OR ");
            without(sql, ask);
        }
        sql.push(")");
    }
    // No award that is named, whatever the others say.
    for filter in negated {
        let awarded = if filter.name == STATUS { "" } else { " AND award.status = 'awarded'" };
        let of = format!("SELECT 1 FROM award WHERE award.innovation_id = innovation.id{awarded}");
        sql.push(&format!(" AND NOT EXISTS ({of} AND ("));
        takes(sql, filter);
        sql.push("))");
        if filter.cells.contains(&Cell::Null) {
            sql.push(&format!(" AND EXISTS ({of})"));
        }
    }
}

/// Adds that a row of `award` is of an innovation, of a status that is looked at, and taken by every filter that is no
/// negation. `counted`: awards are counted by one of their columns.
pub(super) fn looked_at(sql: &mut Sql, ask: &Ask, counted: bool) {
    sql.push("award.innovation_id IS NOT NULL");
    if only_awarded(ask, counted) {
        sql.push(" AND award.status = 'awarded'");
    }
    for filter in ask.filters.iter().filter(|filter| is_award(filter) && !filter.none_of) {
        sql.push(" AND (");
        takes(sql, filter);
        sql.push(")");
    }
}

/// Adds that an innovation has no award of those that are looked at.
fn without(sql: &mut Sql, ask: &Ask) {
    sql.push("(NOT EXISTS (SELECT 1 FROM award WHERE award.innovation_id = innovation.id");
    if only_awarded(ask, false) {
        sql.push(" AND award.status = 'awarded'");
    }
    sql.push("))");
}

/// Adds that a row of `award` has one of the values.
fn takes(sql: &mut Sql, filter: &Filter) {
    let column = match filter.name {
        "competition" => "award.competition_id",
        "edition" => "award.edition_id",
        "tier" => "award.tier",
        _ => "award.status",
    };
    either(sql, filter, |sql, cell| match cell {
        Cell::Text(text) => {
            sql.push(column).push(" = ").bind(text.as_str());
        }
        _ => {
            sql.push(column).push(" IS NULL");
        }
    });
    if filter.name == "tier" && !values(filter).is_empty() {
        sql.push(
            " OR (award.edition_id, award.tier) IN (WITH RECURSIVE inside(edition_id, code, id) AS \
             (SELECT edition_id, code, id FROM tier WHERE code IN ",
        );
        sql.binds(values(filter)).push(
            " UNION SELECT tier.edition_id, tier.code, tier.id FROM tier JOIN inside ON tier.within_id = inside.id \
             AND tier.edition_id = inside.edition_id) SELECT edition_id, code FROM inside)",
        );
    }
}
