//! A tier of awards in an edition.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A tier of awards in an edition."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tier")]
pub struct Model {
    /// Identifier: edition and tier code, for example `kipp-2017--top-99`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The edition.
    pub edition_id: String,
    /// Code of the tier.
    pub code: String,
    /// The wider tier this one lies within.
    pub within_id: Option<String>,
    /// Official number of places.
    pub size: Option<i32>,
    /// Competition group of the tier.
    pub group: Option<String>,
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
    name: "tier",
    plural: "tiers",
    description: "Peringkat penghargaan pada sebuah edisi.",
    description_en: "A tier of awards in an edition.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: edisi dan kode peringkat, misalnya `kipp-2017--top-99`.",
            "Identifier: edition and tier code, for example `kipp-2017--top-99`.",
        ),
        required("edition_id", Kind::Reference("edition"), "Edisinya.", "The edition."),
        required("code", Kind::Code("tier"), "Kode peringkat.", "Code of the tier."),
        optional(
            "within_id",
            Kind::Reference("tier"),
            "Peringkat lebih luas yang memuatnya.",
            "The wider tier this one lies within.",
        ),
        optional("size", Kind::Integer { min: 0, max: 1_000_000 }, "Jumlah resmi.", "Official number of places."),
        optional(
            "group",
            Kind::Code("award_group"),
            "Kelompok peserta peringkat ini.",
            "Competition group of the tier.",
        ),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
