//! The declaration of a table: what `datapackage.json`, the import checks, filters and documents are made from.

use crate::vocabulary::Vocabulary;

/// One table of the package.
#[derive(Debug)]
pub struct Table {
    /// Singular name, the same in database, code and evidence.
    pub name: &'static str,
    /// Plural name: file in the package and, with hyphens, path of the list.
    pub plural: &'static str,
    /// What a row is, in the catalogue's own language.
    pub description: &'static str,
    /// What a row is, in English.
    pub description_en: &'static str,
    /// Whether every row needs at least one row of evidence.
    pub evidenced: bool,
    /// The text column that has a folded twin for sorting (`<column>_folded`).
    pub folded: Option<&'static str>,
    /// Columns that the program works out of a revision: in every answer, in no package and no database.
    pub derived: &'static [Column],
    /// The columns in order; the first is `id`.
    pub columns: &'static [Column],
}

/// One column of a table.
#[derive(Debug)]
pub struct Column {
    /// Name, the same in database, package, URL and JSON.
    pub name: &'static str,
    /// Type and the rules that come with it.
    pub kind: Kind,
    /// Whether a value is required; else null means *not known*.
    pub required: bool,
    /// What it means, in the catalogue's own language.
    pub description: &'static str,
    /// What it means, in English.
    pub description_en: &'static str,
}

/// Type of a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Public id of the row.
    Id,
    /// Text.
    Text,
    /// Web address.
    Url,
    /// Whole number between two bounds, both allowed.
    Integer {
        /// Smallest value.
        min: i32,
        /// Largest value.
        max: i32,
    },
    /// Number between two bounds, both allowed.
    Number {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// `true` or `false`.
    Boolean,
    /// Day, `2016-05-20`.
    Date,
    /// Year, month or day: `2016`, `2016-05`, `2016-05-20`.
    PartialDate,
    /// Id of a row of the table named.
    Reference(&'static str),
    /// Code of the open codelist named.
    Code(&'static str),
    /// Codes of the open codelist named, joined by `;` in a cell.
    List(&'static str),
    /// Ids of rows of the table named; only the program makes such columns.
    References(&'static str),
    /// GeoJSON of type Polygon or MultiPolygon, WGS 84, as text.
    Geometry,
    /// Value of a closed vocabulary.
    Closed(Vocabulary),
}

/// What follows the path of a list without being the id of a row: no row has such an id.
pub const RESERVED: &[&str] = &["search", "summary"];

impl Kind {
    /// Most characters of a value, or of each code of a list: what an import takes and the documents promise.
    #[must_use]
    pub fn longest(self) -> usize {
        match self {
            Self::Id | Self::Reference(_) | Self::References(_) => 200,
            Self::Text => 10_000,
            Self::Url => 2_000,
            Self::Geometry => 5_000_000,
            Self::Code(_) | Self::List(_) | Self::Closed(_) => 100,
            Self::Date | Self::PartialDate => 10,
            Self::Integer { .. } | Self::Number { .. } | Self::Boolean => 30,
        }
    }
}

/// A column that must be filled.
pub(crate) const fn required(
    name: &'static str,
    kind: Kind,
    description: &'static str,
    description_en: &'static str,
) -> Column {
    Column { name, kind, required: true, description, description_en }
}

/// A column that may be null.
pub(crate) const fn optional(
    name: &'static str,
    kind: Kind,
    description: &'static str,
    description_en: &'static str,
) -> Column {
    Column { name, kind, required: false, description, description_en }
}

impl Table {
    /// The columns of its rows as they are answered: those of the package, then those that are worked out.
    pub fn shown(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().chain(self.derived)
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.shown().find(|column| column.name == name)
    }

    /// The column of a name that the package and the database have.
    #[must_use]
    pub fn stored(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Whether all its rows are worked out; then they are in no package, rest on no evidence of their own and are
    /// never said to be updated.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        crate::tables::DERIVED.iter().any(|table| table.name == self.name)
    }

    /// Whether its rows have boundaries, which may have millions of characters: few of them are held at once.
    #[must_use]
    pub fn has_boundaries(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.kind, Kind::Geometry))
    }

    /// Path segment of the list: `index_scores` is at `/v1/index-scores`.
    #[must_use]
    pub fn path(&self) -> String {
        self.plural.replace('_', "-")
    }

    /// File of the table in a package.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.csv", self.plural)
    }
}
