//! A regulation: the basis or the outcome of a competition, a code list or a duty.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A regulation: the basis or the outcome of a competition, a code list or a duty."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "regulation")]
pub struct Model {
    /// Identifier: kind, number and year.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Kind of regulation.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// Year of the regulation.
    pub year: Option<i32>,
    /// Official title; null where no source prints it.
    pub title: Option<String>,
    /// What it settles, in our words.
    pub about: Option<String>,
    /// What it settles, in English, in our words.
    pub about_en: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "regulation",
    plural: "regulations",
    description: "Peraturan yang menjadi dasar atau hasil lomba, kode wilayah, atau kewajiban.",
    description_en: "A regulation: the basis or the outcome of a competition, a code list or a duty.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal: jenis, nomor, dan tahun.", "Identifier: kind, number and year."),
        required("kind", Kind::Code("regulation_kind"), "Jenis peraturan.", "Kind of regulation."),
        required("number", Kind::Text, "Nomor seperti tercetak.", "Number as printed."),
        optional("year", Kind::Integer { min: 1_945, max: 2_100 }, "Tahun peraturan.", "Year of the regulation."),
        optional(
            "title",
            Kind::Text,
            "Judul resmi; kosong bila tidak tercetak di sumber.",
            "Official title; null where no source prints it.",
        ),
        optional("about", Kind::Text, "Isi pokok, dengan kalimat kami.", "What it settles, in our words."),
        optional(
            "about_en",
            Kind::Text,
            "Isi pokok dalam bahasa Inggris.",
            "What it settles, in English, in our words.",
        ),
    ],
};
