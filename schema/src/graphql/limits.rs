//! What a request may cost, reckoned before anything of it runs.

use async_graphql::Value;
use serde_json::{Value as Json, json};

use super::plan::{MOST_FIELDS, Plan, Selection};
use crate::error::{Code, Error, ParameterError};
use crate::question::DEFAULT_ROWS;

/// Deepest nesting of fields.
pub const MOST_DEPTH: u64 = 15;
/// Highest cost: rows that an answer can hold.
pub const MOST_COST: u64 = 20_000;
/// Most fields with an alias.
pub const MOST_ALIASES: u64 = 50;
/// Most words and signs of a text.
pub const MOST_TOKENS: u64 = 2_000;
/// Most edges: each costs a statement or two.
pub const MOST_EDGES: u64 = 100;
/// Most requests of one batch.
pub const MOST_BATCH: u64 = 10;
/// Lists of the introspection within each other.
const MOST_INTROSPECTION: u64 = 2;
/// Brackets within each other: the parser goes down one call a bracket.
const MOST_BRACKETS: u64 = 50;

/// What one request costs.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) rows: u64,
    pub(crate) depth: u64,
    pub(crate) edges: u64,
    pub(crate) aliases: u64,
    introspection: u64,
}

impl Cost {
    /// The cost as it stands in `extensions`.
    pub(crate) fn json(&self) -> Json {
        json!({
            "requested": self.rows, "limit": MOST_COST, "depth": self.depth, "depthLimit": MOST_DEPTH,
            "edges": self.edges, "edgesLimit": MOST_EDGES, "aliases": self.aliases, "aliasesLimit": MOST_ALIASES,
        })
    }
}

/// Refuses a text of too many words and signs, or nested deeper than a parser goes down; before it is parsed.
pub(crate) fn check_text(text: &str) -> Result<(), Error> {
    let (mut tokens, mut open, mut deepest) = (0, 0_u64, 0);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '#' => while characters.next_if(|c| *c != '\n').is_some() {},
            '"' => {
                tokens += 1;
                string(&mut characters);
            }
            '{' | '[' | '(' => {
                tokens += 1;
                open += 1;
                deepest = deepest.max(open);
            }
            '}' | ']' | ')' => {
                tokens += 1;
                open = open.saturating_sub(1);
            }
            c if c.is_alphanumeric() || c == '_' => {
                tokens += 1;
                while characters.next_if(|c| c.is_alphanumeric() || *c == '_').is_some() {}
            }
            c if c.is_whitespace() || c == ',' || c == '\u{feff}' => {}
            _ => tokens += 1,
        }
    }
    let limits = [
        ("tokens", tokens, MOST_TOKENS, "words and signs", "shorten the text or use fragments"),
        ("depth", deepest, MOST_BRACKETS, "brackets within each other", "ask in two steps"),
    ];
    let faults: Vec<_> = limits.iter().filter_map(|limit| beyond(*limit)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::of(faults)) }
}

/// Reads to the end of a string that has begun; within it nothing counts. A line ends a plain string: what stands
/// behind it must not hide.
fn string(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let mut rest = characters.clone();
    if rest.next() == Some('"') && rest.next() == Some('"') {
        *characters = rest;
        let mut quotes = 0;
        while let Some(c) = characters.next() {
            match c {
                '"' => quotes += 1,
                '\\' => {
                    quotes = 0;
                    // Only three quotes can be escaped in a block; a lone one after a backslash ends nothing anyway.
                    let mut after = characters.clone();
                    if (0..3).all(|_| after.next() == Some('"')) {
                        *characters = after;
                    }
                }
                _ => quotes = 0,
            }
            if quotes == 3 {
                return;
            }
        }
        return;
    }
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '"' | '\n' | '\r' => return,
            _ => {}
        }
    }
}

/// The cost of a request, or which limits it is beyond.
///
/// `budget` is what a batch has left of the highest cost.
pub(crate) fn check(plan: &Plan, budget: u64) -> Result<Cost, Error> {
    let mut cost = Cost { aliases: plan.aliases as u64, ..Cost::default() };
    for field in &plan.fields {
        let rows = reckon(field, 1, 0, &mut cost);
        cost.rows = cost.rows.saturating_add(rows);
    }
    let fields = MOST_FIELDS as u64;
    let limits = [
        ("fields", fields + u64::from(plan.cut), fields, "fields with all fragments spread", "spread fewer"),
        ("depth", cost.depth, MOST_DEPTH, "fields within each other", "ask in two steps"),
        ("cost", cost.rows, budget, "rows can be in the answer", "ask for fewer with first"),
        ("edges", cost.edges, MOST_EDGES, "relations and lists", "ask in two requests"),
        ("aliases", cost.aliases, MOST_ALIASES, "fields with an alias", "ask for many rows with a filter"),
        (
            "introspection",
            cost.introspection,
            MOST_INTROSPECTION,
            "lists of the introspection in each other",
            "take /schema.graphql",
        ),
    ];
    let faults: Vec<_> = limits.iter().filter_map(|limit| beyond(*limit)).collect();
    if faults.is_empty() { Ok(cost) } else { Err(Error { cost: Some(Box::new(cost.json())), ..Error::of(faults) }) }
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
    let within = |field: &Selection, depth: u64, cost: &mut Cost| {
        let each = field.children.iter().map(|child| reckon(child, depth + 1, introspection, cost));
        each.fold(0, u64::saturating_add)
    };
    let is = |names: &[&str]| field.children.iter().any(|child| names.contains(&child.name.as_str()));
    match name {
        "__schema" | "types" => within(field, depth, cost).saturating_add(500),
        "__type" | "fields" | "pageInfo" | "edges" | "node" if !field.arguments.contains_key("id") => {
            within(field, depth, cost)
        }
        "nodes" if !field.arguments.contains_key("ids") => within(field, depth, cost),
        _ => {
            cost.edges += 1;
            let inner = within(field, depth, cost);
            let list = match name {
                _ if is(&["edges", "nodes"]) => length(field),
                _ if is(&["totalCount", "pageInfo"]) => return 1,
                "sources" => length(field),
                "nodes" => field.arguments.get("ids").map_or(1, items),
                "codelists" => 50,
                "codes" => 40,
                _ => 1,
            };
            1_u64.saturating_add(list.saturating_mul(inner.saturating_add(1)))
        }
    }
}

fn items(value: &Value) -> u64 {
    if let Value::List(values) = value { values.len() as u64 } else { 1 }
}

/// Rows that a list is asked for.
fn length(field: &Selection) -> u64 {
    let said = field.arguments.get("first").or_else(|| field.arguments.get("last"));
    match said {
        Some(Value::Number(number)) => number.as_u64().unwrap_or(1),
        _ => DEFAULT_ROWS,
    }
}

/// Name of a limit, what was asked, the limit, what is counted, the remedy.
type Limit = (&'static str, u64, u64, &'static str, &'static str);

fn beyond((name, requested, limit, what, remedy): Limit) -> Option<(Code, ParameterError)> {
    let message = format!("{requested} {what}, at most {limit} are answered; {remedy}");
    let allowed = vec![format!("0..{limit}")];
    let fault = ParameterError { parameter: name.into(), message, allowed, suggestion: None };
    (requested > limit).then_some((Code::QueryTooComplex, fault))
}
