//! What describes the catalogue to other programs.

use inovasi_entity::all_tables;
use inovasi_schema::{Code, Language};
use serde_json::{Value, json};

use super::{ALWAYS, kept, operation, plain};
use crate::openapi::components::responses;

/// A document of ours in its media type.
fn document(media: &str, schema: Value, example: Value, language: Language) -> Value {
    let mut ok = kept(language.pick("Dokumennya.", "The document."), Value::Null, Value::Null);
    ok["content"] = json!({media: {"schema": schema, "example": example}});
    ok
}

fn object(description: &str) -> Value {
    json!({"type": "object", "maxProperties": 1000, "description": description})
}

/// `GET /catalog.jsonld`
pub(crate) fn catalog(language: Language) -> Value {
    let words = plain(
        "getCatalog",
        ("Katalog untuk portal data", "The catalogue for data portals"),
        (
            "Katalog, kumpulan data, berkas, dan layanannya menurut DCAT-AP 3.0.1 dalam JSON-LD, untuk dipanen portal data terbuka. Alamat di dalamnya adalah alamat yang dipakai penanya, atau yang ditetapkan pengelola.",
            "The catalogue, its datasets, files and services in DCAT-AP 3.0.1 as JSON-LD, for open-data portals to harvest. Addresses in it are those that the caller used, or that the operator set.",
        ),
        language,
    );
    let example = json!({
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@graph": [{
            "@id": "https://data.example.org/catalog.jsonld#catalog", "@type": "dcat:Catalog",
            "dct:title": [{"@language": "en", "@value": "The open catalogue of public-service innovation"}],
        }],
    });
    let schema = object(language.pick("Dokumen JSON-LD.", "A JSON-LD document."));
    let ok = document("application/ld+json", schema, example, language);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /datapackage.json`
pub(crate) fn data_package(language: Language) -> Value {
    let words = plain(
        "getDataPackage",
        ("Paket data", "The data package"),
        (
            "Frictionless Data Package dari berkas CSV semua tabel: tipe, batasan, kunci asing, dan kode setiap kolom. Alamat berkasnya relatif.",
            "The Frictionless Data Package of the CSV files of all tables: types, constraints, foreign keys and codes of every column. Paths of the files are relative.",
        ),
        language,
    );
    let example = json!({
        "profile": "tabular-data-package", "name": "inovasi", "version": "1.0.0", "created": "2026-11-24T12:00:00Z",
        "resources": [{"profile": "tabular-data-resource", "name": "innovations", "path": "v1/datasets/innovations.csv"}],
    });
    let schema = object(language.pick("Deskripsi paket data.", "A data package descriptor."));
    let ok = document("application/json", schema, example, language);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /v1/datasets/csv-metadata.json`
pub(crate) fn csvw_group(language: Language) -> Value {
    let words = plain(
        "getCsvMetadata",
        ("Keterangan semua berkas CSV", "Description of all CSV files"),
        (
            "CSV on the Web: kolom, tipe, dan kunci semua berkas CSV, juga kunci asing yang terisi di setiap baris.",
            "CSV on the Web: columns, types and keys of all CSV files, with the foreign keys that every row has.",
        ),
        language,
    );
    let example = json!({"@context": "http://www.w3.org/ns/csvw", "tables": [{"url": "innovations.csv"}]});
    let schema = object(language.pick("Metadata CSVW.", "CSVW metadata."));
    let ok = document("application/csvm+json", schema, example, language);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /v1/datasets/{table}.csv-metadata.json`
pub(crate) fn csvw_of(language: Language) -> Value {
    let words = plain(
        "getCsvMetadataOfTable",
        ("Keterangan berkas CSV satu tabel", "Description of one table's CSV file"),
        (
            "CSV on the Web: arti, tipe, dan batasan setiap kolom; di alamat tempat pembaca CSVW mencarinya. Kunci asing ada di csv-metadata.json.",
            "CSV on the Web: meaning, type and constraints of every column, at the address where readers of CSVW look for it. Foreign keys stand in csv-metadata.json.",
        ),
        language,
    );
    let tables: Vec<&str> = all_tables().map(|table| table.plural).collect();
    let parameter = json!({
        "name": "table", "in": "path", "required": true, "example": "innovations",
        "description": language.pick("Nama berkas tanpa akhiran.", "Name of the file without its ending."),
        "schema": {"type": "string", "enum": tables},
    });
    let example = json!({"@context": "http://www.w3.org/ns/csvw", "url": "innovations.csv"});
    let schema = object(language.pick("Metadata CSVW.", "CSVW metadata."));
    let ok = document("application/csvm+json", schema, example, language);
    let codes = [&[Code::NotFound][..], &ALWAYS].concat();
    operation(words, vec![parameter], responses(ok, &codes, true, language))
}

/// `GET /codebook.id.md`, `GET /codebook.en.md`
pub(crate) fn codebook(of: Language, language: Language) -> Value {
    let words = plain(
        of.pick("getCodebookId", "getCodebookEn"),
        of.pick(
            ("Buku kode dalam bahasa Indonesia", "The codebook in Indonesian"),
            ("Buku kode dalam bahasa Inggris", "The codebook in English"),
        ),
        (
            "Arti setiap tabel, kolom, dan kode; cara berkas menulis yang tidak diketahui, daftar, dan tanggal; dan yang tidak dinyatakan katalog ini. Markdown.",
            "What every table, column and code means; how files write what is not known, lists and dates; and what the catalogue does not claim. Markdown.",
        ),
        language,
    );
    let schema = json!({"type": "string", "maxLength": 5_000_000, "description": language.pick("Teks Markdown.", "A Markdown text.")});
    let ok = document("text/markdown", schema, of.pick("# Buku kode", "# Codebook").into(), language);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}
