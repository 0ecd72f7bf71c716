//! A code of a region in one code list, current or former.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A code of a region in one code list, current or former."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "region_code")]
pub struct Model {
    /// Identifier: region and a hash of system and code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The region of today that the code means.
    pub region_id: String,
    /// The code list.
    pub system: String,
    /// The code, as text.
    pub code: String,
    /// Name as that code list writes it.
    pub name: Option<String>,
    /// Whether the code is in use today.
    pub current: bool,
    /// First day the code was valid, where a source states it.
    pub valid_from: Option<String>,
    /// Last day the code was valid, where a source states it.
    pub valid_to: Option<String>,
    /// Regulation that set the code.
    pub regulation_id: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "region_code",
    plural: "region_codes",
    description: "Kode sebuah wilayah pada satu daftar kode, kini atau dahulu.",
    description_en: "A code of a region in one code list, current or former.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: wilayah dan sidik sistem serta kodenya.",
            "Identifier: region and a hash of system and code.",
        ),
        required(
            "region_id",
            Kind::Reference("region"),
            "Wilayah masa kini yang dimaksud kode itu.",
            "The region of today that the code means.",
        ),
        required("system", Kind::Code("code_system"), "Daftar kodenya.", "The code list."),
        required("code", Kind::Text, "Kodenya, sebagai teks.", "The code, as text."),
        optional("name", Kind::Text, "Nama seperti tertulis di daftar itu.", "Name as that code list writes it."),
        required("current", Kind::Boolean, "Apakah kode masih berlaku.", "Whether the code is in use today."),
        optional(
            "valid_from",
            Kind::PartialDate,
            "Awal berlaku, bila ada sumbernya.",
            "First day the code was valid, where a source states it.",
        ),
        optional(
            "valid_to",
            Kind::PartialDate,
            "Akhir berlaku, bila ada sumbernya.",
            "Last day the code was valid, where a source states it.",
        ),
        optional(
            "regulation_id",
            Kind::Reference("regulation"),
            "Peraturan yang menetapkan kode.",
            "Regulation that set the code.",
        ),
    ],
};
