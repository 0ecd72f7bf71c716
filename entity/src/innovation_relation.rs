//! A relation between two innovations.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, required};
use crate::vocabulary::RelationKind;

#[doc = "A relation between two innovations."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "innovation_relation")]
pub struct Model {
    /// Identifier: innovation and a hash of the relation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The later innovation.
    pub innovation_id: String,
    /// The innovation it continues, replicates or is related to.
    pub related_id: String,
    /// What the relation is.
    pub kind: RelationKind,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "innovation_relation",
    plural: "innovation_relations",
    description: "Hubungan antara dua inovasi.",
    description_en: "A relation between two innovations.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: inovasi dan sidik hubungannya.",
            "Identifier: innovation and a hash of the relation.",
        ),
        required("innovation_id", Kind::Reference("innovation"), "Inovasi yang kemudian.", "The later innovation."),
        required(
            "related_id",
            Kind::Reference("innovation"),
            "Inovasi yang diteruskan, direplikasi, atau terkait.",
            "The innovation it continues, replicates or is related to.",
        ),
        required("kind", Kind::Closed(RelationKind::VOCABULARY), "Jenis hubungan.", "What the relation is."),
    ],
};
