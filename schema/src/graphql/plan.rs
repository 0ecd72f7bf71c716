//! What a request selects, with fragments spread, conditions decided and variables filled in: one tree for the limits
//! and for the answer.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, OperationDefinition, OperationType, Selection as Parsed,
    SelectionSet, VariableDefinition,
};
use async_graphql::{Name, Pos, Positioned, Value, Variables};
use async_graphql_value::Value as Said;

use super::failure::Failure;
use crate::error::{Code, Error};

/// One field that is selected.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    /// Name in the answer.
    pub(crate) key: String,
    /// Name in the schema.
    pub(crate) name: String,
    pub(crate) arguments: HashMap<String, Value>,
    /// Where it stands in the text.
    pub(crate) place: Pos,
    /// The type that a fragment asks for.
    on: Option<String>,
    pub(crate) children: Vec<Selection>,
}

/// The operation of a request, as far as it can be read without the schema.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) kind: OperationType,
    pub(crate) fields: Vec<Selection>,
    /// Root fields that ask for the schema itself, as the text has them.
    pub(crate) introspection: Vec<Positioned<Field>>,
    /// Variables that the operation declares.
    pub(crate) definitions: Vec<Positioned<VariableDefinition>>,
    /// Fields with an alias, fragments spread.
    pub(crate) aliases: usize,
    /// Values of arguments, variables filled in.
    pub(crate) values: usize,
    /// Variables that it uses.
    pub(crate) used: HashSet<String>,
    /// Whether it had more of something than is ever read.
    pub(crate) cut: bool,
}

/// Most selections that a plan reads, fragments spread.
pub(crate) const MOST_FIELDS: usize = 5000;

/// Most values of arguments, each variable counted where it is used.
pub(crate) const MOST_VALUES: usize = 20_000;

impl Selection {
    /// A selection that has these beneath it.
    pub(crate) fn root(children: Vec<Selection>) -> Self {
        let (key, name) = (String::new(), String::new());
        Self { key, name, arguments: HashMap::new(), place: Pos::default(), on: None, children }
    }

    /// The fields selected on a type, those of the same name in the answer as one.
    pub(crate) fn merged(&self, type_name: &str) -> Result<Vec<Selection>, Failure> {
        let mut merged: Vec<Selection> = Vec::new();
        for child in &self.children {
            if child.on.as_deref().is_some_and(|on| on != type_name && on != "Node") {
                continue;
            }
            match merged.iter_mut().find(|other| other.key == child.key) {
                Some(other) if other.name == child.name && other.arguments == child.arguments => {
                    other.children.extend(child.children.iter().cloned());
                }
                // The executor's own check does not see every such pair.
                Some(_) => {
                    let detail =
                        format!("{:?} is asked for twice, as two different things: give one an alias", child.key);
                    return Err(Failure::at(child, Error::new(Code::InvalidQuery, detail)));
                }
                None => merged.push(Selection { on: None, ..child.clone() }),
            }
        }
        Ok(merged)
    }
}

impl Plan {
    /// Reads the operation that a request names, or says which it could name. Variables that have no value get their
    /// default here: the executor forgets it where a directive asks.
    pub(crate) fn of(
        document: &ExecutableDocument,
        name: Option<&str>,
        variables: &mut Variables,
    ) -> Result<Self, Error> {
        let operation = operation(document, name)?;
        for definition in &operation.node.variable_definitions {
            let name = &definition.node.name.node;
            if let Some(value) = definition.node.default_value() {
                variables.entry(name.clone()).or_insert_with(|| value.clone());
            }
            if !definition.node.var_type.node.nullable && variables.get(name).is_none_or(|value| *value == Value::Null)
            {
                let detail =
                    format!("variables: ${name} has no value, it needs one of {}", definition.node.var_type.node);
                return Err(Error::new(Code::InvalidQuery, detail));
            }
        }
        let sizes = variables.iter().map(|(name, value)| (name.clone(), size(value))).collect();
        let plan = Plan {
            kind: operation.node.ty,
            fields: Vec::new(),
            introspection: Vec::new(),
            definitions: operation.node.variable_definitions.clone(),
            aliases: 0,
            values: 0,
            used: HashSet::new(),
            cut: false,
        };
        let mut reader = Reader { document, variables, sizes, spread: Vec::new(), plan, read: 0 };
        let mut fields = Vec::new();
        reader.read(&operation.node.selection_set.node, None, &mut fields, true);
        reader.plan.fields = fields;
        Ok(reader.plan)
    }
}

