//! One stage of an edition's funnel, with its number.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::Counted;

#[doc = "One stage of an edition's funnel, with its number."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "edition_stage")]
pub struct Model {
    /// Identifier: edition and a hash of the stage.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The edition.
    pub edition_id: String,
    /// Order in the funnel.
    pub position: i32,
    /// The stage.
    pub stage: String,
    /// How many reached it.
    pub number: i32,
    /// What is counted.
    pub counted: Counted,
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
    name: "edition_stage",
    plural: "edition_stages",
    description: "Satu tahap seleksi sebuah edisi, dengan jumlahnya.",
    description_en: "One stage of an edition's funnel, with its number.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal: edisi dan sidik tahapnya.", "Identifier: edition and a hash of the stage."),
        required("edition_id", Kind::Reference("edition"), "Edisinya.", "The edition."),
        required("position", Kind::Integer { min: 1, max: 100 }, "Urutan tahap.", "Order in the funnel."),
        required("stage", Kind::Code("funnel_stage"), "Tahapnya.", "The stage."),
        required(
            "number",
            Kind::Integer { min: 0, max: 10_000_000 },
            "Jumlah yang mencapainya.",
            "How many reached it.",
        ),
        required("counted", Kind::Closed(Counted::VOCABULARY), "Apa yang dihitung.", "What is counted."),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
