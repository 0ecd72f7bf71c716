//! The files of the catalogue as other programs are told of them: form, media type, the standard each follows.

use inovasi_entity::Table;

use super::authority::term;
use super::words::Words;

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    Ndjson,
    Parquet,
    Xlsx,
    GeoJson,
    Zip,
    Sqlite,
}

/// The forms that every table has.
const OF_EVERY_TABLE: [Form; 4] = [Form::Csv, Form::Ndjson, Form::Parquet, Form::Xlsx];

/// The forms of a table, or of the whole catalogue.
pub(crate) fn forms(table: Option<&Table>) -> Vec<Form> {
    let Some(table) = table else { return vec![Form::Zip, Form::Sqlite] };
    let mut forms = OF_EVERY_TABLE.to_vec();
    if table.name == "region" {
        forms.push(Form::GeoJson);
    }
    forms
}

/// Name of a file.
pub(crate) fn name(table: Option<&Table>, form: Form) -> String {
    format!("{}.{}", table.map_or("inovasi", |table| table.plural), form.extension())
}

impl Form {
    /// What the file's name ends with.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::Zip => "zip",
            Self::Sqlite => "sqlite",
        }
    }

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Ndjson => "NDJSON",
            Self::Parquet => "Parquet",
            Self::Xlsx => "XLSX",
            Self::GeoJson => "GeoJSON",
            Self::Zip => "ZIP",
            Self::Sqlite => "SQLite",
        }
    }

    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Ndjson => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::GeoJson => "application/geo+json",
            Self::Zip => "application/zip",
            Self::Sqlite => "application/vnd.sqlite3",
        }
    }

    /// The address of its media type; none where IANA has not registered it.
    pub(crate) fn registered(self) -> Option<String> {
        let registered = self != Self::Ndjson;
        registered.then(|| format!("https://www.iana.org/assignments/media-types/{}", self.media_type()))
    }

    /// The address of its format: a term of the authority table of file types, where it has one.
    pub(crate) fn format(self) -> String {
        match self {
            Self::Csv => term("file-type", "CSV"),
            Self::Parquet => term("file-type", "PARQUET"),
            Self::Xlsx => term("file-type", "XLSX"),
            Self::GeoJson => term("file-type", "GEOJSON"),
            Self::Zip => term("file-type", "ZIP"),
            Self::Ndjson => "https://github.com/ndjson/ndjson-spec".to_owned(),
            Self::Sqlite => "https://www.sqlite.org/fileformat2.html".to_owned(),
        }
    }

    /// The standards that it follows: address and title.
    pub(crate) fn standards(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Csv => &[
                ("https://www.w3.org/TR/tabular-data-model/", "Model for Tabular Data and Metadata on the Web (CSVW)"),
                ("https://specs.frictionlessdata.io/table-schema/", "Table Schema"),
            ],
            Self::GeoJson => &[("https://www.rfc-editor.org/rfc/rfc7946", "RFC 7946: The GeoJSON Format")],
            Self::Zip => &[("https://specs.frictionlessdata.io/data-package/", "Data Package")],
            Self::Ndjson | Self::Parquet | Self::Xlsx | Self::Sqlite => &[],
        }
    }

    /// What a reader of the file gets.
    pub(crate) fn description(self) -> Words {
        let (indonesian, english) = match self {
            Self::Csv => (
                "CSV menurut RFC 4180, UTF-8, dengan baris judul; sel kosong berarti tidak diketahui.",
                "CSV of RFC 4180 in UTF-8 with a header; an empty cell means not known.",
            ),
            Self::Ndjson => ("Satu objek JSON sebaris.", "One JSON object a line."),
            Self::Parquet => (
                "Parquet dengan tipe setiap kolom; kode berupa teks.",
                "Parquet with the type of every column; codes are text.",
            ),
            Self::Xlsx => (
                "Buku kerja untuk program lembar kerja; kode berupa teks, tanpa rumus.",
                "A workbook for spreadsheet programs; codes are text, there are no formulas.",
            ),
            Self::GeoJson => ("Wilayah sebagai titik pada peta.", "Regions as points on a map."),
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
