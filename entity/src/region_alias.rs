//! Another spelling or name of a region.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, required};

#[doc = "Another spelling or name of a region."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "region_alias")]
pub struct Model {
    /// Identifier: region and a hash of the name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The region.
    pub region_id: String,
    /// The other name, as written.
    pub alias: String,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "region_alias",
    plural: "region_aliases",
    description: "Ejaan atau nama lain sebuah wilayah.",
    description_en: "Another spelling or name of a region.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required("id", Kind::Id, "Pengenal: wilayah dan sidik namanya.", "Identifier: region and a hash of the name."),
        required("region_id", Kind::Reference("region"), "Wilayahnya.", "The region."),
        required("alias", Kind::Text, "Nama lain, seperti tertulis.", "The other name, as written."),
    ],
};
