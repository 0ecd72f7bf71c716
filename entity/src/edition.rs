//! One year of a competition.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "One year of a competition."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    /// Identifier: competition and year, for example `kipp-2016`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The competition.
    pub competition_id: String,
    /// Year of the edition.
    pub year: i32,
    /// Theme.
    pub theme: Option<String>,
    /// Theme in English, our translation.
    pub theme_en: Option<String>,
    /// Proposals received.
    pub proposals: Option<i32>,
    /// Agencies that took part.
    pub agencies_participating: Option<i32>,
    /// Whether the edition was held.
    pub held: bool,
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
    name: "edition",
    plural: "editions",
    description: "Satu penyelenggaraan lomba.",
    description_en: "One year of a competition.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: lomba dan tahun, misalnya `kipp-2016`.",
            "Identifier: competition and year, for example `kipp-2016`.",
        ),
        required("competition_id", Kind::Reference("competition"), "Lombanya.", "The competition."),
        required("year", Kind::Integer { min: 1_945, max: 2_100 }, "Tahun penyelenggaraan.", "Year of the edition."),
        optional("theme", Kind::Text, "Tema.", "Theme."),
        optional(
            "theme_en",
            Kind::Text,
            "Tema dalam bahasa Inggris, terjemahan kami.",
            "Theme in English, our translation.",
        ),
        optional(
            "proposals",
            Kind::Integer { min: 0, max: 10_000_000 },
            "Jumlah proposal yang diterima.",
            "Proposals received.",
        ),
        optional(
            "agencies_participating",
            Kind::Integer { min: 0, max: 1_000_000 },
            "Jumlah instansi peserta.",
            "Agencies that took part.",
        ),
        required("held", Kind::Boolean, "Apakah diselenggarakan.", "Whether the edition was held."),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
