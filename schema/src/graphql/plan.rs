//! What a request selects, with fragments spread, conditions decided and variables filled in: one tree for the limits
//! and for the loaders. Reading it off the text, and not from the executor, lets a request be refused before anything
//! of it runs, and lets each edge be loaded for all of its rows at once.

use std::collections::HashMap;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationDefinition, OperationType, Selection as Parsed,
    SelectionSet,
};
use async_graphql::{Name, Positioned, Value, Variables};
use async_graphql_value::Value as Said;

/// One field that is selected.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    /// Name in the answer.
    pub(crate) key: String,
    /// Name in the schema.
    pub(crate) name: String,
    pub(crate) arguments: HashMap<String, Value>,
    /// The type that a fragment asks for.
    on: Option<String>,
    pub(crate) children: Vec<Selection>,
}

/// The operation of a request, as far as it can be read without the schema.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) kind: OperationType,
    pub(crate) fields: Vec<Selection>,
    /// Fields with an alias, fragments spread.
    pub(crate) aliases: usize,
    /// Whether it had more fields than are ever read.
    pub(crate) cut: bool,
}

/// Most fields that a plan reads; fragments in fragments can make any number of a short text.
pub(crate) const MOST_FIELDS: usize = 5000;

impl Selection {
    /// A selection that has these beneath it.
    pub(crate) fn root(children: Vec<Selection>) -> Self {
        Self { key: String::new(), name: String::new(), arguments: HashMap::new(), on: None, children }
    }

    /// The fields selected on a type, those of the same name in the answer as one.
    pub(crate) fn merged(selections: &[&Selection], type_name: &str) -> Vec<Selection> {
        let mut merged: Vec<Selection> = Vec::new();
        for child in selections.iter().flat_map(|selection| &selection.children) {
            if child.on.as_deref().is_some_and(|on| on != type_name && on != "Node") {
                continue;
            }
            match merged.iter_mut().find(|other| other.key == child.key) {
                Some(other) => other.children.extend(child.children.iter().cloned()),
                None => merged.push(Selection { on: None, ..child.clone() }),
            }
        }
        merged
    }
}

impl Plan {
    /// Reads the operation that a request names; None if there is none of that name. Variables that have no value get
    /// their default here: the executor forgets it where a directive asks.
    pub(crate) fn of(document: &ExecutableDocument, name: Option<&str>, variables: &mut Variables) -> Option<Self> {
        let operation = operation(document, name)?;
        for definition in &operation.node.variable_definitions {
            if let Some(value) = definition.node.default_value() {
                variables.entry(definition.node.name.node.clone()).or_insert_with(|| value.clone());
            }
        }
        let mut reader = Reader {
            document,
            variables,
            spread: Vec::new(),
            plan: Plan { kind: operation.node.ty, fields: Vec::new(), aliases: 0, cut: false },
            read: 0,
        };
        let mut fields = Vec::new();
        reader.read(&operation.node.selection_set.node, None, &mut fields);
        reader.plan.fields = fields;
        Some(reader.plan)
    }
}

fn operation<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a Positioned<OperationDefinition>> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) => {
            operations.values().next().filter(|_| operations.len() == 1)
        }
    }
}

struct Reader<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// Fragments that are being spread: one within itself would never end.
    spread: Vec<Name>,
    plan: Plan,
    read: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self, set: &'a SelectionSet, on: Option<&str>, fields: &mut Vec<Selection>) {
        for selection in &set.items {
            if self.plan.cut || self.left_out(selection) {
                continue;
            }
            match &selection.node {
                Parsed::Field(field) => self.field(&field.node, on, fields),
                Parsed::InlineFragment(fragment) => {
                    let condition =
                        fragment.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                    self.read(&fragment.node.selection_set.node, condition.or(on), fields);
                }
                Parsed::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name).filter(|_| !self.spread.contains(name)) {
                        self.spread.push(name.clone());
                        let condition = fragment.node.type_condition.node.on.node.as_str();
                        self.read(&fragment.node.selection_set.node, Some(condition), fields);
                        self.spread.pop();
                    }
                }
            }
        }
    }

    fn field(&mut self, field: &'a Field, on: Option<&str>, fields: &mut Vec<Selection>) {
        self.read += 1;
        self.plan.cut |= self.read > MOST_FIELDS;
        self.plan.aliases += usize::from(field.alias.is_some());
        let arguments = field.arguments.iter().filter_map(|(name, value)| {
            let value = self.value(&value.node)?;
            Some((name.node.to_string(), value))
        });
        let mut selection = Selection {
            key: field.response_key().node.to_string(),
            name: field.name.node.to_string(),
            arguments: arguments.collect(),
            on: on.map(str::to_owned),
            children: Vec::new(),
        };
        self.read(&field.selection_set.node, None, &mut selection.children);
        fields.push(selection);
    }

    /// Whether `@skip` or `@include` leaves a selection out.
    fn left_out(&self, selection: &Positioned<Parsed>) -> bool {
        selection.node.directives().iter().any(|directive| {
            let leaves_out = match directive.node.name.node.as_str() {
                "skip" => true,
                "include" => false,
                _ => return false,
            };
            let condition = directive.node.get_argument("if").and_then(|value| self.value(&value.node));
            condition == Some(Value::Boolean(leaves_out))
        })
    }

    /// A value with its variables filled in; None for a variable that has no value at all.
    fn value(&self, said: &Said) -> Option<Value> {
        if let Said::Variable(name) = said {
            return self.variable(name);
        }
        let fill = |name: Name| Ok::<_, std::convert::Infallible>(self.variable(&name).unwrap_or(Value::Null));
        said.clone().into_const_with(fill).ok()
    }

    fn variable(&self, name: &Name) -> Option<Value> {
        self.variables.get(name).cloned()
    }
}
