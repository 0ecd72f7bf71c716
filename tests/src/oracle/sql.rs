//! A statement in the making: text and values, alike for both databases.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

/// Text and values so far.
#[derive(Debug)]
pub(super) struct Sql {
    backend: DbBackend,
    text: String,
    values: Vec<Value>,
}

impl Sql {
    pub(super) fn new(database: &impl ConnectionTrait, text: &str) -> Self {
        Self { backend: database.get_database_backend(), text: text.to_owned(), values: Vec::new() }
    }

    /// Adds text.
    pub(super) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a value.
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        match self.backend {
            DbBackend::Postgres => self.text.push_str(&format!("${}", self.values.len())),
            _ => self.text.push('?'),
        }
        self
    }

    /// Adds values in brackets.
    pub(super) fn binds(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return self.push("(NULL)");
        }
        self.push("(");
        for (place, value) in values.enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")")
    }

    /// Adds that one text holds another, whatever signs are in it.
    pub(super) fn holds(&mut self, text: &str, part: impl FnOnce(&mut Self)) -> &mut Self {
        self.push(if self.backend == DbBackend::Postgres { "strpos(" } else { "instr(" });
        self.push(text).push(", ");
        part(self);
        self.push(") > 0")
    }

    pub(super) fn finish(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }
}
