//! GraphQL over the same questions as REST: types from the tables' declarations, one set of limits.
//!
//! async-graphql parses, validates and introspects. What a request costs is read off its text by `plan` before
//! anything runs; `answer` answers.

mod answer;
mod connection;
mod counted;
mod failure;
mod input;
mod limits;
mod lineage;
mod load;
mod names;
mod persisted;
mod plain;
mod plan;
mod root;
mod types;
mod validation;

use async_graphql::Variables;
use async_graphql::dynamic::{Enum, EnumItem, Schema, SchemaBuilder, SchemaError};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use serde_json::{Value as Json, json};

pub use limits::{
    LONGEST_NAME, LONGEST_QUERY, LONGEST_QUERY_IN_ADDRESS, MOST_ALIASES, MOST_BATCH, MOST_COST, MOST_DEPTH, MOST_EDGES,
    MOST_TOKENS,
};
pub use names::{camel, pascal};

use crate::error::{Code, Error};
use crate::snapshot::Snapshot;
use crate::words::Language;
use failure::Failure;
use limits::Cost;
use persisted::Persisted;
use plan::{Plan, Selection};
use validation::Validation;

/// Most characters of what the parser tells.
const LONGEST_TOLD: usize = 500;

/// The GraphQL face.
#[derive(Debug)]
pub struct Graphql {
    validation: Validation,
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
    /// Whether the transport allows no mutation (GET).
    pub safe: bool,
}

impl Asked {
    /// Refuses a text or a name that is longer than is read: no request at all, whatever it says.
    ///
    /// # Errors
    /// `invalid_parameter`.
    pub fn check_lengths(&self) -> Result<(), Error> {
        let longest = if self.safe { LONGEST_QUERY_IN_ADDRESS } else { LONGEST_QUERY };
        limits::check_lengths(self.query.as_deref(), self.operation_name.as_deref(), longest)
    }
}

/// A request that was found sound and within the limits; only such a one takes a snapshot.
#[derive(Debug)]
pub struct Prepared {
    document: ExecutableDocument,
    variables: Variables,
    plan: Plan,
    fields: Vec<Selection>,
    cost: Cost,
}

impl Prepared {
    /// What it costs, as [`MOST_COST`] counts.
    #[must_use]
    pub fn cost(&self) -> u64 {
        self.cost.rows
    }
}

/// A request that is not answered.
#[derive(Debug)]
pub struct Refused {
    /// Its code.
    pub code: Code,
    /// `errors`, and the cost where it is known.
    pub body: Json,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        let mut body = json!({"errors": [failure::refusal(&error)]});
        if let Some(cost) = &error.cost {
            body["extensions"] = json!({ "cost": **cost });
        }
        Self { code: error.code, body }
    }
}

fn builder(language: Language) -> SchemaBuilder {
    let direction = Enum::new("OrderDirection")
        .description(language.pick("Arah pengurutan.", "Direction of an order."))
        .item(EnumItem::new("ASC").description(language.pick("Naik.", "Up.")))
        .item(EnumItem::new("DESC").description(language.pick("Turun.", "Down.")));
    let builder = Schema::build("Query", None, None).register(direction);
    let builder = input::register_conditions(builder, language);
    root::register(types::register(builder, language), language)
}

impl Graphql {
    /// The face with its descriptions in a language.
    ///
    /// # Errors
    /// If the declarations do not make a schema; a test sees to it that they do.
    pub fn new(language: Language) -> Result<Self, SchemaError> {
        Ok(Self { validation: Validation::new(|| builder(language))?, persisted: Persisted::default() })
    }

    /// The schema in its definition language.
    #[must_use]
    pub fn sdl(&self) -> String {
        self.validation.sdl()
    }

    /// Reads a request, and refuses it if it is beyond a limit or does not fit the schema. `budget` is what it may
    /// cost, [`MOST_COST`] unless it is one of a batch.
    ///
    /// # Errors
    /// The refusal as it is answered.
    pub async fn prepare(&self, asked: Asked, budget: u64) -> Result<Prepared, Refused> {
        let (text, hash) = self.persisted.text(asked.query.as_deref(), &asked.extensions)?;
        limits::check_text(&text)?;
        limits::check_variables(&asked.variables)?;
        let document = parse_query(&text).map_err(|error| {
            // The parser shows the line whole, however long it is.
            let told: String = error.to_string().trim().chars().take(LONGEST_TOLD).collect();
            Error::new(Code::InvalidQuery, told)
        })?;
        limits::check_fragments(&document)?;
        let name = asked.operation_name.as_deref();
        let mut variables = Variables::from_json(asked.variables);
        let plan = Plan::of(&document, name, &mut variables)?;
        if plan.kind != OperationType::Query {
            let detail = "the catalogue is read-only: it takes queries, no mutations or subscriptions";
            let code = if asked.safe { Code::MethodNotAllowed } else { Code::InvalidQuery };
            return Err(Error::new(code, detail).into());
        }
        limits::check_pages(&plan.fields).map_err(Failure::refused)?;
        let cost = limits::check(&plan, budget)?;
        let faults = self.validation.faults(document.clone(), name, variables.clone(), &plan).await;
        if !faults.is_empty() {
            let errors: Vec<Json> = faults.iter().map(failure::invalid).collect();
            let body = json!({"errors": errors, "extensions": {"cost": cost.json()}});
            return Err(Refused { code: Code::InvalidQuery, body });
        }
        let fields = Selection::root(plan.fields.clone()).merged("Query").map_err(Failure::refused)?;
        // Only a text that is right is kept under its hash.
        if let Some(hash) = hash {
            self.persisted.keep(hash, text);
        }
        Ok(Prepared { document, variables, plan, fields, cost })
    }

    /// Answers a request at one revision: `data`, `errors`, `extensions`.
    pub async fn answer(&self, snapshot: &Snapshot, prepared: Prepared) -> Json {
        let Prepared { document, variables, plan, fields, cost } = prepared;
        let introspected = self.validation.introspected(document, &plan, variables).await;
        let (data, errors) = answer::answer(snapshot, &fields, &introspected).await;
        let mut body = json!({ "data": data });
        if !errors.is_empty() {
            body["errors"] = errors.into();
        }
        body["extensions"] = json!({ "cost": cost.json() });
        body
    }
}
