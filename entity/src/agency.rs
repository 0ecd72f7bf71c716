//! A public agency: a ministry, a body, a regional government or a unit of one.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::AgencyStatus;

#[doc = "A public agency: a ministry, a body, a regional government or a unit of one."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agency")]
pub struct Model {
    /// Identifier: a slug of the name, stable for ever.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Name.
    pub name: String,
    /// English name; evidence says where the translation is ours.
    pub name_en: Option<String>,
    /// Acronym in use.
    pub acronym: Option<String>,
    /// Kind of agency: its own, not its root's.
    pub kind: String,
    /// The agency it is a unit of; null for a root.
    pub parent_id: Option<String>,
    /// Region it serves; null for central agencies.
    pub region_id: Option<String>,
    /// Whether it still exists.
    pub status: AgencyStatus,
    /// When it began, where a source states it.
    pub active_from: Option<String>,
    /// When it ended, where a source states it.
    pub active_to: Option<String>,
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
    name: "agency",
    plural: "agencies",
    description: "Instansi: kementerian, lembaga, pemerintah daerah, dan unit di bawahnya.",
    description_en: "A public agency: a ministry, a body, a regional government or a unit of one.",
    evidenced: true,
    folded: Some("name"),
    derived: &[
        required(
            "streak",
            Kind::Integer { min: 0, max: 1_000 },
            "Jumlah terbanyak tahun berturut-turut yang tercatat terpenuhi, dengan unit-unitnya.",
            "The most years in a row that are recorded as met, units counted.",
        ),
        optional(
            "streak_from",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun pertama rentetan itu; dari yang sama panjang, yang terakhir.",
            "First year of that run; of equally long ones the latest.",
        ),
        optional(
            "streak_to",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun terakhir rentetan itu.",
            "Last year of that run.",
        ),
        optional(
            "first_met",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun pertama yang terpenuhi menurut catatan.",
            "First year that is recorded as met.",
        ),
        optional(
            "last_met",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun terakhir yang terpenuhi menurut catatan.",
            "Last year that is recorded as met.",
        ),
    ],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal dari namanya, tidak pernah berubah.",
            "Identifier: a slug of the name, stable for ever.",
        ),
        required("name", Kind::Text, "Nama.", "Name."),
        optional(
            "name_en",
            Kind::Text,
            "Nama dalam bahasa Inggris; bukti menyebut bila terjemahan kami.",
            "English name; evidence says where the translation is ours.",
        ),
        optional("acronym", Kind::Text, "Akronim yang dipakai.", "Acronym in use."),
        required(
            "kind",
            Kind::Code("agency_kind"),
            "Jenis instansi itu sendiri, bukan induknya.",
            "Kind of agency: its own, not its root's.",
        ),
        optional(
            "parent_id",
            Kind::Reference("agency"),
            "Instansi induknya; kosong bila berdiri sendiri.",
            "The agency it is a unit of; null for a root.",
        ),
        optional(
            "region_id",
            Kind::Reference("region"),
            "Wilayah yang dilayani; kosong untuk instansi pusat.",
            "Region it serves; null for central agencies.",
        ),
        required("status", Kind::Closed(AgencyStatus::VOCABULARY), "Apakah masih ada.", "Whether it still exists."),
        optional(
            "active_from",
            Kind::PartialDate,
            "Mulai ada, bila ada sumbernya.",
            "When it began, where a source states it.",
        ),
        optional(
            "active_to",
            Kind::PartialDate,
            "Berakhir, bila ada sumbernya.",
            "When it ended, where a source states it.",
        ),
    ],
};
