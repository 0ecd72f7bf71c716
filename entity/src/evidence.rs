//! Evidence: a source that states a row or one value of it.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::EvidenceRank;

#[doc = "Evidence: a source that states a row or one value of it."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    /// Identifier: row and a hash of what is stated.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Table of the row, singular.
    pub table: String,
    /// The row that is stated.
    pub row_id: String,
    /// The column whose value is stated; null for the whole row.
    pub column: Option<String>,
    /// The value as text, as this source gives it.
    pub value: Option<String>,
    /// The source.
    pub source_id: String,
    /// Whether the row follows this source.
    pub rank: EvidenceRank,
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
    name: "evidence",
    plural: "evidence",
    description: "Bukti: sumber yang menyatakan satu baris atau satu nilai.",
    description_en: "Evidence: a source that states a row or one value of it.",
    evidenced: false,
    folded: None,
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal: baris dan sidik isinya.", "Identifier: row and a hash of what is stated."),
        required("table", Kind::Text, "Tabel baris itu.", "Table of the row, singular."),
        required("row_id", Kind::Text, "Baris yang dinyatakan.", "The row that is stated."),
        optional(
            "column",
            Kind::Text,
            "Kolom yang nilainya dinyatakan; kosong untuk seluruh baris.",
            "The column whose value is stated; null for the whole row.",
        ),
        optional(
            "value",
            Kind::Text,
            "Nilai sebagai teks, menurut sumber ini.",
            "The value as text, as this source gives it.",
        ),
        required("source_id", Kind::Reference("source"), "Sumbernya.", "The source."),
        required(
            "rank",
            Kind::Closed(EvidenceRank::VOCABULARY),
            "Apakah baris mengikuti sumber ini.",
            "Whether the row follows this source.",
        ),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
