//! The columns of a table as files have them: one flat row, the same in every form.
//!
//! A caller who opens a table in a spreadsheet wants to read names, not ids alone; one who joins tables wants the ids. So
//! each reference stands with the label of what it names. Labels were rejected for codes: codelists are files of their own.

use std::borrow::Cow;

use crate::table::{Column, Kind, Table};
use crate::tables::table;

/// One column of a file.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name, the same in every form.
    pub name: Cow<'static, str>,
    /// Type of its values.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// What it means, in the catalogue's own language.
    pub description: Cow<'static, str>,
    /// What it means, in English.
    pub description_en: Cow<'static, str>,
    /// Where its values come from.
    pub role: Role,
}

/// Where the values of a field come from.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    /// From the package, by this column.
    Stored(&'static Column),
    /// The name of the row that this column names.
    Label(&'static Column, &'static Table),
    /// Worked out of the revision, as this column.
    Worked(&'static Column),
    /// When the row was last changed.
    Updated,
    /// Counted for one answer; no table has it.
    Counted,
}

/// What the cells of a field hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text; codes, ids and partial dates, too.
    Text,
    /// Whole number.
    Integer,
    /// Number.
    Number,
    /// True or false.
    Boolean,
    /// Day.
    Date,
    /// Instant in UTC.
    Instant,
    /// Several texts.
    List,
}

impl Role {
    /// Whether an import reads the field; the others are worked out again.
    #[must_use]
    pub fn is_stored(self) -> bool {
        matches!(self, Self::Stored(_))
    }
}

impl Field {
    /// What its cells hold.
    #[must_use]
    pub fn cell(&self) -> CellKind {
        match self.kind {
            _ if matches!(self.role, Role::Updated) => CellKind::Instant,
            Kind::Integer { .. } => CellKind::Integer,
            Kind::Number { .. } => CellKind::Number,
            Kind::Boolean => CellKind::Boolean,
            Kind::Date => CellKind::Date,
            Kind::List(_) | Kind::References(_) => CellKind::List,
            // Partial dates, too: a year is no day.
            Kind::Id
            | Kind::Text
            | Kind::Url
            | Kind::PartialDate
            | Kind::Reference(_)
            | Kind::Code(_)
            | Kind::Geometry
            | Kind::Closed(_) => CellKind::Text,
        }
    }

    fn of(column: &'static Column, role: Role) -> Self {
        Self {
            name: column.name.into(),
            kind: column.kind,
            required: column.required,
            description: column.description.into(),
            description_en: column.description_en.into(),
            role,
        }
    }

    /// The name of what a reference names; none where such rows have no name.
    fn label(column: &'static Column) -> Option<Self> {
        let Kind::Reference(target) = column.kind else { return None };
        let target = table(target).filter(|target| is_named(target))?;
        Some(Self {
            name: format!("{}_label", column.name.trim_end_matches("_id")).into(),
            kind: Kind::Text,
            required: false,
            description: format!("Nama dari {}.", column.name).into(),
            description_en: format!("What {} is called.", column.name).into(),
            role: Role::Label(column, target),
        })
    }

    fn updated() -> Self {
        Self {
            name: "updated_at".into(),
            kind: Kind::Text,
            required: true,
            description: "Saat (UTC) dibuatnya paket data yang terakhir mengubah baris ini.".into(),
            description_en: "Instant (UTC) of the package that last changed the row.".into(),
            role: Role::Updated,
        }
    }
}

/// Whether rows of a table have a name to be called by.
fn is_named(of: &Table) -> bool {
    // An edition is called by its competition and year.
    of.title().is_some() || of.name == "edition"
}

impl Table {
    /// The text column that a row is called by.
    #[must_use]
    pub fn title(&self) -> Option<&'static Column> {
        self.stored("title").or_else(|| self.stored("name"))
    }
}

/// The fields of a table's files, in order: its columns, each reference followed by its label; what is worked out; when it
/// was updated.
#[must_use]
pub fn fields(of: &'static Table) -> Vec<Field> {
    let own = |column| Field::of(column, if of.is_derived() { Role::Worked(column) } else { Role::Stored(column) });
    let mut fields: Vec<Field> = Vec::new();
    for column in of.columns {
        fields.push(own(column));
        fields.extend(Field::label(column));
    }
    for column in of.derived {
        fields.push(Field::of(column, Role::Worked(column)));
        fields.extend(Field::label(column));
    }
    if !of.is_derived() {
        fields.push(Field::updated());
    }
    fields
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Role, fields};
    use crate::tables::all_tables;

    #[test]
    fn names_are_unique_and_every_column_is_there_once() {
        for table in all_tables() {
            let fields = fields(table);
            let names: HashSet<&str> = fields.iter().map(|field| field.name.as_ref()).collect();
            assert_eq!(names.len(), fields.len(), "{}", table.name);
            assert!(table.shown().all(|column| names.contains(column.name)), "{}", table.name);
        }
    }

    #[test]
    fn a_reference_is_followed_by_its_label() {
        let fields = fields(&crate::innovation::TABLE);
        let place = fields.iter().position(|field| field.name == "agency_id").unwrap_or_default();
        assert_eq!(fields[place + 1].name, "agency_label");
        assert!(matches!(fields[place + 1].role, Role::Label(column, _) if column.name == "agency_id"));
    }
}
