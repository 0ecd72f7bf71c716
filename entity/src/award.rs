//! What an innovation or an agency reached in a competition.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::AwardStatus;

#[doc = "What an innovation or an agency reached in a competition."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "award")]
pub struct Model {
    /// Identifier: holder and a hash of the award.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The competition.
    pub competition_id: String,
    /// The edition; null where no source states the year.
    pub edition_id: Option<String>,
    /// The innovation, unless an agency holds the award.
    pub innovation_id: Option<String>,
    /// The agency, where the award honours an agency.
    pub agency_id: Option<String>,
    /// Best tier reached.
    pub tier: Option<String>,
    /// Competition group.
    pub group: Option<String>,
    /// Category as stated.
    pub category: Option<String>,
    /// Category in English.
    pub category_en: Option<String>,
    /// What it was; only `awarded` is an award.
    pub status: AwardStatus,
    /// Words of the source for the result.
    pub as_stated: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "award",
    plural: "awards",
    description: "Hasil sebuah inovasi atau instansi pada lomba.",
    description_en: "What an innovation or an agency reached in a competition.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: penerima dan sidik penghargaannya.",
            "Identifier: holder and a hash of the award.",
        ),
        required("competition_id", Kind::Reference("competition"), "Lombanya.", "The competition."),
        optional(
            "edition_id",
            Kind::Reference("edition"),
            "Edisinya; kosong bila tahunnya tidak disebut.",
            "The edition; null where no source states the year.",
        ),
        optional(
            "innovation_id",
            Kind::Reference("innovation"),
            "Inovasinya, kecuali penerimanya instansi.",
            "The innovation, unless an agency holds the award.",
        ),
        optional(
            "agency_id",
            Kind::Reference("agency"),
            "Instansinya, bila penerimanya instansi.",
            "The agency, where the award honours an agency.",
        ),
        optional("tier", Kind::Code("tier"), "Peringkat terbaik yang dicapai.", "Best tier reached."),
        optional("group", Kind::Code("award_group"), "Kelompok peserta.", "Competition group."),
        optional("category", Kind::Text, "Kategori seperti disebut.", "Category as stated."),
        optional("category_en", Kind::Text, "Kategori dalam bahasa Inggris.", "Category in English."),
        required(
            "status",
            Kind::Closed(AwardStatus::VOCABULARY),
            "Statusnya; hanya `awarded` yang berarti penghargaan.",
            "What it was; only `awarded` is an award.",
        ),
        optional("as_stated", Kind::Text, "Hasil seperti tertulis di sumber.", "Words of the source for the result."),
    ],
};
