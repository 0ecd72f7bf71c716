//! The boundary of a region, where a package brings it.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};

#[doc = "The boundary of a region, where a package brings it."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "region_boundary")]
pub struct Model {
    /// Identifier: that of the region, with a date or a number after it where there are several.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The region.
    pub region_id: String,
    /// GeoJSON of type Polygon or MultiPolygon: longitude, latitude in degrees, WGS 84.
    pub geometry: String,
    /// Date that it holds for.
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
    name: "region_boundary",
    plural: "region_boundaries",
    description: "Batas wilayah, bila paket data membawanya.",
    description_en: "The boundary of a region, where a package brings it.",
    evidenced: true,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal: pengenal wilayahnya, diikuti tanggal atau nomor bila ada beberapa.",
            "Identifier: that of the region, with a date or a number after it where there are several.",
        ),
        required("region_id", Kind::Reference("region"), "Wilayahnya.", "The region."),
        required(
            "geometry",
            Kind::Geometry,
            "GeoJSON berjenis Polygon atau MultiPolygon: bujur, lintang dalam derajat, WGS 84.",
            "GeoJSON of type Polygon or MultiPolygon: longitude, latitude in degrees, WGS 84.",
        ),
        optional("date", Kind::PartialDate, "Tanggal berlakunya.", "Date that it holds for."),
    ],
};
