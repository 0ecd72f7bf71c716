//! A coded value of an open codelist, with labels and definitions.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A coded value of an open codelist, with labels and definitions."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "code")]
pub struct Model {
    /// Identifier: codelist and code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Name of the codelist.
    pub codelist: String,
    /// The code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Label in English.
    pub label_en: Option<String>,
    /// Definition.
    pub definition: Option<String>,
    /// Definition in English.
    pub definition_en: Option<String>,
    /// Wider code of the same list.
    pub parent: Option<String>,
    /// Codes of another list that belong to this one.
    pub members: Option<String>,
    /// Order within the list.
    pub position: i32,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "code",
    plural: "codelists",
    description: "Nilai berkode dari daftar kode terbuka, dengan label dan definisi.",
    description_en: "A coded value of an open codelist, with labels and definitions.",
    evidenced: false,
    folded: None,
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal: daftar kode dan kodenya.", "Identifier: codelist and code."),
        required("codelist", Kind::Text, "Nama daftar kode.", "Name of the codelist."),
        required("code", Kind::Text, "Kodenya.", "The code."),
        required("label", Kind::Text, "Label.", "Label."),
        optional("label_en", Kind::Text, "Label dalam bahasa Inggris.", "Label in English."),
        optional("definition", Kind::Text, "Definisi.", "Definition."),
        optional("definition_en", Kind::Text, "Definisi dalam bahasa Inggris.", "Definition in English."),
        optional("parent", Kind::Text, "Kode lebih luas pada daftar yang sama.", "Wider code of the same list."),
        optional(
            "members",
            Kind::List("agency_kind"),
            "Kode dari daftar lain yang termasuk di dalamnya.",
            "Codes of another list that belong to this one.",
        ),
        required(
            "position",
            Kind::Integer { min: 1, max: 100_000 },
            "Urutan di dalam daftar.",
            "Order within the list.",
        ),
    ],
};
