//! The executor as far as it is used: it validates a request against the schema, and introspects.

use std::sync::Arc;

use async_graphql::dynamic::{Schema, SchemaBuilder, SchemaError};
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument};
use async_graphql::{Request, Response, ServerError, ValidationMode, Value, Variables};
use serde_json::{Map, Value as Json};

use super::plan::Plan;

/// The schema, once to validate and once to introspect.
#[derive(Debug)]
pub(crate) struct Validation {
    strict: Schema,
    introspecting: Schema,
}

impl Validation {
    pub(crate) fn new(build: impl Fn() -> SchemaBuilder) -> Result<Self, SchemaError> {
        Ok(Self {
            // The plan's own limits come first; this one only keeps the executor from going deeper than they allow.
            strict: build().limit_recursive_depth(64).extension(ValidateAlone).finish()?,
            introspecting: build().validation_mode(ValidationMode::Fast).finish()?,
        })
    }

    pub(crate) fn sdl(&self) -> String {
        self.strict.sdl()
    }

    /// What does not fit the schema.
    pub(crate) async fn faults(
        &self,
        document: ExecutableDocument,
        name: Option<&str>,
        variables: Variables,
        plan: &Plan,
    ) -> Vec<ServerError> {
        let mut request = Request::new("").variables(variables);
        request.operation_name = name.map(str::to_owned);
        request.set_parsed_query(document);
        let faults = self.strict.execute(request).await.errors;
        // It overlooks a variable that is used in a directive of `__typename` alone.
        let unused = |name: &String| format!("Variable \"${name}\" is not used");
        let real = |fault: &ServerError| !plan.used.iter().any(|name| fault.message.starts_with(&unused(name)));
        let mut told: Vec<ServerError> = Vec::new();
        for fault in faults.into_iter().filter(real) {
            if told.iter().all(|other| other.message != fault.message) {
                told.push(fault);
            }
        }
        told
    }

    /// The root fields that ask for the schema itself, answered.
    pub(crate) async fn introspected(
        &self,
        mut document: ExecutableDocument,
        plan: &Plan,
        variables: Variables,
    ) -> Map<String, Json> {
        let operation = document.operations.iter().map(|(_, operation)| operation.clone()).next();
        let Some(mut operation) = operation.filter(|_| !plan.introspection.is_empty()) else { return Map::new() };
        let place = operation.node.selection_set.pos;
        let fields = plan.introspection.iter().cloned().map(async_graphql::parser::types::Selection::Field);
        operation.node.ty = plan.kind;
        operation.node.variable_definitions = plan.definitions.clone();
        operation.node.directives.clear();
        operation.node.selection_set.node.items =
            fields.map(|field| async_graphql::Positioned::new(field, place)).collect();
        document.operations = DocumentOperations::Single(operation);
        let mut request = Request::new("").variables(variables);
        request.set_parsed_query(document);
        match self.introspecting.execute(request).await.data.into_json() {
            Ok(Json::Object(data)) => data,
            _ => Map::new(),
        }
    }
}

/// Stops the executor where it would begin to answer.
struct ValidateAlone;

impl ExtensionFactory for ValidateAlone {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for ValidateAlone {
    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::new(Value::Null)
    }
}
