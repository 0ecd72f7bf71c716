//! The innovation index of a region in one year.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "The innovation index of a region in one year."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "index_score")]
pub struct Model {
    /// Identifier: region and a hash of index and year.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The index.
    pub index: String,
    /// The region; `ID` for the national mean.
    pub region_id: String,
    /// Year of the index.
    pub year: i32,
    /// Score, on the scale of that year.
    pub score: Option<f64>,
    /// Scale of the score; scores of two scales do not compare.
    pub scale: Option<String>,
    /// Rank among regions of its kind.
    pub rank: Option<i32>,
    /// Band of the score.
    pub band: Option<String>,
    /// Innovations the region reported.
    pub reported_innovations: Option<i32>,
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
    name: "index_score",
    plural: "index_scores",
    description: "Nilai indeks inovasi sebuah wilayah pada satu tahun.",
    description_en: "The innovation index of a region in one year.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: wilayah dan sidik indeks serta tahunnya.",
            "Identifier: region and a hash of index and year.",
        ),
        required("index", Kind::Code("index"), "Indeksnya.", "The index."),
        required(
            "region_id",
            Kind::Reference("region"),
            "Wilayahnya; `ID` untuk rata-rata nasional.",
            "The region; `ID` for the national mean.",
        ),
        required("year", Kind::Integer { min: 1_945, max: 2_100 }, "Tahun indeks.", "Year of the index."),
        optional(
            "score",
            Kind::Number { min: 0.0, max: 1_000_000.0 },
            "Nilai, pada skala tahun itu.",
            "Score, on the scale of that year.",
        ),
        optional(
            "scale",
            Kind::Code("index_scale"),
            "Skala nilai; dua skala tidak dapat dibandingkan.",
            "Scale of the score; scores of two scales do not compare.",
        ),
        optional(
            "rank",
            Kind::Integer { min: 1, max: 1_000 },
            "Peringkat di antara wilayah sejenis.",
            "Rank among regions of its kind.",
        ),
        optional("band", Kind::Code("index_band"), "Predikat nilai.", "Band of the score."),
        optional(
            "reported_innovations",
            Kind::Integer { min: 0, max: 1_000_000 },
            "Inovasi yang dilaporkan wilayah itu.",
            "Innovations the region reported.",
        ),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
