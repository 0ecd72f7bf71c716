//! A measured result claimed for an innovation or an agency.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A measured result claimed for an innovation or an agency."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    /// Identifier: holder and a hash of the claim.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The innovation, unless the result is a whole agency's.
    pub innovation_id: Option<String>,
    /// The agency, where the result is a whole agency's.
    pub agency_id: Option<String>,
    /// What was measured.
    pub indicator: String,
    /// What was measured, in English.
    pub indicator_en: Option<String>,
    /// Value before, as printed.
    pub value_before: Option<String>,
    /// Value after, as printed.
    pub value_after: Option<String>,
    /// Value before as a number in `unit`.
    pub number_before: Option<f64>,
    /// Value after as a number in `unit`.
    pub number_after: Option<f64>,
    /// Unit of the numbers.
    pub unit: Option<String>,
    /// Time that the values span.
    pub period: Option<String>,
    /// Time that the values span, in English.
    pub period_en: Option<String>,
    /// Who says so.
    pub claimed_by: Option<String>,
    /// Remark, for example that a figure is a projection.
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
    name: "outcome",
    plural: "outcomes",
    description: "Hasil terukur yang diklaim untuk inovasi atau instansi.",
    description_en: "A measured result claimed for an innovation or an agency.",
    evidenced: true,
    folded: None,
    derived: &[
        optional(
            "change",
            Kind::Number { min: -1e15, max: 1e15 },
            "Selisih angka sesudah dan sebelum, dalam satuan yang sama; kosong bila salah satunya bukan angka atau tercetak sebagai batas (>300).",
            "The number after less the number before, in the same unit; null where either is no number or is printed as a bound (>300).",
        ),
        optional(
            "relative_change",
            Kind::Number { min: -1e15, max: 1e15 },
            "Selisih itu dibagi angka sebelum; kosong bila angka sebelum nol atau selisihnya tidak ada.",
            "That change over the number before; null where that is zero or there is no change to tell.",
        ),
    ],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: pemilik dan sidik klaimnya.",
            "Identifier: holder and a hash of the claim.",
        ),
        optional(
            "innovation_id",
            Kind::Reference("innovation"),
            "Inovasinya, kecuali hasil milik seluruh instansi.",
            "The innovation, unless the result is a whole agency's.",
        ),
        optional(
            "agency_id",
            Kind::Reference("agency"),
            "Instansinya, bila hasil milik seluruh instansi.",
            "The agency, where the result is a whole agency's.",
        ),
        required("indicator", Kind::Text, "Apa yang diukur.", "What was measured."),
        optional(
            "indicator_en",
            Kind::Text,
            "Apa yang diukur, dalam bahasa Inggris.",
            "What was measured, in English.",
        ),
        optional("value_before", Kind::Text, "Nilai sebelum, seperti tercetak.", "Value before, as printed."),
        optional("value_after", Kind::Text, "Nilai sesudah, seperti tercetak.", "Value after, as printed."),
        optional(
            "number_before",
            Kind::Number { min: -1e15, max: 1e15 },
            "Nilai sebelum sebagai angka dalam `unit`.",
            "Value before as a number in `unit`.",
        ),
        optional(
            "number_after",
            Kind::Number { min: -1e15, max: 1e15 },
            "Nilai sesudah sebagai angka dalam `unit`.",
            "Value after as a number in `unit`.",
        ),
        optional("unit", Kind::Code("unit"), "Satuan angkanya.", "Unit of the numbers."),
        optional("period", Kind::Text, "Kurun waktu nilai itu.", "Time that the values span."),
        optional(
            "period_en",
            Kind::Text,
            "Kurun waktu dalam bahasa Inggris.",
            "Time that the values span, in English.",
        ),
        optional("claimed_by", Kind::Code("claimant"), "Siapa yang menyatakan.", "Who says so."),
        optional(
            "note",
            Kind::Text,
            "Catatan, misalnya bahwa angka adalah proyeksi.",
            "Remark, for example that a figure is a projection.",
        ),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