/// Values in a value, itself counted.
fn size(value: &Value) -> usize {
    match value {
        Value::List(values) => 1 + values.iter().map(size).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<&'a Positioned<OperationDefinition>, Error> {
    let found = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) => {
            operations.values().next().filter(|_| operations.len() == 1)
        }
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = document.operations.iter().filter_map(|(name, _)| Some(name?.as_str())).collect();
        let names = if names.is_empty() {
            "leave it out, the text has one without a name".into()
        } else {
            format!("name one of {}", names.join(", "))
        };
        let said = name.map_or("is missing".to_owned(), |name| format!("{name:?} is no operation of the text"));
        Error::new(Code::InvalidQuery, format!("operationName: {said}, {names}"))
    })
}

struct Reader<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// Values in each variable.
    sizes: HashMap<Name, usize>,
    /// Fragments that are being spread: one within itself would never end.
    spread: Vec<Name>,
    plan: Plan,
    read: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self, set: &'a SelectionSet, on: Option<&str>, fields: &mut Vec<Selection>, root: bool) {
        for selection in &set.items {
            self.read += 1;
            self.plan.cut |= self.read > MOST_FIELDS || self.plan.values > MOST_VALUES;
            if self.plan.cut || self.left_out(selection) {
                continue;
            }
            match &selection.node {
                Parsed::Field(field) => {
                    if root && ["__schema", "__type"].contains(&field.node.name.node.as_str()) {
                        self.plan.introspection.push(field.clone());
                    }
                    self.field(field, on, fields);
                }
                Parsed::InlineFragment(fragment) => {
                    let condition =
                        fragment.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                    self.read(&fragment.node.selection_set.node, condition.or(on), fields, root);
                }
                Parsed::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name).filter(|_| !self.spread.contains(name)) {
                        self.spread.push(name.clone());
                        let condition = fragment.node.type_condition.node.on.node.as_str();
                        self.read(&fragment.node.selection_set.node, Some(condition), fields, root);
                        self.spread.pop();
                    }
                }
            }
        }
    }

    fn field(&mut self, field: &'a Positioned<Field>, on: Option<&str>, fields: &mut Vec<Selection>) {
        self.plan.aliases += usize::from(field.node.alias.is_some());
        let mut arguments = HashMap::new();
        for (name, value) in &field.node.arguments {
            if let Some(value) = self.value(&value.node) {
                arguments.insert(name.node.to_string(), value);
            }
        }
        let mut selection = Selection {
            key: field.node.response_key().node.to_string(),
            name: field.node.name.node.to_string(),
            arguments,
            place: field.pos,
            on: on.map(str::to_owned),
            children: Vec::new(),
        };
        self.read(&field.node.selection_set.node, None, &mut selection.children, false);
        fields.push(selection);
    }

    /// Whether `@skip` or `@include` leaves a selection out.
    fn left_out(&mut self, selection: &Positioned<Parsed>) -> bool {
        let mut left_out = false;
        for directive in selection.node.directives() {
            let leaves_out = match directive.node.name.node.as_str() {
                "skip" => true,
                "include" => false,
                _ => continue,
            };
            let condition = directive.node.get_argument("if").map(|value| value.node.clone());
            let condition = condition.and_then(|value| self.value(&value));
            left_out |= condition == Some(Value::Boolean(leaves_out));
        }
        left_out
    }

    /// A value with its variables filled in; None for a variable that has no value at all, and for all once there are
    /// too many.
    fn value(&mut self, said: &Said) -> Option<Value> {
        let mut values = 0;
        count(said, &self.sizes, &mut values, &mut self.plan.used);
        self.plan.values += values;
        if self.plan.values > MOST_VALUES {
            return None;
        }
        if let Said::Variable(name) = said {
            return self.variables.get(name).cloned();
        }
        let fill =
            |name: Name| Ok::<_, std::convert::Infallible>(self.variables.get(&name).cloned().unwrap_or(Value::Null));
        said.clone().into_const_with(fill).ok()
    }
}

/// Counts the values of an argument before they are copied, and notes the variables in it.
fn count(said: &Said, sizes: &HashMap<Name, usize>, values: &mut usize, used: &mut HashSet<String>) {
    *values += 1;
    match said {
        Said::Variable(name) => {
            used.insert(name.to_string());
            *values += sizes.get(name).copied().unwrap_or(0);
        }
        Said::List(items) => items.iter().for_each(|item| count(item, sizes, values, used)),
        Said::Object(object) => object.values().for_each(|item| count(item, sizes, values, used)),
        _ => {}
    }
}
