//! The duty to innovate, for one kind of agency.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "The duty to innovate, for one kind of agency."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Kind of agency that is obliged.
    pub agency_kind: String,
    /// First year of the duty.
    pub from_year: i32,
    /// Last year of the duty; null while it lasts.
    pub to_year: Option<i32>,
    /// Innovations a year.
    pub required: i32,
    /// Whether the register of this kind is complete, so that a rate can be given.
    pub enumerated: bool,
    /// Regulation that sets the duty.
    pub regulation_id: Option<String>,
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
    name: "mandate",
    plural: "mandates",
    description: "Kewajiban berinovasi bagi satu jenis instansi.",
    description_en: "The duty to innovate, for one kind of agency.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal.", "Identifier."),
        required(
            "agency_kind",
            Kind::Code("agency_kind"),
            "Jenis instansi yang wajib.",
            "Kind of agency that is obliged.",
        ),
        required(
            "from_year",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun pertama kewajiban.",
            "First year of the duty.",
        ),
        optional(
            "to_year",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun terakhir kewajiban; kosong selama berlaku.",
            "Last year of the duty; null while it lasts.",
        ),
        required("required", Kind::Integer { min: 1, max: 1_000 }, "Jumlah inovasi setahun.", "Innovations a year."),
        required(
            "enumerated",
            Kind::Boolean,
            "Apakah daftar jenis ini lengkap sehingga tingkat capaian dapat dihitung.",
            "Whether the register of this kind is complete, so that a rate can be given.",
        ),
        optional(
            "regulation_id",
            Kind::Reference("regulation"),
            "Peraturan yang menetapkan kewajiban.",
            "Regulation that sets the duty.",
        ),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
