//! A competition or award scheme for innovations.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A competition or award scheme for innovations."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "competition")]
pub struct Model {
    /// Identifier, for example `kipp`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Acronym in use.
    pub acronym: Option<String>,
    /// Who holds it.
    pub organiser: Option<String>,
    /// What it is, in our words.
    pub description: Option<String>,
    /// What it is, in English, in our words.
    pub description_en: Option<String>,
    /// `name` folded for sorting; made by the importer, in no package.
    pub name_folded: String,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "competition",
    plural: "competitions",
    description: "Lomba atau penghargaan inovasi.",
    description_en: "A competition or award scheme for innovations.",
    evidenced: true,
    folded: Some("name"),
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal, misalnya `kipp`.", "Identifier, for example `kipp`."),
        required("name", Kind::Text, "Nama.", "Name."),
        optional("name_en", Kind::Text, "Nama dalam bahasa Inggris.", "English name."),
        optional("acronym", Kind::Text, "Akronim.", "Acronym in use."),
        optional("organiser", Kind::Text, "Penyelenggara.", "Who holds it."),
        optional("description", Kind::Text, "Penjelasan, dengan kalimat kami.", "What it is, in our words."),
        optional(
            "description_en",
            Kind::Text,
            "Penjelasan dalam bahasa Inggris.",
            "What it is, in English, in our words.",
        ),
    ],
};
