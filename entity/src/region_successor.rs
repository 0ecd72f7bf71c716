//! A split, merger or renaming of regions.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A split, merger or renaming of regions."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "region_successor")]
pub struct Model {
    /// Identifier: region and a hash of its successor.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The region that was split, merged or renamed.
    pub region_id: String,
    /// The region that came out of it.
    pub successor_id: String,
    /// What happened.
    pub kind: String,
    /// When it happened.
    pub date: Option<String>,
    /// The regulation that did it.
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
    name: "region_successor",
    plural: "region_successors",
    description: "Pemekaran, penggabungan, atau penggantian nama wilayah.",
    description_en: "A split, merger or renaming of regions.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: wilayah dan sidik penerusnya.",
            "Identifier: region and a hash of its successor.",
        ),
        required(
            "region_id",
            Kind::Reference("region"),
            "Wilayah yang dimekarkan, digabung, atau diganti namanya.",
            "The region that was split, merged or renamed.",
        ),
        required("successor_id", Kind::Reference("region"), "Wilayah hasilnya.", "The region that came out of it."),
        required("kind", Kind::Code("succession_kind"), "Apa yang terjadi.", "What happened."),
        optional("date", Kind::PartialDate, "Kapan terjadi.", "When it happened."),
        optional("regulation_id", Kind::Reference("regulation"), "Peraturannya.", "The regulation that did it."),
    ],
};
