//! The files of the catalogue as other programs are told of them: form, media type, the standard each follows.

use inovasi_entity::Table;
use inovasi_schema::Form;

use super::about::About;
use super::authority::term;
use super::words::Words;
use crate::dataset::{DatasetFile, Kind, dataset_files};

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    /// The rows of a table.
    Rows(Form),
    /// The whole catalogue as a data package.
    Zip,
    /// The whole catalogue as a database.
    Sqlite,
}

/// The files of a table, or of the whole catalogue, that the described revision has.
pub(crate) fn files(about: &About, table: Option<&Table>) -> Vec<File> {
    let is_of = |file: &DatasetFile| match (file.kind, table) {
        (Kind::Table(of, _), Some(table)) => of.name == table.name && file.is_of(&about.holdings),
        (Kind::Table(..), None) | (_, Some(_)) => false,
        (_, None) => true,
    };
    let file = |file: DatasetFile| match file.kind {
        Kind::Table(_, form) => File::Rows(form),
        Kind::Package => File::Zip,
        Kind::Sqlite => File::Sqlite,
    };
    dataset_files().into_iter().filter(is_of).map(file).collect()
}

/// Name of a file.
pub(crate) fn name(table: Option<&Table>, file: File) -> String {
    format!("{}.{}", table.map_or("inovasi", |table| table.plural), file.extension())
}

impl File {
    /// What the file's name ends with.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Rows(form) => form.extension(),
            Self::Zip => "zip",
            Self::Sqlite => "sqlite",
        }
    }

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Rows(Form::Json) => "JSON",
            Self::Rows(Form::Csv | Form::CsvExcel) => "CSV",
            Self::Rows(Form::Ndjson) => "NDJSON",
            Self::Rows(Form::Parquet) => "Parquet",
            Self::Rows(Form::Xlsx) => "XLSX",
            Self::Rows(Form::GeoJson) => "GeoJSON",
            Self::Zip => "ZIP",
            Self::Sqlite => "SQLite",
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Rows(form) => form.media(),
            Self::Zip => "application/zip",
            Self::Sqlite => "application/vnd.sqlite3",
        }
    }

    /// The address of its media type; none where IANA has not registered it.
    pub(crate) fn registered(self) -> Option<String> {
        let registered = self != Self::Rows(Form::Ndjson);
        registered.then(|| format!("https://www.iana.org/assignments/media-types/{}", self.media_type()))
    }

    /// The address of its format: a term of the authority table of file types, where it has one.
    pub(crate) fn format(self) -> String {
        match self {
            Self::Rows(Form::Csv | Form::CsvExcel) => term("file-type", "CSV"),
            Self::Rows(Form::Parquet) => term("file-type", "PARQUET"),
            Self::Rows(Form::Xlsx) => term("file-type", "XLSX"),
            Self::Rows(Form::GeoJson) => term("file-type", "GEOJSON"),
            Self::Zip => term("file-type", "ZIP"),
            Self::Rows(Form::Json) => term("file-type", "JSON"),
            Self::Rows(Form::Ndjson) => "https://github.com/ndjson/ndjson-spec".to_owned(),
            Self::Sqlite => "https://www.sqlite.org/fileformat2.html".to_owned(),
        }
    }

    /// The standards that it follows: address and title.
    pub(crate) fn standards(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Rows(Form::Csv) => &[
                ("https://www.w3.org/TR/tabular-data-model/", "Model for Tabular Data and Metadata on the Web (CSVW)"),
                ("https://specs.frictionlessdata.io/table-schema/", "Table Schema"),
            ],
            Self::Rows(Form::GeoJson) => &[("https://www.rfc-editor.org/rfc/rfc7946", "RFC 7946: The GeoJSON Format")],
            Self::Zip => &[("https://specs.frictionlessdata.io/data-package/", "Data Package")],
            _ => &[],
        }
    }

    /// What a reader of the file gets.
    pub(crate) fn description(self) -> Words {
        let (indonesian, english) = match self {
            Self::Rows(Form::Csv | Form::CsvExcel) => (
                "CSV menurut RFC 4180, UTF-8, dengan baris judul; sel kosong berarti tidak diketahui.",
                "CSV of RFC 4180 in UTF-8 with a header; an empty cell means not known.",
            ),
            Self::Rows(Form::Json | Form::Ndjson) => ("Satu objek JSON sebaris.", "One JSON object a line."),
            Self::Rows(Form::Parquet) => (
                "Parquet dengan tipe setiap kolom; kode berupa teks.",
                "Parquet with the type of every column; codes are text.",
            ),
            Self::Rows(Form::Xlsx) => (
                "Buku kerja untuk program lembar kerja; kode berupa teks, tanpa rumus.",
                "A workbook for spreadsheet programs; codes are text, there are no formulas.",
            ),
            Self::Rows(Form::GeoJson) => (
                "Wilayah pada peta: batasnya bila ada, selain itu satu titik.",
                "Regions on a map: the boundary where there is one, else a point.",
            ),
            Self::Zip => (
                "Seluruh katalog: satu CSV setiap tabel dengan datapackage.json; program ini juga membacanya kembali.",
                "The whole catalogue: one CSV a table with datapackage.json; the program reads it back, too.",
            ),
            Self::Sqlite => {
                ("Seluruh katalog sebagai satu basis data SQLite.", "The whole catalogue as one SQLite database.")
            }
        };
        Words::both(indonesian, english)
    }
}
