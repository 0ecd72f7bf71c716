//! A region: the country, a province, a regency or a city.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "A region: the country, a province, a regency or a city."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "region")]
pub struct Model {
    /// Identifier that carries its system: `ID`, `ID-35`, `ID-35.10`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The region one level up; null for the country.
    pub parent_id: Option<String>,
    /// Depth in the tree: 0 country, 1 province, 2 regency or city.
    pub level: i32,
    /// Kind of region.
    pub kind: String,
    /// Official name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Name without the word for its kind.
    pub short_name: Option<String>,
    /// Current code of the national code list (Kemendagri), as text.
    pub code: Option<String>,
    /// Current code of the statistics office (BPS), as text.
    pub bps_code: Option<String>,
    /// ISO 3166-2 code.
    pub iso_code: Option<String>,
    /// True for a unit without a government of its own (the six of Jakarta).
    pub administrative: bool,
    /// Island group the region belongs to.
    pub island_group: Option<String>,
    /// Latitude of a point inside the region, degrees, WGS 84.
    pub latitude: Option<f64>,
    /// Longitude of that point, degrees, WGS 84.
    pub longitude: Option<f64>,
    /// Area in square kilometres.
    pub area_km2: Option<f64>,
    /// Number of inhabitants.
    pub population: Option<i32>,
    /// Date of the population figure.
    pub population_date: Option<String>,
    /// True where a source names the region a role model of bureaucracy reform; null where no source says.
    pub reform_role_model: Option<bool>,
    /// `name` folded for sorting; made by the importer, in no package.
    pub name_folded: String,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Kind of a count.
const COUNT: Kind = Kind::Integer { min: 0, max: 1_000_000_000 };

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "region",
    plural: "regions",
    description: "Wilayah: negara, provinsi, kabupaten, dan kota.",
    description_en: "A region: the country, a province, a regency or a city.",
    evidenced: true,
    folded: Some("name"),
    derived: &[
        required(
            "innovation_count",
            COUNT,
            "Jumlah inovasi yang tercatat di wilayah ini dan semua di bawahnya.",
            "Innovations recorded for the region and all below it.",
        ),
        required(
            "agency_count",
            COUNT,
            "Jumlah instansi yang punya inovasi itu, masing-masing sekali.",
            "Agencies of those innovations, each counted once.",
        ),
        required(
            "award_count",
            COUNT,
            "Jumlah penghargaan yang diterima inovasi itu.",
            "Awards that those innovations won.",
        ),
        required(
            "outcome_count",
            COUNT,
            "Jumlah hasil terukur inovasi itu.",
            "Measured outcomes of those innovations.",
        ),
        required(
            "replication_count",
            COUNT,
            "Jumlah replikasi inovasi itu yang dihitung: yang dinyatakan sumber dan di luar pemerintahnya sendiri.",
            "Replications of those innovations that count: stated by a source, and outside their own government.",
        ),
    ],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal yang memuat sistemnya: `ID`, `ID-35`, `ID-35.10`.",
            "Identifier that carries its system: `ID`, `ID-35`, `ID-35.10`.",
        ),
        optional(
            "parent_id",
            Kind::Reference("region"),
            "Wilayah satu tingkat di atasnya; kosong untuk negara.",
            "The region one level up; null for the country.",
        ),
        required(
            "level",
            Kind::Integer { min: 0, max: 9 },
            "Tingkat: 0 negara, 1 provinsi, 2 kabupaten atau kota.",
            "Depth in the tree: 0 country, 1 province, 2 regency or city.",
        ),
        required("kind", Kind::Code("region_kind"), "Jenis wilayah.", "Kind of region."),
        required("name", Kind::Text, "Nama resmi.", "Official name."),
        optional("name_en", Kind::Text, "Nama dalam bahasa Inggris.", "English name."),
        optional("short_name", Kind::Text, "Nama tanpa kata jenisnya.", "Name without the word for its kind."),
        optional(
            "code",
            Kind::Text,
            "Kode wilayah Kemendagri yang berlaku, sebagai teks.",
            "Current code of the national code list (Kemendagri), as text.",
        ),
        optional(
            "bps_code",
            Kind::Text,
            "Kode wilayah BPS yang berlaku, sebagai teks.",
            "Current code of the statistics office (BPS), as text.",
        ),
        optional("iso_code", Kind::Text, "Kode ISO 3166-2.", "ISO 3166-2 code."),
        required(
            "administrative",
            Kind::Boolean,
            "Benar untuk wilayah administratif tanpa pemerintah sendiri (enam di Jakarta).",
            "True for a unit without a government of its own (the six of Jakarta).",
        ),
        optional("island_group", Kind::Text, "Gugus pulau wilayah ini.", "Island group the region belongs to."),
        optional(
            "latitude",
            Kind::Number { min: -90.0, max: 90.0 },
            "Lintang satu titik di dalam wilayah, derajat, WGS 84.",
            "Latitude of a point inside the region, degrees, WGS 84.",
        ),
        optional(
            "longitude",
            Kind::Number { min: -180.0, max: 180.0 },
            "Bujur titik itu, derajat, WGS 84.",
            "Longitude of that point, degrees, WGS 84.",
        ),
        optional(
            "area_km2",
            Kind::Number { min: 0.0, max: 100_000_000.0 },
            "Luas dalam kilometer persegi.",
            "Area in square kilometres.",
        ),
        optional(
            "population",
            Kind::Integer { min: 0, max: 2_000_000_000 },
            "Jumlah penduduk.",
            "Number of inhabitants.",
        ),
        optional("population_date", Kind::PartialDate, "Tanggal angka penduduk.", "Date of the population figure."),
        optional(
            "reform_role_model",
            Kind::Boolean,
            "Benar bila sumber menyebut wilayah ini percontohan reformasi birokrasi; kosong bila tidak ada sumbernya.",
            "True where a source names the region a role model of bureaucracy reform; null where no source says.",
        ),
    ],
};
