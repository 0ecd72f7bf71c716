//! The official number of a tier by agency group.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "The official number of a tier by agency group."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tier_composition")]
pub struct Model {
    /// Identifier: tier and a hash of the group.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The tier.
    pub tier_id: String,
    /// The group of agencies.
    pub agency_group: String,
    /// Innovations of the group in the tier.
    pub innovations: Option<i32>,
    /// Agencies of the group in the tier.
    pub agencies: Option<i32>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "tier_composition",
    plural: "tier_compositions",
    description: "Jumlah resmi sebuah peringkat menurut kelompok instansi.",
    description_en: "The official number of a tier by agency group.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: peringkat dan sidik kelompoknya.",
            "Identifier: tier and a hash of the group.",
        ),
        required("tier_id", Kind::Reference("tier"), "Peringkatnya.", "The tier."),
        required("agency_group", Kind::Code("agency_group"), "Kelompok instansi.", "The group of agencies."),
        optional(
            "innovations",
            Kind::Integer { min: 0, max: 1_000_000 },
            "Jumlah inovasi kelompok itu.",
            "Innovations of the group in the tier.",
        ),
        optional(
            "agencies",
            Kind::Integer { min: 0, max: 1_000_000 },
            "Jumlah instansi kelompok itu.",
            "Agencies of the group in the tier.",
        ),
    ],
};
