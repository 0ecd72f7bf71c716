//! GraphQL over the same questions as REST: types from the tables' declarations, one executor, one set of limits.
//!
//! The executor parses, validates and introspects; what a request costs and what it loads is read off its text by
//! [`plan`] before anything runs.

mod codelists;
mod failure;
mod input;
mod limits;
mod load;
mod names;
mod persisted;
mod plan;
mod root;
mod types;

use std::sync::{Arc, PoisonError};

use async_graphql::dynamic::{Enum, EnumItem, Schema, SchemaError};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::OperationType;
use async_graphql::{Name, Request, Value, Variables};
use serde_json::{Value as Json, json};

pub use limits::{MOST_ALIASES, MOST_BATCH, MOST_COST, MOST_DEPTH, MOST_EDGES, MOST_TOKENS};
pub use names::{camel, pascal};

use crate::error::{Code, Error};
use crate::snapshot::Snapshot;
use crate::words::Language;
use persisted::Persisted;
use plan::{Plan, Selection};
use root::Absent;

/// The GraphQL face.
#[derive(Debug)]
pub struct Graphql {
    schema: Schema,
    persisted: Persisted,
}

/// One request, its parts of the right JSON types.
#[derive(Debug, Default, Clone)]
pub struct Asked {
    /// The text; None where only a hash is sent.
    pub query: Option<String>,
    /// Which operation of the text is meant.
    pub operation_name: Option<String>,
    /// Values of variables, an object.
    pub variables: Json,
    /// Extensions, an object.
    pub extensions: Json,
}

/// The answer to one request.
#[derive(Debug)]
pub struct Answer {
    /// `data`, `errors`, `extensions`.
    pub body: Json,
    /// The code that stopped the request before it ran; None if it ran, even if fields of it failed.
    pub refused: Option<Code>,
    /// What it cost.
    pub cost: u64,
}

impl Graphql {
    /// The face with its descriptions in a language.
    ///
    /// # Errors
    /// If the declarations do not make a schema; a test sees to it that they do.
    pub fn new(language: Language) -> Result<Self, SchemaError> {
        let direction = Enum::new("OrderDirection")
            .description(language.pick("Arah pengurutan.", "Direction of an order."))
            .item(EnumItem::new("ASC").description(language.pick("Naik.", "Up.")))
            .item(EnumItem::new("DESC").description(language.pick("Turun.", "Down.")));
        let builder = Schema::build("Query", None, None).register(direction);
        let builder = input::register_conditions(builder, language);
        let builder = types::register(builder, language);
        // The plan's own limits come first; this one only keeps the executor from going deeper than they allow.
        let schema = root::register(builder, language).limit_recursive_depth(64).finish()?;
        Ok(Self { schema, persisted: Persisted::default() })
    }

    /// The schema in its definition language.
    #[must_use]
    pub fn sdl(&self) -> String {
        self.schema.sdl()
    }

    /// Answers one request at one revision. `budget` is what it may cost, [`MOST_COST`] unless it is one of a batch.
    pub async fn answer(&self, snapshot: &Arc<Snapshot>, asked: Asked, budget: u64) -> Answer {
        match self.run(snapshot, asked, budget).await {
            Ok(answer) => answer,
            Err(error) => {
                let cost = error.cost.as_ref().map(|cost| json!({ "cost": **cost }));
                let mut body = json!({"errors": [failure::refusal(&error)]});
                if let Some(cost) = cost {
                    body["errors"][0]["extensions"]["cost"] = cost["cost"].clone();
                    body["extensions"] = cost;
                }
                Answer { body, refused: Some(error.code), cost: 0 }
            }
        }
    }

    async fn run(&self, snapshot: &Arc<Snapshot>, asked: Asked, budget: u64) -> Result<Answer, Error> {
        let text = self.persisted.text(asked.query.as_deref(), &asked.extensions)?;
        let text = text.ok_or_else(|| Error::new(Code::InvalidQuery, "query: is missing, the text that is asked"))?;
        limits::check_text(&text)?;
        let document = parse_query(&text).map_err(|error| Error::new(Code::InvalidQuery, error.to_string().trim()))?;
        let mut variables = Variables::from_json(asked.variables);
        let plan = Plan::of(&document, asked.operation_name.as_deref(), &mut variables).ok_or_else(|| {
            let name = asked.operation_name.as_deref().unwrap_or_default();
            Error::new(
                Code::InvalidQuery,
                format!("operationName: {name:?} is no operation of the text, name one of it"),
            )
        })?;
        if plan.kind != OperationType::Query {
            let detail = "the catalogue is read-only: it takes queries, no mutations or subscriptions";
            return Err(Error::new(Code::MethodNotAllowed, detail));
        }
        let cost = limits::check(&plan, budget)?;
        let mut request = Request::new("").variables(variables);
        request.operation_name = asked.operation_name;
        request.set_parsed_query(document);
        let root = Selection::root(plan.fields);
        let fields = Selection::merged(&[&root], "Query");
        let keys: Vec<String> = fields.iter().map(|field| field.key.clone()).collect();
        let absent = Absent::default();
        request = request.data(root::Asked { snapshot: snapshot.clone(), fields, absent: absent.clone() });
        let response = self.schema.execute(request).await;
        let mut ran = response.data != Value::Null;
        let mut errors = Vec::new();
        let mut code = Code::InvalidQuery;
        for error in response.errors {
            let (stopped_by, entry) = failure::entry(error);
            ran |= stopped_by.is_none();
            code = stopped_by.unwrap_or(code);
            errors.push(entry);
        }
        let mut body = serde_json::Map::new();
        if ran || errors.is_empty() {
            body.insert("data".into(), in_order(response.data, &keys, &absent));
        }
        if !errors.is_empty() {
            body.insert("errors".into(), errors.into());
        }
        body.insert("extensions".into(), json!({ "cost": cost.json() }));
        let refused = (!body.contains_key("data")).then_some(code);
        Ok(Answer { body: body.into(), refused, cost: cost.rows })
    }
}

/// The body of an answer to what is no GraphQL request at all.
#[must_use]
pub fn refused(error: &Error) -> Json {
    json!({"errors": [failure::refusal(error)]})
}

/// The root fields in the order in which they were asked for, null where one failed: the executor leaves it out and
/// answers first what is done first. It knows no null in a list of rows either: those go back to their places here.
fn in_order(data: Value, keys: &[String], absent: &Absent) -> Json {
    let mut data = if let Value::Object(data) = data { data } else { Default::default() };
    let absent = absent.lock().unwrap_or_else(PoisonError::into_inner);
    let fields = keys.iter().map(|key| {
        let mut value = data.shift_remove(&Name::new(key)).unwrap_or(Value::Null);
        if let Value::List(values) = &mut value {
            for place in absent.get(key).into_iter().flatten() {
                values.insert(*place, Value::Null);
            }
        }
        (key.clone(), value.into_json().unwrap_or_default())
    });
    Json::Object(fields.collect())
}
