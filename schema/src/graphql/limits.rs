//! What a request may cost, reckoned before anything of it runs.

use std::collections::HashMap;

use async_graphql::Value;
use async_graphql::parser::types::{ExecutableDocument, Selection as Parsed, SelectionSet};
use serde_json::{Value as Json, json};

use super::failure::Failure;
use super::plan::{MOST_FIELDS, MOST_VALUES, Plan, Selection};
use crate::error::{Code, Error, ParameterError};
use crate::list::wrong;
use crate::question::{DEFAULT_ROWS, MOST_ROWS};

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
pub const LONGEST_QUERY_IN_ADDRESS: usize = 8_000;
/// Most characters of the name of an operation.
pub const LONGEST_NAME: usize = 200;
/// Lists of the introspection within each other.
const MOST_INTROSPECTION: u64 = 2;
/// Most values of variables.
const MOST_VARIABLES: u64 = 5_000;
/// Brackets within each other, those within strings counted, too: a second line of defence where our reading of a text
/// and the parser's should ever differ.
const MOST_BRACKETS_OF_ALL: u64 = 250;
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
        ("depth", deepest_of_all(text), MOST_BRACKETS_OF_ALL, "brackets within each other", "use variables"),
    ];
    let faults: Vec<_> = limits.iter().filter_map(|limit| beyond(*limit)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::of(faults)) }
}

fn deepest_of_all(text: &str) -> u64 {
    let (mut open, mut deepest) = (0_u64, 0);
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' | b'(' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' | b']' | b')' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

type Characters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Reads to the end of a string that has begun; within it nothing counts. A line ends a plain string, and three quotes
/// without an end are an empty string and the beginning of a plain one: the parser reads them so, and what stands behind
/// must not hide.
fn string(characters: &mut Characters<'_>) {
    let mut rest = characters.clone();
    if rest.next() == Some('"') {
        *characters = rest.clone();
        if rest.next() != Some('"') {
            return;
        }
        if let Some(after) = block(rest.clone()) {
            *characters = after;
            return;
        }
        *characters = rest;
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

/// What stands behind the end of a block string; None if it has none.
fn block(mut characters: Characters<'_>) -> Option<Characters<'_>> {
    fn three<'a>(characters: &Characters<'a>) -> Option<Characters<'a>> {
        let mut ahead = characters.clone();
        (0..3).all(|_| ahead.next() == Some('"')).then_some(ahead)
    }
    loop {
        if let Some(after) = three(&characters) {
            return Some(after);
        }
        if characters.next()? == '\\'
            && let Some(after) = three(&characters)
        {
            characters = after;
        }
    }
}

/// Refuses a text or a name that is longer than is read.
pub(crate) fn check_lengths(query: Option<&str>, name: Option<&str>, longest: usize) -> Result<(), Error> {
    let too_long = |parameter: &str, said: Option<&str>, longest: usize| {
        let length = said.map_or(0, |said| said.chars().count());
        let allowed = [format!("at most {longest} characters")];
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

/// Refuses texts that grow beyond all bounds when their fragments are spread, whatever their directives say: the
/// executor spreads fragments of operations that are not asked, too.
pub(crate) fn check_fragments(document: &ExecutableDocument) -> Result<(), Error> {
    let mut sizes = Sizes { document, known: HashMap::new(), open: Vec::new() };
    let mut all: u64 = 0;
    for (_, operation) in document.operations.iter() {
        all = all.saturating_add(sizes.of(&operation.node.selection_set.node)?);
    }
    for fragment in document.fragments.values() {
        sizes.of(&fragment.node.selection_set.node)?;
    }
    let limit = ("fields", all, MOST_FIELDS as u64, "fields with all fragments spread", "spread fewer");
    beyond(limit).map_or(Ok(()), |fault| Err(Error::of(vec![fault])))
}

/// Selections of sets with fragments spread, reckoned once a fragment.
struct Sizes<'a> {
    document: &'a ExecutableDocument,
    known: HashMap<&'a str, u64>,
    open: Vec<&'a str>,
}

impl<'a> Sizes<'a> {
    fn of(&mut self, set: &'a SelectionSet) -> Result<u64, Error> {
        let mut size: u64 = 0;
        for selection in &set.items {
            let inner = match &selection.node {
                Parsed::Field(field) => self.of(&field.node.selection_set.node)?,
                Parsed::InlineFragment(fragment) => self.of(&fragment.node.selection_set.node)?,
                Parsed::FragmentSpread(spread) => self.fragment(spread.node.fragment_name.node.as_str())?,
            };
            size = size.saturating_add(inner).saturating_add(1);
        }
        Ok(size)
    }

    fn fragment(&mut self, name: &'a str) -> Result<u64, Error> {
        if let Some(size) = self.known.get(name) {
            return Ok(*size);
        }
        if self.open.contains(&name) {
            return Err(Error::new(Code::InvalidQuery, format!("fragment {name} stands within itself")));
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(0) };
        self.open.push(name);
        let size = self.of(&fragment.node.selection_set.node)?;
        self.open.pop();
        self.known.insert(name, size);
        Ok(size)
    }
}

/// Refuses numbers of rows that no list takes, wherever they stand: before they are reckoned with.
pub(crate) fn check_pages(fields: &[Selection]) -> Result<(), Failure> {
    for field in fields {
        for name in ["first", "last"] {
            if let Some(Value::Number(rows)) = field.arguments.get(name)
                && !rows.as_u64().is_some_and(|rows| (1..=MOST_ROWS).contains(&rows))
            {
                let fault = wrong(name, &rows.to_string(), &[format!("1..{MOST_ROWS}")]);
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
    let mut cost = Cost { aliases: plan.aliases as u64, limit: budget, ..Cost::default() };
    for field in &plan.fields {
        let rows = reckon(field, 1, 0, &mut cost);
        cost.rows = cost.rows.saturating_add(rows);
    }
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
    if is(&["edges", "nodes", "pageInfo", "totalCount"]) {
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
        "codelists" => 50,
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

/// Name of a limit, what was asked, the limit, what is counted, the remedy.
type Limit = (&'static str, u64, u64, &'static str, &'static str);

fn beyond((name, requested, limit, what, remedy): Limit) -> Option<(Code, ParameterError)> {
    let message = format!("{requested} {what}, at most {limit} are answered; {remedy}");
    let allowed = vec![format!("0..{limit}")];
    let fault = ParameterError { parameter: name.into(), message, allowed, suggestion: None };
    (requested > limit).then_some((Code::QueryTooComplex, fault))
}
