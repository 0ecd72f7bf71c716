//! A regulation that concerns an edition.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A regulation that concerns an edition."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "edition_regulation")]
pub struct Model {
    /// Identifier: edition and a hash of the regulation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The edition.
    pub edition_id: String,
    /// The regulation.
    pub regulation_id: String,
    /// What the regulation does for the edition.
    pub role: String,
    /// Remark.
    pub note: Option<String>,
    /// Remark in English.
    pub note_en: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "edition_regulation",
    plural: "edition_regulations",
    description: "Peraturan yang menyangkut sebuah edisi lomba.",
    description_en: "A regulation that concerns an edition.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: edisi dan sidik peraturannya.",
            "Identifier: edition and a hash of the regulation.",
        ),
        required("edition_id", Kind::Reference("edition"), "Edisinya.", "The edition."),
        required("regulation_id", Kind::Reference("regulation"), "Peraturannya.", "The regulation."),
        required(
            "role",
            Kind::Code("regulation_role"),
            "Peran peraturan bagi edisi itu.",
            "What the regulation does for the edition.",
        ),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
