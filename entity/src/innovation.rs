//! A public-service innovation.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::{Scope, Stage, TitleBasis, YearBasis};

#[doc = "A public-service innovation."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "innovation")]
pub struct Model {
    /// Identifier: a slug of short name and root agency, stable for ever.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Title.
    pub title: String,
    /// English title, where a source gives one.
    pub title_en: Option<String>,
    /// Whether the title is official, our description, or our translation.
    pub title_basis: TitleBasis,
    /// Short name or acronym it is known by.
    pub short_name: Option<String>,
    /// What it does, in our own words.
    pub summary: Option<String>,
    /// What it does, in English, in our own words.
    pub summary_en: Option<String>,
    /// Agency that made it.
    pub agency_id: String,
    /// Region that is served; null for the whole country or where not known.
    pub region_id: Option<String>,
    /// Year it counts for; see year_basis.
    pub year: Option<i32>,
    /// What the year rests on.
    pub year_basis: Option<YearBasis>,
    /// When the idea began, where a source states it.
    pub initiated: Option<String>,
    /// When the trial began, where a source states it.
    pub trial: Option<String>,
    /// When it came into use, where a source states it.
    pub implemented: Option<String>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// Day on which the stage was last checked.
    pub stage_checked: Option<String>,
    /// Field of service; our own classification.
    pub sector: Option<String>,
    /// Main government affair.
    pub main_affair: Option<String>,
    /// All government affairs it touches.
    pub affairs: Option<String>,
    /// Sustainable development goals, by number.
    pub sdgs: Option<String>,
    /// Whether it serves the public or works between and inside agencies.
    pub scope: Option<Scope>,
    /// Form of innovation.
    pub form: Option<String>,
    /// Whether it is digital; null where no source says.
    pub digital: Option<bool>,
    /// Type of innovation.
    pub innovation_type: Option<String>,
    /// Which of the movement's five shifts it makes.
    pub service_shifts: Option<String>,
    /// `title` folded for sorting; made by the importer, in no package.
    pub title_folded: String,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "innovation",
    plural: "innovations",
    description: "Inovasi pelayanan publik.",
    description_en: "A public-service innovation.",
    evidenced: true,
    folded: Some("title"),
    derived: &[required(
        "replication_count",
        Kind::Integer { min: 0, max: 1_000_000 },
        "Pernyataan replikasi yang dihitung: dari sumber, di luar pemerintahannya sendiri; satu kelompok yang disebut bersama dihitung satu.",
        "Statements of replication that count: by a source, outside the own government; a group that is told together counts once.",
    )],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal dari nama singkat dan instansi induk, tidak pernah berubah.",
            "Identifier: a slug of short name and root agency, stable for ever.",
        ),
        required("title", Kind::Text, "Judul.", "Title."),
        optional(
            "title_en",
            Kind::Text,
            "Judul bahasa Inggris, bila ada sumbernya.",
            "English title, where a source gives one.",
        ),
        required(
            "title_basis",
            Kind::Closed(TitleBasis::VOCABULARY),
            "Apakah judul resmi, deskripsi kami, atau terjemahan kami.",
            "Whether the title is official, our description, or our translation.",
        ),
        optional("short_name", Kind::Text, "Nama singkat atau akronim.", "Short name or acronym it is known by."),
        optional("summary", Kind::Text, "Isi inovasi, dengan kalimat kami.", "What it does, in our own words."),
        optional(
            "summary_en",
            Kind::Text,
            "Isi inovasi dalam bahasa Inggris, dengan kalimat kami.",
            "What it does, in English, in our own words.",
        ),
        required("agency_id", Kind::Reference("agency"), "Instansi pembuatnya.", "Agency that made it."),
        optional(
            "region_id",
            Kind::Reference("region"),
            "Wilayah yang dilayani; kosong untuk seluruh negeri atau bila tidak diketahui.",
            "Region that is served; null for the whole country or where not known.",
        ),
        optional(
            "year",
            Kind::Integer { min: 1_945, max: 2_100 },
            "Tahun inovasi dihitung; lihat year_basis.",
            "Year it counts for; see year_basis.",
        ),
        optional("year_basis", Kind::Closed(YearBasis::VOCABULARY), "Dasar tahun itu.", "What the year rests on."),
        optional(
            "initiated",
            Kind::PartialDate,
            "Awal gagasan, bila ada sumbernya.",
            "When the idea began, where a source states it.",
        ),
        optional(
            "trial",
            Kind::PartialDate,
            "Awal uji coba, bila ada sumbernya.",
            "When the trial began, where a source states it.",
        ),
        optional(
            "implemented",
            Kind::PartialDate,
            "Awal penerapan, bila ada sumbernya.",
            "When it came into use, where a source states it.",
        ),
        optional("stage", Kind::Closed(Stage::VOCABULARY), "Tahapan inovasi.", "How far it has come."),
        optional(
            "stage_checked",
            Kind::Date,
            "Tanggal tahapan terakhir diperiksa.",
            "Day on which the stage was last checked.",
        ),
        optional(
            "sector",
            Kind::Code("sector"),
            "Bidang pelayanan; klasifikasi kami.",
            "Field of service; our own classification.",
        ),
        optional("main_affair", Kind::Code("affair"), "Urusan pemerintahan utama.", "Main government affair."),
        optional(
            "affairs",
            Kind::List("affair"),
            "Semua urusan pemerintahan terkait.",
            "All government affairs it touches.",
        ),
        optional(
            "sdgs",
            Kind::List("sdg"),
            "Tujuan pembangunan berkelanjutan, nomornya.",
            "Sustainable development goals, by number.",
        ),
        optional(
            "scope",
            Kind::Closed(Scope::VOCABULARY),
            "Apakah melayani publik atau antarinstansi.",
            "Whether it serves the public or works between and inside agencies.",
        ),
        optional("form", Kind::Code("form"), "Bentuk inovasi.", "Form of innovation."),
        optional(
            "digital",
            Kind::Boolean,
            "Apakah digital; kosong bila tidak ada sumbernya.",
            "Whether it is digital; null where no source says.",
        ),
        optional("innovation_type", Kind::Code("innovation_type"), "Jenis inovasi.", "Type of innovation."),
        optional(
            "service_shifts",
            Kind::List("service_shift"),
            "Pergeseran pelayanan yang dilakukannya.",
            "Which of the movement's five shifts it makes.",
        ),
    ],
};
