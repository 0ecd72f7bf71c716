//! What a request may cost, reckoned before anything of it runs.

mod cost;
mod fragments;
mod text;

use async_graphql::Value;
use serde_json::Value as Json;

pub(crate) use cost::Cost;
pub(crate) use fragments::check_fragments;
pub(crate) use text::check_text;

use super::failure::Failure;
use super::plan::{MOST_FIELDS, MOST_VALUES, Plan, Selection};
use crate::counting::MOST_STATS;
use crate::error::{Code, Error, ParameterError};
use crate::list::wrong;
use crate::question::MOST_ROWS;

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
/// Most characters of a text.
pub const LONGEST_QUERY: usize = 100_000;
/// Most characters of a text in an address.
pub const LONGEST_QUERY_IN_ADDRESS: usize = 4_000;
/// Most characters of the name of an operation.
pub const LONGEST_NAME: usize = 200;
/// Lists of the introspection within each other.
const MOST_INTROSPECTION: u64 = 2;
/// Most values of variables.
const MOST_VARIABLES: u64 = 5_000;

/// Refuses a text or a name that is longer than is read.
pub(crate) fn check_lengths(query: Option<&str>, name: Option<&str>, longest: usize) -> Result<(), Error> {
    let too_long = |parameter: &str, said: Option<&str>, longest: usize| {
        let length = said.map_or(0, |said| said.chars().count());
        let allowed = [format!("at most {longest} characters; POST takes a text of {LONGEST_QUERY}")];
        (length > longest).then(|| wrong(parameter, &format!("{length} characters"), &allowed))
    };
    let query = too_long("query", query, longest);
    let faults: Vec<_> = query.into_iter().chain(too_long("operationName", name, LONGEST_NAME)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::of(faults)) }
}

/// Refuses variables of more values than are ever read.
pub(crate) fn check_variables(variables: &Json) -> Result<(), Error> {
    fn values(json: &Json) -> u64 {
        match json {
            Json::Array(all) => 1 + all.iter().map(values).sum::<u64>(),
            Json::Object(all) => 1 + all.values().map(values).sum::<u64>(),
            _ => 1,
        }
    }
    let limit = ("variables", values(variables), MOST_VARIABLES, "values in variables", "ask in two requests");
    beyond(limit).map_or(Ok(()), |fault| Err(Error::of(vec![fault])))
}

/// Refuses numbers of rows that no list takes, wherever they stand: before they are reckoned with.
pub(crate) fn check_pages(fields: &[Selection]) -> Result<(), Failure> {
    for field in fields {
        for name in ["first", "last"] {
            if let Some(Value::Number(rows)) = field.arguments.get(name)
                && let most = if cost::COUNTED.contains(&field.name.as_str()) { MOST_STATS } else { MOST_ROWS }
                && !rows.as_u64().is_some_and(|rows| (1..=most).contains(&rows))
            {
                let fault = wrong(name, &rows.to_string(), &[format!("1..{most}")]);
                return Err(Failure::at(field, Error::of(vec![fault])));
            }
        }
        check_pages(&field.children)?;
    }
    Ok(())
}

/// The cost of a request, or which limits it is beyond.
///
/// `budget` is what a batch has left of the highest cost.
pub(crate) fn check(plan: &Plan, budget: u64) -> Result<Cost, Error> {
    let cost = Cost::of(plan, budget);
    let limits = [
        (
            "arguments",
            plan.values as u64,
            MOST_VALUES as u64,
            "values in arguments, variables where they are used",
            "use fewer",
        ),
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
    let mut faults: Vec<_> = limits.iter().filter_map(|limit| beyond(*limit)).collect();
    if plan.cut && faults.is_empty() {
        // What was not read was not reckoned.
        let fields = MOST_FIELDS as u64;
        faults.extend(beyond((
            "fields",
            fields + 1,
            fields,
            "or more fields with all fragments spread",
            "spread fewer",
        )));
    }
    if faults.is_empty() { Ok(cost) } else { Err(Error { cost: Some(Box::new(cost.json())), ..Error::of(faults) }) }
}

/// Name of a limit, what was asked, the limit, what is counted, the remedy.
type Limit = (&'static str, u64, u64, &'static str, &'static str);

fn beyond((name, requested, limit, what, remedy): Limit) -> Option<(Code, ParameterError)> {
    let message = format!("{requested} {what}, at most {limit} are answered; {remedy}");
    let allowed = vec![format!("0..{limit}")];
    let fault = ParameterError { parameter: name.into(), message, allowed, suggestion: None };
    (requested > limit).then_some((Code::QueryTooComplex, fault))
}
