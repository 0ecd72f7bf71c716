//! An agency that took over from another.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "An agency that took over from another."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agency_successor")]
pub struct Model {
    /// Identifier: agency and a hash of its successor.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The earlier agency.
    pub agency_id: String,
    /// The agency that took over.
    pub successor_id: String,
    /// When, where a source states it.
    pub date: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "agency_successor",
    plural: "agency_successors",
    description: "Instansi yang meneruskan instansi lain.",
    description_en: "An agency that took over from another.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: instansi dan sidik penerusnya.",
            "Identifier: agency and a hash of its successor.",
        ),
        required("agency_id", Kind::Reference("agency"), "Instansi terdahulu.", "The earlier agency."),
        required("successor_id", Kind::Reference("agency"), "Instansi penerus.", "The agency that took over."),
        optional("date", Kind::PartialDate, "Kapan, bila ada sumbernya.", "When, where a source states it."),
    ],
};
