//! A replication of an innovation by somebody else, as a source states it.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::ReplicationStatus;

#[doc = "A replication of an innovation by somebody else, as a source states it."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "replication")]
pub struct Model {
    /// Identifier: innovation and a hash of the claim.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The original innovation.
    pub innovation_id: String,
    /// The agency that replicates, where it is named.
    pub agency_id: Option<String>,
    /// The region that replicates, where it is named.
    pub region_id: Option<String>,
    /// Who replicates, as stated.
    pub replicated_by: Option<String>,
    /// How many replicate, where only a number is stated.
    pub count: Option<i32>,
    /// Year of the replication or, where the note says so, of the report.
    pub year: Option<i32>,
    /// How sure it is; only `stated` counts.
    pub status: ReplicationStatus,
    /// Whether it stays inside the same government; such rows do not count.
    pub internal: bool,
    /// Remark.
    pub note: Option<String>,
    /// Remark in English.
    pub note_en: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "replication",
    plural: "replications",
    description: "Replikasi sebuah inovasi oleh pihak lain, menurut sumber.",
    description_en: "A replication of an innovation by somebody else, as a source states it.",
    evidenced: true,
    folded: None,
    derived: &[
        optional(
            "origin_region_id",
            Kind::Reference("region"),
            "Wilayah inovasi yang ditiru.",
            "Region of the original innovation.",
        ),
        optional(
            "target_region_id",
            Kind::Reference("region"),
            "Wilayah peniru: yang dinyatakan, atau wilayah instansinya.",
            "Region of the copy: the one that is stated, or that of the agency.",
        ),
        optional(
            "region_pair",
            Kind::Text,
            "Wilayah asal dan wilayah peniru, dengan dua tanda hubung di antaranya (ID-31--ID-18).",
            "Region of the original and region of the copy, with two hyphens between them (ID-31--ID-18).",
        ),
        optional(
            "km",
            Kind::Integer { min: 0, max: 20_100 },
            "Jarak lurus kedua wilayah, kilometer.",
            "Distance between the two regions as the crow flies, kilometres.",
        ),
        optional(
            "years",
            Kind::Integer { min: -200, max: 200 },
            "Tahun replikasi dikurangi tahun inovasinya; bila itu tahun edisi lomba (year_basis), batas bawah.",
            "Year of the replication less the year of the innovation; where that is the year of an edition (year_basis), a lower bound.",
        ),
    ],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: inovasi dan sidik klaimnya.",
            "Identifier: innovation and a hash of the claim.",
        ),
        required("innovation_id", Kind::Reference("innovation"), "Inovasi asalnya.", "The original innovation."),
        optional(
            "agency_id",
            Kind::Reference("agency"),
            "Instansi yang mereplikasi, bila disebut.",
            "The agency that replicates, where it is named.",
        ),
        optional(
            "region_id",
            Kind::Reference("region"),
            "Wilayah yang mereplikasi, bila disebut.",
            "The region that replicates, where it is named.",
        ),
        optional("replicated_by", Kind::Text, "Pihak yang mereplikasi, seperti disebut.", "Who replicates, as stated."),
        optional(
            "count",
            Kind::Integer { min: 1, max: 1_000_000 },
            "Jumlah yang mereplikasi, bila hanya angkanya disebut.",
            "How many replicate, where only a number is stated.",
        ),
        optional(
            "year",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun replikasi atau, bila dicatat, tahun beritanya.",
            "Year of the replication or, where the note says so, of the report.",
        ),
        required(
            "status",
            Kind::Closed(ReplicationStatus::VOCABULARY),
            "Kepastiannya; hanya `stated` yang dihitung.",
            "How sure it is; only `stated` counts.",
        ),
        required(
            "internal",
            Kind::Boolean,
            "Apakah tetap di pemerintah yang sama; baris itu tidak dihitung.",
            "Whether it stays inside the same government; such rows do not count.",
        ),
        optional("note", Kind::Text, "Catatan.", "Remark."),
        optional("note_en", Kind::Text, "Catatan dalam bahasa Inggris.", "Remark in English."),
    ],
};
