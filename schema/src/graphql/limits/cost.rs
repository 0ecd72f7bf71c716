//! What a request costs: the rows that its answer can hold, how deep it goes, how many statements it makes.

use async_graphql::Value;
use serde_json::{Value as Json, json};

use super::{MOST_ALIASES, MOST_DEPTH, MOST_EDGES};
use crate::completeness::MOST_SHOWN;
use crate::graphql::counted::COMPLETENESS;
use crate::graphql::plan::{Plan, Selection};
use crate::question::DEFAULT_ROWS;

/// What suggestions cost: the rows that are weighed, however few are shown.
const WEIGHED: u64 = 500;

/// What counting one facet costs: about the values that it has.
const FACETS: u64 = 100;

/// Fields that count, and give rows of counts.
pub(super) const COUNTED: [&str; 2] = ["stats", "complianceSummary"];

/// What a family costs: more than the nodes that it is likely to have, however few are shown.
const FAMILY: u64 = 500;

/// What a statistic of one dimension costs; of two four times as much, of three ten times.
const STATS: u64 = 1000;

/// What one request costs.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) rows: u64,
    pub(crate) depth: u64,
    pub(crate) edges: u64,
    pub(crate) aliases: u64,
    pub(super) introspection: u64,
    /// What it may cost.
    limit: u64,
}

impl Cost {
    /// The cost as it stands in `extensions`.
    pub(crate) fn json(&self) -> Json {
        json!({
            "requested": self.rows, "limit": self.limit, "depth": self.depth, "depthLimit": MOST_DEPTH,
            "edges": self.edges, "edgesLimit": MOST_EDGES, "aliases": self.aliases, "aliasesLimit": MOST_ALIASES,
        })
    }
}

impl Cost {
    /// The cost of a plan, which may be at most `budget`.
    pub(super) fn of(plan: &Plan, budget: u64) -> Self {
        let mut cost = Self { aliases: plan.aliases as u64, limit: budget, ..Self::default() };
        for field in &plan.fields {
            let rows = reckon(field, 1, 0, &mut cost);
            cost.rows = cost.rows.saturating_add(rows);
        }
        cost
    }
}

/// Rows that a field can hold: a list its length times what each of its rows holds, a row itself and what is in it.
fn reckon(field: &Selection, depth: u64, introspection: u64, cost: &mut Cost) -> u64 {
    cost.depth = cost.depth.max(depth);
    if field.children.is_empty() || depth > MOST_DEPTH {
        return 0;
    }
    let name = field.name.as_str();
    let lists_of_introspection = ["types", "fields", "interfaces", "possibleTypes", "inputFields"];
    let introspection = introspection + u64::from(lists_of_introspection.contains(&name));
    cost.introspection = cost.introspection.max(introspection);
    let is = |names: &[&str]| field.children.iter().any(|child| names.contains(&child.name.as_str()));
    if !COUNTED.contains(&name) && name != "lineage" && is(&["edges", "nodes", "pageInfo", "totalCount", "facets"]) {
        cost.edges += 1;
        return list(field, depth, introspection, cost).saturating_add(1);
    }
    if name == "__schema" || name == "types" {
        return within(field, depth, introspection, cost).saturating_add(500);
    }
    if depth > 1 && ["__type", "fields"].contains(&name) {
        return within(field, depth, introspection, cost);
    }
    cost.edges += 1;
    let rows = match name {
        "sources" => length(field),
        "nodes" => field.arguments.get("ids").map_or(1, items),
        "stats" | "complianceSummary" => {
            // All cells are counted, however many of them are shown.
            let dimensions = field.arguments.get("by").map_or(1, items).clamp(1, 3);
            let cells = STATS.saturating_mul([1, 4, 10][usize::try_from(dimensions - 1).unwrap_or(2)]);
            return cells.saturating_add(within(field, depth, introspection, cost));
        }
        "rows" | "totals" => 1,
        "suggest" => WEIGHED,
        COMPLETENESS if is(&["rows"]) => MOST_SHOWN as u64,
        "lineage" => FAMILY,
        "codelists" => 50,
        "releases" => 20,
        "files" => 150,
        "codes" => 40,
        _ => 1,
    };
    let inner = within(field, depth, introspection, cost);
    1_u64.saturating_add(rows.saturating_mul(inner.saturating_add(1)))
}

fn within(field: &Selection, depth: u64, introspection: u64, cost: &mut Cost) -> u64 {
    let each = field.children.iter().map(|child| reckon(child, depth + 1, introspection, cost));
    each.fold(0, u64::saturating_add)
}

/// Rows of a page, counted once for every time that they are asked for: as nodes, as edges, under an alias.
fn list(field: &Selection, depth: u64, introspection: u64, cost: &mut Cost) -> u64 {
    let rows = length(field);
    let mut all: u64 = 0;
    for child in &field.children {
        cost.depth = cost.depth.max(depth + 1);
        let each = match child.name.as_str() {
            "nodes" => within(child, depth + 1, introspection, cost).saturating_add(1),
            "edges" => {
                let mut each: u64 = 1;
                for node in &child.children {
                    cost.depth = cost.depth.max(depth + 2);
                    each = each.saturating_add(within(node, depth + 2, introspection, cost));
                    each = each.saturating_add(u64::from(node.name == "node"));
                }
                each
            }
            // To know whether there are more rows they are read.
            "pageInfo" => 1,
            COMPLETENESS => {
                all = all.saturating_add(reckon(child, depth + 1, introspection, cost));
                0
            }
            "facets" => {
                // Counting is work of its own, however many rows the page has.
                cost.edges += 1;
                cost.depth = cost.depth.max(depth + 2);
                let fields = child.arguments.get("fields").map_or(1, items);
                all = all.saturating_add(FACETS.saturating_mul(fields));
                0
            }
            _ => 0,
        };
        all = all.saturating_add(rows.saturating_mul(each));
    }
    all
}

fn items(value: &Value) -> u64 {
    if let Value::List(values) = value { values.len() as u64 } else { 1 }
}

/// Rows that a list is asked for.
fn length(field: &Selection) -> u64 {
    let given = |name: &str| field.arguments.get(name).filter(|value| **value != Value::Null);
    match given("last").or_else(|| given("first")) {
        Some(Value::Number(number)) => number.as_u64().unwrap_or(1),
        Some(_) => 1,
        None => DEFAULT_ROWS,
    }
}
