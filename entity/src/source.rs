//! A source: a page or document that states facts of the catalogue.

use sea_orm::entity::prelude::*;

use crate::table::{Kind, Table, optional, required};
use crate::vocabulary::SourceKind;

#[doc = "A source: a page or document that states facts of the catalogue."]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Identifier of the source, stable for ever.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Address of the page; null where no address is known.
    pub url: Option<String>,
    /// Title of the page as printed there; null where it is not known.
    pub title: Option<String>,
    /// Who publishes the page: the site, with its name where it is certain.
    pub publisher: Option<String>,
    /// What kind of source it is; our own judgement from its address.
    pub kind: SourceKind,
    /// Day on which the page was last read.
    pub seen: Option<String>,
    /// `created` instant of the package that last changed the row; made by the importer.
    pub updated_at: String,
}

/// Foreign keys stand in [`TABLE`], which also makes the package's schema.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The table's one declaration.
pub static TABLE: Table = Table {
    name: "source",
    plural: "sources",
    description: "Sumber: halaman atau dokumen yang menyatakan fakta katalog.",
    description_en: "A source: a page or document that states facts of the catalogue.",
    evidenced: false,
    folded: None,
    derived: &[],
    columns: &[
        required(
            "id",
            Kind::Id,
            "Pengenal sumber, tidak pernah berubah.",
            "Identifier of the source, stable for ever.",
        ),
        optional(
            "url",
            Kind::Url,
            "Alamat halaman; kosong bila tidak diketahui.",
            "Address of the page; null where no address is known.",
        ),
        optional(
            "title",
            Kind::Text,
            "Judul halaman seperti tercetak; kosong bila tidak diketahui.",
            "Title of the page as printed there; null where it is not known.",
        ),
        optional(
            "publisher",
            Kind::Text,
            "Penerbit halaman: nama situsnya.",
            "Who publishes the page: the site, with its name where it is certain.",
        ),
        required(
            "kind",
            Kind::Closed(SourceKind::VOCABULARY),
            "Jenis sumber; penilaian kami dari alamatnya.",
            "What kind of source it is; our own judgement from its address.",
        ),
        optional("seen", Kind::Date, "Tanggal halaman terakhir dibaca.", "Day on which the page was last read."),
    ],
};
